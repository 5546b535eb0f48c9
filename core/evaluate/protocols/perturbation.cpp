#include "core/evaluate/protocols/perturbation.h"

#include <algorithm>
#include <utility>

#include "core/evaluate/saco.h"

namespace rex::evaluate {
namespace {

/// The places of the elements INDICES of RANKING, ascending.
std::vector<std::int64_t> places_of(const Ranking& ranking, const std::vector<std::int64_t>& indices) {
  std::vector<std::int64_t> places;
  for (const std::int64_t index : indices) places.push_back(ranking.places[static_cast<std::size_t>(index)]);
  std::sort(places.begin(), places.end());
  return places;
}

}  // namespace

std::vector<std::vector<std::int64_t>> removed_places(const Ranking& ranking, First first,
                                                      const std::vector<double>& steps) {
  const std::vector<std::int64_t> order = evaluate::order(std::span<const double>(ranking.relevance), first);
  const auto count = static_cast<std::int64_t>(order.size());
  const bool tokens = ranking.part == Part::words || ranking.part == Part::regions;
  std::vector<std::vector<std::int64_t>> removed;
  std::vector<bool> gone(order.size());  // marks in place of sorting: a picture has 50,000 pixels
  for (const double step : steps) {
    const std::int64_t wanted = tokens ? count - kept_count(count, step) : removed_count(count, step);
    std::fill(gone.begin(), gone.end(), false);
    for (std::int64_t i = 0; i < wanted; ++i) gone[static_cast<std::size_t>(order[static_cast<std::size_t>(i)])] = true;
    std::vector<std::int64_t>& places = removed.emplace_back();
    places.reserve(static_cast<std::size_t>(wanted));
    for (std::size_t i = 0; i < gone.size(); ++i) {
      if (gone[i]) places.push_back(ranking.places[i]);
    }
  }
  return removed;
}

std::vector<double> published_steps(Part part, const std::vector<TokenDomain>& domains) {
  if (part == Part::pixels || part == Part::patches) return pixel_fractions();
  const bool one_stream = std::any_of(domains.begin(), domains.end(), [](const TokenDomain& domain) {
    return domain.count(TokenKind::word) > 0 && domain.count(TokenKind::region) > 0;
  });
  return part == Part::regions && one_stream ? visual_bert_region_steps() : token_steps();
}

PlannedSteps plan_steps(RemovalPlan& plan, const Ranking& ranking, const std::vector<double>& steps) {
  PlannedSteps planned;
  for (auto& removed : removed_places(ranking, First::most_relevant, steps)) {
    planned.positive.push_back(plan.add(ranking.part, std::move(removed)));
  }
  for (auto& removed : removed_places(ranking, First::least_relevant, steps)) {
    planned.negative.push_back(plan.add(ranking.part, std::move(removed)));
  }
  return planned;
}

FollowedAnswers follow(const RemovalPlan& plan, const std::vector<std::size_t>& numbers, const Target& target) {
  FollowedAnswers answers;
  for (const std::size_t number : numbers) {
    answers.probability.push_back(plan.probability(number, target));
    answers.best.push_back(best_of(plan.scores(number), target));
  }
  return answers;
}

std::vector<std::size_t> plan_groups(RemovalPlan& mean_plan, const Ranking& ranking, std::int64_t groups) {
  std::vector<std::size_t> numbers;
  for (const std::vector<std::int64_t>& group : saco_groups(ranking.relevance, groups)) {
    numbers.push_back(mean_plan.add(ranking.part, places_of(ranking, group)));
  }
  return numbers;
}

std::optional<double> saco_of(const Ranking& ranking, std::int64_t groups, double clean,
                              const std::vector<double>& without) {
  std::vector<double> drops;
  for (const double probability : without) drops.push_back(clean - probability);
  return saco(group_salience(ranking.relevance, saco_groups(ranking.relevance, groups)), drops);
}

}  // namespace rex::evaluate
