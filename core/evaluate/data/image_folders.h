// Pictures in folders: all of a tree, or ImageNet's layout, where the folder's name is the class.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace rex::evaluate {

struct FolderImage {
  std::string id;  ///< path inside the folder with its ending, parts separated by "/": a.jpg and a.png differ
  std::filesystem::path path;
  std::string class_name;  ///< of the first folder below the root, such as "n01440764"; empty for pictures in the root
};

struct ImageFolders {
  std::vector<FolderImage> images;   ///< by id
  std::vector<std::string> classes;  ///< sorted: with all of ImageNet's folders their places are the class indices
};

/// Every PNG, JPEG, WebP, TIFF and BMP file below FOLDER by its ending (in any case); hidden files and folders are
/// skipped, links to folders are not followed. Throws Error where FOLDER is none, or has no picture.
ImageFolders read_image_folders(const std::filesystem::path& folder);

}  // namespace rex::evaluate
