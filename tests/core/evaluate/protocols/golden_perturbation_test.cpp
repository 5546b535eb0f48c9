// The perturbation tests of the public code, as the models' golden cases hold them.
#include <ATen/ATen.h>

#include <algorithm>

#include "core/evaluate/protocols/perturbation.h"
#include "core/explain/explain.h"
#include "core/explain/method.h"
#include "tests/support/catch.h"
#include "tests/support/golden_model.h"
#include "tests/support/golden_roots.h"

using namespace rex;
using namespace rex::evaluate;

namespace {

Explanation explained(Model& model, const ModelInputs& inputs) {
  nn::ForwardContext context;
  context.mode = nn::GraphMode::gradient;
  ForwardPass pass = model.forward(inputs, context);
  return explain(model, pass, {}, explanation_method("generic"));
}

/// [steps, answers]: the scores of each of STEPS.
at::Tensor scores_of(const RemovalPlan& plan, const std::vector<std::size_t>& numbers) {
  std::vector<at::Tensor> rows;
  for (const std::size_t number : numbers) rows.push_back(plan.scores(number));
  return at::stack(rows);
}

struct Test {
  std::vector<std::vector<std::int64_t>> removed;
  at::Tensor scores;
};

Test perturb(const Model& model, const ModelInputs& inputs, const Explanation& explanation, Part part, First first) {
  const InputRemoval removal(model, inputs, explanation.domains, {}, Replacement::black);
  const PlainScores scores(model);
  RemovalPlan plan(removal, scores);
  const Ranking ranked = ranking(part, removable(part, explanation.domains, explanation.read_outs, {}, 0),
                                 native_relevance(part, explanation).value(), 0, 0, 0, 0);
  const std::vector<double> steps = published_steps(part, explanation.domains);
  Test test;
  test.removed = removed_places(ranked, first, steps);
  std::vector<std::size_t> numbers;
  for (const auto& places : test.removed) numbers.push_back(plan.add(part, places));
  plan.run();
  test.scores = scores_of(plan, numbers);
  return test;
}

/// The tokens 0…COUNT-1 that are not REMOVED.
std::vector<std::int64_t> others(std::int64_t count, const std::vector<std::int64_t>& removed) {
  std::vector<std::int64_t> kept;
  for (std::int64_t i = 0; i < count; ++i) {
    if (!std::binary_search(removed.begin(), removed.end(), i)) kept.push_back(i);
  }
  return kept;
}

}  // namespace

TEST_CASE("LXMERT's perturbation keeps the tokens and gives the answers of the public code", "[golden]") {
  for (const test::GoldenFolder& folder : test::golden_folders("lxmert")) {
    test::GoldenCase golden(test::GoldenCase::Folder{folder.path});
    if (!golden.description().contains("perturbation")) continue;
    INFO(folder.path.string());
    const std::unique_ptr<Model> model = test::build(golden);
    const Explanation explanation = explained(*model, golden.inputs());
    const nlohmann::json& labels = golden.config().at("id2label");
    const nlohmann::json& worth = golden.description().at("perturbation").at("label");
    for (const auto& [part, name] : {std::pair(Part::regions, "image"), std::pair(Part::words, "text")}) {
      for (const auto& [first, sign] :
           {std::pair(First::least_relevant, "negative"), std::pair(First::most_relevant, "positive")}) {
        const std::string prefix = std::string("perturbation/generic/") + name + "/" + sign + "/";
        INFO(prefix);
        const Test test = perturb(*model, golden.inputs(), explanation, part, first);
        golden.check(prefix + "logits", test.scores);
        const at::Tensor kept = golden.expected(prefix + "kept");
        const std::int64_t count = golden.inputs().at(part == Part::words ? "input_ids" : "visual_feats").size(1);
        for (std::size_t step = 0; step < test.removed.size(); ++step) {
          const at::Tensor row = kept[static_cast<std::int64_t>(step)].contiguous();
          std::vector<std::int64_t> wanted(row.data_ptr<std::int64_t>(), row.data_ptr<std::int64_t>() + row.numel());
          std::erase(wanted, -1);
          std::sort(wanted.begin(), wanted.end());  // the reference lists regions by relevance
          CHECK(others(count, test.removed[step]) == wanted);
          const std::int64_t answer = best_of(test.scores[static_cast<std::int64_t>(step)], {});
          CHECK(answer == golden.expected(prefix + "answer")[static_cast<std::int64_t>(step)].item<std::int64_t>());
          const std::string label = labels.at(std::to_string(answer));
          CHECK(worth.value(label, 0.0) ==
                Approx(golden.expected(prefix + "accuracy")[static_cast<std::int64_t>(step)].item<double>()));
        }
      }
    }
  }
}

