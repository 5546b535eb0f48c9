// Segmentation, pointing game, and the ranking under both.
#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

#include "core/base/error.h"
#include "core/evaluate/pointing.h"
#include "core/evaluate/query_mask.h"
#include "core/evaluate/ranked_labels.h"
#include "core/evaluate/segmentation.h"
#include "tests/support/catch.h"

using namespace rex;
using namespace rex::evaluate;

namespace {

struct LabelledScores {
  std::vector<double> scores;
  std::vector<std::uint8_t> labels;
};

LabelledScores random_ranking(unsigned seed) {
  std::mt19937 random(seed);
  LabelledScores ranking;
  for (int i = 0; i < 40; ++i) {
    ranking.scores.push_back(static_cast<double>(random() % 9) / 8);
    ranking.labels.push_back(random() % 3 == 0 ? 1 : 0);
  }
  ranking.labels[0] = 1;
  ranking.labels[1] = 0;
  return ranking;
}

}  // namespace

TEST_CASE("the area under the ROC is the share of pairs in the right order, ties half") {
  for (unsigned seed = 0; seed < 10; ++seed) {
    const LabelledScores ranking = random_ranking(seed);
    double right = 0, pairs = 0;
    for (std::size_t i = 0; i < ranking.scores.size(); ++i) {
      for (std::size_t j = 0; j < ranking.scores.size(); ++j) {
        if (ranking.labels[i] != 1 || ranking.labels[j] != 0) continue;
        ++pairs;
        right += ranking.scores[i] > ranking.scores[j] ? 1 : ranking.scores[i] == ranking.scores[j] ? .5 : 0;
      }
    }
    CHECK(RankedLabels(ranking.scores, ranking.labels).roc_area().value() == Approx(right / pairs));
  }
}

TEST_CASE("average precision is the mean over positives of the precision at their score") {
  for (unsigned seed = 0; seed < 10; ++seed) {
    const LabelledScores ranking = random_ranking(seed);
    double sum = 0, positives = 0;
    for (std::size_t i = 0; i < ranking.scores.size(); ++i) {
      if (ranking.labels[i] == 0) continue;
      double hits = 0, all = 0;
      for (std::size_t j = 0; j < ranking.scores.size(); ++j) {
        if (ranking.scores[j] < ranking.scores[i]) continue;
        ++all;
        hits += ranking.labels[j];
      }
      ++positives;
      sum += hits / all;
    }
    CHECK(RankedLabels(ranking.scores, ranking.labels).average_precision() == Approx(sum / positives));
  }
}

TEST_CASE("rankings without one of the labels have the values of scikit-learn") {
  const std::vector<double> scores{.1, .2, .3};
  const RankedLabels none(scores, std::vector<std::uint8_t>{0, 0, 0}), all(scores, std::vector<std::uint8_t>{1, 1, 1});
  CHECK(none.average_precision() == 0);
  CHECK(none.precision_recall_area() == Approx(.5));
  CHECK_FALSE(none.roc_area());
  CHECK_FALSE(all.roc_area());
  CHECK(all.average_precision() == Approx(1));
  CHECK_THROWS_AS(RankedLabels(std::vector<double>{0.0 / 0.0}, std::vector<std::uint8_t>{1}), Error);
}

TEST_CASE("a map that is the label segments without an error") {
  std::vector<float> map(100, 0);
  std::vector<std::int64_t> labels(100, 0);
  for (std::size_t i = 30; i < 50; ++i) {
    map[i] = 3;
    labels[i] = 1;
  }
  labels[99] = ignored_label;
  map[99] = 3;
  const SegmentationScore score = score_segmentation(map, labels);
  CHECK(score.counts.labelled == 99);
  CHECK(score.counts.pixel_accuracy() == 1);
  CHECK(score.counts.mean_iou() == 1);
  CHECK(score.average_precision == Approx(1));
}

TEST_CASE("segmentation does not mind the map's scale, and counts of parts add up") {
  std::mt19937 random(5);
  std::vector<float> map(256), scaled(256);
  std::vector<std::int64_t> labels(256);
  for (std::size_t i = 0; i < map.size(); ++i) {
    map[i] = static_cast<float>(random() % 1024) / 1024;
    scaled[i] = map[i] * 4 - 2;
    labels[i] = static_cast<std::int64_t>(random() % 3) - 1;
  }
  const SegmentationScore score = score_segmentation(map, labels);
  CHECK(score_segmentation(scaled, labels).counts == score.counts);
  CHECK(score_segmentation(scaled, labels).average_precision == score.average_precision);
  SegmentationCounts twice = score.counts;
  twice += score.counts;
  CHECK(twice.mean_iou() == Approx(score.counts.mean_iou()));
  CHECK(score.counts.united[0] + score.counts.united[1] == 2 * score.counts.labelled - score.counts.correct);
}

TEST_CASE("segmentation refuses other labels, other sizes and what is not finite") {
  const std::vector<float> map{0, 1};
  CHECK_THROWS_AS(score_segmentation(map, std::vector<std::int64_t>{0, 2}), Error);
  CHECK_THROWS_AS(score_segmentation(map, std::vector<std::int64_t>{0, 255}), Error);
  CHECK_THROWS_AS(score_segmentation(map, std::vector<std::int64_t>{0}), Error);
  CHECK_THROWS_AS(score_segmentation({}, {}), Error);
  const std::vector<float> bad{0, std::numeric_limits<float>::quiet_NaN()};
  CHECK_THROWS_AS(score_segmentation(bad, std::vector<std::int64_t>{0, 1}), Error);
}

TEST_CASE("an empty mask is never hit, and a full one always") {
  std::vector<float> map(600, 0);
  map[123] = 1;
  const PointingScore missed = score_pointing(map, Mask(20, 30));
  CHECK_FALSE(missed.hit);
  CHECK_FALSE(missed.distance);
  CHECK_FALSE(missed.rank);
  CHECK(missed.energy == 0.0);
  const PointingScore hit = score_pointing(map, mask_of({0, 0, 30, 20}, 20, 30));
  CHECK((hit.hit && hit.inside));
  CHECK((hit.x == 3 && hit.y == 4));
  CHECK(hit.energy == 1.0);
  CHECK(hit.rank == 1.0);
  const std::vector<float> negative(600, -1);
  CHECK_FALSE(score_pointing(negative, Mask(20, 30)).energy);
  CHECK_THROWS_AS(score_pointing(map, Mask(20, 31)), Error);
}

TEST_CASE("masks are resized to the nearest pixel above and left") {
  Mask mask(2, 3);
  mask.inside = {1, 0, 1, 0, 1, 0};
  const Mask twice = resized_nearest(mask, {4, 6});
  for (std::int64_t y = 0; y < 4; ++y) {
    for (std::int64_t x = 0; x < 6; ++x) CHECK(twice.at(y, x) == mask.at(y / 2, x / 2));
  }
  CHECK(resized_nearest(twice, {2, 3}) == mask);
}
