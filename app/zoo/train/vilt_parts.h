#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <map>
#include <string>

namespace rex::zoo {

/// A ViLT in two parts, computed from its PARAMETERS by hand for training: the first layers, in which words and patches
/// are kept apart, so that patches are encoded once for many questions, and the others, in which they meet. The model
/// itself keeps them apart nowhere: with no first layers this computes what it does.
class ViltParts {
 public:
  /// FIRST layers keep words and patches apart.
  ViltParts(const std::map<std::string, at::Tensor>& parameters, int first, int layers, std::int64_t heads)
      : parameters_(parameters), first_(first), layers_(layers), heads_(heads) {}

  /// PIXELS [batch, 3, height, width] → [batch, 1 + patches, hidden] after the first layers, the picture's own token
  /// first.
  at::Tensor patches(const at::Tensor& pixels) const;

  struct Answered {
    at::Tensor scores;  ///< [batch, answers]
    at::Tensor tokens;  ///< [batch, T + 1 + patches, hidden], what the last layer reads
  };
  /// Answers the questions IDS [batch, T], of which REAL [batch, T] is no padding, from PATCHES as patches() gives them
  /// (some may be left out).
  /// Embeddings and the first STILL layers after them do not learn from it.
  Answered answer(const at::Tensor& ids, const at::Tensor& real, const at::Tensor& patches, int still = 0) const;

 private:
  const at::Tensor& of(const std::string& name) const { return parameters_.at(name); }
  at::Tensor linear(const at::Tensor& x, const std::string& name) const;
  at::Tensor norm(const at::Tensor& x, const std::string& name) const;
  /// What the first layer reads of words: [batch, T, hidden].
  at::Tensor words(const at::Tensor& ids) const;
  /// Layer LAYER of x [batch, tokens, hidden] with the additive MASK, if any, of keys; only the first READ tokens of
  /// it.
  at::Tensor layer(const at::Tensor& x, int layer, const at::Tensor& mask, std::int64_t read) const;

  const std::map<std::string, at::Tensor>& parameters_;
  int first_, layers_;
  std::int64_t heads_;
};

}  // namespace rex::zoo
