#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace rex {

/// The attention heads of timm's ViT and DeiT by the name of the architecture ("deit_tiny_distilled_patch16_224"),
/// which published files bear as well; nothing for other names.
std::optional<std::int64_t> heads_of_timm_architecture(const std::string& name);

}  // namespace rex
