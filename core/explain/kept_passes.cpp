#include "core/explain/kept_passes.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <utility>

#include "core/base/memory.h"

namespace rex {
namespace {

/// What the maps of PASS take: the least that its graph holds.
std::size_t map_bytes(const ForwardPass& pass) {
  std::size_t bytes = 0;
  for (const AttentionMap& map : pass.trace.maps) bytes += map.weights.nbytes();
  return bytes;
}

}  // namespace

bool PassKind::serves(const PassKind& wanted) const {
  if (layer_scores != wanted.layer_scores) return false;
  return layer_scores || (rules == wanted.rules && in_double == wanted.in_double && (to_inputs || !wanted.to_inputs));
}

ForwardPass* KeptPasses::find(const PassKind& wanted) {
  const auto found =
      std::find_if(passes_.begin(), passes_.end(), [&](const Kept& kept) { return kept.kind.serves(wanted); });
  return found == passes_.end() ? nullptr : &found->pass;
}

std::size_t KeptPasses::bytes() const {
  std::size_t sum = 0;
  for (const Kept& kept : passes_) sum += kept.bytes;
  return sum;
}

/// What is kept already counts as free: it goes where it must.
std::size_t KeptPasses::budget() const {
  return fixed_budget_ > 0 ? fixed_budget_ : (available_memory() + bytes()) / 4;
}

void KeptPasses::drop_until(std::size_t most_bytes, std::size_t least_count) {
  while (passes_.size() > least_count && bytes() > most_bytes) passes_.pop_front();
}

ForwardPass& KeptPasses::keep(const PassKind& kind, const std::function<ForwardPass()>& make) {
  const std::size_t most = budget();
  std::size_t largest = 0;
  for (const Kept& kept : passes_) largest = std::max(largest, kept.bytes);
  drop_until(most - std::min(most, largest), 0);
  const std::size_t before = resident_memory();
  ForwardPass pass = make();
  const std::size_t after = resident_memory();
  const std::size_t taken = std::max(map_bytes(pass), after > before ? after - before : 0);
  passes_.push_back({kind, std::move(pass), taken});
  drop_until(most, 1);
  return passes_.back().pass;
}

}  // namespace rex
