#include "app/zoo/train/detr_task.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include <algorithm>
#include <mutex>
#include <utility>

#include "app/zoo/scene/companions.h"
#include "app/zoo/scene/random.h"
#include "app/zoo/train/dense_classes.h"
#include "app/zoo/train/detection_loss.h"
#include "app/zoo/train/encoded_pool.h"
#include "app/zoo/train/query_masks.h"
#include "app/zoo/train/scene_batch.h"
#include "core/base/error.h"
#include "core/models/families/detr.h"

namespace rex::zoo {
namespace {

constexpr int detr_hidden = 128;
constexpr int stride = 16;
constexpr int detr_most_objects = 6;
constexpr double detr_small_share = 0.7;  // of the training at 160 pixels, which costs half
constexpr int detr_pool_size = 40'000;    // encoded scenes for the decoder to learn from
constexpr std::uint64_t detr_pool_seed = 1ULL << 37;

/// How much a query without an object counts: little while the queries learn to find objects at all, more once they
/// must learn to be silent.
double no_object_weight(double progress) { return 0.2 + 0.2 * std::clamp((progress - 0.3) / 0.3, 0.0, 1.0); }

/// The loss of what every decoder layer says, each matched on its own.
at::Tensor set_loss(const DetrOutputs& outputs, const TrainTask::Batch& truth, double progress) {
  at::Tensor loss = at::zeros({});
  for (std::int64_t layer = 0; layer < outputs.logits.size(0); ++layer) {
    loss = loss + detection_loss(outputs.logits[layer], outputs.boxes[layer], truth.at("classes"), truth.at("boxes"),
                                 no_object_weight(progress));
  }
  return loss;
}

class DetrTask : public TrainTask {
 public:
  std::string name() const override { return "demo-detr"; }

  std::string summary() const override {
    return "Finds every object of a scene of up to six that may overlap: a small ResNet, four encoder and four decoder "
           "layers, twelve object queries. The other demo models take their regions from it.";
  }

  nlohmann::json config() const override {
    nlohmann::json config = {
        {"architectures", {"DetrForObjectDetection"}},
        {"model_type", "detr"},
        {"is_encoder_decoder", true},
        {"d_model", detr_hidden},
        {"encoder_layers", 4},
        {"encoder_attention_heads", 4},
        {"encoder_ffn_dim", 256},
        {"decoder_layers", 4},
        {"decoder_attention_heads", 4},
        {"decoder_ffn_dim", 256},
        {"num_queries", 12},
        {"num_channels", 3},
        {"activation_function", "relu"},
        {"dropout", 0.0},
        {"attention_dropout", 0.0},
        {"activation_dropout", 0.0},
        {"encoder_layerdrop", 0.0},
        {"decoder_layerdrop", 0.0},
        {"auxiliary_loss", false},  // in transformers it changes the forward pass
        {"position_embedding_type", "sine"},
        {"scale_embedding", false},
        {"torch_dtype", "float32"},
        {"use_timm_backbone", false},
        {"use_pretrained_backbone", false},
        {"backbone", nullptr},
        {"dilation", false},
        {"backbone_config",
         {{"model_type", "resnet"},
          {"num_channels", 3},
          {"embedding_size", 32},
          {"depths", {1, 1, 2}},
          {"hidden_sizes", {32, 64, 128}},
          {"layer_type", "basic"},
          {"hidden_act", "relu"},
          {"downsample_in_first_stage", false},
          {"stage_names", {"stem", "stage1", "stage2", "stage3"}},
          {"out_features", {"stage3"}},
          {"out_indices", {3}}}},
    };
    add_labels(config, object_labels());
    return config;
  }

  void begin(Model& model) const override {
    scale_matrices(model);
    const at::NoGradGuard guard;
    // Queries that begin nearly alike would first have to learn to differ.
    model.parameters().at("model.query_position_embeddings.weight").mul_(50);
  }

  Defaults defaults() const override { return {7700, 32, 6e-4, 1e-4, 0.5}; }

  bool trains(const std::string& parameter) const override { return parameter.find("running_") == std::string::npos; }

  std::map<std::string, at::Tensor> helpers() const override { return dense_.parameters(); }

  Batch make_batch(std::uint64_t seed, int size, double progress) const override {
    const std::vector<Scene> scenes = detection_scenes(source_, seed, size, size, progress < detr_small_share);
    Batch batch = detection_targets(scenes);
    batch["pixel_values"] = pixel_values(scenes, {});
    const cv::Size pixels = scenes.front().size;
    batch["cells"] = cell_labels(scenes, (pixels.height + stride - 1) / stride, (pixels.width + stride - 1) / stride,
                                 dense_.background());
    return batch;
  }

  at::Tensor loss(const Model& model, const Batch& batch, double progress) override {
    const auto& detr = dynamic_cast<const Detr&>(model);
    const DetrOutputs outputs = detr.detect({{"pixel_values", batch.at("pixel_values")}});
    return dense_.loss(outputs.input_tokens, batch.at("cells")) + set_loss(outputs, batch, progress);
  }

