// Graphs of further passes keep to one budget, and one that has all serves those that want less.
#include "core/explain/kept_passes.h"

#include <ATen/ATen.h>

#include "core/explain/explain.h"
#include "core/explain/inquiry.h"
#include "tests/support/catch.h"
#include "tests/support/family_models.h"
#include "tests/support/small_models.h"
#include "tests/support/tolerance.h"

using namespace rex;
using namespace rex::test;

namespace {

/// A pass whose maps take BYTES.
ForwardPass pass_of(std::int64_t bytes) {
  ForwardPass pass;
  AttentionMap map;
  map.weights = at::zeros({1, 1, 1, bytes / 4}, at::kFloat);
  pass.trace.maps.push_back(map);
  return pass;
}

PassKind kind_of(bool to_inputs, bool in_double) { return {.to_inputs = to_inputs, .in_double = in_double}; }

}  // namespace

TEST_CASE("the oldest pass goes when all together take more than the budget") {
  constexpr std::int64_t large = 64 << 20;
  KeptPasses passes;
  passes.set_budget(static_cast<std::size_t>(large) * 5 / 2);
  passes.keep(kind_of(false, false), [] { return pass_of(large); });
  passes.keep(kind_of(false, true), [] { return pass_of(large); });
  CHECK(passes.count() == 2);
  passes.keep({.rules = nn::RuleSet::original}, [] { return pass_of(large); });
  CHECK(passes.count() == 2);
  CHECK(passes.find(kind_of(false, false)) == nullptr);
  CHECK(passes.find(kind_of(false, true)) != nullptr);
  passes.set_budget(1);
  passes.keep(kind_of(true, true), [] { return pass_of(large); });
  CHECK(passes.count() == 1);  // what was just made stays
}

TEST_CASE("a pass to the inputs serves the maps as well, and no other kind serves another") {
  KeptPasses passes;
  passes.keep(kind_of(true, false), [] { return pass_of(4096); });
  CHECK(passes.find(kind_of(true, false)) != nullptr);
  CHECK(passes.find(kind_of(false, false)) != nullptr);
  CHECK(passes.find(kind_of(false, true)) == nullptr);
  CHECK(passes.find({.rules = nn::RuleSet::original}) == nullptr);
  CHECK(passes.find({.layer_scores = true}) == nullptr);
}

TEST_CASE("methods give the same whatever was explained before, with and without room for graphs") {
  for (const char* family : {"vit", "bert", "clip"}) {
    INFO(family);
    const SmallModel small = small_model(family);
    const auto model = build_random(small.config);
    ForwardPass first_pass =
        model->forward(small.inputs, pass_for({}, method_conventions(model->description()), false));
    EvidenceSource all(*model, first_pass);
    const char* const names[] = {"lrp", "partial_lrp", "transformer_attribution", "generic_lrp", "generic"};
    for (const char* name : names) {
      INFO(name);
      const Explanation after_others = explain(all, {}, explanation_method(name), {});
      ForwardPass own_pass =
          model->forward(small.inputs, pass_for({}, method_conventions(model->description()), false));
      const Explanation alone = explain(*model, own_pass, {}, explanation_method(name), {});
      const at::Tensor &a = after_others.relevancies.image, &b = alone.relevancies.image;
      if (a.defined()) CHECK(is_close(a, b, another_order));
      if (alone.relevancies.text.defined()) {
        CHECK(is_close(after_others.relevancies.text, alone.relevancies.text, another_order));
      }
    }
  }
}
