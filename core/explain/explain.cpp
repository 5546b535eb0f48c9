#include "core/explain/explain.h"

#include <ATen/ATen.h>

#include <utility>

#include "core/base/error.h"
#include "core/explain/predictions.h"
#include "core/explain/relevancy/finish.h"
#include "core/explain/relevancy/read_row.h"

namespace rex {
namespace {

at::Tensor kept(const at::Tensor& tensor) { return tensor.detach().to(at::kCPU, at::kFloat).contiguous(); }

std::vector<HeadMaps> head_maps(const Evidence& evidence) {
  std::vector<HeadMaps> all;
  for (std::size_t index = 0; index < evidence.maps.size(); ++index) {
    const AttentionMap& map = evidence.maps[index];
    HeadMaps heads;
    heads.stack = map.stack;
    heads.layer = map.layer;
    heads.query_domain = map.query_domain;
    heads.key_domain = map.key_domain;
    heads.attention = kept(map.weights);
    if (!evidence.gradients.empty()) {
      heads.gradient = kept(evidence.gradients[index]);
      heads.weighted = (heads.gradient * heads.attention).clamp_min(0);
    }
    if (!evidence.relevances.empty()) heads.relevance = kept(evidence.relevances[index]);
    all.push_back(std::move(heads));
  }
  return all;
}

bool is_zero(const at::Tensor& tensor) { return !tensor.defined() || !tensor.any().item<bool>(); }

}  // namespace

bool prefers_double_precision(const ModelDescription& model) {
  constexpr std::int64_t small_model = 20'000'000;
  return model.parameters <= small_model;
}

Explanation explain(EvidenceSource& source, const Target& target, const ExplanationMethod& method,
                    const ExplainOptions& options, const Progress& progress) {
  const ForwardPass& pass = source.pass();
  const ModelDescription& description = source.model().description();
  if (const auto reason = method.fits(description)) throw Error("method", *reason, "Choose another method.");
  Explanation result;
  result.model = description.name;
  result.model_hash = description.weights_hash;
  result.version = REX_VERSION;
  result.method = method.name();
  result.options = options;
  result.target = resolve(pass, description, target);
  const TargetScore score = score_of(pass, description, result.target);
  result.score = score.logit;
  result.probability = score.probability;
  result.target_label = target_label(description, result.target);

  MethodNeeds needs = method.needs();
  needs.gradients = needs.gradients || options.head_maps;
  const Evidence evidence = source.gather(result.target, needs, options.double_precision, progress.part(0, 0.9));
  progress.report(0.9, method.name());
  const Explanation before = result;
  method.fold(evidence, options, result);
  if (!fits_float(result)) {
    result = before;
    method.fold(in_double(evidence), options, result);
  }
  finish(result);
  result.rules = evidence.rules;
  result.domains = evidence.domains;
  result.read_outs = options.read_outs.empty() ? evidence.read_outs : options.read_outs;
  if (options.head_maps) result.head_maps = head_maps(evidence);
  if (is_zero(result.relevancies.image) && is_zero(result.relevancies.text)) {
    add_note(result, "The relevance is zero everywhere: no attention speaks for this score.");
  }
  progress.report(1, method.name());
  return result;
}

Explanation explain(Model& model, ForwardPass& pass, const Target& target, const ExplanationMethod& method,
                    const ExplainOptions& options, const Progress& progress) {
  EvidenceSource source(model, pass);
  return explain(source, target, method, options, progress);
}

}  // namespace rex
