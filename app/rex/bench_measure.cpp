#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <malloc.h>
#include <torch/csrc/autograd/autograd.h>

#include <algorithm>
#include <ctime>
#include <fstream>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/rex/bench_settings.h"
#include "app/rex/processor_clock.h"
#include "core/explain/explain.h"
#include "core/explain/method.h"
#include "core/explain/predictions.h"
#include "core/explain/relevancy/aggregate.h"
#include "core/models/arithmetic.h"
#include "core/models/families/family.h"
#include "core/models/open/open_model.h"

namespace rex::command {
namespace {

double status_megabytes(const std::string& field) {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.rfind(field + ":", 0) == 0) return std::stod(line.substr(line.find(':') + 1)) / 1024;
  }
  return 0;
}

/// From now on the process's peak memory (VmHWM) counts anew; proc(5).
void forget_peak() { std::ofstream("/proc/self/clear_refs") << "5"; }

/// What the phases of an explanation took: the least processor time of several, the highest peak of the process.
class Phases {
 public:
  /// Runs WORK and books it under NAME.
  template <class Work>
  auto operator()(const std::string& name, const Work& work) {
    forget_peak();
    const double start = processor_seconds();
    auto result = work();
    book(name, processor_seconds() - start, status_megabytes("VmHWM"));
    return result;
  }

  void book(const std::string& name, double seconds, double megabytes) {
    const auto [found, is_new] = phases_.try_emplace(name, Phase{seconds, megabytes});
    found->second.seconds = std::min(found->second.seconds, seconds);
    found->second.megabytes = std::max(found->second.megabytes, megabytes);
    seconds_ += seconds;
    megabytes_ = std::max(megabytes_, megabytes);
  }

  bool has(const std::string& name) const { return phases_.count(name) > 0; }

  /// What is booked from here on is summed up.
  void start_sum() { seconds_ = megabytes_ = 0; }

  /// Books the sum as a phase NAME of its own.
  void book_sum(const std::string& name) { book(name, seconds_, megabytes_); }

  nlohmann::json json() const {
    nlohmann::json all;
    for (const auto& [name, phase] : phases_) {
      all[name] = {{"seconds", phase.seconds}, {"megabytes", phase.megabytes}};
    }
    return all;
  }

 private:
  struct Phase {
    double seconds = 0;
    double megabytes = 0;
  };
  std::map<std::string, Phase> phases_;
  double seconds_ = 0;
  double megabytes_ = 0;
};

at::Tensor score_of_target(const ForwardPass& pass, const Target& target) {
  at::Tensor score = pass.scores;
  if (target.query) score = score[*target.query];
  return score[target.text ? *target.text : *target.class_index];
}

Target another(const Target& target) {
  Target next = target;
  std::optional<std::int64_t>& field = next.query ? next.query : next.text ? next.text : next.class_index;
  field = *field == 0 ? 1 : 0;
  return next;
}

/// INPUTS with their captions in rows of LENGTH tokens, the last one repeated, as public code pads CLIP's.
ModelInputs in_full_rows(ModelInputs inputs, std::int64_t length) {
  at::Tensor& ids = inputs.at("input_ids");
  if (ids.size(1) < length)
    ids = at::cat({ids, ids.narrow(1, ids.size(1) - 1, 1).expand({-1, length - ids.size(1)})}, 1);
  return inputs;
}

/// Our way: a graph from the first attention map on, one backward for all maps, one row of the relevancies; the next
/// target starts from the kept graph. SKIP_ZERO_ROWS as ForwardContext has it.
void measure_ours(const BenchSettings& settings, Model& model, const ModelInputs& inputs, bool skip_zero_rows,
                  Phases& phases) {
  const ExplanationMethod& method = explanation_method(settings.method);
  const MethodNeeds needs = method.needs();
  ExplainOptions options;
  options.double_precision = settings.double_precision;
  phases.start_sum();
  ForwardPass pass = phases("forward", [&] {
    nn::ForwardContext context = pass_for(needs, method_conventions(model.description()), settings.double_precision);
    context.skip_zero_rows = skip_zero_rows;
    return model.forward(inputs, context);
  });
  EvidenceSource source(model, pass);
  const Target first = resolve(pass, model.description(), {});
  const auto explain = [&](const Target& target) {
    MethodNeeds gradients;
    gradients.gradients = needs.gradients;
    if (needs.gradients) phases("backward", [&] { return source.gather(target, gradients); });
    const std::string last = needs.relevances || needs.input_relevances ? "relevance pass" : "backward";
    const bool gathered = last == "backward" && needs.gradients;
    const Evidence evidence =
        gathered ? source.gather(target, needs)
                 : phases(last, [&] { return source.gather(target, needs, options.double_precision); });
    phases("relevance", [&] {
      Explanation result;
      method.fold(evidence, options, result);
      return result;
    });
  };
  explain(first);
  phases.book_sum("first explanation");
  phases.start_sum();
  explain(another(first));
  phases.book_sum("next target");
}

