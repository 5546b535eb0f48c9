// Positive and negative perturbation of both papers, with what follows from the same removals: deletion, insertion,
// symmetric relevance gain; and SaCo and completeness, which need some of their own.
#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/base/error.h"
#include "core/evaluate/model_picture.h"
#include "core/evaluate/protocols/perturbation.h"
#include "core/evaluate/runs/answers.h"
#include "core/evaluate/runs/task.h"
#include "core/evaluate/saco.h"
#include "core/evaluate/statistics.h"
#include "core/explain/method.h"

namespace rex::evaluate {
namespace {

bool imputes(Replacement replacement) {
  return replacement == Replacement::linear || replacement == Replacement::noisy_linear;
}

/// "pixels/black/", "words/": what the metrics of a part begin with.
std::string prefix_of(Part part, Replacement replacement) {
  const bool shown = part == Part::pixels || part == Part::patches;
  return std::string(name(part)) + "/" + (shown ? std::string(name(replacement)) + "/" : "");
}

class PerturbationTask : public Task {
 public:
  using Task::Task;

  std::vector<Metric> metrics() const override {
    using enum Metric::Better;
    return {{"positive_auc", "positive AUC", lower},
            {"negative_auc", "negative AUC", higher},
            {"gain", "symmetric relevance gain", higher},
            {"deletion_auc", "deletion", lower},
            {"insertion_auc", "insertion", higher},
            {"saco", "SaCo", higher},
            {"completeness_error", "completeness error", lower}};
  }

  void check(const ModelDescription& model, const DataSet& set) const override {
    if (model.finds_objects()) {
      throw Error(model.name, "answers with objects, of which each has a query of its own",
                  "Measure detectors with `rex evaluate detr-masks` or `pointing`.");
    }
    if (!options_.parts.empty()) return;
    if (parts_of(model).empty()) throw Error(set.kind(), "has nothing that could be removed");
  }

  nlohmann::json row(Inquiry& inquiry, const Sample& sample, const DataSet&) override {
    std::vector<const ExplanationMethod*> needed;
    for (const MethodChoice& choice : options_.methods) needed.push_back(&explanation_method(choice.name));
    const auto answered = inquiry.ask(inquiry.prepare(sample.question), common_needs(needed));
    nlohmann::json row = {{"facts", answer_facts(*answered, sample.truth)}, {"explained", nlohmann::json::object()}};
    std::optional<Target> before;
    for (const auto& [name, target] : explained_targets(*answered, sample.truth, options_.explain_label)) {
      // A right prediction is explained once.
      row["explained"][name] = before && *before == target
                                   ? row["explained"]["predicted"]
                                   : explained(inquiry, *answered, sample, target, row["steps"]);
      before = target;
    }
    return row;
  }

 private:
  std::vector<Part> parts_of(const ModelDescription& model) const {
    if (!options_.parts.empty()) return options_.parts;
    std::vector<Part> parts;
    if (model.sees_pixels()) parts.push_back(Part::pixels);
    if (model.sees_regions()) parts.push_back(Part::regions);
    if (model.reads_text()) parts.push_back(Part::words);
    return parts;
  }

  nlohmann::json explained(Inquiry& inquiry, const Answered& answered, const Sample& sample, const Target& target,
                           nlohmann::json& steps) {
    Explanation first;
    const std::uint32_t seed = sample_seed(options_.seed, sample.id);
    const std::vector<SampleMap> maps =
        sample_maps(inquiry, target, options_.methods, options_.random_maps, seed, first);
    nlohmann::json result = nlohmann::json::object();
    for (const Part part : parts_of(answered.model->description)) {
      const bool shown = part == Part::pixels || part == Part::patches;
      const std::vector<Replacement> replacements =
          shown ? options_.replacements : std::vector<Replacement>{Replacement::black};
      for (const Replacement replacement : replacements) {
        measure(inquiry, answered, sample, first, maps, part, replacement, seed, result, steps);
      }
    }
    return result;
  }

