#include "core/evaluate/protocols/sanity.h"

#include <ATen/ATen.h>

#include <cmath>
#include <cstdio>
#include <utility>

#include "core/base/error.h"
#include "core/evaluate/protocols/randomised_model.h"
#include "core/evaluate/similarity.h"
#include "core/explain/explain.h"

namespace rex::evaluate {
namespace {

constexpr std::int64_t least_side_for_ssim = 11;  // of its Gaussian window

/// The picture's values, else the text's.
std::vector<double> map_values(const Explanation& explanation) {
  const Relevancies& all = explanation.relevancies;
  const at::Tensor& values = all.image.defined() && all.image.numel() > 0 ? all.image : all.text;
  if (!values.defined()) return {};
  const at::Tensor flat = values.to(at::kDouble).flatten().contiguous();
  return {flat.data_ptr<double>(), flat.data_ptr<double>() + flat.numel()};
}

std::string two_digits(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.2f", std::abs(value));
  return (value < 0 ? "\u2212" : "") + std::string(text);  // a minus sign
}

}  // namespace

std::string Sanity::sentence() const {
  if (!complete || steps.empty()) return {};
  const double last = steps.back().spearman;
  const std::string with = "with all " + std::to_string(steps.size()) +
                           " layers random its rank correlation with the trained model's is " + two_digits(last);
  if (std::abs(last) < sane_correlation) return "The map changes as the model forgets, as it should: " + with + ".";
  return "The map hardly changes when the model forgets: " + with +
         ". It shows more of the input or of the architecture than of what was learnt.";
}

SanityRun::SanityRun(const OpenModel& model, std::shared_ptr<const Answered> answered,
                     std::shared_ptr<const Explanation> explanation, std::uint32_t seed, const std::stop_token& stop)
    : answered_(std::move(answered)), explanation_(std::move(explanation)), model_(*model.model) {
  if (map_values(*explanation_).size() < 2) {
    throw Error("sanity", "there is no map that could change", "Choose another method or target.");
  }
  result_.method = explanation_->method;
  result_.target = explanation_->target_label;
  randomised_ = std::make_unique<RandomisedModel>(model_, answered_->input.tensors, seed, stop);
  result_.layers = randomised_->layers().size();
}

SanityRun::~SanityRun() = default;

bool SanityRun::step(const std::stop_token& stop) {
  const std::size_t done = result_.steps.size();
  if (done < result_.layers) {
    const std::size_t layer = result_.layers - 1 - done;
    randomised_->randomise(layer);
    const ExplanationMethod& method = explanation_method(explanation_->method);
    ExplainOptions options;
    options.layers = explanation_->options.layers;
    options.double_precision = explanation_->options.double_precision;
    options.negative_evidence = explanation_->options.negative_evidence;
    nn::ForwardContext context =
        pass_for(method.needs(), method_conventions(model_.description()), options.double_precision);
    context.stop = stop;
    ForwardPass pass = model_.forward(answered_->input.tensors, context);
    auto now = std::make_shared<const Explanation>(
        explain(model_, pass, explanation_->target, method, options, Progress(nullptr, stop)));
    SanityStep step;
    step.layer = randomised_->layers()[layer];
    const std::vector<double> before = absolute(map_values(*explanation_)), after = absolute(map_values(*now));
    step.spearman = spearman(before, after).value_or(0);
    const auto [rows, columns] = patch_grid(*now);
    const bool on_grid = static_cast<std::int64_t>(after.size()) == rows * columns;
    if (on_grid && rows >= least_side_for_ssim && columns >= least_side_for_ssim) {
      step.ssim = ssim(over_largest(before), over_largest(after), rows, columns, {});
    }
    step.explanation = std::move(now);
    result_.steps.push_back(std::move(step));
  }
  result_.complete = result_.steps.size() == result_.layers;
  return !result_.complete;
}

std::string to_csv(const Sanity& sanity) {
  std::string csv = "layers_random,layer,spearman,ssim\r\n";
  char number[32];
  for (std::size_t i = 0; i < sanity.steps.size(); ++i) {
    const SanityStep& step = sanity.steps[i];
    csv += std::to_string(i + 1) + ",\"" + step.layer + "\",";
    std::snprintf(number, sizeof number, "%.9g", step.spearman);
    csv += number;
    csv += ',';
    if (step.ssim) {
      std::snprintf(number, sizeof number, "%.9g", *step.ssim);
      csv += number;
    }
    csv += "\r\n";
  }
  return csv;
}

}  // namespace rex::evaluate
