#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <iostream>
#include <memory>
#include <string>

#include "app/rex/commands.h"
#include "app/rex/progress_line.h"
#include "core/base/error.h"
#include "core/base/printable.h"
#include "core/hub/download.h"
#include "core/hub/downloaded.h"
#include "core/hub/file_download.h"
#include "core/hub/model_list.h"
#include "core/models/open/check_model.h"
#include "core/models/open/find_models.h"
#include "core/models/open/model_library.h"

namespace rex::command {
namespace {

namespace fs = std::filesystem;

struct GetCommand {
  std::string name, revision, folder;
  bool list = false;
};

fs::path chosen_folder(const std::string& folder) {
  if (!folder.empty()) return folder;
  const fs::path own = own_models_folder();
  if (own.empty()) throw Error("--folder", "there is no home folder for models", "Give a folder.");
  return own;
}

void print_list() {
  for (const hub::ListedModel& model : listed_models()) {
    std::cout << model.name << "\n    " << model.good_for << '\n';
    for (const auto& need : model.needs) std::cout << "    needs " << need.name << ", which " << need.why << '\n';
  }
  std::cout << "\nAny other repository of a known family may be named, too: rex get OWNER/NAME\n";
}

/// Opens what was fetched and lets it answer once, so that what is missing is said now; returns a line on it.
std::string check(const fs::path& folder, const Progress& progress) {
  const CheckedModel checked = check_model(folder, progress);
  for (const std::string& note : checked.notes) std::cerr << "rex: " << note << '\n';
  if (!checked.missing.empty()) {
    std::cerr << "rex: it needs " << checked.missing
              << (checked.missing_model.empty() ? "" : ": rex get " + checked.missing_model) << '\n';
  }
  if (checked.finds_regions) return "a region detector; LXMERT and VisualBERT use it from now on";
  std::string line = checked.family;
  for (const std::string& fact : checked.facts) line += " · " + fact;
  return line;
}

void get_model(const GetCommand& command) {
  if (command.list || command.name.empty()) return print_list();
  const hub::RepositoryName named = hub::parse_repository(command.name);
  hub::DownloadOptions options;
  options.folder = chosen_folder(command.folder);
  options.revision = command.revision.empty() ? named.revision : command.revision;
  const std::vector<hub::ListedModel> known = hub::model_list();
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
  std::cout << named.repository << ": " << hub::size_text(static_cast<double>(fetched.bytes))
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
    std::cout << name << ": removed, " << hub::size_text(static_cast<double>(bytes)) << " are free again\n";
  });
}

}  // namespace rex::command
