#include <ATen/ATen.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/models/families/family.h"
#include "core/models/families/image_processors.h"
#include "core/picture/preprocessor.h"
#include "core/picture/resizing.h"
#include "tests/core/picture/test_pictures.h"
#include "tests/support/catch.h"
#include "tests/support/paths.h"

using namespace rex;
using namespace rex::test;
using nlohmann::json;

namespace {

PreprocessorSettings settings_of(const std::string& text, const std::string& model_type = {}) {
  const ImageProcessor* usual = image_processor_of(model_type);
  return Preprocessor::from_json(json::parse(text), "test.json", image_processors(), usual).settings();
}

Preprocessor preprocessor_of(const std::string& text) {
  return Preprocessor::from_json(json::parse(text), "test.json", image_processors());
}

}  // namespace

TEST_CASE("a file that says only its type gets that type's defaults", "[picture]") {
  for (const std::string suffix : {"ImageProcessor", "ImageProcessorFast", "ImageProcessorPil", "FeatureExtractor"}) {
    INFO(suffix);
    const std::string field = suffix == "FeatureExtractor" ? "feature_extractor_type" : "image_processor_type";
    const auto of = [&](const std::string& name) {
      return settings_of("{\"" + field + "\": \"" + name + suffix + "\"}");
    };
    const PreprocessorSettings vit = of("ViT"), deit = of("DeiT"), clip = of("CLIP"), detr = of("Detr");
    CHECK((vit.size_rule == SizeRule::exact && vit.height == 224 && vit.filter == ResizeFilter::bilinear));
    CHECK((!vit.do_center_crop && !vit.do_pad && vit.mean[0] == 0.5f));
    CHECK((deit.height == 256 && deit.width == 256 && deit.crop_height == 224 && deit.do_center_crop));
    CHECK(deit.filter == ResizeFilter::bicubic);
    CHECK((clip.size_rule == SizeRule::shortest_edge && clip.shortest_edge == 224 && clip.crop_width == 224));
    CHECK((clip.mean[0] == 0.48145466f && clip.deviation[2] == 0.27577711f));
    CHECK((detr.size_rule == SizeRule::edges && detr.shortest_edge == 800 && detr.longest_edge == 1333));
    CHECK((detr.do_pad && detr.makes_mask && detr.mean[2] == 0.406f));
    const PreprocessorSettings bit = of("Bit");
    CHECK((bit.size_rule == SizeRule::shortest_edge && bit.shortest_edge == 224 && bit.crop_width == 224));
    CHECK((bit.mean[0] == 0.48145466f && bit.deviation[2] == 0.27577711f));
  }
  // DINOv2's own files say otherwise, and so does a folder without one.
  const Family& dinov2 = *find_family("dinov2");
  const PreprocessorSettings usual = settings_of(dinov2.picture_settings({}, false).dump(), "dinov2");
  CHECK((usual.shortest_edge == 256 && usual.crop_width == 224 && usual.mean[0] == 0.485f));
  CHECK(settings_of("{}", "clip").type == "CLIPImageProcessor");
  CHECK(settings_of(R"({"image_processor": {"image_processor_type": "ViTImageProcessor", "size": 96}})").height == 96);
}

TEST_CASE("a size is spelled in many ways", "[picture]") {
  const auto with = [](const std::string& type, const std::string& rest) {
    return settings_of("{\"image_processor_type\": \"" + type + "ImageProcessor\", " + rest + "}");
  };
  const PreprocessorSettings pair = with("ViT", R"("size": [120, 160])");
  CHECK((pair.height == 120 && pair.width == 160));
  CHECK(with("ViT", R"("size": {"shortest_edge": 100})").size_rule == SizeRule::shortest_edge);
  const PreprocessorSettings edges = with("CLIP", R"("size": {"shortest_edge": 100, "longest_edge": 150})");
  CHECK((edges.size_rule == SizeRule::edges && edges.longest_edge == 150));
  const PreprocessorSettings exact = with("CLIP", R"("size": {"height": 30, "width": 40.0}, "crop_size": [20, 24])");
  CHECK((exact.size_rule == SizeRule::exact && exact.width == 40 && exact.crop_height == 20 && exact.crop_width == 24));
  CHECK(with("Detr", R"("size": 600)").longest_edge == 1333);
  CHECK(with("Detr", R"("size": 600, "max_size": 1000)").longest_edge == 1000);
  CHECK(with("Detr", R"("size": {"max_height": 60, "max_width": 90})").size_rule == SizeRule::within);
  CHECK(with("Detr", R"("size": null, "resample": null, "image_mean": null)").shortest_edge == 800);
  CHECK_FALSE(with("Detr", R"("pad_and_return_pixel_mask": false)").do_pad);
  CHECK_FALSE(with("Detr", R"("do_center_crop": true)").do_center_crop);
  CHECK(with("ViT", R"("resample": 0)").filter == ResizeFilter::nearest);
  CHECK(with("ViT", R"("resample": "bicubic")").filter == ResizeFilter::bicubic);
  CHECK(with("CLIP", R"("resample": "PILImageResampling.LANCZOS")").filter == ResizeFilter::lanczos);
}

