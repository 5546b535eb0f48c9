#include "core/evaluate/saco.h"

#include <cassert>
#include <cmath>
#include <string>

#include "core/base/error.h"
#include "core/evaluate/order.h"

namespace rex::evaluate {

std::vector<std::vector<std::int64_t>> saco_groups(std::span<const double> salience, std::int64_t count) {
  assert(count > 0);
  const std::vector<std::int64_t> ranked = order(salience, First::most_relevant);
  const auto size = static_cast<std::int64_t>(ranked.size());
  if (size < count) {
    throw Error("SaCo", std::to_string(size) + " values cannot be cut into " + std::to_string(count) + " groups",
                "Ask for fewer groups.");
  }
  std::vector<std::vector<std::int64_t>> groups;
  const auto border = [&](std::int64_t group) { return (group * size + count - 1) / count; };  // rounded up
  for (std::int64_t group = 0; group < count; ++group) {
    groups.emplace_back(ranked.begin() + border(group), ranked.begin() + border(group + 1));
  }
  return groups;
}

std::vector<double> group_salience(std::span<const double> salience,
                                   const std::vector<std::vector<std::int64_t>>& groups) {
  std::vector<double> sums;
  for (const std::vector<std::int64_t>& group : groups) {
    double sum = 0;
    for (const std::int64_t index : group) sum += salience[static_cast<std::size_t>(index)];
    sums.push_back(sum);
  }
  return sums;
}

std::optional<double> saco(std::span<const double> salience, std::span<const double> drops) {
  assert(salience.size() == drops.size());
  double agreed = 0, total = 0;
  for (std::size_t i = 0; i < salience.size(); ++i) {
    for (std::size_t j = i + 1; j < salience.size(); ++j) {
      const double difference = salience[i] - salience[j];
      agreed += drops[i] >= drops[j] ? difference : -difference;
      total += std::abs(difference);
    }
  }
  if (total == 0) return std::nullopt;
  return agreed / total;
}

}  // namespace rex::evaluate
