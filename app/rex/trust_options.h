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
  std::vector<std::string> beside;  ///< methods whose curves stand beside

  /// Says before anything is read what cannot be: a file of curves with an unknown ending or method, several targets.
  void check(std::size_t targets) const;

  /// The faithfulness of the first of EXPLANATIONS, which explain one target of INQUIRY's last answer, beside the
  /// others and the methods that are to stand beside.
  evaluate::Faithfulness measure(Inquiry& inquiry, const std::vector<Explanation>& explanations,
                                 const ExplainOptions& options, const Progress& progress) const;

  /// Writes MEASURED into every file of curves: a table, or a figure.
  void save(const evaluate::Faithfulness& measured, const Answered& answered, const Explanation& explanation,
            const figure::FigureOptions& drawing) const;
};

std::shared_ptr<TrustOptions> add_trust_options(CLI::App& command);

}  // namespace rex::command
