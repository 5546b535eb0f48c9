#pragma once

#include <map>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "core/checkpoint/stored_tensor.h"

namespace rex {

/// What a reader of one format found: checked views, nothing loaded.
struct Contents {
  std::string format;                               // such as "safetensors" or "torch zip"
  std::map<std::string, StoredTensor> tensors;      // under the file's own names
  std::map<std::string, std::string> metadata;      // what the file says about itself
  std::shared_ptr<const nlohmann::json> arguments;  // see read_arguments; null where the format has none
  std::string choice;                               // see Checkpoint::choice
  std::vector<std::string> foreign_globals;         // classes and functions of other programs, read past
  std::vector<std::shared_ptr<MappedFile>> files;   // that the tensors lie in
};

}  // namespace rex
