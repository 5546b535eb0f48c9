#include "core/explain/evidence_source.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/autograd.h>

#include <algorithm>
#include <utility>

#include "core/base/error.h"

namespace rex {
namespace {

/// While it lives, and if ON, the model computes in float64.
class DoublePrecision {
 public:
  DoublePrecision(Model& model, bool on) : model_(model), on_(on) {
    if (on_) model_.cast(at::kDouble);
  }
  ~DoublePrecision() {
    if (on_) model_.cast(at::kFloat);
  }
  DoublePrecision(const DoublePrecision&) = delete;
  DoublePrecision& operator=(const DoublePrecision&) = delete;

 private:
  Model& model_;
  bool on_;
};

/// A feature and that of the second picture, both of length 1, and the length of the first.
struct Compared {
  at::Tensor own, other;  // [hidden]
  double length;
};

Compared compared(const at::Tensor& feature, const at::Tensor& like) {
  const at::Tensor own = feature.detach(), other = like.to(own.scalar_type());
  const auto length = own.norm().item<double>();
  return {own / length, other / other.norm(), length};
}

/// 1 at the target's score, 0 elsewhere: where both gradients and relevance start.
at::Tensor one_hot(const at::Tensor& scores, const Target& target) {
  at::Tensor start = at::zeros_like(scores, at::MemoryFormat::Contiguous);
  at::Tensor score = start;
  if (target.query) score = score.select(0, *target.query);
  score.select(0, target.text ? *target.text : target.class_index.value()).fill_(1);
  return start;
}

/// Where the gradients of TARGET start, of the shape of SCORES; LIKE is the second picture's feature. The cosine of two
/// features f and g changes with f by (g/|g| − cos · f/|f|)/|f|.
at::Tensor gradient_start(const at::Tensor& scores, const at::Tensor& like, const Target& target) {
  if (!target.like) return one_hot(scores, target);
  const Compared features = compared(scores, like);
  return (features.other - (features.own * features.other).sum() * features.own) / features.length;
}

/// Where its relevance starts: each component has its term of the cosine's sum.
at::Tensor relevance_start(const ForwardPass& pass, const Target& target) {
  if (!target.like) return one_hot(pass.scores, target);
  const Compared features = compared(pass.scores, pass.like);
  return features.own * features.other;
}

/// While it lives, a backward that reaches one of TENSORS after STOP was asked for throws Cancelled.
class StopBackward {
 public:
  StopBackward(const std::vector<at::Tensor>& tensors, const std::stop_token& stop) : tensors_(tensors) {
    if (!stop.stop_possible()) return;
    for (const at::Tensor& tensor : tensors_) {
      hooks_.push_back(tensor.register_hook([stop](const at::Tensor&) -> void {
        if (stop.stop_requested()) throw Cancelled();
      }));
    }
  }
  ~StopBackward() {
    for (std::size_t i = 0; i < hooks_.size(); ++i) tensors_[i].remove_hook(hooks_[i]);
  }
  StopBackward(const StopBackward&) = delete;
  StopBackward& operator=(const StopBackward&) = delete;

