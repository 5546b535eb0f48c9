// Model parameter randomisation (Adebayo et al. 2018; Hedstroem et al. 2023, 2024): a map should change when the model
// forgets. Plain: similarity after each layer. Smooth: of maps averaged over noisy inputs. Efficient: how much more
// complex the map of the wholly random model is.
#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "core/base/error.h"
#include "core/evaluate/protocols/randomised_model.h"
#include "core/evaluate/runs/answers.h"
#include "core/evaluate/runs/task.h"
#include "core/evaluate/similarity.h"
#include "core/evaluate/statistics.h"
#include "core/explain/method.h"

namespace rex::evaluate {
namespace {

constexpr std::int64_t least_side = 11;  // of SSIM's Gaussian window
constexpr double noise_share = .1;       // of the input's range

/// A method's map: the picture's values, else the text's.
const std::vector<double>* values_of(const SampleMap& map) {
  return map.image ? &*map.image : map.text ? &*map.text : nullptr;
}

class RandomisationTask : public Task {
 public:
  using Task::Task;

  std::vector<Metric> metrics() const override {
    using enum Metric::Better;
    return {{"spearman", "plain: rank correlation of |maps|", lower},
            {"ssim", "plain: SSIM, Gaussian 11 × 11, range 1", lower},
            {"smooth_spearman", "smooth: rank correlation", lower},
            {"smooth_ssim", "smooth: SSIM", lower},
            {"efficient_rise", "efficient: rise of complexity", higher}};
  }

  void check(const ModelDescription& model, const DataSet&) const override {
    const bool smooth =
        std::find(options_.variants.begin(), options_.variants.end(), "smooth") != options_.variants.end();
    if (smooth && !model.sees_picture()) {
      throw Error("--variants smooth", "adds noise to a picture, which " + model.name + " does not see",
                  "Leave it out: --variants plain,efficient.");
    }
  }

  nlohmann::json row(Inquiry& inquiry, const Sample& sample, const DataSet&) override {
    const auto prepared = inquiry.prepare(sample.question);
    auto answered = inquiry.ask(prepared, needs());
    Model& model = *inquiry.open_model().model;
    if (!randomised_ || model_ != &model) {
      randomised_ = std::make_unique<RandomisedModel>(model, answered->input.tensors, options_.seed + 1);
      model_ = &model;
    }
    struct Restored {
      RandomisedModel& model;
      ~Restored() { model.restore(); }
    } const restored{*randomised_};
    const Target target = answered->predictions.front().target;
    nlohmann::json row = {{"facts", answered->model->description.finds_objects()
                                        ? nlohmann::json::object()
                                        : answer_facts(*answered, sample.truth)}};
    row["facts"]["layers"] = ordered_layers();
    nlohmann::json methods = nlohmann::json::object();
    if (has("plain")) compare(inquiry, prepared, sample.id, target, 1, "", methods);
    if (has("smooth")) compare(inquiry, prepared, sample.id, target, options_.noise_samples, "smooth_", methods);
    if (has("efficient")) efficient(inquiry, prepared, sample.id, target, methods);
    row["explained"] = {{"predicted", methods}};
    return row;
  }

 private:
  using Maps = std::map<std::string, std::vector<double>>;

  bool has(const std::string& variant) const {
    return std::find(options_.variants.begin(), options_.variants.end(), variant) != options_.variants.end();
  }

  MethodNeeds needs() const {
    std::vector<const ExplanationMethod*> needed;
    for (const MethodChoice& choice : options_.methods) needed.push_back(&explanation_method(choice.name));
    return common_needs(needed);
  }

  std::vector<std::string> ordered_layers() const {
    std::vector<std::string> layers = randomised_->layers();
    if (options_.order != "bottom_up") std::reverse(layers.begin(), layers.end());
    return layers;
  }

