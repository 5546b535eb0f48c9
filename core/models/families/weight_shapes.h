#pragma once

#include <cstdint>
#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/nn/parameters.h"

namespace rex {

/// A published model's size and how many attention heads it has, which shapes of weights do not tell.
struct PublishedHeads {
  std::int64_t hidden = 0;
  std::int64_t layers = 0;  ///< 0: whatever their number
  std::int64_t heads = 0;
};

/// What the shapes of weights without a config.json tell, and the settings of their training where these were saved.
/// Every failure is an Error that begins with the weights' file and asks for the config.json.
class WeightShapes {
 public:
  /// PARAMETERS go by Hugging Face's names and must outlive this, as SETTINGS must (Checkpoint::arguments(); null where
  /// there are none); FILE is theirs. HEADS is what a person said (OpenOptions::heads).
  WeightShapes(const ParameterSource& parameters, std::filesystem::path file, const nlohmann::json* settings = nullptr,
               std::vector<std::int64_t> heads = {})
      : parameters_(parameters), file_(std::move(file)), settings_(settings), heads_(std::move(heads)) {}

  const ParameterSource& parameters() const { return parameters_; }
  const std::filesystem::path& file() const { return file_; }  ///< "dc5" in its name stands for a dilated backbone

  /// The size of the parameter NAME in DIMENSION. Throws Error where there is none.
  std::int64_t size(const std::string& name, std::size_t dimension) const;

  /// How many layers PREFIX0., PREFIX1., … there are. Throws Error where there is none.
  std::int64_t layers(const std::string& prefix) const;

  /// The side of a square grid of TOKENS patches. Throws Error where they are no square.
  std::int64_t side(std::int64_t tokens) const;

  /// Says of which size (height, width) the pictures are that the model was trained on, which shapes do not tell where
  /// it is no square.
  void expect_pictures(std::pair<std::int64_t, std::int64_t> size) { expected_ = size; }

  /// Height and width of the pictures that TOKENS patches of PATCH_HEIGHT × PATCH_WIDTH pixels cut: what is expected,
  /// where it fits, else as a square grid has them. Throws Error where they are no square.
  std::pair<std::int64_t, std::int64_t> picture(std::int64_t tokens, std::int64_t patch_height,
                                                std::int64_t patch_width) const;

  /// How many heads LAYERS layers of a width of HIDDEN have: what a person said, for the tower at TOWER where they said
  /// several numbers, else as in the model of that size among PUBLISHED. Throws Error that asks for the number where
  /// there is none, or what was said does not divide HIDDEN.
  std::int64_t heads(const std::vector<PublishedHeads>& published, std::int64_t hidden, std::int64_t layers,
                     std::size_t tower = 0) const;

  /// Whether a person said it.
  bool heads_are_said() const { return !heads_.empty(); }

  /// The whole number that the settings of the training say for FIELD ("nheads"), if that is a size at all.
  std::optional<std::int64_t> setting(const std::string& field) const;

  /// The truth value that they say for FIELD ("dilation").
  std::optional<bool> flag(const std::string& field) const;

 private:
  const nlohmann::json* find_setting(const std::string& field) const;

  const ParameterSource& parameters_;
  std::filesystem::path file_;
  const nlohmann::json* settings_;
  std::vector<std::int64_t> heads_;
  std::pair<std::int64_t, std::int64_t> expected_ = {0, 0};
};

}  // namespace rex
