#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <iostream>
#include <memory>
#include <string>

#include "app/rex/commands.h"
#include "app/rex/progress_line.h"
#include "core/base/error.h"
#include "core/base/printable.h"
#include "core/hub/download.h"
#include "core/hub/model_list.h"
#include "core/models/families/family.h"
#include "core/models/open/faster_rcnn_regions.h"
#include "core/models/open/find_models.h"
#include "core/models/open/open_model.h"
#include "core/models/regions/faster_rcnn_settings.h"

namespace rex::command {
namespace {

namespace fs = std::filesystem;

struct GetCommand {
  std::string name, revision, folder;
  bool list = false;
};

std::string megabytes(std::uint64_t bytes) {
  char text[32];
  std::snprintf(text, sizeof text, "%.1f MB", static_cast<double>(bytes) / 1e6);
  return text;
}

fs::path chosen_folder(const std::string& folder) {
  if (!folder.empty()) return folder;
  const fs::path own = own_models_folder();
  if (own.empty()) throw Error("--folder", "there is no home folder for models", "Give a folder.");
  return own;
}

void print_list() {
  for (const hub::ListedModel& model : hub::model_list()) {
    if (find_family(model.family) == nullptr && model.family != "faster_rcnn") continue;  // not built yet
    std::cout << model.name << "\n    " << model.good_for << '\n';
    for (const auto& need : model.needs) std::cout << "    needs " << need.name << ", which " << need.why << '\n';
  }
  std::cout << "\nAny other repository of a known family may be named, too: rex get OWNER/NAME\n";
}

/// Opens what was fetched, so that what is missing is said now, and returns a line on it.
std::string check(const fs::path& folder, const Progress& progress) {
  if (is_faster_rcnn(folder)) {
    const auto source = faster_rcnn_region_source(folder);
    for (const std::string& note : source->notes()) std::cerr << "rex: " << note << '\n';
    return "a region detector; LXMERT and VisualBERT use it from now on";
  }
  const OpenModel opened = open_model(folder, progress);
  for (const std::string& note : opened.notes) std::cerr << "rex: " << note << '\n';
  const ModelDescription& description = opened.model->description();
  if (description.sees_regions() && opened.regions == nullptr) {
    std::cerr << "rex: it needs a region detector: rex get unc-nlp/frcnn-vg-finetuned\n";
  }
  std::string line = family_title(description.family);
  for (const std::string& fact : description.summary) line += " · " + fact;
  return line;
}

void get_model(const GetCommand& command) {
  if (command.list || command.name.empty()) return print_list();
  const hub::RepositoryName named = hub::parse_repository(command.name);
  hub::DownloadOptions options;
  options.folder = chosen_folder(command.folder);
  options.revision = command.revision.empty() ? named.revision : command.revision;
  const auto known = hub::model_list();
  const auto listed = std::find_if(known.begin(), known.end(),
                                   [&](const hub::ListedModel& model) { return model.name == named.repository; });
  if (listed != known.end()) options.borrowed = listed->borrowed;
  const ProgressLine line;
  hub::Downloaded fetched;
  try {
    fetched = hub::download(hub::hub_from_environment(), named.repository, options, line.progress().part(0, 0.9));
  } catch (const Error&) {
    line.clear();
    if (listed != known.end() && !listed->elsewhere.empty()) std::cerr << "rex: " << listed->elsewhere << '\n';
    throw;
  }
  const std::string what = check(fetched.folder, line.progress().part(0.9, 1));
  line.clear();
  std::cout << named.repository << ": " << megabytes(fetched.bytes)
            << (fetched.fetched == 0 ? ", which were there" : "") << '\n';
  if (!fetched.licence.empty()) std::cout << "licence: " << fetched.licence << '\n';
  std::cout << what << '\n' << fetched.folder.string() << '\n';
}

}  // namespace

void add_get(CLI::App& rex) {
  const auto options = std::make_shared<GetCommand>();
  CLI::App* command = rex.add_subcommand(
      "get", "Fetch a model from the Hugging Face hub, or go on where that broke off; without a name, list good ones");
  command->add_option("NAME", options->name, "Repository, as facebook/detr-resnet-50, or its address");
  command->add_option("--revision", options->revision, "Branch, tag or commit; else main");
  command->add_option(
      "--folder", options->folder,
      "Where models lie; else relevance-explorer/models in your data folder, where every command looks");
  command->add_flag("--list", options->list, "List models that are worth fetching");
  command->footer(
      "HF_ENDPOINT names another hub, HF_TOKEN (or Hugging Face's token file) your token, which is sent to the hub's\n"
      "host alone. https_proxy and no_proxy are honoured. Nothing is ever fetched by another command.");
  command->callback([options] { get_model(*options); });
}

void add_remove(CLI::App& rex) {
  const auto options = std::make_shared<GetCommand>();
  CLI::App* command = rex.add_subcommand("remove", "Remove a model that `rex get` fetched");
  command->add_option("NAME", options->name, "Repository, as facebook/detr-resnet-50")->required();
  command->add_option("--folder", options->folder, "Where it was fetched to");
  command->callback([options] {
    const std::string name = hub::parse_repository(options->name).repository;
    const std::uint64_t bytes = hub::remove_download(chosen_folder(options->folder), name);
    std::cout << name << ": removed, " << megabytes(bytes) << " are free again\n";
  });
}

}  // namespace rex::command
