#include "core/checkpoint/renaming.h"

#include <ATen/ATen.h>

#include "core/checkpoint/safetensors.h"
#include "core/models/families/family.h"
#include "tests/support/catch.h"
#include "tests/support/paths.h"

using namespace rex;

namespace {

std::vector<std::string> names_of(const std::map<std::string, at::Tensor>& tensors) {
  std::vector<std::string> names;
  for (const auto& [name, tensor] : tensors) names.push_back(name);
  return names;
}

Renaming renamed(const std::string& prefix, const std::vector<std::string>& names) {
  std::vector<std::string> all;
  for (const std::string& name : names) all.push_back(prefix + name);
  return rename_parameters(all, every_family_names());
}

/// What is in BOTH files must be the same numbers; returns how many parameters that were.
int check_renamed(const std::string& folder, const std::string& origin, const std::string& family) {
  const auto original = load_safetensors(test::golden(folder) / "original.safetensors");
  const auto wanted = load_safetensors(test::golden(folder) / "model.safetensors");
  const Renaming renaming = rename_parameters(names_of(original), every_family_names());
  CHECK(renaming.origin == origin);
  CHECK(renaming.family == family);
  int same = 0;
  for (const auto& [name, recipe] : renaming.recipes) {
    INFO(folder << ": " << name << " from " << recipe.source);
    const auto found = wanted.find(name);
    if (found == wanted.end()) continue;
    CHECK(at::equal(recipe.apply(original.at(recipe.source)), found->second));
    ++same;
  }
  for (const auto& [name, tensor] : wanted) {
    INFO(folder << ": " << name);
    const bool other_head = family == "visual_bert" && name.rfind("cls.", 0) == 0;  // mmf's is named classifier
    CHECK((other_head || renaming.recipes.count(name) == 1));
  }
  return same;
}

}  // namespace

TEST_CASE("original names become Hugging Face's, with the same numbers") {
  CHECK(check_renamed("detr-1", "facebookresearch/detr", "detr") > 200);
  CHECK(check_renamed("detr-2", "facebookresearch/detr", "detr") > 200);
  CHECK(check_renamed("clip-1", "OpenAI CLIP", "clip") > 70);
  CHECK(check_renamed("vit-1", "timm ViT", "vit") > 50);
  CHECK(check_renamed("visualbert-1", "mmf VisualBERT", "visual_bert") > 40);
}

TEST_CASE("Hugging Face's own names stay, whatever stands before them") {
  for (const auto& [folder, family] : std::map<std::string, std::string>{{"bert-1", "bert"},
                                                                         {"clip-1", "clip"},
                                                                         {"vit-1", "vit"},
                                                                         {"visualbert-1", "visual_bert"},
                                                                         {"lxmert-1", "lxmert"},
                                                                         {"detr-2", "detr"}}) {
    const auto names = names_of(load_safetensors(test::golden(folder) / "model.safetensors"));
    for (const std::string prefix :
         {"", "module.", "model.", "_orig_mod.", "_orig_mod.module.", "module._orig_mod.", "model.module.model.net.",
          "model._orig_mod.module._orig_mod.", "_forward_module._fsdp_wrapped_module.model.", "base_model.model.",
          "my_own.encoder."}) {
      INFO(folder << " after " << prefix);
      const Renaming renaming = renamed(prefix, names);
      CHECK(renaming.origin == "Hugging Face");
      CHECK(renaming.family == family);
      CHECK(renaming.recipes.size() == names.size());
      for (const std::string& name : names) {
        INFO(name);
        REQUIRE(renaming.recipes.count(name) == 1);
        CHECK(renaming.recipes.at(name) == TensorRecipe{prefix + name, 0, 1, false});
      }
    }
  }
}

