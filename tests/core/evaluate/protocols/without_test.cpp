// "What if this were not there?" on every demo model: the answer without it, and the places of what is left.
#include "core/evaluate/protocols/without.h"

#include <ATen/ATen.h>

#include <map>
#include <string>

#include "core/base/error.h"
#include "core/evaluate/protocols/plain_scores.h"
#include "core/evaluate/protocols/ranking.h"
#include "core/evaluate/protocols/sanity.h"
#include "core/explain/explain.h"
#include "core/render/explained.h"
#include "tests/support/catch.h"
#include "tests/support/paths.h"

using namespace rex;
using namespace rex::test;
using namespace rex::evaluate;

namespace {

const std::map<std::string, std::vector<std::string>>& demo_texts() {
  static const std::map<std::string, std::vector<std::string>> texts = {
      {"demo-vit", {}},
      {"demo-detr", {}},
      {"demo-clip", {"a cat to the left of a dog", "a dog"}},
      {"demo-bert", {"The plot is silly, but the music is moving."}},
      {"demo-lxmert", {"What is left of the dog?"}},
      {"demo-vilt", {"What is left of the dog?"}},
      {"demo-visualbert", {"What is left of the dog?"}}};
  return texts;
}

std::shared_ptr<const Answered> asked(Inquiry& inquiry, const std::vector<std::string>& texts) {
  Question question;
  question.picture =
      std::make_shared<const Picture>(load_picture(source_folder() / "resources/pictures/cat-and-dog.jpg"));
  question.texts = texts;
  return inquiry.ask(inquiry.prepare(readable(question, inquiry.model()->description)));
}

RemovedPart removing(Part part, std::vector<std::int64_t> places) {
  RemovedPart removed;
  places_of(removed, part) = std::move(places);
  return removed;
}

}  // namespace

TEST_CASE("without some of it an answer and its map keep the numbers of the whole") {
  for (const auto& [model, texts] : demo_texts()) {
    const auto folder = source_folder() / "resources/models" / model;
    if (!std::filesystem::exists(folder)) continue;
    INFO(model);
    Inquiry inquiry(folder);
    const auto whole = asked(inquiry, texts);
    ExplainOptions options;
    options.steps = options.head_maps = options.whole_matrices = true;
    const ExplanationMethod& generic = explanation_method("generic");
    const Explanation before = inquiry.explain({}, generic, options);
    const ModelDescription& kind = whole->model->description;
    RemovedPart removed;
    if (kind.sees_pixels()) removed.patches = {1, 4};
    if (kind.sees_regions()) removed.regions = {0, 3};
    if (kind.reads_text()) removed.words = {removable(Part::words, *whole, before).at(1)};
    removed.text = before.target.text.value_or(0);
    const PreparedQuestion less = without(inquiry.open_model(), *whole, removed);
    const auto reduced = inquiry.ask(less);
    const Answered shown = in_whole(*whole, *reduced);
    const auto native = std::make_shared<const Explanation>(inquiry.explain(before.target, generic, options));
    const auto after = in_whole(*whole, removed, native);
    CHECK(shown.question.without == removed);
    CHECK(shown.input.regions.size() == whole->input.regions.size());
    CHECK(after->target == before.target);
    for (const auto& [now, then] : {std::pair(after->relevancies.image, before.relevancies.image),
                                    {after->relevancies.text, before.relevancies.text}}) {
      REQUIRE(now.defined() == then.defined());
      if (now.defined()) CHECK(now.sizes() == then.sizes());
    }
    // Nothing is lost on the way, and what is gone has nothing.
    for (const auto& [spread, values] : {std::pair(after->relevancies.text, native->relevancies.text),
                                         {after->relevancies.image, native->relevancies.image}}) {
      if (!spread.defined() || kind.full_rows_of_text) continue;
      CHECK(spread.sum().item<double>() == Approx(values.sum().item<double>()).epsilon(1e-5).margin(1e-9));
    }
    for (const std::int64_t word : removed.words) CHECK(after->relevancies.text[word].item<float>() == 0);
    for (const std::int64_t region : removed.regions) CHECK(after->relevancies.image[region].item<float>() == 0);
    REQUIRE(after->head_maps.size() == before.head_maps.size());
    for (std::size_t i = 0; i < before.head_maps.size(); ++i) {
      CHECK(after->head_maps[i].attention.sizes() == before.head_maps[i].attention.sizes());
    }
    REQUIRE(after->matrices.size() == before.matrices.size());
    for (const auto& [key, matrix] : before.matrices) CHECK(after->matrices.at(key).sizes() == matrix.sizes());
    // Before and now, of every answer.
    for (const Prediction& prediction : shown.predictions) {
      REQUIRE(prediction.before.has_value());
      if (prediction.target != before.target) continue;
      CHECK(*prediction.before == Approx(*before.probability).margin(1e-5));
      CHECK(*prediction.probability == Approx(*after->probability).margin(1e-5));
    }
    const std::vector<Word> words = words_of(shown, *after);
    CHECK(std::count_if(words.begin(), words.end(), [](const Word& word) { return word.struck; }) ==
          (kind.reads_text() ? 1 : 0));
    CHECK(removed_boxes(shown).size() == removed.patches.size() + removed.regions.size());
    // The command's spelling means the same.
    if (!kind.reads_several_texts()) {
      const std::string spelling = spelled(removed, *whole);
      std::vector<std::string> parts;
      for (std::size_t at = 0; at < spelling.size();) {
        const std::size_t end = std::min(spelling.find(',', at), spelling.size());
        parts.push_back(spelling.substr(at, end - at));
        at = end + 1;
      }
      CHECK(parse_removed(parts, removed.fill, *whole, before) == removed);
    }
  }
}

