#pragma once

#include <filesystem>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "core/base/progress.h"
#include "core/models/model.h"
#include "core/models/parameters.h"
#include "core/models/regions.h"
#include "core/picture/preprocessor.h"
#include "core/text/tokenizer.h"

namespace rex {

/// A model ready for use: weights, words, pixels, labels, as one Hugging Face folder holds them.
struct OpenModel {
  std::unique_ptr<Model> model;
  std::unique_ptr<Tokenizer> tokenizer;  ///< null where the folder has none or the model reads no text
  std::optional<Preprocessor> preprocessor;
  std::unique_ptr<RegionSource> regions;  ///< null where the folder has none
  std::filesystem::path folder;
  std::vector<std::string> notes;  ///< what was assumed: "no preprocessor_config.json: …"
};

/// Builds the model that CONFIG (config.json) describes. Throws Error naming field and file; knows the types
/// vit, deit, bert, clip, visual_bert, lxmert, detr.
std::unique_ptr<Model> build_model(const nlohmann::json& config, ParameterSource& parameters);

/// Opens a folder (or the weights file in it) with config.json and weights (safetensors or torch files, sharded or not,
/// Hugging Face's names or the original code bases'). Throws Error naming what is missing and what the folder looks
/// like.
OpenModel open_model(const std::filesystem::path& folder, const Progress& progress = {});

/// The inputs of a model, made from what a person gives.
struct PreparedInput {
  ModelInputs tensors;
  std::vector<TokenizedText> texts;         ///< one for each text given
  std::optional<PictureGeometry> geometry;  ///< where the model's pixels lie in the picture
  std::vector<Box> regions;                 ///< in the picture's pixels
  std::vector<std::string> region_labels;   ///< what each region shows, where the source tells
  std::vector<std::string> notes;           ///< warnings: text that was cut
};

/// Throws Error where something is missing that the model needs, or given that it cannot use (a question for a model
/// without text), and says what to do.
PreparedInput prepare(const OpenModel& model, const Picture* picture, const std::vector<std::string>& texts,
                      const Regions* regions = nullptr);

}  // namespace rex
