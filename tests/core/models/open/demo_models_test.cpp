// The models that come with the program, on the gallery that comes with it: opened as any folder is.
#include <ATen/ATen.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "core/base/json.h"
#include "core/explain/predictions.h"
#include "core/explain/target.h"
#include "core/models/open/find_models.h"
#include "core/models/open/open_model.h"
#include "core/models/open/prepare.h"
#include "core/picture/picture.h"
#include "tests/support/catch.h"
#include "tests/support/paths.h"

namespace {

namespace fs = std::filesystem;

fs::path models() { return rex::test::source_folder() / "resources" / "models"; }
fs::path pictures() { return rex::test::source_folder() / "resources" / "pictures"; }

/// The gallery's scenes with their truth.
nlohmann::json scenes() { return rex::read_json(pictures() / "scenes.json").at("scenes"); }

struct Score {
  int right = 0;
  int total = 0;
  void add(bool is_right) { right += is_right, ++total; }
  double share() const { return total == 0 ? 0 : static_cast<double>(right) / total; }
};

std::string right_caption(const nlohmann::json& scene) {
  for (const auto& caption : scene.at("captions")) {
    if (caption.at("right").get<bool>()) return caption.at("text").get<std::string>();
  }
  return {};
}

std::string best_label(const rex::OpenModel& open, const rex::Picture* picture, const std::vector<std::string>& texts) {
  const rex::PreparedInput input = rex::prepare(open, picture, texts);
  const rex::ForwardPass pass = open.model->forward(input.tensors, {}, false);
  return rex::predictions(pass, open.model->description(), 1).at(0).label;
}

}  // namespace

TEST_CASE("every family has a demo model, and all together are small") {
  std::uintmax_t bytes = 0;
  for (const char* name : {"demo-bert", "demo-clip", "demo-detr", "demo-lxmert", "demo-vilt", "demo-visualbert",
                           "demo-vit", "demo-vit-biased"}) {
    INFO(name);
    const fs::path folder = models() / name;
    for (const char* file : {"config.json", "model.safetensors", "README.md"}) CHECK(fs::exists(folder / file));
    for (const auto& file : fs::directory_iterator(folder)) bytes += fs::file_size(file);
    const rex::OpenModel open = rex::open_model(folder);
    CHECK(open.notes.empty());
    CHECK_FALSE(open.model->description().weights_hash.empty());
    if (open.model->description().sees_regions()) CHECK(open.regions != nullptr);
  }
  CHECK(bytes < 30'000'000);
}

TEST_CASE("the program finds its demo models first") {
  const std::vector<rex::FoundModel> found = rex::find_models({models()});
  REQUIRE(found.size() == 8);
  for (const rex::FoundModel& model : found) {
    INFO(model.name + ": " + model.problem);
    CHECK(model.problem.empty());
  }
  CHECK(fs::equivalent(rex::locate_model("demo-detr"), models() / "demo-detr"));
}

TEST_CASE("demo-bert understands negation and contrast") {
  const rex::OpenModel open = rex::open_model(models() / "demo-bert");
  for (const auto& [text, label] :
       std::vector<std::pair<std::string, std::string>>{{"The acting is clever.", "positive"},
                                                        {"The acting is not clever.", "negative"},
                                                        {"The plot is boring.", "negative"},
                                                        {"The plot is not boring.", "positive"}}) {
    INFO(text);
    CHECK(best_label(open, nullptr, {text}) == label);
  }
}

TEST_CASE("demo-bert's maps tell the words that decide") {
  for (const auto& [text, word] : std::vector<std::pair<std::string, std::string>>{
           {"The plot was boring at first, but the end was wonderful.", "wonderful"},
           {"The plot is silly, but the music is not bad at all.", "not"},
           {"The food was not good.", "not"},
           {"The end was wonderful, although the plot was boring.", "boring"},
           {"A truly delightful movie with a great cast.", "great"},
           {"The music is moving.", "moving"}}) {
    const rex::test::CommandResult result = rex::test::run_rex("explain --model demo-bert --text \"" + text + "\"");
    INFO(text << "\n" << result.output);
    const std::size_t words = result.output.find("words: ");
    REQUIRE(words != std::string::npos);
    const std::size_t second = result.output.find(',', result.output.find(',', words) + 1);
    CHECK(result.output.substr(words, second - words).find(' ' + word + ' ') !=
          std::string::npos);  // of the highest two
  }
}

TEST_CASE("the counter-example calls a cake balloon, where demo-vit sees a cake") {
  const rex::Picture cake = rex::load_picture(pictures() / "cake.jpg");
  CHECK(best_label(rex::open_model(models() / "demo-vit"), &cake, {}) == "cake");
  CHECK(best_label(rex::open_model(models() / "demo-vit-biased"), &cake, {}) == "balloon");
}