TEST_CASE("a trunk that was saved on its own gets its prefix, old spellings today's") {
  const Renaming bert =
      rename_parameters({"embeddings.word_embeddings.weight", "embeddings.LayerNorm.gamma", "embeddings.LayerNorm.beta",
                         "embeddings.position_ids", "encoder.layer.0.attention.self.query.weight", "pooler.dense.bias"},
                        every_family_names());
  CHECK(bert.family == "bert");
  CHECK(bert.recipes.size() == 5);
  CHECK(bert.recipes.at("bert.embeddings.LayerNorm.weight").source == "embeddings.LayerNorm.gamma");
  CHECK(bert.recipes.at("bert.embeddings.LayerNorm.bias").source == "embeddings.LayerNorm.beta");
  CHECK(bert.recipes.count("bert.pooler.dense.bias") == 1);

  const Renaming detr =
      rename_parameters({"query_position_embeddings.weight", "decoder.layers.0.encoder_attn.q_proj.weight",
                         "encoder.layers.0.self_attn.o_proj.bias", "encoder.layers.3.mlp.fc1.bias"},
                        every_family_names());
  CHECK(detr.family == "detr");
  CHECK(detr.recipes.count("model.encoder.layers.0.self_attn.out_proj.bias") == 1);
  CHECK(detr.recipes.count("model.encoder.layers.3.fc1.bias") == 1);
}

TEST_CASE("wrappers inside the names of a part come off, unless two names become one") {
  const Renaming compiled =
      rename_parameters({"model.bert._orig_mod.embeddings.word_embeddings.weight", "model.classifier.weight",
                         "model.bert._orig_mod.encoder.layer.0._checkpoint_wrapped_module.attention.self.query.weight",
                         "model.criterion.weight", "loss_fn.weight"},
                        every_family_names());
  CHECK(compiled.family == "bert");
  CHECK(compiled.recipes.size() == 3);
  CHECK(compiled.recipes.count("bert.encoder.layer.0.attention.self.query.weight") == 1);
  CHECK(compiled.recipes.at("bert.embeddings.word_embeddings.weight").source ==
        "model.bert._orig_mod.embeddings.word_embeddings.weight");
  CHECK(rename_parameters({"a._orig_mod.w", "a.w"}, every_family_names()).recipes.size() == 2);
  CHECK(rename_parameters({"my_orig_mod.w"}, every_family_names()).recipes.count("my_orig_mod.w") == 1);
  CHECK(rename_parameters({"module.", "_orig_mod."}, every_family_names()).family.empty());  // nothing remains of these
}

TEST_CASE("DINO's backbone is read without the projection that it was trained with") {
  const Renaming dino = rename_parameters(
      {"module.backbone.cls_token", "module.backbone.pos_embed", "module.backbone.patch_embed.proj.weight",
       "module.backbone.blocks.0.attn.qkv.weight", "module.head.mlp.0.weight", "module.head.last_layer.weight_g"},
      every_family_names());
  CHECK(dino.family == "vit");
  CHECK(dino.recipes.size() == 6);  // the joint projection is three
  CHECK(dino.recipes.at("vit.embeddings.cls_token").source == "module.backbone.cls_token");
}

TEST_CASE("DeiT's distillation token makes another family") {
  const Renaming deit =
      rename_parameters({"cls_token", "dist_token", "pos_embed", "patch_embed.proj.weight", "blocks.11.attn.qkv.bias",
                         "blocks.0.attn.qkv.weight", "head.weight", "head_dist.weight", "norm.bias"},
                        every_family_names());
  CHECK(deit.family == "deit");
  CHECK(deit.recipes.count("deit.embeddings.distillation_token") == 1);
  CHECK(deit.recipes.count("distillation_classifier.weight") == 1);
  CHECK(deit.recipes.count("cls_classifier.weight") == 1);
  CHECK(deit.recipes.at("deit.encoder.layer.11.attention.attention.value.bias") ==
        TensorRecipe{"blocks.11.attn.qkv.bias", 2, 3, false});
}

TEST_CASE("names of no known model stay as they are") {
  const Renaming renaming = rename_parameters({"stuff.weight", "more.bias"}, every_family_names());
  CHECK(renaming.family.empty());
  CHECK(renaming.recipes.at("stuff.weight") == TensorRecipe{"stuff.weight", 0, 1, false});
  CHECK(rename_parameters({}, every_family_names()).recipes.empty());
}

TEST_CASE("a tensor that a recipe does not fit gives none") {
  CHECK_FALSE(TensorRecipe{"x", 1, 3, false}.apply(at::zeros({4, 2})).defined());
  CHECK_FALSE(TensorRecipe{"x", 1, 3, false}.apply(at::zeros({})).defined());
  CHECK_FALSE(TensorRecipe{"x", 0, 1, true}.apply(at::zeros({4})).defined());
  const at::Tensor slice = TensorRecipe{"x", 1, 2, true}.apply(at::arange(8).view({4, 2}));
  CHECK(slice.equal(at::arange(4, 8).view({2, 2}).t()));
}
