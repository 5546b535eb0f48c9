#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/hub/download.h"

namespace rex::hub {

/// A model that is worth fetching. Sizes, licences and files are asked of the hub.
struct ListedModel {
  struct Need {
    std::string name, why;  ///< of another model: "finds the regions of a picture"
  };
  std::string name;                ///< of its repository
  std::string family;              ///< its model_type; "faster_rcnn" for a region detector
  std::string good_for;            ///< a line for people
  std::vector<Need> needs;         ///< what else it takes to answer
  std::vector<Borrowed> borrowed;  ///< files that its repository lacks
  std::string elsewhere;           ///< where else it can come from; may be empty
};

/// The list that comes with the program (resources/model_list.json). Throws Error where it is missing or damaged.
std::vector<ListedModel> model_list();

/// The same of FILE.
std::vector<ListedModel> read_model_list(const std::filesystem::path& file);

}  // namespace rex::hub
