#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace rex {

/// Where a model takes its parameters from while it is built, by Hugging Face's names. Problems are collected, so that
/// a wrong folder is told whole and not one tensor at a time.
class ParameterSource {
 public:
  /// Finds a tensor by name; an undefined one where there is none.
  using Lookup = std::function<at::Tensor(const std::string& name)>;

  /// NAMES are all names that LOOKUP knows; WHERE (the folder) begins the error message.
  ParameterSource(std::string where, std::vector<std::string> names, Lookup lookup);

  /// Seeded random parameters of whatever shape is asked: matrices N(0, 0.02), kernels after He et al. 2015, norms 1,
  /// biases 0.
  static ParameterSource random(std::uint64_t seed);

  /// The parameter NAME as contiguous float32 [SHAPE], without grad. Where it is missing or of another shape, that is
  /// noted and zeros are returned.
  at::Tensor take(const std::string& name, std::vector<std::int64_t> shape);

  /// Whether the source has NAME (random sources: never). For optional parts.
  bool has(const std::string& name) const;

  /// Whether any name begins with PREFIX (random sources: never).
  bool has_any(const std::string& prefix) const;

  /// Whether this makes parameters up, so that only the config can say what a model has.
  bool is_random() const { return random_parameter_ != nullptr; }

  /// The shape of NAME in the source; empty where it has none.
  std::vector<std::int64_t> shape(const std::string& name) const;

  /// Names that may be there although no layer takes them: a prefix ("lxmert.pooler.", "cls.predictions.").
  void ignore(const std::string& prefix) { ignored_.push_back(prefix); }

  /// Throws Error with at most ten of each: missing, of the wrong shape, unexpected. LOOKS_LIKE ends the message.
  void finish(const std::string& looks_like = {}) const;

  /// What was taken, for saving and for training.
  const std::map<std::string, at::Tensor>& taken() const { return taken_; }

 private:
  std::string where_;
  std::vector<std::string> names_;
  Lookup lookup_;
  std::function<at::Tensor(const std::string&, const std::vector<std::int64_t>&)> random_parameter_;
  std::vector<std::string> ignored_;
  std::vector<std::string> missing_;
  std::vector<std::string> misshapen_;
  std::map<std::string, at::Tensor> taken_;
};

}  // namespace rex
