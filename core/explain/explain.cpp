#include "core/explain/explain.h"

#include <ATen/ATen.h>

#include <cstdio>
#include <optional>
#include <utility>

#include "core/base/error.h"
#include "core/explain/predictions.h"
#include "core/explain/relevancy/finish.h"
#include "core/explain/relevancy/read_row.h"
#include "core/models/arithmetic.h"

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

std::string percent(double share) {
  char text[32];
  std::snprintf(text, sizeof text, share > 0 && share < 0.01 ? "%.1g %%" : "%.0f %%", 100 * share);
  return text;
}

/// What no map shows: the relevance of class and register tokens. Of what attention added, where that can be told: the
/// identity that a method starts from says nothing.
std::string special_note(const SpecialShare& share) {
  return percent(share.without_identity.value_or(share.whole)) +
         " of the relevance stands on tokens that are no part of the picture.";
}

/// How much of a text's relevance stands on what pads it, where a model reads padding as any other token (SigLIP).
std::optional<std::string> padding_note(const Evidence& evidence, const at::Tensor& text) {
  for (const ReadOut& read_out : evidence.read_outs) {
    if (read_out.words_from != 0 || read_out.words_to == 0 || !text.defined()) continue;
    if (read_out.words_to >= text.numel() || text.min().item<double>() < 0) continue;
    const double whole = text.sum().item<double>(), padding = text.slice(0, read_out.words_to).sum().item<double>();
    if (whole > 0 && padding > 0)
      return percent(padding / whole) + " of the text's relevance stands on the padding behind it.";
  }
  return std::nullopt;
}

/// FIRST -= SECOND, where both are defined.
void take_off(at::Tensor& first, const at::Tensor& second) {
  if (first.defined() && second.defined()) first = first - second;
}

void take_off(Relevancies& first, const Relevancies& second) {
  for (at::Tensor Relevancies::*part :
       {&Relevancies::image, &Relevancies::text, &Relevancies::queries, &Relevancies::special,
        &Relevancies::text_class_row, &Relevancies::class_row, &Relevancies::patch_rows_mean}) {
    take_off(first.*part, second.*part);
  }
}

/// What METHOD makes of EVIDENCE, with what speaks against the score where OPTIONS ask for it.
void fold(const ExplanationMethod& method, const Evidence& evidence, const ExplainOptions& options,
          Explanation& result) {
  if (!options.negative_evidence) return method.fold(evidence, options, result);
  Evidence against = evidence;
  Explanation opposite = result;
  method.fold(evidence, options, result);
  for (std::vector<at::Tensor>* gradients : {&against.gradients, &against.layer_gradients}) {
    for (at::Tensor& gradient : *gradients) {
      if (gradient.defined()) gradient = -gradient;
    }
  }
  method.fold(against, options, opposite);
  take_off(result.relevancies, opposite.relevancies);
  for (std::size_t step = 0; step < result.steps.size(); ++step) {
    take_off(result.steps[step].relevancies, opposite.steps[step].relevancies);
  }
  for (auto& [key, matrix] : result.matrices) take_off(matrix, opposite.matrices.at(key));
  result.special_share.reset();  // of a row with negative terms there is none
  add_note(result, "Negative evidence is shown too; the papers clamp it to 0.");
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
  if (options.negative_evidence && !method.clamps()) {
    throw Error("negative evidence", method.title() + " clamps none away",
                "Leave it out, or choose a method of gradients times attention: generic, transformer_attribution, "
                "attention_gradient, legrad, gradcam.");
  }
  Explanation result;
  result.model = description.name;
  result.model_hash = description.weights_hash;
  result.version = REX_VERSION;
  result.method = method.name();
  result.options = options;
  if (arithmetic_of(source.model()) == nn::Arithmetic::bfloat16) {
    result.options.double_precision = false;  // the weights are rounded: double would only seem exact
    add_note(result, "Products of layers in bfloat16.");
  }
  result.target = resolve(pass, description, target);
  const TargetScore score = score_of(pass, description, result.target);
  result.score = score.logit;
  result.probability = score.probability;
  result.target_label = target_label(description, result.target);

  MethodNeeds needs = method.needs();
  needs.gradients = needs.gradients || options.head_maps;
  const Evidence evidence = source.gather(result.target, needs, result.options.double_precision, progress.part(0, 0.9));
  progress.report(0.9, method.name());
  const Explanation before = result;
  fold(method, evidence, options, result);
  if (!fits_float(result)) {
    result = before;
    fold(method, in_double(evidence), options, result);
  }
  finish(result);
  result.rules = evidence.rules;
  result.domains = evidence.domains;
  result.read_outs = options.read_outs.empty() ? evidence.read_outs : options.read_outs;
  if (options.head_maps) result.head_maps = head_maps(evidence);
  if (result.special_share) add_note(result, special_note(*result.special_share));
  if (const auto note = padding_note(evidence, result.relevancies.text)) add_note(result, *note);
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
