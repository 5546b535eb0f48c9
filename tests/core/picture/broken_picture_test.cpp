#include <sys/resource.h>

#include <random>

#include "core/base/error.h"
#include "tests/core/picture/test_pictures.h"
#include "tests/support/catch.h"
#include "tests/support/paths.h"

using namespace rex;
using namespace rex::test;

namespace {

/// Whether BYTES give a sound picture or an Error with a message; anything else fails the test.
bool is_decoded(const std::string& bytes) {
  try {
    const Picture picture = decode_picture(bytes, "test");
    REQUIRE(picture.pixels.size() == static_cast<size_t>(picture.width * picture.height * 3));
    return true;
  } catch (const Error& error) {
    CHECK(error.where() == "test");
    CHECK(!error.problem().empty());
    return false;
  }
}

/// The most memory that this process has held so far, in MB.
int64_t most_memory() {
  rusage usage{};
  REQUIRE(getrusage(RUSAGE_SELF, &usage) == 0);
  return usage.ru_maxrss / 1024;
}

std::string number(uint64_t value, size_t size, bool big_endian = false) {
  std::string bytes;
  for (size_t i = 0; i < size; ++i) {
    const auto byte = static_cast<char>(value >> 8 * (big_endian ? size - 1 - i : i));
    bytes += byte;
  }
  return bytes;
}

}  // namespace

TEST_CASE("a truncated picture is refused, wherever it was cut", "[picture]") {
  // An end marker or an index after the pixels may be missing: then the picture is whole.
  for (const char* name :
       {"rgb.png", "rgb-interlaced.png", "palette-transparent.png", "rgb.jpg", "rgb-progressive.jpg", "cmyk.jpg",
        "rgb-lossy.webp", "rgba-lossless.webp", "rgb.bmp", "palette-run-length.bmp", "rgb-deflate.tif", "rgb-tiles.tif",
        "palette.gif", "interlaced.gif", "frame-inside-transparent.gif", "grey-12-bit.tif", "grey-float.tif"}) {
    INFO(name);
    const std::string file = read_file(golden(std::string("pictures/") + name));
    const Picture whole = decode_picture(file, name);
    for (size_t size = 0; size < file.size(); size += 1 + file.size() / 300) {
      INFO("cut to " << size << " of " << file.size());
      if (is_decoded(file.substr(0, size))) CHECK(decode_picture(file.substr(0, size), name) == whole);
    }
    CHECK_FALSE(is_decoded(file.substr(0, file.size() / 2)));
  }
}

TEST_CASE("a damaged picture gives a picture or an error", "[picture]") {
  std::mt19937 random(20);
  for (const auto& entry : std::filesystem::directory_iterator(golden("pictures"))) {
    const std::string file = read_file(entry.path()), name = entry.path().filename();
    if (name == "README.md" || name == "expected.safetensors") continue;
    INFO(name);
    for (int round = 0; round < 40; ++round) {
      std::string damaged = file;
      for (int flips = 1 << round % 4; flips > 0; --flips) {
        const size_t range = random() % 2 == 0 ? std::min<size_t>(file.size(), 128) : file.size();
        damaged[random() % range] = static_cast<char>(random() % 3 == 0 ? 0xFF : random());
      }
      is_decoded(damaged);
    }
  }
}

TEST_CASE("a picture beyond the limit is refused with its size and the limit before it is decoded", "[picture]") {
  std::string png = read_file(golden("pictures/rgb.png"));
  png.replace(16, 8, number(20000, 4, true) + number(10000, 4, true));
  png.replace(29, 4, number(0x7646DFF5, 4, true));  // the header's checksum
  std::string jpeg = read_file(golden("pictures/grey.jpg"));
  const size_t frame = jpeg.find("\xff\xc0");
  jpeg.replace(frame + 5, 4, number(10000, 2, true) + number(20000, 2, true));
  std::string bmp = read_file(golden("pictures/rgb.bmp"));
  bmp.replace(18, 8, number(20000, 4) + number(10000, 4));
  std::string tiff = read_file(golden("pictures/rgb-deflate.tif"));
  const size_t width = tiff.find(number(256, 2) + number(3, 2)), height = tiff.find(number(257, 2) + number(3, 2));
  tiff.replace(width + 8, 4, number(20000, 4)).replace(height + 8, 4, number(10000, 4));
  const std::string webp =
      "RIFF" + number(22, 4) + "WEBPVP8X" + number(10, 4) + number(0, 4) + number(16382, 3) + number(16382, 3);
  std::string gif = read_file(golden("pictures/palette.gif"));
  gif.replace(6, 4, number(20000, 2) + number(10000, 2));
  for (const std::string& file : {png, jpeg, bmp, tiff, gif}) {
    CHECK_THROWS_WITH(decode_picture(file, "test"), ContainsSubstring("20000 × 10000"));
    CHECK_THROWS_WITH(decode_picture(file, "test"), ContainsSubstring("128 megapixels"));
    CHECK_THROWS_WITH(decode_picture(file, "test"), ContainsSubstring("600 MB") && ContainsSubstring("16000 × 8000"));
  }
  CHECK_FALSE(is_decoded(webp));
}

TEST_CASE("a small file cannot claim a large picture", "[picture]") {
  std::string bmp = read_file(golden("pictures/rgb.bmp"));
  bmp.replace(18, 8, number(10000, 4) + number(10000, 4));
  CHECK_FALSE(is_decoded(bmp));
  std::string gif = read_file(golden("pictures/palette.gif"));
  gif.replace(6, 4, number(10000, 2) + number(10000, 2));
  CHECK_THROWS_WITH(decode_picture(gif, "test"), ContainsSubstring("300 MB") && ContainsSubstring("2 kB"));
  std::string jpeg = read_file(golden("pictures/rgb-progressive.jpg"));
  jpeg.replace(jpeg.find("\xff\xc2") + 5, 4, number(10000, 2, true) + number(10000, 2, true));
  jpeg.resize(jpeg.size() - 2);
  CHECK_FALSE(is_decoded(jpeg));
}

TEST_CASE("a text in a PNG picture takes no memory that it only claims", "[picture]") {
  std::string png = read_file(golden("pictures/orientation-6-text.png"));
  png.replace(png.find("zTXt") - 4, 4, number(0x70000000, 4, true));
  const int64_t before = most_memory();
  CHECK_FALSE(is_decoded(png));
  CHECK(most_memory() - before < 200);  // it claims 1900
}

TEST_CASE("a progressive picture with endless scans is refused", "[picture]") {
  const std::string file = read_file(golden("pictures/rgb-progressive.jpg"));
  const size_t scan = file.rfind("\xff\xda");
  std::string endless = file.substr(0, file.size() - 2);
  for (int i = 0; i < 300; ++i) endless += file.substr(scan, file.size() - 2 - scan);
  endless += "\xff\xd9";
  CHECK_THROWS_WITH(decode_picture(endless, "test"), ContainsSubstring("too many scans"));
}
