#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/rex/commands.h"
#include "core/models/open/find_models.h"
#include "core/models/open/model_library.h"

namespace rex::command {
namespace {

std::string readable_size(std::uint64_t bytes) {
  const double megabytes = static_cast<double>(bytes) / 1e6;
  char text[32];
  std::snprintf(text, sizeof text, megabytes < 10 ? "%.1f MB" : "%.0f MB", megabytes);
  return text;
}

void print_json(const std::vector<FoundModel>& models) {
  nlohmann::json list = nlohmann::json::array();
  for (const FoundModel& model : models) {
    nlohmann::json entry = {{"name", model.name},
                            {"family", model.family},
                            {"bytes", model.bytes},
                            {"folder", model.folder.string()},
                            {"demo", model.demo}};
    if (!model.problem.empty()) entry["problem"] = model.problem;
    list.push_back(entry);
  }
  // A folder's name may be any bytes.
  std::cout << list.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) << '\n';
}

void print_table(const std::vector<FoundModel>& models) {
  if (models.empty()) {
    std::cout << "No models found. Looked in:\n";
    for (const auto& folder : model_search_paths()) std::cout << "  " << folder.string() << '\n';
    std::cout << "Put model folders into one of these, or name their folder in REX_MODELS.\n";
    return;
  }
  std::size_t widest = 4;
  for (const FoundModel& model : models) widest = std::max(widest, model.name.size());
  const int width = static_cast<int>(widest);
  std::printf("%-*s  %-11s  %9s  %s\n", width, "NAME", "FAMILY", "SIZE", "FOLDER");
  for (const FoundModel& model : models) {
    std::printf("%-*s  %-11s  %9s  %s%s\n", width, model.name.c_str(), model.family.c_str(),
                readable_size(model.bytes).c_str(), model.folder.c_str(),
                model.problem.empty() ? "" : ("  (" + model.problem + ")").c_str());
  }
}

/// Those of the list that are not here yet.
std::vector<hub::ListedModel> not_fetched(const std::vector<FoundModel>& found) {
  std::vector<hub::ListedModel> rest;
  for (hub::ListedModel& model : listed_models()) {
    const bool here =
        std::any_of(found.begin(), found.end(), [&](const FoundModel& f) { return f.name == model.name; });
    if (!here) rest.push_back(std::move(model));
  }
  return rest;
}

void print_not_fetched(const std::vector<hub::ListedModel>& models) {
  std::cout << "\nWorth fetching with `rex get NAME`:\n";
  for (const hub::ListedModel& model : models) std::cout << "  " << model.name << ": " << model.good_for << '\n';
}

}  // namespace

void add_models(CLI::App& rex) {
  CLI::App* models = rex.add_subcommand("models", "List the models found, demo models first, and those worth fetching");
  auto json = std::make_shared<bool>(false);
  models->add_flag("--json", *json, "Print those found as JSON");
  models->callback([json] {
    std::vector<FoundModel> found = find_models();
    if (*json) return print_json(found);
    const std::vector<FoundModel> detectors = find_detectors();
    found.insert(found.end(), detectors.begin(), detectors.end());
    print_table(found);
    print_not_fetched(not_fetched(found));
  });
}

}  // namespace rex::command
