#include "core/nn/position_encoding.h"

#include <ATen/ATen.h>

#include "core/base/error.h"

namespace rex::nn {
namespace {

constexpr double pi = 3.14159265358979323846;
constexpr double temperature = 10000;

/// PLACES [batch, rows, columns] → [batch, rows, columns, size]: sine and cosine in turns, each pair slower.
at::Tensor waves(const at::Tensor& places, std::int64_t size) {
  const at::Tensor pair = at::floor_divide(at::arange(size, places.options()), 2);
  const at::Tensor period = at::pow(temperature, pair * (2.0 / static_cast<double>(size)));
  const at::Tensor angle = places.unsqueeze(-1) / period;
  const at::Tensor even = at::sin(angle.slice(-1, 0, size, 2));
  const at::Tensor odd = at::cos(angle.slice(-1, 1, size, 2));
  return at::stack({even, odd}, -1).flatten(-2);
}

}  // namespace

at::Tensor sine_positions(const at::Tensor& mask, std::int64_t size) {
  const at::Tensor real = mask.ne(0).to(at::kFloat);
  const auto turns = [&](std::int64_t dimension) {
    const at::Tensor count = at::cumsum(real, dimension);
    return count / (count.narrow(dimension, count.size(dimension) - 1, 1) + 1e-6) * (2 * pi);
  };
  return at::cat({waves(turns(1), size / 2), waves(turns(2), size / 2)}, -1).flatten(1, 2);
}

at::Tensor learned_positions(const at::Tensor& row_table, const at::Tensor& column_table, std::int64_t rows,
                             std::int64_t columns) {
  if (rows > row_table.size(0) || columns > column_table.size(0)) {
    throw Error("picture",
                "its feature map of " + std::to_string(rows) + " × " + std::to_string(columns) +
                    " is larger than the model's learned positions (" + std::to_string(row_table.size(0)) + " × " +
                    std::to_string(column_table.size(0)) + ")",
                "Use a smaller picture.");
  }
  const at::Tensor across = column_table.narrow(0, 0, columns).unsqueeze(0).expand({rows, -1, -1});
  const at::Tensor down = row_table.narrow(0, 0, rows).unsqueeze(1).expand({-1, columns, -1});
  return at::cat({across, down}, -1).flatten(0, 1).unsqueeze(0);
}

}  // namespace rex::nn
