// From the rows of a run to its summary and its report.
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <iostream>
#include <map>

#include "app/rex/evaluate_settings.h"
#include "app/rex/explain_output.h"
#include "app/rex/run_options.h"
#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/foreign_errors.h"
#include "core/base/json.h"
#include "core/base/text_file.h"
#include "core/evaluate/runs/report.h"
#include "core/evaluate/runs/summary.h"
#include "core/explain/explain.h"
#include "core/explain/inquiry.h"
#include "core/models/open/find_models.h"

namespace rex::command {
namespace fs = std::filesystem;

namespace {

constexpr std::uintmax_t largest_figure = std::uintmax_t{1} << 26;

/// A sample and what it got.
struct Scored {
  double value = 0;
  std::string id;
};

/// Samples by the first metric that the first method has, best first. METRIC and METHOD are told.
std::vector<Scored> ranked(const evaluate::RowIndex& rows, const std::vector<evaluate::Metric>& metrics,
                           const std::string& method, std::string& metric) {
  std::map<std::string, std::vector<Scored>> by_metric;
  rows.for_each([&](const nlohmann::json& row, const std::string&) {
    if (!row.contains("explained") || row["explained"].empty()) return;
    const nlohmann::json& methods =
        row["explained"].contains("predicted") ? row["explained"]["predicted"] : row["explained"].front();
    const auto numbers = methods.find(method);
    if (numbers == methods.end()) return;
    for (const auto& [key, value] : numbers->items()) {
      if (value.is_number() && evaluate::metric_of(metrics, key) != nullptr) {
        by_metric[key].push_back({value.get<double>(), row.at("id")});
      }
    }
  });
  for (const evaluate::Metric& one : metrics) {
    for (auto& [key, samples] : by_metric) {
      if (evaluate::metric_of(metrics, key) != &one) continue;
      const bool higher = one.better != evaluate::Metric::Better::lower;
      std::stable_sort(samples.begin(), samples.end(), [&](const Scored& a, const Scored& b) {
        return higher ? a.value > b.value : a.value < b.value;
      });
      metric = key;
      return samples;
    }
  }
  return {};
}

std::string drawn(Inquiry& inquiry, const evaluate::Sample& sample, const std::vector<evaluate::MethodChoice>& methods,
                  const fs::path& file) {
  const auto answered = inquiry.ask(inquiry.prepare(sample.question));
  std::vector<Explanation> explanations;
  ExplainOptions options;
  options.double_precision = prefers_double_precision(inquiry.model()->description);
  for (const evaluate::MethodChoice* method : {&methods.front(), &methods.back()}) {
    options.layers = method->layers;
    explanations.push_back(inquiry.explain({}, explanation_method(method->name), options));
    if (methods.size() == 1) break;
  }
  figure::FigureOptions drawing;
  drawing.dpi = 100;
  save_explained_figure(file, *answered, explanations, drawing);
  std::string png = read_text_file(file, largest_figure);
  fs::remove(file);
  return png;
}

/// The best and worst COUNT samples of the first method; fewer, with a note, where model or data are not at hand.
std::vector<evaluate::ReportFigure> figures_of(const EvaluateSettings& settings, const evaluate::RowIndex& rows,
                                               const std::vector<evaluate::Metric>& metrics, const fs::path& folder,
                                               int count) {
  std::vector<evaluate::ReportFigure> figures;
  if (count == 0) return figures;
  try {
    Inquiry inquiry(locate_model(settings.model), {}, settings.open_options());
    const ModelDescription& model = inquiry.model()->description;
    const std::vector<evaluate::MethodChoice> methods = settings.task_options(model).methods;
    std::string metric;
    const std::vector<Scored> samples = ranked(rows, metrics, methods.front().key, metric);
    const auto set = evaluate::open_data_set(settings.data, model);
    const std::size_t each = std::min(static_cast<std::size_t>(count), samples.size() / 2);
    for (std::size_t i = 0; i < 2 * each; ++i) {
      const bool best = i < each;
      const Scored& one = best ? samples[i] : samples[samples.size() - 1 - (i - each)];
      const auto found = std::lower_bound(set->ids().begin(), set->ids().end(), one.id);
      if (found == set->ids().end() || *found != one.id) continue;
      char value[48];
      std::snprintf(value, sizeof value, " %.4g", one.value);
      const std::string name = ".figure-" + std::to_string(getpid()) + ".png";
      figures.push_back(
          {(best ? "best: " : "worst: ") + one.id,
           methods.front().key + " beside " + methods.back().key + "; " + metric + value,
           drawn(inquiry, set->load(static_cast<std::size_t>(found - set->ids().begin())), methods, folder / name)});
    }
  } catch (const Cancelled&) {
    throw;
  } catch (const std::exception& error) {
    std::cerr << "rex: the report has no figures: " << as_error(error).what() << '\n';
  }
  return figures;
}

void print_summary(const nlohmann::json& summary, const std::vector<evaluate::Metric>& metrics) {
  const nlohmann::json none = nlohmann::json::object();
  const nlohmann::json subsets = summary.value("subsets", none);
  if (!subsets.contains("all")) return;
  for (const auto& [target, entry] : subsets["all"]["targets"].items()) {
    if (!entry.contains("methods")) continue;
    for (const auto& [method, numbers] : entry["methods"].items()) {
      for (const auto& [key, value] : numbers["numbers"].items()) {
        if (evaluate::metric_of(metrics, key) == nullptr || !value.contains("mean")) continue;
        std::printf("%-10s %-26s %-34s %9.4f  [%.4f, %.4f]\n", target.c_str(), method.c_str(), key.c_str(),
                    value["mean"].get<double>(), value["lower"].get<double>(), value["upper"].get<double>());
      }
    }
  }
  const nlohmann::json totals = summary.value("totals", none);
  for (const auto& [target, methods] : totals.items()) {
    for (const auto& [method, numbers] : methods.items()) {
      for (const auto& [key, value] : numbers.items()) {
        std::printf("%-10s %-26s %-34s %9.4f\n", target.c_str(), method.c_str(), key.c_str(), value.get<double>());
      }
    }
  }
  std::fflush(stdout);
}

/// Throws Error where no sample came out.
void check_any(const fs::path& folder, const nlohmann::json& summary) {
  if (summary.at("samples") != summary.at("failed")) return;
  const nlohmann::json first =
      summary.at("failures").empty() ? nlohmann::json::object() : summary.at("failures").front();
  throw Error(folder.string(),
              "every sample failed, the first with \"" + first.value("where", std::string()) + ": " +
                  first.value("what", std::string()) + "\"",
              first.value("remedy", std::string()));
}

std::string text_of(const nlohmann::json& json) {
  return json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

}  // namespace

void finish_run(const fs::path& folder, const std::vector<fs::path>& parts, int figures) {
  const std::vector<fs::path> folders = parts.empty() ? std::vector<fs::path>{folder} : parts;
  const nlohmann::json identity = read_json_object(folders.front() / "run.json");
  std::vector<fs::path> files;
  std::map<std::string, fs::path> names;
  for (const fs::path& part : folders) {
    evaluate::claim_folder(part, identity);
    std::error_code failure;
    for (const auto& entry : fs::directory_iterator(part, failure)) {
      const std::string name = entry.path().filename().string();
      const bool shard = name.starts_with("results.") && name.ends_with(".jsonl") && name != "results.jsonl";
      if (parts.empty() || !shard) continue;
      if (const auto [found, is_new] = names.emplace(name, entry.path()); !is_new) {
        throw Error(entry.path().string(), "is the same shard as " + found->second.string(), "Name each shard once.");
      }
      files.push_back(entry.path());
    }
  }
  if (parts.empty()) files = evaluate::result_files(folder);
  evaluate::claim_folder(folder, identity);
  std::sort(files.begin(), files.end());
  const evaluate::RowIndex rows(files);
  const auto expected = identity.value("samples", std::size_t{0});
  if (rows.size() != expected) {
    throw Error(folder.string(),
                "has the results of " + std::to_string(rows.size()) + " of " + std::to_string(expected) + " samples",
                "Give the commands of its shards again: they go on where they stopped; or name all parts.");
  }
  for (const std::string& note : rows.notes()) std::cerr << "rex: " << note << '\n';
  const bool one_file = files.size() == 1 && files.front() == folder / "results.jsonl";
  if (!one_file) {
    write_atomically(folder / "results.jsonl", [&](std::ostream& out) {
      rows.for_each([&](const nlohmann::json&, const std::string& text) { out << text << '\n'; });
    });
  }
  if (identity.value("protocol", std::string()) == "explain") {
    nlohmann::json summary = evaluate::summarise(rows);
    summary["run"] = identity;
    write_atomically(folder / "summary.json", text_of(summary));
    return check_any(folder, summary);
  }
  const EvaluateSettings settings = EvaluateSettings::of(identity);
  const auto task = evaluate::make_task(settings.protocol, {});
  nlohmann::json summary = evaluate::summarise(rows, *task, settings.seed);
  summary["run"] = identity;
  write_atomically(folder / "summary.json", text_of(summary));
  print_summary(summary, task->metrics());
  const std::vector<evaluate::ReportFigure> drawn = figures_of(settings, rows, task->metrics(), folder, figures);
  write_atomically(folder / "report.html", evaluate::report_html(identity, summary, task->metrics(), drawn));
  check_any(folder, summary);
  std::cout << "report: " << (folder / "report.html").string() << '\n';
}

}  // namespace rex::command
