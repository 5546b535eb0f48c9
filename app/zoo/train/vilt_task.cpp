#include "app/zoo/train/vilt_task.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include <algorithm>
#include <cstdio>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include "app/zoo/scene/companions.h"
#include "app/zoo/train/asked_questions.h"
#include "app/zoo/train/dense_classes.h"
#include "app/zoo/train/detr_task.h"
#include "app/zoo/train/evidence_patches.h"
#include "app/zoo/train/scene_batch.h"
#include "app/zoo/train/text_batch.h"
#include "app/zoo/train/vilt_parts.h"
#include "core/base/error.h"
#include "core/checkpoint/safetensors.h"
#include "core/models/open/open_model.h"
#include "core/text/tokenizer.h"
#include "core/text/vocabulary_writer.h"

namespace rex::zoo {
namespace {

constexpr int vilt_hidden = 128;
constexpr int vilt_layers = 8;
constexpr int clip_layers = 5;  // that it begins with: demo-clip's patches know their labels and places after them
constexpr int vilt_heads = 4;
constexpr int vilt_side = 160;  // of the shorter side: half as many patches as demo-clip sees
constexpr int vilt_patch = 16;
constexpr int clip_grid = 14;     // of demo-clip's positions
constexpr int vilt_longest = 24;  // tokens of a question
constexpr int encoded_scenes = 6'000;
constexpr std::uint64_t encoded_seed = 1ULL << 37;
constexpr int encoded_chunk = 16;          // scenes of one size
constexpr std::int64_t kept_patches = 64;  // of a scene, for a question, while fewer are enough
/// Of the second part, in which few patches are enough and the first layers do not learn.
constexpr double first_share = 0.3;
constexpr int questions_each = 4;                          // of a painted scene, in the second part
constexpr double evidence_share = 1.5, label_share = 0.3;  // of the helpers' losses
/// Times what layers that demo-clip does not have would add, so that they disturb little at first.
constexpr double new_layers = 0.3;

const Normalization vilt_colours = {{0.5F, 0.5F, 0.5F}, {0.5F, 0.5F, 0.5F}};

/// What the first part asks about: relations and numbers most.
const std::vector<QuestionKind> first_kinds = {QuestionKind::relation,  QuestionKind::relation, QuestionKind::colour,
                                               QuestionKind::existence, QuestionKind::count,    QuestionKind::count};
/// The second part: what the first one taught least.
const std::vector<QuestionKind> second_kinds = {QuestionKind::relation,  QuestionKind::colour, QuestionKind::existence,
                                                QuestionKind::existence, QuestionKind::count,  QuestionKind::count};

/// Scenes as their patches, the picture's own token first, after the layers that demo-clip gave.
struct EncodedPatches {
  std::vector<Scene> scenes;        ///< their truth, without pictures and masks
  std::vector<at::Tensor> patches;  ///< [1 + cells, hidden] float16
  std::vector<at::Tensor> objects;  ///< [cells] int64, as cell_objects() gives them
  std::vector<at::Tensor> labels;   ///< [cells] int64, as cell_labels() gives them
};

class ViltTask : public TrainTask {
 public:
  explicit ViltTask(std::filesystem::path siblings)
      : siblings_(std::move(siblings)), clip_(siblings_ / "demo-clip" / "model.safetensors") {
    if (!std::filesystem::exists(clip_)) {
      throw Error(clip_.parent_path().string(), "is not there",
                  "Train it first: rex-zoo train demo-clip --out " + siblings_.string());
    }
    const TemporaryVocabulary vocabulary([](const std::filesystem::path& folder) {
      write_wordpiece_vocabulary(folder, question_words(), vilt_longest);
    });
    tokenizer_ = Tokenizer::open(vocabulary.folder());
  }

  std::string name() const override { return "demo-vilt"; }

  std::string summary() const override {
    return "Answers questions about a scene (what stands where, is there, how many, what colour) from the picture "
           "itself: words and patches in one sequence, no detector before it.";
  }

