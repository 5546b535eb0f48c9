#include "core/picture/png_reader.h"

#include <csetjmp>
#include <cstring>
#include <utility>

#include "core/base/error.h"
#include "core/picture/codecs.h"

// libpng leaves by longjmp. The functions that it may leave therefore hold nothing with a destructor: their callers do.
namespace rex::codec {

PngReader::PngReader(std::string_view bytes, std::string name) : name_(std::move(name)), rest_(bytes) {
  const auto ignore_warning = [](png_structp, png_const_charp) {};
  png_ = png_create_read_struct(PNG_LIBPNG_VER_STRING, problem_, remember_error, ignore_warning);
  if (png_ != nullptr) info_ = png_create_info_struct(png_);
  try {
    if (info_ == nullptr) throw Error(name_, "libpng cannot start");
    if (!read_header()) fail();
    check_claimed_size(name_, width(), height(), bytes.size());
  } catch (...) {
    png_destroy_read_struct(&png_, &info_, nullptr);
    throw;
  }
}

PngReader::~PngReader() { png_destroy_read_struct(&png_, &info_, nullptr); }

int64_t PngReader::width() const { return png_get_image_width(png_, info_); }

int64_t PngReader::height() const { return png_get_image_height(png_, info_); }

int PngReader::colour_type() const { return png_get_color_type(png_, info_); }

int PngReader::bit_depth() const { return png_get_bit_depth(png_, info_); }

void PngReader::read(std::vector<png_bytep>& rows, size_t row_bytes, Prepare prepare) {
  if (!read_rows(rows.data(), row_bytes, prepare)) fail();
}

/// False where libpng found an error.
bool PngReader::read_header() {
  if (setjmp(png_jmpbuf(png_))) return false;
  png_set_user_limits(png_, PNG_UINT_31_MAX, PNG_UINT_31_MAX);  // our own limit is on the product
  // Texts, profiles and the like are skipped: libpng takes and clears the memory that such a chunk claims, up to 2 GB,
  // before it looks whether the file has as much.
  png_set_keep_unknown_chunks(png_, PNG_HANDLE_CHUNK_NEVER, nullptr, -1);
  constexpr png_byte exif[] = {'e', 'X', 'I', 'f', 0};
  png_set_keep_unknown_chunks(png_, PNG_HANDLE_CHUNK_NEVER, exif, 1);
  png_set_read_fn(png_, this, take_bytes);
  png_read_info(png_, info_);
  return true;
}

/// False where libpng found an error.
bool PngReader::read_rows(png_bytepp rows, size_t row_bytes, Prepare prepare) {
  if (setjmp(png_jmpbuf(png_))) return false;
  prepare(png_, png_get_color_type(png_, info_));
  png_set_interlace_handling(png_);
  png_read_update_info(png_, info_);
  if (png_get_rowbytes(png_, info_) != row_bytes) png_error(png_, "unexpected row size");
  png_read_image(png_, rows);
  return true;
}

void PngReader::fail() const {
  throw Error(name_, std::string("the PNG picture is damaged or truncated (") + problem_ + ")",
              "Save or download it again.");
}

void PngReader::remember_error(png_structp png, png_const_charp message) {
  std::strncpy(static_cast<char*>(png_get_error_ptr(png)), message, sizeof(problem_) - 1);
  png_longjmp(png, 1);
}

void PngReader::take_bytes(png_structp png, png_bytep to, size_t count) {
  auto& rest = static_cast<PngReader*>(png_get_io_ptr(png))->rest_;
  if (count > rest.size()) png_error(png, "the file ends too early");
  std::memcpy(to, rest.data(), count);
  rest.remove_prefix(count);
}

}  // namespace rex::codec
