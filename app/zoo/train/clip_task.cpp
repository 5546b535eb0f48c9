#include "app/zoo/train/clip_task.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>
#include <utility>

#include "app/zoo/scene/companions.h"
#include "app/zoo/scene/random.h"
#include "app/zoo/train/dense_classes.h"
#include "app/zoo/train/object_places.h"
#include "app/zoo/train/scene_batch.h"
#include "app/zoo/train/text_batch.h"
#include "app/zoo/words/captions.h"
#include "core/checkpoint/safetensors.h"
#include "core/nn/position_encoding.h"
#include "core/text/tokenizer.h"
#include "core/text/vocabulary_writer.h"

namespace rex::zoo {
namespace {

constexpr int clip_hidden = 128;
constexpr int clip_side = 224;
constexpr int clip_small_side = 160;  // of the first part of the training, which costs half
constexpr double clip_small_share = 0.8;
constexpr int clip_patch = 16;
constexpr int vision_layers = 6;
constexpr int clip_longest = 32;      // tokens of a caption
constexpr int clip_most_objects = 4;  // a caption names at most three
constexpr int wrong_captions_each = 4;
constexpr int choices = 16;                   // captions to choose from in the evaluation
constexpr double clip_squeezed = 1.33;        // pictures of 4:3 are squeezed to the square that the model sees
constexpr double dense_share = 0.5;           // of the dense losses
constexpr int bands = 6;                      // of columns and of rows: what a patch shows is learnt with its band
constexpr double places_share = 1.5;          // of the loss of objects' places
constexpr double unit_stretch = 8;            // for vectors of length one, so that a linear layer reads them easily
constexpr double place_strength = 1.0;        // of the sines that a patch's position begins with
constexpr double practised_relations = 0.75;  // of the captions in training, where a scene has relations

/// A scene with its true caption and some that differ in one thing each.
struct Captioned {
  Scene scene;
  Claim truth;
  std::vector<WrongCaption> wrong;
};

class ClipTask : public TrainTask {
 public:
  explicit ClipTask(std::filesystem::path siblings) : siblings_(std::move(siblings)) {
    const TemporaryVocabulary vocabulary(
        [](const std::filesystem::path& folder) { write_clip_vocabulary(folder, caption_words(), clip_longest); });
    tokenizer_ = Tokenizer::open(vocabulary.folder());
  }

  std::string name() const override { return "demo-clip"; }

  std::string summary() const override {
    return "Says how well captions fit a scene of up to four objects: which things, how many, in which colours, and "
           "how they stand to each other.";
  }

  nlohmann::json config() const override {
    const nlohmann::json tower = {
        {"hidden_size", clip_hidden}, {"num_attention_heads", 4},     {"intermediate_size", 2 * clip_hidden},
        {"hidden_act", "gelu"},       {"attention_dropout", 0.0},     {"dropout", 0.0},
        {"layer_norm_eps", 1e-5},     {"projection_dim", clip_hidden}};
    nlohmann::json text = tower, vision = tower;
    text.update({{"model_type", "clip_text_model"},
                 {"num_hidden_layers", 4},
                 {"vocab_size", tokenizer_->vocabulary_size()},
                 {"max_position_embeddings", clip_longest},
                 {"bos_token_id", tokenizer_->start_id()},
                 {"eos_token_id", tokenizer_->end_id()},
                 {"pad_token_id", tokenizer_->pad_id()}});
    vision.update({{"model_type", "clip_vision_model"},
                   {"num_hidden_layers", vision_layers},
                   {"image_size", clip_side},
                   {"patch_size", clip_patch},
                   {"num_channels", 3}});
    return {{"architectures", {"CLIPModel"}},   {"model_type", "clip"},     {"projection_dim", clip_hidden},
            {"logit_scale_init_value", 2.6592}, {"torch_dtype", "float32"}, {"text_config", text},
            {"vision_config", vision}};
  }

