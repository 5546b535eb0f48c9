// What `rex explain` prints and writes.
#pragma once

#include <filesystem>
#include <ostream>
#include <string>
#include <vector>

#include "core/explain/inquiry.h"
#include "ui/figure/make_figure.h"

namespace rex::command {

void print_predictions(std::ostream& out, const Answered& answered, const std::vector<Prediction>& answers,
                       double least_probability);

/// A few lines for each explanation: what was explained, the strongest words, patches or regions, notes.
void print_explanations(std::ostream& out, const Answered& answered, const std::vector<Explanation>& explanations);

/// Answers and explanations as a JSON document, UTF-8.
std::string explained_json(const Answered& answered, const std::vector<Prediction>& answers,
                           const std::vector<Explanation>& explanations);

std::string all_csv(const Answered& answered, const std::vector<Explanation>& explanations);

/// Throws Error where the format is unknown.
void save_explained_figure(const std::filesystem::path& path, const Answered& answered,
                           const std::vector<Explanation>& explanations, const figure::FigureOptions& options);

}  // namespace rex::command
