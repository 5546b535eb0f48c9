#include "core/base/error.h"
#include "core/picture/picture.h"
#include "tests/support/catch.h"

using namespace rex;

namespace {

/// A picture of 2 × 2 pixels in black and white with DATA as its pixels: after the size of an index, blocks.
std::string small_gif(const std::string& data) {
  return std::string("GIF89a\2\0\2\0\x80\0\0", 13) + std::string("\0\0\0\xff\xff\xff", 6) +
         std::string(",\0\0\0\0\2\0\2\0\0", 10) + data + ";";
}

/// Codes of three bits, lowest first, as a block and the end of the blocks.
std::string blocks_of(const std::vector<int>& codes) {
  std::string bytes;
  int held = 0, count = 0;
  for (const int code : codes) {
    held |= code << count;
    for (count += 3; count >= 8; count -= 8, held >>= 8) bytes += static_cast<char>(held);
  }
  bytes += static_cast<char>(held);
  return "\2" + std::string(1, static_cast<char>(bytes.size())) + bytes + std::string(1, '\0');
}

constexpr int clear_code = 4, end_code = 5;

}  // namespace

TEST_CASE("a GIF picture's codes stand for strings of pixels", "[picture]") {
  Picture white_below(2, 2);
  for (int64_t i = 6; i < 12; ++i) white_below.pixels[static_cast<size_t>(i)] = 255;
  CHECK(decode_picture(small_gif(blocks_of({clear_code, 0, 0, 1, 1})), "test") == white_below);
  CHECK(decode_picture(small_gif(blocks_of({0, 0, 1, 1})), "test") == white_below);  // some files lack the first clear
  CHECK(decode_picture(small_gif(blocks_of({clear_code, 0, clear_code, 0, 1, 1})), "test") == white_below);
  // 6 is the string that it defines itself: twice the previous one's first pixel.
  CHECK(decode_picture(small_gif(blocks_of({clear_code, 1, 6, 0})), "test").pixels[8] == 255);
}

TEST_CASE("a GIF picture that is damaged is refused, and why", "[picture]") {
  const std::pair<std::string, const char*> cases[] = {
      {small_gif(blocks_of({clear_code, 7, 0, 0, 0})), "a code stands for nothing"},
      {small_gif(blocks_of({clear_code, 0, 7, 0, 0})), "a code stands for nothing"},
      {small_gif(blocks_of({clear_code, 0, end_code, 0, 0})), "the pixels end too early"},
      {small_gif(blocks_of({clear_code, 0})), "the pixels end too early"},
      {small_gif("\x09"), "9 bits"},
      {small_gif("\2\x7f"), "the file ends too early"},
      {std::string("GIF87a\2\0\2\0\0\0\0;", 14), "it holds no picture"},
      {std::string("GIF87a\2\0\2\0\0\0\0", 13), "the file ends too early"},
      {std::string("GIF87a\2\0\2\0\0\0\0,\0\0\0\0\0\0\2\0\0\2", 24), "the first frame is empty"},
      {std::string("GIF89a\2\0\2\0\0\0\0!\xf9\3\1\0\0\0", 20), "too short"},
      {std::string("GIF89a\2\0\2\0\x80\0\0", 13), "the file ends too early"},  // before its colours
  };
  for (const auto& [file, problem] : cases) {
    INFO(problem);
    CHECK_THROWS_WITH(decode_picture(file, "test"), ContainsSubstring(problem));
  }
}
