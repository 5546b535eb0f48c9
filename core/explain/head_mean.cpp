#include "core/explain/head_mean.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>

namespace rex {

at::Tensor positive_head_mean(const at::Tensor& a, const at::Tensor& b) {
  const at::Tensor first = a.to(at::kFloat).contiguous();
  const at::Tensor second = b.to(at::kFloat).contiguous();
  const std::int64_t heads = first.size(0), queries = first.size(1), keys = first.size(2);
  at::Tensor mean = at::zeros({queries, keys}, at::kFloat);
  const float* const x = first.data_ptr<float>();
  const float* const y = second.data_ptr<float>();
  float* const out = mean.data_ptr<float>();
  const float share = 1.0F / static_cast<float>(heads);
  // The maps are far larger than the caches: every number is touched once, one row of all heads at a time.
  const std::int64_t rows_at_once = std::max<std::int64_t>(1, 32768 / std::max<std::int64_t>(1, heads * keys));
  at::parallel_for(0, queries, rows_at_once, [&](std::int64_t begin, std::int64_t end) {
    for (std::int64_t row = begin; row < end; ++row) {
      float* const sum = out + row * keys;
      for (std::int64_t head = 0; head < heads; ++head) {
        const float* const u = x + (head * queries + row) * keys;
        const float* const v = y + (head * queries + row) * keys;
        for (std::int64_t key = 0; key < keys; ++key) {
          const float product = u[key] * v[key];
          sum[key] += product > 0 ? product : 0.0F;
        }
      }
      for (std::int64_t key = 0; key < keys; ++key) sum[key] *= share;
    }
  });
  return mean;
}

at::Tensor head_mean(const at::Tensor& a) { return a.to(at::kFloat).mean(0); }

at::Tensor min_max(const at::Tensor& x) {
  if (x.numel() == 0) return at::zeros_like(x);
  const at::Tensor least = x.min(), most = x.max();
  if (!(most.item<double>() > least.item<double>())) return at::zeros_like(x);
  return (x - least) / (most - least);
}

}  // namespace rex
