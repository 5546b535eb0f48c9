// VOC, pictures in folders, and label maps.
#include <algorithm>
#include <opencv2/imgcodecs.hpp>

#include "core/base/error.h"
#include "core/evaluate/data/image_folders.h"
#include "core/evaluate/data/voc.h"
#include "core/evaluate/data/xml.h"
#include "tests/support/catch.h"
#include "tests/support/paths.h"

using namespace rex;
using namespace rex::evaluate;
namespace fs = std::filesystem;

namespace {

/// A PNG file of palette indices 0, 1, 15, 255 in two rows, written by hand: stored deflate blocks.
std::string palette_png() {
  const auto number = [](std::uint32_t value) {
    std::string bytes;
    for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(value >> shift);
    return bytes;
  };
  const auto chunk = [&](const std::string& type, const std::string& data) {
    std::uint32_t crc = 0xffffffffU;
    for (const char byte : type + data) {
      crc ^= static_cast<std::uint8_t>(byte);
      for (int bit = 0; bit < 8; ++bit) crc = crc & 1 ? 0xedb88320U ^ (crc >> 1) : crc >> 1;
    }
    return number(static_cast<std::uint32_t>(data.size())) + type + data + number(~crc);
  };
  const std::string rows("\0\x00\x01\0\x0f\xff", 6);  // filter 0, two pixels; twice
  std::uint32_t a = 1, b = 0;
  for (const char byte : rows) {
    a = (a + static_cast<std::uint8_t>(byte)) % 65521;
    b = (b + a) % 65521;
  }
  std::string data("\x78\x01\x01\x06\x00\xf9\xff", 7);  // one stored block of 6 bytes
  data += rows + number(b << 16 | a);
  std::string palette;
  for (int i = 0; i < 256; ++i) palette += std::string(3, static_cast<char>(255 - i));
  return std::string("\x89PNG\r\n\x1a\n", 8) + chunk("IHDR", number(2) + number(2) + std::string("\x08\x03\0\0\0", 5)) +
         chunk("PLTE", palette) + chunk("IDAT", data) + chunk("IEND", "");
}

const std::string annotation = R"(<?xml version="1.0"?>
<!-- one object -->
<annotation>
  <filename>2007_000032.jpg</filename>
  <size><width>500</width><height>281</height><depth>3</depth></size>
  <object>
    <name>aeroplane</name><difficult>0</difficult><truncated>1</truncated>
    <part><name>wing</name><bndbox><xmin>1</xmin><ymin>1</ymin><xmax>2</xmax><ymax>2</ymax></bndbox></part>
    <bndbox><xmin>104</xmin><ymin>78</ymin><xmax>375</xmax><ymax>183.5</ymax></bndbox>
  </object>
</annotation>
)";

struct VocFolder {
  test::TemporaryFolder folder;
  VocFolder() {
    for (const char* name : {"JPEGImages", "SegmentationClass", "Annotations", "ImageSets/Segmentation"})
      fs::create_directories(folder.path() / name);
    test::write_file(folder.path() / "ImageSets/Segmentation/val.txt", "2007_000032\n2007_000039\n");
    test::write_file(folder.path() / "SegmentationClass/2007_000032.png", palette_png());
    test::write_file(folder.path() / "Annotations/2007_000032.xml", annotation);
  }
};

}  // namespace

TEST_CASE("a palette's indices are read, not its colours") {
  const LabelMap map = decode_label_map(palette_png(), "labels.png");
  CHECK((map.width == 2 && map.height == 2));
  CHECK(map.indices == std::vector<std::uint8_t>{0, 1, 15, 255});
}

TEST_CASE("grey values are labels as they are, and coloured or damaged files are refused") {
  cv::Mat grey(3, 4, CV_8UC1, cv::Scalar(7));
  grey.at<std::uint8_t>(2, 1) = 200;
  std::vector<std::uint8_t> bytes;
  cv::imencode(".png", grey, bytes);
  const std::string file(bytes.begin(), bytes.end());
  const LabelMap map = decode_label_map(file, "grey.png");
  CHECK(map.indices[9] == 200);
  CHECK(map.indices[0] == 7);
  cv::imencode(".png", cv::Mat(3, 4, CV_8UC3, cv::Scalar(1, 2, 3)), bytes);
  CHECK_THROWS_AS(decode_label_map(std::string(bytes.begin(), bytes.end()), "colour.png"), Error);
  cv::imencode(".png", cv::Mat(3, 4, CV_16UC1, cv::Scalar(1)), bytes);
  CHECK_THROWS_AS(decode_label_map(std::string(bytes.begin(), bytes.end()), "deep.png"), Error);
  for (std::size_t size = 0; size + 13 < file.size(); ++size) {  // without the last chunk a picture is complete
    CHECK_THROWS_AS(decode_label_map(file.substr(0, size), "cut.png"), Error);
  }
  CHECK_THROWS_AS(load_label_map("/nowhere/labels.png"), Error);
}

