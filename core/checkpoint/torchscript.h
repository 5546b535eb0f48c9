// The module tree of a torch.jit.save archive, as OpenAI publishes CLIP. Its code is never read.
#pragma once

#include <string>
#include <string_view>

#include "core/checkpoint/contents.h"
#include "core/checkpoint/torch_objects.h"

namespace rex {

/// What data.pkl of such an archive may name: also its own classes (__torch__.…), which stay inert.
GlobalUse torchscript_global(std::string_view name);

/// Fills CONTENTS with the tensors of ROOT's modules under their state_dict names.
void read_torchscript(const std::string& where, const PickleValue& root, const TorchObjects& objects,
                      Contents& contents);

}  // namespace rex