TEST_CASE("a wrong configuration is refused by field", "[picture]") {
  const auto vit = [](const std::string& rest) {
    return [rest] { settings_of("{\"image_processor_type\": \"ViTImageProcessor\", " + rest + "}"); };
  };
  CHECK_THROWS_WITH(settings_of("[]"), ContainsSubstring("JSON object"));
  CHECK_THROWS_WITH(settings_of("{}"), ContainsSubstring("image_processor_type"));
  CHECK_THROWS_WITH(settings_of(R"({"image_processor_type": "SamImageProcessor"})"),
                    ContainsSubstring("SamImageProcessor") && ContainsSubstring("DetrImageProcessor"));
  CHECK_THROWS_WITH(settings_of(R"({"image_processor_type": 3})"), ContainsSubstring("image_processor_type"));
  for (const auto* size : {"0", "-3", "1.5", "1e12", "true", "\"big\"", "[]", "[1, 2, 3]", "{}",
                           R"({"longest_edge": 9})", R"({"height": 9})", R"({"height": "9", "width": 9})"}) {
    INFO(size);
    CHECK_THROWS_WITH(vit(std::string("\"size\": ") + size)(), ContainsSubstring("size"));
  }
  CHECK_THROWS_WITH(vit("\"do_resize\": 1")(), ContainsSubstring("do_resize"));
  CHECK_THROWS_WITH(vit("\"do_center_crop\": true")(), ContainsSubstring("crop_size"));
  CHECK_THROWS_WITH(vit("\"resample\": 6")(), ContainsSubstring("resample"));
  CHECK_THROWS_WITH(vit("\"resample\": \"cubic\"")(), ContainsSubstring("resample"));
  CHECK_THROWS_WITH(vit("\"resample\": \"\"")(), ContainsSubstring("resample"));
  CHECK_THROWS_WITH(vit("\"image_mean\": [0.5, 0.5]")(), ContainsSubstring("image_mean"));
  CHECK_THROWS_WITH(vit("\"image_mean\": [0.5], \"image_std\": [0.5, 0.5, 0.5]")(), ContainsSubstring("image_std"));
  CHECK_THROWS_WITH(vit("\"image_mean\": [0.5, 0.5, 0.5], \"image_std\": [1]")(), ContainsSubstring("image_mean"));
  CHECK_THROWS_WITH(settings_of(R"({"image_processor_type": "CLIPImageProcessor", "image_std": [0.5]})"),
                    ContainsSubstring("image_mean"));
  CHECK_THROWS_WITH(vit("\"image_std\": [0.5, 0, 0.5]")(), ContainsSubstring("image_std"));
  CHECK_THROWS_WITH(vit("\"rescale_factor\": \"x\"")(), ContainsSubstring("rescale_factor"));
  TemporaryFolder folder;
  const auto open = [&](const std::string& file, const ImageProcessor* usual = nullptr) {
    return Preprocessor::from_file(folder.path() / file, image_processors(), usual);
  };
  CHECK_THROWS_WITH(open(""), ContainsSubstring("not a regular file"));
  write_file(folder.path() / "broken.json", "{\"size\": ");
  CHECK_THROWS_WITH(open("broken.json"), ContainsSubstring("not JSON"));
  write_file(folder.path() / "nested.json", std::string(3'000'000, '['));
  CHECK_THROWS_WITH(open("nested.json"), ContainsSubstring("nested too deeply"));
  write_file(folder.path() / "old.json", "{\"size\": 30}");  // of before the files named a processor
  CHECK_THROWS_AS(open("old.json"), Error);
  CHECK(open("old.json", image_processor_of("vit")).settings().height == 30);
}

