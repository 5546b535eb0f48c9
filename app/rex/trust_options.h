// The options of `rex explain` that ask whether to trust a map: what if this were not there, what speaks against, and
// faithfulness curves.
#pragma once

#include <CLI/CLI.hpp>
#include <memory>
#include <string>
#include <vector>

#include "core/evaluate/protocols/faithfulness.h"
#include "core/explain/inquiry.h"
#include "ui/figure/make_figure.h"

namespace rex::command {

struct TrustOptions {
  std::vector<std::string> without;
  std::string fill = "mean";
  bool negative_evidence = false;
  std::vector<std::string> curves;  ///< files
  std::string part;                 ///< of the curves; empty: the first that the model reads
  std::string curve_fill = "mean";
  std::vector<std::string> beside;          ///< methods whose curves stand beside, for the same target
  std::vector<std::string> beside_targets;  ///< targets whose curves do, by the same method
  std::size_t map = 1;                      ///< of which explanation the curves are, from 1

  /// Says before anything is read what cannot be: a file of curves with an unknown ending or method, a map beyond the
  /// EXPLANATIONS that there will be.
  void check(std::size_t explanations) const;

  /// The faithfulness of the chosen one of EXPLANATIONS of INQUIRY's last answer, beside the others and what else is to
  /// stand beside.
  evaluate::Faithfulness measure(Inquiry& inquiry, const std::vector<Explanation>& explanations,
                                 const ExplainOptions& options, const Progress& progress) const;

  /// Writes MEASURED into every file of curves: a table, or a figure.
  void save(const evaluate::Faithfulness& measured, const Answered& answered, const Explanation& explanation,
            const figure::FigureOptions& drawing) const;
};

std::shared_ptr<TrustOptions> add_trust_options(CLI::App& command);

}  // namespace rex::command
