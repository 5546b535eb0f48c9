#pragma once

#include <CLI/CLI.hpp>

#include "core/nn/arithmetic.h"

namespace rex::command {

/// Adds --arithmetic to COMMAND, read into ARITHMETIC, which must outlive it.
CLI::Option* add_arithmetic_option(CLI::App& command, nn::Arithmetic& arithmetic);

/// Throws Error where PRECISION, as --precision says it, is "double" beside products in bfloat16.
void check_precision(nn::Arithmetic arithmetic, const std::string& precision);

}  // namespace rex::command
