#include "app/zoo/train/vit_task.h"

#include <ATen/ATen.h>

#include <algorithm>

#include "app/zoo/scene/classes.h"
#include "app/zoo/scene/companions.h"
#include "app/zoo/train/dense_classes.h"
#include "app/zoo/train/scene_batch.h"

namespace rex::zoo {
namespace {

constexpr int vit_hidden = 128;
constexpr int vit_side = 224;
constexpr int vit_patch = 16;
constexpr int vit_small_side = 160;  // of the first part of the training, which costs half
constexpr double vit_small_share = 0.65;
constexpr double even_classes = 0.11;  // recoloured kinds as frequent as the others
constexpr double vit_squeezed = 1.33;  // pictures of 4:3 are squeezed to the square that the model sees

class VitTask : public TrainTask {
 public:
  std::string name() const override { return "demo-vit"; }

  std::string summary() const override {
    return "Says which class the main object of a scene has; smaller objects of other classes stand around it.";
  }

  nlohmann::json config() const override {
    nlohmann::json config = {{"architectures", {"ViTForImageClassification"}},
                             {"model_type", "vit"},
                             {"hidden_size", vit_hidden},
                             {"num_hidden_layers", 6},
                             {"num_attention_heads", 4},
                             {"intermediate_size", 2 * vit_hidden},
                             {"hidden_act", "gelu"},
                             {"hidden_dropout_prob", 0.0},
                             {"attention_probs_dropout_prob", 0.0},
                             {"layer_norm_eps", 1e-6},
                             {"image_size", vit_side},
                             {"patch_size", vit_patch},
                             {"num_channels", 3},
                             {"qkv_bias", true},
                             {"torch_dtype", "float32"}};
    std::vector<std::string> labels;
    for (const ObjectClass& kind : object_classes()) labels.push_back(kind.name);
    add_labels(config, labels);
    return config;
  }

  Defaults defaults() const override { return {5000, 32, 7e-4, 2e-2, 1.0}; }

  std::map<std::string, at::Tensor> helpers() const override { return dense_.parameters(); }

  Batch make_batch(std::uint64_t seed, int size, double progress) const override {
    const int pixels = progress < vit_small_share ? vit_small_side : vit_side;
    SceneOptions options;
    options.size = {pixels, pixels};
    options.main_object = true;
    options.recoloured = even_classes;
    options.stretch = vit_squeezed;
    const std::vector<Scene> scenes = source_.make(seed, size, options);
    at::Tensor labels = at::zeros({size}, at::kLong);
    for (int i = 0; i < size; ++i) {
      const Scene& scene = scenes[static_cast<std::size_t>(i)];
      labels[i] = scene.objects[static_cast<std::size_t>(scene.main)].object_class;
    }
    return {{"pixel_values", pixel_values(scenes, {{0.5F, 0.5F, 0.5F}, {0.5F, 0.5F, 0.5F}})},
            {"labels", labels},
            {"cells", cell_labels(scenes, pixels / vit_patch, pixels / vit_patch, dense_.background())}};
  }

  at::Tensor loss(const Model& model, const Batch& batch, double /*progress*/) override {
    const ForwardPass pass = model.forward({{"pixel_values", batch.at("pixel_values")}}, {}, false);
    return at::cross_entropy_loss(pass.scores, batch.at("labels")) +
           dense_.loss(pass.training.hidden_states.slice(1, 1), batch.at("cells"));
  }

  std::map<std::string, double> evaluate(const Model& model, int count) const override {
    double right = 0;
    std::vector<double> seen(object_classes().size(), 0);
    constexpr int chunk = 20;
    for (int done = 0; done < count; done += chunk) {
      const Batch batch =
          make_batch(held_out_seed + static_cast<std::uint64_t>(done), std::min(chunk, count - done), 1);
      const at::Tensor chosen = model.forward({{"pixel_values", batch.at("pixel_values")}}, {}, false)
                                    .scores.reshape({-1, static_cast<std::int64_t>(seen.size())})
                                    .argmax(-1);
      right += chosen.eq(batch.at("labels")).sum().item<double>();
      for (std::int64_t i = 0; i < batch.at("labels").size(0); ++i) ++seen[batch.at("labels")[i].item<std::int64_t>()];
    }
    return {{"top-1", right / count},
            {"baseline: always the most frequent class", *std::max_element(seen.begin(), seen.end()) / count}};
  }

  void write_companions(const std::filesystem::path& folder) const override {
    write_preprocessor(folder, {{"image_processor_type", "ViTImageProcessor"},
                                {"do_resize", true},
                                {"size", {{"height", vit_side}, {"width", vit_side}}},
                                {"resample", 2},
                                {"do_rescale", true},
                                {"rescale_factor", 1 / 255.0},
                                {"do_normalize", true},
                                {"image_mean", {0.5, 0.5, 0.5}},
                                {"image_std", {0.5, 0.5, 0.5}}});
  }

 private:
  SceneSource source_;
  DenseClasses dense_{vit_hidden};
};

}  // namespace

std::unique_ptr<TrainTask> vit_task() { return std::make_unique<VitTask>(); }

}  // namespace rex::zoo