  std::map<std::string, double> evaluate(const Model& model, int count) const override {
    const auto& detr = dynamic_cast<const Detr&>(model);
    double found = 0, wanted = 0, claimed = 0;
    constexpr int chunk = 20;
    for (int done = 0; done < count; done += chunk) {
      const std::vector<Scene> scenes = detection_scenes(source_, held_out_seed + static_cast<std::uint64_t>(done),
                                                         std::min(chunk, count - done), chunk);
      const Batch truth = detection_targets(scenes);
      const DetrOutputs outputs = detr.detect({{"pixel_values", pixel_values(scenes, {})}}, {}, false);
      const at::Tensor probability = outputs.logits[0].softmax(-1).slice(2, 0, detr.classes());
      const auto [scores, labels] = probability.max(-1);
      for (std::int64_t i = 0; i < static_cast<std::int64_t>(scenes.size()); ++i) {
        std::vector<std::pair<double, std::int64_t>> detections;
        for (std::int64_t query = 0; query < scores.size(1); ++query) {
          const double score = scores[i][query].item<double>();
          if (score > 0.5) detections.emplace_back(-score, query);
        }
        std::sort(detections.begin(), detections.end());
        std::vector<bool> taken(detr_most_objects, false);
        wanted += static_cast<double>(scenes[static_cast<std::size_t>(i)].objects.size());
        claimed += static_cast<double>(detections.size());
        for (const auto& [score, query] : detections) {
          for (std::int64_t object = 0; object < detr_most_objects; ++object) {
            if (taken[object] ||
                truth.at("classes")[i][object].item<std::int64_t>() != labels[i][query].item<std::int64_t>()) {
              continue;
            }
            if (box_iou(outputs.boxes[0][i][query], truth.at("boxes")[i][object]).item<double>() < 0.5) continue;
            taken[object] = true;
            ++found;
            break;
          }
        }
      }
    }
    return {{"recall", found / std::max(1.0, wanted)}, {"precision", found / std::max(1.0, claimed)}};
  }

  void write_companions(const std::filesystem::path& folder) const override {
    write_preprocessor(folder, {{"image_processor_type", "DetrImageProcessor"},
                                {"do_resize", true},
                                {"size", {{"shortest_edge", 224}, {"longest_edge", 320}}},
                                {"resample", 2},
                                {"do_rescale", true},
                                {"rescale_factor", 1 / 255.0},
                                {"do_normalize", true},
                                {"image_mean", {0.485, 0.456, 0.406}},
                                {"image_std", {0.229, 0.224, 0.225}},
                                {"do_pad", true},
                                {"format", "coco_detection"}});
  }

 private:
  SceneSource source_;
  DenseClasses dense_{detr_hidden};
};

class DetrDecoderTask : public DetrTask {
 public:
  explicit DetrDecoderTask(std::filesystem::path siblings) : siblings_(std::move(siblings)) {}

  std::string name() const override { return "demo-detr-decoder"; }
  std::string folder() const override { return "demo-detr"; }

