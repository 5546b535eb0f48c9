#include "core/explain/predictions.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cstdio>

#include "core/base/error.h"

namespace rex {
namespace {

std::string class_label(const ModelDescription& description, std::int64_t index) {
  if (description.explains_features()) return "feature " + std::to_string(index);
  const auto place = static_cast<std::size_t>(index);
  return place < description.labels.size() && !description.labels[place].empty() ? description.labels[place]
                                                                                 : "class " + std::to_string(index);
}

void check_range(const char* what, std::int64_t index, std::int64_t count) {
  if (index >= 0 && index < count) return;
  throw Error("target", std::string("there is no ") + what + " " + std::to_string(index),
              "Choose 0 to " + std::to_string(count - 1) + ".");
}

void refuse(bool given, const char* what, const char* instead) {
  if (given) throw Error("target", std::string("this model has no ") + what, instead);
}

/// The classes that can be explained: all but "no object", DETR's last.
std::int64_t class_count(const ForwardPass& pass, AnswerKind kind) {
  return kind == AnswerKind::objects ? pass.scores.size(1) - 1 : pass.scores.size(0);
}

/// [queries] the probability of each query's best class.
at::Tensor confidences(const at::Tensor& scores, std::int64_t classes) {
  return std::get<0>(scores.softmax(1).narrow(1, 0, classes).max(1));
}

void check_finite(const at::Tensor& scores) {
  if (at::isfinite(scores).all().item<bool>()) return;
  throw Error("scores", "the model's answer holds NaN or infinite numbers",
              "Check the weights, and tensors or region features that were given.");
}

std::vector<std::int64_t> best_first(const at::Tensor& values) {
  const at::Tensor order = values.argsort(0, true).contiguous();
  const std::int64_t* const first = order.data_ptr<std::int64_t>();
  return {first, first + order.numel()};
}

}  // namespace

at::Tensor probabilities(const at::Tensor& scores, ProbabilityRule rule) {
  switch (rule) {
    case ProbabilityRule::softmax:
      return scores.softmax(-1);
    case ProbabilityRule::sigmoid:
      return scores.sigmoid();
    case ProbabilityRule::none:
      break;
  }
  return {};
}

std::string probability_text(double probability, int decimals) {
  char text[32];
  if (probability > 0 && probability < std::pow(0.1, decimals)) {
    std::snprintf(text, sizeof text, "%.2g", probability);
  } else {
    std::snprintf(text, sizeof text, "%.*f", decimals, probability);
  }
  return text;
}

std::string target_label(const ModelDescription& description, const Target& target) {
  if (target.like) return "similarity with the second picture";
  if (target.text) return "text " + std::to_string(*target.text);
  const std::string label = target.class_index ? class_label(description, *target.class_index) : std::string();
  return target.query ? "query " + std::to_string(*target.query) + ": " + label : label;
}

TargetScore score_of(const ForwardPass& pass, const ModelDescription& description, const Target& target) {
  if (target.like) {
    const at::Tensor own = pass.scores.detach().to(at::kDouble), other = pass.like.to(at::kDouble);
    return {((own * other).sum() / (own.norm() * other.norm())).item<double>(), std::nullopt};
  }
  at::Tensor scores = pass.scores.detach().to(at::kDouble);
  if (description.answers == AnswerKind::objects) scores = scores[target.query.value()];
  const std::int64_t index =
      description.answers == AnswerKind::texts ? target.text.value() : target.class_index.value();
  TargetScore result{scores[index].item<double>(), {}};
  const at::Tensor chances = probabilities(scores, description.probabilities);
  if (chances.defined()) result.probability = chances[index].item<double>();
  return result;
}

Target resolve(const ForwardPass& pass, const ModelDescription& description, const Target& target) {
  const at::Tensor scores = pass.scores.detach();
  check_finite(scores);
  const AnswerKind kind = description.answers;
  Target result = target;
  if (kind == AnswerKind::texts) {
    refuse(target.class_index.has_value(), "classes", "It compares a picture with texts: choose text:N.");
    refuse(target.query.has_value(), "object queries", "It compares a picture with texts: choose text:N.");
    if (!target.text) result.text = scores.argmax().item<std::int64_t>();
    check_range("text", *result.text, scores.size(0));
    return result;
  }
  refuse(target.text.has_value(), "texts to choose from", "Choose a class.");
  if (kind == AnswerKind::features) {
    result.like = target.like || (pass.like.defined() && target == Target{});
    refuse(result.like && !pass.like.defined(), "second picture to compare with", "Give one with --like.");
    if (result.like) return result;
  }
  const std::int64_t classes = class_count(pass, kind);
  at::Tensor class_scores = scores;
  if (kind == AnswerKind::objects) {
    if (!target.query) {
      // The most confident query, for the class asked if one is.
      if (target.class_index) check_range("class", *target.class_index, classes);
      const at::Tensor confidence =
          target.class_index ? scores.softmax(1).select(1, *target.class_index) : confidences(scores, classes);
      result.query = confidence.argmax().item<std::int64_t>();
    }
    check_range("query", *result.query, scores.size(0));
    class_scores = scores[*result.query].narrow(0, 0, classes);
  } else {
    refuse(target.query.has_value(), "object queries", "Choose a class.");
  }
  if (!target.class_index) {
    result.class_index = description.judges_match ? 1 : class_scores.argmax().item<std::int64_t>();
  }
  check_range("class", *result.class_index, classes);
  return result;
}

std::vector<Prediction> predictions(const ForwardPass& pass, const ModelDescription& description, std::size_t most,
                                    double least_probability) {
  const at::Tensor scores = pass.scores.detach().to(at::kDouble);
  check_finite(scores);
  std::vector<Target> targets;
  if (description.answers == AnswerKind::objects) {
    const std::int64_t classes = class_count(pass, description.answers);
    const at::Tensor best = scores.narrow(1, 0, classes).argmax(1);
    for (const std::int64_t query : best_first(confidences(scores, classes))) {
      targets.push_back({best[query].item<std::int64_t>(), query, std::nullopt});
    }
  } else {
    for (const std::int64_t index : best_first(scores)) {
      Target target;
      (description.answers == AnswerKind::texts ? target.text : target.class_index) = index;
      targets.push_back(target);
    }
  }
  if (pass.like.defined()) {
    Target like;
    like.like = true;
    targets.insert(targets.begin(), like);
  }
  std::vector<Prediction> result;
  for (const Target& target : targets) {
    if (result.size() >= most) break;
    const TargetScore score = score_of(pass, description, target);
    if (score.probability.value_or(1) < least_probability) break;  // best first: the others are below it as well
    std::string label = target_label(description, target);
    if (target.query) label = class_label(description, *target.class_index);
    result.push_back({target, std::move(label), score.logit, score.probability});
  }
  return result;
}

}  // namespace rex
