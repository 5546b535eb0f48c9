#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>

#include "app/zoo/commands/commands.h"
#include "app/zoo/train/judge.h"

namespace rex::zoo {

void add_judge(CLI::App& zoo) {
  struct Arguments {
    std::filesystem::path folder;
    int count = 500;
  };
  const auto arguments = std::make_shared<Arguments>();
  CLI::App* command =
      zoo.add_subcommand("judge", "Compare every method's maps with the scenes' truth, as a Markdown table");
  command->add_option("model", arguments->folder, "Folder of demo-vit, demo-detr or demo-lxmert")->required();
  command->add_option("--scenes", arguments->count, "Held-out scenes")
      ->check(CLI::Range(1, 1'000'000))
      ->capture_default_str();
  command->callback([arguments] {
    const std::vector<GroundTruthScore> scores = judge(arguments->folder, arguments->count);
    std::printf("| method | answers | pointing game | energy inside | IoU of Otsu's mask |\n|---|---|---|---|---|\n");
    for (const GroundTruthScore& score : scores) {
      if (score.explained == 0) {
        std::printf("| %s | not defined for this family | | | |\n", score.method.c_str());
        continue;
      }
      std::printf("| %s | %d | %.3f | %.3f | %.3f |\n", score.method.c_str(), score.explained, score.pointing,
                  score.energy, score.iou);
    }
  });
}

}  // namespace rex::zoo
