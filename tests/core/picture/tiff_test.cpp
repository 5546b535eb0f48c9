#include <cstring>
#include <limits>

#include "core/base/error.h"
#include "core/picture/picture.h"
#include "tests/support/catch.h"

using namespace rex;

namespace {

constexpr int whole = 1, with_sign = 2, floating = 3;  // TIFF's sample formats

/// A grey TIFF picture of one row, 32 bits a value.
template <typename Value>
std::string grey_row(const std::vector<Value>& values, int format, int photometric = 1) {
  const auto number = [](uint32_t value, size_t size) {
    return std::string(reinterpret_cast<const char*>(&value), size);  // little-endian, as the machine is
  };
  const auto count = static_cast<uint32_t>(values.size());
  const std::pair<uint32_t, uint32_t> tags[] = {
      {256, count}, {257, 1}, {258, 32}, {259, 1},         {262, static_cast<uint32_t>(photometric)},
      {273, 0},     {277, 1}, {278, 1},  {279, count * 4}, {339, static_cast<uint32_t>(format)}};
  const uint32_t data = 8 + 2 + 12 * static_cast<uint32_t>(std::size(tags)) + 4;
  std::string file = std::string("II*\0", 4) + number(8, 4) + number(static_cast<uint32_t>(std::size(tags)), 2);
  for (const auto& [tag, value] : tags)
    file += number(tag, 2) + number(4, 2) + number(1, 4) + number(tag == 273 ? data : value, 4);
  file += number(0, 4);
  return file + std::string(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(Value));
}

/// The first channel of a picture of one row.
std::vector<int> row_of(const std::string& file) {
  const Picture picture = decode_picture(file, "test");
  std::vector<int> row;
  for (int64_t x = 0; x < picture.width; ++x) row.push_back(picture.pixels[static_cast<size_t>(x) * 3]);
  return row;
}

}  // namespace

TEST_CASE("grey of 32 bits is scaled where its values tell the scale", "[picture]") {
  using Row = std::vector<int>;
  CHECK(row_of(grey_row<uint32_t>({0, 7, 255}, whole)) == Row{0, 7, 255});
  CHECK(row_of(grey_row<int32_t>({0, 7, 255}, with_sign)) == Row{0, 7, 255});
  CHECK(row_of(grey_row<uint32_t>({0, 7U << 24, 0xFFFFFFFF}, whole)) == Row{0, 7, 255});
  CHECK(row_of(grey_row<float>({0, 7.9F, 255}, floating)) == Row{0, 7, 255});
  CHECK(row_of(grey_row<float>({0, 0.5F, 1}, floating)) == Row{0, 128, 255});
  CHECK(row_of(grey_row<float>({0, 0.5F, 1}, floating, 0)) == Row{255, 127, 0});  // white is zero
  CHECK_FALSE(decode_picture(grey_row<float>({0, 0.5F, 1}, floating), "test").note.empty());
  CHECK_FALSE(decode_picture(grey_row<uint32_t>({0, 7U << 24}, whole), "test").note.empty());
  CHECK(decode_picture(grey_row<uint32_t>({0, 7, 255}, whole), "test").note.empty());
}

TEST_CASE("grey of 32 bits is refused where its scale is a guess", "[picture]") {
  const auto refused = [](const std::string& file, const char* range) {
    CHECK_THROWS_WITH(decode_picture(file, "test"), ContainsSubstring(range) && ContainsSubstring("Save it with"));
  };
  refused(grey_row<uint32_t>({0, 4095}, whole), "from 0 to 4095");
  refused(grey_row<int32_t>({-3, 200}, with_sign), "from -3 to 200");
  refused(grey_row<int32_t>({0, 1 << 30}, with_sign), "from 0 to");
  refused(grey_row<float>({-0.25F, 1}, floating), "from -0.25 to 1");
  refused(grey_row<float>({0, 300.5F}, floating), "from 0 to 300.5");
  refused(grey_row<float>({0, std::numeric_limits<float>::quiet_NaN()}, floating), "not finite");
  refused(grey_row<float>({0, std::numeric_limits<float>::infinity()}, floating), "not finite");
}
