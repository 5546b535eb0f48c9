#pragma once

#include <QString>
#include <string>

namespace rex {
struct Answered;
struct Prediction;
}  // namespace rex

namespace rex::ui {

/// "0.97": the probability of PREDICTION, or its score where there is none.
QString short_score(const Prediction& prediction);

/// "0.98 → 0.31": PREDICTION before something was taken away, and now. Only where it has a before.
QString before_and_after(const Prediction& prediction);

/// What ANSWERED says in a few words: "dog 0.98", or of objects those that were found: "cat, 2 × dog".
/// Empty where nothing is answered: models without a head.
QString short_answer(const Answered& answered);

/// The name of a stack of layers for people: "encoder.self" is "Encoder", "cross.vision_from_language" is
/// "Vision ← language".
QString stack_title(const std::string& stack);

/// What core says that it does now, in the language of the window where it is one of the steps that are known here.
QString step_title(const QString& step);

/// One layer of it: "Encoder 3".
QString layer_title(const std::string& stack, int layer);

}  // namespace rex::ui
