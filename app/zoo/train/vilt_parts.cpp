#include "app/zoo/train/vilt_parts.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace rex::zoo {
namespace {

constexpr double layer_epsilon = 1e-5;  // as the task's config has it
const std::string embeddings = "vilt.embeddings.";
const std::string text_embeddings = embeddings + "text_embeddings.";

/// What is added to scores of keys: KEPT [batch, keys] bool.
at::Tensor key_mask(const at::Tensor& kept) {
  return at::zeros(kept.sizes())
      .masked_fill_(kept.logical_not(), std::numeric_limits<float>::lowest())
      .unsqueeze(1)
      .unsqueeze(2);
}

}  // namespace

at::Tensor ViltParts::linear(const at::Tensor& x, const std::string& name) const {
  return at::linear(x, of(name + ".weight"), of(name + ".bias"));
}

at::Tensor ViltParts::norm(const at::Tensor& x, const std::string& name) const {
  return at::layer_norm(x, {x.size(-1)}, of(name + ".weight"), of(name + ".bias"), layer_epsilon);
}

at::Tensor ViltParts::layer(const at::Tensor& x, int layer, const at::Tensor& mask, std::int64_t read) const {
  const std::string name = "vilt.encoder.layer." + std::to_string(layer) + ".";
  const std::int64_t batch = x.size(0), hidden = x.size(2), width = hidden / heads_;
  const auto heads = [&](const at::Tensor& value) {
    return value.view({batch, value.size(1), heads_, width}).transpose(1, 2);
  };
  const at::Tensor normal = norm(x, name + "layernorm_before");
  const at::Tensor query = heads(linear(normal.slice(1, 0, read), name + "attention.attention.query"));
  const at::Tensor key = heads(linear(normal, name + "attention.attention.key"));
  const at::Tensor value = heads(linear(normal, name + "attention.attention.value"));
  at::Tensor scores = at::matmul(query, key.transpose(2, 3)) / std::sqrt(static_cast<double>(width));
  if (mask.defined()) scores = scores + mask;
  const at::Tensor attended = at::matmul(scores.softmax(-1), value).transpose(1, 2).reshape({batch, -1, hidden});
  const at::Tensor y = x.slice(1, 0, read) + linear(attended, name + "attention.output.dense");
  return y + linear(at::gelu(linear(norm(y, name + "layernorm_after"), name + "intermediate.dense")),
                    name + "output.dense");
}

at::Tensor ViltParts::words(const at::Tensor& ids) const {
  const at::Tensor sum = at::embedding(of(text_embeddings + "word_embeddings.weight"), ids) +
                         of(text_embeddings + "token_type_embeddings.weight")[0] +
                         of(text_embeddings + "position_embeddings.weight").slice(0, 0, ids.size(1));
  return norm(sum, text_embeddings + "LayerNorm") + of(embeddings + "token_type_embeddings.weight")[0];
}

at::Tensor ViltParts::patches(const at::Tensor& pixels) const {
  const at::Tensor& kernel = of(embeddings + "patch_embeddings.projection.weight");
  const std::int64_t batch = pixels.size(0), hidden = kernel.size(0), side = kernel.size(2);
  const at::Tensor cells =
      at::conv2d(pixels, kernel, of(embeddings + "patch_embeddings.projection.bias"), {side, side});
  const at::Tensor& positions = of(embeddings + "position_embeddings");
  const auto grid = static_cast<std::int64_t>(std::sqrt(static_cast<double>(positions.size(1) - 1)));
  const at::Tensor table = positions.slice(1, 1).view({1, grid, grid, hidden}).permute({0, 3, 1, 2});
  const at::Tensor places = at::upsample_bilinear2d(table, {cells.size(2), cells.size(3)}, /*align_corners=*/true);
  const at::Tensor own = (of(embeddings + "cls_token") + positions.slice(1, 0, 1)).expand({batch, 1, hidden});
  at::Tensor x = at::cat({own, (cells + places).flatten(2).transpose(1, 2)}, 1) +
                 of(embeddings + "token_type_embeddings.weight")[1];
  for (int index = 0; index < first_; ++index) x = layer(x, index, {}, x.size(1));
  return x;
}

ViltParts::Answered ViltParts::answer(const at::Tensor& ids, const at::Tensor& real, const at::Tensor& patches,
                                      int still) const {
  const at::Tensor kept = real.ne(0), all = at::ones({patches.size(0), patches.size(1)}, at::kBool);
  const at::Tensor alone = key_mask(kept), mask = key_mask(at::cat({kept, all}, 1));
  at::Tensor x = [&] {
    const at::AutoGradMode learning(at::GradMode::is_enabled() && still == 0);
    at::Tensor text = words(ids);
    for (int index = 0; index < first_; ++index) text = layer(text, index, alone, text.size(1));
    at::Tensor both = at::cat({text, patches}, 1);
    for (int index = first_; index < still; ++index) both = layer(both, index, mask, both.size(1));
    return both;
  }();
  for (int index = std::max(first_, still); index + 1 < layers_; ++index) x = layer(x, index, mask, x.size(1));
  const at::Tensor first = layer(x, layers_ - 1, mask, 1).select(1, 0);
  const at::Tensor pooled = linear(norm(first, "vilt.layernorm"), "vilt.pooler.dense").tanh();
  const at::Tensor hidden = norm(linear(pooled, "classifier.0"), "classifier.1");
  return {linear(at::gelu(hidden), "classifier.3"), x};
}

}  // namespace rex::zoo
