#include "core/picture/label_map.h"

#include <vector>

#include "core/base/error.h"
#include "core/base/text_file.h"
#include "core/picture/png_reader.h"

namespace rex {

LabelMap decode_label_map(std::string_view bytes, const std::string& name) {
  constexpr std::string_view signature("\x89PNG\r\n\x1a\n", 8);
  if (bytes.substr(0, signature.size()) != signature) {
    throw Error(name, "is no PNG file", "Segmentations are PNG files with a palette or grey values.");
  }
  codec::PngReader reader(bytes, name);
  const int type = reader.colour_type();
  if ((type != PNG_COLOR_TYPE_PALETTE && type != PNG_COLOR_TYPE_GRAY) || reader.bit_depth() > 8) {
    throw Error(name, "has colours, not numbers of classes", "Save it with a palette or with grey values of 8 bits.");
  }
  LabelMap map{reader.width(), reader.height(), {}};
  map.indices.resize(static_cast<size_t>(map.width * map.height));
  std::vector<png_bytep> rows(static_cast<size_t>(map.height));
  for (size_t y = 0; y < rows.size(); ++y) rows[y] = map.indices.data() + y * static_cast<size_t>(map.width);
  const auto keep_values = [](png_structp png, int) { png_set_packing(png); };  // a byte for each pixel
  reader.read(rows, static_cast<size_t>(map.width), keep_values);
  return map;
}

LabelMap load_label_map(const std::filesystem::path& path) {
  constexpr std::uintmax_t largest_file = 256 << 20;
  return decode_label_map(read_text_file(path, largest_file), path.string());
}

}  // namespace rex
