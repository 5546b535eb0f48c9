// The pictures of golden cases of models, through the processors of their folders.
#include <ATen/ATen.h>

#include <algorithm>

#include "core/models/families/image_processors.h"
#include "core/picture/preprocessor.h"
#include "tests/core/picture/test_pictures.h"
#include "tests/support/catch.h"
#include "tests/support/golden.h"
#include "tests/support/golden_roots.h"

using namespace rex;
using namespace rex::test;

namespace {

/// Two roundings of float32 in (byte / 255 - mean) / deviation.
constexpr double float_rounding = 1e-5;

/// BYTES [height, width, 3] as a picture.
Picture picture_of(const at::Tensor& bytes) {
  Picture picture(bytes.size(1), bytes.size(0));
  const at::Tensor values = bytes.contiguous();
  std::copy_n(values.data_ptr<uint8_t>(), values.numel(), picture.pixels.begin());
  return picture;
}

void check_close(const at::Tensor& actual, const at::Tensor& wanted) {
  REQUIRE(actual.sizes() == wanted.sizes());
  CHECK((actual - wanted).abs().max().item<double>() < float_rounding);
}

}  // namespace

TEST_CASE("the pictures of ViLT's and BLIP's cases become the reference's pixels", "[picture][golden]") {
  int cases = 0;
  for (const char* kind : {"vilt", "blip"}) {
    for (const GoldenFolder& folder : golden_folders(kind)) {
      const GoldenCase golden(GoldenCase::Folder{folder.path});
      const ModelInputs& inputs = golden.inputs();
      if (!inputs.contains("image_original")) continue;
      const Picture picture = picture_of(inputs.at("image_original"));
      for (const char* file : {"preprocessor_config.json", "preprocessor_config-old.json"}) {
        if (!std::filesystem::exists(folder.path / file)) continue;
        INFO((folder.path / file).string());
        const Preprocessor processor = Preprocessor::from_file(folder.path / file, image_processors());
        const Preprocessed ready = processor.run(picture);
        CHECK(planes_of(ready.resized).equal(inputs.at("image_resized").permute({2, 0, 1})));
        const bool batched = inputs.contains("image_pixel_values");
        check_close(ready.pixel_values, inputs.at(batched ? "image_pixel_values" : "pixel_values"));
        if (inputs.contains("image_second")) {
          const PreprocessedBatch both = processor.run({picture, picture_of(inputs.at("image_second"))});
          check_close(both.pixel_values.narrow(0, 0, 1), inputs.at("pixel_values"));
          CHECK(both.pixel_mask.narrow(0, 0, 1).equal(inputs.at("pixel_mask")));
        }
        ++cases;
      }
    }
  }
  CHECK(cases > 0);
}

TEST_CASE("ViLT's processor limits the longer side and cuts both to multiples", "[picture]") {
  const auto size = [](const char* settings, int64_t width, int64_t height) {
    const Preprocessor processor =
        Preprocessor::from_json(nlohmann::json::parse(settings), "settings", image_processors());
    return resized_size(processor.settings(), width, height);
  };
  const char* const published = R"({"image_processor_type": "ViltImageProcessor", "size": {"shortest_edge": 384}})";
  CHECK(size(published, 640, 480) == std::pair<int64_t, int64_t>{512, 384});
  CHECK(size(published, 480, 640) == std::pair<int64_t, int64_t>{384, 512});
  CHECK(size(published, 500, 375) == std::pair<int64_t, int64_t>{512, 384});
  CHECK(size(published, 2000, 400) == std::pair<int64_t, int64_t>{608, 128});  // 639 × 127.8
  CHECK(size(published, 100, 100) == std::pair<int64_t, int64_t>{384, 384});
  const char* const older = R"({"feature_extractor_type": "ViltFeatureExtractor", "size": 384, "size_divisor": 64})";
  CHECK(size(older, 640, 480) == std::pair<int64_t, int64_t>{512, 384});
  CHECK(size(older, 600, 480) == std::pair<int64_t, int64_t>{448, 384});
  const Preprocessor processor =
      Preprocessor::from_json(nlohmann::json::parse(published), "settings", image_processors());
  CHECK(processor.settings().makes_mask);
  CHECK_THROWS_WITH(processor.run(noise(4000, 40, 1)), ContainsSubstring("too narrow"));
  CHECK(processor.run(noise(60, 60, 1)).pixel_mask.sum().item<int64_t>() == 384 * 384);
}
