#pragma once

#include <QStringList>
#include <filesystem>
#include <vector>

#include "core/explain/explanation.h"
#include "core/explain/inquiry.h"

namespace rex::ui {

/// Everything that a person chose and that the model must work for, in one value. The session, requests, session files
/// and the copied command speak it; how a finished explanation is drawn is Appearance.
struct Asked {
  std::filesystem::path model;
  Question question;  ///< whole: what this model does not read is kept for the next one
  QString method = QStringLiteral("generic");
  Target target;
  LayerRange layers;
  nn::Arithmetic arithmetic = nn::Arithmetic::float32;  ///< in what the model's layers multiply
  bool negative_evidence = false;                       ///< of methods that clamp it away
  QStringList compare_methods;                          ///< further methods for the same target, for the compare view
  std::vector<Target> compare_targets;                  ///< further targets by the same method
};

}  // namespace rex::ui
