#include <CLI/CLI.hpp>
#include <memory>

#include "app/rex/commands.h"
#include "app/rex/run_options.h"

namespace rex::command {

void add_merge(CLI::App& rex) {
  CLI::App* command = rex.add_subcommand("merge", "Make one result of the shards of `rex evaluate` or `rex explain`");
  struct Arguments {
    std::filesystem::path folder;
    std::vector<std::filesystem::path> parts;
    int figures = 3;
  };
  const auto arguments = std::make_shared<Arguments>();
  command
      ->add_option("folder", arguments->folder,
                   "The folder of the result; of the shards as well where no others are named")
      ->required();
  command->add_option("parts", arguments->parts, "The --out folders of the shards, where each had its own");
  command->add_option("--figures", arguments->figures, "So many best and worst samples are drawn into the report")
      ->capture_default_str()
      ->check(CLI::Range(0, 50));
  command->callback([arguments] { finish_run(arguments->folder, arguments->parts, arguments->figures); });
}

}  // namespace rex::command
