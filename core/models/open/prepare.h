#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/box.h"
#include "core/models/open/open_model.h"

namespace rex {

/// The inputs of a model, made from what a person gives.
struct PreparedInput {
  ModelInputs tensors;
  std::vector<TokenizedText> texts;         ///< one for each text given
  std::optional<PictureGeometry> geometry;  ///< where the model's pixels lie in the picture
  std::vector<Box> regions;                 ///< in the picture's pixels
  std::vector<std::string> region_labels;   ///< what each region shows, where the source tells
  std::vector<std::string> notes;           ///< warnings: text that was cut
};

/// PAIR: a second sentence beside the one of TEXTS; empty: none.
/// Throws Error where something is missing that the model needs, or given that it cannot use (a question for a model
/// without text), and says what to do. PROGRESS is that of finding regions, which may throw Cancelled.
PreparedInput prepare(const OpenModel& model, const Picture* picture, const std::vector<std::string>& texts,
                      const Regions* regions = nullptr, const std::string& pair = {}, const Progress& progress = {});

}  // namespace rex
