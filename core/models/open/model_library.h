// What the model library offers: models worth fetching whose family is built, and region detectors beside the models.
#pragma once

#include <filesystem>
#include <vector>

#include "core/hub/model_list.h"
#include "core/models/open/find_models.h"

namespace rex {

/// The models of hub::model_list() that this program can open or use.
std::vector<hub::ListedModel> listed_models();

/// The region detectors right in FOLDERS, as find_models() gives models; their family is "faster_rcnn".
std::vector<FoundModel> find_detectors(const std::vector<std::filesystem::path>& folders = model_search_paths());

}  // namespace rex
