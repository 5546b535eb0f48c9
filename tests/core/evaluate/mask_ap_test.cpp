#include "core/evaluate/mask_ap.h"

#include <algorithm>
#include <random>

#include "core/base/error.h"
#include "tests/support/catch.h"

using namespace rex;
using namespace rex::evaluate;

namespace {

/// Of a mean of 101 numbers in float64, summed in another order.
constexpr double rounding = 1e-12;

struct Scene {
  std::vector<MaskTruth> truths;
  std::vector<MaskResult> results;
};

Mask rectangle(std::mt19937& random, std::int64_t side) {
  const auto at = [&] { return static_cast<double>(random() % static_cast<unsigned>(side)); };
  const double left = at(), top = at();
  return mask_of({left, top, left + 1 + at() / 2, top + 1 + at() / 2}, side, side);
}

Scene random_scene(unsigned seed) {
  std::mt19937 random(seed);
  Scene scene;
  for (std::int64_t image = 1; image <= 4; ++image) {
    for (std::int64_t category = 1; category <= 2; ++category) {
      for (unsigned i = random() % 4; i > 0; --i) {
        const Mask mask = rectangle(random, 60);
        const auto id = static_cast<std::int64_t>(scene.truths.size()) + 1;
        scene.truths.push_back(
            {id, image, category, random() % 6 == 0, static_cast<double>(mask.area()), encode(mask)});
        if (random() % 3 == 0) continue;
        // Mostly near an object, with scores that tie.
        const Mask found = random() % 4 == 0 ? rectangle(random, 60) : mask;
        scene.results.push_back({static_cast<std::int64_t>(scene.results.size()) + 1, image, category,
                                 static_cast<double>(random() % 5) / 5, encode(found)});
      }
    }
  }
  return scene;
}

double slow_iou(const Mask& result, const Mask& truth, bool crowd) {
  double both = 0, either = 0, own = 0;
  for (std::size_t i = 0; i < result.inside.size(); ++i) {
    both += result.inside[i] & truth.inside[i];
    either += result.inside[i] | truth.inside[i];
    own += result.inside[i];
  }
  return both == 0 ? 0 : both / (crowd ? own : either);
}

/// AP at THRESHOLD of one category over all areas, from the definition: precision at each recall is the best precision
/// at that recall or a higher one.
double slow_ap(const Scene& scene, std::int64_t category, double threshold) {
  struct Found {
    double score;
    bool hit;
  };
  std::vector<Found> found;
  double objects = 0;
  for (const MaskTruth& truth : scene.truths) objects += truth.category == category && !truth.crowd ? 1 : 0;
  if (objects == 0) return -1;
  for (std::int64_t image = 1; image <= 4; ++image) {
    std::vector<const MaskTruth*> truths;
    std::vector<const MaskResult*> results;
    for (const MaskTruth& truth : scene.truths) {
      if (truth.image == image && truth.category == category) truths.push_back(&truth);
    }
    for (const MaskResult& result : scene.results) {
      if (result.image == image && result.category == category) results.push_back(&result);
    }
    std::stable_sort(results.begin(), results.end(), [](auto* a, auto* b) { return a->score > b->score; });
    std::vector<bool> taken(truths.size(), false);
    for (const MaskResult* result : results) {
      int best = -1, best_crowd = -1;
      double best_iou = threshold, best_crowd_iou = threshold;
      for (std::size_t i = 0; i < truths.size(); ++i) {
        const double iou = slow_iou(decode(result->mask), decode(truths[i]->mask), truths[i]->crowd);
        if (truths[i]->crowd && iou >= best_crowd_iou) {
          best_crowd = static_cast<int>(i);
          best_crowd_iou = iou;
        } else if (!truths[i]->crowd && !taken[i] && iou >= best_iou) {
          best = static_cast<int>(i);
          best_iou = iou;
        }
      }
      if (best >= 0) {
        taken[static_cast<std::size_t>(best)] = true;
        found.push_back({result->score, true});
      } else if (best_crowd < 0) {
        found.push_back({result->score, false});
      }
    }
  }
  std::stable_sort(found.begin(), found.end(), [](auto& a, auto& b) { return a.score > b.score; });
  double sum = 0;
  for (int point = 0; point <= 100; ++point) {
    double best = 0, hits = 0;
    for (std::size_t i = 0; i < found.size(); ++i) {
      hits += found[i].hit ? 1 : 0;
      if (hits / objects >= point * .01) best = std::max(best, hits / static_cast<double>(i + 1));
    }
    sum += best;
  }
  return sum / 101;
}

}  // namespace

