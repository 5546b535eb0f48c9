#include "core/explain/relevancy/finish.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <limits>
#include <string>
#include <vector>

#include "core/explain/relevancy/read_row.h"

namespace rex {
namespace {

/// The tensors of RELEVANCIES that are defined.
std::vector<at::Tensor*> parts(Relevancies& relevancies) {
  std::vector<at::Tensor*> defined;
  for (at::Tensor* part : {&relevancies.image, &relevancies.text, &relevancies.queries, &relevancies.class_row,
                           &relevancies.patch_rows_mean, &relevancies.text_class_row, &relevancies.special}) {
    if (part->defined()) defined.push_back(part);
  }
  return defined;
}

std::vector<at::Tensor*> parts(Explanation& result) {
  std::vector<at::Tensor*> all = parts(result.relevancies);
  for (LayerStep& step : result.steps) {
    for (at::Tensor* part : parts(step.relevancies)) all.push_back(part);
  }
  return all;
}

constexpr double float_range = std::numeric_limits<float>::max();

/// The largest magnitude among VALUES that are finite; 0 without any.
double largest_of(const at::Tensor& values) {
  return values.numel() == 0 ? 0 : at::nan_to_num(values.detach().to(at::kDouble), 0, 0, 0).abs().max().item<double>();
}

std::int64_t count_not_finite(const at::Tensor& values) {
  return values.numel() - at::isfinite(values).sum().item<std::int64_t>();
}

}  // namespace

bool fits_float(const Explanation& result) {
  Explanation shallow;
  shallow.relevancies = result.relevancies;
  shallow.steps = result.steps;
  for (const at::Tensor* part : parts(shallow)) {
    if (count_not_finite(*part) > 0 || largest_of(*part) > float_range) return false;
  }
  return true;
}

Evidence in_double(const Evidence& evidence) {
  Evidence wide = evidence;
  for (AttentionMap& map : wide.maps) map.weights = map.weights.to(at::kDouble);
  for (std::vector<at::Tensor>* all : {&wide.gradients, &wide.relevances, &wide.layer_gradients}) {
    for (at::Tensor& one : *all) {
      if (one.defined()) one = one.to(at::kDouble);
    }
  }
  return wide;
}

void finish(Explanation& result) {
  double largest = 0;
  std::int64_t not_finite = 0;
  for (const at::Tensor* part : parts(result)) {
    largest = std::max(largest, largest_of(*part));
    not_finite += count_not_finite(*part);
  }
  const bool rescale = largest > float_range;
  for (at::Tensor* part : parts(result)) {
    at::Tensor values = part->detach().to(at::kCPU, at::kDouble);
    if (rescale) values = values / largest;
    *part = values.nan_to_num(0, 0, 0).to(at::kFloat).contiguous();
  }
  if (rescale) {
    add_note(result,
             "The relevance is larger than a 32-bit number holds, so it is given as a share of its largest value.");
  }
  if (not_finite > 0) {
    add_note(result, "The relevance overflowed or is undefined at " + std::to_string(not_finite) +
                         " places, which are drawn as 0: read this map with care.");
  }
}

}  // namespace rex
