// Regions that were found once, on disk: a detector takes seconds for a picture.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>

#include "core/models/open/faster_rcnn_regions.h"
#include "core/models/open/regions.h"

namespace rex {

/// Bytes of disk that kept regions may take, about 1,700 pictures of 36 regions.
inline constexpr std::uintmax_t most_kept_regions = 500u << 20;

/// As many megabytes as $REX_REGIONS_MB says, else most_kept_regions.
std::uintmax_t region_cache_size();

/// $REX_CACHE/regions, else relevance-explorer/regions in the user's cache folder ($XDG_CACHE_HOME, else ~/.cache);
/// empty where there is none, and nothing is kept.
std::filesystem::path region_cache_folder();

/// SOURCE, whose results are kept in FOLDER by the hashes of source and picture, and found there again. Where all kept
/// files together pass MOST bytes, those that were used longest ago go first. A folder that cannot be written, or a
/// file in it that cannot be read, only costs time.
std::unique_ptr<RegionSource> cached_regions(std::unique_ptr<KeyedRegionSource> source,
                                             const std::filesystem::path& folder = region_cache_folder(),
                                             std::uintmax_t most = region_cache_size());

}  // namespace rex
