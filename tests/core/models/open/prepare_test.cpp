#include "core/models/open/prepare.h"

#include <ATen/ATen.h>

#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/models/open/open_model.h"
#include "tests/support/catch.h"
#include "tests/support/golden.h"
#include "tests/support/model_folders.h"
#include "tests/support/paths.h"

using namespace rex;
using rex::test::GoldenCase;

namespace {

OpenModel open_golden(const std::string& name, const test::TemporaryFolder& folder) {
  std::vector<std::string> files = {"config.json", "model.safetensors"};
  if (std::filesystem::exists(test::golden(name) / "vocab.txt")) files.push_back("vocab.txt");
  test::copy_golden(name, folder.path(), files);
  return open_model(folder.path());
}

Regions some_regions(std::int64_t count, std::int64_t size) {
  Regions regions;
  regions.features = at::randn({count, size});
  for (std::int64_t i = 0; i < count; ++i) regions.boxes.push_back({10, 20, 30.0 + static_cast<double>(i), 60});
  return regions;
}

}  // namespace

TEST_CASE("LXMERT reads a question and boxes as fractions of the picture") {
  const test::TemporaryFolder folder;
  const OpenModel model = open_golden("lxmert-1", folder);
  const GoldenCase golden("lxmert-1");
  const Picture picture(100, 80);
  const Regions regions = some_regions(2, 24);
  const PreparedInput input = prepare(model, &picture, {"What is the man holding?"}, &regions);
  CHECK(input.tensors.at("input_ids").equal(golden.inputs().at("input_ids")));
  CHECK(input.tensors.at("attention_mask").equal(at::ones({1, 9}, at::kLong)));
  CHECK(input.tensors.at("token_type_ids").equal(at::zeros({1, 9}, at::kLong)));
  CHECK(input.tensors.at("visual_feats")[0].equal(regions.features));
  CHECK(at::allclose(input.tensors.at("visual_pos")[0][1], at::tensor({0.1f, 0.25f, 0.31f, 0.75f})));
  CHECK(input.regions.at(1).right == 31);
  CHECK(input.texts.at(0).tokens.size() == 9);
  CHECK(model.model->forward(input.tensors).scores.size(0) == 20);

  SECTION("boxes may be fractions already") {
    Regions fractions = regions;
    fractions.boxes = {{0.1, 0.25, 0.3, 0.75}, {0, 0, 1, 1}};
    const PreparedInput same = prepare(model, &picture, {"what"}, &fractions);
    CHECK(at::allclose(same.tensors.at("visual_pos")[0][0], at::tensor({0.1f, 0.25f, 0.3f, 0.75f})));
    CHECK(same.regions.at(1).bottom == 80);
    CHECK(prepare(model, nullptr, {"what"}, &fractions).tensors.count("visual_pos") == 1);
  }
  SECTION("what is missing is said") {
    CHECK_THROWS_WITH(prepare(model, &picture, {}, &regions), ContainsSubstring("question"));
    CHECK_THROWS_WITH(prepare(model, &picture, {"  "}, &regions), ContainsSubstring("empty"));
    CHECK_THROWS_WITH(prepare(model, &picture, {"what"}), ContainsSubstring("regions"));
    CHECK_THROWS_WITH(prepare(model, nullptr, {"what"}, &regions), ContainsSubstring("size"));
    CHECK_THROWS_WITH(prepare(model, &picture, {"what", "who"}, &regions), ContainsSubstring("one text"));
    const Regions wide = some_regions(2, 25);
    CHECK_THROWS_WITH(prepare(model, &picture, {"what"}, &wide), ContainsSubstring("25"));
  }
}

TEST_CASE("VisualBERT reads a question and regions of type 1") {
  const test::TemporaryFolder folder;
  const OpenModel model = open_golden("visualbert-1", folder);
  const Picture picture(100, 80);
  const Regions regions = some_regions(3, 20);
  const PreparedInput input = prepare(model, &picture, {"what color is the cat ?"}, &regions);
  CHECK(input.tensors.at("input_ids")[0][0].item<std::int64_t>() == model.tokenizer->start_id());
  CHECK(input.tensors.at("visual_embeds").sizes() == at::IntArrayRef({1, 3, 20}));
  CHECK(input.tensors.at("visual_token_type_ids").equal(at::ones({1, 3}, at::kLong)));
  CHECK(input.tensors.at("visual_attention_mask").equal(at::ones({1, 3}, at::kLong)));
  CHECK(model.model->forward(input.tensors).scores.size(0) == 10);
}

TEST_CASE("BERT reads one text and says what it cuts") {
  const test::TemporaryFolder folder;
  const OpenModel model = open_golden("bert-1", folder);
  const PreparedInput input = prepare(model, nullptr, {"a fine film"});
  const std::int64_t length = input.tensors.at("input_ids").size(1);
  CHECK(input.tensors.at("input_ids")[0][length - 1].item<std::int64_t>() == model.tokenizer->end_id());
  CHECK(input.notes.empty());

  std::string tale = "the";
  for (int i = 0; i < 30; ++i) tale += " film";
  const PreparedInput cut = prepare(model, nullptr, {tale + " ends"});
  CHECK(cut.tensors.at("input_ids").size(1) == 16);
  REQUIRE(cut.notes.size() == 1);
  CHECK_THAT(cut.notes[0],
             ContainsSubstring("16 tokens") && ContainsSubstring("left out") && ContainsSubstring("film"));

  CHECK_THROWS_WITH(prepare(model, nullptr, {"\u00A0\u3000\u200B"}), ContainsSubstring("nothing that the model reads"));

  CHECK_THROWS_WITH(prepare(model, nullptr, {"a film"}, nullptr, " \u3000"), ContainsSubstring("pair"));

  test::write_file(folder.path() / "tokenizer_config.json", R"({"truncation_side": "left"})");
  const PreparedInput front = prepare(open_model(folder.path()), nullptr, {"once the " + tale});
  REQUIRE(front.notes.size() == 1);
  CHECK_THAT(front.notes[0], ContainsSubstring("at its beginning") && ContainsSubstring("(\"…"));
  CHECK(front.texts[0].tokens[1].begin > 0);
  CHECK(front.texts[0].tokens[14].end == static_cast<std::int64_t>(tale.size()) + 9);

  const Picture picture(10, 10);
  const Regions regions = some_regions(1, 20);
  CHECK_THROWS_WITH(prepare(model, &picture, {"a"}), ContainsSubstring("text alone"));
  CHECK_THROWS_WITH(prepare(model, nullptr, {"a"}, &regions), ContainsSubstring("regions"));
}

