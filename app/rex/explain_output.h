// What `rex explain` prints and writes.
#pragma once

#include <filesystem>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "core/explain/method.h"
#include "core/models/open_model.h"
#include "ui/figure/make_figure.h"

namespace rex::command {

/// The tokens of each text as the vocabulary spells them; empty where the model reads none.
using Words = std::vector<std::vector<std::string>>;

Words words_of(const PreparedInput& input);

/// The words of the text that EXPLANATION is about.
const std::vector<std::string>& words_of(const Explanation& explanation, const Words& words);

void print_predictions(std::ostream& out, const ModelDescription& model, const std::vector<Prediction>& answers,
                       const ForwardPass& pass, double least_probability);

/// A few lines for each explanation: what was explained, the strongest words, patches or regions, notes.
void print_explanations(std::ostream& out, const std::vector<Explanation>& explanations, const Words& words);

/// Answers and explanations as a JSON document, UTF-8.
std::string explained_json(const ModelDescription& model, const std::vector<Prediction>& answers,
                           const ForwardPass& pass, const std::vector<Explanation>& explanations, const Words& words);

std::string all_csv(const std::vector<Explanation>& explanations, const Words& words);

/// Throws Error where the format is unknown.
void save_explained_figure(const std::filesystem::path& path, const figure::Subject& subject,
                           const std::vector<Explanation>& explanations, const figure::FigureOptions& options);

}  // namespace rex::command
