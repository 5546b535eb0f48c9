#include "app/rex/explain_output.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/base/float_values.h"
#include "core/base/json.h"
#include "core/base/printable.h"
#include "core/explain/export.h"
#include "core/explain/shown/shown_part.h"
#include "core/render/explained.h"
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
std::vector<float> box_of(const Answered& answered, const Prediction& answer) {
  const auto boxes = answered.outputs.find("pred_boxes");
  if (boxes == answered.outputs.end() || !answer.target.query) return {};
  return float_values(boxes->second.reshape({-1, 4})[*answer.target.query]);
}

std::string patch_name(const Answered& answered, const Explanation& explanation, std::size_t index) {
  for (const TokenDomain& domain : explanation.domains) {
    if (domain.grid_columns == 0) continue;
    const auto position = static_cast<std::int64_t>(index);
    return "row " + std::to_string(position / domain.grid_columns) + " column " +
           std::to_string(position % domain.grid_columns);
  }
  const std::vector<std::string>& labels = answered.input.region_labels;
  return "region " + std::to_string(index) + (index < labels.size() ? " (" + printable(labels[index]) + ")" : "");
}

/// The regions that stood for the picture: box in its pixels, and what each shows where that is known.
nlohmann::json regions_json(const PreparedInput& input) {
  nlohmann::json list = nlohmann::json::array();
  for (std::size_t i = 0; i < input.regions.size(); ++i) {
    const Box& box = input.regions[i];
    list.push_back({{"box", {box.left, box.top, box.right, box.bottom}}});
    if (i < input.region_labels.size()) list.back()["label"] = input.region_labels[i];
  }
  return list;
}

/// The strongest of TENSOR's values, with their share of the largest: "cat 100 %, ##ing 40 %".
template <class Name>
std::string strongest_named(const at::Tensor& tensor, Name name) {
  const std::vector<float> values = float_values(tensor);
  const std::vector<std::size_t> order = strongest(values, strongest_shown);
  std::string text;
  for (const std::size_t index : order) {
    text += (text.empty() ? "" : ", ") + name(index) +
            formatted(" %.0f %%", 100.0 * static_cast<double>(values[index]) / static_cast<double>(values[order[0]]));
  }
  return text.empty() ? "nothing" : text;
}

}  // namespace

void print_predictions(std::ostream& out, const Answered& answered, const std::vector<Prediction>& answers,
                       double least_probability) {
  if (answers.empty()) {
    out << "No object above a probability of " << least_probability << " (--threshold).\n";
    return;
  }
  const bool objects = answered.model->description.finds_objects();
  out << (objects ? "query  probability     logit  label (box: centre x, y, width, height)\n"
                  : "    n  probability     logit  label\n");
  for (const Prediction& answer : answers) {
    const Target& target = answer.target;
    const std::int64_t number = target.query.value_or(target.text.value_or(target.class_index.value_or(0)));
    const std::string probability = answer.probability ? probability_text(*answer.probability, 4) : "";
    out << formatted("%5lld  %11s  %8.4g  ", static_cast<long long>(number), probability.c_str(), answer.score)
        << printable(answer.label);
    if (answer.before) out << " (before " << probability_text(*answer.before, 4) << ")";
    const std::vector<float> box = box_of(answered, answer);
    if (!box.empty()) {
      out << formatted(" (%.3f, %.3f, %.3f, %.3f)", static_cast<double>(box[0]), static_cast<double>(box[1]),
                       static_cast<double>(box[2]), static_cast<double>(box[3]));
    }
    out << '\n';
  }
}

void print_explanations(std::ostream& out, const Answered& answered, const std::vector<Explanation>& explanations) {
  for (const Explanation& explanation : explanations) {
    out << '\n'
        << explanation.method << " for " << printable(shown_label(explanation)) << " (" << to_string(explanation.target)
        << formatted(", logit %.4g", explanation.score)
        << (explanation.probability ? ", probability " + probability_text(*explanation.probability, 4) : "") << "), "
        << to_string(explanation.options.layers) << '\n';
    const Relevancies& relevancies = explanation.relevancies;
    if (relevancies.text.defined()) {
      const std::vector<TextToken> tokens = text_tokens(answered, explanation.target);
      const at::Tensor values = values_of(relevancies.text, tokens);
      out << "  words: " << strongest_named(values, [&](std::size_t index) {
        return index < tokens.size() ? printable(tokens[index].text) : "token " + std::to_string(index);
      }) << '\n';
    }
    if (relevancies.image.defined() && relevancies.image.dim() == 1) {
      out << "  picture: " << strongest_named(relevancies.image, [&](std::size_t index) {
        return patch_name(answered, explanation, index);
      }) << '\n';
    }
    for (const std::string& note : explanation.notes) out << "  note: " << note << '\n';
  }
}

std::string explained_json(const Answered& answered, const std::vector<Prediction>& answers,
                           const std::vector<Explanation>& explanations) {
  const ModelDescription& model = answered.model->description;
  nlohmann::json json;
  json["program"] = "Relevance Explorer " REX_VERSION;
  json["model"] = {{"name", model.name}, {"family", model.family}, {"weights", model.weights_hash}};
  if (!answered.model->notes.empty()) json["model"]["notes"] = answered.model->notes;
  json["predictions"] = nlohmann::json::array();
  for (const Prediction& answer : answers) {
    nlohmann::json entry = {{"target", to_string(answer.target)},
                            {"label", answer.label},
                            {"score", answer.score},
                            {"probability", json_or_null(answer.probability)}};
    if (answer.before) entry["before"] = *answer.before;
    const std::vector<float> box = box_of(answered, answer);
    if (!box.empty()) entry["box"] = box;
    json["predictions"].push_back(std::move(entry));
  }
  if (const RemovedPart& without = answered.question.without; !without.empty()) {
    json["without"] = {
        {"patches", without.patches}, {"regions", without.regions}, {"words", without.words}, {"fill", without.fill}};
  }
  if (!answered.input.regions.empty()) json["regions"] = regions_json(answered.input);
  json["explanations"] = nlohmann::json::array();
  for (const Explanation& explanation : explanations) {
    json["explanations"].push_back(to_json(explanation, text_tokens(answered, explanation.target)));
  }
  // A vocabulary may hold bytes that are not UTF-8.
  return json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

std::string all_csv(const Answered& answered, const std::vector<Explanation>& explanations) {
  std::string text;
  for (const Explanation& explanation : explanations) {
    const std::string table = to_csv(explanation, text_tokens(answered, explanation.target));
    text += text.empty() ? table : table.substr(table.find("\r\n") + 2);
  }
  return text;
}

void save_explained_figure(const std::filesystem::path& path, const Answered& answered,
                           const std::vector<Explanation>& explanations, const figure::FigureOptions& options) {
  const figure::GuiApplication application;
  figure::save_explanations(path, answered, explanations, options);
}

}  // namespace rex::command
