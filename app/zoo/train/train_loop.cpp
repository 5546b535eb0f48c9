#include "app/zoo/train/train_loop.h"

#include <ATen/ATen.h>
#include <ATen/autocast_mode.h>
#include <ATen/core/grad_mode.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/version.h>

#include <chrono>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <future>
#include <iomanip>
#include <sstream>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/checkpoint/safetensors.h"
#include "core/models/families/family.h"
#include "core/models/open/open_model.h"

namespace rex::zoo {
namespace fs = std::filesystem;
namespace {

/// One trained tensor and AdamW's memory of it.
struct Trained {
  at::Tensor value, mean, square, average;
  double decay = 0;
};

/// AdamW written out, because its state must go into a checkpoint that any version of LibTorch reads.
class Optimizer {
 public:
  void add(const std::string& name, at::Tensor value, double weight_decay) {
    value.requires_grad_(true);
    parameters_.emplace(name, Trained{value, at::zeros_like(value), at::zeros_like(value), value.detach().clone(),
                                      value.dim() > 1 ? weight_decay : 0.0});
  }

  /// What training changes by other means than gradients: a batch norm's running statistics.
  void add_kept(const std::string& name, at::Tensor value) { kept_.emplace("kept/" + name, std::move(value)); }

  /// d LOSS / d parameter of every parameter, in one order; undefined where it plays no part. From any thread.
  std::vector<at::Tensor> gradients(const at::Tensor& loss) const {
    std::vector<at::Tensor> values;
    for (const auto& [name, trained] : parameters_) values.push_back(trained.value);
    return torch::autograd::grad({loss}, values, {}, {}, false, true);
  }

  /// GRADIENTS as gradients() orders them.
  void step(const std::vector<at::Tensor>& gradients, double rate, double clip) {
    const at::NoGradGuard guard;
    ++steps_;
    double norm = 0;
    for (const at::Tensor& gradient : gradients) {
      if (gradient.defined()) norm += std::pow(gradient.norm().item<double>(), 2);
    }
    const double shrink = std::min(1.0, clip / (std::sqrt(norm) + 1e-12));
    const double first = 1 - std::pow(0.9, steps_), second = 1 - std::pow(0.999, steps_);
    const double keep = std::min(0.999, (1.0 + steps_) / (10.0 + steps_));
    auto next = gradients.begin();
    for (auto& [name, trained] : parameters_) {
      const at::Tensor gradient = *next++;
      if (!gradient.defined()) continue;
      gradient.mul_(shrink);
      trained.mean.mul_(0.9).add_(gradient, 0.1);
      trained.square.mul_(0.999).addcmul_(gradient, gradient, 0.001);
      trained.value.mul_(1 - rate * trained.decay);
      trained.value.addcdiv_(trained.mean, (trained.square / second).sqrt_().add_(1e-8), -rate / first);
      trained.average.mul_(keep).add_(trained.value, 1 - keep);
    }
  }

  int steps() const { return steps_; }
  std::size_t parameters() const { return parameters_.size(); }
  bool keeps_statistics() const { return !kept_.empty(); }

  std::map<std::string, at::Tensor> state() const {
    std::map<std::string, at::Tensor> tensors = kept_;
    tensors["steps"] = at::full({1}, steps_, at::kLong);
    for (const auto& [name, trained] : parameters_) {
      tensors["value/" + name] = trained.value.detach();
      tensors["mean/" + name] = trained.mean;
      tensors["square/" + name] = trained.square;
      tensors["average/" + name] = trained.average;
    }
    return tensors;
  }

  void restore(const std::map<std::string, at::Tensor>& tensors) {
    const at::NoGradGuard guard;
    steps_ = static_cast<int>(tensors.at("steps").item<std::int64_t>());
    for (auto& [name, value] : kept_) {
      if (const auto found = tensors.find(name); found != tensors.end()) value.copy_(found->second);
    }
    for (auto& [name, trained] : parameters_) {
      trained.value.copy_(tensors.at("value/" + name));
      trained.mean.copy_(tensors.at("mean/" + name));
      trained.square.copy_(tensors.at("square/" + name));
      trained.average.copy_(tensors.at("average/" + name));
    }
  }

  /// Exchanges the weights with their moving average; call twice to come back.
  void swap_average() {
    const at::NoGradGuard guard;
    for (auto& [name, trained] : parameters_) {
      const at::Tensor value = trained.value.detach().clone();
      trained.value.copy_(trained.average);
      trained.average.copy_(value);
    }
  }

