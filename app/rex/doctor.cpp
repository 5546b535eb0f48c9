#include <CLI/CLI.hpp>
#include <iostream>

#include "app/rex/commands.h"

namespace rex::command {

void add_doctor(CLI::App& rex) {
  CLI::App* doctor = rex.add_subcommand("doctor", "Check this machine: libraries, BLAS, threads, model folders");
  doctor->callback([] { std::cout << "rex " REX_VERSION "\n"; });
}

}  // namespace rex::command
