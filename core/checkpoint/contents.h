#pragma once

#include <map>
#include <string>

#include "core/checkpoint/stored_tensor.h"

namespace rex {

/// What a reader of one format found in a file: checked views, nothing loaded.
struct Contents {
  std::string format;                           // such as "safetensors" or "torch zip"
  std::map<std::string, StoredTensor> tensors;  // under the file's own names
  std::map<std::string, std::string> metadata;  // what the file says about itself
};

}  // namespace rex
