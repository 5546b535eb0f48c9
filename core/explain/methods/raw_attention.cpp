#include <ATen/ATen.h>

#include "core/explain/methods/methods.h"
#include "core/explain/relevancy/head_mean.h"
#include "core/explain/relevancy/last_map.h"

namespace rex {
namespace {

class RawAttention final : public ExplanationMethod {
 public:
  RawAttention()
      : ExplanationMethod({.name = "raw_attention",
                           .title = "Raw attention",
                           .description = "The last layer's attention, averaged over heads. The same for every target.",
                           .needs = {}}) {}

  void fold(const Evidence& evidence, const ExplainOptions& options, Explanation& result) const override {
    const MapView view{[&](std::size_t map, const ReadOut& read_out) {
                         const TokenDomain& queries = evidence.domains[static_cast<std::size_t>(read_out.domain)];
                         return read_rows(evidence.maps[map].weights, read_out, queries).mean(0);
                       },
                       [&](std::size_t map) { return head_mean(evidence.maps[map].weights); }};
    read_last_maps(evidence, options, view, result);
  }
};

}  // namespace

MethodPointer make_raw_attention() { return std::make_unique<RawAttention>(); }

}  // namespace rex
