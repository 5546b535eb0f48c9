#pragma once

#include <string>
#include <vector>

#include "app/zoo/scene/random.h"

namespace rex::zoo {

enum class ReviewKind { plain, negated, contrast };

std::string name(ReviewKind kind);

struct ReviewWord {
  /// What it does for the label. Only with the words that decide is it known; those that oppose stand in a clause that
  /// a contrast overrules, or make the contrast; any other may be missing.
  enum class Role { decides, opposes, other };

  std::string text;
  Role role = Role::other;

  bool punctuation() const { return text == "," || text == "." || text == "!"; }
};

/// A short review: "The plot was boring at first, but the ending was truly wonderful."
struct Review {
  std::vector<ReviewWord> words;  ///< with punctuation
  bool positive = false;
  ReviewKind kind = ReviewKind::plain;

  std::string text() const;
};

/// A random review; both labels are equally frequent.
Review make_review(Random& random);

/// Every word that a review can hold, lower case, sorted.
std::vector<std::string> review_words();

}  // namespace rex::zoo
