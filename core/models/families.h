#pragma once

#include <memory>
#include <nlohmann/json_fwd.hpp>

#include "core/models/model.h"
#include "core/models/parameters.h"

/// One builder for each architecture. CONFIG is its config.json; parameters are taken by Hugging Face's names. Each
/// throws Error naming the field where the config makes no sense; SOURCE's finish() tells what was missing.
namespace rex {

std::unique_ptr<Model> build_vit(const nlohmann::json& config, ParameterSource& source);  ///< "vit" and "deit"
std::unique_ptr<Model> build_bert(const nlohmann::json& config, ParameterSource& source);
std::unique_ptr<Model> build_clip(const nlohmann::json& config, ParameterSource& source);
std::unique_ptr<Model> build_visual_bert(const nlohmann::json& config, ParameterSource& source);
std::unique_ptr<Model> build_lxmert(const nlohmann::json& config, ParameterSource& source);
std::unique_ptr<Model> build_detr(const nlohmann::json& config, ParameterSource& source);

/// Merges what older versions of Hugging Face's library kept twice in CLIP's config.json: where text_config_dict is
/// there, its fields, and the class's defaults for those that it lacks, come before those of text_config; the same for
/// vision_config_dict. A missing section is one without fields.
void merge_clip_sections(nlohmann::json& config);

}  // namespace rex
