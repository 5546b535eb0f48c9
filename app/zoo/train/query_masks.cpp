#include "app/zoo/train/query_masks.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/autograd.h>

#include <cstdint>
#include <vector>

namespace rex::zoo {
namespace {

constexpr double least_share = 1e-6;  // of a cell, so that its logarithm is finite
constexpr double least_sum = 1e-12;   // of a row, which may be empty

at::Tensor shares(const at::Tensor& rows) { return rows / rows.sum(-1, true).clamp_min(least_sum); }

/// The mean divergence of MAPS from OBJECTS, both [maps, cells] with rows that sum to 1.
at::Tensor divergence(const at::Tensor& maps, const at::Tensor& objects) {
  return (objects * (objects.clamp_min(least_share).log() - maps.clamp_min(least_share).log())).sum(1).mean();
}

/// Positions in MATCHES, one of each scene, chosen by chance.
at::Tensor one_a_scene(const ObjectMatches& matches, std::int64_t queries, std::int64_t scenes) {
  std::vector<std::int64_t> chosen;
  std::vector<bool> taken(static_cast<std::size_t>(scenes), false);
  const at::Tensor order = at::randperm(matches.queries.size(0), at::kLong);
  for (std::int64_t i = 0; i < order.size(0); ++i) {
    const std::int64_t match = order[i].item<std::int64_t>();
    const auto scene = static_cast<std::size_t>(matches.queries[match].item<std::int64_t>() / queries);
    if (!taken[scene]) chosen.push_back(match);
    taken[scene] = true;
  }
  return at::tensor(chosen, at::kLong);
}

/// R^{qi} of all queries [scenes, queries, cells] for the sum of SCORES, in the graph. Eq. 5 to 9 for a batch, with
/// R^{ii} = I.
at::Tensor decoder_relevancy(const at::Tensor& scores, const AttentionTrace& trace) {
  std::vector<at::Tensor> maps;
  for (const AttentionMap& map : trace.maps) maps.push_back(map.weights);
  const std::vector<at::Tensor> gradients = torch::autograd::grad({scores.sum()}, maps, {}, true, true, true);
  at::Tensor self, across;  // R^{qq} - I and R^{qi}; undefined: 0
  for (std::size_t i = 0; i < maps.size(); ++i) {
    if (!gradients[i].defined()) continue;
    const at::Tensor mean = (maps[i] * gradients[i]).clamp_min(0).mean(1);
    if (trace.maps[i].is_self_attention()) {
      self = self.defined() ? self + at::matmul(mean, self) + mean : mean;
      if (across.defined()) across = across + at::matmul(mean, across);
    } else {
      const at::Tensor gathered = self.defined() ? mean + at::matmul(shares(self).transpose(1, 2), mean) : mean;
      across = across.defined() ? across + gathered : gathered;
    }
  }
  return across;
}

}  // namespace

QueryMaskLoss query_mask_loss(const DetrOutputs& outputs, const AttentionTrace& trace, const ObjectMatches& matches,
                              const at::Tensor& classes, const at::Tensor& cells) {
  const at::Tensor logits = outputs.logits[-1];
  QueryMaskLoss loss{at::zeros({}), at::zeros({})};
  if (matches.queries.numel() == 0) return loss;
  const at::Tensor objects = shares(cells.to(at::kFloat).flatten(0, 1).index_select(0, matches.objects));
  for (const AttentionMap& map : trace.maps) {
    if (map.is_self_attention() || map.layer == 0) continue;
    const at::Tensor rows = map.weights.mean(1).flatten(0, 1).index_select(0, matches.queries);
    loss.attention = loss.attention + divergence(rows, objects);
  }
  // The gradients of a sum over scenes are those of each; over several queries of one scene they would mix.
  const at::Tensor chosen = one_a_scene(matches, logits.size(1), logits.size(0));
  const at::Tensor queries = matches.queries.index_select(0, chosen);
  const at::Tensor kinds = classes.flatten().index_select(0, matches.objects.index_select(0, chosen));
  const at::Tensor scores = logits.flatten(0, 1).index_select(0, queries).gather(1, kinds.unsqueeze(1));
  const at::Tensor relevancies = decoder_relevancy(scores, trace).flatten(0, 1).index_select(0, queries);
  loss.relevancy = divergence(shares(relevancies), objects.index_select(0, chosen));
  return loss;
}

}  // namespace rex::zoo
