// The pictures that a command works through.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace rex::command {

/// One picture and the name of what is made of it.
struct ListedPicture {
  std::filesystem::path file;
  std::string name;  ///< relative, with its ending: "birds/a.jpg"
};

/// The pictures that ARGUMENTS name, sorted by name: files (of the current folder: their path from there, else their
/// own name) and folders with all that is below them (names from the folder). Throws Error where there is none, a name
/// is nowhere, or two pictures would have one name.
std::vector<ListedPicture> list_pictures(const std::vector<std::string>& arguments);

}  // namespace rex::command
