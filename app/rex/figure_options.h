#pragma once

#include <CLI/CLI.hpp>
#include <memory>

#include "ui/figure/make_figure.h"

namespace rex::command {

/// Adds to COMMAND the options of how figures are drawn. What they set is valid once the command line is read.
std::shared_ptr<figure::FigureOptions> add_figure_options(CLI::App& command);

}  // namespace rex::command
