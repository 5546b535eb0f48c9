#include <filesystem>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>

#include "core/checkpoint/safetensors.h"
#include "core/models/families/image_processors.h"
#include "core/picture/preprocessor.h"
#include "tests/core/picture/test_pictures.h"
#include "tests/support/catch.h"
#include "tests/support/golden_roots.h"
#include "tests/support/paths.h"
#include "tests/support/sha256.h"

using namespace rex;
using namespace rex::test;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

const std::string high_byte = "#high-byte";

/// What the case in the checkout holds at least: pictures × processors × spellings of their settings, and sizes.
constexpr int least_pictures = 48, least_sizes = 100;

/// One golden case of pictures.
struct PreprocessCase {
  fs::path folder;

  json read(const std::string& name) const { return json::parse(read_file(folder / name)); }
  Picture picture(const std::string& name) const { return load_picture(folder / "images" / name); }
  bool has(const std::string& processor) const { return fs::exists(settings_file(processor)); }
  Preprocessor preprocessor(const std::string& name) const {
    return Preprocessor::from_file(settings_file(name), image_processors());
  }

 private:
  fs::path settings_file(const std::string& processor) const { return folder / processor / "preprocessor_config.json"; }
};

std::string digest(const at::Tensor& bytes) {
  return sha256({reinterpret_cast<const char*>(bytes.data_ptr<uint8_t>()), static_cast<size_t>(bytes.numel())});
}

at::Tensor every(const at::Tensor& values, int64_t stride) {
  return values.slice(-2, 0, {}, stride).slice(-1, 0, {}, stride);
}

}  // namespace

TEST_CASE("SHA-256 of the standard's example", "[picture]") {
  CHECK(sha256("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST_CASE("pictures become exactly what Hugging Face's processors give", "[picture][golden]") {
  for (const GoldenFolder& golden : golden_folders("preprocess")) {
    const PreprocessCase given{golden.path};
    const auto tensors = load_safetensors(golden.path / "expected.safetensors");
    int compared = 0;
    const json images = given.read("expected.json");
    for (const auto& [key, image] : images.items()) {
      std::string name = key;
      if (image.at("pil_mode") == "I;16" && !key.ends_with(high_byte)) continue;  // turned white there: not wanted
      if (name.ends_with(high_byte)) name.resize(name.size() - high_byte.size());
      const Picture picture = given.picture(name);
      CHECK(digest(planes_of(picture)) == image.at("decoded_sha256").get<std::string>());
      for (const auto& [processor, want] : image.at("processors").items())
        for (const std::string spelling : {"", "-old-config"}) {
          // The notebooks' and OpenAI's own pipelines have no settings that could be read.
          if (!given.has(processor + spelling)) continue;
          INFO(golden.path.string() << ": " << key << ", " << processor << spelling);
          const Preprocessed got = given.preprocessor(processor + spelling).run(picture);
          CHECK(digest(planes_of(got.resized)) == want.at("resized_sha256").get<std::string>());
          CHECK(got.pixel_values.sizes().vec() == std::vector<int64_t>{1, 3, want.at("shape")[1], want.at("shape")[2]});
          CHECK(at::equal(every(got.pixel_values[0], want.at("pixel_values_stride")),
                          tensors.at(key + "/" + processor + "/pixel_values")));
          CHECK(got.pixel_mask.defined() == want.contains("pixel_mask"));
          if (got.pixel_mask.defined()) CHECK(got.pixel_mask.eq(1).all().item<bool>());
          ++compared;
        }
    }
    std::cout << "golden " << golden.path.filename().string() << ": " << compared << " pictures compared\n";
    CHECK(compared >= (golden.in_checkout ? least_pictures : 1));
  }
}

TEST_CASE("a batch is padded as DETR's processor does it", "[picture][golden]") {
  for (const GoldenFolder& golden : golden_folders("preprocess")) {
    INFO(golden.path.string());
    const PreprocessCase given{golden.path};
    const auto tensors = load_safetensors(golden.path / "expected.safetensors");
    std::vector<Picture> pictures;
    const json names = given.read("batch.json").at("images");
    for (const std::string name : names) pictures.push_back(given.picture(name));
    const PreprocessedBatch batch = given.preprocessor("detr-small").run(pictures);
    CHECK(at::equal(batch.pixel_values, tensors.at("batch/detr-small/pixel_values")));
    CHECK(at::equal(batch.pixel_mask, tensors.at("batch/detr-small/pixel_mask")));
    REQUIRE(batch.geometries.size() == pictures.size());
    for (const PictureGeometry& geometry : batch.geometries) {
      CHECK(geometry.model_width == batch.pixel_values.size(3));
      CHECK(geometry.model_height == batch.pixel_values.size(2));
    }
  }
}

TEST_CASE("sizes and crops of many shapes", "[picture][golden]") {
  for (const GoldenFolder& golden : golden_folders("preprocess")) {
    const PreprocessCase given{golden.path};
    const PreprocessorSettings detr = given.preprocessor("detr").settings(),
                               clip = given.preprocessor("clip").settings();
    std::ifstream lines(golden.path / "sizes.jsonl");
    int compared = 0;
    for (std::string line; std::getline(lines, line); ++compared) {
      INFO(golden.path.string() << ": " << line);
      const json size = json::parse(line);
      const json& wanted = size.contains("detr_transformers5") ? size["detr_transformers5"] : size["detr"];
      const auto [width, height] = resized_size(detr, size["width"], size["height"]);
      CHECK((json{height, width}) == wanted);
      const auto [clip_width, clip_height] = resized_size(clip, size["width"], size["height"]);
      CHECK((json{clip_height, clip_width}) == size["clip_resize"]);
    }
    CHECK(compared >= (golden.in_checkout ? least_sizes : 1));
  }
}

TEST_CASE("the golden models' pictures become their golden pixel_values", "[picture]") {
  // Both models were fed by torchvision's pipeline: shorter side, central square, normalised.
  const auto configuration = [](int edge, int resample) {
    return json{
        {"image_processor_type", "CLIPImageProcessor"}, {"size", edge}, {"crop_size", 32}, {"resample", resample}};
  };
  json vit = configuration(36, 2);
  vit["image_mean"] = vit["image_std"] = 0.5;
  const std::pair<std::string, json> cases[] = {{"vit-1", vit}, {"clip-1", configuration(32, 3)}};
  for (const auto& [model, config] : cases) {
    INFO(model);
    const auto inputs = load_safetensors(golden(model + "/inputs.safetensors"));
    const at::Tensor original = inputs.at("image_original");
    Picture picture(original.size(1), original.size(0));
    std::copy_n(original.data_ptr<uint8_t>(), picture.pixels.size(), picture.pixels.begin());
    const Preprocessed got = Preprocessor::from_json(config, model, image_processors()).run(picture);
    CHECK(at::equal(planes_of(got.resized), inputs.at("image").permute({2, 0, 1})));
    CHECK(at::equal(got.pixel_values, inputs.at("pixel_values")));
  }
}
