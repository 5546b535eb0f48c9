#include <algorithm>
#include <fstream>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/printable.h"
#include "core/picture/codecs.h"

namespace rex {
namespace {

constexpr std::string_view readable = "PNG, JPEG, WebP, TIFF, GIF or BMP";
constexpr uintmax_t largest_file = uintmax_t{1} << 30;  // bytes; the largest picture uncompressed is less

struct Format {
  size_t at;              // a file of this format has, at this place,
  std::string_view mark;  // these bytes
  codec::Decoded (*decode)(std::string_view bytes, const std::string& name);
};

constexpr Format formats[] = {
    {0, "\x89PNG\r\n\x1a\n", codec::decode_png},
    {0, "\xff\xd8\xff", codec::decode_jpeg},
    {8, "WEBP", codec::decode_webp},
    {0, {"II*\0", 4}, codec::decode_tiff},
    {0, {"MM\0*", 4}, codec::decode_tiff},
    {0, {"II+\0", 4}, codec::decode_tiff},  // BigTIFF
    {0, {"MM\0+", 4}, codec::decode_tiff},
    {0, "BM", codec::decode_bmp},
    {0, "GIF87a", codec::decode_gif},
    {0, "GIF89a", codec::decode_gif},
};

/// What a file that we cannot read probably is.
std::string guess(std::string_view bytes) {
  if (bytes.starts_with("GIF")) return "a damaged GIF picture";
  if (bytes.starts_with("%PDF")) return "a PDF document";
  if (bytes.size() > 12 && bytes.substr(4, 4) == "ftyp") return "a HEIC or AVIF picture or a video";
  if (bytes.starts_with("PK\x03\x04")) return "a zip archive";
  if (bytes.starts_with("version https://git-lfs")) return "a Git LFS pointer, not the picture itself";
  if (bytes.starts_with("<svg") || bytes.starts_with("<?xml")) return "an SVG drawing or another XML file";
  if (bytes.starts_with("<!") || bytes.starts_with("<html")) return "a web page";
  return {};
}

}  // namespace

namespace codec {

void check_claimed_size(const std::string& name, int64_t width, int64_t height, size_t file_size,
                        int64_t pixels_per_byte) {
  constexpr int64_t any_file = 16'000'000;  // pixels
  check_picture_size(name, width, height);
  const int64_t believed = any_file + static_cast<int64_t>(file_size) * pixels_per_byte;
  if (width * height <= believed) return;
  throw Error(name,
              "a file of " + std::to_string((file_size + 999) / 1000) + " kB claims a picture of " +
                  std::to_string(width) + " × " + std::to_string(height) + " pixels, which would need " +
                  std::to_string(width * height * 3 / 1'000'000) + " MB",
              "It is probably damaged. Of so small a file " + std::to_string(believed / 1'000'000) +
                  " megapixels are believed: save the picture again, smaller.");
}

}  // namespace codec

Picture decode_picture(std::string_view bytes, const std::string& name) {
  if (bytes.empty()) throw Error(name, "the file is empty", "Save or download the picture again.");
  for (const Format& format : formats)
    if (bytes.size() > format.at && bytes.substr(format.at).starts_with(format.mark)) {
      codec::Decoded decoded = format.decode(bytes, name);
      return codec::turn_upright(std::move(decoded.picture), decoded.orientation);
    }
  const std::string kind = guess(bytes);
  throw Error(name, "not a picture that can be read" + (kind.empty() ? "" : " (it looks like " + kind + ")"),
              "Save it as " + std::string(readable) + ".");
}

Picture load_picture(const std::filesystem::path& path) {
  const std::string name = printable(path.string(), 1000);
  std::error_code failure;
  const auto status = std::filesystem::status(path, failure);
  if (!std::filesystem::exists(status)) throw Error(name, "there is no such file", "Check the path.");
  if (std::filesystem::is_directory(status))
    throw Error(name, "this is a folder, not a picture", "Name a picture file in it.");
  if (!std::filesystem::is_regular_file(status))
    throw Error(name, "this is not an ordinary file", "Name a picture file.");
  const uintmax_t size = std::filesystem::file_size(path, failure);
  if (failure) throw Error(name, "cannot be read: " + failure.message());
  if (size > largest_file)
    throw Error(name,
                "the file has " + std::to_string(size >> 20) + " MB; the limit for a picture is " +
                    std::to_string(largest_file >> 20) + " MB",
                "Scale the picture down first.");
  std::string bytes(size, '\0');
  std::ifstream file(path, std::ios::binary);
  if (!file.read(bytes.data(), static_cast<std::streamsize>(size)))
    throw Error(name, "the file cannot be read", "Check that you may read it.");
  return decode_picture(bytes, name);
}

void save_picture(const std::filesystem::path& path, const Picture& picture) {
  constexpr int quality = 95;
  check_picture_size(path.string(), picture.width, picture.height);
  std::string extension = path.extension().string();
  std::transform(extension.begin(), extension.end(), extension.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  if (extension == ".png") return write_atomically(path, codec::encode_png(picture));
  if (extension != ".jpg" && extension != ".jpeg")
    throw Error(path.string(), "pictures are written as .png, .jpg or .jpeg", "Choose one of these extensions.");
  write_atomically(path, codec::encode_jpeg(picture, quality));
}

}  // namespace rex