  Defaults defaults() const override { return {16'000, 64, 6e-4, 1e-4, 0.5}; }

  void begin(Model& model) const override {
    DetrTask::begin(model);
    const at::NoGradGuard guard;
    const OpenModel trained = open_demo_detr(siblings_);
    for (const auto& [name, value] : model.parameters()) {
      if (!trains(name)) value.copy_(trained.model->parameters().at(name));
    }
  }

  bool trains(const std::string& parameter) const override {
    return parameter.find("model.backbone.") != 0 && parameter.find("model.encoder.") != 0 &&
           parameter.find("model.input_projection.") != 0;
  }

  std::map<std::string, at::Tensor> helpers() const override { return {}; }

  Batch make_batch(std::uint64_t seed, int size, double /*progress*/) const override {
    const std::vector<EncodedScenes>& sizes = pool();
    Random random(seed);
    std::int64_t row = random.below(detr_pool_size);
    std::size_t chosen = 0;  // as often as there are scenes of the size
    while (row >= sizes[chosen].tokens.size(0)) row -= sizes[chosen++].tokens.size(0);
    const EncodedScenes& scenes = sizes[chosen];
    std::vector<std::int64_t> rows;
    for (int i = 0; i < size; ++i) rows.push_back(random.below(static_cast<int>(scenes.tokens.size(0))));
    const at::Tensor index = at::tensor(rows, at::kLong);
    return {{"tokens", scenes.tokens.index_select(0, index).to(at::kFloat)},
            {"mask", at::ones({size, scenes.rows, scenes.columns}, at::kBool)},
            {"classes", scenes.classes.index_select(0, index)},
            {"boxes", scenes.boxes.index_select(0, index)},
            {"cells", scenes.cells.index_select(0, index)}};
  }

  at::Tensor loss(const Model& model, const Batch& batch, double progress) override {
    return set_loss(decoded(model, batch), batch, progress);
  }

 protected:
  /// What all decoder layers of MODEL say of BATCH; their attention maps go into TRACE where it is given.
  static DetrOutputs decoded(const Model& model, const Batch& batch, AttentionTrace* trace = nullptr) {
    DetrOutputs outputs;
    outputs.encoder_tokens = batch.at("tokens");
    outputs.feature_mask = batch.at("mask");
    nn::ForwardContext context;
    context.trace = trace;
    dynamic_cast<const Detr&>(model).decode(outputs, context);
    return outputs;
  }

  std::filesystem::path siblings_;

 private:
  const std::vector<EncodedScenes>& pool() const {
    const std::lock_guard lock(mutex_);
    if (pool_.empty()) {
      const OpenModel trained = open_demo_detr(siblings_);
      pool_ = make_encoded_pool(dynamic_cast<const Detr&>(*trained.model), detr_pool_seed, detr_pool_size, siblings_);
    }
    return pool_;
  }

  mutable std::mutex mutex_;  // of pool_, which the thread that makes batches fills
  mutable std::vector<EncodedScenes> pool_;
};

class DetrMasksTask : public DetrDecoderTask {
 public:
  using DetrDecoderTask::DetrDecoderTask;

  std::string name() const override { return "demo-detr-masks"; }

  Defaults defaults() const override { return {2000, 64, 3e-4, 1e-4, 0.5}; }

  void begin(Model& model) const override {
    const at::NoGradGuard guard;
    for (const auto& [name, value] : model.parameters()) value.copy_(trained_.model->parameters().at(name));
  }

  at::Tensor loss(const Model& model, const Batch& batch, double /*progress*/) override {
    AttentionTrace trace;
    const DetrOutputs outputs = decoded(model, batch, &trace);
    const ObjectMatches matches =
        match_objects(outputs.logits[-1], outputs.boxes[-1], batch.at("classes"), batch.at("boxes"));
    const QueryMaskLoss masks = query_mask_loss(outputs, trace, matches, batch.at("classes"), batch.at("cells"));
    const at::Tensor states = [&] {
      const at::NoGradGuard guard;
      return decoded(*trained_.model, batch).decoder_states[-1];
    }();
    return set_loss(outputs, batch, 1) + mask_share * (masks.attention + masks.relevancy) +
           state_share * (outputs.decoder_states[-1] - states).square().mean();
  }

 private:
  static constexpr double mask_share = 0.3, state_share = 10;
  OpenModel trained_ = open_demo_detr(siblings_);
};

}  // namespace

OpenModel open_demo_detr(const std::filesystem::path& siblings) {
  const std::filesystem::path folder = siblings / "demo-detr";
  const std::string first = "Train it first: rex-zoo train demo-detr --out " + siblings.string();
  if (!std::filesystem::exists(folder / "model.safetensors")) throw Error(folder.string(), "is not there", first);
  OpenModel opened = open_model(folder);
  if (dynamic_cast<const Detr*>(opened.model.get()) == nullptr) throw Error(folder.string(), "is no DETR", first);
  return opened;
}

TrainTask::Batch detection_targets(const std::vector<Scene>& scenes) {
  const auto count = static_cast<std::int64_t>(scenes.size());
  at::Tensor classes = at::full({count, detr_most_objects}, -1, at::kLong);
  at::Tensor boxes = at::full({count, detr_most_objects, 4}, 0.5);
  for (std::int64_t i = 0; i < count; ++i) {
    const Scene& scene = scenes[static_cast<std::size_t>(i)];
    const double width = scene.size.width, height = scene.size.height;
    for (std::size_t object = 0; object < scene.objects.size() && object < detr_most_objects; ++object) {
      const cv::Rect& box = scene.objects[object].box;
      const auto row = static_cast<std::int64_t>(object);
      classes[i][row] = object_label(scene.objects[object]);
      boxes[i][row] = at::tensor({(box.x + box.width / 2.0) / width, (box.y + box.height / 2.0) / height,
                                  box.width / width, box.height / height})
                          .to(at::kFloat);
    }
  }
  return {{"classes", classes}, {"boxes", boxes}};
}

cv::Size detection_size(std::uint64_t batch, bool small) {
  const int side = small ? 160 : 224, longer = small ? 208 : 288;
  switch (batch / 7 % 4) {
    case 0:
      return {longer, side};
    case 1:
      return {side, longer};
    default:
      return {side, side};
  }
}

std::vector<Scene> detection_scenes(const SceneSource& source, std::uint64_t first_seed, int count, int batch,
                                    bool small) {
  SceneOptions options;
  options.size = detection_size(first_seed / static_cast<std::uint64_t>(batch), small);
  return source.make(first_seed, count, options);
}

std::unique_ptr<TrainTask> detr_task() { return std::make_unique<DetrTask>(); }

std::unique_ptr<TrainTask> detr_decoder_task(const std::filesystem::path& siblings) {
  return std::make_unique<DetrDecoderTask>(siblings);
}

std::unique_ptr<TrainTask> detr_masks_task(const std::filesystem::path& siblings) {
  return std::make_unique<DetrMasksTask>(siblings);
}

}  // namespace rex::zoo
