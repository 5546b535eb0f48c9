// The options of `rex explain` that show a part of an explanation.
#pragma once

#include <CLI/CLI.hpp>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/explain/shown/shown_part.h"

namespace rex::command {

struct PartOptions {
  std::optional<int> step;          ///< layers of the fold
  std::vector<std::string> tokens;  ///< as parse_token() reads them; several are summed
  std::string head;                 ///< as parse_head() reads it; empty: none
  std::string head_values = "weighted";

  /// Asks OPTIONS for what the part needs of an explanation.
  void ask(ExplainOptions& options) const;

  /// The part of EXPLANATION, whose text has the tokens WORDS. Throws Error with what there is.
  ShownPart read(const Explanation& explanation, const std::vector<std::string>& words) const;
};

std::shared_ptr<PartOptions> add_part_options(CLI::App& command);

}  // namespace rex::command
