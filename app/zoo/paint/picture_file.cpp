#include "app/zoo/paint/picture_file.h"

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "core/base/atomic_file.h"
#include "core/base/error.h"

namespace rex::zoo {

void write_picture(const std::filesystem::path& path, const cv::Mat& rgb, int jpeg_quality) {
  const std::string extension = path.extension().string();
  if (extension != ".png" && extension != ".jpg")
    throw Error(path.string(), "is neither .png nor .jpg", "Name the picture FILE.png or FILE.jpg.");
  cv::Mat bgr;
  cv::cvtColor(rgb, bgr, cv::COLOR_RGB2BGR);
  std::vector<uchar> bytes;
  if (!cv::imencode(extension, bgr, bytes, {cv::IMWRITE_JPEG_QUALITY, jpeg_quality, cv::IMWRITE_JPEG_OPTIMIZE, 1}))
    throw Error(path.string(), "could not be encoded");
  write_atomically(path, std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
}

void make_folder(const std::filesystem::path& folder) {
  std::error_code code;
  std::filesystem::create_directories(folder, code);
  if (code) throw Error(folder.string(), "cannot be made: " + code.message(), "Choose another folder with --out.");
}

}  // namespace rex::zoo
