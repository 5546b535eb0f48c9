// A picture whose pixels are numbers of classes, as segmentations are stored.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace rex {

struct LabelMap {
  int64_t width = 0;             // in pixels
  int64_t height = 0;            // in pixels
  std::vector<uint8_t> indices;  // [height, width], rows from the top
};

/// Reads a PNG file with a palette (its indices, not its colours) or with grey values (as they are), of up to 8 bits.
/// Throws Error for any other kind of picture, and for damaged or too large ones (largest_picture).
LabelMap load_label_map(const std::filesystem::path& path);

/// The same for a file's BYTES; NAME stands in error messages.
LabelMap decode_label_map(std::string_view bytes, const std::string& name);

}  // namespace rex
