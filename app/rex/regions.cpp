#include <CLI/CLI.hpp>
#include <cstdio>
#include <filesystem>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "app/rex/arithmetic_option.h"
#include "app/rex/commands.h"
#include "app/rex/picture_list.h"
#include "app/rex/progress_line.h"
#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/foreign_errors.h"
#include "core/base/printable.h"
#include "core/base/text_file.h"
#include "core/evaluate/runs/shard.h"
#include "core/models/open/faster_rcnn_regions.h"
#include "core/models/open/hub_cache.h"
#include "core/models/regions/faster_rcnn_settings.h"
#include "core/picture/picture.h"

namespace rex::command {
namespace {

namespace fs = std::filesystem;

struct RegionsCommand {
  std::string model, out, shard, order = "rgb";
  std::vector<std::string> pictures;
  nn::Arithmetic arithmetic = nn::Arithmetic::float32;
};

/// Throws Error where what lies in FOLDER was made by another detector than the one of KEY: nothing is mixed.
void claim(const fs::path& folder, const std::string& key) {
  constexpr std::uintmax_t longest = 200;
  const fs::path mark = folder / "detector.txt";
  fs::create_directories(folder);
  if (!fs::exists(mark)) return write_atomically(mark, key + "\n");
  if (read_text_file(mark, longest) == key + "\n") return;
  throw Error(folder.string(), "holds the regions of another detector, or of other settings", "Choose another folder.");
}

/// The likeliest objects of REGIONS, for people.
std::string likeliest(const Regions& regions) {
  constexpr std::size_t most = 3;
  std::string text = std::to_string(regions.boxes.size()) + " regions";
  for (std::size_t i = 0; i < std::min(most, regions.labels.size()); ++i) {
    char probability[16];
    std::snprintf(probability, sizeof probability, " %.2f", i < regions.scores.size() ? regions.scores[i] : 0.0);
    text += (i == 0 ? ": " : ", ") + regions.labels[i] + probability;
  }
  return text;
}

void find_regions(const RegionsCommand& command) {
  const evaluate::Shard shard = command.shard.empty() ? evaluate::slurm_shard() : evaluate::parse_shard(command.shard);
  const std::vector<ListedPicture> pictures = list_pictures(command.pictures);
  const fs::path model = hub_snapshot(command.model), out = command.out;
  if (!is_faster_rcnn(model)) {
    throw Error(command.model, "holds no Faster R-CNN", "Give a folder with its config.yaml and its weights.");
  }
  const ProgressLine line;
  const auto source = faster_rcnn_region_source(model, command.order == "bgr" ? ChannelOrder::bgr : ChannelOrder::rgb,
                                                command.arithmetic);
  for (const std::string& note : source->notes()) std::cerr << "rex: " << note << '\n';
  claim(out, source->key());
  std::size_t failed = 0;
  for (std::size_t i = 0; i < pictures.size(); ++i) {
    const fs::path file = out / (pictures[i].name + ".npz");
    std::error_code problem;
    if (!shard.has(static_cast<std::int64_t>(i)) || fs::is_regular_file(file, problem))
      continue;  // files are written whole or not at all
    const double all = static_cast<double>(pictures.size());
    try {
      const Picture picture = load_picture(pictures[i].file);
      const Regions regions =
          source->find(picture, line.progress().part(static_cast<double>(i) / all, static_cast<double>(i + 1) / all));
      fs::create_directories(file.parent_path());
      save_regions(file, regions);
      line.clear();
      std::cout << printable(pictures[i].name) << ": " << likeliest(regions) << std::endl;
    } catch (const Cancelled&) {
      throw;
    } catch (const std::exception& error) {
      line.clear();
      std::cerr << "rex: " << as_error(error, pictures[i].name).what() << '\n';
      ++failed;
    }
  }
  if (failed > 0) {
    throw Error("rex regions", std::to_string(failed) + (failed == 1 ? " picture" : " pictures") + " could not be read",
                "The others are done; run it again once they are mended.");
  }
}

}  // namespace

void add_regions(CLI::App& rex) {
  const auto options = std::make_shared<RegionsCommand>();
  CLI::App* command = rex.add_subcommand(
      "regions", "Find the regions of pictures that LXMERT and VisualBERT look at, with a Faster R-CNN");
  command->add_option("--model,-m", options->model, "Folder with config.yaml and weights of the detector")->required();
  command->add_option("PICTURES", options->pictures, "Pictures, or folders of them")->required();
  command
      ->add_option("--out,-o", options->out,
                   "Folder for NAME.npz, NAME being a picture's path with its ending: features [n, d], boxes [n, 4] in "
                   "pixels, object and attribute ids, probabilities and names. What is there already is left alone")
      ->required();
  command->add_option("--shard", options->shard,
                      "Do part I of N, as 2/5: N processes share the work; without it, what a Slurm job array says");
  command
      ->add_option("--channel-order", options->order,
                   "How the network is fed: rgb, as the public demo does for files; bgr, as it does for addresses")
      ->check(CLI::IsMember({"rgb", "bgr"}));
  add_arithmetic_option(*command, options->arithmetic);
  command->callback([options] { find_regions(*options); });
}

}  // namespace rex::command