TEST_CASE("VisualBERT's perturbation gives the scores of the public code, with either head", "[golden]") {
  for (const test::GoldenFolder& folder : test::golden_folders("visualbert")) {
    for (const std::string variant : {"", "_original"}) {
      test::GoldenCase golden(test::GoldenCase::Folder{folder.path}, variant);
      if (!golden.has("perturbation/relevance")) continue;
      INFO(folder.path.string() << variant);
      const std::unique_ptr<Model> model = test::build(golden, variant.empty() ? "model" : "original");
      ModelInputs inputs = variant.empty() ? golden.inputs() : test::visual_bert_inputs(golden.inputs());
      inputs.erase("answer_scores");
      const Explanation explanation = explained(*model, inputs);
      golden.check("perturbation/relevance", at::cat({explanation.relevancies.text, explanation.relevancies.image}));
      for (const auto& [part, name] : {std::pair(Part::regions, "image"), std::pair(Part::words, "text")}) {
        ModelInputs fed = inputs;
        Explanation ranked = explanation;
        if (part == Part::regions) {
          // The reference ranks regions that pad as well, and no longer masks those that it keeps.
          fed["visual_attention_mask"] = at::ones_like(inputs.at("visual_attention_mask"));
          for (TokenDomain& domain : ranked.domains) {
            for (std::size_t i = 0; i < domain.kinds.size(); ++i) {
              if (domain.kinds[i] == TokenKind::region) domain.padded[i] = false;
            }
          }
        }
        for (const auto& [first, sign] :
             {std::pair(First::least_relevant, "negative"), std::pair(First::most_relevant, "positive")}) {
          golden.check(std::string("perturbation/") + name + "/" + sign + "/scores",
                       perturb(*model, fed, ranked, part, first).scores);
        }
      }
    }
  }
}

TEST_CASE("ViT's perturbation of pixels gives the numbers of the public code", "[golden]") {
  for (const test::GoldenFolder& folder : test::golden_folders("vit")) {
    test::GoldenCase golden(test::GoldenCase::Folder{folder.path});
    if (!golden.has("metric/perturbation/model_hits")) continue;
    INFO(folder.path.string());
    const std::unique_ptr<Model> model = test::build(golden);
    const at::Tensor images = golden.inputs().at("perturbation/images");
    const at::Tensor maps = golden.inputs().at("perturbation/vis").to(at::kDouble).contiguous();
    const std::int64_t count = images.size(0), pixels = images.size(2) * images.size(3);
    const std::vector<double> steps = pixel_fractions();
    PixelScale scale;
    scale.mean = scale.deviation = at::full({3, 1, 1}, .5);
    const auto dissimilarity = [](const at::Tensor& scores, std::int64_t target) {
      const at::Tensor shares = scores.softmax(0);
      return (shares[target] / std::get<0>(shares.topk(2))[1]).log();
    };
    std::map<std::string, std::vector<at::Tensor>> found;  // by key, one column for each image
    for (std::int64_t image = 0; image < count; ++image) {
      const std::int64_t target = golden.inputs().at("perturbation/target")[image].item<std::int64_t>();
      const ModelInputs inputs{{"pixel_values", (images[image].unsqueeze(0) - .5) / .5}};
      const InputRemoval removal(*model, inputs, {}, scale, Replacement::black);
      const PlainScores scores(*model);
      RemovalPlan plan(removal, scores);
      const double* const map = maps[image].data_ptr<double>();
      Ranking ranked{Part::pixels, removable(Part::pixels, {}, {}, {}, pixels), {map, map + pixels}};
      const PlannedSteps planned = plan_steps(plan, ranked, steps);
      plan.run();
      const at::Tensor clean = plan.scores(planned.positive.front());
      found["model_hits"].push_back(at::scalar_tensor(best_of(clean, {}) == target ? 1. : 0.));
      found["model_dissimilarities"].push_back(dissimilarity(clean, target));
      for (const auto& [sign, numbers] :
           {std::pair("positive/", planned.positive), std::pair("negative/", planned.negative)}) {
        std::vector<at::Tensor> hits, dissimilarities, logits, probabilities;
        for (std::size_t step = 1; step < numbers.size(); ++step) {
          const at::Tensor now = plan.scores(numbers[step]);
          hits.push_back(at::scalar_tensor(best_of(now, {}) == target ? 1. : 0.));
          dissimilarities.push_back(dissimilarity(now, target));
          logits.push_back(now.max() - clean.max());
          probabilities.push_back(now.softmax(0).max() - clean.softmax(0).max());
        }
        found[std::string(sign) + "hits"].push_back(at::stack(hits));
        found[std::string(sign) + "dissimilarities"].push_back(at::stack(dissimilarities));
        found[std::string(sign) + "logit_diff"].push_back(at::stack(logits));
        found[std::string(sign) + "prob_diff"].push_back(at::stack(probabilities));
      }
    }
    for (const auto& [key, columns] : found)
      golden.check("metric/perturbation/" + key, at::stack(columns, -1).to(at::kFloat));
  }
}
