#include "core/nn/layers.h"

#include "core/nn/parameters.h"

namespace rex::nn {

Linear::Linear(ParameterSource& source, const std::string& name, std::int64_t in, std::int64_t out, bool with_bias,
               const LinearRule& rule)
    : weight(source.take(name + ".weight", {out, in})), rule(rule) {
  if (with_bias) bias = source.take(name + ".bias", {out});
}

LayerNorm::LayerNorm(ParameterSource& source, const std::string& name, std::int64_t size, double epsilon)
    : weight(source.take(name + ".weight", {size})), bias(source.take(name + ".bias", {size})), epsilon(epsilon) {}

}  // namespace rex::nn
