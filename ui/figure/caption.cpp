#include "ui/figure/caption.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstdio>
#include <functional>

#include "core/evaluate/protocols/faithfulness.h"
#include "core/evaluate/protocols/without.h"
#include "core/explain/method.h"
#include "core/explain/predictions.h"
#include "core/explain/shown/shown_part.h"
#include "core/render/explained.h"

namespace rex::figure {

namespace {

std::string number(double value, const char* format) {
  char text[64];
  std::snprintf(text, sizeof text, format, value);
  return text;
}

/// The probability, or the score where there is none.
std::string short_score(const Explanation& explanation) {
  return explanation.probability ? probability_text(*explanation.probability) : number(explanation.score, "%.3g");
}

std::string model_title(const ModelDescription& model) {
  std::string text = model.name.empty() ? model.family : model.name;
  if (!model.family.empty() && model.family != text) text += " (" + model.family + ")";
  if (!model.weights_hash.empty()) text += " · weights " + model.weights_hash;
  return text;
}

std::string target_and_score(const Explanation& explanation) {
  return shown_label(explanation) + " · score " + number(explanation.score, "%.4g") +
         (explanation.probability ? " · probability " + probability_text(*explanation.probability) : "");
}

std::string threshold_title(const Threshold& threshold) {
  switch (threshold.kind) {
    case Threshold::Kind::share:
      return " · shown from " + number(threshold.amount * 100, "%.3g") + " % of it on";
    case Threshold::Kind::top:
      return " · the top " + number(threshold.amount, "%.3g") + " % are shown";
    case Threshold::Kind::none:
      break;
  }
  return {};
}

/// What a person set of the scale of the maps: its ends and how it is bent.
std::string set_scale_title(const Appearance& appearance, bool pictures) {
  std::string text;
  if (const auto& ends = appearance.scale_ends; ends && pictures) {
    text += " · ends set to " + number(static_cast<double>(ends->low), "%.3g") + " and " +
            number(static_cast<double>(ends->high), "%.3g");
  }
  if (appearance.gamma != 1) text += " · gamma " + number(appearance.gamma, "%.3g");
  return text;
}

/// "3 patches (the mean colour in their place) and the word “cat”; hatched or struck out. Probability 0.98 → 0.31".
std::string removed_title(const Answered& answered, const Explanation& explanation) {
  const RemovedPart& without = answered.question.without;
  if (without.empty()) return {};
  Target of_text;
  of_text.text = without.text;
  std::vector<std::string> struck;
  for (const Word& word : words_of(answered, of_text, explanation.relevancies.text)) {
    if (word.struck) struck.push_back(word.text);
  }
  std::string text = evaluate::to_string(without, struck) + ", before the model answered";
  for (const Prediction& prediction : answered.predictions) {
    if (prediction.target != explanation.target || !prediction.before || !prediction.probability) continue;
    text += "; probability " + probability_text(*prediction.before) + " → " + probability_text(*prediction.probability);
  }
  return text;
}

std::string curves_title(const evaluate::Faithfulness& measured) {
  std::string text = measured.sentence();
  std::string part(name(measured.part));
  part.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(part.front())));
  text += (text.empty() ? "" : " ") + part + " are removed";
  if (measured.part == evaluate::Part::patches) {
    text += ", " + std::string(name(measured.options.replacement)) + " in their place";
  }
  if (measured.area) text += "; area between the curves (symmetric relevance gain) " + number(*measured.area, "%.3f");
  if (!measured.random.empty()) text += "; band: " + std::to_string(measured.random.size()) + " random orders";
  return text;
}

}  // namespace

std::string box_label(const Explanation& explanation) {
  const std::string query = "query " + std::to_string(explanation.target.query.value_or(0)) + ": ";
  const std::string& label = explanation.target_label;
  return (label.starts_with(query) ? label.substr(query.size()) : label) + " " + short_score(explanation);
}

std::string score_title(const Explanation& explanation) {
  return (explanation.probability ? "probability " : "score ") + short_score(explanation);
}

std::string scale_title(const Explanation& explanation, Scaling scaling, bool shared) {
  const std::string text = (explanation.is_attention ? "attention, " : "relevance, ") + scaling_title(scaling);
  return shared ? text + ", shared" : text;
}

