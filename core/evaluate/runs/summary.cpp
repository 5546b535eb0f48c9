#include "core/evaluate/runs/summary.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <set>

#include "core/base/error.h"
#include "core/base/whole_number.h"
#include "core/evaluate/curve.h"
#include "core/evaluate/runs/shard.h"
#include "core/evaluate/statistics.h"

namespace rex::evaluate {
namespace fs = std::filesystem;

namespace {

constexpr std::size_t most_failures = 100;

/// A metric's numbers over samples: NaN where a sample has none.
using Series = std::vector<double>;

struct ListSum {
  std::vector<double> sum;
  double samples = 0;

  void add(const nlohmann::json& list) {
    if (sum.empty()) sum.resize(list.size(), 0);
    if (list.size() != sum.size()) return;  // curves of other lengths have no mean
    for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += list[i].get<double>();
    samples += 1;
  }
};

/// What one target and method gave.
struct MethodNumbers {
  std::map<std::string, Series> scalars;
  std::map<std::string, ListSum> lists;
};

bool is_number_list(const nlohmann::json& value) {
  return value.is_array() && !value.empty() &&
         std::all_of(value.begin(), value.end(), [](const nlohmann::json& one) { return one.is_number(); });
}

/// "random" of "random/2".
bool is_random(const std::string& method) { return method.starts_with(std::string(random_method) + "/"); }

class Subset {
 public:
  void add(const nlohmann::json& row) {
    ++samples_;
    const auto explained = row.find("explained");
    if (explained == row.end()) return;
    for (const auto& [target, methods] : explained->items()) {
      std::map<std::string, std::vector<double>> random;
      std::map<std::string, std::vector<nlohmann::json>> random_lists;
      for (const auto& [method, numbers] : methods.items()) {
        for (const auto& [metric, value] : numbers.items()) {
          if (value.is_number()) {
            set(targets_[target][method].scalars[metric], value.get<double>());
            if (is_random(method)) random[metric].push_back(value.get<double>());
          } else if (is_number_list(value) && !metric.starts_with("counts")) {
            targets_[target][is_random(method) ? random_method : method].lists[metric].add(value);
          }
        }
      }
      for (const auto& [metric, values] : random) set(targets_[target][random_method].scalars[metric], mean(values));
    }
  }

  nlohmann::json json(const std::vector<Metric>& metrics, std::uint32_t seed) const {
    nlohmann::json result = {{"samples", samples_}, {"targets", nlohmann::json::object()}};
    for (const auto& [target, methods] : targets_) {
      nlohmann::json& entry = result["targets"][target];
      for (const auto& [method, numbers] : methods) {
        if (!is_random(method)) entry["methods"][method] = json_of(numbers, seed);
      }
      add_bands(methods, entry);
      entry["paired"] = paired(methods, metrics, seed);
    }
    return result;
  }

 private:
  void set(Series& series, double value) const {
    series.resize(static_cast<std::size_t>(samples_), std::numeric_limits<double>::quiet_NaN());
    series.back() = value;
  }

  static std::vector<double> present(const Series& series) {
    std::vector<double> values;
    std::copy_if(series.begin(), series.end(), std::back_inserter(values), [](double v) { return std::isfinite(v); });
    return values;
  }

  static nlohmann::json json_of(const MethodNumbers& numbers, std::uint32_t seed) {
    nlohmann::json result = {{"numbers", nlohmann::json::object()}, {"curves", nlohmann::json::object()}};
    for (const auto& [metric, series] : numbers.scalars) {
      const std::vector<double> values = present(series);
      if (values.empty()) continue;
      const Interval interval = bootstrap(values, seed);
      result["numbers"][metric] = {{"mean", interval.mean},
                                   {"standard_error", interval.standard_error},
                                   {"lower", interval.lower},
                                   {"upper", interval.upper},
                                   {"samples", values.size()}};
    }
    for (const auto& [metric, list] : numbers.lists) {
      std::vector<double> curve = list.sum;
      for (double& value : curve) value /= list.samples;
      result["curves"][metric] = curve;
    }
    return result;
  }

  /// The spread of the random maps' seeds.
  static void add_bands(const std::map<std::string, MethodNumbers>& methods, nlohmann::json& entry) {
    std::map<std::string, std::pair<double, double>> bands;
    for (const auto& [method, numbers] : methods) {
      if (!is_random(method)) continue;
      for (const auto& [metric, series] : numbers.scalars) {
        const std::vector<double> values = present(series);
        if (values.empty()) continue;
        const double value = mean(values);
        const auto [found, is_new] = bands.try_emplace(metric, value, value);
        found->second = {std::min(found->second.first, value), std::max(found->second.second, value)};
      }
    }
    for (const auto& [metric, band] : bands) {
      entry["methods"][random_method]["numbers"][metric]["band"] = {band.first, band.second};
    }
  }

