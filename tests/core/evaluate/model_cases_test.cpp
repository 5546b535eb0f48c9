// What the models' golden cases hold of evaluations and needs no model.
#include <ATen/ATen.h>

#include <algorithm>

#include "core/checkpoint/safetensors.h"
#include "core/evaluate/curve.h"
#include "core/evaluate/order.h"
#include "core/evaluate/segmentation.h"
#include "tests/core/evaluate/evaluation_case.h"
#include "tests/support/catch.h"
#include "tests/support/paths.h"

using namespace rex;
using namespace rex::evaluate;

namespace {

using Tensors = std::map<std::string, at::Tensor>;

template <class Number>
std::vector<Number> numbers(const at::Tensor& tensor) {
  const at::Tensor flat = tensor.contiguous();
  return {flat.data_ptr<Number>(), flat.data_ptr<Number>() + flat.numel()};
}

double number(const Tensors& expected, const std::string& key) { return expected.at(key).item<double>(); }

}  // namespace

TEST_CASE("the segmentation numbers of the ViT case are those of the public code", "[golden]") {
  const Tensors inputs = load_safetensors(test::golden("vit-1") / "inputs.safetensors");
  const Tensors expected = load_safetensors(test::golden("vit-1") / "expected.safetensors");
  for (const auto& [name, labels] : {std::pair("metric/segmentation", "segmentation/labels"),
                                     std::pair("metric/segmentation_ignore", "segmentation/labels_ignore")}) {
    INFO(name);
    const std::string prefix = std::string(name) + "/";
    SegmentationCounts total;
    std::vector<double> precisions;
    for (std::int64_t i = 0; i < 3; ++i) {
      const SegmentationScore score = score_segmentation(numbers<float>(inputs.at("segmentation/maps")[i]),
                                                         numbers<std::int64_t>(inputs.at(labels)[i]));
      total += score.counts;
      precisions.push_back(score.average_precision);
      CHECK(score.average_precision ==
            Approx(expected.at(prefix + "ap")[i].item<double>()).epsilon(test::float_tolerance));
    }
    CHECK(total.mean_iou() == Approx(number(expected, prefix + "miou")).epsilon(test::float_tolerance));
    CHECK(total.pixel_accuracy() == Approx(number(expected, prefix + "pixel_accuracy")).epsilon(test::float_tolerance));
    for (std::size_t i = 0; i < 2; ++i) {
      const double iou = expected.at(prefix + "iou")[static_cast<std::int64_t>(i)].item<double>();
      CHECK(total.iou()[i].value() == Approx(iou).epsilon(test::float_tolerance));
    }
    if (expected.count(prefix + "correct") == 0) continue;
    CHECK(total.correct == expected.at(prefix + "correct").item<std::int64_t>());
    CHECK(total.labelled == expected.at(prefix + "labeled").item<std::int64_t>());
    CHECK(numbers<std::int64_t>(expected.at(prefix + "inter")) ==
          std::vector<std::int64_t>(total.intersection.begin(), total.intersection.end()));
    CHECK(numbers<std::int64_t>(expected.at(prefix + "union")) ==
          std::vector<std::int64_t>(total.united.begin(), total.united.end()));
    CHECK(mean(precisions) == Approx(number(expected, prefix + "map")).epsilon(test::float_tolerance));
  }
}

TEST_CASE("the tokens that stay are those of LXMERT's perturbation", "[golden]") {
  const Tensors expected = load_safetensors(test::golden("lxmert-1") / "expected.safetensors");
  for (const std::string part : {"image", "text"}) {
    // Of the text [CLS] and [SEP] stay whatever is removed.
    const std::int64_t special = part == "text" ? 1 : 0;
    std::vector<float> relevance = numbers<float>(expected.at("relevance/generic/" + part));
    if (special != 0) relevance = {relevance.begin() + 1, relevance.end() - 1};
    for (const auto& [sign, first] :
         {std::pair("negative", First::least_relevant), std::pair("positive", First::most_relevant)}) {
      const at::Tensor kept = expected.at("perturbation/generic/" + part + "/" + sign + "/kept");
      const auto tokens = kept_tokens(order(relevance, first), token_steps());
      REQUIRE(static_cast<std::int64_t>(tokens.size()) == kept.size(0));
      for (std::size_t step = 0; step < tokens.size(); ++step) {
        std::vector<std::int64_t> wanted = numbers<std::int64_t>(kept[static_cast<std::int64_t>(step)]);
        std::erase(wanted, -1);
        std::sort(wanted.begin(), wanted.end());  // the reference lists regions by relevance
        std::vector<std::int64_t> ours;
        if (special != 0) ours.push_back(0);
        for (const std::int64_t token : tokens[step]) ours.push_back(token + special);
        if (special != 0) ours.push_back(static_cast<std::int64_t>(relevance.size()) + 1);
        INFO(part << " " << sign << " step " << step);
        CHECK(ours == wanted);
      }
    }
  }
}
