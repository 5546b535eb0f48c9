// All the removals that a sample's protocols ask for, run together.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "core/evaluate/protocols/input_removal.h"
#include "core/evaluate/protocols/plain_scores.h"

namespace rex::evaluate {

/// Collects removals; run() scores them in batches, equal ones once.
class RemovalPlan {
 public:
  /// Both must outlive this.
  RemovalPlan(const InputRemoval& removal, const PlainScores& scores) : removal_(removal), scores_(scores) {}

  /// Asks for the scores without PLACES (ascending) of PART; returns its number.
  std::size_t add(Part part, std::vector<std::int64_t> places);

  /// Runs the model on what was asked for since the last run.
  void run();

  /// Runs the next MOST of them alone, in the order in which they were asked for; returns how many there were.
  std::size_t run_next(std::size_t most);

  const at::Tensor& scores(std::size_t number) const { return results_.at(number); }
  /// Of TARGET by the model's own rule (probability_of()).
  double probability(std::size_t number, const Target& target) const {
    return probability_of(scores(number), target, scores_.rule());
  }
  std::size_t size() const { return wanted_.size(); }  ///< different removals

 private:
  void run(std::vector<std::size_t> order);

  using Wanted = std::pair<Part, std::vector<std::int64_t>>;

  const InputRemoval& removal_;
  const PlainScores& scores_;
  std::map<Wanted, std::size_t> numbers_;
  std::vector<const Wanted*> wanted_;  // keys of numbers_
  std::vector<at::Tensor> results_;    // beside wanted_; undefined until run
};

}  // namespace rex::evaluate
