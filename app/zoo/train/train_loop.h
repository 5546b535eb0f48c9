#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "core/models/model.h"

namespace rex::zoo {

/// One demo model: what it is, what it learns from and how well it knows it.
class TrainTask {
 public:
  /// A training batch, made ahead of its step by another thread.
  using Batch = std::map<std::string, at::Tensor>;

  virtual ~TrainTask() = default;
  virtual std::string name() const = 0;  ///< on the command line: "demo-vit"
  /// Of the model's folder. Another than name() where this task goes on with that model.
  virtual std::string folder() const { return name(); }
  virtual std::string summary() const = 0;    ///< for people: what it answers and from what, in a sentence or two
  virtual nlohmann::json config() const = 0;  ///< config.json as Hugging Face reads it
  /// Called once on the fresh MODEL, before its first step: better beginnings than random numbers.
  virtual void begin(Model& /*model*/) const {}
  /// PROGRESS is in 0…1.
  virtual Batch make_batch(std::uint64_t seed, int size, double progress) const = 0;
  /// The loss of BATCH, a scalar in the graph. PROGRESS is in 0…1.
  virtual at::Tensor loss(const Model& model, const Batch& batch, double progress) = 0;
  /// Parameters that help learning and are not part of the model; by name, so that they can be resumed.
  virtual std::map<std::string, at::Tensor> helpers() const { return {}; }
  /// Weights that Hugging Face's class has and never reads for this task: they go into the folder, so that nothing is
  /// missing there.
  virtual std::map<std::string, at::Tensor> unread_weights() const { return {}; }
  /// Parameters that are not trained: frozen batch norm's statistics.
  virtual bool trains(const std::string& /*parameter*/) const { return true; }
  /// Metrics on COUNT held-out scenes or sentences, with baselines beside them: name → value.
  virtual std::map<std::string, double> evaluate(const Model& model, int count) const = 0;
  /// Vocabulary, preprocessor_config.json and whatever else the folder holds beside config and weights.
  virtual void write_companions(const std::filesystem::path& folder) const = 0;

  struct Defaults {
    int steps = 5000;
    int batch = 32;
    double learning_rate = 5e-4;
    double weight_decay = 1e-4;
    double clip = 0.5;  ///< largest norm of the gradient
  };
  virtual Defaults defaults() const { return {}; }
};

struct TrainOptions {
  int steps = 0;  ///< 0: the task's default
  int batch = 0;
  int workers = 1;  ///< threads; each learns from its share of the batch, and their gradients' mean makes the step
  bool bfloat16 = false;  ///< multiply matrices in bfloat16: faster where the processor can
  double learning_rate = 0;
  std::uint64_t seed = 1;
  int evaluate_every = 1000;
  int evaluate_count = 200;
  int checkpoint_every = 250;
  bool resume = true;            ///< go on from the checkpoint in FOLDER where there is one
  std::filesystem::path folder;  ///< where checkpoint.safetensors and curve.csv lie
};

/// Trains TASK's model with AdamW (Loshchilov and Hutter 2019) under a cosine schedule with a short warm-up; an
/// exponential moving average of the weights is what is evaluated and returned. Writes a checkpoint every so often:
/// stop it at any time and call again to go on. The same seed gives the same data in the same order.
std::unique_ptr<Model> train(TrainTask& task, const TrainOptions& options);

/// Writes MODEL as a Hugging Face folder: config.json, model.safetensors (float16), and the task's companions.
void write_model_folder(const std::filesystem::path& folder, const TrainTask& task, const Model& model);

/// Writes the folder's README.md: what the model is, its data, its training, METRICS on COUNT held-out samples,
/// licence.
void write_model_readme(const std::filesystem::path& folder, const TrainTask& task, const TrainOptions& options,
                        const std::map<std::string, double>& metrics, int count);

/// The tasks by name. SIBLINGS is where the models lie that others build on: the questions' regions come from its
/// demo-detr. Throws Error listing the known ones.
std::unique_ptr<TrainTask> train_task(const std::string& name, const std::filesystem::path& siblings);
std::vector<std::string> train_task_names();

/// Scales the random matrices of MODEL to Xavier's size (Glorot and Bengio 2010): the small deviation that large
/// Transformers begin with lets small ones learn slowly.
void scale_matrices(Model& model);

/// Seeds of scenes: held-out ones are never trained on.
constexpr std::uint64_t held_out_seed = 1ULL << 40;

}  // namespace rex::zoo
