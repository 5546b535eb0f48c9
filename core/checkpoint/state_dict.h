// Finding the named weights inside what a training script saved.
#pragma once

#include <map>
#include <string>

#include "core/checkpoint/contents.h"
#include "core/checkpoint/torch_objects.h"

namespace rex {

/// Fills CONTENTS with the tensors of the dict that ROOT is or wraps: under `state_dict`, `model` or
/// `model_state_dict` (one in the other, too), else as the only dict of tensors in ROOT. Plain values beside it become
/// metadata. Throws Error where there is none, or several and none so named.
void read_state_dict(const std::string& where, const PickleValue& root, const TorchObjects& objects,
                     Contents& contents);

/// Takes "module." (what data-parallel training adds) off all names where all have it.
void strip_module_prefix(std::map<std::string, StoredTensor>& tensors);

}  // namespace rex
