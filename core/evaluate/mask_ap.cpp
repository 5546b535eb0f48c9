#include "core/evaluate/mask_ap.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <map>
#include <numeric>
#include <utility>

#include "core/base/error.h"

namespace rex::evaluate {

namespace {

/// Areas in pixels; both ends belong to a range.
constexpr std::array<std::pair<double, double>, 4> area_ranges{
    {{0, 1e10}, {0, 32.0 * 32.0}, {32.0 * 32.0, 96.0 * 96.0}, {96.0 * 96.0, 1e10}}};

bool outside(double area, std::size_t range) {
  return area < area_ranges[range].first || area > area_ranges[range].second;
}

/// numpy.linspace's doubles.
std::vector<double> evenly_spaced(double first, double last, std::size_t count) {
  const double step = (last - first) / static_cast<double>(count - 1);
  std::vector<double> values(count);
  for (std::size_t i = 0; i < count; ++i) values[i] = static_cast<double>(i) * step + first;
  values.back() = last;
  return values;
}

/// The indices of the results, best first; equal scores as given.
std::vector<std::size_t> by_score(const std::vector<double>& scores) {
  std::vector<std::size_t> order(scores.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return scores[a] > scores[b]; });
  return order;
}

void check(const std::vector<MaskTruth>& truths, const std::vector<MaskResult>& results) {
  const RunLengths& size = truths.empty() ? results.front().mask : truths.front().mask;
  const auto check_one = [&](const std::string& where, std::int64_t id, const RunLengths& mask) {
    if (id < 1)
      throw Error(where, "has an id below 1, which COCO's evaluation takes for \"not matched\"", "Number from 1.");
    if (mask.height == size.height && mask.width == size.width) return;
    throw Error(where, "has a mask of another size than its picture's other masks", "Check the results' sizes.");
  };
  for (const MaskTruth& truth : truths) check_one("annotation " + std::to_string(truth.id), truth.id, truth.mask);
  for (const MaskResult& result : results) {
    const std::string where = "result " + std::to_string(result.id) + " of image " + std::to_string(result.image);
    check_one(where, result.id, result.mask);
    if (!std::isfinite(result.score)) throw Error(where, "has a score that is not a finite number", "Check the model.");
  }
}

/// The object of TRUTHS (in the order in which they are tried) that a result with the overlaps IOU takes at THRESHOLD;
/// their number where it takes none.
std::size_t best_truth(const std::vector<double>& iou, const std::vector<std::size_t>& tried,
                       const std::vector<bool>& ignored, const std::vector<bool>& crowd, const std::vector<bool>& taken,
                       double threshold) {
  double best_iou = std::min(threshold, 1 - 1e-10);
  std::size_t best = iou.size();
  for (const std::size_t truth : tried) {
    if (taken[truth] && !crowd[truth]) continue;
    if (best != iou.size() && !ignored[best] && ignored[truth]) break;  // only ignored objects follow
    if (iou[truth] < best_iou) continue;
    best_iou = iou[truth];
    best = truth;
  }
  return best;
}

double mean_of_counted(const std::vector<double>& values) {
  double sum = 0;
  std::size_t count = 0;
  for (const double value : values) {
    if (value <= -1) continue;
    sum += value;
    ++count;
  }
  return count == 0 ? -1 : sum / static_cast<double>(count);
}

}  // namespace

const std::vector<double>& coco_thresholds() {
  static const std::vector<double> thresholds = evenly_spaced(.5, .95, 10);
  return thresholds;
}

const std::vector<double>& iccv2021_thresholds() {
  static const std::vector<double> thresholds = evenly_spaced(.2, .95, 16);
  return thresholds;
}

double mask_iou(const RunLengths& result, const RunLengths& truth, bool crowd) {
  const std::int64_t both = intersection_area(result, truth);
  if (both == 0) return 0;
  const std::int64_t whole = crowd ? result.area() : result.area() + truth.area() - both;
  return static_cast<double>(both) / static_cast<double>(whole);
}

