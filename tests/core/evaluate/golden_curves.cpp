#include <map>

#include "core/evaluate/curve.h"
#include "core/evaluate/order.h"
#include "core/evaluate/saco.h"
#include "core/evaluate/statistics.h"
#include "tests/core/evaluate/evaluation_case.h"
#include "tests/support/catch.h"

namespace rex::test {
using namespace evaluate;
using nlohmann::json;

namespace {

using Numbers = std::vector<double>;

/// Hits [step][sample] after the clean ones as a curve.
Curve curve_of_hits(const Numbers& fractions, const Numbers& clean, const std::vector<Numbers>& hits) {
  std::vector<Numbers> samples;
  for (std::size_t sample = 0; sample < clean.size(); ++sample) {
    samples.push_back({clean[sample]});
    for (const Numbers& step : hits) samples.back().push_back(step[sample]);
  }
  return mean_curve(fractions, samples);
}

void check_pixels(GoldenFile& file) {
  const auto fractions = file.input("/vit_pixels/fractions").get<Numbers>();
  CHECK(fractions == pixel_fractions());
  const auto clean = file.input("/vit_pixels/clean_hits").get<Numbers>();
  std::map<std::string, std::map<std::string, double>> auc;  // by sign and method
  for (const auto& [method, signs] : file.look("/vit_pixels/methods").items()) {
    for (const auto& [sign, content] : signs.items()) {
      const std::string pointer = "/vit_pixels/methods/" + method + "/" + sign;
      const Curve curve = curve_of_hits(fractions, clean, file.input(pointer + "/hits").get<std::vector<Numbers>>());
      auc[sign][method] = published_auc(curve);
      file.check(pointer, {{"accuracy", curve.values},
                           {"auc_published", published_auc(curve)},
                           {"auc_over_range", auc_over_range(curve)},
                           {"mean_of_steps", mean_of_steps(curve)},
                           {"mean_with_clean", mean_with_clean(curve)}});
    }
  }
  std::map<std::string, double> random;
  for (const auto& [sign, methods] : auc) {
    Numbers seeds;
    for (const auto& [method, area] : methods) {
      if (method.starts_with("random_seed_")) seeds.push_back(area);
    }
    random[sign] = mean(seeds);
  }
  file.check("/vit_pixels/random_baseline_auc", random);
  for (const auto& [method, content] : file.look("/vit_pixels/against_random").items()) {
    const GainOnRandom positive = positive_gain(auc["positive"][method], random["positive"]);
    const GainOnRandom negative = negative_gain(auc["negative"][method], random["negative"]);
    file.check("/vit_pixels/against_random/" + method, {{"positive_gain", positive.gain},
                                                        {"negative_gain", negative.gain},
                                                        {"positive_relative", json_of(positive.relative)},
                                                        {"negative_relative", json_of(negative.relative)}});
  }
}

void check_tokens(GoldenFile& file, const std::string& pointer, const Numbers& published) {
  const auto fractions = file.input(pointer + "/fractions").get<Numbers>();
  CHECK(fractions == published);
  const Curve curve = mean_curve(fractions, file.input(pointer + "/sample_accuracy").get<std::vector<Numbers>>());
  file.check(pointer, {{"accuracy", curve.values},
                       {"auc_published", published_auc(curve)},
                       {"mean_with_clean", mean_with_clean(curve)}});
  for (const auto& [count, kept] : file.look(pointer + "/kept").items()) {
    const std::vector<std::int64_t> all = order(Numbers(std::stoul(count), 0.0), First::most_relevant);
    json counts;
    for (const std::vector<std::int64_t>& tokens : kept_tokens(all, fractions)) counts.push_back(tokens.size());
    file.check(pointer + "/kept/" + count, counts);
  }
}

void check_one_picture(GoldenFile& file) {
  const auto deletion = file.input("/one_picture/deletion").get<Numbers>();
  const auto insertion = file.input("/one_picture/insertion").get<Numbers>();
  file.input("/one_picture/fractions");
  file.check("/one_picture", {{"deletion_auc", rise_auc(deletion)},
                              {"insertion_auc", rise_auc(insertion)},
                              {"insertion_minus_deletion", rise_auc(insertion) - rise_auc(deletion)},
                              {"deletion_auc_normalised", json_of(normalised_deletion_auc(deletion))},
                              {"aopc", aopc(deletion)},
                              {"trapezoid_dx1", unit_step_trapezoid(deletion)},
                              {"mean", mean(deletion)}});
  for (const std::string pointer : {"/srg", "/srg_uneven"}) {
    const auto fractions = file.input(pointer + "/fractions").get<Numbers>();
    const SymmetricGain gain = symmetric_gain({fractions, file.input(pointer + "/mif").get<Numbers>()},
                                              {fractions, file.input(pointer + "/lif").get<Numbers>()});
    file.check(
        pointer,
        {{"mif_auc", gain.most_influential_first}, {"lif_auc", gain.least_influential_first}, {"srg", gain.gain}});
  }
}

void check_ranking(GoldenFile& file) {
  const auto relevance = file.input("/ranking/relevance").get<Numbers>();
  const std::vector<std::int64_t> most = order(relevance, First::most_relevant);
  const std::vector<std::int64_t> least = order(relevance, First::least_relevant);
  file.check("/ranking", {{"most_relevant_first", most},
                          {"least_relevant_first", least},
                          {"average_ranks_ascending", average_ranks(relevance)}});
  for (const auto& [sign, ranked] : {std::pair("positive", most), std::pair("negative", least)}) {
    const std::string pointer = std::string("/ranking/removed_") + sign;
    for (const auto& [fraction, removed] : file.look(pointer).items()) {
      file.check(pointer + "/" + fraction, removed_tokens(ranked, Numbers{std::stod(fraction)})[0]);
    }
  }
  for (const auto& [base, counts] : file.look("/pixel_counts").items()) {
    json actual;
    for (std::size_t step = 1; step < pixel_fractions().size(); ++step)
      actual.push_back(removed_count(std::stol(base), pixel_fractions()[step]));
    file.check("/pixel_counts/" + base, actual);
  }
}

}  // namespace

void check_curves(const std::filesystem::path& folder) {
  GoldenFile file(folder, "curves.json");
  check_pixels(file);
  check_tokens(file, "/vqa_text", token_steps());
  check_tokens(file, "/vqa_regions_visualbert", visual_bert_region_steps());
  check_one_picture(file);
  check_ranking(file);
  for (std::size_t i = 0; i < file.look("/completeness").size(); ++i) {
    const std::string pointer = "/completeness/" + std::to_string(i);
    const Completeness result =
        completeness(file.input(pointer + "/relevance").get<Numbers>(), file.input(pointer + "/score").get<double>(),
                     file.input(pointer + "/baseline_score").get<double>());
    file.check(pointer, {{"error", result.error}, {"relative_error", json_of(result.relative)}});
  }
}

void check_statistics(const std::filesystem::path& folder) {
  GoldenFile file(folder, "statistics.json");
  const auto values = file.input("/values").get<Numbers>();
  const auto seed = file.input("/seed").get<std::uint32_t>();
  json raw, indices;
  Random raw_numbers(seed), draws(seed);
  for (std::size_t i = 0; i < file.look("/first_raw").size(); ++i) raw.push_back(raw_numbers.raw());
  for (std::size_t i = 0; i < file.look("/first_indices").size(); ++i) indices.push_back(draws.below(values.size()));
  const Interval interval = bootstrap(values, seed, file.input("/resamples").get<int>());
  file.check("", {{"first_raw", raw},
                  {"first_indices", indices},
                  {"mean", interval.mean},
                  {"standard_error", interval.standard_error},
                  {"interval", {interval.lower, interval.upper}}});
  // What other generators gave is no number of ours; an interval belongs among them.
  const auto lower = file.input("/interval_other_generators/lower_min_max").get<Numbers>();
  const auto upper = file.input("/interval_other_generators/upper_min_max").get<Numbers>();
  CHECK((interval.lower >= lower[0] && interval.lower <= lower[1]));
  CHECK((interval.upper >= upper[0] && interval.upper <= upper[1]));

  for (std::size_t i = 0; i < file.look("/paired").size(); ++i) {
    const std::string pointer = "/paired/" + std::to_string(i);
    const json& pair = file.look(pointer);
    const std::uint32_t pair_seed = pair.contains("seed") ? file.input(pointer + "/seed").get<std::uint32_t>() : 0;
    PairedTest test;
    if (pair.contains("differences")) {
      test = sign_flip_test(file.input(pointer + "/differences").get<Numbers>(), pair_seed);
    } else {
      test = sign_flip_test(file.input(pointer + "/first").get<Numbers>(),
                            file.input(pointer + "/second").get<Numbers>(), pair_seed);
    }
    json actual{{"mean_difference", test.mean_difference},
                {"method", test.exact ? "exact" : "monte carlo"},
                {"count", test.count},
                {"p", test.p}};
    if (pair.contains("total")) actual["total"] = test.total;
    if (pair.contains("resamples")) actual["resamples"] = test.total;
    if (pair.contains("scipy_p")) actual["scipy_p"] = test.p;
    file.check(pointer, actual);
    if (pair.contains("note")) file.input(pointer + "/note");
  }
}

}  // namespace rex::test
