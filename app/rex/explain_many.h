// `rex explain` over many inputs: a folder of results in place of a terminal.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "app/rex/run_options.h"
#include "core/evaluate/data/sample_lists.h"
#include "core/models/open/open_model.h"
#include "ui/figure/make_figure.h"

namespace rex::command {

struct ManyExplained {
  std::string model;
  std::string images;                ///< a folder, a pattern or @LIST; empty where SAMPLES is not
  std::string samples;               ///< a file of JSON lines
  std::vector<std::string> texts;    ///< of every picture
  std::string pair;                  ///< of samples that name none
  std::vector<std::string> targets;  ///< of samples that name none
  std::vector<std::string> methods;
  std::string layers;
  std::string precision;
  OpenOptions opening;
  std::string figures;  ///< "png", "svg", "pdf" or empty: none
  bool all_numbers = false;
  std::shared_ptr<figure::FigureOptions> drawing;
  std::shared_ptr<RunOptions> run;
};

/// What COMMAND explains, with its texts where a sample has none of its own.
std::vector<evaluate::ListedSample> listed_samples(const ManyExplained& command);

/// Explains every sample into the folder that run->out names: results.jsonl with a line a sample (id, inputs,
/// prediction, target, its relevancies' file), relevancies/ID.safetensors, figures/ID.png on demand, and summary.json.
void explain_many(const ManyExplained& command);

}  // namespace rex::command
