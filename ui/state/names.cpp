#include "ui/state/names.h"

#include <QCoreApplication>
#include <QStringList>
#include <utility>

#include "core/explain/inquiry.h"
#include "core/explain/predictions.h"
#include "ui/state/queries.h"

namespace rex::ui {

QString short_score(const Prediction& prediction) {
  return prediction.probability ? QString::fromStdString(probability_text(*prediction.probability))
                                : QString::number(prediction.score, 'g', 3);
}

QString before_and_after(const Prediction& prediction) {
  Prediction old = prediction;
  old.score = prediction.before.value_or(0);
  if (prediction.probability) old.probability = prediction.before;
  return QStringLiteral("%1 → %2").arg(short_score(old), short_score(prediction));
}

QString short_answer(const Answered& answered) {
  const auto& predictions = answered.predictions;
  if (predictions.empty() || answered.model->description.explains_features()) return {};
  if (answered.query_boxes.empty()) {
    return QString::fromStdString(predictions.front().label) + ' ' + short_score(predictions.front());
  }
  QStringList found;
  for (const Prediction& prediction : predictions) {
    if (prediction.probability >= confident_query) found << QString::fromStdString(prediction.label);
  }
  QStringList said;
  for (const QString& label : found) {
    const auto count = found.count(label);
    const QString once = count == 1 ? label : QStringLiteral("%1 × %2").arg(count).arg(label);
    if (!said.contains(once)) said << once;
  }
  return said.isEmpty() ? QCoreApplication::translate("Answer", "nothing found") : said.join(QStringLiteral(", "));
}

/// Translations keep the arrow and the comma with a space: where there is little room, what stands after them is said
/// alone.
QString stack_title(const std::string& stack) {
  static const std::pair<const char*, const char*> names[] = {
      {"encoder.self", QT_TRANSLATE_NOOP("Stack", "Encoder")},
      {"decoder.self", QT_TRANSLATE_NOOP("Stack", "Decoder")},
      {"decoder.cross", QT_TRANSLATE_NOOP("Stack", "Decoder ← picture")},
      {"text.self", QT_TRANSLATE_NOOP("Stack", "Text")},
      {"cross.text_from_image", QT_TRANSLATE_NOOP("Stack", "Text ← picture")},
      {"vision.pool", QT_TRANSLATE_NOOP("Stack", "Pooling ← picture")},
      {"language.self", QT_TRANSLATE_NOOP("Stack", "Language")},
      {"vision.self", QT_TRANSLATE_NOOP("Stack", "Vision")},
      {"cross.language_from_vision", QT_TRANSLATE_NOOP("Stack", "Language ← vision")},
      {"cross.vision_from_language", QT_TRANSLATE_NOOP("Stack", "Vision ← language")},
      {"cross.language_self", QT_TRANSLATE_NOOP("Stack", "Language, late")},
      {"cross.vision_self", QT_TRANSLATE_NOOP("Stack", "Vision, late")}};
  for (const auto& [name, title] : names) {
    if (stack == name) return QCoreApplication::translate("Stack", title);
  }
  return QString::fromStdString(stack);
}

QString step_title(const QString& step) {
  static const char* const steps[] = {QT_TRANSLATE_NOOP("Step", "opening the model"),
                                      QT_TRANSLATE_NOOP("Step", "reading the weights' names"),
                                      QT_TRANSLATE_NOOP("Step", "building the model"),
                                      QT_TRANSLATE_NOOP("Step", "reading vocabulary and labels"),
                                      QT_TRANSLATE_NOOP("Step", "preparing the input"),
                                      QT_TRANSLATE_NOOP("Step", "looking for regions"),
                                      QT_TRANSLATE_NOOP("Step", "looking at the picture"),
                                      QT_TRANSLATE_NOOP("Step", "proposing regions"),
                                      QT_TRANSLATE_NOOP("Step", "running the model"),
                                      QT_TRANSLATE_NOOP("Step", "relevance pass"),
                                      QT_TRANSLATE_NOOP("Step", "relevance of the maps"),
                                      QT_TRANSLATE_NOOP("Step", "gradients of the attention"),
                                      QT_TRANSLATE_NOOP("Step", "explaining what is pinned"),
                                      QT_TRANSLATE_NOOP("Step", "waiting for the hub"),
                                      QT_TRANSLATE_NOOP("Step", "letting it answer once"),
                                      QT_TRANSLATE_NOOP("Step", "saving")};
  for (const char* known : steps) {
    if (step == QLatin1String(known)) return QCoreApplication::translate("Step", known);
  }
  return step;
}

QString layer_title(const std::string& stack, int layer) {
  return QCoreApplication::translate("Stack", "%1 %2").arg(stack_title(stack)).arg(layer + 1);
}

}  // namespace rex::ui