TEST_CASE("the original DeiT was published with a shorter side, a crop and ImageNet's colours", "[picture]") {
  const ImageProcessor& deit = *find_family("deit")->original_image_processor;
  const PreprocessorSettings settings =
      Preprocessor::from_json(json::object(), "test.json", image_processors(), &deit).settings();
  CHECK((settings.size_rule == SizeRule::shortest_edge && settings.shortest_edge == 256));
  CHECK((settings.do_center_crop && settings.crop_height == 224 && settings.crop_width == 224));
  CHECK((settings.mean[0] == 0.485f && settings.deviation[2] == 0.225f && settings.filter == ResizeFilter::bicubic));
}

TEST_CASE("a model of one channel sees a picture's luma", "[picture]") {
  const std::string start = R"({"image_processor_type": "ViTImageProcessor", "size": 5, "resample": 2)";
  const Preprocessor preprocessor = preprocessor_of(start + R"(, "image_mean": [0.25], "image_std": [0.5]})");
  CHECK(preprocessor.settings().channels == 1);
  const Picture picture = noise(9, 7, 4);
  const Preprocessed got = preprocessor.run(picture);
  REQUIRE(got.pixel_values.sizes().vec() == std::vector<int64_t>{1, 1, 5, 5});

  Picture luma(9, 7);  // ITU-R BT.601, straight from its weights; they are rounded to 16 bits
  for (size_t i = 0; i < picture.pixels.size(); ++i) {
    const uint8_t* pixel = picture.pixels.data() + i / 3 * 3;
    luma.pixels[i] = static_cast<uint8_t>(std::floor(0.299f * pixel[0] + 0.587f * pixel[1] + 0.114f * pixel[2] + 0.5f));
  }
  int64_t largest = 0;
  const Picture same = grey(picture);
  for (size_t i = 0; i < luma.pixels.size(); ++i)
    largest = std::max<int64_t>(largest, std::abs(luma.pixels[i] - same.pixels[i]));
  CHECK(largest <= 1);
  constexpr double float_rounding = 1e-6;  // of values of the size of 1
  const at::Tensor bytes = planes_of(resize_pillow(same, 5, 5, ResizeFilter::bilinear))[0].to(at::kDouble);
  CHECK(at::allclose(got.pixel_values[0][0].to(at::kDouble), (bytes / 255 - 0.25) / 0.5, 0, float_rounding));
  CHECK(grey(same) == same);
}

TEST_CASE("the model says how many channels it takes", "[picture]") {
  const auto with = [](const std::string& rest) {
    return preprocessor_of(R"({"image_processor_type": "ViTImageProcessor", "do_resize": false)" + rest + "}");
  };
  const Preprocessor three = with(R"(, "image_mean": [0.1, 0.2, 0.3])");
  CHECK(three.for_channels(3, "config.json").settings().channels == 3);
  CHECK_THROWS_WITH(three.for_channels(1, "config.json"),
                    ContainsSubstring("config.json") && ContainsSubstring("1 channel,") && ContainsSubstring("for 3"));
  CHECK_THROWS_WITH(three.for_channels(4, "config.json"), ContainsSubstring("4 channels"));
  CHECK_THROWS_WITH(with(R"(, "image_mean": [0.5])").for_channels(3, "config.json"), ContainsSubstring("for 1"));
  const Preprocessor one = with("").for_channels(1, "config.json");  // 0.5 serves any number of channels
  CHECK(one.run(noise(4, 3, 1)).pixel_values.sizes().vec() == std::vector<int64_t>{1, 1, 3, 4});
}

TEST_CASE("every step can be switched off", "[picture]") {
  const Picture picture = noise(8, 6, 1);
  const at::Tensor bytes = planes_of(picture).to(at::kFloat);
  const std::string type = R"({"image_processor_type": "ViTImageProcessor", "do_resize": false)";
  CHECK(at::equal(
      preprocessor_of(type + R"(, "do_rescale": false, "do_normalize": false})").run(picture).pixel_values[0], bytes));
  CHECK(at::equal(
      preprocessor_of(type + R"(, "do_normalize": false, "rescale_factor": 0.25})").run(picture).pixel_values[0],
      bytes * 0.25));
  CHECK(at::equal(
      preprocessor_of(type + R"(, "do_rescale": false, "image_mean": 2, "image_std": 4})").run(picture).pixel_values[0],
      (bytes - 2) / 4));
  CHECK_FALSE(preprocessor_of(type + "}").run(picture).pixel_mask.defined());
}