TEST_CASE("a text is explained without the padding that tokenizer.json asks for") {
  const test::TemporaryFolder folder;
  test::copy_golden("bert-1", folder.path(), {"config.json", "model.safetensors"});
  for (const std::string side : {"Left", "Right"}) {
    test::write_file(folder.path() / "tokenizer.json",
                     R"({"added_tokens": [], "normalizer": null, "pre_tokenizer": {"type": "WhitespaceSplit"},
      "post_processor": {"type": "BertProcessing", "sep": ["E", 3], "cls": ["S", 2]},
      "model": {"type": "WordLevel", "unk_token": "?", "vocab": {"[PAD]": 0, "?": 1, "S": 2, "E": 3, "a": 4}},
      "truncation": {"direction": "Right", "max_length": 3, "strategy": "LongestFirst", "stride": 0},
      "padding": {"strategy": {"Fixed": 12}, "direction": ")" +
                         side + R"(", "pad_to_multiple_of": 8, "pad_id": 0, "pad_type_id": 0, "pad_token": "[PAD]"}})");
    const PreparedInput input = prepare(open_model(folder.path()), nullptr, {"a a"});
    CHECK(input.tensors.at("input_ids").equal(at::tensor({2, 4, 4, 3}, at::kLong).unsqueeze(0)));
    CHECK(input.tensors.at("attention_mask").equal(at::ones({1, 4}, at::kLong)));
  }
}

TEST_CASE("a folder without a vocabulary reads tensors only") {
  const test::TemporaryFolder folder;
  test::copy_golden("bert-1", folder.path(), {"config.json", "model.safetensors"});
  const OpenModel model = open_model(folder.path());
  CHECK_THROWS_WITH(prepare(model, nullptr, {"a"}), ContainsSubstring("vocabulary"));
}

TEST_CASE("ViT and DETR read a picture and nothing else") {
  const test::TemporaryFolder folder;
  const OpenModel vit = open_golden("vit-1", folder);
  const Picture picture(64, 48);
  const PreparedInput input = prepare(vit, &picture, {});
  CHECK(input.tensors.at("pixel_values").sizes() == at::IntArrayRef({1, 3, 32, 32}));
  REQUIRE(input.geometry.has_value());
  CHECK(input.geometry->picture_width == 64);
  CHECK_THROWS_WITH(prepare(vit, &picture, {"what is this?"}), ContainsSubstring("reads no text"));
  CHECK_THROWS_WITH(prepare(vit, nullptr, {}), ContainsSubstring("needs a picture"));

  const test::TemporaryFolder other;
  const OpenModel detr = open_golden("detr-2", other);
  const PreparedInput seen = prepare(detr, &picture, {});
  CHECK(seen.tensors.at("pixel_values").size(2) == 800);
  CHECK(seen.tensors.at("pixel_mask").sizes() == at::IntArrayRef({1, 800, 1066}));
}

TEST_CASE("CLIP reads several texts, each padded to the longest") {
  const auto shared = test::shared_golden("clip-1");
  if (shared.empty()) REX_SKIP("OpenAI's vocabulary is not in the repository");
  const test::TemporaryFolder folder;
  test::copy_golden("clip-1", folder.path(), {"config.json", "model.safetensors"});
  for (const char* file : {"vocab.json", "merges.txt", "tokenizer_config.json"}) {
    std::filesystem::copy_file(shared / file, folder.path() / file);
  }
  const OpenModel model = open_model(folder.path());
  const GoldenCase golden("clip-1");
  const Picture picture(64, 48);
  const PreparedInput input =
      prepare(model, &picture, {"a photo of a cat", "an elephant", "a rocket standing on a launchpad"});
  const at::Tensor ids = input.tensors.at("input_ids"), mask = input.tensors.at("attention_mask");
  REQUIRE(ids.sizes() == at::IntArrayRef({3, 13}));
  CHECK(mask.sum(1).equal(at::tensor({7, 7, 13}).to(at::kLong)));
  CHECK((ids * mask).equal(golden.inputs().at("input_ids").narrow(1, 0, 13) * mask));
  CHECK(prepare(model, &picture, {"a photo of a cat"}).tensors.at("input_ids").size(1) == 7);
  // What stands behind the ends reaches no score.
  ModelInputs whole = input.tensors;
  whole["input_ids"] = golden.inputs().at("input_ids");
  whole["attention_mask"] = golden.inputs().at("attention_mask");
  CHECK(at::allclose(model.model->forward(input.tensors).scores, model.model->forward(whole).scores));
}