TEST_CASE("mask AP is what its definition says, on random scenes") {
  for (unsigned seed = 0; seed < 12; ++seed) {
    const Scene scene = random_scene(seed);
    const std::vector<double> thresholds{.3, .5, .75};
    const MaskScores scores(match_all(scene.truths, scene.results, thresholds), {1, 2}, thresholds);
    for (std::size_t category = 0; category < 2; ++category) {
      for (std::size_t threshold = 0; threshold < thresholds.size(); ++threshold) {
        double sum = 0;
        for (std::size_t point = 0; point < MaskScores::recall_points; ++point)
          sum += scores.precision(threshold, point, category);
        INFO("seed " << seed << " category " << category + 1 << " threshold " << thresholds[threshold]);
        CHECK(sum / 101 ==
              Approx(slow_ap(scene, static_cast<std::int64_t>(category) + 1, thresholds[threshold])).margin(rounding));
      }
    }
  }
}

TEST_CASE("matches of shards give the scores of the whole") {
  const Scene scene = random_scene(99);
  const std::vector<ImageMatches> whole = match_all(scene.truths, scene.results, coco_thresholds());
  std::vector<ImageMatches> shards;
  for (std::int64_t shard = 2; shard >= 0; --shard) {
    Scene part;
    for (const MaskTruth& truth : scene.truths) {
      if (truth.image % 3 == shard) part.truths.push_back(truth);
    }
    for (const MaskResult& result : scene.results) {
      if (result.image % 3 == shard) part.results.push_back(result);
    }
    for (ImageMatches& match : match_all(part.truths, part.results, coco_thresholds())) shards.push_back(match);
  }
  const MaskAp one = MaskScores(whole, {1, 2}, coco_thresholds()).summary();
  const MaskAp many = MaskScores(shards, {1, 2}, coco_thresholds()).summary();
  CHECK(one.ap == many.ap);
  CHECK(one.ar_100 == many.ar_100);
  shards.push_back(shards.front());
  CHECK_THROWS_AS(MaskScores(shards, {1, 2}, coco_thresholds()), Error);
}

TEST_CASE("objects found exactly score 1, and nothing found scores 0") {
  Scene scene = random_scene(7);
  std::erase_if(scene.truths, [](const MaskTruth& truth) { return truth.crowd; });
  scene.results.clear();
  for (const MaskTruth& truth : scene.truths)
    scene.results.push_back({truth.id, truth.image, truth.category, .5, truth.mask});
  const auto summary = [&] {
    return MaskScores(match_all(scene.truths, scene.results, coco_thresholds()), {1, 2}, coco_thresholds()).summary();
  };
  CHECK(summary().ap == Approx(1));
  CHECK(summary().ar_100 == 1);
  scene.results.clear();
  CHECK(summary().ap == 0);
}

TEST_CASE("results that cannot be matched are refused") {
  const RunLengths mask{2, 2, {0, 4}}, other{2, 3, {6}};
  const std::vector<MaskTruth> truths{{1, 1, 1, false, 4, mask}};
  CHECK_THROWS_AS(match(truths, {{0, 1, 1, .5, mask}}, {.5}), Error);
  CHECK_THROWS_AS(match(truths, {{1, 1, 1, .5, other}}, {.5}), Error);
  CHECK_THROWS_AS(match(truths, {{1, 1, 1, 0.0 / 0.0, mask}}, {.5}), Error);
  CHECK_THROWS_AS(match({{0, 1, 1, false, 4, mask}}, {}, {.5}), Error);
}
