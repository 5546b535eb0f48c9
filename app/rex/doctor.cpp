#include <CLI/CLI.hpp>
#include <QtGlobal>
#include <iomanip>
#include <iostream>
#include <sstream>

#include "app/rex/commands.h"
#include "core/base/machine.h"

namespace rex::command {
namespace {

void print(const MachineFact& fact) {
  std::cout << std::left << std::setw(16) << fact.name << fact.value << '\n';
  if (!fact.problem.empty())
    std::cout << std::setw(16) << ""
              << "! " << fact.problem << '\n';
}

void examine() {
  print({"rex", REX_VERSION, {}});
  int problems = 0;
  for (const MachineFact& fact : machine_facts()) {
    print(fact);
    problems += !fact.problem.empty();
  }
  print({"Qt", qVersion(), {}});
  const double rate = matrix_product_rate();
  std::ostringstream text;
  text << std::fixed << std::setprecision(0) << rate << " GFLOP/s (float32, 1024 x 1024)";
  MachineFact product{"Matrix product", text.str(), {}};
  if (rate < 10) product.problem = "That is slow: look at BLAS and Threads above.";
  print(product);
  problems += !product.problem.empty();
  std::cout << (problems == 0 ? "Nothing looks wrong.\n" : "Lines that begin with ! say what looks wrong.\n");
}

}  // namespace

void add_doctor(CLI::App& rex) {
  CLI::App* doctor = rex.add_subcommand("doctor", "Check this machine: libraries, BLAS, threads, speed, model folders");
  doctor->callback(examine);
}

}  // namespace rex::command
