#pragma once

#include <filesystem>

#include "ui/state/saved_session.h"

namespace rex::ui {

class Session;

/// What SESSION would save. Throws Error where its picture is in no file.
SavedSession saved_session(const Session& session);

/// Writes SAVED as one small JSON file: inputs by path and hash, model, texts, target, method, layers, appearance,
/// selection; with the inputs themselves where it carries them or where they came out of such a file. Reads the inputs
/// whole, so it takes its time with large ones. Atomic; throws Error where the file cannot be written. Any thread.
void write_session(const SavedSession& saved, const std::filesystem::path& file);

/// Reads FILE and the picture that it names. Paths are also tried relative to FILE; what is not there as it was is
/// taken out of FILE where it carries it, and the model is looked for by its name. Throws Error where it is no session
/// of ours, or a file in it is gone. Any thread.
SavedSession read_session(const std::filesystem::path& file);

}  // namespace rex::ui