 private:
  std::map<std::string, Trained> parameters_;
  std::map<std::string, at::Tensor> kept_;
  int steps_ = 0;
};

/// While it lives, this thread multiplies matrices in bfloat16 and keeps float32 where it matters: norms, softmax,
/// losses.
class Bfloat16Products {
 public:
  explicit Bfloat16Products(bool wanted) : wanted_(wanted) {
    if (wanted_) set(true);
  }
  ~Bfloat16Products() {
    if (!wanted_) return;
    at::autocast::clear_cache();
    set(false);
  }
  Bfloat16Products(const Bfloat16Products&) = delete;
  Bfloat16Products& operator=(const Bfloat16Products&) = delete;

 private:
  static void set(bool on) {
#if TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 4)
    at::autocast::set_autocast_dtype(at::kCPU, at::kBFloat16);
    at::autocast::set_autocast_enabled(at::kCPU, on);
#else
    at::autocast::set_autocast_cpu_dtype(at::kBFloat16);
    at::autocast::set_cpu_enabled(on);
#endif
  }
  bool wanted_;
};

double learning_rate(double most, int step, int steps) {
  const int warm_up = std::min(500, steps / 20 + 1);
  if (step < warm_up) return most * (step + 1) / warm_up;
  const double progress = static_cast<double>(step - warm_up) / std::max(1, steps - warm_up);
  return most * (0.01 + 0.99 * 0.5 * (1 + std::cos(M_PI * std::min(1.0, progress))));
}

std::uint64_t batch_seed(std::uint64_t seed, int step, int batch) {
  return (seed << 32) + static_cast<std::uint64_t>(step) * static_cast<std::uint64_t>(batch);
}

/// COUNT batches of SIZE samples each, of the seeds from SEED on.
std::vector<TrainTask::Batch> make_batches(const TrainTask& task, std::uint64_t seed, int size, int count,
                                           double progress) {
  std::vector<TrainTask::Batch> batches;
  for (int i = 0; i < count; ++i)
    batches.push_back(
        task.make_batch(seed + static_cast<std::uint64_t>(i) * static_cast<std::uint64_t>(size), size, progress));
  return batches;
}

struct Learnt {
  double loss = 0;
  std::vector<at::Tensor> gradients;  // as Optimizer::gradients() orders them
};

/// The mean of what BATCHES teach, each in a thread of its own.
Learnt learn(TrainTask& task, const Model& model, const Optimizer& optimizer,
             const std::vector<TrainTask::Batch>& batches, double progress, bool bfloat16) {
  std::vector<std::future<Learnt>> running;
  for (const TrainTask::Batch& batch : batches) {
    running.push_back(std::async(batches.size() > 1 ? std::launch::async : std::launch::deferred, [&] {
      const at::Tensor loss = [&] {
        const Bfloat16Products products(bfloat16);
        return task.loss(model, batch, progress);
      }();
      return Learnt{loss.item<double>(), optimizer.gradients(loss)};
    }));
  }
  const double share = 1.0 / static_cast<double>(batches.size());
  Learnt mean;
  mean.gradients.resize(optimizer.parameters());
  for (std::future<Learnt>& one : running) {
    const Learnt learnt = one.get();
    mean.loss += share * learnt.loss;
    for (std::size_t i = 0; i < mean.gradients.size(); ++i) {
      const at::Tensor& gradient = learnt.gradients[i];
      at::Tensor& sum = mean.gradients[i];
      if (gradient.defined()) sum = sum.defined() ? sum.add_(gradient, share) : gradient * share;
    }
  }
  return mean;
}

}  // namespace

std::unique_ptr<Model> train(TrainTask& task, const TrainOptions& options) {
  const TrainTask::Defaults defaults = task.defaults();
  const int steps = options.steps > 0 ? options.steps : defaults.steps;
  const int batch = options.batch > 0 ? options.batch : defaults.batch;
  const double rate = options.learning_rate > 0 ? options.learning_rate : defaults.learning_rate;
  ParameterSource parameters = ParameterSource::random(options.seed);
  std::unique_ptr<Model> model = build_model(task.config(), parameters);
  task.begin(*model);
  Optimizer optimizer;
  for (const auto& [name, value] : model->parameters()) {
    if (task.trains(name)) {
      optimizer.add(name, value, defaults.weight_decay);
    } else {
      optimizer.add_kept(name, value);
    }
  }
  for (const auto& [name, value] : task.helpers()) optimizer.add("helper/" + name, value, defaults.weight_decay);

  fs::create_directories(options.folder);
  const fs::path checkpoint = options.folder / "checkpoint.safetensors";
  if (options.resume && fs::exists(checkpoint)) {
    optimizer.restore(load_safetensors(checkpoint));
    std::printf("%s: going on from step %d\n", task.name().c_str(), optimizer.steps());
  }
  std::ofstream curve(options.folder / "curve.csv", std::ios::app);
  const int workers = options.workers;
  if (workers > 1 && optimizer.keeps_statistics())
    throw Error(task.name(), "it keeps statistics of one batch after another, which workers cannot share",
                "Train it with --workers 1.");
  if (batch % workers != 0)
    throw Error(
        task.name(),
        "a batch of " + std::to_string(batch) + " samples is no multiple of " + std::to_string(workers) + " workers",
        "Choose another --batch.");
  const auto make = [&](int step) {
    return std::async(std::launch::async, make_batches, std::cref(task), batch_seed(options.seed, step, batch),
                      batch / workers, workers, static_cast<double>(step) / steps);
  };
  const auto evaluate = [&] {
    const at::NoGradGuard guard;
    optimizer.swap_average();
    const auto metrics = task.evaluate(*model, options.evaluate_count);
    optimizer.swap_average();
    std::printf("  ");
    for (const auto& [name, value] : metrics) std::printf(" %s %.4f", name.c_str(), value);
    std::printf("\n");
  };

  const auto start = std::chrono::steady_clock::now();
  const int first = optimizer.steps();
  double running_loss = 0;
  auto next = make(first);
  for (int step = first; step < steps; ++step) {
    const std::vector<TrainTask::Batch> current = next.get();
    if (step + 1 < steps) next = make(step + 1);
    const auto [value, gradients] =
        learn(task, *model, optimizer, current, static_cast<double>(step) / steps, options.bfloat16);
    if (!std::isfinite(value)) throw Error(task.name(), "the loss is no longer finite at step " + std::to_string(step));
    optimizer.step(gradients, learning_rate(rate, step, steps), defaults.clip);
    running_loss = step == first ? value : 0.98 * running_loss + 0.02 * value;
    if (step % 50 == 49) {
      const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
      std::printf("%s: step %d of %d, loss %.4f, %.1f samples/s\n", task.name().c_str(), step + 1, steps, running_loss,
                  (step + 1 - first) * batch / seconds.count());
      std::fflush(stdout);
      curve << step + 1 << ',' << running_loss << std::endl;
    }
    if ((step + 1) % options.checkpoint_every == 0 || step + 1 == steps)
      save_safetensors(checkpoint, optimizer.state());
    if ((step + 1) % options.evaluate_every == 0 && step + 1 < steps) evaluate();
  }
  optimizer.swap_average();
  for (const auto& [name, value] : model->parameters()) value.requires_grad_(false);
  return model;
}

void scale_matrices(Model& model) {
  const at::NoGradGuard guard;
  for (const auto& [name, value] : model.parameters()) {
    const bool embedding = name.find("embedding") != std::string::npos;
    if (value.dim() != 2 || embedding) continue;
    value.mul_(std::sqrt(2.0 / static_cast<double>(value.size(0) + value.size(1))) / value.std().item<double>());
  }
}

void write_model_folder(const fs::path& folder, const TrainTask& task, const Model& model) {
  fs::create_directories(folder);
  task.write_companions(folder);
  write_atomically(folder / "config.json", task.config().dump(2) + "\n");
  std::map<std::string, at::Tensor> weights = task.unread_weights();
  for (auto& [name, value] : weights) value = value.to(at::kHalf);
  for (const auto& [name, value] : model.parameters()) weights[name] = value.detach().to(at::kHalf).contiguous();
  save_safetensors(folder / "model.safetensors", weights, {{"format", "pt"}});
}

void write_model_readme(const fs::path& folder, const TrainTask& task, const TrainOptions& options,
                        const std::map<std::string, double>& metrics, int count) {
  const TrainTask::Defaults defaults = task.defaults();
  std::ostringstream text;
  const std::string first = task.folder() == task.name() ? "" : "`rex-zoo train " + task.folder() + "`, then ";
  text << "# " << task.folder() << "\n\n"
       << task.summary() << "\n\n"
       << "- Data: scenes and sentences that `rex-zoo` makes from seeds. Objects are drawings of the Noto Color Emoji "
          "font "
          "(SIL Open Font License 1.1) on painted backgrounds.\n"
       << "- Training: " << first << "`rex-zoo train " << task.name() << "`, "
       << (options.steps > 0 ? options.steps : defaults.steps) << " steps of "
       << (options.batch > 0 ? options.batch : defaults.batch) << " samples"
       << (options.workers > 1 ? " (" + std::to_string(options.workers) + " workers)" : "")
       << " with AdamW under a cosine schedule, seed " << options.seed
       << "; these are the weights' moving average, rounded to float16.\n"
       << "- Licence: MIT, as the project.\n\n"
       << "Measured on " << count << " samples of seeds that training never sees:\n\n| | |\n|---|---|\n";
  text << std::fixed << std::setprecision(3);
  for (const auto& [metric, value] : metrics) text << "| " << metric << " | " << value << " |\n";
  write_atomically(folder / "README.md", text.str());
}

}  // namespace rex::zoo
