// Average precision and recall of masks as COCO's evaluation defines them ("segm" of COCOeval). First every picture's
// results are matched with its objects, then the matches of all pictures are accumulated: shards only exchange matches.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "core/evaluate/mask.h"

namespace rex::evaluate {

/// An object of the ground truth.
struct MaskTruth {
  std::int64_t id = 0;  ///< 1…
  std::int64_t image = 0;
  std::int64_t category = 0;
  bool crowd = false;  ///< a group drawn as one: found or not, it counts neither way
  double area = 0;     ///< the file's own number, which decides small, medium or large; not the mask's
  RunLengths mask;
};

/// A detection.
struct MaskResult {
  std::int64_t id = 0;  ///< its number in the results, from 1
  std::int64_t image = 0;
  std::int64_t category = 0;
  double score = 0;
  RunLengths mask;
};

inline constexpr std::array<const char*, 4> area_names{"all", "small", "medium", "large"};
inline constexpr std::array<std::int64_t, 3> most_detections{1, 10, 100};  ///< for each picture and category

/// The thresholds of the intersection over union: COCO's .5, .55 … .95, and those of ICCV 2021 from .2 on. As doubles
/// they are numpy.linspace's, which decide equalities.
const std::vector<double>& coco_thresholds();
const std::vector<double>& iccv2021_thresholds();

/// |both| / |either|; against a CROWD |both| / |result|. 0 where nothing is shared.
double mask_iou(const RunLengths& result, const RunLengths& truth, bool crowd);

/// What became of the results of one picture and category; by area (see area_names), threshold, and result.
struct ImageMatches {
  std::int64_t image = 0;
  std::int64_t category = 0;
  std::vector<std::int64_t> results;     ///< ids by descending score, equal scores as given, at most 100
  std::vector<double> scores;            ///< beside results
  std::vector<std::int64_t> truths;      ///< ids in the order given
  std::vector<std::vector<double>> iou;  ///< [result][truth]
  using Table = std::vector<std::vector<std::int64_t>>;     ///< [threshold][result]
  std::array<Table, 4> matched;                             ///< the object's id, 0 for none
  std::array<Table, 4> ignored;                             ///< 1 where a result counts neither way
  std::array<std::vector<std::int64_t>, 4> ordered_truths;  ///< ids as they are tried: those that count first
  std::array<std::int64_t, 4> counted_truths{};             ///< how many objects are not ignored
};

/// Matches RESULTS with TRUTHS of one picture and category. Throws Error for an id below 1, a score that is not finite,
/// and masks of different sizes.
ImageMatches match(const std::vector<MaskTruth>& truths, const std::vector<MaskResult>& results,
                   const std::vector<double>& thresholds);

/// The same for many pictures and categories, ordered by category, then picture; pairs without any result or object are
/// left out.
std::vector<ImageMatches> match_all(const std::vector<MaskTruth>& truths, const std::vector<MaskResult>& results,
                                    const std::vector<double>& thresholds);

/// The numbers that COCO's evaluation prints; −1 where nothing counts.
struct MaskAp {
  double ap = -1, ap50 = -1, ap75 = -1, ap_small = -1, ap_medium = -1, ap_large = -1;
  double ar_1 = -1, ar_10 = -1, ar_100 = -1, ar_small = -1, ar_medium = -1, ar_large = -1;
};

/// Precision and recall at every point; −1 for a category without objects.
class MaskScores {
 public:
  /// Accumulates MATCHES (each picture and category once, in any order) for CATEGORIES, which are sorted.
  MaskScores(std::vector<ImageMatches> matches, std::vector<std::int64_t> categories, std::vector<double> thresholds);

  static constexpr std::size_t recall_points = 101;  ///< 0, .01 … 1

  /// Precision where recall first reaches point/100; AREA and MOST are indices of area_names and most_detections.
  double precision(std::size_t threshold, std::size_t point, std::size_t category, std::size_t area = 0,
                   std::size_t most = 2) const;
  /// The last recall.
  double recall(std::size_t threshold, std::size_t category, std::size_t area = 0, std::size_t most = 2) const;

  const std::vector<std::int64_t>& categories() const { return categories_; }
  const std::vector<double>& thresholds() const { return thresholds_; }

  MaskAp summary() const;
  /// Of one category, an index of categories().
  MaskAp summary(std::size_t category) const;
  /// The mean precision at THRESHOLD over recalls and categories.
  double ap_at(std::size_t threshold) const;

 private:
  void accumulate(const std::vector<const ImageMatches*>& matches, std::size_t category, std::size_t area,
                  std::size_t most);
  std::size_t recall_index(std::size_t threshold, std::size_t category, std::size_t area, std::size_t most) const;
  MaskAp summary_of(const std::vector<std::size_t>& categories) const;

  std::vector<std::int64_t> categories_;
  std::vector<double> thresholds_;
  std::vector<double> precision_;  // [threshold, category, area, most, point]
  std::vector<double> recall_;     // [threshold, category, area, most]
};

}  // namespace rex::evaluate
