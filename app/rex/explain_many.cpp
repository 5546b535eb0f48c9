#include "app/rex/explain_many.h"

#include <ATen/ATen.h>

#include <iostream>
#include <mutex>
#include <optional>

#include "app/rex/explain_output.h"
#include "core/base/error.h"
#include "core/base/json.h"
#include "core/checkpoint/safetensors.h"
#include "core/evaluate/runs/run.h"
#include "core/explain/explain.h"
#include "core/explain/export.h"
#include "core/explain/inquiry.h"
#include "core/models/open/find_models.h"
#include "ui/figure/gui_application.h"

namespace rex::command {
namespace fs = std::filesystem;

namespace {

nlohmann::json inputs_of(const evaluate::ListedSample& sample) {
  nlohmann::json inputs = nlohmann::json::object();
  if (!sample.picture.empty()) inputs["image"] = sample.picture.generic_string();
  if (sample.texts.size() == 1) inputs["text"] = sample.texts.front();
  if (sample.texts.size() > 1) inputs["text"] = sample.texts;
  if (sample.pair) inputs["pair"] = *sample.pair;
  if (!sample.regions.empty()) inputs["regions"] = sample.regions.generic_string();
  return inputs;
}

/// FOLDER/KIND/ID.ENDING, its folder made.
fs::path output(const fs::path& folder, const std::string& kind, const std::string& id, const std::string& ending) {
  const fs::path file = folder / kind / (id + "." + ending);
  std::error_code failure;
  fs::create_directories(file.parent_path(), failure);
  if (failure)
    throw Error(file.parent_path().string(), "cannot be made: " + failure.message(), "Choose another --out.");
  return file;
}

/// One worker.
class Explainer {
 public:
  Explainer(const ManyExplained& command, const std::vector<evaluate::ListedSample>& samples, std::mutex& drawing)
      : command_(command),
        samples_(samples),
        drawing_(drawing),
        inquiry_(locate_model(command.model), {}, command.opening) {
    for (const std::string& name : command.methods) methods_.push_back(&explanation_method(name));
    options_.layers = parse_layers(command.layers);
    options_.whole_matrices = options_.head_maps = command.all_numbers;
    options_.double_precision =
        command.precision == "double" ||
        (command.precision == "auto" && prefers_double_precision(inquiry_.model()->description));
  }

  nlohmann::json row(std::size_t index) {
    const evaluate::ListedSample& sample = samples_[index];
    const fs::path folder = command_.run->out;
    const auto answered = inquiry_.ask(inquiry_.prepare(evaluate::question_of(sample)), common_needs(methods_),
                                       options_.double_precision);
    std::vector<std::string> targets =
        sample.target.empty() ? command_.targets : std::vector<std::string>{sample.target};
    if (targets.empty()) targets = {"top"};
    nlohmann::json row = {{"inputs", inputs_of(sample)}, {"explained", nlohmann::json::array()}};
    if (!answered->predictions.empty()) {
      const Prediction& best = answered->predictions.front();
      row["prediction"] = {
          {"target", to_string(best.target)}, {"label", best.label}, {"probability", json_or_null(best.probability)}};
    }
    std::vector<Explanation> all;
    for (std::size_t i = 0; i < targets.size(); ++i) {
      const Target target = parse_target(targets[i], inquiry_.model()->description);
      std::vector<Explanation> explanations;
      for (const ExplanationMethod* method : methods_)
        explanations.push_back(inquiry_.explain(target, *method, options_));
      const std::string suffix = targets.size() > 1 ? "." + std::to_string(i) : "";
      const fs::path file = output(folder, "relevancies", sample.id + suffix, "safetensors");
      save_safetensors(file, golden_tensors(*answered, explanations, command_.all_numbers));
      const Explanation& first = explanations.front();
      nlohmann::json one = {{"target", to_string(first.target)},
                            {"label", first.target_label},
                            {"score", first.score},
                            {"probability", json_or_null(first.probability)},
                            {"relevancies", file.lexically_relative(folder).generic_string()}};
      if (!first.notes.empty()) one["notes"] = first.notes;
      row["explained"].push_back(std::move(one));
      all.insert(all.end(), std::make_move_iterator(explanations.begin()), std::make_move_iterator(explanations.end()));
    }
    if (!answered->input.notes.empty()) row["notes"] = answered->input.notes;
    if (!command_.figures.empty()) {
      const std::lock_guard lock(drawing_);
      const fs::path file = output(folder, "figures", sample.id, command_.figures);
      figure::save_explanations(file, *answered, all, *command_.drawing);
      row["figure"] = file.lexically_relative(folder).generic_string();
    }
    return row;
  }

