#include "core/nn/attention_pooling.h"

#include <ATen/ATen.h>

#include <cmath>
#include <vector>

namespace rex::nn {

at::Tensor AttentionPooling::operator()(const ForwardContext& context, const at::Tensor& x, const at::Tensor& mask,
                                        const AttentionSite& site) const {
  const std::int64_t heads = attention.heads, width = x.size(2) / heads;
  const at::Tensor read = reused(context, x);
  const at::Tensor query =
      scale(context, attention.query(context, probe), 1 / std::sqrt(static_cast<double>(width))).view({heads, width});
  const at::Tensor keys = attention.key(context, read);
  std::vector<at::Tensor> each_head;
  for (std::int64_t head = 0; head < heads; ++head) {
    each_head.push_back(linear(context, keys.narrow(2, head * width, width), query.narrow(0, head, 1), {}));
  }
  at::Tensor scores = at::cat(each_head, 2).transpose(1, 2).unsqueeze(2);  // [batch, heads, 1, tokens]
  if (mask.defined()) scores = add_constant(context, scores, mask);
  const at::Tensor weights = context.record(softmax(context, scores), site.stack, site.layer, site.query_domain,
                                            site.key_domain, site.simultaneous);
  const at::Tensor values = attention.value(context, read).view({x.size(0), x.size(1), heads, width}).transpose(1, 2);
  const at::Tensor attended = matmul(context, weights, values).flatten(1);
  const at::Tensor pooled = reused(context, attention.output(context, attended));
  return add(context, pooled, feed_forward(context, norm(context, pooled)));
}

}  // namespace rex::nn
