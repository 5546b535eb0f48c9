#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/rex/commands.h"
#include "core/models/open/find_models.h"

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

}  // namespace

void add_models(CLI::App& rex) {
  CLI::App* models = rex.add_subcommand("models", "List the model folders found: demo models first");
  auto json = std::make_shared<bool>(false);
  models->add_flag("--json", *json, "Print JSON");
  models->callback([json] {
    const std::vector<FoundModel> found = find_models();
    *json ? print_json(found) : print_table(found);
  });
}

}  // namespace rex::command
