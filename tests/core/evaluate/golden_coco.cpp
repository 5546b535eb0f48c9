#include <algorithm>

#include "core/evaluate/data/coco_file.h"
#include "core/evaluate/mask_ap.h"
#include "tests/core/evaluate/evaluation_case.h"
#include "tests/support/catch.h"

namespace rex::test {
using namespace evaluate;
using nlohmann::json;

namespace {

json json_of_summary(const MaskAp& ap) {
  return {{"AP", ap.ap},
          {"AP50", ap.ap50},
          {"AP75", ap.ap75},
          {"AP_small", ap.ap_small},
          {"AP_medium", ap.ap_medium},
          {"AP_large", ap.ap_large},
          {"AR_1", ap.ar_1},
          {"AR_10", ap.ar_10},
          {"AR_100", ap.ar_100},
          {"AR_small", ap.ar_small},
          {"AR_medium", ap.ar_medium},
          {"AR_large", ap.ar_large}};
}

json json_of_category(const MaskAp& ap) {
  json all = json_of_summary(ap), some;
  for (const char* name : {"AP", "AP50", "AP75", "AP_small", "AP_medium", "AP_large", "AR_100"}) some[name] = all[name];
  return some;
}

json json_of_matches(const ImageMatches& match) {
  return {{"image_id", match.image},           {"category_id", match.category},  {"result_ids", match.results},
          {"gt_ids", match.ordered_truths[0]}, {"matched_gt", match.matched[0]}, {"result_ignored", match.ignored[0]}};
}

void check_masks(GoldenFile& file, const std::vector<MaskTruth>& truths, const std::vector<MaskResult>& results) {
  CHECK(file.look("/gt_masks").size() == truths.size());
  for (const MaskTruth& truth : truths) {
    file.check("/gt_masks/" + std::to_string(truth.id),
               {{"area", truth.mask.area()}, {"counts", truth.mask.counts}, {"rle_string", compressed(truth.mask)}});
  }
  CHECK(file.look("/result_masks").size() == results.size());
  for (const MaskResult& result : results) {
    const Box box = result.mask.bounds();
    file.check("/result_masks/" + std::to_string(result.id),
               {{"area", result.mask.area()},
                {"bbox", {box.left, box.top, box.right - box.left, box.bottom - box.top}},
                {"counts", result.mask.counts}});
  }
}

void check_set(GoldenFile& file, GoldenTensors& tensors, const std::string& name, const std::vector<double>& thresholds,
               const CocoFile& coco, const std::vector<MaskTruth>& truths, const std::vector<MaskResult>& results) {
  const std::string pointer = "/" + name;
  CHECK(file.input(pointer + "/iou_thresholds").get<std::vector<double>>() == thresholds);
  const std::vector<ImageMatches> matches = match_all(truths, results, thresholds);
  json all_matches;
  for (const ImageMatches& match : matches) all_matches.push_back(json_of_matches(match));
  file.check(pointer + "/matches_area_all", all_matches);

  const MaskScores scores(matches, coco.category_ids(), thresholds);
  std::vector<double> by_threshold, precision, recall;
  for (std::size_t threshold = 0; threshold < thresholds.size(); ++threshold) {
    by_threshold.push_back(scores.ap_at(threshold));
    for (std::size_t point = 0; point < MaskScores::recall_points; ++point) {
      for (std::size_t category = 0; category < scores.categories().size(); ++category)
        precision.push_back(scores.precision(threshold, point, category));
    }
    for (std::size_t category = 0; category < scores.categories().size(); ++category) {
      for (std::size_t area = 0; area < area_names.size(); ++area) {
        for (std::size_t most = 0; most < most_detections.size(); ++most)
          recall.push_back(scores.recall(threshold, category, area, most));
      }
    }
  }
  tensors.check(name + "/precision", precision, float_tolerance);
  tensors.check(name + "/recall", recall, double_tolerance);
  json categories;
  for (std::size_t category = 0; category < scores.categories().size(); ++category)
    categories[std::to_string(scores.categories()[category])] = json_of_category(scores.summary(category));
  file.check(
      pointer,
      {{"stats", json_of_summary(scores.summary())}, {"per_category", categories}, {"AP_per_threshold", by_threshold}});

  std::vector<MaskResult> without_empty = results;
  std::erase_if(without_empty, [](const MaskResult& result) { return result.mask.area() == 0; });
  const MaskScores fewer(match_all(truths, without_empty, thresholds), coco.category_ids(), thresholds);
  file.check(pointer + "/stats_without_empty_masks", json_of_summary(fewer.summary()));
}

}  // namespace

void check_coco(const std::filesystem::path& folder) {
  GoldenFile file(folder, "coco_expected.json");
  GoldenTensors tensors(folder, "coco.safetensors");
  const CocoFile coco = read_coco(folder / "coco_gt.json");
  const std::vector<MaskTruth> truths = mask_truths(coco);
  const std::vector<MaskResult> results = read_coco_results(folder / "coco_results.json", coco);
  check_masks(file, truths, results);
  json overlaps;
  for (const ImageMatches& match : match_all(truths, results, {})) {
    if (match.results.empty() || match.truths.empty()) continue;
    overlaps.push_back({{"image_id", match.image},
                        {"category_id", match.category},
                        {"result_ids", match.results},
                        {"gt_ids", match.truths},
                        {"iou", match.iou}});
  }
  // The case lists them by picture, then category.
  std::stable_sort(overlaps.begin(), overlaps.end(),
                   [](const json& a, const json& b) { return a["image_id"] < b["image_id"]; });
  file.check("/ious", overlaps);
  check_set(file, tensors, "standard", coco_thresholds(), coco, truths, results);
  check_set(file, tensors, "iccv2021", iccv2021_thresholds(), coco, truths, results);
}

}  // namespace rex::test
