#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <vector>

#include "app/zoo/commands/commands.h"
#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/text_file.h"

namespace rex::zoo {
namespace {

using TablesJson = nlohmann::json;

constexpr JsonLimits summary_limits{64U << 20, 4'000'000, 64};
constexpr std::uintmax_t largest_readme = 4U << 20;
const std::string begin_mark = "<!-- Tables: made by ./dev tables -->\n", end_mark = "<!-- End of the tables -->\n";

struct Column {
  std::string metric;  // a number's key, or what it ends in behind a slash
  std::string title;
};

/// What of a protocol's numbers stands in the tables.
const std::vector<Column>& table_columns() {
  static const std::vector<Column> columns = {{"f1_marked", "token F1 ↑"},
                                              {"auprc", "AUPRC ↑"},
                                              {"comprehensiveness", "comprehensiveness ↑"},
                                              {"sufficiency", "sufficiency ↓"},
                                              {"hit", "pointing game ↑"},
                                              {"energy", "energy inside ↑"},
                                              {"iou", "IoU of Otsu's mask ↑"},
                                              {"positive_auc", "positive AUC ↓"},
                                              {"negative_auc", "negative AUC ↑"},
                                              {"saco", "SaCo ↑"}};
  return columns;
}

bool names_metric(const std::string& key, const std::string& metric) {
  return key == metric || (key.size() > metric.size() && key.ends_with("/" + metric));
}

/// The columns of METHODS as the keys of their numbers and their titles: one for each part that was removed.
std::vector<std::pair<std::string, std::string>> columns_of(const TablesJson& methods) {
  std::set<std::string> keys;
  for (const auto& [name, method] : methods.items()) {
    for (const auto& [key, number] : method.at("numbers").items()) keys.insert(key);
  }
  std::vector<std::pair<std::string, std::string>> columns;
  for (const Column& column : table_columns()) {
    for (const std::string& key : keys) {
      if (!names_metric(key, column.metric)) continue;
      const std::size_t slash = key.find('/');
      columns.emplace_back(key, (slash == std::string::npos ? "" : key.substr(0, slash) + ": ") + column.title);
    }
  }
  return columns;
}

std::string cell(const TablesJson& method, const std::string& key) {
  const auto number = method.at("numbers").find(key);
  if (number == method.at("numbers").end()) return "";
  const double mean = number->at("mean").get<double>();
  const int digits = std::abs(mean) < 2 ? 3 : 1;  // published areas are up to 90
  char text[80];
  std::snprintf(text, sizeof text, "%.*f [%.*f, %.*f]", digits, mean, digits, number->at("lower").get<double>(), digits,
                number->at("upper").get<double>());
  return text;
}

/// The table of one run's summary, and the command that made it.
std::string table(const TablesJson& summary) {
  const TablesJson& targets = summary.at("subsets").at("all").at("targets");
  const auto target = targets.contains("object") ? targets.find("object") : targets.find("predicted");
  const TablesJson& run = summary.at("run");
  std::ostringstream text;
  text << "### " << std::filesystem::path(run.at("model").get<std::string>()).filename().string() << ": "
       << run.at("protocol").get<std::string>() << "\n\n"
       << summary.at("samples") << " samples";
  if (summary.contains("accuracy") && summary.at("accuracy").is_number()) {
    char accuracy[32];
    std::snprintf(accuracy, sizeof accuracy, "%.3f", summary.at("accuracy").get<double>());
    text << ", answered right: " << accuracy;
  }
  text << ".\n\n";
  if (target == targets.end()) return text.str() + "No sample has an answer.\n\n";
  const TablesJson& methods = target->at("methods");
  const auto columns = columns_of(methods);
  std::vector<std::string> names, beside = {"raw_attention", "random", "centre"};
  for (const auto& [name, method] : methods.items()) {
    if (std::find(beside.begin(), beside.end(), name) == beside.end()) names.push_back(name);
  }
  for (const std::string& name : beside) {
    if (methods.contains(name)) names.push_back(name);
  }
  text << "| method |";
  for (const auto& [key, title] : columns) text << " " << title << " |";
  text << "\n|---|";
  for (std::size_t i = 0; i < columns.size(); ++i) text << "---|";
  text << "\n";
  for (const std::string& name : names) {
    text << "| " << name << " |";
    for (const auto& [key, title] : columns) text << " " << cell(methods.at(name), key) << " |";
    text << "\n";
  }
  text << "\n";
  return text.str();
}

void write_tables(const std::filesystem::path& results, const std::filesystem::path& readme) {
  std::vector<std::filesystem::path> summaries;
  for (const auto& run : std::filesystem::directory_iterator(results)) {
    if (std::filesystem::exists(run.path() / "summary.json")) summaries.push_back(run.path() / "summary.json");
  }
  std::sort(summaries.begin(), summaries.end());
  if (summaries.empty()) throw Error(results.string(), "holds no folder with a summary.json", "Run ./dev tables.");
  std::string tables = begin_mark + "\n";
  for (const std::filesystem::path& summary : summaries) tables += table(read_json(summary, summary_limits));
  std::string text = read_text_file(readme, largest_readme);
  const std::size_t begin = text.find(begin_mark), end = text.find(end_mark);
  if (begin == std::string::npos || end == std::string::npos || end < begin) {
    throw Error(readme.string(), "has no two lines between which the tables stand", "Write " + begin_mark + end_mark);
  }
  text.replace(begin, end - begin, tables);
  write_atomically(readme, text);
  std::cout << "wrote " << summaries.size() << " tables into " << readme.string() << "\n";
}

}  // namespace

void add_tables(CLI::App& zoo) {
  struct Arguments {
    std::filesystem::path results, readme;
  };
  const auto arguments = std::make_shared<Arguments>();
  CLI::App* command =
      zoo.add_subcommand("tables", "Write the summaries of `rex evaluate` as tables into a README, between its marks");
  command->add_option("results", arguments->results, "Folder of the runs' folders")
      ->required()
      ->check(CLI::ExistingDirectory);
  command->add_option("--readme", arguments->readme, "The file that has the marks")
      ->required()
      ->check(CLI::ExistingFile);
  command->callback([arguments] { write_tables(arguments->results, arguments->readme); });
}

}  // namespace rex::zoo
