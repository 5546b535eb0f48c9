#pragma once

#include <filesystem>
#include <vector>

namespace rex::ui {

/// The pictures of the folder in which FILE lies, by their endings, in the order of their names.
std::vector<std::filesystem::path> pictures_beside(const std::filesystem::path& file);

}  // namespace rex::ui
