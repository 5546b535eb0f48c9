#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "core/nn/parameters.h"
#include "core/nn/residual_network.h"

namespace rex {

/// Where Hugging Face's DETR keeps its backbone.
inline constexpr const char* detr_backbone_prefix = "model.backbone.conv_encoder.model.";

/// Which residual network CONFIG (of a DETR) and the names in PARAMETERS describe: `backbone_config` for Hugging Face's
/// own ResNet; else `backbone` (resnet18, 34, 50, 101, 152) with `backbone_kwargs` (layers, channels, block). Where
/// the config leaves depth and width open, the shapes of the weights tell. Throws Error naming the field for networks
/// of another kind.
nn::ResidualNetworkSettings detr_backbone_settings(const nlohmann::json& config, const ParameterSource& parameters);

}  // namespace rex