  void measure(Inquiry& inquiry, const Answered& answered, const Sample& sample, const Explanation& first,
               const std::vector<SampleMap>& maps, Part part, Replacement replacement, std::uint32_t seed,
               nlohmann::json& result, nlohmann::json& told_steps) {
    const OpenModel& open = inquiry.open_model();
    const ModelInputs& inputs = answered.input.tensors;
    std::optional<PixelScale> scale;
    std::int64_t height = 0, width = 0;
    if (const at::Tensor picture = model_picture(inputs); picture.defined() && open.preprocessor) {
      scale = pixel_scale(open.preprocessor->settings(), picture);
      height = picture.size(2);
      width = picture.size(3);
    }
    const std::int64_t text = first.target.text.value_or(0);
    const InputRemoval removal(*open.model, inputs, first.domains, scale, replacement, seed, text);
    const PlainScores scores(*open.model);
    RemovalPlan plan(removal, scores);
    const std::vector<std::int64_t> places = removable(part, answered, first);
    if (places.empty()) return;  // a text of special tokens alone
    const auto [rows, columns] = patch_grid(first);
    const bool pixels = part == Part::pixels;
    std::vector<double> steps = options_.steps.empty() ? published_steps(part, first.domains) : options_.steps;
    const std::size_t published = steps.size();
    // Deletion and insertion run to the end; what is imputed needs something to be left.
    if ((pixels || part == Part::patches) && !imputes(replacement) && steps.back() < 1) steps.push_back(1);

    told_steps[prefix_of(part, replacement)] = steps;

    std::vector<Ranking> rankings;
    std::vector<PlannedSteps> planned;
    std::vector<std::string> keys;
    for (const SampleMap& map : maps) {
      const auto& native = part == Part::words ? map.text : map.image;
      if (!native) continue;
      rankings.push_back(ranking(part, places, *native, rows, columns, height, width));
      planned.push_back(plan_steps(plan, rankings.back(), steps));
      keys.push_back(map.method);
    }
    const std::size_t clean = plan.add(part, {});
    const bool completeness = pixels && replacement == Replacement::black;
    const std::size_t nothing = completeness ? plan.add(part, places) : clean;
    plan.run();

    // The picture's mean stands for SaCo's groups, whatever the curves show.
    const bool groups = pixels && replacement == options_.replacements.front();
    const InputRemoval mean_removal(*open.model, inputs, first.domains, scale, Replacement::mean, seed, text);
    RemovalPlan mean_plan(mean_removal, scores);
    std::vector<std::vector<std::size_t>> planned_groups;
    if (groups) {
      for (const Ranking& one : rankings) planned_groups.push_back(plan_groups(mean_plan, one, saco_groups_usual));
      mean_plan.run();
    }

    const ModelDescription& model = answered.model->description;
    const Target followed = answered.predictions.front().target;
    const double whole = plan.probability(clean, followed);
    const std::string prefix = prefix_of(part, replacement);
    for (std::size_t i = 0; i < rankings.size(); ++i) {
      nlohmann::json& numbers = result[keys[i]];
      Curve curves[2], chances[2];
      for (const bool negative : {false, true}) {
        const FollowedAnswers answers = follow(plan, negative ? planned[i].negative : planned[i].positive, followed);
        Curve& worth = curves[negative ? 1 : 0];
        for (std::size_t step = 0; step < published; ++step) {
          worth.fractions.push_back(steps[step]);
          worth.values.push_back(worth_of(model, sample.truth, answers.best[step]));
        }
        chances[negative ? 1 : 0] = {steps, answers.probability};
        const std::string sign = negative ? "negative" : "positive";
        numbers[prefix + sign + "_probability"] = answers.probability;
        if (sample.truth.labels.empty() && !sample.truth.text) continue;
        numbers[prefix + sign] = worth.values;
        numbers[prefix + sign + "_auc"] = published_auc(worth);
      }
      const double range = steps.back() - steps.front();
      numbers[prefix + "gain"] = symmetric_gain(chances[0], chances[1]).gain / range;
      numbers[prefix + "deletion_auc"] = trapezoid(chances[0]) / range;
      // Keeping the most relevant is removing the least relevant: insertion is that curve read backwards.
      numbers[prefix + "insertion_auc"] = trapezoid(chances[1]) / range;
      if (groups) {
        std::vector<double> without;
        for (const std::size_t number : planned_groups[i]) {
          without.push_back(mean_plan.probability(number, followed));
        }
        const auto value = saco_of(rankings[i], saco_groups_usual, whole, without);
        if (value) numbers[prefix + "saco"] = *value;
      }
      const bool promises = i < options_.methods.size() && keys[i] == options_.methods[i].key &&
                            explanation_method(options_.methods[i].name).needs().input_relevances;
      if (!completeness || !promises) continue;
      const Completeness all = evaluate::completeness(rankings[i].relevance, logit_of(plan.scores(clean), first.target),
                                                      logit_of(plan.scores(nothing), first.target));
      numbers[prefix + "completeness_error"] = all.error;
    }
  }
};

}  // namespace

std::unique_ptr<Task> perturbation_task(TaskOptions options) {
  return std::make_unique<PerturbationTask>(std::move(options));
}

}  // namespace rex::evaluate
