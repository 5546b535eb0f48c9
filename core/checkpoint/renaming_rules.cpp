#include "core/checkpoint/renaming_rules.h"

#include <cctype>

namespace rex {
namespace {

/// The names of the query, key and value projections that one tensor of the file joins.
std::vector<std::string> joint_projection(const std::string& prefix, const std::string& q, const std::string& k,
                                          const std::string& v) {
  return {prefix + q + ".*", prefix + k + ".*", prefix + v + ".*"};
}

ForeignNames detr_names() {
  const std::string encoder = "model.encoder.layers.#.", decoder = "model.decoder.layers.#.";
  const auto attention = [](const std::string& prefix) {
    return joint_projection(prefix, "q_proj", "k_proj", "v_proj");
  };
  return {"facebookresearch/detr",
          "detr",
          {"query_embed.weight", "transformer.encoder.layers.#.self_attn.in_proj_weight"},
          {
              {"backbone.0.body.*", {"model.backbone.conv_encoder.model.*"}},
              {"backbone.1.row_embed.*", {"model.backbone.position_embedding.row_embeddings.*"}},
              {"backbone.1.col_embed.*", {"model.backbone.position_embedding.column_embeddings.*"}},
              {"transformer.encoder.layers.#.self_attn.in_proj_*", attention(encoder + "self_attn.")},
              {"transformer.encoder.layers.#.self_attn.out_proj.*", {encoder + "self_attn.out_proj.*"}},
              {"transformer.encoder.layers.#.linear1.*", {encoder + "fc1.*"}},
              {"transformer.encoder.layers.#.linear2.*", {encoder + "fc2.*"}},
              {"transformer.encoder.layers.#.norm1.*", {encoder + "self_attn_layer_norm.*"}},
              {"transformer.encoder.layers.#.norm2.*", {encoder + "final_layer_norm.*"}},
              {"transformer.decoder.layers.#.self_attn.in_proj_*", attention(decoder + "self_attn.")},
              {"transformer.decoder.layers.#.self_attn.out_proj.*", {decoder + "self_attn.out_proj.*"}},
              {"transformer.decoder.layers.#.multihead_attn.in_proj_*", attention(decoder + "encoder_attn.")},
              {"transformer.decoder.layers.#.multihead_attn.out_proj.*", {decoder + "encoder_attn.out_proj.*"}},
              {"transformer.decoder.layers.#.linear1.*", {decoder + "fc1.*"}},
              {"transformer.decoder.layers.#.linear2.*", {decoder + "fc2.*"}},
              {"transformer.decoder.layers.#.norm1.*", {decoder + "self_attn_layer_norm.*"}},
              {"transformer.decoder.layers.#.norm2.*", {decoder + "encoder_attn_layer_norm.*"}},
              {"transformer.decoder.layers.#.norm3.*", {decoder + "final_layer_norm.*"}},
              {"transformer.decoder.norm.*", {"model.decoder.layernorm.*"}},
              {"input_proj.*", {"model.input_projection.*"}},
              {"query_embed.weight", {"model.query_position_embeddings.weight"}},
              {"class_embed.*", {"class_labels_classifier.*"}},
              {"bbox_embed.layers.#.*", {"bbox_predictor.layers.#.*"}},
          }};
}

/// OpenAI's names, which open_clip keeps; TEXT is "text." where it makes the text tower a module of its own.
ForeignNames clip_names(const std::string& text) {
  ForeignNames names{text.empty() ? "OpenAI CLIP" : "open_clip",
                     "clip",
                     {"visual.class_embedding", text + "transformer.resblocks.#.attn.in_proj_weight"},
                     {
                         {"visual.class_embedding", {"vision_model.embeddings.class_embedding"}},
                         {"visual.conv1.weight", {"vision_model.embeddings.patch_embedding.weight"}},
                         {"visual.positional_embedding", {"vision_model.embeddings.position_embedding.weight"}},
                         {"visual.ln_pre.*", {"vision_model.pre_layrnorm.*"}},  // so it is spelled there
                         {"visual.ln_post.*", {"vision_model.post_layernorm.*"}},
                         {"visual.proj", {"visual_projection.weight"}, true},
                         {text + "token_embedding.weight", {"text_model.embeddings.token_embedding.weight"}},
                         {text + "positional_embedding", {"text_model.embeddings.position_embedding.weight"}},
                         {text + "ln_final.*", {"text_model.final_layer_norm.*"}},
                         {text + "text_projection", {"text_projection.weight"}, true},
                         {text + "attn_mask", {}},
                         // What the TorchScript archives carry beside the weights.
                         {"input_resolution", {}},
                         {"context_length", {}},
                         {"vocab_size", {}},
                     }};
  for (const auto& [from, to] : {std::pair{"visual.transformer.resblocks.#.", "vision_model.encoder.layers.#."},
                                 std::pair{"transformer.resblocks.#.", "text_model.encoder.layers.#."}}) {
    const std::string layer = to;
    const std::string block = layer.starts_with("text") ? text + from : std::string(from);
    names.rules.push_back(
        {block + "attn.in_proj_*", joint_projection(layer + "self_attn.", "q_proj", "k_proj", "v_proj")});
    names.rules.push_back({block + "attn.out_proj.*", {layer + "self_attn.out_proj.*"}});
    names.rules.push_back({block + "ln_1.*", {layer + "layer_norm1.*"}});
    names.rules.push_back({block + "ln_2.*", {layer + "layer_norm2.*"}});
    names.rules.push_back({block + "mlp.c_fc.*", {layer + "mlp.fc1.*"}});
    names.rules.push_back({block + "mlp.c_proj.*", {layer + "mlp.fc2.*"}});
  }
  return names;
}

/// FAMILY is "vit" or, with the distillation token, "deit".
ForeignNames timm_names(const std::string& family) {
  const bool distilled = family == "deit";
  const std::string trunk = family + ".", layer = trunk + "encoder.layer.#.";
  ForeignNames names{
      distilled ? "timm DeiT" : "timm ViT",
      family,
      {"patch_embed.proj.weight", "blocks.#.attn.qkv.weight"},
      {
          {"cls_token", {trunk + "embeddings.cls_token"}},
          {"dist_token", {trunk + "embeddings.distillation_token"}},
          {"pos_embed", {trunk + "embeddings.position_embeddings"}},
          {"patch_embed.proj.*", {trunk + "embeddings.patch_embeddings.projection.*"}},
          {"blocks.#.attn.qkv.*", joint_projection(layer + "attention.attention.", "query", "key", "value")},
          {"blocks.#.attn.proj.*", {layer + "attention.output.dense.*"}},
          {"blocks.#.norm1.*", {layer + "layernorm_before.*"}},
          {"blocks.#.norm2.*", {layer + "layernorm_after.*"}},
          {"blocks.#.mlp.fc1.*", {layer + "intermediate.dense.*"}},
          {"blocks.#.mlp.fc2.*", {layer + "output.dense.*"}},
          {"norm.*", {trunk + "layernorm.*"}},
          {"fc_norm.*", {trunk + "fc_norm.*"}},  // in its place behind the mean of the patches
          {"head.*", {distilled ? "cls_classifier.*" : "classifier.*"}},
          {"head_dist.*", {"distillation_classifier.*"}},
      }};
  if (distilled) names.signs.push_back("dist_token");
  return names;
}

/// DINOv2 as its authors and timm publish it: ViT's names and a scale of each half of a layer. PREFIX stands before the
/// trunk where a head lies beside it; SIGN is what only these weights have.
ForeignNames dinov2_names(const std::string& origin, const std::string& family, const std::string& prefix,
                          const std::string& sign) {
  const std::string trunk = family + ".", layer = trunk + "encoder.layer.#.", block = prefix + "blocks.#.";
  return {origin,
          family,
          {prefix + "patch_embed.proj.weight", block + "attn.qkv.weight", block + "ls1.gamma", prefix + sign},
          {
              {prefix + "mask_token", {}},  // of pre-training
              {prefix + "cls_token", {trunk + "embeddings.cls_token"}},
              {prefix + "register_tokens", {trunk + "embeddings.register_tokens"}},
              {prefix + "reg_token", {trunk + "embeddings.register_tokens"}},
              {prefix + "pos_embed", {trunk + "embeddings.position_embeddings"}},
              {prefix + "patch_embed.proj.*", {trunk + "embeddings.patch_embeddings.projection.*"}},
              {block + "attn.qkv.*", joint_projection(layer + "attention.attention.", "query", "key", "value")},
              {block + "attn.proj.*", {layer + "attention.output.dense.*"}},
              {block + "ls#.gamma", {layer + "layer_scale#.lambda1"}},
              {block + "norm#.*", {layer + "norm#.*"}},
              {block + "mlp.fc#.*", {layer + "mlp.fc#.*"}},
              {block + "mlp.w12.*", {layer + "mlp.weights_in.*"}},
              {block + "mlp.w3.*", {layer + "mlp.weights_out.*"}},
              {prefix + "norm.*", {trunk + "layernorm.*"}},
              {"linear_head.*", {"classifier.*"}},
              {"head.*", {"classifier.*"}},
          }};
}

/// mmf's VisualBERT, whose trunk is named TRUNK and whose head HEAD.
ForeignNames mmf_names(const std::string& trunk, const std::string& head) {
  const std::string from = trunk + "embeddings.", to = "visual_bert.embeddings.";
  return {"mmf VisualBERT",
          "visual_bert",
          {from + "token_type_embeddings_visual.weight"},
          {
              {from + "projection.*", {to + "visual_projection.*"}},
              {from + "position_embeddings_visual.*", {to + "visual_position_embeddings.*"}},
              {from + "token_type_embeddings_visual.*", {to + "visual_token_type_embeddings.*"}},
              {trunk + "*", {"visual_bert.*"}},
              {head + "*", {"classifier.*"}},  // has a layer more than Hugging Face's `cls`
          }};
}

}  // namespace

const std::vector<ForeignNames>& foreign_names() {
  static const std::vector<ForeignNames> all = {
      detr_names(),
      clip_names(""),
      clip_names("text."),
      dinov2_names("facebookresearch/dinov2", "dinov2_with_registers", "", "register_tokens"),
      dinov2_names("facebookresearch/dinov2", "dinov2_with_registers", "backbone.", "register_tokens"),
      dinov2_names("timm DINOv2", "dinov2_with_registers", "", "reg_token"),
      dinov2_names("facebookresearch/dinov2", "dinov2", "", "mask_token"),
      dinov2_names("facebookresearch/dinov2", "dinov2", "backbone.", "mask_token"),
      dinov2_names("timm DINOv2", "dinov2", "", "blocks.#.ls2.gamma"),
      timm_names("deit"),
      timm_names("vit"),
      mmf_names("model.bert.", "model.classifier."),
      mmf_names("bert.bert.", "bert.classifier."),
      mmf_names("bert.", "classifier."),
      {"airsplay/lxmert",
       "lxmert",
       {"lxrt_encoder.model.bert.encoder.x_layers.#.visual_attention.att.query.weight"},
       {{"lxrt_encoder.model.bert.*", {"lxmert.*"}}, {"logit_fc.#.*", {"answer_head.logit_fc.#.*"}}}},
      {"airsplay/lxmert, pre-training",
       "lxmert",
       {"bert.encoder.x_layers.#.visual_attention.att.query.weight"},
       {{"bert.*", {"lxmert.*"}}}},
  };
  return all;
}

const std::vector<RenamingRule>& huggingface_respellings() {
  static const std::vector<RenamingRule> rules = {
      // What transformers 5 calls the same parameters of DETR in memory.
      {"model.encoder.layers.#.self_attn.o_proj.*", {"model.encoder.layers.#.self_attn.out_proj.*"}},
      {"model.decoder.layers.#.self_attn.o_proj.*", {"model.decoder.layers.#.self_attn.out_proj.*"}},
      {"model.decoder.layers.#.encoder_attn.o_proj.*", {"model.decoder.layers.#.encoder_attn.out_proj.*"}},
      {"model.encoder.layers.#.mlp.fc#.*", {"model.encoder.layers.#.fc#.*"}},
      {"model.decoder.layers.#.mlp.fc#.*", {"model.decoder.layers.#.fc#.*"}},
      {"model.backbone.model.*", {"model.backbone.conv_encoder.model.*"}},
      // And of DINOv3.
      {"model.layer.#.*", {"layer.#.*"}},
  };
  return rules;
}

const std::vector<RenamingRule>& huggingface_joint_projections() {
  static const std::vector<RenamingRule> rules = {
      // The pooling head of SigLIP is torch's own attention layer.
      {"vision_model.head.attention.in_proj_*",
       joint_projection("vision_model.head.attention.", "q_proj", "k_proj", "v_proj")},
  };
  return rules;
}

std::optional<std::vector<std::string>> match_pattern(const std::string& pattern, const std::string& name) {
  std::vector<std::string> parts;
  std::size_t at = 0;
  for (const char letter : pattern) {
    if (letter == '*') {
      parts.push_back(name.substr(at));
      return parts;  // only at the end of a pattern
    }
    if (letter == '#') {
      const std::size_t begin = at;
      while (at < name.size() && std::isdigit(static_cast<unsigned char>(name[at]))) ++at;
      if (at == begin) return std::nullopt;
      parts.push_back(name.substr(begin, at - begin));
    } else if (at < name.size() && name[at] == letter) {
      ++at;
    } else {
      return std::nullopt;
    }
  }
  if (at != name.size()) return std::nullopt;
  return parts;
}

std::string fill_pattern(const std::string& pattern, const std::vector<std::string>& parts) {
  std::string name;
  std::size_t next = 0;
  for (const char letter : pattern) {
    if (letter == '#' || letter == '*') {
      name += parts.at(next++);
    } else {
      name += letter;
    }
  }
  return name;
}

}  // namespace rex