  nlohmann::json config() const override {
    nlohmann::json config = {{"architectures", {"ViltForQuestionAnswering"}},
                             {"model_type", "vilt"},
                             {"hidden_size", vilt_hidden},
                             {"num_hidden_layers", vilt_layers},
                             {"num_attention_heads", vilt_heads},
                             {"intermediate_size", 2 * vilt_hidden},
                             {"hidden_act", "gelu"},
                             {"hidden_dropout_prob", 0.0},
                             {"attention_probs_dropout_prob", 0.0},
                             {"layer_norm_eps", 1e-5},
                             {"image_size", vilt_side},
                             {"patch_size", vilt_patch},
                             {"num_channels", 3},
                             {"qkv_bias", true},
                             {"max_image_length", -1},
                             {"max_position_embeddings", vilt_longest},
                             {"type_vocab_size", 2},
                             {"modality_type_vocab_size", 2},
                             {"pad_token_id", tokenizer_->pad_id()},
                             {"vocab_size", tokenizer_->vocabulary_size()},
                             {"torch_dtype", "float32"}};
    add_labels(config, answers());
    return config;
  }

  void begin(Model& model) const override {
    scale_matrices(model);
    begin_as_clip(model, load_safetensors(clip_));
  }

  bool trains(const std::string& parameter) const override {
    for (int layer = 0; layer < clip_layers; ++layer) {
      if (parameter.find("vilt.encoder.layer." + std::to_string(layer) + ".") == 0) return false;
    }
    return parameter.find("vilt.embeddings.") != 0 || parameter.find("text_embeddings.") != std::string::npos ||
           parameter.find("token_type_embeddings.") != std::string::npos;
  }

  Defaults defaults() const override { return {2000, 64, 1e-3, 1e-2, 1.0}; }

  std::map<std::string, at::Tensor> helpers() const override {
    std::map<std::string, at::Tensor> parameters = labels_.parameters();
    parameters.merge(evidence_.parameters());
    return parameters;
  }

  Batch make_batch(std::uint64_t seed, int size, double /*progress*/) const override {
    const EncodedPatches& scenes = pool();
    std::vector<Asked> asked;
    std::vector<at::Tensor> patches, labels, evidence;
    for (int i = 0; i < size; ++i) {
      Random random(seed + static_cast<std::uint64_t>(i));
      asked.push_back(ask_about(scenes.scenes, random, random.pick(first_kinds)));
      const auto index = static_cast<std::size_t>(asked.back().scene);
      const at::Tensor truth = evidence_of(scenes, index, asked.back().question);
      const at::Tensor kept = chosen_patches(scenes.objects[index], truth, kept_patches, random.next());
      patches.push_back(at::cat({scenes.patches[index].slice(0, 0, 1), scenes.patches[index].index_select(0, kept + 1)})
                            .to(at::kFloat));
      labels.push_back(scenes.labels[index].index_select(0, kept));
      evidence.push_back(truth.index_select(1, kept));
    }
    Batch batch = words_of(asked);
    batch["patches"] = at::stack(patches);
    batch["labels"] = at::stack(labels);
    batch["evidence"] = at::stack(evidence);
    return batch;
  }

  at::Tensor loss(const Model& model, const Batch& batch, double /*progress*/) override {
    const ViltParts::Answered answered =
        parts(model).answer(batch.at("input_ids"), batch.at("attention_mask"), batch.at("patches"));
    return answer_loss(answered.scores, answered.tokens, batch);
  }

  /// The questions are those that demo-lxmert and demo-visualbert are measured with.
  std::map<std::string, double> evaluate(const Model& model, int count) const override {
    std::vector<Scene> scenes;
    std::vector<at::Tensor> pixels;
    for (int done = 0; done < count; done += encoded_chunk) {
      const std::uint64_t seed = held_out_seed + static_cast<std::uint64_t>(done);
      for (Scene& scene : detection_scenes(source_, seed, std::min(encoded_chunk, count - done), encoded_chunk, true)) {
        pixels.push_back(pixel_values({scene}, vilt_colours));
        forget_pixels(scene);
        scenes.push_back(std::move(scene));
      }
    }
    const std::vector<Asked> asked = held_out_questions(scenes, count);
    std::vector<bool> right;
    for (const Asked& one : asked) {
      const Batch batch = words_of({one});
      const ForwardPass pass = model.forward({{"input_ids", batch.at("input_ids")},
                                              {"attention_mask", batch.at("attention_mask")},
                                              {"pixel_values", pixels[static_cast<std::size_t>(one.scene)]}},
                                             {}, false);
      right.push_back(pass.scores.argmax().equal(batch.at("answers")[0]));
    }
    return shares_by_kind(asked, right);
  }

