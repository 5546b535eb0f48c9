// The relevancy matrices made the slow, obvious way: loops over double matrices, every matrix whole (methods.md,
// section 1 to 3). What rows and factors of core are compared with.
#pragma once

#include <ATen/core/Tensor.h>

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "core/explain/evidence.h"

namespace rex::test {

/// A matrix with nothing but its numbers.
struct Matrix {
  std::size_t rows = 0, columns = 0;
  std::vector<double> values;

  Matrix() = default;
  Matrix(std::size_t row_count, std::size_t column_count)
      : rows(row_count), columns(column_count), values(row_count * column_count, 0.0) {}
  double& at(std::size_t row, std::size_t column) { return values[row * columns + column]; }
  double at(std::size_t row, std::size_t column) const { return values[row * columns + column]; }
  at::Tensor tensor() const;  ///< float32
};

/// R^{sq} by domain indices.
using Matrices = std::map<std::pair<int, int>, Matrix>;

/// The generic method and its ablations over the maps for which COUNTS is true.
struct TwinRules {
  bool aggregate = true;
  bool normalize = true;
  bool self_in_rule_10 = true;
};
Matrices twin_generic(const Evidence& evidence, const std::vector<bool>& counts, const TwinRules& rules = {});

/// Rollout and (with gradient · relevance in place of attention) transformer attribution.
Matrices twin_rollout(const Evidence& evidence, const std::vector<bool>& counts);

}  // namespace rex::test
