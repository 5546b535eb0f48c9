#pragma once

#include <png.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace rex::codec {

/// A PNG file that is read in two steps: its header, then its rows in the form that is wanted. Borrows the bytes.
class PngReader {
 public:
  /// Reads the header. Texts, profiles and the like are skipped. Throws Error naming NAME where it is damaged or claims
  /// a size that is refused (see check_claimed_size).
  PngReader(std::string_view bytes, std::string name);
  ~PngReader();
  PngReader(const PngReader&) = delete;
  PngReader& operator=(const PngReader&) = delete;

  int64_t width() const;
  int64_t height() const;
  int colour_type() const;  ///< PNG_COLOR_TYPE_…
  int bit_depth() const;

  /// Asks libpng for transformations of the rows. It may be left by longjmp: nothing in it may need a destructor.
  using Prepare = void (*)(png_structp png, int colour_type);

  /// Reads the rows, each of ROW_BYTES after the transformations. Throws Error where the file is damaged or truncated.
  void read(std::vector<png_bytep>& rows, size_t row_bytes, Prepare prepare);

 private:
  bool read_header();
  bool read_rows(png_bytepp rows, size_t row_bytes, Prepare prepare);
  [[noreturn]] void fail() const;
  static void remember_error(png_structp png, png_const_charp message);
  static void take_bytes(png_structp png, png_bytep to, size_t count);

  std::string name_;
  std::string_view rest_;
  png_structp png_ = nullptr;
  png_infop info_ = nullptr;
  char problem_[200] = "";
};

}  // namespace rex::codec
