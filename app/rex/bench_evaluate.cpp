// Times perturbation tests: what removals cost beside the forward passes that they need, and what batches save.
#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <functional>

#include "app/rex/bench_settings.h"
#include "app/rex/processor_clock.h"
#include "core/evaluate/model_picture.h"
#include "core/evaluate/protocols/perturbation.h"
#include "core/evaluate/statistics.h"
#include "core/explain/explain.h"
#include "core/explain/method.h"
#include "core/models/arithmetic.h"
#include "core/models/families/family.h"

namespace rex::command {
namespace {

double seconds_of(const std::function<void()>& work, int repeats) {
  double best = INFINITY;
  for (int i = 0; i < repeats; ++i) {
    const double start = processor_seconds();
    work();
    best = std::min(best, processor_seconds() - start);
  }
  return best;
}

}  // namespace

void bench_evaluate(const BenchSettings& settings) {
  using namespace evaluate;
  at::set_num_threads(settings.threads);
  const nlohmann::json config = bench_config(settings);
  ParameterSource parameters = ParameterSource::random(1);
  const std::unique_ptr<Model> model = build_model(config, parameters);
  use_arithmetic(*model, settings.arithmetic);
  const ModelInputs inputs = bench_inputs(config, settings);
  nn::ForwardContext context;
  context.mode = nn::GraphMode::gradient;
  ForwardPass pass = model->forward(inputs, context);
  const Explanation explanation = explain(*model, pass, {}, explanation_method("raw_attention"));
  const ModelKind& kind = model->description();

  std::printf("%s, perturbation, %s, %d thread(s); processor seconds, best of %d\n",
              std::filesystem::path(settings.config).stem().c_str(), nn::name(settings.arithmetic), settings.threads,
              settings.repeats);
  std::printf("%-10s %9s %9s %9s %9s %12s %14s\n", "part", "removals", "seconds", "forwards", "ratio", "one by one",
              "times the rate");
  for (const Part part : {Part::pixels, Part::regions, Part::words}) {
    if (part == Part::pixels ? !kind.sees_pixels() : part == Part::regions ? !kind.sees_regions() : !kind.reads_text())
      continue;
    std::optional<PixelScale> scale;
    std::int64_t height = 0, width = 0;
    if (const at::Tensor picture = model_picture(inputs); picture.defined()) {
      scale = PixelScale{at::full({picture.size(1), 1, 1}, .5), at::full({picture.size(1), 1, 1}, .5), 1};
      height = picture.size(2);
      width = picture.size(3);
    }
    const InputRemoval removal(*model, inputs, explanation.domains, scale, Replacement::black, 0,
                               explanation.target.text.value_or(0));
    const PlainScores scores(*model);
    const auto [rows, columns] = patch_grid(explanation);
    const std::vector<std::int64_t> places =
        removable(part, explanation.domains, explanation.read_outs, {}, height * width);
    const std::int64_t native = part == Part::pixels ? rows * columns : places.back() + 1;
    // What is measured: from a map to the probabilities of its curves.
    std::size_t removals = 0;
    const auto curves = [&] {
      RemovalPlan plan(removal, scores);
      const Ranking ranked = ranking(part, places, random_map(native, 1), rows, columns, height, width);
      const PlannedSteps planned = plan_steps(plan, ranked, published_steps(part, explanation.domains));
      plan.run();
      follow(plan, planned.positive, explanation.target);
      follow(plan, planned.negative, explanation.target);
      removals = plan.size();
    };
    const Ranking ranked = ranking(part, places, random_map(native, 1), rows, columns, height, width);
    std::vector<std::vector<std::int64_t>> different;
    for (const First first : {First::most_relevant, First::least_relevant}) {
      for (auto& gone : removed_places(ranked, first, published_steps(part, explanation.domains))) {
        if (std::find(different.begin(), different.end(), gone) == different.end())
          different.push_back(std::move(gone));
      }
    }
    std::stable_sort(different.begin(), different.end(), [](auto& a, auto& b) { return a.size() < b.size(); });
    std::vector<ModelInputs> made;
    for (const auto& gone : different) made.push_back(removal.without(part, gone));
    const double whole = seconds_of(curves, settings.repeats);
    const double forwards = seconds_of([&] { scores.of(made); }, settings.repeats);
    const double single = seconds_of(
        [&] {
          for (const auto& gone : different) scores.one_by_one({removal.without(part, gone)});
        },
        settings.repeats);
    std::printf("%-10s %9zu %9.3f %9.3f %9.2f %12.3f %14.2f\n", std::string(name(part)).c_str(), removals, whole,
                forwards, whole / forwards, single, single / whole);
    std::fflush(stdout);
  }
}

}  // namespace rex::command
