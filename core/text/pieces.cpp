#include "core/text/pieces.h"

#include <algorithm>

namespace rex::text {
namespace {

/// Stretches joined to the one before where a match follows what is no match.
std::vector<Stretch> merged(std::span<const Stretch> stretches) {
  std::vector<Stretch> result;
  bool previous = false;
  for (const Stretch& stretch : stretches) {
    if (stretch.matches && !previous && !result.empty()) {
      result.back().begin = std::min(result.back().begin, stretch.begin);
      result.back().end = std::max(result.back().end, stretch.end);
    } else {
      result.push_back(stretch);
    }
    previous = stretch.matches;
  }
  return result;
}

std::vector<Stretch> joined_neighbours(std::span<const Stretch> stretches) {
  std::vector<Stretch> result;
  for (const Stretch& stretch : stretches) {
    if (!result.empty() && result.back().matches == stretch.matches) {
      result.back().end = stretch.end;
    } else {
      result.push_back(stretch);
    }
  }
  return result;
}

}  // namespace

void append_ranges(std::span<const Stretch> stretches, SplitBehavior behavior, std::size_t offset,
                   std::vector<Pieces::Range>& ranges) {
  const auto append = [&](const Stretch& stretch) {
    if (stretch.begin < stretch.end) ranges.push_back({offset + stretch.begin, offset + stretch.end});
  };
  switch (behavior) {
    case SplitBehavior::removed:
      for (const Stretch& stretch : stretches) {
        if (!stretch.matches) append(stretch);
      }
      break;
    case SplitBehavior::isolated:
      for (const Stretch& stretch : stretches) append(stretch);
      break;
    case SplitBehavior::contiguous:
      for (const Stretch& stretch : joined_neighbours(stretches)) append(stretch);
      break;
    case SplitBehavior::merged_with_previous:
      for (const Stretch& stretch : merged(stretches)) append(stretch);
      break;
    case SplitBehavior::merged_with_next: {
      const std::vector<Stretch> backwards(stretches.rbegin(), stretches.rend());
      std::vector<Stretch> result = merged(backwards);
      std::reverse(result.begin(), result.end());
      for (const Stretch& stretch : result) append(stretch);
      break;
    }
  }
}

}  // namespace rex::text
