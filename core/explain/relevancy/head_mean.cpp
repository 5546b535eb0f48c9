#include "core/explain/relevancy/head_mean.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include <algorithm>

namespace rex {

at::Tensor positive_head_mean(const at::Tensor& a, const at::Tensor& b) {
  if (a.scalar_type() == at::kDouble) return (a * b).clamp_min(0).mean(0);  // rare: see in_double()
  const at::Tensor first = a.to(at::kFloat).contiguous();
  const at::Tensor second = b.to(at::kFloat).contiguous();
  const std::int64_t heads = first.size(0), numbers = first.size(1) * first.size(2);
  at::Tensor mean = at::empty({first.size(1), first.size(2)}, at::kFloat);
  const float* const x = first.data_ptr<float>();
  const float* const y = second.data_ptr<float>();
  float* const out = mean.data_ptr<float>();
  const float share = 1.0F / static_cast<float>(std::max<std::int64_t>(1, heads));
  // The maps are far larger than the caches: every number is touched once, in runs that are long enough to be fetched
  // ahead and short enough that the sums stay in the cache.
  constexpr std::int64_t run = 8192;
  at::parallel_for(0, numbers, run, [&](std::int64_t begin, std::int64_t end) {
    for (std::int64_t first_number = begin; first_number < end; first_number += run) {
      const std::int64_t count = std::min(run, end - first_number);
      float* const sum = out + first_number;
      std::fill_n(sum, count, 0.0F);
      for (std::int64_t head = 0; head < heads; ++head) {
        const float* const u = x + head * numbers + first_number;
        const float* const v = y + head * numbers + first_number;
        for (std::int64_t i = 0; i < count; ++i) {
          const float product = u[i] * v[i];
          sum[i] += product > 0 ? product : 0.0F;
        }
      }
      for (std::int64_t i = 0; i < count; ++i) sum[i] *= share;
    }
  });
  return mean;
}

at::Tensor head_mean(const at::Tensor& a) { return a.mean(0); }

at::Tensor min_max(const at::Tensor& x) {
  if (x.numel() == 0) return at::zeros_like(x);
  const at::Tensor least = x.min(), most = x.max();
  if (!(most.item<double>() > least.item<double>())) return at::zeros_like(x);
  return (x - least) / (most - least);
}

}  // namespace rex
