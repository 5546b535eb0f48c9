#include "ui/state/export.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/checkpoint/npz.h"
#include "core/checkpoint/safetensors.h"
#include "core/evaluate/protocols/without.h"
#include "core/explain/export.h"
#include "core/explain/method.h"
#include "ui/state/comparison.h"
#include "ui/state/queries.h"
#include "ui/state/session.h"
#include "ui/state/shown_figure.h"

namespace rex::ui {
namespace {

QString quoted(const std::string& text) {
  QString result = QString::fromStdString(text);
  result.replace('\'', QStringLiteral("'\\''"));
  return '\'' + result + '\'';
}

/// The selected part of the explanation, in the order in which the window lets one hide the other.
QStringList part_words(const Explanation& explanation, const ShownPart& part) {
  QStringList words;
  const auto add = [&](const char* option, const std::string& value) {
    if (!value.empty()) words << QLatin1String(option) << quoted(value);
  };
  if (shows_step(explanation, part)) {
    words << QStringLiteral("--step") << QString::number(*part.step + 1);
  } else if (shows_part(explanation, part)) {
    const std::string head = part.head ? spelled(explanation, *part.head) : std::string();
    add("--head", head);
    if (!head.empty()) add("--head-values", part.head_values == HeadValues::weighted ? "weighted" : "raw");
    for (const TokenPlace& token : tokens_of(part)) add("--of", spelled(explanation, token));
  }
  return words;
}

/// What the answer goes without.
QStringList removed_words(const Answered& answered) {
  const RemovedPart& without = answered.question.without;
  QStringList words;
  if (without.empty()) return words;
  words << QStringLiteral("--without") << QString::fromStdString(evaluate::spelled(without, answered));
  if (!without.patches.empty()) words << QStringLiteral("--without-fill") << QString::fromStdString(without.fill);
  return words;
}

/// The settings of the Faithfulness panel.
QStringList curve_words(const evaluate::FaithfulnessOptions& options) {
  QStringList words{QStringLiteral("--faithfulness"), QStringLiteral("faithfulness.csv")};
  const auto add = [&](const char* option, std::string_view value) {
    words << QLatin1String(option) << QString::fromUtf8(value.data(), static_cast<qsizetype>(value.size()));
  };
  if (options.part) add("--faithfulness-part", name(*options.part));
  add("--faithfulness-fill", name(options.replacement));
  return words;
}

/// The compared methods whose curves stand beside the one's of the figure; raw attention's always does.
QStringList curves_beside(const Asked& asked) {
  QStringList methods = asked.compare_methods;
  methods.removeAll(asked.method);
  methods.removeAll(QStringLiteral("raw_attention"));
  if (methods.isEmpty()) return {};
  return {QStringLiteral("--faithfulness-beside"), methods.join(',')};
}

/// Which object queries the figure draws.
QStringList query_words(const Session& session) {
  QStringList words, numbers;
  if (!session.answered() || session.answered()->query_boxes.empty()) return words;
  for (const std::int64_t query : figure_queries(session)) numbers << QString::number(query);
  words << QStringLiteral("--queries") << (numbers.isEmpty() ? QStringLiteral("none") : numbers.join(','));
  return words;
}

/// APPEARANCE as the figure has it, without what does not come into it.
Appearance drawn_appearance(const Session& session, Appearance appearance, bool compared) {
  const Selection& selection = session.selection();
  const bool queries = session.answered() && !session.answered()->query_boxes.empty();
  if (compared || !queries || selection.shown_head() || selection.shown_token()) appearance.all_queries = false;
  if (!compared) {
    appearance.shared_scale = false;
    appearance.masks = !queries || !drawn_masks(session).empty();
  }
  return appearance;
}

QStringList appearance_words(const Appearance& appearance) {
  QStringList words;
  for (const AppearanceField& field : appearance_fields()) {
    const auto value = field.option.spell(appearance);
    if (!value) continue;
    words << QString::fromStdString(field.option.name);
    if (const auto* number = std::get_if<double>(&*value)) words << QString::number(*number);
    if (const auto* word = std::get_if<std::string>(&*value)) words << QString::fromStdString(*word);
  }
  return words;
}

}  // namespace

void export_numbers(const Answered& answered, const Explanation& explanation, const std::filesystem::path& path) {
  const std::string extension = path.extension().string();
  const std::vector<TextToken> tokens = text_tokens(answered, explanation.target);
  if (extension == ".json") return write_atomically(path, to_json(explanation, tokens).dump(2) + "\n");
  if (extension == ".csv") return write_atomically(path, to_csv(explanation, tokens));
  const std::map<std::string, at::Tensor> tensors = explanation_tensors(explanation, true);
  if (extension == ".safetensors")
    return save_safetensors(path, tensors, {{"model", answered.model->description.name}});
  if (extension == ".npz") {  // a zip file, whose names could be taken for folders
    std::map<std::string, at::Tensor> renamed;
    for (auto& [name, tensor] : tensors) {
      std::string dotted = name;
      std::replace(dotted.begin(), dotted.end(), '/', '.');
      renamed.emplace(std::move(dotted), tensor);
    }
    return save_npz(path, renamed);
  }
  throw Error(path.string(), "is no format for numbers", "Choose .safetensors, .npz, .csv or .json.");
}

QString rex_command(const Session& session, bool compared) {
  QStringList words{QStringLiteral("rex explain")};
  const auto add = [&](const char* option, const std::string& value) {
    words << QString::fromLatin1(option) << quoted(value);
  };
  const Asked& asked = session.shown_asked();
  const auto& answered = session.answered();
  const auto absolute = [](const std::filesystem::path& path) { return std::filesystem::absolute(path).string(); };
  add("--model", absolute(asked.model));
  if (answered && !answered->question.picture_file.empty()) add("--image", absolute(answered->question.picture_file));
  if (answered && !answered->question.like_file.empty()) add("--like", absolute(answered->question.like_file));
  if (answered) {
    for (const std::string& text : answered->question.texts) add("--text", text);
    if (!answered->question.pair.empty()) add("--pair", answered->question.pair);
    if (!answered->question.regions_file.empty() && answered->model->description.sees_regions()) {
      add("--regions", absolute(answered->question.regions_file));
    }
  }
  const Target target = session.explanation() ? session.explanation()->target : asked.target;
  std::vector<Target> targets = {target};
  QStringList methods = {asked.method};
  if (compared) {
    for (const QString& method : asked.compare_methods) {
      if (!methods.contains(method)) methods << method;
    }
    for (const Target& other : asked.compare_targets) {
      if (std::find(targets.begin(), targets.end(), other) == targets.end()) targets.push_back(other);
    }
  }
  for (const Target& one : targets) add("--target", to_string(one));
  words << QStringLiteral("--method") << methods.join(',');
  if (!(asked.layers == LayerRange())) {
    words << QStringLiteral("--layers=%1:%2").arg(asked.layers.first).arg(asked.layers.last);
  }
  if (answered) words << removed_words(*answered);
  if (asked.arithmetic != nn::Arithmetic::float32) {
    words << QStringLiteral("--arithmetic") << QLatin1String(name(asked.arithmetic));
  }
  if (asked.negative_evidence && explanation_method(asked.method.toStdString()).clamps()) {
    words << QStringLiteral("--negative-evidence");
  }
  if (const auto& wanted = session.wanted_faithfulness(); wanted && (!compared || compares_methods_alone(session))) {
    words << curve_words(*wanted);
    if (!compared) words << curves_beside(asked);
  }
  const figure::FigureOptions drawing = figure_options(session);
  if (session.explanation() && !compared) {
    words << part_words(*session.explanation(), session.selection().shown_part(session.head_values()));
    words << query_words(session);
  }
  words << appearance_words(drawn_appearance(session, drawing.appearance, compared));
  words << QStringLiteral("--save") << QStringLiteral("figure.pdf");
  return words.join(' ');
}

}  // namespace rex::ui
