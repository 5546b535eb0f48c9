// Finding the named weights inside what a training script saved.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "core/checkpoint/contents.h"
#include "core/checkpoint/torch_objects.h"

namespace rex {

/// Keys and values of what Python knows as a dict; empty for anything else.
std::vector<std::pair<const PickleValue*, const PickleValue*>> pairs_of(const PickleValue& value);

/// Fills CONTENTS with the tensors of the dict that ROOT is or wraps: under `state_dict`, `model` or
/// `model_state_dict` (one in the other, too), else as the only dict of tensors in ROOT. Plain values beside it become
/// metadata, the settings of its training arguments. Throws Error where there is none, or several and none so named.
void read_state_dict(const std::string& where, const PickleValue& root, const TorchObjects& objects,
                     Contents& contents);

/// Takes "module." (what data-parallel training adds) off all names where all have it.
void strip_module_prefix(std::map<std::string, StoredTensor>& tensors);

}  // namespace rex
