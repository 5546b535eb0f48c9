#pragma once

#include <filesystem>
#include <vector>

namespace rex {

/// The folders in which the program's own resources (models, pictures) may lie, best first: beside the running program
/// as it is installed, where it was to be installed, and in the source tree. They need not exist.
std::vector<std::filesystem::path> resource_folders();

}  // namespace rex