  void begin(Model& model) const override {
    scale_matrices(model);
    const std::filesystem::path weights = siblings_ / "demo-vit" / "model.safetensors";
    if (std::filesystem::exists(weights)) {
      std::printf("demo-clip: the picture's tower begins as demo-vit's\n");
      begin_as_vit(model, load_safetensors(weights));
    } else {
      std::printf("demo-clip: no demo-vit lies in %s, so that the picture's tower begins with random numbers\n",
                  siblings_.c_str());
    }
    tell_places(model);
  }

  Defaults defaults() const override { return {16000, 64, 7e-4, 1e-2, 1.0}; }

  std::map<std::string, at::Tensor> helpers() const override {
    std::map<std::string, at::Tensor> parameters = columns_.parameters();
    parameters.merge(rows_.parameters());
    parameters.merge(places_.parameters());
    return parameters;
  }

  Batch make_batch(std::uint64_t seed, int size, double progress) const override {
    const int pixels = progress < clip_small_share ? clip_small_side : clip_side;
    const std::vector<Captioned> samples = captioned(seed, size, pixels, wrong_captions_each, practised_relations);
    std::vector<Scene> scenes;
    std::vector<Claim> claims;  // the true ones first
    for (const Captioned& sample : samples) {
      scenes.push_back(sample.scene);
      claims.push_back(sample.truth);
    }
    for (const Captioned& sample : samples) {
      for (const WrongCaption& wrong : sample.wrong) claims.push_back(wrong.claim);
    }
    Batch batch = encode(claims);
    batch["pixel_values"] = pixel_values(scenes, normalization());
    const int grid = pixels / clip_patch, labels = static_cast<int>(object_labels().size());
    const at::Tensor cells = cell_labels(scenes, grid, grid, labels).view({size, grid, grid});
    const at::Tensor position = at::arange(grid).mul(bands).div(grid, "floor");
    const auto placed = [&](const at::Tensor& band) { return (cells * bands + band * cells.ne(labels)).flatten(1); };
    batch["columns"] = placed(position);
    batch["rows"] = placed(position.unsqueeze(1));
    batch["places"] = ObjectPlaces::truth(scenes);
    batch["forbidden"] = also_true(scenes, claims);
    return batch;
  }

  at::Tensor loss(const Model& model, const Batch& batch, double /*progress*/) override {
    const ForwardPass pass = model.forward({{"pixel_values", batch.at("pixel_values")},
                                            {"input_ids", batch.at("input_ids")},
                                            {"attention_mask", batch.at("attention_mask")}},
                                           {}, false);
    const std::int64_t pictures = batch.at("pixel_values").size(0);
    const at::Tensor scores = pass.scores.masked_fill(batch.at("forbidden"), -std::numeric_limits<float>::infinity());
    const at::Tensor own = at::arange(pictures);
    return at::cross_entropy_loss(scores, own) + 0.5 * at::cross_entropy_loss(scores.slice(1, 0, pictures).t(), own) +
           dense_share * (columns_.loss(pass.training.hidden_states.slice(1, 1), batch.at("columns")) +
                          rows_.loss(pass.training.hidden_states.slice(1, 1), batch.at("rows"))) +
           places_share * places_.loss(unit_stretch * pass.training.picture_vectors, batch.at("places"));
  }

