#pragma once

#include <cstddef>
#include <functional>
#include <list>
#include <tuple>

#include "core/models/forward_pass.h"
#include "core/nn/forward_context.h"

namespace rex {

/// What a further pass over the same inputs is made for.
struct PassKind {
  bool layer_scores = false;  ///< a gradient pass with the scores of single layers; the rest is then as it is here
  nn::RuleSet rules = nn::RuleSet::standard;
  bool to_inputs = false;  ///< a relevance pass whose graph goes down to the inputs
  bool in_double = false;

  auto tie() const { return std::tie(layer_scores, rules, to_inputs, in_double); }
  bool operator==(const PassKind& other) const { return tie() == other.tie(); }
  bool operator<(const PassKind& other) const { return tie() < other.tie(); }
  /// Whether a pass of this kind gives all that one of WANTED gives: one to the inputs also has the maps.
  bool serves(const PassKind& wanted) const;
};

/// Passes with their graphs, which serve every later target. A graph of a large model takes gigabytes: all together
/// keep to a quarter of the memory that was free when the last one came, the oldest going first.
class KeptPasses {
 public:
  /// The pass that serves WANTED; null where there is none.
  ForwardPass* find(const PassKind& wanted);

  /// Makes a pass by MAKE and keeps it; what it takes is measured. Drops the oldest ones, first so that as much fits as
  /// the largest took, then until all keep to the budget; the new one stays in any case.
  ForwardPass& keep(const PassKind& kind, const std::function<ForwardPass()>& make);

  std::size_t bytes() const;
  std::size_t count() const { return passes_.size(); }

  /// BYTES in place of a quarter of the free memory; 0: that.
  void set_budget(std::size_t bytes) { fixed_budget_ = bytes; }

 private:
  struct Kept {
    PassKind kind;
    ForwardPass pass;
    std::size_t bytes = 0;
  };
  std::size_t budget() const;
  void drop_until(std::size_t most_bytes, std::size_t least_count);

  std::list<Kept> passes_;  // oldest first
  std::size_t fixed_budget_ = 0;
};

}  // namespace rex
