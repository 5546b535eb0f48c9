#include "core/evaluate/runs/run.h"

#include <atomic>
#include <cmath>
#include <stdexcept>

#include "core/base/error.h"
#include "core/evaluate/runs/report.h"
#include "core/evaluate/runs/summary.h"
#include "core/evaluate/statistics.h"
#include "tests/support/catch.h"
#include "tests/support/paths.h"

using namespace rex;
using namespace rex::evaluate;

namespace {

class CountingTask : public Task {
 public:
  CountingTask() : Task({}) {}
  std::vector<Metric> metrics() const override { return {{"score", "score", Metric::Better::higher}}; }
  void check(const ModelDescription&, const DataSet&) const override {}
  nlohmann::json row(Inquiry&, const Sample&, const DataSet&) override { return {}; }
};

RunSettings settings_of(const std::filesystem::path& folder) {
  RunSettings settings;
  settings.folder = folder;
  for (int i = 0; i < 23; ++i) settings.ids.push_back("sample-" + std::to_string(100 + i));
  settings.identity = {{"samples", settings.ids.size()}};
  return settings;
}

/// A row of numbers that only the place decides; two places fail.
nlohmann::json made(std::size_t place) {
  if (place == 4) throw Error("a.jpg", "is missing", "Find it.");
  if (place == 9) throw std::runtime_error("torn");
  const double value = std::sin(static_cast<double>(place)) / 3;
  return {{"facts", {{"right", place % 2 == 0}, {"worth", place % 2 == 0 ? 1 : 0}}},
          {"steps", {{"a/", {0.0, 0.9}}}},
          {"explained",
           {{"predicted",
             {{"ours", {{"a/score", value}, {"a/curve", {1.0, value}}}},
              {"raw_attention", {{"a/score", value / 7}}},
              {"random/1", {{"a/score", value / 9}}},
              {"random/2", {{"a/score", value / 11}}}}}}}};
}

std::string summary_of(const std::vector<std::filesystem::path>& files) {
  return summarise(RowIndex(files), CountingTask(), 3).dump();
}

}  // namespace

TEST_CASE("rows and their summary are the same bytes at any number of workers and shards") {
  const test::TemporaryFolder folder;
  RunSettings whole = settings_of(folder.path() / "whole");
  const RunOutcome outcome = run(whole, [] { return made; }, {});
  CHECK(outcome.samples == 23);
  CHECK(outcome.failed == 2);
  const std::string rows = test::read_file(folder.path() / "whole/results.jsonl");
  const std::string summary = summary_of(result_files(folder.path() / "whole"));

  RunSettings threads = settings_of(folder.path() / "threads");
  threads.workers = 5;
  run(threads, [] { return made; }, {});
  CHECK(test::read_file(folder.path() / "threads/results.jsonl") == rows);

  for (std::int64_t index = 1; index <= 4; ++index) {
    RunSettings shard = settings_of(folder.path() / "shards");
    shard.shard = {index, 4};
    run(shard, [] { return made; }, {});
  }
  const auto files = result_files(folder.path() / "shards");
  CHECK(files.size() == 4);
  CHECK(summary_of(files) == summary);
  std::string merged;
  RowIndex(files).for_each([&](const nlohmann::json&, const std::string& text) { merged += text + "\n"; });
  CHECK(merged == rows);
}

TEST_CASE("a run goes on where it stopped, and tries again what failed") {
  const test::TemporaryFolder folder;
  const RunSettings settings = settings_of(folder.path());
  std::atomic<int> made_before{0};
  const auto stopping = [&]() -> RowMaker {
    return [&](std::size_t place) -> nlohmann::json {
      if (++made_before > 10) throw Cancelled();
      return made(place);
    };
  };
  CHECK_THROWS_AS(run(settings, stopping, {}), Cancelled);
  // As kill -9 may leave it.
  const auto file = folder.path() / "results.jsonl";
  test::write_file(file, test::read_file(file) + "{\"id\":\"sample-1");
  const RunOutcome rest = run(settings, [] { return made; }, {});
  CHECK(rest.computed == 23 - 10 + 2);
  CHECK(rest.notes.size() == 1);
  const RunOutcome again = run(settings, [] { return made; }, {});
  CHECK(again.computed == 2);

  RunSettings fresh = settings_of(folder.path() / "fresh");
  run(fresh, [] { return made; }, {});
  CHECK(test::read_file(file) == test::read_file(folder.path() / "fresh/results.jsonl"));
}

TEST_CASE("a summary has means, intervals, seeds' bands, curves, tests and failures") {
  const test::TemporaryFolder folder;
  run(settings_of(folder.path()), [] { return made; }, {});
  const nlohmann::json summary = summarise(RowIndex({folder.path() / "results.jsonl"}), CountingTask(), 3);
  CHECK(summary.at("samples") == 23);
  CHECK(summary.at("failed") == 2);
  CHECK(summary.at("failures").at(0).at("what") == "is missing");
  CHECK(summary.at("subsets").at("all").at("samples") == 21);
  CHECK(summary.at("subsets").at("right").at("samples") == 11);
  std::vector<double> values, right;
  for (std::size_t place = 0; place < 23; ++place) {
    if (place == 4 || place == 9) continue;
    values.push_back(std::sin(static_cast<double>(place)) / 3);
    if (place % 2 == 0) right.push_back(values.back());
  }
  const nlohmann::json& target = summary.at("subsets").at("all").at("targets").at("predicted");
  const Interval interval = bootstrap(values, 3);
  CHECK(target.at("methods").at("ours").at("numbers").at("a/score").at("mean") == interval.mean);
  CHECK(target.at("methods").at("ours").at("numbers").at("a/score").at("upper") == interval.upper);
  CHECK(target.at("methods").at("ours").at("curves").at("a/curve").at(0) == 1.0);
  CHECK(target.at("methods").at("random").at("numbers").at("a/score").contains("band"));
  CHECK(target.at("paired").size() == 3);  // ours, raw attention and random, each with each
  CHECK(summary.at("subsets")
            .at("right")
            .at("targets")
            .at("predicted")
            .at("methods")
            .at("ours")
            .at("numbers")
            .at("a/score")
            .at("mean") == bootstrap(right, 3).mean);

  const std::string html =
      report_html({{"protocol", "perturbation"}, {"model", "<m>"}, {"command", "rex evaluate a&b"}}, summary,
                  CountingTask().metrics(), {{"best", "caption", "PNG"}});
  CHECK(html.find("&lt;m&gt;") != std::string::npos);
  CHECK(html.find("rex evaluate a&amp;b") != std::string::npos);
  CHECK(html.find("data:image/png;base64,UE5H") != std::string::npos);
  CHECK(html.find("<svg") != std::string::npos);
  CHECK(html.find("is missing") != std::string::npos);
}
