#include "core/picture/label_map.h"

#include <png.h>

#include <csetjmp>
#include <cstring>
#include <utility>

#include "core/base/error.h"
#include "core/base/text_file.h"
#include "core/picture/picture.h"

// libpng leaves by longjmp. The functions that it may leave therefore hold nothing with a destructor: their callers do.
namespace rex {
namespace {

struct Reader {
  png_structp png = nullptr;
  png_infop info = nullptr;
  std::string_view rest;
  char problem[200] = "";

  ~Reader() { png_destroy_read_struct(&png, &info, nullptr); }
};

void remember_error(png_structp png, png_const_charp message) {
  std::strncpy(static_cast<char*>(png_get_error_ptr(png)), message, sizeof(Reader::problem) - 1);
  png_longjmp(png, 1);
}

void ignore_warning(png_structp, png_const_charp) {}

void read_bytes(png_structp png, png_bytep to, size_t count) {
  auto* reader = static_cast<Reader*>(png_get_io_ptr(png));
  if (count > reader->rest.size()) png_error(png, "the file ends too early");
  std::memcpy(to, reader->rest.data(), count);
  reader->rest.remove_prefix(count);
}

/// False where libpng found an error.
bool read_header(Reader& reader) {
  if (setjmp(png_jmpbuf(reader.png))) return false;
  png_set_user_limits(reader.png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);  // our own limit is on the product
  png_set_chunk_malloc_max(reader.png, 16 << 20);
  png_set_read_fn(reader.png, &reader, read_bytes);
  png_read_info(reader.png, reader.info);
  return true;
}

bool read_rows(Reader& reader, png_bytepp rows, size_t row_bytes) {
  if (setjmp(png_jmpbuf(reader.png))) return false;
  png_set_packing(reader.png);  // a byte for each pixel, its value unchanged
  png_set_interlace_handling(reader.png);
  png_read_update_info(reader.png, reader.info);
  if (png_get_rowbytes(reader.png, reader.info) != row_bytes) png_error(reader.png, "unexpected row size");
  png_read_image(reader.png, rows);
  return true;
}

}  // namespace

LabelMap decode_label_map(std::string_view bytes, const std::string& name) {
  constexpr std::string_view signature("\x89PNG\r\n\x1a\n", 8);
  if (bytes.substr(0, signature.size()) != signature) {
    throw Error(name, "is no PNG file", "Segmentations are PNG files with a palette or grey values.");
  }
  Reader reader;
  reader.rest = bytes;
  reader.png = png_create_read_struct(PNG_LIBPNG_VER_STRING, reader.problem, remember_error, ignore_warning);
  if (reader.png != nullptr) reader.info = png_create_info_struct(reader.png);
  if (reader.info == nullptr) throw Error(name, "libpng cannot start");
  const auto fail = [&] {
    throw Error(name, std::string("the PNG picture is damaged or truncated (") + reader.problem + ")",
                "Save or download it again.");
  };
  if (!read_header(reader)) fail();
  const int type = png_get_color_type(reader.png, reader.info);
  if ((type != PNG_COLOR_TYPE_PALETTE && type != PNG_COLOR_TYPE_GRAY) ||
      png_get_bit_depth(reader.png, reader.info) > 8) {
    throw Error(name, "has colours, not numbers of classes", "Save it with a palette or with grey values of 8 bits.");
  }
  LabelMap map{png_get_image_width(reader.png, reader.info), png_get_image_height(reader.png, reader.info), {}};
  check_picture_size(name, map.width, map.height);
  map.indices.resize(static_cast<size_t>(map.width * map.height));
  std::vector<png_bytep> rows(static_cast<size_t>(map.height));
  for (size_t y = 0; y < rows.size(); ++y) rows[y] = map.indices.data() + y * static_cast<size_t>(map.width);
  if (!read_rows(reader, rows.data(), static_cast<size_t>(map.width))) fail();
  return map;
}

LabelMap load_label_map(const std::filesystem::path& path) {
  constexpr std::uintmax_t largest_file = 256 << 20;
  return decode_label_map(read_text_file(path, largest_file), path.string());
}

}  // namespace rex
