// Every protocol of `rex evaluate` on small models and data, as processes: rows, totals, reports.
#include <nlohmann/json.hpp>
#include <sstream>

#include "core/picture/picture.h"
#include "tests/support/catch.h"
#include "tests/support/family_models.h"
#include "tests/support/paths.h"

using namespace rex;
namespace fs = std::filesystem;

namespace {

/// Two pictures of 96 × 96 with an object each, in the layout of the project's scenes.
void save_scenes(const fs::path& folder) {
  fs::create_directories(folder);
  nlohmann::json file;
  int category = 0;
  for (const char* name : {"cat", "dog", "fish", "balloon", "tree", "car"}) {  // every class of the small detector
    file["categories"].push_back({{"id", ++category}, {"name", name}});
  }
  std::string questions;
  for (int i = 1; i <= 2; ++i) {
    const std::string name = "p" + std::to_string(i) + ".png";
    Picture picture(96, 96);
    for (std::size_t k = 0; k < picture.pixels.size(); ++k) {
      picture.pixels[k] = static_cast<std::uint8_t>(k * static_cast<std::size_t>(i + 4) % 251);
    }
    save_picture(folder / name, picture);
    file["images"].push_back({{"id", i}, {"file_name", name}, {"width", 96}, {"height", 96}});
    file["annotations"].push_back({{"id", i},
                                   {"image_id", i},
                                   {"category_id", i},
                                   {"iscrowd", 0},
                                   {"area", 900},
                                   {"bbox", {10, 10, 30, 30}},
                                   {"main", true},
                                   {"segmentation", {{10, 10, 40, 10, 40, 40, 10, 40}}}});
    questions += nlohmann::json({{"image_id", i},
                                 {"file_name", name},
                                 {"question", "Is there a cat?"},
                                 {"answer", "yes"},
                                 {"evidence", {i}}})
                     .dump() +
                 "\n";
  }
  test::write_file(folder / "annotations.json", file.dump());
  test::write_file(folder / "questions.jsonl", questions);
}

void save_reviews(const fs::path& folder) {
  fs::create_directories(folder / "docs");
  test::write_file(folder / "docs/d1", "the plot was boring at first , but the end was wonderful .\n");
  test::write_file(
      folder / "test.jsonl",
      R"({"annotation_id":"d1","classification":"POS","query":"?","docids":["d1"],"evidences":[[{"docid":"d1","start_token":7,"end_token":11,"text":"x"}]]})"
      "\n");
}

nlohmann::json evaluated(const std::string& arguments, const fs::path& out) {
  const test::CommandResult result =
      test::run_rex("evaluate " + arguments + " --method generic --random-maps 2 --out " + out.string());
  INFO(arguments << "\n" << result.errors);
  CHECK(result.status == 0);
  CHECK(fs::exists(out / "report.html"));
  const nlohmann::json summary = nlohmann::json::parse(test::read_file(out / "summary.json"));
  INFO(summary.at("failures").dump());
  CHECK(summary.at("failed") == 0);
  return summary;
}

/// The numbers of METHOD for TARGET over all samples.
nlohmann::json numbers(const nlohmann::json& summary, const std::string& target, const std::string& method) {
  return summary.at("subsets").at("all").at("targets").at(target).at("methods").at(method).at("numbers");
}

}  // namespace

TEST_CASE("every protocol measures small models, with random maps and raw attention beside each method") {
  const test::TemporaryFolder folder;
  const fs::path scenes = folder.path() / "scenes", reviews = folder.path() / "reviews";
  save_scenes(scenes);
  save_reviews(reviews);
  const auto ask = [&](const std::string& protocol, const std::string& family, const fs::path& data) {
    const fs::path model = folder.path() / family;
    if (!fs::exists(model)) test::save_family_model(folder.path(), family);
    return protocol + " --model " + model.string() + " --data " + data.string();
  };
  int runs = 0;
  const auto out = [&] { return folder.path() / ("out" + std::to_string(++runs)); };

  const nlohmann::json segmentation = evaluated(ask("segmentation", "vit", scenes), out());
  for (const char* method : {"generic", "raw_attention", "random"}) {
    CHECK(numbers(segmentation, "label", method).contains("miou"));
  }
  CHECK(segmentation.at("totals").at("predicted").at("generic").contains("miou_of_all"));

  const nlohmann::json pointing = evaluated(ask("pointing", "vit", scenes), out());
  CHECK(numbers(pointing, "object", "generic").contains("hit"));
  CHECK(numbers(pointing, "object", "centre").contains("energy"));
  CHECK(pointing.at("totals").at("object").at("generic").at("classes") == 2);

  const nlohmann::json masks = evaluated(ask("detr-masks", "detr", scenes) + " --threshold 0.01", out());
  const nlohmann::json& totals = masks.at("totals").at("detection").at("generic");
  CHECK(totals.at("coco/ap50") == totals.at("iccv2021/ap50"));

  const nlohmann::json words = evaluated(ask("rationales", "bert", reviews), out());
  CHECK(numbers(words, "label", "generic").contains("f1_5"));
  CHECK(numbers(words, "label", "generic").contains("f1_marked"));
  CHECK(numbers(words, "predicted", "random").contains("comprehensiveness"));
  CHECK(words.at("totals").at("label").at("generic").contains("micro_f1_10"));

  const nlohmann::json forgetting = evaluated(
      ask("randomisation", "vit", scenes) + " --variants plain,smooth,efficient --noise-samples 2 --limit 1", out());
  CHECK(numbers(forgetting, "predicted", "generic").contains("spearman"));
  CHECK(numbers(forgetting, "predicted", "generic").contains("smooth_spearman"));
  CHECK(numbers(forgetting, "predicted", "random").at("spearman").at("mean") == Approx(1));  // knows no model

  for (const char* family : {"lxmert", "visual_bert"}) {
    const nlohmann::json perturbation = evaluated(ask("perturbation", family, scenes), out());
    for (const char* metric : {"words/positive_auc", "words/negative_auc", "regions/positive_auc", "regions/gain"}) {
      CHECK(numbers(perturbation, "predicted", "generic").contains(metric));
    }
  }
}
