// What is left of a model's inputs when some of its tokens go.
#include "core/models/removal.h"

#include <ATen/ATen.h>

#include "core/base/error.h"
#include "core/models/model.h"
#include "tests/support/catch.h"
#include "tests/support/small_models.h"
#include "tests/support/tolerance.h"

using namespace rex;
using namespace rex::test;

namespace {

/// All tokens of DOMAIN but GONE.
std::vector<std::int64_t> all_but(const TokenDomain& domain, const std::vector<std::int64_t>& gone) {
  std::vector<std::int64_t> kept;
  for (std::int64_t token = 0; token < domain.size(); ++token) {
    if (std::find(gone.begin(), gone.end(), token) == gone.end()) kept.push_back(token);
  }
  return kept;
}

}  // namespace

TEST_CASE("a word that goes leaves a shorter text, whose positions are counted anew") {
  const SmallModel small = small_model("bert");
  const auto model = build_random(small.config);
  const TokenDomain domain = model->forward(small.inputs).trace.domains.at(0);
  const Reduced reduced = model->without(small.inputs, domain, all_but(domain, {2, 3}));
  CHECK(reduced.dropped);
  CHECK_FALSE(reduced.filled);
  const at::Tensor ids = small.inputs.at("input_ids");
  const at::Tensor shorter = at::cat({ids.slice(1, 0, 2), ids.slice(1, 4)}, 1);
  CHECK(reduced.inputs.at("input_ids").equal(shorter));
  const ModelInputs typed = {{"input_ids", shorter}};
  CHECK(model->forward(reduced.inputs).scores.equal(model->forward(typed).scores));
}

TEST_CASE("CLIP's texts keep their length: what pads them takes the place of what goes") {
  const SmallModel small = small_model("clip");
  const auto model = build_random(small.config);
  const TokenDomain words = model->forward(small.inputs).trace.domains.at(1);
  const Reduced reduced = model->without(small.inputs, words, all_but(words, {1}));
  CHECK(reduced.inputs.at("input_ids").sizes() == small.inputs.at("input_ids").sizes());
  ModelInputs shorter = small.inputs;
  const at::Tensor ids = small.inputs.at("input_ids");
  shorter["input_ids"] = at::cat({ids.slice(1, 0, 1), ids.slice(1, 2)}, 1);
  CHECK(is_close(model->forward(reduced.inputs).scores, model->forward(shorter).scores, few_roundings));
}

TEST_CASE("regions go with their boxes, down to none at all") {
  for (const char* family : {"lxmert", "visual_bert"}) {
    INFO(family);
    const SmallModel small = small_model(family);
    const auto model = build_random(small.config);
    const auto domains = model->forward(small.inputs).trace.domains;
    const TokenDomain& domain = domains.back();
    std::vector<std::int64_t> words;
    for (std::int64_t token = 0; token < domain.size(); ++token) {
      if (domain.kinds[static_cast<std::size_t>(token)] == TokenKind::word) words.push_back(token);
    }
    const char* features = std::string(family) == "lxmert" ? "visual_feats" : "visual_embeds";
    const std::int64_t first = static_cast<std::int64_t>(words.size());
    std::vector<std::int64_t> one = words;
    one.push_back(first + 2);
    CHECK(
        model->without(small.inputs, domain, one).inputs.at(features).equal(small.inputs.at(features).slice(1, 2, 3)));
    const Reduced none = model->without(small.inputs, domain, words);
    CHECK(none.inputs.at(features).size(1) == 0);
    CHECK(at::isfinite(model->forward(none.inputs).scores).all().item<bool>());
  }
}

TEST_CASE("a patch that goes shows what is given in its place, to the pixel") {
  const SmallModel small = small_model("vit");  // 2 x 2 patches of 8 x 8
  const auto model = build_random(small.config);
  const TokenDomain domain = model->forward(small.inputs).trace.domains.at(0);
  const at::Tensor fill = at::full({1, 3, 16, 16}, 5.0);
  const Reduced reduced = model->without(small.inputs, domain, all_but(domain, {2}), fill);  // after the class token
  CHECK(reduced.filled);
  CHECK_FALSE(reduced.dropped);
  at::Tensor expected = small.inputs.at("pixel_values").clone();
  expected.slice(2, 0, 8).slice(3, 8, 16).fill_(5);
  CHECK(reduced.inputs.at("pixel_values").equal(expected));
  CHECK(model->without(small.inputs, domain, all_but(domain, {}))
            .inputs.at("pixel_values")
            .equal(small.inputs.at("pixel_values")));
  expected.slice(2, 0, 8).slice(3, 8, 16).zero_();
  CHECK(model->without(small.inputs, domain, all_but(domain, {2})).inputs.at("pixel_values").equal(expected));
}

TEST_CASE("a removal that makes no sense is refused") {
  const SmallModel small = small_model("detr");
  const auto model = build_random(small.config);
  const auto domains = model->forward(small.inputs).trace.domains;
  CHECK_THROWS_AS(model->without(small.inputs, domains.at(1), {0}), Error);
  CHECK_THROWS_AS(model->without(small.inputs, domains.at(0), {1, 0}), Error);
  CHECK_THROWS_AS(model->without(small.inputs, domains.at(0), {0, domains.at(0).size()}), Error);
  CHECK_THROWS_AS(model->without(small.inputs, domains.at(0), {-1}), Error);
}