std::string scaling_title(Scaling scaling) {
  switch (scaling) {
    case Scaling::zero_to_max:
      return "0–max";
    case Scaling::min_to_max:
      return "min–max";
    case Scaling::share_of_sum:
      return "share of the sum";
    case Scaling::symmetric:
      break;
  }
  return "±max";
}

std::string layers_title(const LayerRange& layers) {
  if (layers.first == 0 && layers.last == -1) return "all";
  if (layers.first == -1 && layers.last == -1) return "only the last";
  const auto end = [](int layer) {
    if (layer == -1) return std::string("the last");
    return layer < 0 ? std::to_string(-layer) + " before the end" : std::to_string(layer);
  };
  return end(layers.first) + " to " + end(layers.last) + ", counted from 0";
}

std::vector<CaptionLine> caption_of(const Answered& answered, const std::vector<Explanation>& explanations,
                                    const FigureOptions& options, std::size_t first_panel) {
  std::vector<CaptionLine> caption;
  const bool letters = options.letters && explanations.size() + first_panel > 1;
  const auto add = [&](const std::string& name, const std::function<std::string(const Explanation&)>& text_of) {
    std::string text;
    const bool alike = std::all_of(explanations.begin(), explanations.end(), [&](const Explanation& explanation) {
      return text_of(explanation) == text_of(explanations.front());
    });
    for (std::size_t i = 0; i < (alike ? std::min<std::size_t>(1, explanations.size()) : explanations.size()); ++i) {
      const std::string part = text_of(explanations[i]);
      if (part.empty()) continue;
      if (!text.empty()) text += "; ";
      if (!alike && letters) text += std::string("(") + static_cast<char>('a' + (i + first_panel) % 26) + ") ";
      text += part;
    }
    if (!text.empty()) caption.push_back({name, text});
  };
  caption.push_back({"Model", model_title(answered.model->description)});
  add("Method", [](const Explanation& e) {
    return e.is_attention ? "attention of heads, beside " + explanation_method(e.method).title()
                          : explanation_method(e.method).title();
  });
  add("Target", target_and_score);
  if (answered.question.like) {
    const std::string file = answered.question.like_file.filename().string();
    caption.push_back({"Second picture", file.empty() ? "one that is in no file" : file});
  }
  add("Layers", [](const Explanation& e) { return layers_title(e.options.layers); });
  add("Removed", [&](const Explanation& e) { return removed_title(answered, e); });
  const bool several = explanations.size() > 1 && !options.appearance.shared_scale;
  const bool pictures = std::any_of(explanations.begin(), explanations.end(),
                                    [](const Explanation& e) { return e.relevancies.image.defined(); });
  const bool words = options.words && std::any_of(explanations.begin(), explanations.end(),
                                                  [](const Explanation& e) { return e.relevancies.text.defined(); });
  const ModelKind& kind = answered.model->description;
  const Appearance appearance = drawn_as(options.appearance, explanations.front());
  const Scaling of_picture = picture_scaling(appearance, kind), of_words = word_scaling(appearance, kind);
  caption.push_back(
      {"Scale", scale_title(explanations.front(), pictures ? of_picture : of_words, options.appearance.shared_scale) +
                    (several ? ", for each panel by itself" : "") +
                    (pictures && words
                         ? "; words on a scale of their own, " + scaling_title(of_words) + ", special tokens left out"
                         : "") +
                    set_scale_title(options.appearance, pictures) + threshold_title(threshold_of(options.appearance))});
  const bool masks =
      options.appearance.masks && std::any_of(explanations.begin(), explanations.end(),
                                              [](const Explanation& e) { return e.target.query.has_value(); });
  if (masks) {
    caption.push_back({"Outline", options.appearance.mask_style == MaskStyle::reference
                                      ? "Otsu’s threshold on the feature map, then enlarged"
                                      : "Otsu’s threshold on the enlarged map"});
  }
  if (options.curves) caption.push_back({"Curves", curves_title(*options.curves)});
  add("Note", [](const Explanation& e) {
    std::string text;
    for (const std::string& note : e.notes) text += (text.empty() ? "" : "; ") + note;
    return text;
  });
  caption.push_back({"Made with", "Relevance Explorer " REX_VERSION});
  return caption;
}

}  // namespace rex::figure
