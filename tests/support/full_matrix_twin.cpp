#include "tests/support/full_matrix_twin.h"

#include <ATen/ATen.h>

#include <algorithm>

namespace rex::test {
namespace {

Matrix identity(std::size_t size) {
  Matrix m(size, size);
  for (std::size_t i = 0; i < size; ++i) m.at(i, i) = 1;
  return m;
}

Matrix product(const Matrix& a, const Matrix& b) {
  Matrix m(a.rows, b.columns);
  for (std::size_t i = 0; i < a.rows; ++i) {
    for (std::size_t k = 0; k < a.columns; ++k) {
      for (std::size_t j = 0; j < b.columns; ++j) m.at(i, j) += a.at(i, k) * b.at(k, j);
    }
  }
  return m;
}

Matrix transposed(const Matrix& a) {
  Matrix m(a.columns, a.rows);
  for (std::size_t i = 0; i < a.rows; ++i) {
    for (std::size_t j = 0; j < a.columns; ++j) m.at(j, i) = a.at(i, j);
  }
  return m;
}

Matrix sum(const Matrix& a, const Matrix& b) {
  Matrix m = a;
  for (std::size_t i = 0; i < m.values.size(); ++i) m.values[i] += b.values[i];
  return m;
}

/// Eq. 8 and 9, 0/0 as 0.
Matrix normalized(const Matrix& r) {
  Matrix m = r;
  for (std::size_t i = 0; i < r.rows; ++i) {
    m.at(i, i) -= 1;
    double total = 0;
    for (std::size_t j = 0; j < r.columns; ++j) total += m.at(i, j);
    for (std::size_t j = 0; j < r.columns; ++j) m.at(i, j) = total == 0 ? 0 : m.at(i, j) / total;
    m.at(i, i) += 1;
  }
  return m;
}

Matrix with_rows_of_one(const Matrix& a) {
  Matrix m = a;
  for (std::size_t i = 0; i < a.rows; ++i) {
    double total = 0;
    for (std::size_t j = 0; j < a.columns; ++j) total += a.at(i, j);
    for (std::size_t j = 0; j < a.columns; ++j) m.at(i, j) /= total;
  }
  return m;
}

double number(const at::Tensor& t, std::size_t h, std::size_t i, std::size_t j) {
  const auto at = [](std::size_t k) { return static_cast<std::int64_t>(k); };
  return t[at(h)][at(i)][at(j)].item<double>();
}

/// Eq. 5 where GRADIENT is given, else the plain mean of the heads.
Matrix averaged(const at::Tensor& attention, const at::Tensor& gradient) {
  const auto heads = static_cast<std::size_t>(attention.size(0));
  Matrix m(static_cast<std::size_t>(attention.size(1)), static_cast<std::size_t>(attention.size(2)));
  for (std::size_t h = 0; h < heads; ++h) {
    for (std::size_t i = 0; i < m.rows; ++i) {
      for (std::size_t j = 0; j < m.columns; ++j) {
        double value = number(attention, h, i, j);
        if (gradient.defined()) value = std::max(0.0, value * number(gradient, h, i, j));
        m.at(i, j) += value / static_cast<double>(heads);
      }
    }
  }
  return m;
}

Matrices start(const Evidence& evidence) {
  Matrices r;
  for (int s = 0; s < static_cast<int>(evidence.domains.size()); ++s) {
    for (int q = 0; q < static_cast<int>(evidence.domains.size()); ++q) {
      const auto rows = static_cast<std::size_t>(evidence.domains[static_cast<std::size_t>(s)].size());
      const auto columns = static_cast<std::size_t>(evidence.domains[static_cast<std::size_t>(q)].size());
      r[{s, q}] = s == q ? identity(rows) : Matrix(rows, columns);
    }
  }
  return r;
}

bool has_map(const Evidence& evidence, int queries, int keys) {
  return std::any_of(evidence.maps.begin(), evidence.maps.end(),
                     [&](const AttentionMap& map) { return map.query_domain == queries && map.key_domain == keys; });
}

}  // namespace

at::Tensor Matrix::tensor() const {
  return at::tensor(values, at::kDouble)
      .reshape({static_cast<std::int64_t>(rows), static_cast<std::int64_t>(columns)})
      .to(at::kFloat);
}

Matrices twin_generic(const Evidence& evidence, const std::vector<bool>& counts, const TwinRules& rules) {
  Matrices r = start(evidence);
  const auto put = [&](int s, int q, const Matrix& update) {
    r[{s, q}] = rules.aggregate ? sum(r[{s, q}], update) : update;
  };
  Matrices before = r;
  for (std::size_t index = 0; index < evidence.maps.size(); ++index) {
    const AttentionMap& map = evidence.maps[index];
    const bool goes_on =
        index > 0 && map.simultaneous >= 0 && map.simultaneous == evidence.maps[index - 1].simultaneous;
    if (!goes_on) before = r;
    if (!counts[index]) continue;
    const Matrix a = averaged(map.weights, evidence.gradients[index]);
    const int s = map.query_domain, q = map.key_domain;
    if (map.is_self_attention()) {
      for (int other = 0; other < static_cast<int>(evidence.domains.size()); ++other) {
        put(s, other, product(a, before[{s, other}]));
      }
      continue;
    }
    const auto n = [&](int domain) {
      return rules.normalize ? normalized(before[{domain, domain}]) : before[{domain, domain}];
    };
    put(s, q, rules.self_in_rule_10 ? product(product(transposed(n(s)), a), n(q)) : a);
    if (has_map(evidence, q, s)) put(s, s, product(a, before[{q, s}]));
  }
  return r;
}

Matrices twin_rollout(const Evidence& evidence, const std::vector<bool>& counts) {
  Matrices r = start(evidence);
  for (std::size_t index = 0; index < evidence.maps.size(); ++index) {
    if (!counts[index]) continue;
    const AttentionMap& map = evidence.maps[index];
    const Matrix a = averaged(map.weights, {});
    const int s = map.query_domain, q = map.key_domain;
    if (map.is_self_attention()) {
      r[{s, s}] = product(with_rows_of_one(sum(a, identity(a.rows))), r[{s, s}]);
    } else {
      r[{s, q}] = product(product(transposed(r[{s, s}]), a), r[{q, q}]);
    }
  }
  return r;
}

}  // namespace rex::test
