#include "app/zoo/train/query_masks.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>
#include <torch/csrc/autograd/autograd.h>

#include <algorithm>
#include <cmath>

#include "app/zoo/train/scene_batch.h"
#include "core/explain/explain.h"
#include "core/explain/method.h"
#include "core/models/open/open_model.h"
#include "tests/support/catch.h"
#include "tests/support/paths.h"

using namespace rex::zoo;

namespace {

/// Of A from B, both shares of a whole.
double divergence(const at::Tensor& a, const at::Tensor& b) {
  double sum = 0;
  for (std::int64_t i = 0; i < a.numel(); ++i) {
    const double have = a[i].item<double>(), want = b[i].item<double>();
    if (want > 0) sum += want * std::log(want / std::max(have, 1e-6));
  }
  return sum;
}

}  // namespace

TEST_CASE("objects cover the cells that their visible pixels lie on") {
  Scene scene;
  scene.size = {32, 16};
  SceneObject object;
  object.extent = {8, 0, 16, 16};
  object.visible = cv::Mat::zeros(16, 16, CV_8U);
  object.visible(cv::Rect(0, 0, 12, 8)) = 255;  // columns 8…19, rows 0…7 of the picture
  scene.objects = {object};
  const at::Tensor cells = object_cells({scene, Scene{scene}}, 2, 2, 4).to(at::kInt);
  REQUIRE(cells.sizes() == at::IntArrayRef{2, 2, 8});
  CHECK(at::equal(cells[0][0], at::tensor({0, 255, 128, 0, 0, 0, 0, 0}, at::kInt)));
  CHECK(cells[0][1].sum().item<int>() == 0);
  CHECK(at::equal(cells[0], cells[1]));
}

TEST_CASE("masks of queries are compared as the last layers' attention and as the generic method's relevancies") {
  const rex::OpenModel opened = rex::open_model(rex::test::source_folder() / "resources" / "models" / "demo-detr");
  const auto& detr = dynamic_cast<const rex::Detr&>(*opened.model);
  {
    // With encoder layers whose attention has no effect, R^{ii} = I, and the method's relevancies are the decoder's.
    const at::NoGradGuard guard;
    for (const auto& [name, value] : detr.parameters()) {
      if (name.find("model.encoder.") == 0 && name.find("self_attn.out_proj") != std::string::npos) value.zero_();
    }
  }
  at::manual_seed(3);
  const at::Tensor pixels = at::randn({1, 3, 64, 96});
  constexpr std::int64_t query = 3, kind = 7;
  const at::Tensor cells = at::randint(256, {1, 2, 24}, at::kByte);
  at::Tensor classes = at::full({1, 2}, -1, at::kLong);
  classes[0][1] = kind;
  const ObjectMatches matches = {at::full({1}, query, at::kLong), at::ones({1}, at::kLong)};

  rex::DetrOutputs outputs;
  {
    const at::NoGradGuard guard;
    outputs = detr.encode({{"pixel_values", pixels}});
  }
  at::Tensor queries = detr.parameters().at("model.query_position_embeddings.weight");
  queries.requires_grad_(true);  // training has its graph from the weights
  rex::AttentionTrace trace;
  rex::nn::ForwardContext context;
  context.trace = &trace;
  detr.decode(outputs, context);
  const QueryMaskLoss loss = query_mask_loss(outputs, trace, matches, classes, cells);

  const at::Tensor wanted = cells[0][1].to(at::kDouble) / cells[0][1].sum().item<double>();
  double attention = 0;
  for (const rex::AttentionMap& map : trace.maps) {
    if (map.stack == "decoder.cross" && map.layer > 0) attention += divergence(map.weights[0].mean(0)[query], wanted);
  }
  CHECK(loss.attention.item<double>() == Approx(attention).epsilon(1e-4));

  CHECK(torch::autograd::grad({loss.relevancy}, {queries})[0].abs().sum().item<double>() > 0);

  queries.requires_grad_(false);
  rex::ForwardPass pass = detr.forward({{"pixel_values", pixels}}, {.mode = rex::nn::GraphMode::gradient});
  rex::Target target;
  target.query = query;
  target.class_index = kind;
  const rex::Explanation explanation =
      rex::explain(*opened.model, pass, target, rex::explanation_method("generic"), {});
  const at::Tensor map = explanation.relevancies.image;
  CHECK(loss.relevancy.item<double>() == Approx(divergence(map / map.sum(), wanted)).epsilon(1e-3));
}