  /// Maps of TARGET, each the mean over SAMPLES noisy inputs of which the last has no noise.
  Maps maps_of(Inquiry& inquiry, const PreparedQuestion& prepared, const std::string& id, const Target& target,
               int samples) {
    Maps sums;
    for (int i = 0; i < samples; ++i) {
      PreparedQuestion noisy = prepared;
      if (i + 1 < samples)
        add_noise(noisy.input.tensors, sample_seed(options_.seed, id) + static_cast<std::uint32_t>(i));
      inquiry.ask(std::move(noisy), needs());
      Explanation first;
      const std::uint32_t seed = sample_seed(options_.seed, id);
      for (const SampleMap& map : sample_maps(inquiry, target, options_.methods, options_.random_maps, seed, first)) {
        const std::vector<double>* const values = values_of(map);
        if (values == nullptr) continue;
        std::vector<double>& sum = sums[map.method];
        sum.resize(values->size(), 0);
        for (std::size_t k = 0; k < values->size(); ++k) sum[k] += (*values)[k] / samples;
      }
      grid_ = patch_grid(first);
    }
    return sums;
  }

  static void add_noise(ModelInputs& inputs, std::uint32_t seed) {
    for (const char* name : {"pixel_values", "visual_feats", "visual_embeds"}) {
      const auto found = inputs.find(name);
      if (found == inputs.end()) continue;
      at::Tensor noisy = found->second.to(at::kFloat).contiguous().clone();
      const double deviation = noise_share * (noisy.max() - noisy.min()).item<double>();
      Random random(seed);
      float* const numbers = noisy.data_ptr<float>();
      for (std::int64_t i = 0; i < noisy.numel(); ++i) numbers[i] += static_cast<float>(deviation * random.normal());
      found->second = noisy;
    }
  }

  void compare(Inquiry& inquiry, const PreparedQuestion& prepared, const std::string& id, const Target& target,
               int samples, const std::string& prefix, nlohmann::json& methods) {
    const Maps original = maps_of(inquiry, prepared, id, target, samples);
    const std::size_t count = randomised_->layers().size();
    std::map<std::string, std::vector<double>> spearmans, ssims;
    for (std::size_t step = 0; step < count; ++step) {
      if (options_.order == "independent") randomised_->restore();
      randomised_->randomise(options_.order == "bottom_up" ? step : count - 1 - step);
      for (const auto& [method, values] : maps_of(inquiry, prepared, id, target, samples)) {
        const bool smooth = !prefix.empty();
        const auto prepare = [&](const std::vector<double>& map) {
          return absolute(smooth ? over_second_moment(map) : map);
        };
        const std::vector<double> before = prepare(original.at(method)), now = prepare(values);
        spearmans[method].push_back(spearman(before, now).value_or(0));
        const auto [rows, columns] = grid_;
        if (static_cast<std::int64_t>(now.size()) == rows * columns && rows >= least_side && columns >= least_side) {
          ssims[method].push_back(ssim(over_largest(before), over_largest(now), rows, columns, {}));
        }
      }
    }
    randomised_->restore();
    for (const auto& [name, all] : {std::pair("spearman", &spearmans), std::pair("ssim", &ssims)}) {
      for (const auto& [method, values] : *all) {
        const Cascade mean = cascade(values);
        methods[method][prefix + name] = mean.mean;
        methods[method][prefix + name + "_last"] = mean.last;
        methods[method][prefix + name + "_by_layer"] = values;
      }
    }
  }

  void efficient(Inquiry& inquiry, const PreparedQuestion& prepared, const std::string& id, const Target& target,
                 nlohmann::json& methods) {
    const Maps original = maps_of(inquiry, prepared, id, target, 1);
    for (std::size_t layer = 0; layer < randomised_->layers().size(); ++layer) randomised_->randomise(layer);
    for (const auto& [method, values] : maps_of(inquiry, prepared, id, target, 1)) {
      const ComplexityRise rise = complexity_rise(original.at(method), values);
      if (rise.rise) methods[method]["efficient_rise"] = *rise.rise;
    }
    randomised_->restore();
  }

  std::unique_ptr<RandomisedModel> randomised_;
  const Model* model_ = nullptr;
  std::pair<std::int64_t, std::int64_t> grid_;
};

}  // namespace

std::unique_ptr<Task> randomisation_task(TaskOptions options) {
  return std::make_unique<RandomisationTask>(std::move(options));
}

}  // namespace rex::evaluate
