#include <png.h>

#include <csetjmp>
#include <cstring>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/picture/codecs.h"
#include "core/picture/png_reader.h"

// libpng leaves by longjmp. The functions that it may leave therefore hold nothing with a destructor: their callers do.
namespace rex::codec {
namespace {

/// Eight bits of red, green and blue, whatever the file holds.
void ask_for_colours(png_structp png, int type) {
  if (type == PNG_COLOR_TYPE_PALETTE) png_set_palette_to_rgb(png);
  if (type == PNG_COLOR_TYPE_GRAY) png_set_expand_gray_1_2_4_to_8(png);
  if ((type & PNG_COLOR_MASK_COLOR) == 0) png_set_gray_to_rgb(png);
  png_set_strip_16(png);
  png_set_strip_alpha(png);
}

struct PngWriter {
  png_structp png = nullptr;
  png_infop info = nullptr;
  char problem[200] = "";

  ~PngWriter() { png_destroy_write_struct(&png, &info); }
};

void remember_writing_error(png_structp png, png_const_charp message) {
  std::strncpy(static_cast<char*>(png_get_error_ptr(png)), message, sizeof(PngWriter::problem) - 1);
  png_longjmp(png, 1);
}

void append_bytes(png_structp png, png_bytep from, size_t count) {
  static_cast<std::string*>(png_get_io_ptr(png))->append(reinterpret_cast<const char*>(from), count);
}

bool write_png_rows(PngWriter& writer, const Picture& picture, std::string& bytes) {
  if (setjmp(png_jmpbuf(writer.png))) return false;
  png_set_user_limits(writer.png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
  png_set_write_fn(writer.png, &bytes, append_bytes, nullptr);
  png_set_IHDR(writer.png, writer.info, static_cast<uint32_t>(picture.width), static_cast<uint32_t>(picture.height), 8,
               PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  png_write_info(writer.png, writer.info);
  for (int64_t y = 0; y < picture.height; ++y) png_write_row(writer.png, picture.row(y));
  png_write_end(writer.png, nullptr);
  return true;
}

}  // namespace

Decoded decode_png(std::string_view bytes, const std::string& name) {
  PngReader reader(bytes, name);
  Decoded result{Picture(reader.width(), reader.height()), png_orientation(bytes)};
  std::vector<png_bytep> rows(static_cast<size_t>(result.picture.height));
  for (size_t y = 0; y < rows.size(); ++y) rows[y] = result.picture.row(static_cast<int64_t>(y));
  if (reader.bit_depth() == 16 && reader.colour_type() == PNG_COLOR_TYPE_GRAY) {  // as the file has it: before read()
    result.picture.note = scaled_grey_note("of 16 bits are reduced to their 8 highest");
  }
  reader.read(rows, static_cast<size_t>(result.picture.width) * 3, ask_for_colours);
  return result;
}

std::string encode_png(const Picture& picture) {
  PngWriter writer;
  std::string bytes;
  writer.png = png_create_write_struct(PNG_LIBPNG_VER_STRING, writer.problem, remember_writing_error,
                                       [](png_structp, png_const_charp) {});
  if (writer.png != nullptr) writer.info = png_create_info_struct(writer.png);
  if (writer.info == nullptr || !write_png_rows(writer, picture, bytes))
    throw Error("PNG", std::string("the picture cannot be written (") + writer.problem + ")");
  return bytes;
}

}  // namespace rex::codec
