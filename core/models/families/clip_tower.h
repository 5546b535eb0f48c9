#pragma once

#include <cstdint>
#include <string>

#include "core/models/config.h"
#include "core/nn/parameters.h"
#include "core/nn/pre_norm_block.h"

namespace rex {

/// What holds where the config of a tower is silent.
struct ClipTowerDefaults {
  std::int64_t hidden = 768;
  std::int64_t heads = 12;
  std::int64_t inner = 0;  ///< of the feed-forward layers; 0: four times the width
  double epsilon = 1e-5;
  const char* activation = "quick_gelu";
};

/// The layers of one of the two towers of CLIP and SigLIP, whose names are the same.
struct ClipTower : nn::PreNormStack {
  std::int64_t hidden = 0;
  std::int64_t heads = 0;

  /// Takes PREFIX.encoder.layers.N.…
  ClipTower(const Config& config, ParameterSource& source, const std::string& prefix,
            const ClipTowerDefaults& defaults);

  /// "picture: 12 layers · 12 heads · 768 wide", with WHAT it reads, for people.
  std::string summary(const std::string& what) const;
};

}  // namespace rex
