#pragma once

#include <filesystem>
#include <opencv2/core/mat.hpp>

namespace rex::zoo {

/// Writes an RGB picture (CV_8UC3) as PNG or JPEG, by PATH's extension. Throws Error where it cannot be written.
void write_picture(const std::filesystem::path& path, const cv::Mat& rgb, int jpeg_quality = 90);

/// Makes FOLDER and its parents. Throws Error with the system's reason.
void make_folder(const std::filesystem::path& folder);

}  // namespace rex::zoo
