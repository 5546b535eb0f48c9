#pragma once

#include <filesystem>

namespace rex::ui {

class Session;

/// Writes what is open and chosen as one small JSON file: inputs by path and hash, model, texts, target, method,
/// layers, appearance. Atomic; throws Error where it cannot be written.
void save_session(const Session& session, const std::filesystem::path& file);

/// Opens what FILE says. Paths are also tried relative to FILE. Throws Error where it is no session of ours, or a file
/// in it is gone or has changed; SESSION is untouched then.
void restore_session(Session& session, const std::filesystem::path& file);

}  // namespace rex::ui