ImageMatches match(const std::vector<MaskTruth>& truths, const std::vector<MaskResult>& results,
                   const std::vector<double>& thresholds) {
  assert(!truths.empty() || !results.empty());
  check(truths, results);
  ImageMatches matches;
  matches.image = truths.empty() ? results.front().image : truths.front().image;
  matches.category = truths.empty() ? results.front().category : truths.front().category;
  std::vector<bool> crowd;
  for (const MaskTruth& truth : truths) {
    matches.truths.push_back(truth.id);
    crowd.push_back(truth.crowd);
  }
  std::vector<double> scores, areas;
  for (const MaskResult& result : results) scores.push_back(result.score);
  std::vector<std::size_t> best_first = by_score(scores);
  best_first.resize(std::min(best_first.size(), static_cast<std::size_t>(most_detections.back())));
  for (const std::size_t index : best_first) {
    const MaskResult& result = results[index];
    matches.results.push_back(result.id);
    matches.scores.push_back(result.score);
    areas.push_back(static_cast<double>(result.mask.area()));
    matches.iou.emplace_back();
    for (const MaskTruth& truth : truths) {
      matches.iou.back().push_back(mask_iou(result.mask, truth.mask, truth.crowd));
    }
  }

  for (std::size_t area = 0; area < area_names.size(); ++area) {
    std::vector<bool> ignored;
    for (const MaskTruth& truth : truths) ignored.push_back(truth.crowd || outside(truth.area, area));
    std::vector<std::size_t> tried(truths.size());
    std::iota(tried.begin(), tried.end(), 0);
    std::stable_partition(tried.begin(), tried.end(), [&](std::size_t truth) { return !ignored[truth]; });
    for (const std::size_t truth : tried) matches.ordered_truths[area].push_back(truths[truth].id);
    matches.counted_truths[area] = std::count(ignored.begin(), ignored.end(), false);
    for (const double threshold : thresholds) {
      std::vector<bool> taken(truths.size(), false);
      std::vector<std::int64_t> ids, ignores;
      for (std::size_t result = 0; result < areas.size(); ++result) {
        const std::size_t truth = best_truth(matches.iou[result], tried, ignored, crowd, taken, threshold);
        const bool found = truth != truths.size();
        if (found) taken[truth] = true;
        ids.push_back(found ? truths[truth].id : 0);
        ignores.push_back((found ? ignored[truth] : outside(areas[result], area)) ? 1 : 0);
      }
      matches.matched[area].push_back(std::move(ids));
      matches.ignored[area].push_back(std::move(ignores));
    }
  }
  return matches;
}

std::vector<ImageMatches> match_all(const std::vector<MaskTruth>& truths, const std::vector<MaskResult>& results,
                                    const std::vector<double>& thresholds) {
  struct Pair {
    std::vector<MaskTruth> truths;
    std::vector<MaskResult> results;
  };
  std::map<std::pair<std::int64_t, std::int64_t>, Pair> pairs;  // by category and picture
  for (const MaskTruth& truth : truths) pairs[{truth.category, truth.image}].truths.push_back(truth);
  for (const MaskResult& result : results) pairs[{result.category, result.image}].results.push_back(result);
  std::vector<ImageMatches> matches;
  for (const auto& [key, pair] : pairs) matches.push_back(match(pair.truths, pair.results, thresholds));
  return matches;
}

MaskScores::MaskScores(std::vector<ImageMatches> matches, std::vector<std::int64_t> categories,
                       std::vector<double> thresholds)
    : categories_(std::move(categories)), thresholds_(std::move(thresholds)) {
  std::sort(categories_.begin(), categories_.end());
  std::sort(matches.begin(), matches.end(), [](const ImageMatches& a, const ImageMatches& b) {
    return std::pair(a.category, a.image) < std::pair(b.category, b.image);
  });
  std::map<std::int64_t, std::vector<const ImageMatches*>> by_category;
  for (const ImageMatches& match : matches) {
    std::vector<const ImageMatches*>& list = by_category[match.category];
    if (!list.empty() && list.back()->image == match.image) {
      throw Error("mask AP", "image " + std::to_string(match.image) + " was matched twice",
                  "Merge each part of the data set once.");
    }
    list.push_back(&match);
  }
  const std::size_t cells = thresholds_.size() * categories_.size() * area_names.size() * most_detections.size();
  precision_.assign(cells * recall_points, -1);
  recall_.assign(cells, -1);
  for (std::size_t category = 0; category < categories_.size(); ++category) {
    for (std::size_t area = 0; area < area_names.size(); ++area) {
      for (std::size_t most = 0; most < most_detections.size(); ++most) {
        accumulate(by_category[categories_[category]], category, area, most);
      }
    }
  }
}