 private:
  const ManyExplained& command_;
  const std::vector<evaluate::ListedSample>& samples_;
  std::mutex& drawing_;  // one at a time
  Inquiry inquiry_;
  std::vector<const ExplanationMethod*> methods_;
  ExplainOptions options_;
};

}  // namespace

std::vector<evaluate::ListedSample> listed_samples(const ManyExplained& command) {
  std::vector<evaluate::ListedSample> samples =
      command.samples.empty() ? evaluate::list_pictures(command.images) : evaluate::read_sample_lines(command.samples);
  for (evaluate::ListedSample& sample : samples) {
    if (sample.texts.empty()) sample.texts = command.texts;
    if (!sample.pair && !command.pair.empty()) sample.pair = command.pair;
  }
  return samples;
}

void explain_many(const ManyExplained& command) {
  if (command.run->out.empty()) {
    throw CLI::ValidationError(command.samples.empty() ? "--image" : "--samples",
                               "means many inputs: say where to with --out DIR");
  }
  const std::vector<evaluate::ListedSample> samples = listed_samples(command);
  evaluate::RunSettings run;
  run.folder = command.run->out;
  run.shard = command.run->read_shard();
  std::vector<std::string> ids;
  for (const evaluate::ListedSample& sample : samples) ids.push_back(sample.id);
  run.ids = evaluate::sorted_ids(std::move(ids), command.samples.empty() ? command.images : command.samples);
  const std::string model = locate_model(command.model).string();
  std::string weights;
  {
    const Inquiry inquiry(model, {}, command.opening);
    weights = inquiry.model()->description.weights_hash;
    for (const std::string& note : inquiry.model()->notes) std::cerr << "rex: " << note << '\n';
  }
  run.identity = {{"program", "Relevance Explorer"},
                  {"version", REX_VERSION},
                  {"protocol", "explain"},
                  {"model", command.model},
                  {"weights", weights},
                  {"samples", run.ids.size()},
                  {"data", command.samples.empty() ? command.images : command.samples},
                  {"texts", command.texts},
                  {"targets", command.targets},
                  {"methods", command.methods},
                  {"layers", command.layers},
                  {"precision", command.precision},
                  {"figures", command.figures}};
  if (!command.pair.empty()) run.identity["pair"] = command.pair;
  const OpenOptions& opening = command.opening;
  if (!opening.heads.empty()) run.identity["heads"] = opening.heads;
  if (!opening.regions_model.empty()) run.identity["regions_model"] = opening.regions_model.string();
  if (opening.arithmetic != nn::Arithmetic::float32) run.identity["arithmetic"] = nn::name(opening.arithmetic);
  std::optional<figure::GuiApplication> application;
  if (!command.figures.empty()) application.emplace();
  std::mutex drawing;
  run_samples(run, [&]() -> evaluate::RowMaker {
    const auto explainer = std::make_shared<Explainer>(command, samples, drawing);
    return [explainer](std::size_t index) { return explainer->row(index); };
  });
  if (run.shard.whole()) return finish_run(run.folder, {}, 0);
  std::cout << "When all " << run.shard.count << " shards are done: rex merge " << command.run->out << '\n';
}

}  // namespace rex::command