  std::map<std::string, double> evaluate(const Model& model, int count) const override {
    double right = 0, right_blind = 0, right_hard = 0, relations = 0, right_relations = 0;
    constexpr int chunk = 32;
    for (int done = 0; done < count; done += chunk) {
      const std::uint64_t seed = held_out_seed + static_cast<std::uint64_t>(done);
      const std::vector<Captioned> samples = captioned(seed, chunk, clip_side, choices / 2 - 1, usual_relations);
      for (int i = 0; i < std::min(chunk, count - done); ++i) {
        const Captioned& sample = samples[static_cast<std::size_t>(i)];
        std::vector<Claim> claims = {sample.truth};
        for (const WrongCaption& wrong : sample.wrong) claims.push_back(wrong.claim);
        const auto hard = static_cast<std::int64_t>(claims.size());
        for (const Captioned& other : samples) {  // easy ones: what is true of other scenes
          if (claims.size() == choices) break;
          if (std::find(claims.begin(), claims.end(), other.truth) == claims.end() &&
              !possibly_true(other.truth, sample.scene)) {
            claims.push_back(other.truth);
          }
        }
        ModelInputs inputs = encode(claims);
        inputs["pixel_values"] = pixel_values({sample.scene}, normalization());
        const at::Tensor scores = model.forward(inputs, {}, false).scores;
        const bool chosen = scores.argmax().item<std::int64_t>() == 0;
        right += chosen;
        if (sample.truth.relation) ++relations, right_relations += chosen;
        right_hard += scores.slice(0, 0, hard).argmax().item<std::int64_t>() == 0;
        inputs["pixel_values"] = at::zeros_like(inputs["pixel_values"]);
        right_blind += model.forward(inputs, {}, false).scores.argmax().item<std::int64_t>() == 0;
      }
    }
    return {{"right caption of 16", right / count},
            {"right caption of 16, where it tells a relation", right_relations / std::max(1.0, relations)},
            {"right caption of the hard ones alone (8)", right_hard / count},
            {"baseline: right caption of 16 for a grey picture", right_blind / count}};
  }

  void write_companions(const std::filesystem::path& folder) const override {
    write_clip_vocabulary(folder, caption_words(), clip_longest);
    write_preprocessor(folder, {{"image_processor_type", "CLIPImageProcessor"},
                                {"do_resize", true},
                                {"size", {{"height", clip_side}, {"width", clip_side}}},
                                {"resample", 2},
                                {"do_center_crop", false},
                                {"do_rescale", true},
                                {"rescale_factor", 1 / 255.0},
                                {"do_normalize", true},
                                {"do_convert_rgb", true},
                                {"image_mean", {0.5, 0.5, 0.5}},
                                {"image_std", {0.5, 0.5, 0.5}}});
  }

 private:
  static Normalization normalization() { return {{0.5F, 0.5F, 0.5F}, {0.5F, 0.5F, 0.5F}}; }

  std::vector<Captioned> captioned(std::uint64_t seed, int count, int pixels, int wrong, double relations) const {
    SceneOptions options;
    options.size = {pixels, pixels};
    options.most = clip_most_objects;
    options.stretch = clip_squeezed;
    std::vector<Captioned> samples;
    for (Scene& scene : source_.make(seed, count, options)) {
      Random random = Random(scene.seed).fork("captions");
      Captioned sample{std::move(scene), {}, {}};
      sample.truth = true_caption(sample.scene, random, relations);
      sample.wrong = wrong_captions(sample.scene, sample.truth, random, wrong);
      samples.push_back(std::move(sample));
    }
    return samples;
  }

  Batch encode(const std::vector<Claim>& claims) const {
    std::vector<std::string> texts;
    for (const Claim& claim : claims) texts.push_back(claim.text());
    return text_batch(*tokenizer_, texts, clip_longest);
  }

  /// [scenes, claims] bool: true where a claim that was not made for a scene might be held to be true of it.
  static at::Tensor also_true(const std::vector<Scene>& scenes, const std::vector<Claim>& claims) {
    at::Tensor mask =
        at::zeros({static_cast<std::int64_t>(scenes.size()), static_cast<std::int64_t>(claims.size())}, at::kBool);
    auto forbidden = mask.accessor<bool, 2>();
    for (std::size_t scene = 0; scene < scenes.size(); ++scene) {
      for (std::size_t claim = 0; claim < claims.size(); ++claim) {
        if (claim != scene && possibly_true(claims[claim], scenes[scene])) {
          forbidden[static_cast<std::int64_t>(scene)][static_cast<std::int64_t>(claim)] = true;
        }
      }
    }
    return mask;
  }