TEST_CASE("the geometry says which part of the picture the model sees", "[picture]") {
  const auto run = [](const std::string& text, int64_t width, int64_t height) {
    return preprocessor_of(text).run(noise(width, height, 2)).geometry;
  };
  const PictureGeometry vit = run(R"({"image_processor_type": "ViTImageProcessor", "size": 32})", 100, 60);
  CHECK((vit.x == 0 && vit.y == 0 && vit.width == 100 && vit.height == 60));
  CHECK((vit.picture_width == 100 && vit.picture_height == 60 && vit.model_width == 32 && vit.model_height == 32));

  const std::string clip = R"({"image_processor_type": "CLIPImageProcessor", "size": 40, "crop_size": 32})";
  const PictureGeometry cropped = run(clip, 160, 80);  // resized to 80 × 40, cut from (24, 4)
  CHECK((cropped.x == Approx(48) && cropped.y == Approx(8) && cropped.width == Approx(64) &&
         cropped.height == Approx(64)));

  const std::string wide = R"({"image_processor_type": "CLIPImageProcessor", "size": 40, "crop_size": [51, 60]})";
  const PictureGeometry padded = run(wide, 80, 80);  // 40 × 40 in the middle of 60 × 51; of the odd row one goes on top
  CHECK((padded.x == Approx(-20) && padded.y == Approx(-12) && padded.width == Approx(120) &&
         padded.height == Approx(102)));

  const std::string detr =
      R"({"image_processor_type": "DetrImageProcessor", "size": {"shortest_edge": 20, "longest_edge": 30}, "pad_size": [32, 40]})";
  const PictureGeometry beside = run(detr, 60, 40);  // 30 × 20 in the upper left of 40 × 32
  CHECK((beside.x == 0 && beside.width == Approx(80) && beside.height == Approx(64) && beside.model_width == 40));
}

TEST_CASE("padding is black before normalisation in a crop and 0 after it in a batch", "[picture]") {
  Picture white(10, 10);
  for (uint8_t& value : white.pixels) value = 255;
  const std::string clip =
      R"({"image_processor_type": "CLIPImageProcessor", "size": 10, "crop_size": 12, "image_mean": 0.5, "image_std": 0.5})";
  const at::Tensor cropped = preprocessor_of(clip).run(white).pixel_values;
  CHECK(cropped[0][0][0][0].item<float>() == -1.0f);
  CHECK(cropped[0][0][6][6].item<float>() == 1.0f);
  const std::string detr =
      R"({"image_processor_type": "DetrImageProcessor", "do_resize": false, "pad_size": {"height": 11, "width": 12}})";
  const Preprocessed padded = preprocessor_of(detr).run(white);
  CHECK(padded.pixel_values[0][0][10][11].item<float>() == 0.0f);
  CHECK((padded.pixel_mask[0][9][9].item<int64_t>() == 1 && padded.pixel_mask[0][10][9].item<int64_t>() == 0));
  CHECK(padded.pixel_mask.sum().item<int64_t>() == 100);
}

TEST_CASE("a picture that cannot be preprocessed is refused in words", "[picture]") {
  const Preprocessor detr = preprocessor_of(R"({"image_processor_type": "DetrImageProcessor"})");
  CHECK_THROWS_WITH(detr.run(noise(5000, 1, 3)), ContainsSubstring("too narrow"));
  CHECK_THROWS_AS(detr.run(Picture()), Error);
  CHECK_THROWS_AS(detr.run(std::vector<Picture>()), Error);
  const Preprocessor vit = preprocessor_of(R"({"image_processor_type": "ViTImageProcessor", "size": 1000000})");
  CHECK_THROWS_WITH(vit.run(noise(2, 2, 3)), ContainsSubstring("limit"));
  const Preprocessor large = preprocessor_of(R"({"image_processor_type": "ViTImageProcessor", "size": 5000})");
  CHECK_THROWS_WITH(large.run(noise(2, 2, 3)), ContainsSubstring("5000 × 5000") && ContainsSubstring("300 MB") &&
                                                   ContainsSubstring("4096 × 4096"));
  const Preprocessor small =
      preprocessor_of(R"({"image_processor_type": "DetrImageProcessor", "do_resize": false, "pad_size": 4})");
  CHECK_THROWS_WITH(small.run(noise(5, 3, 3)), ContainsSubstring("pad_size"));
  const Preprocessor apart = preprocessor_of(R"({"image_processor_type": "ViTImageProcessor", "do_resize": false})");
  CHECK_THROWS_WITH(apart.run(std::vector<Picture>{noise(2, 2, 1), noise(3, 2, 1)}),
                    ContainsSubstring("different sizes"));
}

