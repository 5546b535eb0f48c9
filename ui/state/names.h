#pragma once

#include <QString>
#include <string>

namespace rex {
struct Answered;
struct Explanation;
struct Prediction;
}  // namespace rex

namespace rex::ui {

/// What PREDICTION of PASS is called in lists: the class or answer, the caption itself, the object.
QString prediction_title(const Answered& answered, const Prediction& prediction);

/// What EXPLANATION of PASS explains, by the same names.
QString target_title(const Answered& answered, const Explanation& explanation);

/// The name of a stack of layers for people: "encoder.self" is "Encoder", "cross.vision_from_language" is
/// "Vision ← language".
QString stack_title(const std::string& stack);

/// One layer of it: "Encoder 3".
QString layer_title(const std::string& stack, int layer);

}  // namespace rex::ui