 private:
  std::vector<at::Tensor> tensors_;
  std::vector<unsigned> hooks_;
};

/// d (score of START) / d each of INPUTS; undefined where it does not depend on it. The graph stays.
std::vector<at::Tensor> derivatives(const at::Tensor& scores, const std::vector<at::Tensor>& inputs,
                                    const at::Tensor& start, const std::stop_token& stop) {
  const StopBackward stopping(inputs, stop);
  return torch::autograd::grad({scores}, inputs, {start}, /*retain_graph=*/true, /*create_graph=*/false,
                               /*allow_unused=*/true);
}

/// The sample that TARGET is about, of a tensor [batch, ...]: CLIP's text tower runs all texts as one batch.
at::Tensor sample(const at::Tensor& batch, const Target& target) {
  return batch.select(0, batch.size(0) > 1 && target.text ? *target.text : 0);
}

/// Detached float32, zeros like LIKE where there is none.
std::vector<at::Tensor> samples(const std::vector<at::Tensor>& found, const std::vector<at::Tensor>& like,
                                const Target& target) {
  std::vector<at::Tensor> result;
  for (std::size_t index = 0; index < like.size(); ++index) {
    const at::Tensor one = sample(like[index], target);
    result.push_back(found[index].defined() ? sample(found[index], target).detach().to(at::kFloat)
                                            : at::zeros(one.sizes(), at::kFloat));
  }
  return result;
}

std::vector<at::Tensor> map_weights(const AttentionTrace& trace) {
  std::vector<at::Tensor> weights;
  for (const AttentionMap& map : trace.maps) weights.push_back(map.weights);
  return weights;
}

nn::RuleSet rules_of(const MethodNeeds& needs, const MethodConventions& conventions) {
  const bool original = needs.rules == RuleChoice::original ||
                        (needs.rules == RuleChoice::as_published && conventions.original_rules_for_lrp);
  return original ? nn::RuleSet::original : nn::RuleSet::standard;
}

}  // namespace

nn::ForwardContext pass_for(const MethodNeeds& needs, const MethodConventions& conventions, bool double_precision) {
  nn::ForwardContext context;
  context.mode = nn::GraphMode::gradient;
  if ((needs.relevances || needs.input_relevances) && !double_precision) {
    context.mode = nn::GraphMode::relevance;
    context.rules = rules_of(needs, conventions);
    context.relevance_to_inputs = needs.input_relevances;
  }
  return context;
}

void EvidenceSource::start_target(const Target& target) {
  if (target_ == target) return;
  target_ = target;
  gradients_.clear();
  layer_gradients_.clear();
  relevances_.clear();
}

const std::vector<at::Tensor>& EvidenceSource::gradients(bool in_double, const Progress& progress) {
  std::vector<at::Tensor>& found = gradients_[in_double];
  if (!found.empty()) return found;
  const DoublePrecision precision(model_, in_double);
  ForwardPass& run = in_double ? relevance_pass({.in_double = true}, progress) : pass_;
  run.choose_backward(nn::Backward::gradient);
  const std::vector<at::Tensor> weights = map_weights(run.trace);
  const at::Tensor start = gradient_start(run.scores, run.like, *target_);
  found = samples(derivatives(run.scores, weights, start, progress.stop()), weights, *target_);
  return found;
}

ForwardPass& EvidenceSource::relevance_pass(const PassKind& kind, const Progress& progress) {
  if (ForwardPass* kept = passes_.find(kind)) return *kept;
  progress.report(0, "relevance pass");
  nn::ForwardContext context;
  context.mode = nn::GraphMode::relevance;
  context.rules = kind.rules;
  context.relevance_to_inputs = kind.to_inputs;
  context.stop = progress.stop();
  return passes_.keep(kind, [&] {
    ForwardPass pass = model_.forward(pass_.inputs, context);
    pass.like = pass_.like;
    return pass;
  });
}

const std::vector<at::Tensor>& EvidenceSource::layer_gradients(const Progress& progress) {
  if (!layer_gradients_.empty()) return layer_gradients_;
  const PassKind kind{.layer_scores = true};
  ForwardPass* found_pass = passes_.find(kind);
  if (found_pass == nullptr) {
    nn::ForwardContext context;
    context.mode = nn::GraphMode::gradient;
    context.layer_scores = true;
    context.stop = progress.stop();
    found_pass = &passes_.keep(kind, [&] { return model_.forward(pass_.inputs, context); });
  }
  const AttentionTrace& trace = found_pass->trace;
  if (trace.layer_scores.empty()) {
    throw Error("method", "this model gives no scores of single layers", "Choose another method.");
  }
  std::vector<at::Tensor> found(trace.maps.size());
  for (const LayerScore& layer : trace.layer_scores) {
    progress.check();
    for (std::size_t index = 0; index < found.size(); ++index) {
      const AttentionMap& map = trace.maps[index];
      if (map.stack != layer.stack || map.layer != layer.layer) continue;
      const at::Tensor gradient = derivatives(layer.scores, {map.weights},
                                              gradient_start(layer.scores, pass_.like, *target_), progress.stop())[0];
      if (gradient.defined()) found[index] = sample(gradient, *target_).detach();
    }
  }
  layer_gradients_ = std::move(found);
  return layer_gradients_;
}

const EvidenceSource::Relevances& EvidenceSource::relevances(const PassKind& kind, const Progress& progress) {
  const auto known =
      std::find_if(relevances_.begin(), relevances_.end(), [&](const auto& entry) { return entry.first.serves(kind); });
  if (known != relevances_.end()) return known->second;
  const DoublePrecision precision(model_, kind.in_double);  // for the backward as well: the graph holds the parameters
  const PassKind own{.rules = pass_.rules, .to_inputs = pass_.relevance_to_inputs};
  const bool serves = pass_.mode == nn::GraphMode::relevance && own.serves(kind);
  ForwardPass& run = serves ? pass_ : relevance_pass(kind, progress);
  progress.report(0.5, "relevance of the maps");
  run.choose_backward(nn::Backward::relevance);
  std::vector<at::Tensor> wanted = map_weights(run.trace);
  const std::vector<TraceInput> ends = kind.to_inputs ? run.trace.inputs : std::vector<TraceInput>();
  for (const TraceInput& input : ends) wanted.push_back(input.value);
  const std::vector<at::Tensor> found =
      samples(derivatives(run.scores, wanted, relevance_start(run, *target_), progress.stop()), wanted, *target_);
  Relevances result;
  const auto maps_end = found.begin() + static_cast<std::ptrdiff_t>(run.trace.maps.size());
  result.maps.assign(found.begin(), maps_end);
  for (std::size_t index = 0; index < ends.size(); ++index) {
    TraceInput input = ends[index];
    input.value = maps_end[static_cast<std::ptrdiff_t>(index)].unsqueeze(0);
    result.inputs.push_back(std::move(input));
  }
  return relevances_.emplace(kind, std::move(result)).first->second;
}

Evidence EvidenceSource::gather(const Target& target, const MethodNeeds& needs, bool double_precision,
                                const Progress& progress) {
  progress.check();
  start_target(target);
  Evidence evidence;
  evidence.domains = pass_.trace.domains;
  evidence.read_outs = read_outs(pass_, target);
  evidence.conventions = method_conventions(model_.description());
  for (const AttentionMap& map : pass_.trace.maps) {
    evidence.maps.push_back(map);
    evidence.maps.back().weights = sample(map.weights, target).detach().to(at::kFloat);
  }
  if (needs.gradients) {
    progress.report(0, "gradients of the attention");
    const bool in_double = double_precision && needs.sums_gradients;
    evidence.gradients = gradients(in_double, progress);
    if (in_double) {  // the products that are summed have two factors
      const AttentionTrace& trace = relevance_pass({.in_double = true}, progress).trace;
      for (std::size_t map = 0; map < evidence.maps.size(); ++map) {
        evidence.maps[map].weights = sample(trace.maps[map].weights, target).detach().to(at::kFloat);
      }
    }
  }
  if (needs.layer_gradients) evidence.layer_gradients = layer_gradients(progress);
  if (needs.relevances || needs.input_relevances) {
    evidence.rules = rules_of(needs, evidence.conventions);
    const Relevances& found =
        relevances({.rules = evidence.rules, .to_inputs = needs.input_relevances, .in_double = double_precision},
                   progress.part(needs.gradients ? 0.3 : 0, 1));
    evidence.relevances = found.maps;
    if (needs.input_relevances) evidence.input_relevances = found.inputs;
  }
  model_.weights_files().check();  // the backward passes read the weights again
  return evidence;
}

}  // namespace rex