void MaskScores::accumulate(const std::vector<const ImageMatches*>& matches, std::size_t category, std::size_t area,
                            std::size_t most) {
  struct Place {
    const ImageMatches* image;
    std::size_t result;
  };
  std::vector<Place> places;
  std::vector<double> scores;
  std::int64_t truths = 0;
  for (const ImageMatches* image : matches) {
    truths += image->counted_truths[area];
    const std::size_t count = std::min(image->scores.size(), static_cast<std::size_t>(most_detections[most]));
    for (std::size_t result = 0; result < count; ++result) {
      places.push_back({image, result});
      scores.push_back(image->scores[result]);
    }
  }
  if (truths == 0) return;  // stays −1
  const std::vector<std::size_t> best_first = by_score(scores);
  for (std::size_t threshold = 0; threshold < thresholds_.size(); ++threshold) {
    std::vector<double> recalls, precisions;
    double true_positives = 0, false_positives = 0;
    for (const std::size_t index : best_first) {
      const auto& [image, result] = places[index];
      if (image->ignored[area][threshold][result] == 0) {
        (image->matched[area][threshold][result] != 0 ? true_positives : false_positives) += 1;
      }
      constexpr double spacing = 2.220446049250313e-16;  // COCO's guard against 0/0
      recalls.push_back(true_positives / static_cast<double>(truths));
      precisions.push_back(true_positives / (true_positives + false_positives + spacing));
    }
    for (std::size_t i = precisions.size(); i-- > 1;) precisions[i - 1] = std::max(precisions[i - 1], precisions[i]);
    const std::size_t cell = recall_index(threshold, category, area, most);
    recall_[cell] = recalls.empty() ? 0 : recalls.back();
    for (std::size_t point = 0; point < recall_points; ++point) {
      const double wanted = point + 1 == recall_points ? 1 : static_cast<double>(point) * 0.01;  // as numpy.linspace
      const auto at = std::lower_bound(recalls.begin(), recalls.end(), wanted);
      precision_[cell * recall_points + point] =
          at == recalls.end() ? 0 : precisions[static_cast<std::size_t>(at - recalls.begin())];
    }
  }
}

std::size_t MaskScores::recall_index(std::size_t threshold, std::size_t category, std::size_t area,
                                     std::size_t most) const {
  return ((threshold * categories_.size() + category) * area_names.size() + area) * most_detections.size() + most;
}

double MaskScores::precision(std::size_t threshold, std::size_t point, std::size_t category, std::size_t area,
                             std::size_t most) const {
  return precision_[recall_index(threshold, category, area, most) * recall_points + point];
}

double MaskScores::recall(std::size_t threshold, std::size_t category, std::size_t area, std::size_t most) const {
  return recall_[recall_index(threshold, category, area, most)];
}

MaskAp MaskScores::summary_of(const std::vector<std::size_t>& categories) const {
  std::vector<std::size_t> all(thresholds_.size());
  std::iota(all.begin(), all.end(), 0);
  const auto average_precision = [&](const std::vector<std::size_t>& thresholds, std::size_t area) {
    std::vector<double> values;
    for (const std::size_t threshold : thresholds) {
      for (std::size_t point = 0; point < recall_points; ++point) {
        for (const std::size_t category : categories) values.push_back(precision(threshold, point, category, area));
      }
    }
    return mean_of_counted(values);
  };
  const auto average_recall = [&](std::size_t area, std::size_t most) {
    std::vector<double> values;
    for (const std::size_t threshold : all) {
      for (const std::size_t category : categories) values.push_back(recall(threshold, category, area, most));
    }
    return mean_of_counted(values);
  };
  const auto at = [&](double wanted) {
    std::vector<std::size_t> found;
    for (const std::size_t threshold : all) {
      if (thresholds_[threshold] == wanted) found.push_back(threshold);
    }
    return found;
  };
  return {average_precision(all, 0), average_precision(at(.5), 0), average_precision(at(.75), 0),
          average_precision(all, 1), average_precision(all, 2),    average_precision(all, 3),
          average_recall(0, 0),      average_recall(0, 1),         average_recall(0, 2),
          average_recall(1, 2),      average_recall(2, 2),         average_recall(3, 2)};
}

MaskAp MaskScores::summary() const {
  std::vector<std::size_t> all(categories_.size());
  std::iota(all.begin(), all.end(), 0);
  return summary_of(all);
}

MaskAp MaskScores::summary(std::size_t category) const { return summary_of({category}); }

double MaskScores::ap_at(std::size_t threshold) const {
  std::vector<double> values;
  for (std::size_t point = 0; point < recall_points; ++point) {
    for (std::size_t category = 0; category < categories_.size(); ++category) {
      values.push_back(precision(threshold, point, category));
    }
  }
  return mean_of_counted(values);
}

}  // namespace rex::evaluate
