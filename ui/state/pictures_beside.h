#pragma once

#include <filesystem>
#include <vector>

namespace rex::ui {

/// The pictures that lie in FOLDER itself, by their endings, in the order of their names.
std::vector<std::filesystem::path> pictures_in(const std::filesystem::path& folder);

/// Whether FOLDER holds pictures and nothing that a model is opened from.
bool is_picture_folder(const std::filesystem::path& folder);

/// Those of the folder in which FILE lies.
std::vector<std::filesystem::path> pictures_beside(const std::filesystem::path& file);

}  // namespace rex::ui