TEST_CASE("places that are not there, and those that must stay, are refused") {
  Inquiry inquiry(source_folder() / "resources/models/demo-lxmert");
  const auto whole = asked(inquiry, {"What is left of the dog?"});
  const Explanation explanation = inquiry.explain({}, explanation_method("generic"), {});
  const auto refuses = [&](const RemovedPart& removed) {
    CHECK_THROWS_AS(without(inquiry.open_model(), *whole, removed), Error);
  };
  refuses(removing(Part::patches, {0}));
  refuses(removing(Part::regions, {5000}));
  refuses(removing(Part::words, {-1}));
  refuses(removing(Part::words, {3, 2}));
  refuses(removing(Part::words, {2, 2}));
  RemovedPart painted = removing(Part::words, {2});
  painted.fill = "paint";
  refuses(painted);
  for (const char* bad :
       {"text:0", "text:99", "image:x", "word:[CLS]", "marked:", "marked:101", "unmarked:-1", "", "query:1"}) {
    INFO(bad);
    CHECK_THROWS_AS(parse_removed({bad}, "mean", *whole, explanation), Error);
  }
  const RemovedPart fifth = parse_removed({"marked:20"}, "mean", *whole, explanation);
  const RemovedPart rest = parse_removed({"unmarked:20"}, "mean", *whole, explanation);
  const std::size_t regions = whole->input.regions.size();
  CHECK(fifth.regions.size() == regions / 5);
  CHECK(fifth.regions.size() + rest.regions.size() == regions);
  CHECK(parse_removed({"word:dog", "image:0"}, "mean", *whole, explanation).words.size() == 1);
}

TEST_CASE("what is removed is said in words") {
  RemovedPart removed;
  CHECK(to_string(removed, {}).empty());
  removed.patches = {1};
  CHECK(to_string(removed, {}) == "1 patch (the mean colour in its place)");
  removed.patches = {1, 2};
  removed.words = {3};
  CHECK(to_string(removed, {"cat"}) == "2 patches (the mean colour in their place) and the word “cat”");
  removed.regions = {0};
  removed.words = {3, 4};
  CHECK(to_string(removed, {"cat", "dog"}) ==
        "2 patches (the mean colour in their place), 1 region and the words “cat” and “dog”");
  CHECK(changed(removed, Part::words, {4, 7}, {4, 7}, true).words == std::vector<std::int64_t>{3});
  CHECK(changed(removed, Part::words, {7, 9}, {4, 7}, false).words == std::vector<std::int64_t>{3, 4, 7});
}

TEST_CASE("a map that is made again while the model forgets ends with the model as it was learnt") {
  Inquiry inquiry(source_folder() / "resources/models/demo-vit");
  const auto answered = asked(inquiry, {});
  const auto explained = std::make_shared<const Explanation>(inquiry.explain({}, explanation_method("generic"), {}));
  const auto now = [&] {
    return inquiry.open_model().model->forward(answered->input.tensors, {}, false).scores.detach().clone();
  };
  const at::Tensor learnt = now();
  std::stop_source stop;
  {
    SanityRun run(inquiry.open_model(), answered, explained, 1, stop.get_token());
    CHECK(run.result().sentence().empty());
    REQUIRE(run.step(stop.get_token()));
    CHECK_FALSE(now().equal(learnt));
    while (run.step(stop.get_token())) continue;
    const Sanity& sanity = run.result();
    CHECK(sanity.complete);
    REQUIRE(sanity.steps.size() == sanity.layers);
    CHECK(sanity.steps.front().layer.find("encoder") == std::string::npos);  // next to the answer
    for (const SanityStep& step : sanity.steps) CHECK(std::abs(step.spearman) <= 1 + 1e-12);
    CHECK_FALSE(sanity.sentence().empty());
    CHECK(to_csv(sanity).starts_with("layers_random,layer,spearman,ssim\r\n1,"));
  }
  CHECK(now().equal(learnt));
  stop.request_stop();
  CHECK_THROWS_AS(SanityRun(inquiry.open_model(), answered, explained, 1, stop.get_token()), Cancelled);
  CHECK(now().equal(learnt));
}