  void write_companions(const std::filesystem::path& folder) const override {
    write_wordpiece_vocabulary(folder, question_words(), vilt_longest);
    write_preprocessor(folder, {{"image_processor_type", "ViltImageProcessor"},
                                {"do_resize", true},
                                {"size", {{"shortest_edge", vilt_side}}},
                                {"size_divisor", vilt_patch},
                                {"resample", 3},
                                {"do_rescale", true},
                                {"rescale_factor", 1 / 255.0},
                                {"do_normalize", true},
                                {"image_mean", {0.5, 0.5, 0.5}},
                                {"image_std", {0.5, 0.5, 0.5}},
                                {"do_pad", true}});
  }

 protected:
  static ViltParts parts(const Model& model) { return {model.parameters(), clip_layers, vilt_layers, vilt_heads}; }

  static std::pair<std::int64_t, std::int64_t> grid_of(const Scene& scene) {
    return {scene.size.height / vilt_patch, scene.size.width / vilt_patch};
  }

  static at::Tensor evidence_of(const EncodedPatches& scenes, std::size_t index, const Question& question) {
    const auto [rows, columns] = grid_of(scenes.scenes[index]);
    return EvidencePatches::truth(scenes.scenes[index], question, scenes.objects[index], rows, columns);
  }

  /// COUNT cells of a scene, for learning faster: those of OBJECTS and the middles that count before the background's.
  static at::Tensor chosen_patches(const at::Tensor& objects, const at::Tensor& truth, std::int64_t count,
                                   std::uint64_t seed) {
    const at::Tensor weight =
        at::rand({truth.size(1)}, at::detail::createCPUGenerator(seed)) + objects.ge(0) + truth[1];
    return std::get<1>(weight.topk(count));
  }

  /// COUNT scenes without their pictures, and their patches as MODEL encodes them.
  EncodedPatches encoded(const Model& model, std::uint64_t first_seed, int count) const {
    const at::NoGradGuard guard;
    EncodedPatches pool;
    for (int done = 0; done < count; done += encoded_chunk) {
      if (done % 2000 == 0 && done > 0) std::printf("encoded scene %d of %d\n", done, count);
      std::fflush(stdout);
      std::vector<Scene> scenes = detection_scenes(source_, first_seed + static_cast<std::uint64_t>(done),
                                                   std::min(encoded_chunk, count - done), encoded_chunk, true);
      const at::Tensor patches = parts(model).patches(pixel_values(scenes, vilt_colours)).to(at::kHalf);
      add_truth(pool, scenes);
      for (const at::Tensor& one : patches.unbind(0)) pool.patches.push_back(one.clone());
    }
    return pool;
  }

  void add_truth(EncodedPatches& pool, std::vector<Scene>& scenes) const {
    const auto [rows, columns] = grid_of(scenes.front());
    const at::Tensor objects = cell_objects(scenes, rows, columns);
    const at::Tensor labels = cell_labels(scenes, rows, columns, labels_.background());
    for (std::size_t i = 0; i < scenes.size(); ++i) {
      pool.objects.push_back(objects[static_cast<std::int64_t>(i)]);
      pool.labels.push_back(labels[static_cast<std::int64_t>(i)]);
      forget_pixels(scenes[i]);
      pool.scenes.push_back(std::move(scenes[i]));
    }
  }

  /// What the model reads of the words of ASKED, and `answers`.
  Batch words_of(const std::vector<Asked>& asked) const {
    std::vector<std::string> texts;
    std::vector<std::int64_t> right;
    for (const Asked& one : asked) {
      texts.push_back(one.question.text);
      right.push_back(answer_index(one.question.answer));
    }
    Batch batch = text_batch(*tokenizer_, texts, vilt_longest);
    batch["answers"] = at::tensor(right, at::kLong);
    return batch;
  }

