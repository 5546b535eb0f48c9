#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

#include "app/rex/commands.h"
#include "core/checkpoint/checkpoint.h"

namespace rex::command {

void add_convert(CLI::App& rex) {
  struct Options {
    std::string input;
    std::string output;
  };
  const auto options = std::make_shared<Options>();
  CLI::App* convert = rex.add_subcommand("convert", "Write weights of any format as one safetensors file, bit for bit");
  convert->add_option("IN", options->input, "safetensors, torch.save or TorchScript file, index, or model folder")
      ->required();
  convert->add_option("OUT", options->output, "The safetensors file to write")->required();
  convert->callback([options] {
    const Checkpoint checkpoint = Checkpoint::open(options->input, 0);  // mapped: read once, while writing
    checkpoint.save(options->output);
    std::cout << options->output << ": " << checkpoint.names().size() << " tensors\n";
  });
}

}  // namespace rex::command
