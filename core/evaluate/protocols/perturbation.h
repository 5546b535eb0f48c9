// The perturbation tests of both papers: what becomes of the answer while the most relevant, or the least, goes first.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/evaluate/curve.h"
#include "core/evaluate/order.h"
#include "core/evaluate/protocols/ranking.h"
#include "core/evaluate/protocols/removal_plan.h"

namespace rex::evaluate {

/// What each of STEPS takes away of RANKING, ascending places. Pixels and patches: trunc(n · step) [CVPR21]; words and
/// regions: all but trunc((1 − step) · n) [ICCV21]. Throws Error where a relevance is not finite.
std::vector<std::vector<std::int64_t>> removed_places(const Ranking& ranking, First first,
                                                      const std::vector<double>& steps);

/// The published steps of PART of a model with DOMAINS: pixels .1 … .9; words and regions those of ICCV 2021, where
/// regions beside words in one sequence have steps of their own. The clean input is the first.
std::vector<double> published_steps(Part part, const std::vector<TokenDomain>& domains);

/// Numbers in a plan, beside steps.
struct PlannedSteps {
  std::vector<std::size_t> positive;  ///< most relevant first
  std::vector<std::size_t> negative;  ///< least relevant first
};
PlannedSteps plan_steps(RemovalPlan& plan, const Ranking& ranking, const std::vector<double>& steps);

/// What was said at each step.
struct FollowedAnswers {
  std::vector<double> probability;  ///< of the target
  std::vector<std::int64_t> best;   ///< the highest answer
};
FollowedAnswers follow(const RemovalPlan& plan, const std::vector<std::size_t>& numbers, const Target& target);

/// SaCo's groups of RANKING, each alone taken away; MEAN_PLAN replaces by the picture's mean.
std::vector<std::size_t> plan_groups(RemovalPlan& mean_plan, const Ranking& ranking, std::int64_t groups);

/// The coefficient from the probabilities without each group; none where it is 0/0.
std::optional<double> saco_of(const Ranking& ranking, std::int64_t groups, double clean,
                              const std::vector<double>& without);

}  // namespace rex::evaluate
