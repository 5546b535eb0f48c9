#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

#include "app/rex/arithmetic_option.h"
#include "app/rex/commands.h"
#include "app/rex/evaluate_settings.h"
#include "app/rex/run_options.h"
#include "app/rex/validators.h"
#include "core/base/error.h"
#include "core/explain/inquiry.h"
#include "core/models/open/find_models.h"

namespace rex::command {
namespace {

void evaluate_set(const EvaluateSettings& settings, const RunOptions& options, int figures) {
  if (options.out.empty()) throw CLI::RequiredError("--out");
  const std::filesystem::path model = locate_model(settings.model);
  const evaluate::Shard shard = options.read_shard();
  auto first = std::make_shared<Inquiry>(model, Progress(), settings.open_options());
  const ModelDescription description = first->model()->description;
  for (const std::string& note : first->model()->notes) std::cerr << "rex: " << note << '\n';
  const evaluate::TaskOptions task_options = settings.task_options(description);
  const std::shared_ptr<const evaluate::DataSet> set = evaluate::open_data_set(settings.data, description);
  evaluate::make_task(settings.protocol, task_options)->check(description, *set);

  evaluate::RunSettings run;
  run.folder = options.out;
  run.ids = set->ids();
  run.shard = shard;
  run.identity = settings.identity(description, run.ids.size());
  first.reset();  // it computes with all threads; each worker has one of its own
  run_samples(run, [&]() -> evaluate::RowMaker {
    const auto inquiry = std::make_shared<Inquiry>(model, Progress(), settings.open_options());
    const std::shared_ptr<evaluate::Task> task = evaluate::make_task(settings.protocol, task_options);
    return [inquiry, task, set](std::size_t sample) { return task->row(*inquiry, set->load(sample), *set); };
  });
  if (shard.whole()) return finish_run(options.out, {}, figures);
  std::cout << "When all " << shard.count << " shards are done: rex merge " << options.out << '\n';
}

}  // namespace

void add_evaluate(CLI::App& rex) {
  CLI::App* command = rex.add_subcommand(
      "evaluate", "Measure how well explanations fit: perturbation, segmentation, masks, rationales over a data set");
  const auto settings = std::make_shared<EvaluateSettings>();
  const auto figures = std::make_shared<int>(3);
  command
      ->add_option(
          "protocol", settings->protocol,
          "perturbation: what goes first changes the answer (positive, negative, deletion, insertion, SaCo) · "
          "segmentation: the map as a mask · detr-masks: COCO's mask AP of detections · rationales: words that "
          "people marked · pointing: the highest point and the energy on the object · randomisation: maps of "
          "models that forget")
      ->required()
      ->check(CLI::IsMember(evaluate::task_names()));
  command
      ->add_option(
          "--data", settings->data.path,
          "Scenes of `rex-zoo scene`, ImageNet folders, ImageNet-Segmentation's .mat, a VOC or COCO folder, VQA "
          "v2 (a folder with its questions and annotations) or LXMERT's valid.json, ERASER's layout")
      ->required();
  command->add_option("--model,-m", settings->model, "Model folder, or the name of one that `rex models` lists")
      ->required();
  command
      ->add_option("--heads", settings->heads,
                   "Attention heads of weights without a config.json, where no published model has their size; "
                   "PICTURE,TEXT for CLIP")
      ->delimiter(',')
      ->check(CLI::Range(1, 1024))
      ->allow_extra_args(false);
  command
      ->add_option(
          "--method", settings->methods,
          "Methods, separated by commas, each perhaps with its layers (transformer_attribution@1:); all: every one "
          "that is no ablation. Raw attention and random maps are always beside them")
      ->delimiter(',')
      ->capture_default_str();
  add_arithmetic_option(*command, settings->arithmetic);
  const auto run = add_run_options(*command);
  command->add_option("--limit", settings->data.most, "So many samples, evenly spread over the set; without it all")
      ->check(CLI::PositiveNumber);
  command->add_option("--seed", settings->seed, "Of random maps, noise and resampling")->capture_default_str();
  command->add_option("--random-maps", settings->random_maps, "How many random maps a sample")
      ->capture_default_str()
      ->check(CLI::Range(1, 100));
  command->add_option("--figures", *figures, "So many best and worst samples are drawn into the report")
      ->capture_default_str()
      ->check(CLI::Range(0, 50));
  command->add_option("--data-kind", settings->data.kind, "What --data is, where that is not clear")
      ->check(CLI::IsMember(evaluate::data_kinds()))
      ->group("Data");
  command->add_option("--split", settings->data.split, "val (VOC), val2017 (COCO), val2014 (VQA), test (ERASER)")
      ->group("Data");
  command
      ->add_option("--classes", settings->data.classes,
                   "Image folders: a file with the folders' names, one a line, in the order of the model's classes")
      ->check(CLI::ExistingFile)
      ->group("Data");
  command
      ->add_option("--regions", settings->data.regions,
                   "A folder with NAME.npz or NAME.safetensors, the regions of the picture NAME.jpg")
      ->check(CLI::ExistingDirectory)
      ->group("Data");
  command->add_option("--pictures", settings->data.pictures, "The folder of the pictures, where it is another")
      ->check(CLI::ExistingDirectory)
      ->group("Data");
  command
      ->add_option("--part", settings->parts,
                   "perturbation: words, regions, patches, pixels; without it all that the model reads")
      ->delimiter(',')
      ->group("Protocols");
  command
      ->add_option("--replacement", settings->replacements,
                   "perturbation: what stands in place of pixels: black (as published), mean, blur, linear, road")
      ->delimiter(',')
      ->capture_default_str()
      ->group("Protocols");
  command->add_option("--steps", settings->steps, "perturbation: fractions from 0 on; without it as published")
      ->delimiter(',')
      ->group("Protocols");
  command
      ->add_option("--explained", settings->explained,
                   "predicted: maps of the predicted class alone; both: also of the label, counted apart")
      ->capture_default_str()
      ->check(CLI::IsMember({"predicted", "both"}))
      ->group("Protocols");
  command->add_option("--threshold", settings->threshold, "detr-masks, pointing: least probability of a detection")
      ->capture_default_str()
      ->check(number_in(0, 1))
      ->group("Protocols");
  command->add_option("--order", settings->order, "randomisation: which layers forget first, or each alone")
      ->capture_default_str()
      ->check(CLI::IsMember({"top_down", "bottom_up", "independent"}))
      ->group("Protocols");
  command->add_option("--variants", settings->variants, "randomisation: plain, smooth, efficient")
      ->delimiter(',')
      ->capture_default_str()
      ->check(CLI::IsMember({"plain", "smooth", "efficient"}))
      ->group("Protocols");
  command->add_option("--noise-samples", settings->noise_samples, "randomisation: noisy inputs of the smooth variant")
      ->capture_default_str()
      ->check(CLI::Range(1, 1000))
      ->group("Protocols");
  command->callback([=] { evaluate_set(*settings, *run, *figures); });
}

}  // namespace rex::command
