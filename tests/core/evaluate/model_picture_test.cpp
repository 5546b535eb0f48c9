// Pictures that come as a list of patches lose patches and pixels as whole ones do.
#include "core/evaluate/model_picture.h"

#include <ATen/ATen.h>

#include "core/base/error.h"
#include "core/evaluate/protocols/input_removal.h"
#include "core/evaluate/protocols/ranking.h"
#include "core/picture/preprocessor.h"
#include "tests/support/catch.h"
#include "tests/support/small_models.h"

using namespace rex;
using namespace rex::evaluate;

namespace {

/// Two rows of three patches of 4 × 4, as the preprocessor of SigLIP 2 cuts them, with two patches of padding.
ModelInputs cut_picture(const at::Tensor& picture) {
  const at::Tensor list = picture.reshape({3, 2, 4, 3, 4}).permute({1, 3, 2, 4, 0}).reshape({1, 6, 48});
  return {{"pixel_values", at::cat({list, at::full({1, 2, 48}, 9.F)}, 1)},
          {"pixel_attention_mask", at::tensor({1, 1, 1, 1, 1, 1, 0, 0}, at::kLong).unsqueeze(0)},
          {"spatial_shapes", at::tensor({2, 3}, at::kLong).unsqueeze(0)}};
}

}  // namespace

TEST_CASE("a list of patches is put together to the picture that it was cut from, and cut again") {
  const at::Tensor picture = at::arange(3 * 8 * 12, at::kFloat).view({1, 3, 8, 12});
  const ModelInputs inputs = cut_picture(picture);
  CHECK(at::equal(model_picture(inputs), picture));
  CHECK(at::equal(with_model_picture(inputs, picture).at("pixel_values"), inputs.at("pixel_values")));
  CHECK(at::equal(model_picture({{"pixel_values", picture}}), picture));
  CHECK_FALSE(model_picture({{"input_ids", at::zeros({1, 2}, at::kLong)}}).defined());
}

TEST_CASE("patches that no picture was cut into are refused") {
  ModelInputs inputs = cut_picture(at::zeros({1, 3, 8, 12}));
  inputs["pixel_values"] = at::zeros({1, 8, 47});
  CHECK_THROWS_AS(model_picture(inputs), Error);
  inputs = cut_picture(at::zeros({1, 3, 8, 12}));
  inputs.erase("spatial_shapes");
  CHECK_THROWS_AS(model_picture(inputs), Error);
}

TEST_CASE("patches of a list show what stands in their place, the others and the padding stay bit for bit") {
  const test::SmallModel small = test::small_model("siglip2");
  const std::unique_ptr<Model> model = test::build_random(small.config);
  nn::ForwardContext context;
  context.mode = nn::GraphMode::gradient;
  const ForwardPass pass = model->forward(small.inputs, context);
  const at::Tensor picture = model_picture(small.inputs), clean = small.inputs.at("pixel_values");
  PixelScale scale;
  scale.mean = scale.deviation = at::full({3, 1, 1}, .5);
  const InputRemoval removal(*model, small.inputs, pass.trace.domains, scale, Replacement::black);
  const std::vector<std::int64_t> places =
      removable(Part::patches, pass.trace.domains, {}, {}, picture.size(2) * picture.size(3));
  const at::Tensor shapes = small.inputs.at("spatial_shapes");
  REQUIRE(static_cast<std::int64_t>(places.size()) == shapes[0].prod().item<std::int64_t>());
  const std::int64_t gone = places[places.size() / 2];
  const at::Tensor less = removal.without(Part::patches, std::vector{gone}).at("pixel_values");
  for (std::int64_t patch = 0; patch < clean.size(1); ++patch) {
    INFO(patch);
    // Black: (0 - mean) / deviation.
    CHECK(at::equal(less[0][patch], patch == gone ? at::full_like(clean[0][patch], -1.F) : clean[0][patch]));
  }
}
