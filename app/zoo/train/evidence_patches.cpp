#include "app/zoo/train/evidence_patches.h"

#include <ATen/ATen.h>

#include <algorithm>

namespace rex::zoo {
namespace {

constexpr double middle_weight = 10;  // middles are rare

}  // namespace

EvidencePatches::EvidencePatches(std::int64_t hidden) : weight_(at::randn({4, hidden}) * 0.02), bias_(at::zeros({4})) {}

at::Tensor EvidencePatches::truth(const Scene& scene, const Question& question, const at::Tensor& objects,
                                  std::int64_t rows, std::int64_t columns) {
  at::Tensor truth = at::zeros({2, rows * columns}, at::kLong);
  for (std::size_t i = 0; i < question.evidence.size(); ++i) {
    const bool reference = question.kind == QuestionKind::relation && i > 0;
    truth[0].masked_fill_(objects.eq(question.evidence[i]), reference ? 2 : 1);
    if (reference) continue;
    const cv::Rect& box = scene.objects[static_cast<std::size_t>(question.evidence[i])].box;
    const std::int64_t column = (2 * box.x + box.width) * columns / (2 * scene.size.width);
    const std::int64_t row = (2 * box.y + box.height) * rows / (2 * scene.size.height);
    truth[1][std::min(row, rows - 1) * columns + std::min(column, columns - 1)] = 1;
  }
  return truth;
}

at::Tensor EvidencePatches::loss(const at::Tensor& patches, const at::Tensor& truth) const {
  const at::Tensor read = at::linear(patches, weight_, bias_).flatten(0, 1).to(at::kFloat);
  const at::Tensor rare = at::full({1}, middle_weight);
  return at::cross_entropy_loss(read.slice(1, 0, 3), truth.select(1, 0).flatten()) +
         at::binary_cross_entropy_with_logits(read.select(1, 3), truth.select(1, 1).flatten().to(at::kFloat), {}, rare);
}

}  // namespace rex::zoo
