#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>

#include "app/zoo/commands/commands.h"
#include "app/zoo/train/bert_task.h"
#include "app/zoo/train/biased_task.h"
#include "app/zoo/train/clip_task.h"
#include "app/zoo/train/detr_task.h"
#include "app/zoo/train/question_task.h"
#include "app/zoo/train/train_loop.h"
#include "app/zoo/train/vilt_task.h"
#include "app/zoo/train/vit_task.h"
#include "core/base/error.h"
#include "core/models/open/open_model.h"

namespace rex::zoo {
namespace {

struct Chosen {
  std::string name;
  std::filesystem::path out = "build/zoo";
  TrainOptions options;
  int final_count = 2000;
  bool fresh = false;
};

void run(const Chosen& chosen) {
  const std::unique_ptr<TrainTask> task = train_task(chosen.name, chosen.out);
  TrainOptions options = chosen.options;
  options.folder = chosen.out / (chosen.name + "-training");
  options.resume = !chosen.fresh;
  const std::unique_ptr<Model> model = train(*task, options);
  const std::filesystem::path folder = chosen.out / task->folder();
  write_model_folder(folder, *task, *model);
  std::printf("%s is in %s\n", task->folder().c_str(), folder.c_str());
  const at::NoGradGuard guard;
  // What is measured is what people open: the rounded weights, through the same code as any model.
  const OpenModel opened = open_model(folder);
  const std::map<std::string, double> metrics = task->evaluate(*opened.model, chosen.final_count);
  for (const auto& [metric, value] : metrics) std::printf("%-40s %.4f\n", metric.c_str(), value);
  write_model_readme(folder, *task, options, metrics, chosen.final_count);
}

}  // namespace

std::vector<std::string> train_task_names() {
  return {"demo-bert", "demo-clip",       "demo-detr",       "demo-detr-decoder", "demo-detr-masks", "demo-lxmert",
          "demo-vilt", "demo-vilt-whole", "demo-visualbert", "demo-vit",          "demo-vit-biased"};
}

std::unique_ptr<TrainTask> train_task(const std::string& name, const std::filesystem::path& siblings) {
  if (name == "demo-bert") return bert_task();
  if (name == "demo-clip") return clip_task(siblings);
  if (name == "demo-detr") return detr_task();
  if (name == "demo-detr-decoder") return detr_decoder_task(siblings);
  if (name == "demo-detr-masks") return detr_masks_task(siblings);
  if (name == "demo-lxmert") return lxmert_task(siblings);
  if (name == "demo-vilt") return vilt_task(siblings);
  if (name == "demo-vilt-whole") return vilt_whole_task(siblings);
  if (name == "demo-visualbert") return visual_bert_task(siblings);
  if (name == "demo-vit") return vit_task();
  if (name == "demo-vit-biased") return biased_task(siblings);
  std::string known;
  for (const std::string& other : train_task_names()) known += (known.empty() ? "" : ", ") + other;
  throw Error(name, "is no demo model", "Known are: " + known + ".");
}

void add_train(CLI::App& zoo) {
  auto chosen = std::make_shared<Chosen>();
  CLI::App* train = zoo.add_subcommand("train", "Train a demo model; stop it at any time and call again to go on");
  train->add_option("model", chosen->name, "demo-detr, …")->required();
  train->add_option("--out", chosen->out, "Folder for the model and its training state")->capture_default_str();
  train->add_option("--steps", chosen->options.steps, "Steps in all (0: the model's own)")
      ->check(CLI::NonNegativeNumber);
  train->add_option("--batch", chosen->options.batch, "Samples a step (0: the model's own)")
      ->check(CLI::NonNegativeNumber);
  train
      ->add_option(
          "--workers", chosen->options.workers,
          "Threads: each learns from its share of a step's samples, and the mean of their gradients makes the step")
      ->check(CLI::Range(1, 64))
      ->capture_default_str();
  train->add_flag("--bfloat16", chosen->options.bfloat16,
                  "Multiply matrices in bfloat16: faster where the processor has instructions for it");
  train->add_option("--rate", chosen->options.learning_rate, "Largest learning rate (0: the model's own)")
      ->check(CLI::NonNegativeNumber);
  train->add_option("--seed", chosen->options.seed, "Seed of weights and data")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str();
  train->add_option("--evaluate-every", chosen->options.evaluate_every, "Steps between short evaluations")
      ->capture_default_str();
  train->add_option("--evaluate", chosen->final_count, "Held-out samples at the end")->capture_default_str();
  train->add_flag("--fresh", chosen->fresh, "Begin anew, whatever was trained before");
  train->callback([chosen] { run(*chosen); });
}

}  // namespace rex::zoo