  /// TOKENS are what the last layer reads.
  at::Tensor answer_loss(const at::Tensor& scores, const at::Tensor& tokens, const Batch& batch) const {
    const at::Tensor patches = tokens.slice(1, batch.at("input_ids").size(1) + 1);
    return at::cross_entropy_loss(scores, batch.at("answers")) +
           evidence_share * evidence_.loss(patches, batch.at("evidence")) +
           label_share * labels_.loss(patches, batch.at("labels"));
  }

  std::filesystem::path siblings_;
  SceneSource source_;

 private:
  /// The scenes of the first part, encoded as the model begins: its first layers stay so.
  const EncodedPatches& pool() const {
    const std::lock_guard lock(mutex_);
    if (!pool_) {
      ParameterSource parameters = ParameterSource::random(0);
      const std::unique_ptr<Model> beginning = build_model(config(), parameters);
      begin(*beginning);
      pool_ = encoded(*beginning, encoded_seed, encoded_scenes);
    }
    return *pool_;
  }

  void begin_as_clip(Model& model, const std::map<std::string, at::Tensor>& clip) const {
    const at::NoGradGuard guard;
    const auto own = [&](const std::string& name) { return model.parameters().at("vilt." + name); };
    const auto clips = [&](const std::string& name) { return clip.at("vision_model." + name).to(at::kFloat); };

    // CLIP normalises what its layers read and ViLT does not: the norm becomes a part of the patches and positions,
    // with the mean deviation of all patches in place of each one's own.
    const at::Tensor gain = clips("pre_layrnorm.weight"), shift = clips("pre_layrnorm.bias");
    const at::Tensor kernel = clips("embeddings.patch_embedding.weight");
    const at::Tensor positions = clips("embeddings.position_embedding.weight");
    constexpr int grid = vilt_side / vilt_patch;
    SceneOptions square;
    square.size = {clip_grid * vilt_patch, clip_grid * vilt_patch};
    const at::Tensor pixels = pixel_values(source_.make(0, 8, square), vilt_colours);
    const at::Tensor tokens =
        at::conv2d(pixels, kernel, {}, {vilt_patch, vilt_patch}).flatten(2).transpose(1, 2) + positions.slice(0, 1);
    const at::Tensor scale = gain / tokens.std(-1).mean();
    own("embeddings.patch_embeddings.projection.weight")
        .copy_(scale.view({-1, 1, 1, 1}) * (kernel - kernel.mean(0, true)));
    own("embeddings.patch_embeddings.projection.bias").zero_();
    const at::Tensor places = scale * (positions.slice(0, 1) - positions.slice(0, 1).mean(-1, true)) + shift;
    const at::Tensor table = places.t().view({1, vilt_hidden, clip_grid, clip_grid});
    own("embeddings.position_embeddings")
        .zero_()
        .slice(1, 1)
        .copy_(at::upsample_bilinear2d(table, {grid, grid}, /*align_corners=*/true).flatten(2).transpose(1, 2));
    own("embeddings.token_type_embeddings.weight")[1].zero_();
    const at::Tensor first = clips("embeddings.class_embedding").flatten() + positions[0];
    own("embeddings.cls_token").copy_(at::layer_norm(first, {vilt_hidden}, gain, shift).view({1, 1, -1}));
    // Words are as large as patches.
    own("embeddings.text_embeddings.LayerNorm.weight").fill_(gain.square().mean().sqrt().item<double>());

    const std::vector<std::pair<std::string, std::string>> renamed = {{"layer_norm1", "layernorm_before"},
                                                                      {"self_attn.q_proj", "attention.attention.query"},
                                                                      {"self_attn.k_proj", "attention.attention.key"},
                                                                      {"self_attn.v_proj", "attention.attention.value"},
                                                                      {"self_attn.out_proj", "attention.output.dense"},
                                                                      {"layer_norm2", "layernorm_after"},
                                                                      {"mlp.fc1", "intermediate.dense"},
                                                                      {"mlp.fc2", "output.dense"}};
    for (int layer = 0; layer < vilt_layers; ++layer) {
      const std::string number = std::to_string(layer);
      const std::string to = "encoder.layer." + number + ".", from = "encoder.layers." + number + ".";
      for (const auto& [clips_name, own_name] : renamed) {
        for (const char* part : {".weight", ".bias"}) {
          if (layer < clip_layers) own(to + own_name + part).copy_(clips(from + clips_name + part));
        }
      }
      if (layer < clip_layers) continue;
      own(to + "attention.output.dense.weight").mul_(new_layers);
      own(to + "output.dense.weight").mul_(new_layers);
    }
  }

