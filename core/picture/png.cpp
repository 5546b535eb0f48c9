#include <png.h>

#include <algorithm>
#include <csetjmp>
#include <cstring>
#include <memory>

#include "core/base/error.h"
#include "core/picture/codecs.h"

// libpng leaves by longjmp. The functions that it may leave therefore hold nothing with a destructor: their callers do.
namespace rex::codec {
namespace {

struct Reader {
  png_structp png = nullptr;
  png_infop info = nullptr;
  std::string_view rest;
  char problem[200] = "";

  ~Reader() { png_destroy_read_struct(&png, &info, nullptr); }
};

void remember_error(png_structp png, png_const_charp message) {
  auto* problem = static_cast<char*>(png_get_error_ptr(png));
  std::strncpy(problem, message, sizeof(Reader::problem) - 1);
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
  // Texts, profiles and the like are skipped: libpng takes and clears the memory that such a chunk claims, up to 2 GB,
  // before it looks whether the file has as much.
  png_set_keep_unknown_chunks(reader.png, PNG_HANDLE_CHUNK_NEVER, nullptr, -1);
  constexpr png_byte exif[] = {'e', 'X', 'I', 'f', 0};
  png_set_keep_unknown_chunks(reader.png, PNG_HANDLE_CHUNK_NEVER, exif, 1);
  png_set_read_fn(reader.png, &reader, read_bytes);
  png_read_info(reader.png, reader.info);
  return true;
}

bool read_rows(Reader& reader, png_bytepp rows, size_t row_bytes) {
  if (setjmp(png_jmpbuf(reader.png))) return false;
  const int type = png_get_color_type(reader.png, reader.info);
  if (type == PNG_COLOR_TYPE_PALETTE) png_set_palette_to_rgb(reader.png);
  if (type == PNG_COLOR_TYPE_GRAY) png_set_expand_gray_1_2_4_to_8(reader.png);
  if ((type & PNG_COLOR_MASK_COLOR) == 0) png_set_gray_to_rgb(reader.png);
  png_set_strip_16(reader.png);
  png_set_strip_alpha(reader.png);
  png_set_interlace_handling(reader.png);
  png_read_update_info(reader.png, reader.info);
  if (png_get_rowbytes(reader.png, reader.info) != row_bytes) png_error(reader.png, "unexpected row size");
  png_read_image(reader.png, rows);
  return true;
}

struct Writer {
  png_structp png = nullptr;
  png_infop info = nullptr;
  char problem[200] = "";

  ~Writer() { png_destroy_write_struct(&png, &info); }
};

void append_bytes(png_structp png, png_bytep from, size_t count) {
  static_cast<std::string*>(png_get_io_ptr(png))->append(reinterpret_cast<const char*>(from), count);
}

bool write_rows(Writer& writer, const Picture& picture, std::string& bytes) {
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
  const int64_t width = png_get_image_width(reader.png, reader.info);
  const int64_t height = png_get_image_height(reader.png, reader.info);
  check_claimed_size(name, width, height, bytes.size());
  Decoded result{Picture(width, height), png_orientation(bytes)};
  std::vector<png_bytep> rows(static_cast<size_t>(height));
  for (int64_t y = 0; y < height; ++y) rows[static_cast<size_t>(y)] = result.picture.row(y);
  if (!read_rows(reader, rows.data(), static_cast<size_t>(width) * 3)) fail();
  return result;
}

std::string encode_png(const Picture& picture) {
  Writer writer;
  std::string bytes;
  writer.png = png_create_write_struct(PNG_LIBPNG_VER_STRING, writer.problem, remember_error, ignore_warning);
  if (writer.png != nullptr) writer.info = png_create_info_struct(writer.png);
  if (writer.info == nullptr || !write_rows(writer, picture, bytes))
    throw Error("PNG", std::string("the picture cannot be written (") + writer.problem + ")");
  return bytes;
}

}  // namespace rex::codec