  /// Every method with random maps and with raw attention.
  static nlohmann::json paired(const std::map<std::string, MethodNumbers>& methods, const std::vector<Metric>& metrics,
                               std::uint32_t seed) {
    std::vector<std::string> names;
    for (const auto& [method, numbers] : methods) {
      if (!is_random(method)) names.push_back(method);
    }
    nlohmann::json tests = nlohmann::json::array();
    for (std::size_t i = 0; i < names.size(); ++i) {
      for (std::size_t k = i + 1; k < names.size(); ++k) {
        const bool wanted = names[i] == random_method || names[k] == random_method || names[i] == "raw_attention" ||
                            names[k] == "raw_attention";
        if (!wanted) continue;
        for (const auto& [metric, first] : methods.at(names[i]).scalars) {
          const auto second = methods.at(names[k]).scalars.find(metric);
          const Metric* const known = metric_of(metrics, metric);
          if (known == nullptr || !known->tested || second == methods.at(names[k]).scalars.end()) continue;
          std::vector<double> a, b;
          for (std::size_t sample = 0; sample < std::min(first.size(), second->second.size()); ++sample) {
            if (!std::isfinite(first[sample]) || !std::isfinite(second->second[sample])) continue;
            a.push_back(first[sample]);
            b.push_back(second->second[sample]);
          }
          if (a.empty()) continue;
          const PairedTest test = sign_flip_test(a, b, seed);
          tests.push_back({{"metric", metric},
                           {"first", names[i]},
                           {"second", names[k]},
                           {"difference", test.mean_difference},
                           {"p", test.p},
                           {"samples", a.size()}});
        }
      }
    }
    return tests;
  }

  std::int64_t samples_ = 0;
  std::map<std::string, std::map<std::string, MethodNumbers>> targets_;
};

/// Samples and failures; CALL with each row that is none.
template <class Call>
nlohmann::json count(const RowIndex& rows, const Call& call) {
  std::int64_t failed = 0;
  nlohmann::json failures = nlohmann::json::array();
  rows.for_each([&](const nlohmann::json& row, const std::string&) {
    if (!row.contains("error")) return call(row);
    if (static_cast<std::size_t>(++failed) <= most_failures) {
      nlohmann::json failure = row.at("error");
      failure["id"] = row.at("id");
      failures.push_back(std::move(failure));
    }
  });
  return {{"samples", rows.size()}, {"failed", failed}, {"failures", failures}};
}

/// "2-of-4" in "results.2-of-4.jsonl".
std::optional<Shard> shard_of(const std::string& name) {
  if (!name.starts_with("results.") || !name.ends_with(".jsonl")) return std::nullopt;
  const std::size_t middle = name.find("-of-");
  if (middle == std::string::npos) return std::nullopt;
  const auto index = whole_number(std::string_view(name).substr(8, middle - 8));
  const auto all = whole_number(std::string_view(name).substr(middle + 4, name.size() - middle - 4 - 6));
  if (!index || !all) return std::nullopt;
  return Shard{*index, *all};
}

}  // namespace

const Metric* metric_of(const std::vector<Metric>& metrics, const std::string& key) {
  const std::string last = key.substr(key.rfind('/') == std::string::npos ? 0 : key.rfind('/') + 1);
  const auto found = std::find_if(metrics.begin(), metrics.end(), [&](const Metric& one) { return one.key == last; });
  return found == metrics.end() ? nullptr : &*found;
}

nlohmann::json summarise(const RowIndex& rows, const Task& task, std::uint32_t seed) {
  std::map<std::string, Subset> subsets;
  std::vector<double> worth;
  nlohmann::json steps = nlohmann::json::object();
  nlohmann::json summary = count(rows, [&](const nlohmann::json& row) {
    subsets["all"].add(row);
    const nlohmann::json facts = row.value("facts", nlohmann::json::object());
    if (facts.contains("worth")) worth.push_back(facts["worth"]);
    if (facts.value("right", false)) subsets["right"].add(row);
    if (steps.empty() && row.contains("steps")) steps = row["steps"];
  });
  if (!worth.empty()) summary["accuracy"] = mean(worth);
  if (!steps.empty()) summary["steps"] = steps;
  for (const auto& [name, subset] : subsets) summary["subsets"][name] = subset.json(task.metrics(), seed);
  summary["totals"] = task.totals(rows);
  return summary;
}

nlohmann::json summarise(const RowIndex& rows) {
  return count(rows, [](const nlohmann::json&) {});
}

std::vector<fs::path> result_files(const fs::path& folder) {
  std::map<std::int64_t, std::map<std::int64_t, fs::path>> shards;  // by count, index
  std::error_code failure;
  for (const auto& entry : fs::directory_iterator(folder, failure)) {
    const auto shard = shard_of(entry.path().filename().string());
    if (shard) shards[shard->count][shard->index] = entry.path();
  }
  if (failure) throw Error(folder.string(), "cannot be read: " + failure.message(), "Give a folder of results.");
  if (shards.empty()) {
    if (fs::exists(folder / "results.jsonl")) return {folder / "results.jsonl"};
    throw Error(folder.string(), "holds no results", "Give the --out folder of `rex evaluate` or `rex explain`.");
  }
  if (shards.size() > 1) {
    throw Error(folder.string(), "holds shards of runs with different numbers of shards",
                "Keep the shards of one run in a folder.");
  }
  std::vector<fs::path> files;
  std::string missing;
  const auto& [count, found] = *shards.begin();
  for (std::int64_t index = 1; index <= count; ++index) {
    const auto file = found.find(index);
    if (file != found.end()) {
      files.push_back(file->second);
    } else {
      missing += (missing.empty() ? "" : ", ") + std::to_string(index) + "/" + std::to_string(count);
    }
  }
  if (!missing.empty()) {
    throw Error(folder.string(), "lacks the shards " + missing, "Run them with --shard, then merge again.");
  }
  return files;
}

}  // namespace rex::evaluate
