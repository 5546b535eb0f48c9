// Relevancies that float32 cannot hold are never drawn as 0 without a word, and keep their ratios.
#include "core/explain/relevancy/finish.h"

#include <ATen/ATen.h>

#include <cmath>
#include <limits>

#include "core/base/error.h"
#include "core/explain/explain.h"
#include "tests/support/catch.h"

using namespace rex;

namespace {

/// Evidence of LAYERS self-attention maps of three words, whose gradients are all STEEP.
Evidence deep_evidence(int layers, float steep) {
  Evidence evidence;
  TokenDomain words;
  words.symbol = "t";
  words.append(TokenKind::word, 3);
  evidence.domains = {words};
  for (int layer = 0; layer < layers; ++layer) {
    AttentionMap map;
    map.weights = at::tensor({0.2F, 0.3F, 0.5F, 0.1F, 0.6F, 0.3F, 0.4F, 0.4F, 0.2F}).view({1, 3, 3});
    map.stack = "encoder.self";
    map.layer = layer;
    evidence.maps.push_back(map);
    evidence.gradients.push_back(at::full({1, 3, 3}, steep));
  }
  evidence.read_outs = {{0, 0, true}};
  return evidence;
}

Explanation with_text(std::vector<double> values) {
  Explanation result;
  result.relevancies.text = at::tensor(values, at::kDouble);
  return result;
}

}  // namespace

TEST_CASE("a deep model's relevance passes what float32 holds, and is folded again in float64") {
  const ExplanationMethod& generic = explanation_method("generic");
  const Evidence evidence = deep_evidence(60, 60);
  Explanation narrow, wide;
  generic.fold(evidence, {}, narrow);
  CHECK_FALSE(fits_float(narrow));
  generic.fold(in_double(evidence), {}, wide);
  finish(wide);
  const at::Tensor text = wide.relevancies.text;
  CHECK(at::isfinite(text).all().item<bool>());
  CHECK(text.max().item<float>() == 1);
  CHECK(text[0].item<float>() == 0);  // its own entry
  CHECK(text[1].item<float>() > 0.5F);
  REQUIRE(wide.notes.size() == 1);
  CHECK_THAT(wide.notes[0], ContainsSubstring("share of its largest"));

  // The same ratio as in a model that is shallow enough.
  Explanation shallow;
  generic.fold(deep_evidence(12, 60), {}, shallow);
  CHECK(fits_float(shallow));
  finish(shallow);
  CHECK(shallow.notes.empty());
  const at::Tensor& some = shallow.relevancies.text;
  CHECK((text[1] / text[2]).item<float>() == Approx((some[1] / some[2]).item<float>()).epsilon(1e-3));
}

TEST_CASE("what is no number becomes 0 with a note that says how many") {
  const double infinite = std::numeric_limits<double>::infinity(), none = std::nan("");
  Explanation result = with_text({1, none, 3, infinite});
  CHECK_FALSE(fits_float(result));
  finish(result);
  CHECK(result.relevancies.text.equal(at::tensor({1.0F, 0.0F, 3.0F, 0.0F})));
  REQUIRE(result.notes.size() == 1);
  CHECK_THAT(result.notes[0], ContainsSubstring("at 2 places"));
}

TEST_CASE("numbers that float32 holds are left as they are") {
  Explanation result = with_text({0.25, -3, 1e30});
  CHECK(fits_float(result));
  finish(result);
  CHECK(result.relevancies.text.scalar_type() == at::kFloat);
  CHECK(result.relevancies.text.equal(at::tensor({0.25F, -3.0F, 1e30F})));
  CHECK(result.notes.empty());
}
