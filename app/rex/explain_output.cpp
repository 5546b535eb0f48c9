#include "app/rex/explain_output.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <numeric>

#include "core/base/error.h"
#include "core/base/float_values.h"
#include "core/base/printable.h"
#include "core/explain/export.h"
#include "core/explain/shown_part.h"
#include "ui/figure/gui_application.h"
#include "ui/figure/make_figure.h"

namespace rex::command {
namespace {

constexpr std::size_t strongest_shown = 5;

template <class... Arguments>
std::string formatted(const char* format, Arguments... arguments) {
  char text[160];
  std::snprintf(text, sizeof text, format, arguments...);
  return text;
}

/// DETR: "x y w h" of a query's box, as shares of the picture; empty for other models.
std::vector<float> box_of(const ForwardPass& pass, const Prediction& answer) {
  const auto boxes = pass.outputs.find("pred_boxes");
  if (boxes == pass.outputs.end() || !answer.target.query) return {};
  return float_values(boxes->second.reshape({-1, 4})[*answer.target.query]);
}

std::string patch_name(const Explanation& explanation, std::size_t index) {
  for (const TokenDomain& domain : explanation.domains) {
    if (domain.grid_columns == 0) continue;
    const auto place = static_cast<std::int64_t>(index);
    return "row " + std::to_string(place / domain.grid_columns) + " column " +
           std::to_string(place % domain.grid_columns);
  }
  return "region " + std::to_string(index);
}

/// The strongest of VALUES, with their share of the largest: "cat 100 %, ##ing 40 %".
template <class Name>
std::string strongest(const at::Tensor& tensor, Name name) {
  const std::vector<float> values = float_values(tensor);
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const std::size_t count = std::min(order.size(), strongest_shown);
  std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(count), order.end(),
                    [&](std::size_t a, std::size_t b) { return values[a] > values[b]; });
  std::string text;
  for (std::size_t place = 0; place < count; ++place) {
    const std::size_t index = order[place];
    if (values[index] <= 0) break;
    text += (text.empty() ? "" : ", ") + name(index) +
            formatted(" %.0f %%", 100.0 * static_cast<double>(values[index]) / static_cast<double>(values[order[0]]));
  }
  return text.empty() ? "nothing" : text;
}

}  // namespace

Words words_of(const PreparedInput& input) {
  Words words;
  for (const TokenizedText& text : input.texts) {
    words.emplace_back();
    for (const Token& token : text.tokens) words.back().push_back(token.text);
  }
  return words;
}

const std::vector<std::string>& words_of(const Explanation& explanation, const Words& words) {
  static const std::vector<std::string> none;
  const auto text = static_cast<std::size_t>(explanation.target.text.value_or(0));
  return text < words.size() ? words[text] : none;
}

void print_predictions(std::ostream& out, const ModelDescription& model, const std::vector<Prediction>& answers,
                       const ForwardPass& pass, double least_probability) {
  if (answers.empty()) {
    out << "No object above a probability of " << least_probability << " (--threshold).\n";
    return;
  }
  const bool objects = model.scores == ScoreKind::queries_by_class;
  out << (objects ? "query  probability     logit  label (box: centre x, y, width, height)\n"
                  : "    n  probability     logit  label\n");
  for (const Prediction& answer : answers) {
    const Target& target = answer.target;
    const std::int64_t number = target.query.value_or(target.text.value_or(target.class_index.value_or(0)));
    out << formatted("%5lld  %11.4f  %8.4g  ", static_cast<long long>(number), answer.probability, answer.score)
        << printable(answer.label);
    const std::vector<float> box = box_of(pass, answer);
    if (!box.empty()) {
      out << formatted(" (%.3f, %.3f, %.3f, %.3f)", static_cast<double>(box[0]), static_cast<double>(box[1]),
                       static_cast<double>(box[2]), static_cast<double>(box[3]));
    }
    out << '\n';
  }
}

void print_explanations(std::ostream& out, const std::vector<Explanation>& explanations, const Words& words) {
  for (const Explanation& explanation : explanations) {
    out << '\n'
        << explanation.method << " for " << printable(shown_label(explanation)) << " (" << to_string(explanation.target)
        << formatted(", logit %.4g, probability %.4f", explanation.score, explanation.probability) << "), "
        << to_string(explanation.options.layers) << '\n';
    const Relevancies& relevancies = explanation.relevancies;
    if (relevancies.text.defined()) {
      const std::vector<std::string>& text = words_of(explanation, words);
      out << "  words: " << strongest(relevancies.text, [&](std::size_t index) {
        return index < text.size() ? printable(text[index]) : "token " + std::to_string(index);
      }) << '\n';
    }
    if (relevancies.image.defined() && relevancies.image.dim() == 1) {
      out << "  picture: "
          << strongest(relevancies.image, [&](std::size_t index) { return patch_name(explanation, index); }) << '\n';
    }
    for (const std::string& note : explanation.notes) out << "  note: " << note << '\n';
  }
}

std::string explained_json(const ModelDescription& model, const std::vector<Prediction>& answers,
                           const ForwardPass& pass, const std::vector<Explanation>& explanations, const Words& words) {
  nlohmann::json json;
  json["program"] = "Relevance Explorer " REX_VERSION;
  json["model"] = {{"name", model.name}, {"family", model.family}, {"weights", model.weights_hash}};
  json["predictions"] = nlohmann::json::array();
  for (const Prediction& answer : answers) {
    nlohmann::json entry = {{"target", to_string(answer.target)},
                            {"label", answer.label},
                            {"score", answer.score},
                            {"probability", answer.probability}};
    const std::vector<float> box = box_of(pass, answer);
    if (!box.empty()) entry["box"] = box;
    json["predictions"].push_back(std::move(entry));
  }
  json["explanations"] = nlohmann::json::array();
  for (const Explanation& explanation : explanations) {
    json["explanations"].push_back(to_json(explanation, words_of(explanation, words)));
  }
  // A vocabulary may hold bytes that are not UTF-8.
  return json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

std::string all_csv(const std::vector<Explanation>& explanations, const Words& words) {
  std::string text;
  for (const Explanation& explanation : explanations) {
    const std::string table = to_csv(explanation, words_of(explanation, words));
    text += text.empty() ? table : table.substr(table.find("\r\n") + 2);
  }
  return text;
}

void save_explained_figure(const std::filesystem::path& path, const figure::Subject& subject,
                           const std::vector<Explanation>& explanations, const figure::FigureOptions& options) {
  const figure::GuiApplication application;
  figure::save_explanations(path, subject, explanations, options);
}

}  // namespace rex::command
