#pragma once

#include <QString>
#include <filesystem>

namespace rex {
struct Answered;
struct Explanation;
}  // namespace rex

namespace rex::ui {

class Session;

/// Writes the relevancies of EXPLANATION by the extension of PATH: .safetensors and .npz (arrays), .csv (one row for
/// each token), .json. Throws Error for another extension or where the file cannot be written.
void export_numbers(const Answered& answered, const Explanation& explanation, const std::filesystem::path& path);

/// The `rex explain` command that makes the same figure without the window; COMPARED: of what is compared, with the
/// difference of two; where one command cannot explain it all, because inputs, models or layers differ, a line for each
/// panel.
QString rex_command(const Session& session, bool compared);

}  // namespace rex::ui
