#include "ui/state/names.h"

#include <QCoreApplication>
#include <utility>

#include "core/explain/predictions.h"
#include "ui/jobs/model_worker.h"

namespace rex::ui {

QString prediction_title(const Answered& answered, const Prediction& prediction) {
  if (prediction.target.text && static_cast<std::size_t>(*prediction.target.text) < answered.question.texts.size()) {
    return QString::fromStdString(answered.question.texts[static_cast<std::size_t>(*prediction.target.text)]);
  }
  return QString::fromStdString(prediction.label);
}

QString target_title(const Answered& answered, const Explanation& explanation) {
  return prediction_title(answered, {explanation.target, explanation.target_label, 0, 0});
}

QString stack_title(const std::string& stack) {
  static const std::pair<const char*, const char*> names[] = {
      {"encoder.self", QT_TRANSLATE_NOOP("Stack", "Encoder")},
      {"decoder.self", QT_TRANSLATE_NOOP("Stack", "Decoder")},
      {"decoder.cross", QT_TRANSLATE_NOOP("Stack", "Decoder ← picture")},
      {"text.self", QT_TRANSLATE_NOOP("Stack", "Text")},
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

QString layer_title(const std::string& stack, int layer) {
  return QCoreApplication::translate("Stack", "%1 %2").arg(stack_title(stack)).arg(layer + 1);
}

}  // namespace rex::ui