  std::filesystem::path clip_;
  std::unique_ptr<Tokenizer> tokenizer_;
  DenseClasses labels_{vilt_hidden, "labels"};
  EvidencePatches evidence_{vilt_hidden};
  mutable std::mutex mutex_;  // of pool_, which the thread that makes batches fills
  mutable std::optional<EncodedPatches> pool_;
};

class ViltWholeTask : public ViltTask {
 public:
  using ViltTask::ViltTask;

  std::string name() const override { return "demo-vilt-whole"; }
  std::string folder() const override { return "demo-vilt"; }

  Defaults defaults() const override { return {12400, 32, 5e-4, 1e-2, 1.0}; }

  void begin(Model& model) const override {
    const std::filesystem::path weights = siblings_ / "demo-vilt" / "model.safetensors";
    if (!std::filesystem::exists(weights)) {
      throw Error(weights.parent_path().string(), "is not there",
                  "Train it first: rex-zoo train demo-vilt --out " + siblings_.string());
    }
    const at::NoGradGuard guard;
    const std::map<std::string, at::Tensor> trained = load_safetensors(weights);
    for (const auto& [name, value] : model.parameters()) value.copy_(trained.at(name));
  }

  bool trains(const std::string& /*parameter*/) const override { return true; }

  Batch make_batch(std::uint64_t seed, int size, double progress) const override {
    std::vector<Scene> scenes = detection_scenes(source_, seed, size / questions_each, size, true);
    const at::Tensor pixels = pixel_values(scenes, vilt_colours).repeat_interleave(questions_each, 0);
    EncodedPatches truth;
    add_truth(truth, scenes);
    std::vector<Asked> asked;
    std::vector<at::Tensor> kept, labels, evidence;
    for (int i = 0; i < size; ++i) {
      const int scene = i / questions_each;
      const auto index = static_cast<std::size_t>(scene);
      Random random = Random(seed + static_cast<std::uint64_t>(i)).fork("questions");
      std::optional<Question> question;
      while (!question) question = ask(truth.scenes[index], random, random.pick(second_kinds));
      asked.push_back({scene, *question});
      const at::Tensor all = evidence_of(truth, index, *question);
      kept.push_back(progress < first_share ? chosen_patches(truth.objects[index], all, kept_patches, random.next())
                                            : at::arange(all.size(1)));
      labels.push_back(truth.labels[index].index_select(0, kept.back()));
      evidence.push_back(all.index_select(1, kept.back()));
    }
    Batch batch = words_of(asked);
    batch["pixel_values"] = pixels;
    batch["kept"] = at::stack(kept);
    batch["labels"] = at::stack(labels);
    batch["evidence"] = at::stack(evidence);
    return batch;
  }

  at::Tensor loss(const Model& model, const Batch& batch, double progress) override {
    const ViltParts whole(model.parameters(), 0, vilt_layers, vilt_heads);
    const at::Tensor &ids = batch.at("input_ids"), &real = batch.at("attention_mask");
    const int still = progress < first_share ? clip_layers : 0;
    const at::Tensor all = [&] {
      const at::AutoGradMode learning(still == 0);
      return whole.patches(batch.at("pixel_values"));
    }();
    const at::Tensor cells = all.slice(1, 1).gather(1, batch.at("kept").unsqueeze(2).expand({-1, -1, vilt_hidden}));
    const ViltParts::Answered answered = whole.answer(ids, real, at::cat({all.slice(1, 0, 1), cells}, 1), still);
    return answer_loss(answered.scores, answered.tokens, batch);
  }
};

}  // namespace

std::unique_ptr<TrainTask> vilt_task(const std::filesystem::path& siblings) {
  return std::make_unique<ViltTask>(siblings);
}

std::unique_ptr<TrainTask> vilt_whole_task(const std::filesystem::path& siblings) {
  return std::make_unique<ViltWholeTask>(siblings);
}

}  // namespace rex::zoo