/// The plain way, as the public code does it: gradients for all parameters and the backbone, for CLIP one backward for
/// each map, E_h((∇A ⊙ A)⁺) by whole tensors, matrices multiplied out, and the model run anew for each target. Beside
/// that, "one backward a map" is what CLIP's notebook would cost on the other families.
void measure_plain(const BenchSettings& settings, Model& model, const ModelInputs& inputs, Phases& phases) {
  const ExplanationMethod& method = explanation_method(settings.method);
  std::vector<at::Tensor> trained;
  for (const auto& [name, value] : model.parameters()) {
    if (name.find("running_") != std::string::npos) continue;
    trained.push_back(value);
    trained.back().requires_grad_(true);
  }
  ExplainOptions options;
  options.whole_matrices = true;
  const auto explain = [&](const Target& wanted) {
    ForwardPass pass = phases("forward", [&] { return model.forward(inputs); });
    const Target target = resolve(pass, model.description(), wanted);
    EvidenceSource source(model, pass);
    const Evidence evidence = phases("backward", [&] {
      Evidence found = source.gather(target, {});
      const at::Tensor score = score_of_target(pass, target);
      std::vector<at::Tensor> maps, gradients;
      for (const AttentionMap& map : pass.trace.maps) maps.push_back(map.weights);
      if (model.description().reads_several_texts()) {
        for (const at::Tensor& map : maps) {
          gradients.push_back(torch::autograd::grad({score}, {map}, {}, true, false, true)[0]);
        }
      } else {
        std::vector<at::Tensor> all = maps;
        all.insert(all.end(), trained.begin(), trained.end());
        gradients = torch::autograd::grad({score}, all, {}, true, false, true);
      }
      for (std::size_t index = 0; index < maps.size(); ++index) {
        const at::Tensor gradient = gradients[index].defined() ? gradients[index] : at::zeros_like(maps[index]);
        found.gradients.push_back(gradient.select(0, gradient.size(0) > 1 && target.text ? *target.text : 0));
      }
      return found;
    });
    phases("relevance", [&] {
      Explanation result;
      if (method.name() == "generic") {
        const AveragedMap average = [&](std::size_t map) {
          return (evidence.gradients[map] * evidence.maps[map].weights).clamp_min(0).mean(0);
        };
        aggregate(evidence, options, {}, average, result);
      } else {
        method.fold(evidence, options, result);
      }
      return result;
    });
    return target;
  };
  phases.start_sum();
  const Target first = explain({});
  phases.book_sum("first explanation");
  phases.start_sum();
  explain(another(first));
  phases.book_sum("next target");
  // Once: of a large model it takes longer than all the rest.
  if (model.description().reads_several_texts() || phases.has("one backward a map")) return;
  const ForwardPass pass = model.forward(inputs);
  phases("one backward a map", [&] {
    const at::Tensor score = score_of_target(pass, first);
    for (const AttentionMap& map : pass.trace.maps) {
      torch::autograd::grad({score}, {map.weights}, {}, true, false, true);
    }
    return torch::autograd::grad({score}, trained, {}, true, false, true);
  });
}

}  // namespace

nlohmann::json bench_measure(const BenchSettings& settings) {
  at::set_num_threads(settings.threads);
  const nlohmann::json config = bench_config(settings);
  ParameterSource parameters = ParameterSource::random(1);
  const std::unique_ptr<Model> model = build_model(config, parameters);
  use_arithmetic(*model, settings.arithmetic);
  ModelInputs inputs = bench_inputs(config, settings);
  const bool ours = settings.way == "ours";
  if (!ours && model->description().reads_several_texts()) {
    inputs = in_full_rows(std::move(inputs), model->description().longest_text);
  }
  malloc_trim(0);  // what making random weights took is no part of explaining
  const double before = status_megabytes("VmRSS");
  Phases phases;
  for (int repeat = 0; repeat < settings.repeats; ++repeat) {
    if (settings.way == "plain") {
      measure_plain(settings, *model, inputs, phases);
    } else {
      measure_ours(settings, *model, inputs, ours, phases);
    }
  }
  nlohmann::json result = phases.json();
  result["model"] = {{"seconds", 0}, {"megabytes", before}};
  return result;
}

}  // namespace rex::command