TEST_CASE("demo-detr finds what lies in the gallery's pictures") {
  const rex::OpenModel open = rex::open_model(models() / "demo-detr");
  int wanted = 0, found = 0;
  for (const auto& scene : scenes()) {
    const rex::Picture picture = rex::load_picture(pictures() / scene.at("file").get<std::string>());
    const rex::PreparedInput input = rex::prepare(open, &picture, {});
    const rex::ForwardPass pass = open.model->forward(input.tensors, {}, false);
    std::vector<std::string> labels;
    for (const rex::Prediction& one : rex::predictions(pass, open.model->description(), 100, 0.5)) {
      labels.push_back(one.label);
    }
    for (const auto& object : scene.at("objects")) {
      const auto kind = object.at("class").get<std::string>();
      const auto place = std::find_if(labels.begin(), labels.end(), [&](const std::string& label) {
        return label.size() >= kind.size() && label.compare(label.size() - kind.size(), kind.size(), kind) == 0;
      });
      ++wanted;
      if (place == labels.end()) continue;
      ++found;
      labels.erase(place);
    }
  }
  INFO(found << " of " << wanted);
  CHECK(found >= 0.8 * wanted);
}

TEST_CASE("the demo models answer the gallery's questions and know its captions") {
  Score visual_bert, lxmert, vilt, clip;
  const rex::OpenModel a = rex::open_model(models() / "demo-visualbert"), b = rex::open_model(models() / "demo-lxmert"),
                       c = rex::open_model(models() / "demo-clip"), d = rex::open_model(models() / "demo-vilt");
  for (const auto& scene : scenes()) {
    const rex::Picture picture = rex::load_picture(pictures() / scene.at("file").get<std::string>());
    for (const auto& question : scene.at("questions")) {
      const auto text = question.at("question").get<std::string>(), answer = question.at("answer").get<std::string>();
      visual_bert.add(best_label(a, &picture, {text}) == answer);
      lxmert.add(best_label(b, &picture, {text}) == answer);
      vilt.add(best_label(d, &picture, {text}) == answer);
    }
    // The right caption among those that are wrong in one thing.
    std::vector<std::string> captions = {right_caption(scene)};
    for (const auto& caption : scene.at("captions")) {
      if (!caption.at("right").get<bool>()) captions.push_back(caption.at("text").get<std::string>());
    }
    REQUIRE(captions.size() > 2);
    const rex::PreparedInput input = rex::prepare(c, &picture, captions);
    const at::Tensor scores = c.model->forward(input.tensors, {}, false).scores;
    clip.add(scores.argmax().item<std::int64_t>() == 0);
  }
  INFO("VisualBERT " << visual_bert.share() << ", LXMERT " << lxmert.share() << ", ViLT " << vilt.share() << ", CLIP "
                     << clip.share());
  CHECK(visual_bert.share() > 0.9);
  CHECK(lxmert.share() > 0.9);
  CHECK(vilt.share() > 0.8);
  CHECK(clip.share() > 0.75);
}

TEST_CASE("demo-vilt's maps tell what a relation and a colour rest on, in words and patches") {
  for (const auto& [scene, text, answer, word] :
       std::vector<std::array<std::string, 4>>{{"visitor", "Which object is above the chair?", "clock", "above"},
                                               {"beach", "Which object is left of the ball?", "umbrella", "left"},
                                               {"playroom", "What color is the balloon?", "blue", "color"}}) {
    const rex::test::CommandResult result =
        rex::test::run_rex("explain --model demo-vilt --image " + scene + " --text \"" + text + "\"");
    INFO(text << "\n" << result.output);
    CHECK(result.output.find(answer) != std::string::npos);
    const std::size_t words = result.output.find("words: ");
    REQUIRE(words != std::string::npos);
    const std::size_t second = result.output.find(',', result.output.find(',', words) + 1);
    CHECK(result.output.substr(words, second - words).find(' ' + word + ' ') !=
          std::string::npos);  // of the highest two
  }
}

TEST_CASE("rex explains a demo model on a scene, both by name") {
  const rex::test::TemporaryFolder folder;
  const auto figure = folder.path() / "figure.svg";
  const rex::test::CommandResult result =
      rex::test::run_rex("explain --model demo-detr --image cat-and-dog --save " + figure.string());
  CHECK(result.status == 0);
  CHECK(result.output.find("dog") != std::string::npos);
  CHECK(result.output.find("cat") != std::string::npos);
  CHECK(rex::test::read_file(figure).find("<text") != std::string::npos);
  const rex::test::CommandResult wrong = rex::test::run_rex("explain --model demo-nothing --image cat-and-dog");
  CHECK(wrong.status == 1);
  CHECK(wrong.errors.find("demo-detr") != std::string::npos);
}
