#include <sys/stat.h>

#include <algorithm>
#include <filesystem>

#include "core/base/error.h"
#include "core/checkpoint/safetensors.h"
#include "tests/core/picture/test_pictures.h"
#include "tests/support/catch.h"
#include "tests/support/paths.h"

using namespace rex;
using namespace rex::test;
namespace fs = std::filesystem;

namespace {

/// Where EXIF says that the pixel at (X, Y) of the upright picture is stored. WIDTH and HEIGHT are those of the stored
/// one.
std::pair<int64_t, int64_t> stored_place(int orientation, int64_t x, int64_t y, int64_t width, int64_t height) {
  switch (orientation) {
    case 2:
      return {width - 1 - x, y};
    case 3:
      return {width - 1 - x, height - 1 - y};
    case 4:
      return {x, height - 1 - y};
    case 5:
      return {y, x};
    case 6:
      return {y, height - 1 - x};
    case 7:
      return {width - 1 - y, height - 1 - x};
    case 8:
      return {width - 1 - y, x};
    default:
      return {x, y};
  }
}

}  // namespace

TEST_CASE("every kind of file gives the bytes that Pillow gives", "[picture]") {
  const auto expected = load_safetensors(golden("pictures/expected.safetensors"));
  CHECK(expected.size() > 60);
  for (const auto& [name, pixels] : expected) {
    INFO(name);
    const Picture picture = load_picture(golden("pictures/" + name));
    REQUIRE(picture.height == pixels.size(1));
    REQUIRE(picture.width == pixels.size(2));
    CHECK(at::equal(planes_of(picture), pixels));
  }
}

TEST_CASE("grey that is scaled where Pillow would cut says so") {
  for (const char* name : {"grey-16-bit.png", "grey-16-bit.tif", "grey-12-bit.tif"}) {
    INFO(name);
    CHECK_THAT(load_picture(golden(std::string("pictures/") + name)).note, ContainsSubstring("8 highest"));
  }
  for (const char* name : {"grey.png", "grey.tif", "grey-alpha-16-bit.png", "rgb-16-bit.png", "palette-2-bit.tif"}) {
    INFO(name);
    CHECK(load_picture(golden(std::string("pictures/") + name)).note.empty());
  }
}

TEST_CASE("the content decides the format, not the extension", "[picture]") {
  TemporaryFolder folder;
  fs::copy_file(golden("pictures/rgb.png"), folder.path() / "picture.jpg");
  fs::copy_file(golden("pictures/rgb.bmp"), folder.path() / "picture");
  CHECK(load_picture(folder.path() / "picture.jpg") == load_picture(golden("pictures/rgb.png")));
  CHECK(load_picture(folder.path() / "picture") == load_picture(golden("pictures/rgb.bmp")));
}

TEST_CASE("a picture is turned upright by EXIF", "[picture]") {
  const std::string file = read_file(golden("pictures/rgb.jpg"));
  const Picture stored = decode_picture(file, "stored");
  for (int orientation = 0; orientation <= 9; ++orientation)
    for (const bool big_endian : {false, true}) {
      INFO("orientation " << orientation << (big_endian ? ", big-endian" : ""));
      const Picture upright = decode_picture(with_orientation(file, orientation, big_endian), "turned");
      const bool turned = orientation >= 5 && orientation <= 8;
      REQUIRE(upright.width == (turned ? stored.height : stored.width));
      REQUIRE(upright.height == (turned ? stored.width : stored.height));
      bool equal = true;
      for (int64_t y = 0; y < upright.height; ++y)
        for (int64_t x = 0; x < upright.width; ++x) {
          const auto [from_x, from_y] = stored_place(orientation, x, y, stored.width, stored.height);
          equal =
              equal && std::equal(upright.row(y) + x * 3, upright.row(y) + x * 3 + 3, stored.row(from_y) + from_x * 3);
        }
      CHECK(equal);
    }
}

TEST_CASE("a senseless EXIF block changes nothing", "[picture]") {
  const std::string file = read_file(golden("pictures/rgb.jpg")), turned = with_orientation(file, 6);
  const Picture stored = decode_picture(file, "stored");
  for (size_t at = 12; at < 38; ++at) {
    std::string broken = turned;
    broken[at] = static_cast<char>(broken[at] ^ 0x55);
    INFO("byte " << at);
    CHECK(decode_picture(broken, "broken").pixels.size() == stored.pixels.size());
  }
}

TEST_CASE("what was saved is read again", "[picture]") {
  TemporaryFolder folder;
  const Picture picture = noise(37, 21, 8);
  save_picture(folder.path() / "a.png", picture);
  CHECK(load_picture(folder.path() / "a.png") == picture);
  const Picture smooth = resize_pillow(noise(4, 3, 9), 40, 30, ResizeFilter::bicubic);
  save_picture(folder.path() / "a.JPEG", smooth);
  const Picture lossy = load_picture(folder.path() / "a.JPEG");
  REQUIRE(lossy.pixels.size() == smooth.pixels.size());
  int64_t difference = 0;
  for (size_t i = 0; i < lossy.pixels.size(); ++i) difference += std::abs(lossy.pixels[i] - smooth.pixels[i]);
  CHECK(static_cast<double>(difference) / static_cast<double>(lossy.pixels.size()) <
        5.0);  // quality 95, halved colours
  CHECK_THROWS_WITH(save_picture(folder.path() / "a.gif", picture), ContainsSubstring(".png, .jpg or .jpeg"));
  CHECK_THROWS_AS(save_picture(folder.path() / "absent" / "a.png", picture), Error);
  CHECK_THROWS_AS(save_picture(folder.path() / "b.png", Picture()), Error);
  CHECK(std::distance(fs::directory_iterator(folder.path()), fs::directory_iterator()) == 2);
}

TEST_CASE("what is no picture file is refused in words", "[picture]") {
  TemporaryFolder folder;
  const auto file = [&](const std::string& bytes) {
    write_file(folder.path() / "file.png", bytes);
    return folder.path() / "file.png";
  };
  CHECK_THROWS_WITH(load_picture(folder.path() / "absent.png"), ContainsSubstring("no such file"));
  CHECK_THROWS_WITH(load_picture(folder.path()), ContainsSubstring("folder"));
  CHECK_THROWS_WITH(load_picture(file("")), ContainsSubstring("empty"));
  CHECK_THROWS_WITH(load_picture(file("hello")), ContainsSubstring("not a picture"));
  CHECK_THROWS_WITH(load_picture(file("GIF89a...")), ContainsSubstring("GIF picture is damaged"));
  CHECK_THROWS_WITH(load_picture(file("GIF90a...")), ContainsSubstring("GIF"));
  CHECK_THROWS_WITH(load_picture(file("version https://git-lfs.github.com/spec/v1\n")), ContainsSubstring("Git LFS"));
  CHECK_THROWS_WITH(load_picture(file("<!DOCTYPE html>")), ContainsSubstring("web page"));
  const fs::path pipe = folder.path() / "pipe";
  REQUIRE(mkfifo(pipe.c_str(), 0600) == 0);
  CHECK_THROWS_WITH(load_picture(pipe), ContainsSubstring("not an ordinary file"));
  CHECK_THROWS_AS(load_picture("/dev/zero"), Error);
}
