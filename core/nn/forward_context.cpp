#include "core/nn/forward_context.h"

#include <ATen/ATen.h>

#include <utility>

#include "core/base/error.h"

namespace rex::nn {

void ForwardContext::check() const {
  if (stop.stop_requested()) throw Cancelled();
}

at::Tensor ForwardContext::record(at::Tensor weights, const std::string& stack, int layer, int query_domain,
                                  int key_domain, int simultaneous) const {
  check();
  if (mode != GraphMode::plain && !weights.requires_grad()) weights.requires_grad_(true);
  if (trace != nullptr) trace->maps.push_back({weights, stack, layer, query_domain, key_domain, simultaneous});
  return weights;
}

at::Tensor ForwardContext::mark_input(const std::string& name, int domain, at::Tensor value) const {
  if (!relevance_to_inputs || trace == nullptr) return value;
  if (!value.requires_grad()) value = value.detach().requires_grad_(true);
  trace->inputs.push_back({name, domain, value});
  return value;
}

}  // namespace rex::nn
