#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace rex {

/// The names of a model's COUNT classes or answers from a file of FOLDER: label2ans.json (a list, or an object from
/// numbers to texts), ans2label.json (texts to numbers), answers.txt or labels.txt (a line each), and the longer names
/// under which such files are published. Empty where there is none; a file that does not have COUNT names is left out
/// and said in NOTES. Throws Error where a file is damaged.
std::vector<std::string> labels_beside(const std::filesystem::path& folder, std::int64_t count,
                                       std::vector<std::string>& notes);

/// Whether LABELS are names at all and not Hugging Face's "LABEL_0", "LABEL_1", ….
bool are_names(const std::vector<std::string>& labels);

}  // namespace rex