TEST_CASE("VOC's ids, labels and boxes are read") {
  const VocFolder made;
  const VocSet set(made.folder.path());
  CHECK(set.ids("val") == std::vector<std::string>{"2007_000032", "2007_000039"});
  CHECK(set.labels("2007_000032").indices[2] == 15);
  const VocAnnotation read = set.annotation("2007_000032");
  CHECK((read.width == 500 && read.height == 281));
  REQUIRE(read.objects.size() == 1);
  const Box& box = read.objects[0].box;
  CHECK((box.left == 103 && box.top == 77 && box.right == 375 && box.bottom == 183.5));
  CHECK((read.objects[0].truncated && !read.objects[0].difficult));
  CHECK(set.picture("2007_000032").filename() == "2007_000032.jpg");
}

TEST_CASE("broken VOC folders say what is wrong") {
  const VocFolder made;
  const fs::path& folder = made.folder.path();
  const VocSet set(folder);
  CHECK_THROWS_AS(VocSet(folder / "JPEGImages"), Error);
  CHECK_THROWS_AS(set.ids("test"), Error);
  CHECK_THROWS_AS(set.labels("2007_000039"), Error);
  CHECK_THROWS_AS(set.annotation("2007_000039"), Error);
  test::write_file(folder / "ImageSets/Segmentation/val.txt", "a\na\n");
  CHECK_THROWS_AS(set.ids("val"), Error);
  test::write_file(folder / "ImageSets/Segmentation/val.txt", "../a\n");
  CHECK_THROWS_AS(set.ids("val"), Error);
  std::string png = palette_png();
  for (const auto& [from, to] : std::vector<std::pair<std::string, std::string>>{{"<xmin>104", "<xmin>0"},
                                                                                 {"<xmax>375", "<xmax>501"},
                                                                                 {"<xmin>104", "<xmin>375.5"},
                                                                                 {"<ymin>78", "<ymin>nan"},
                                                                                 {"<ymin>78", "<ymin>7 8"},
                                                                                 {"<width>500", "<width>wide"},
                                                                                 {"<size>", "<sizes>"},
                                                                                 {"</annotation>", ""},
                                                                                 {"<name>aeroplane</name>", ""}}) {
    std::string broken = annotation;
    broken.replace(broken.find(from), from.size(), to);
    if (from == "<name>aeroplane</name>")
      broken.replace(broken.find("<part>"), broken.find("</part>") + 7 - broken.find("<part>"), "");
    test::write_file(folder / "Annotations/2007_000032.xml", broken);
    INFO(to);
    CHECK_THROWS_AS(set.annotation("2007_000032"), Error);
  }
}

TEST_CASE("XML of annotations is read, and what is not well-formed is refused") {
  const XmlElement root =
      parse_xml("<!DOCTYPE a>\n<a k=\"v\"><b/>x &lt;&amp;&#65; y<!-- c --> z<b k='1'>2</b></a>\n", "test");
  CHECK(root.text == "x <&&#65; y z");
  CHECK(root.children.size() == 2);
  CHECK(root.children[1].text == "2");
  std::string deep;
  for (int i = 0; i < 100000; ++i) deep += "<a>";
  for (const std::string& text :
       {std::string(), std::string("a"), std::string("<a>"), std::string("<a></b>"), std::string("<a></a><b></b>"),
        std::string("<a></ab>"), std::string("</a>"), std::string("<>"), std::string("<a"), std::string("<!-- "),
        std::string("<a><!-- </a>"), deep}) {
    INFO(text.substr(0, 40));
    CHECK_THROWS_AS(parse_xml(text, "test"), Error);
  }
}

TEST_CASE("pictures in folders have their relative path with its ending as id, and their folder as class") {
  const test::TemporaryFolder folder;
  for (const char* name : {"n02/a", "n01/deeper", ".hidden"}) fs::create_directories(folder.path() / name);
  for (const char* name :
       {"n02/x.JPEG", "n02/x.png", "n01/y.jpg", "n01/deeper/z.webp", "n02/labels.txt", ".hidden/w.png", "top.png"})
    test::write_file(folder.path() / name, "");
  const ImageFolders read = read_image_folders(folder.path());
  std::vector<std::string> ids, classes;
  for (const FolderImage& image : read.images) {
    ids.push_back(image.id);
    classes.push_back(image.class_name);
  }
  CHECK(ids == std::vector<std::string>{"n01/deeper/z.webp", "n01/y.jpg", "n02/x.JPEG", "n02/x.png", "top.png"});
  CHECK(classes == std::vector<std::string>{"n01", "n01", "n02", "n02", ""});
  CHECK(read.classes == std::vector<std::string>{"n01", "n02"});
  CHECK_THROWS_AS(read_image_folders(folder.path() / "n02/a"), Error);
  CHECK_THROWS_AS(read_image_folders(folder.path() / "absent"), Error);
  CHECK_THROWS_AS(read_image_folders(folder.path() / "top.png"), Error);
}
