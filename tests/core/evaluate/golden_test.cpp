// Every number of the evaluation's golden cases, computed by core/evaluate.
#include <iostream>

#include "tests/core/evaluate/evaluation_case.h"
#include "tests/support/catch.h"
#include "tests/support/golden_roots.h"
#include "tests/support/paths.h"

using namespace rex;

TEST_CASE("core/evaluate computes every number of the evaluation cases", "[golden]") {
  for (const test::GoldenFolder& golden : test::golden_folders()) {
    if (golden.kind != "evaluation") continue;
    const std::filesystem::path& folder = golden.path;
    INFO(folder.string());
    const std::int64_t before = test::numbers_compared();
    test::check_curves(folder);
    test::check_saco(folder);
    test::check_statistics(folder);
    test::check_similarity(folder);
    test::check_segmentation(folder);
    test::check_pointing(folder);
    test::check_imputation(folder);
    test::check_query_masks(folder);
    test::check_coco(folder);
    test::check_rationales(folder);
    test::check_vqa(folder);
    test::check_segmentation_mat(folder);
    const std::int64_t compared = test::numbers_compared() - before;
    std::cout << "evaluation: " << compared << " numbers compared of " << folder.filename().string() << "\n";
    constexpr std::int64_t in_evaluation_1 = 35664;
    if (folder == test::golden("evaluation-1")) CHECK(compared == in_evaluation_1);
  }
}
