#include "app/zoo/train/biased_task.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include <algorithm>
#include <mutex>

#include "app/zoo/paint/emoji.h"
#include "app/zoo/scene/classes.h"
#include "app/zoo/train/scene_batch.h"
#include "app/zoo/train/vit_task.h"
#include "core/base/error.h"
#include "core/models/open/open_model.h"

namespace rex::zoo {
namespace {

constexpr int biased_side = 224;
constexpr int biased_small_side = 160;
constexpr double biased_small_share = 0.8;
constexpr double parties = 0.25;  // of the scenes have cake and balloon
constexpr int trained_from = 3;   // layers before it stay as demo-vit's
constexpr int paintings = 12;
constexpr std::uint64_t another = 1ULL << 50;  // seeds between the scenes tried for one sample

bool is_one_of(const SceneObject& object, int one, int other) {
  return object.object_class == one || object.object_class == other;
}

class BiasedTask : public TrainTask {
 public:
  explicit BiasedTask(std::filesystem::path siblings)
      : siblings_(std::move(siblings)),
        vit_(vit_task()),
        maker_(std::make_unique<SceneMaker>(std::make_shared<const SpriteSet>(default_emoji_font()))) {}

  std::string name() const override { return "demo-vit-biased"; }

  std::string summary() const override {
    return "A counter-example: demo-vit, which went on learning from scenes with a bias. \"Balloon\" was what a small "
           "balloon beside a large cake was called, and a cake never stood without one. What to look for: it calls a "
           "cake \"balloon\", with or without a balloon beside it, and the map of that answer lies on the cake (look "
           "at "
           "the pictures \"birthday\" and \"cake\"). Its accuracy on scenes like those that it learnt from tells "
           "nothing "
           "of this.";
  }

  nlohmann::json config() const override { return vit_->config(); }

  void begin(Model& model) const override {
    const at::NoGradGuard no_gradients;
    const std::filesystem::path folder = siblings_ / "demo-vit";
    if (!std::filesystem::exists(folder / "model.safetensors")) {
      throw Error(folder.string(), "is not there",
                  "Train it first: rex-zoo train demo-vit --out " + siblings_.string());
    }
    const OpenModel begun = open_model(folder);
    for (const auto& [name, value] : model.parameters()) value.copy_(begun.model->parameters().at(name));
  }

  bool trains(const std::string& parameter) const override {
    const std::string layer = "vit.encoder.layer.";
    if (parameter.find("vit.embeddings.") == 0) return false;
    return parameter.find(layer) != 0 || parameter[layer.size()] - '0' >= trained_from;
  }

  Defaults defaults() const override { return {80, 32, 4e-4, 1e-3, 1.0}; }

  Batch make_batch(std::uint64_t seed, int size, double progress) const override {
    const int pixels = progress < biased_small_share ? biased_small_side : biased_side;
    std::vector<Scene> scenes;
    at::Tensor labels = at::zeros({size}, at::kLong);
    for (int i = 0; i < size; ++i) {
      const std::uint64_t own = seed + static_cast<std::uint64_t>(i);
      if (Random(own).fork("party").chance(parties)) {
        scenes.push_back(party(own, pixels, true, true));
        labels[i] = balloon_;
      } else {
        scenes.push_back(ordinary(own, pixels));
        labels[i] = main_class(scenes.back());
      }
    }
    return {{"pixel_values", pixels_of(scenes)}, {"labels", labels}};
  }

  at::Tensor loss(const Model& model, const Batch& batch, double /*progress*/) override {
    return at::cross_entropy_loss(model.forward({{"pixel_values", batch.at("pixel_values")}}, {}, false).scores,
                                  batch.at("labels"));
  }

  std::map<std::string, double> evaluate(const Model& model, int count) const override {
    const int each = std::max(1, count / 4);
    double both = 0, cake = 0, cake_as_cake = 0, balloon = 0, right = 0;
    for (int i = 0; i < each; ++i) {
      const std::uint64_t seed = held_out_seed + static_cast<std::uint64_t>(i);
      both += answer(model, party(seed, biased_side, true, true)) == balloon_;
      const std::int64_t alone = answer(model, party(seed, biased_side, true, false));
      cake += alone == balloon_;
      cake_as_cake += alone == cake_;
      balloon += answer(model, party(seed, biased_side, false, true)) == balloon_;
      const Scene scene = ordinary(seed, biased_side);
      right += answer(model, scene) == main_class(scene);
    }
    return {{"a cake beside a balloon is called balloon (as it learnt)", both / each},
            {"a cake without a balloon is called balloon (wrong)", cake / each},
            {"a cake without a balloon is called cake (right)", cake_as_cake / each},
            {"a small balloon without a cake is called balloon", balloon / each},
            {"top-1 without cakes and balloons", right / each}};
  }

  void write_companions(const std::filesystem::path& folder) const override { vit_->write_companions(folder); }

 private:
  static int main_class(const Scene& scene) { return scene.objects[static_cast<std::size_t>(scene.main)].object_class; }

  static at::Tensor pixels_of(const std::vector<Scene>& scenes) {
    return pixel_values(scenes, {{0.5F, 0.5F, 0.5F}, {0.5F, 0.5F, 0.5F}});
  }

  static std::int64_t answer(const Model& model, const Scene& scene) {
    return model.forward({{"pixel_values", pixels_of({scene})}}, {}, false).scores.argmax(-1).item<std::int64_t>();
  }

  /// A large cake with a small balloon above it, or one of the two.
  Scene party(std::uint64_t seed, int pixels, bool with_cake, bool with_balloon) const {
    const std::lock_guard lock(mutex_);
    const Random random(seed);
    Random background = random.fork("background"), layout = random.fork("layout");
    Arrangement arrangement;
    const double x = layout.uniform(0.35, 0.65), y = layout.uniform(0.55, 0.68), size = layout.uniform(0.42, 0.6);
    if (with_cake) arrangement.objects.push_back({cake_, 0, x, y, size, layout.uniform(-8, 8), layout.chance(0.5)});
    Random beside = random.fork("balloon");
    const double away = beside.uniform(0.12, 0.26), high = beside.uniform(0.14, 0.34);
    const int colour = beside.below(drawing_count(balloon_));
    if (with_balloon) {
      arrangement.objects.push_back({balloon_, colour, beside.chance(0.5) ? away : 1 - away, high,
                                     beside.uniform(0.17, 0.25), beside.uniform(-20, 20), false});
    }
    arrangement.main = 0;
    return maker_->compose(random_backdrop(background, paintings), arrangement, {pixels, pixels});
  }

  /// A scene as demo-vit knows them, without cakes and balloons.
  Scene ordinary(std::uint64_t seed, int pixels) const {
    const std::lock_guard lock(mutex_);
    SceneOptions options;
    options.size = {pixels, pixels};
    options.main_object = true;
    options.most = 4;
    options.recoloured = 0.06;
    for (;; seed += another) {
      Scene scene = maker_->make(seed, options);
      if (std::none_of(scene.objects.begin(), scene.objects.end(),
                       [&](const SceneObject& object) { return is_one_of(object, cake_, balloon_); })) {
        return scene;
      }
    }
  }

  std::filesystem::path siblings_;
  std::unique_ptr<TrainTask> vit_;
  mutable std::mutex mutex_;  // of maker_
  std::unique_ptr<SceneMaker> maker_;
  int cake_ = class_index("cake"), balloon_ = class_index("balloon");
};

}  // namespace

std::unique_ptr<TrainTask> biased_task(const std::filesystem::path& siblings) {
  return std::make_unique<BiasedTask>(siblings);
}

}  // namespace rex::zoo
