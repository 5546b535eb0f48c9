// How well scores put the right elements first: average precision and its relatives.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace rex::evaluate {

/// Elements by descending score, counted at every distinct score: equal scores enter together.
class RankedLabels {
 public:
  /// SCORES and LABELS (0 or 1) beside each other. Throws Error where a score is not finite.
  RankedLabels(std::span<const double> scores, std::span<const std::uint8_t> labels);

  /// The sum of (recall − the recall before) · precision. 0 without a positive label.
  double average_precision() const;

  /// The trapezoid of precision over recall from (recall 0, precision 1), as ERASER's AUPRC: not the step sum. Without
  /// a positive label recall counts as 1, as in scikit-learn.
  double precision_recall_area() const;

  /// The area under true positive over false positive rate; none where all labels are equal.
  std::optional<double> roc_area() const;

 private:
  struct Point {
    double true_positives = 0, false_positives = 0;
  };
  std::vector<Point> points_;  // one for each distinct score, running sums
};

}  // namespace rex::evaluate