TEST_CASE("centre crops begin at half the rest, cut off or rounded to even as torchvision does") {
  PreprocessorSettings settings;
  settings.do_resize = false;
  settings.do_center_crop = true;
  settings.crop_height = settings.crop_width = 4;
  const auto begins = [&](bool rounded, int64_t width) {
    settings.rounded_crop = rounded;
    return Preprocessor(settings).run(Picture(width, 4)).geometry.x;
  };
  CHECK(begins(false, 11) == 3);  // half of 7 is 3.5
  CHECK(begins(true, 11) == 4);
  CHECK(begins(false, 9) == 2);  // half of 5 is 2.5
  CHECK(begins(true, 9) == 2);
}

TEST_CASE("proportions are kept inside a rectangle or around it, rounded as timm does") {
  struct Shape {
    int64_t width, height, target_width, target_height;
    std::pair<int64_t, int64_t> inside, covering;  // by timm's formula in Python
  };
  for (const Shape& shape : {Shape{60, 46, 71, 71, {71, 54}, {93, 71}}, Shape{46, 60, 71, 71, {54, 71}, {71, 93}},
                             Shape{101, 33, 40, 56, {40, 13}, {171, 56}}, Shape{33, 101, 40, 56, {18, 56}, {40, 122}},
                             Shape{50, 50, 36, 72, {36, 36}, {72, 72}}, Shape{7, 5, 9, 9, {9, 6}, {13, 9}},
                             Shape{640, 480, 256, 128, {171, 128}, {256, 192}}}) {
    INFO(shape.width << " × " << shape.height);
    PreprocessorSettings settings;
    settings.width = shape.target_width;
    settings.height = shape.target_height;
    settings.size_rule = SizeRule::inside;
    CHECK(resized_size(settings, shape.width, shape.height) == shape.inside);
    settings.size_rule = SizeRule::covering;
    CHECK(resized_size(settings, shape.width, shape.height) == shape.covering);
  }
}

TEST_CASE("a picture that is smaller than its crop lies in the middle of the colour that fills") {
  PreprocessorSettings settings;
  settings.do_resize = settings.do_normalize = settings.do_rescale = false;
  settings.do_center_crop = settings.rounded_crop = true;
  settings.crop_height = 9;
  settings.crop_width = 4;
  settings.fill = {124, 116, 104};
  Picture white(5, 2);  // 7 rows are missing: 3 above and 4 below; of 5 columns the first 4
  std::fill(white.pixels.begin(), white.pixels.end(), uint8_t{255});
  const Preprocessed ready = Preprocessor(settings).run(white);
  at::Tensor expected = at::tensor({124.0F, 116.0F, 104.0F}).view({1, 3, 1, 1}).repeat({1, 1, 9, 4});
  expected.narrow(2, 3, 2).fill_(255);
  CHECK(at::equal(ready.pixel_values, expected));
  CHECK((ready.geometry.y == -3 && ready.geometry.height == 9 && ready.geometry.x == 0 && ready.geometry.width == 4));
}

