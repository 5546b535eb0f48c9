// Regions from a Faster R-CNN, with the names of objects and attributes that stand beside its weights.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "core/models/open/regions.h"
#include "core/models/regions/faster_rcnn.h"

namespace rex {

/// A RegionSource that says what its results depend on besides the picture.
class KeyedRegionSource : public RegionSource {
 public:
  virtual std::string key() const = 0;  ///< another one for other weights, settings or names
};

/// The Faster R-CNN in FOLDER: config.yaml (or config.json), weights of any format, and where they are there
/// objects_vocab.txt and attributes_vocab.txt, one name a line (what follows a comma is another name for the same).
/// Pictures are fed in ORDER; layers multiply in ARITHMETIC. Throws Error naming what is missing.
std::unique_ptr<KeyedRegionSource> faster_rcnn_region_source(const std::filesystem::path& folder,
                                                             ChannelOrder order = ChannelOrder::rgb,
                                                             nn::Arithmetic arithmetic = nn::Arithmetic::float32);

}  // namespace rex
