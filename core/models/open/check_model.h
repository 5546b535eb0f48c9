#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/base/progress.h"

namespace rex {

/// What a model that was fetched or found turned out to be.
struct CheckedModel {
  std::string family;              ///< for people: "DETR"; "Faster R-CNN" for a region detector
  bool finds_regions = false;      ///< it is no model to open but finds regions for others
  std::vector<std::string> facts;  ///< "12 layers · 12 heads · 768 wide"
  std::vector<std::string> notes;  ///< what was assumed
  /// What it lacks to answer: "a region detector"; empty where it answers as it is.
  std::string missing;
  std::string missing_model;  ///< repository of a model that fills it; may be empty
};

/// Opens the model in FOLDER and lets it answer once, about a made-up picture, sentence or regions. Throws Error where
/// it cannot be opened or what it answers is no number; Cancelled.
CheckedModel check_model(const std::filesystem::path& folder, const Progress& progress = {});

}  // namespace rex
