#include <CLI/CLI.hpp>
#include <QtGlobal>
#include <iomanip>
#include <iostream>
#include <sstream>

#include "app/rex/commands.h"
#include "core/base/error.h"
#include "core/base/machine.h"
#include "core/nn/arithmetic.h"

namespace rex::command {
namespace {

void print(const MachineFact& fact) {
  std::cout << std::left << std::setw(16) << fact.name << fact.value << '\n';
  if (!fact.problem.empty())
    std::cout << std::setw(16) << ""
              << "! " << fact.problem << '\n';
}

/// Whether products in bfloat16 are worth it beside FLOAT32 GFLOP/s.
std::string bfloat16_text(double float32) {
  try {
    nn::require_arithmetic(nn::Arithmetic::bfloat16);
  } catch (const Error& error) {
    return std::string("none: ") + error.problem();
  }
  const double rate = bfloat16_product_rate();
  std::ostringstream text;
  text << std::fixed << std::setprecision(0) << rate << " GFLOP/s, " << std::setprecision(1) << rate / float32
       << " times float32: --arithmetic bfloat16 "
       << (rate > float32 ? "is faster here" : "works here, but is no gain");
  return text.str();
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
  print({"bfloat16", bfloat16_text(rate), {}});
  std::cout << (problems == 0 ? "Nothing looks wrong.\n" : "Lines that begin with ! say what looks wrong.\n");
}

}  // namespace

void add_doctor(CLI::App& rex) {
  CLI::App* doctor = rex.add_subcommand("doctor", "Check this machine: libraries, BLAS, threads, speed, model folders");
  doctor->callback(examine);
}

}  // namespace rex::command
