#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/progress.h"
#include "core/models/model.h"
#include "core/models/open/regions.h"
#include "core/nn/arithmetic.h"
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

/// What a person says of weights that do not tell it.
struct OpenOptions {
  /// Attention heads of weights without a config.json: one number, or the picture's and the text's tower's. Empty: from
  /// the tables of published models.
  std::vector<std::int64_t> heads = {};
  /// Folder of the detector that finds regions; empty: open_region_source() looks for one.
  std::filesystem::path regions_model = {};
  /// In what the layers of model and detector multiply.
  nn::Arithmetic arithmetic = nn::Arithmetic::float32;
  /// Bytes that the graphs of further passes may take, which an inquiry keeps for later targets; 0: a quarter of the
  /// memory that is free.
  std::size_t graph_memory = 0;
};

/// Opens a folder (or the weights file in it) with config.json and weights (safetensors or torch files, sharded or not,
/// Hugging Face's names or the original code bases'). Throws Error naming what is missing and what the folder looks
/// like, and where this machine cannot compute in the arithmetic that is asked for.
OpenModel open_model(const std::filesystem::path& folder, const Progress& progress = {},
                     const OpenOptions& options = {});

}  // namespace rex