  /// demo-vit's positions tell the middle from the border and hardly left from right, which its task does not need;
  /// from there relations would not be learnt at all.
  static void tell_places(Model& model) {
    const at::NoGradGuard guard;
    const at::Tensor mask = at::ones({1, clip_side / clip_patch, clip_side / clip_patch}, at::kBool);
    const at::Tensor& positions = model.parameters().at("vision_model.embeddings.position_embedding.weight");
    positions.slice(0, 1).add_(place_strength * nn::sine_positions(mask, clip_hidden).squeeze(0));
  }

  void begin_as_vit(Model& model, const std::map<std::string, at::Tensor>& vit) const {
    const at::NoGradGuard guard;
    const auto give = [&](const std::string& to, const at::Tensor& value) {
      const at::Tensor& own = model.parameters().at(to);
      own.copy_(value.to(at::kFloat).reshape(own.sizes()));
    };
    const std::string from = "vit.embeddings.";
    const at::Tensor bias = vit.at(from + "patch_embeddings.projection.bias").to(at::kFloat);
    at::Tensor positions = vit.at(from + "position_embeddings").to(at::kFloat).squeeze(0).clone();
    positions.slice(0, 1).add_(bias);  // CLIP's patches have no bias of their own
    give("vision_model.embeddings.class_embedding", vit.at(from + "cls_token"));
    give("vision_model.embeddings.position_embedding.weight", positions);
    give("vision_model.embeddings.patch_embedding.weight", vit.at(from + "patch_embeddings.projection.weight"));
    // The norm that only CLIP has before its layers keeps the size that the layers know.
    const at::Tensor pixels = pixel_values(source_.make(0, 8, {{clip_side, clip_side}}), normalization());
    const at::Tensor patches = at::conv2d(pixels, vit.at(from + "patch_embeddings.projection.weight").to(at::kFloat),
                                          {}, {clip_patch, clip_patch});
    model.parameters()
        .at("vision_model.pre_layrnorm.weight")
        .fill_((patches.flatten(2).transpose(1, 2) + positions.slice(0, 1)).std().item<double>());
    give("vision_model.post_layernorm.weight", vit.at("vit.layernorm.weight"));
    give("vision_model.post_layernorm.bias", vit.at("vit.layernorm.bias"));
    const std::vector<std::pair<std::string, std::string>> renamed = {{"layer_norm1", "layernorm_before"},
                                                                      {"self_attn.q_proj", "attention.attention.query"},
                                                                      {"self_attn.k_proj", "attention.attention.key"},
                                                                      {"self_attn.v_proj", "attention.attention.value"},
                                                                      {"self_attn.out_proj", "attention.output.dense"},
                                                                      {"layer_norm2", "layernorm_after"},
                                                                      {"mlp.fc1", "intermediate.dense"},
                                                                      {"mlp.fc2", "output.dense"}};
    for (int layer = 0; layer < vision_layers; ++layer) {
      const std::string number = std::to_string(layer);
      for (const auto& [to, source] : renamed) {
        for (const char* part : {".weight", ".bias"}) {
          std::string own = "vision_model.encoder.layers.";
          own.append(number).append(".").append(to).append(part);
          std::string vits = "vit.encoder.layer.";
          vits.append(number).append(".").append(source).append(part);
          give(own, vit.at(vits));
        }
      }
    }
  }

  std::filesystem::path siblings_;
  SceneSource source_;
  std::unique_ptr<Tokenizer> tokenizer_;
  DenseClasses columns_{clip_hidden, "columns", bands}, rows_{clip_hidden, "rows", bands};
  ObjectPlaces places_{clip_hidden};
};

}  // namespace

std::unique_ptr<TrainTask> clip_task(const std::filesystem::path& siblings) {
  return std::make_unique<ClipTask>(siblings);
}

}  // namespace rex::zoo
