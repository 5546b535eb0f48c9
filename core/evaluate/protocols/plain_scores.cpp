#include "core/evaluate/protocols/plain_scores.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include <algorithm>
#include <cstring>
#include <map>
#include <string>

#include "core/base/error.h"
#include "core/base/fault.h"
#include "core/explain/predictions.h"

namespace rex::evaluate {
namespace {

/// A batch holds about so many numbers of input: 14 pictures of 224 × 224, 28 pictures of 36 regions.
constexpr std::int64_t most_numbers = std::int64_t{1} << 21;
constexpr std::int64_t most_inputs = 64;

std::int64_t batch_size(const ModelInputs& inputs) {
  std::int64_t numbers = 1;
  for (const auto& [name, value] : inputs) numbers += value.numel();
  return std::clamp<std::int64_t>(most_numbers / numbers, 1, most_inputs);
}

/// Names, types and shapes.
std::string shapes_of(const ModelInputs& inputs) {
  std::string key;
  for (const auto& [name, value] : inputs) {
    key += name + ":" + std::to_string(static_cast<int>(value.scalar_type()));
    for (const std::int64_t size : value.sizes()) key += "," + std::to_string(size);
    key += ";";
  }
  return key;
}

bool is_of_text(const std::string& name) {
  return name == "input_ids" || name == "attention_mask" || name == "token_type_ids";
}

/// Whether A and B hold the same tensors among those that MINE chooses.
template <class Mine>
bool share(const ModelInputs& a, const ModelInputs& b, const Mine& mine) {
  return std::all_of(a.begin(), a.end(), [&](const auto& entry) {
    const auto other = b.find(entry.first);
    return !mine(entry.first) || (other != b.end() && other->second.is_same(entry.second));
  });
}

at::Tensor finite(const at::Tensor& scores) {
  if (at::isfinite(scores).all().item<bool>()) return scores;
  throw Error("scores", "the model's answer holds NaN or infinite numbers",
              "Check the weights and the sample's picture or region features.");
}

}  // namespace

std::vector<at::Tensor> PlainScores::batch(const std::vector<const ModelInputs*>& inputs, at::Tensor& texts) const {
  const at::NoGradGuard no_graph;
  ModelInputs stacked;
  const bool shares_texts = model_.description().reads_several_texts();
  for (const auto& [name, first] : *inputs.front()) {
    if (shares_texts && is_of_text(name)) {
      stacked[name] = first;
      continue;
    }
    std::vector<at::Tensor> all;
    for (const ModelInputs* one : inputs) all.push_back(one->at(name));
    stacked[name] = all.size() == 1 ? first : at::cat(all, 0);
  }
  nn::ForwardContext context = context_;
  context.encoded_texts = texts;
  const ForwardPass pass = model_.forward(stacked, context, false);
  if (const auto encoded = pass.outputs.find("text_embeds"); encoded != pass.outputs.end()) texts = encoded->second;
  const at::Tensor scores = finite(pass.scores.detach().to(at::kFloat)).contiguous();
  if (inputs.size() == 1) return {scores};
  require(scores.size(0) == static_cast<std::int64_t>(inputs.size()), "a batch has a row of scores for each input");
  return scores.unbind(0);
}

std::vector<at::Tensor> PlainScores::texts_of_one_picture(const std::vector<const ModelInputs*>& inputs) const {
  const at::NoGradGuard no_graph;
  std::vector<std::string> names;
  for (const auto& [name, value] : *inputs.front()) {
    if (is_of_text(name)) names.push_back(name);
  }
  std::map<std::string, std::int64_t> rows;  // by their bytes: equal texts are encoded once
  std::map<std::string, std::vector<at::Tensor>> unique;
  std::vector<std::vector<std::int64_t>> places;  // of each input's texts
  for (const ModelInputs* one : inputs) {
    places.emplace_back();
    const std::int64_t texts = one->at("input_ids").size(0);
    for (std::int64_t text = 0; text < texts; ++text) {
      std::string key;
      for (const std::string& name : names) {
        const at::Tensor row = one->at(name)[text].contiguous();
        key.append(static_cast<const char*>(row.data_ptr()), static_cast<std::size_t>(row.nbytes()));
      }
      const auto [found, is_new] = rows.emplace(key, static_cast<std::int64_t>(rows.size()));
      places.back().push_back(found->second);
      if (!is_new) continue;
      for (const std::string& name : names) unique[name].push_back(one->at(name)[text]);
    }
  }
  ModelInputs stacked = *inputs.front();
  for (const std::string& name : names) stacked[name] = at::stack(unique[name]);
  const at::Tensor scores = finite(model_.forward(stacked, context_, false).scores.detach().to(at::kFloat));
  std::vector<at::Tensor> result;
  for (const std::vector<std::int64_t>& own : places) {
    result.push_back(scores.index_select(0, at::tensor(own, at::kLong)));
  }
  return result;
}

std::vector<at::Tensor> PlainScores::of(const std::vector<ModelInputs>& inputs) const {
  std::vector<at::Tensor> result(inputs.size());
  std::map<std::string, std::vector<std::size_t>> groups;
  for (std::size_t i = 0; i < inputs.size(); ++i) groups[shapes_of(inputs[i])].push_back(i);
  const bool several = model_.description().reads_several_texts();
  for (const auto& [shapes, members] : groups) {
    const auto most = static_cast<std::size_t>(batch_size(inputs[members.front()]));
    std::size_t begin = 0;
    at::Tensor texts;
    while (begin < members.size()) {
      const ModelInputs& first = inputs[members[begin]];
      if (begin == 0 || !share(first, inputs[members[begin - 1]], is_of_text)) texts = at::Tensor();
      std::vector<const ModelInputs*> together{&first};
      const bool same_picture = several && begin + 1 < members.size() &&
                                share(first, inputs[members[begin + 1]], [](auto& name) { return !is_of_text(name); });
      for (std::size_t next = begin + 1; next < members.size() && together.size() < most; ++next) {
        const ModelInputs& other = inputs[members[next]];
        const bool fits = !several || share(first, other, [&](auto& name) { return is_of_text(name) != same_picture; });
        if (!fits) break;
        together.push_back(&other);
      }
      const std::vector<at::Tensor> scores = same_picture ? texts_of_one_picture(together) : batch(together, texts);
      for (std::size_t i = 0; i < together.size(); ++i) result[members[begin + i]] = scores[i];
      begin += together.size();
    }
  }
  return result;
}

std::vector<at::Tensor> PlainScores::one_by_one(const std::vector<ModelInputs>& inputs) const {
  std::vector<at::Tensor> result;
  for (const ModelInputs& one : inputs) {
    at::Tensor texts;
    result.push_back(batch({&one}, texts).front());
  }
  return result;
}

at::Tensor alternatives(const at::Tensor& scores, const Target& target) {
  return target.query ? scores[*target.query] : scores;
}

std::int64_t index_of(const Target& target) { return target.text ? *target.text : target.class_index.value(); }

double probability_of(const at::Tensor& scores, const Target& target, ProbabilityRule rule) {
  const at::Tensor chances = probabilities(alternatives(scores, target).to(at::kDouble), rule);
  if (chances.defined()) return chances[index_of(target)].item<double>();
  throw Error("probability", "the model's scores have none: they are a regression's, a ranking's or a feature's",
              "Choose a model that tells classes, answers or texts apart.");
}

double logit_of(const at::Tensor& scores, const Target& target) {
  return alternatives(scores, target)[index_of(target)].item<double>();
}

std::int64_t best_of(const at::Tensor& scores, const Target& target) {
  const at::Tensor values = alternatives(scores, target).contiguous();
  const float* const first = values.data_ptr<float>();
  return std::max_element(first, first + values.numel()) - first;
}

}  // namespace rex::evaluate
