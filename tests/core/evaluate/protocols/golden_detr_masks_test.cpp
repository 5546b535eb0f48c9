// From DETR's weights and pixels to the masks of its queries, as the public code makes them.
#include <ATen/ATen.h>

#include "core/evaluate/query_mask.h"
#include "core/explain/explain.h"
#include "core/explain/method.h"
#include "tests/support/catch.h"
#include "tests/support/golden_model.h"
#include "tests/support/golden_roots.h"

using namespace rex;
using namespace rex::evaluate;

namespace {

/// How many entries of OURS are not WANTED's.
std::int64_t differing(const std::vector<std::uint8_t>& ours, const at::Tensor& wanted) {
  const at::Tensor flat = wanted.contiguous().flatten();
  REQUIRE(static_cast<std::int64_t>(ours.size()) == flat.numel());
  std::int64_t count = 0;
  for (std::size_t i = 0; i < ours.size(); ++i) count += ours[i] != flat.data_ptr<std::uint8_t>()[i] ? 1 : 0;
  return count;
}

/// The case's notes: noise of float32 in the relevance can flip one cell of one mask.
constexpr std::int64_t flipped_by_noise = 1;

}  // namespace

TEST_CASE("a DETR's queries have the masks of the public code, from its pixels on", "[golden]") {
  int compared = 0;
  for (const test::GoldenFolder& folder : test::golden_folders("detr")) {
    test::GoldenCase golden(test::GoldenCase::Folder{folder.path});
    const ModelInputs& inputs = golden.inputs();
    const auto padding = inputs.find("pixel_mask");
    // Padding: the reference does not mask it, and we do (the case's notes).
    if (inputs.count("pixel_values") == 0 || (padding != inputs.end() && !padding->second.all().item<bool>())) continue;
    const std::unique_ptr<Model> model = test::build(golden);
    nn::ForwardContext context;
    context.mode = nn::GraphMode::gradient;
    ForwardPass pass = model->forward(inputs, context);
    const PixelSize size{inputs.at("pixel_values").size(2), inputs.at("pixel_values").size(3)};
    for (const nlohmann::json& wanted : golden.description().at("variants").at("expected.safetensors").at("targets")) {
      Target target;
      target.query = wanted.at("query").get<std::int64_t>();
      target.class_index = wanted.at("class").get<std::int64_t>();
      const std::string key = wanted.at("key");
      for (const auto& method : explanation_methods()) {
        if (!golden.has("mask/" + method->name() + "/" + key)) continue;
        INFO(folder.path.string() << " " << method->name() << " " << key);
        ExplainOptions options;
        options.double_precision = true;
        const Explanation explanation = explain(*model, pass, target, *method, options);
        const auto [rows, columns] = patch_grid(explanation);
        FloatMap map(columns, rows);
        const at::Tensor values = explanation.relevancies.image.contiguous();
        std::copy(values.data_ptr<float>(), values.data_ptr<float>() + values.numel(), map.values.begin());
        const QueryMask mask = query_mask(map, size, size);
        const std::int64_t cells = differing(mask.features.mask, golden.expected("mask/" + method->name() + "/" + key));
        CHECK(cells <= flipped_by_noise);
        ++compared;
        if (cells > 0 || !golden.has("mask_full/" + method->name() + "/" + key)) continue;
        CHECK(differing(mask.input.inside, golden.expected("mask_full/" + method->name() + "/" + key)) == 0);
      }
    }
  }
  CHECK(compared > 0);
}