TEST_CASE("a picture of any shape becomes a list of patches, padded to its length") {
  PreprocessorSettings settings;
  settings.size_rule = SizeRule::patches;
  settings.patch_size = 2;
  settings.most_patches = 7;
  Picture picture(6, 4);  // at most 3 columns of 2 rows fit
  for (size_t i = 0; i < picture.pixels.size(); ++i) picture.pixels[i] = static_cast<uint8_t>(i);
  const Preprocessed result = Preprocessor(settings).run(picture);
  CHECK(result.pixel_values.sizes() == at::IntArrayRef({1, 7, 12}));
  CHECK(result.grid.equal(at::tensor({2, 3}, at::kLong).unsqueeze(0)));
  CHECK(result.patch_mask.sum().item<int64_t>() == 6);
  CHECK(result.pixel_values[0][6].count_nonzero().item<int64_t>() == 0);
  // Inside a patch: row, column, channel. Patch 4 is the second of the second row.
  const auto value = [&](int64_t byte) {
    return (static_cast<double>(picture.pixels[static_cast<size_t>(byte)]) / 255 - 0.5) / 0.5;
  };
  const int64_t corner = (2 * 6 + 2) * 3;
  CHECK(result.pixel_values[0][4][0].item<double>() == Approx(value(corner)));
  CHECK(result.pixel_values[0][4][4].item<double>() == Approx(value(corner + 4)));
  CHECK(result.pixel_values[0][4][6].item<double>() == Approx(value(corner + 18)));
}

TEST_CASE("pictures that are resized in floating point are not rounded between") {
  PreprocessorSettings settings;
  settings.height = settings.width = 1;
  settings.resize_in_float = true;
  settings.do_normalize = false;
  Picture picture(2, 1);
  picture.pixels[3] = picture.pixels[4] = picture.pixels[5] = 1;
  // A triangle over both pixels, widened by the scale, weighs them alike.
  CHECK(Preprocessor(settings).run(picture).pixel_values[0][0][0][0].item<double>() == Approx(0.5 / 255));
}

TEST_CASE("a processor that ends in Fast, or that only torchvision has, resizes as torchvision does") {
  const auto settings = [](const std::string& type) {
    return read_preprocessor_settings({{"image_processor_type", type}}, "test", image_processors(), nullptr);
  };
  CHECK(resizing_of(settings("ViTImageProcessor")) == Resizing::pillow);
  CHECK(resizing_of(settings("ViTImageProcessorPil")) == Resizing::pillow);
  CHECK(resizing_of(settings("ViTFeatureExtractor")) == Resizing::pillow);
  CHECK(resizing_of(settings("ViTImageProcessorFast")) == Resizing::torchvision_bytes);
  CHECK(resizing_of(settings("Siglip2ImageProcessorFast")) == Resizing::torchvision_bytes);
  CHECK(resizing_of(settings("DINOv3ViTImageProcessor")) == Resizing::torchvision_floats);
  CHECK(resizing_of(settings("DINOv3ViTImageProcessorFast")) == Resizing::torchvision_floats);
}

TEST_CASE("torchvision's processors normalise bytes in one step") {
  PreprocessorSettings settings;
  settings.do_resize = false;
  settings.mean = {0.485F, 0.456F, 0.406F};
  settings.deviation = {0.229F, 0.224F, 0.225F};
  Picture picture(256, 1);
  for (int64_t x = 0; x < 256; ++x) picture.row(0)[x * 3] = static_cast<uint8_t>(x);
  const at::Tensor pillow = Preprocessor(settings).run(picture).pixel_values;
  settings.type = "ViTImageProcessorFast";
  const at::Tensor torchvision = Preprocessor(settings).run(picture).pixel_values;
  CHECK(torchvision[0][0][0][77].item<float>() == (77 - 0.485F * 255) / (0.229F * 255));
  CHECK((torchvision - pillow).abs().max().item<float>() < 1e-5);
}

TEST_CASE("pictures that are resized in floating point are cropped, and padded where the crop is larger") {
  PreprocessorSettings settings;
  settings.height = settings.width = 4;
  settings.resize_in_float = true;
  settings.do_normalize = false;
  settings.do_center_crop = true;
  settings.crop_height = 2;
  settings.crop_width = 7;
  Picture picture(4, 4);
  for (size_t i = 0; i < picture.pixels.size(); ++i) picture.pixels[i] = static_cast<uint8_t>(i);
  const at::Tensor values = Preprocessor(settings).run(picture).pixel_values[0][0];
  CHECK(values.sizes() == at::IntArrayRef({2, 7}));
  CHECK(values.select(1, 0).abs().max().item<float>() == 0);  // one column at the left,
  CHECK(values.slice(1, 5).abs().max().item<float>() == 0);   // two at the right
  CHECK(values[0][1].item<float>() == Approx(picture.row(1)[0] / 255.0));
  CHECK(values[1][4].item<float>() == Approx(picture.row(2)[9] / 255.0));
}
