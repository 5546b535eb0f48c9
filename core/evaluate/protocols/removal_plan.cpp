#include "core/evaluate/protocols/removal_plan.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <utility>

namespace rex::evaluate {
namespace {

/// So many inputs are made at a time: 40 MB of pictures of 224 × 224.
constexpr std::size_t most_at_hand = 64;

}  // namespace

std::size_t RemovalPlan::add(Part part, std::vector<std::int64_t> places) {
  if (places.empty()) part = Part::pixels;  // the clean input, whatever would go
  const auto [found, is_new] = numbers_.emplace(Wanted(part, std::move(places)), wanted_.size());
  if (is_new) wanted_.push_back(&found->first);
  return found->second;
}

void RemovalPlan::run() {
  std::vector<std::size_t> order;
  for (std::size_t i = results_.size(); i < wanted_.size(); ++i) order.push_back(i);
  results_.resize(wanted_.size());
  run(std::move(order));
}

std::size_t RemovalPlan::run_next(std::size_t most) {
  std::vector<std::size_t> order;
  for (std::size_t i = results_.size(); i < std::min(wanted_.size(), results_.size() + most); ++i) order.push_back(i);
  results_.resize(results_.size() + order.size());
  const std::size_t count = order.size();
  run(std::move(order));
  return count;
}

void RemovalPlan::run(std::vector<std::size_t> order) {
  // Inputs of equal lengths beside each other.
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return std::pair(wanted_[a]->first, wanted_[a]->second.size()) <
           std::pair(wanted_[b]->first, wanted_[b]->second.size());
  });
  for (std::size_t begin = 0; begin < order.size(); begin += most_at_hand) {
    const std::size_t end = std::min(begin + most_at_hand, order.size());
    std::vector<ModelInputs> inputs;
    for (std::size_t i = begin; i < end; ++i) {
      scores_.check();  // filling in pixels takes its time
      inputs.push_back(removal_.without(wanted_[order[i]]->first, wanted_[order[i]]->second));
    }
    const std::vector<at::Tensor> scores = scores_.of(inputs);
    for (std::size_t i = begin; i < end; ++i) results_[order[i]] = scores[i - begin];
  }
}

}  // namespace rex::evaluate
