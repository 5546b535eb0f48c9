#pragma once

#include <string>
#include <vector>

#include "app/zoo/scene/random.h"

namespace rex::zoo {

enum class ReviewKind { plain, negated, contrast };

std::string name(ReviewKind kind);

/// A short review: "The plot was boring at first, but the ending was truly wonderful."
struct Review {
  std::string text;
  bool positive = false;
  ReviewKind kind = ReviewKind::plain;
  size_t decides_from = 0, decides_to = 0;  // bytes of TEXT that decide: the whole, or the clause after the contrast
};

/// A random review; both labels are equally frequent.
Review make_review(Random& random);

/// Every word that a review can hold, lower case, sorted.
std::vector<std::string> review_words();

}  // namespace rex::zoo
