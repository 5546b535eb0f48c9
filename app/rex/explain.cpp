#include "core/explain/explain.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <iostream>
#include <memory>
#include <optional>

#include "app/rex/arithmetic_option.h"
#include "app/rex/commands.h"
#include "app/rex/explain_many.h"
#include "app/rex/explain_output.h"
#include "app/rex/figure_options.h"
#include "app/rex/part_options.h"
#include "app/rex/progress_line.h"
#include "app/rex/sheet.h"
#include "app/rex/trust_options.h"
#include "app/rex/validators.h"
#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/printable.h"
#include "core/base/resources.h"
#include "core/base/whole_number.h"
#include "core/checkpoint/safetensors.h"
#include "core/evaluate/protocols/without.h"
#include "core/explain/export.h"
#include "core/explain/inquiry.h"
#include "core/explain/shown/shown_part.h"
#include "core/models/open/find_models.h"
#include "core/picture/picture.h"
#include "core/render/explained.h"
#include "ui/figure/contact_sheet.h"
#include "ui/figure/save_figure.h"

namespace rex::command {
namespace {

/// The options of `rex explain`.
struct ExplainCommand {
  std::string model;
  std::string image;
  std::vector<std::string> texts;
  std::string pair;
  std::string like;
  std::vector<std::int64_t> heads;
  std::string regions, regions_model;
  std::string inputs;
  std::vector<std::string> targets;
  std::vector<std::string> methods = {"generic"};
  std::string layers = ":";
  std::string precision = "auto";
  nn::Arithmetic arithmetic = nn::Arithmetic::float32;
  std::vector<std::string> figures;
  std::string json;
  std::string csv;
  std::string tensors;
  std::string dump;
  std::string samples;
  std::string figure_format;
  std::string contact_sheet;
  int columns = 5;  ///< of it
  std::shared_ptr<RunOptions> run;
  std::shared_ptr<figure::FigureOptions> drawing;
  std::shared_ptr<PartOptions> part;
  std::shared_ptr<TrustOptions> trust;
  std::vector<std::string> queries;
  std::size_t top = 5;
  double least_probability = 0.5;
};

/// The file that NAME means: a path that exists, or a scene of the gallery that comes with the program ("street").
std::filesystem::path locate_picture(const std::string& name) {
  std::error_code ignored;
  if (std::filesystem::exists(name, ignored)) return name;
  for (const std::filesystem::path& folder : resource_folders()) {
    for (const char* ending : {"", ".jpg"}) {
      const std::filesystem::path file = folder / "pictures" / (name + ending);
      if (std::filesystem::is_regular_file(file, ignored)) return file;
    }
  }
  return name;
}

Question read_question(const ExplainCommand& command) {
  Question question;
  if (!command.inputs.empty()) {
    question.tensors = load_safetensors(command.inputs);
    return question;
  }
  if (!command.image.empty()) {
    question.picture_file = locate_picture(command.image);
    question.picture = std::make_shared<const Picture>(load_picture(question.picture_file));
  }
  if (!command.like.empty()) {
    question.like_file = locate_picture(command.like);
    question.like = std::make_shared<const Picture>(load_picture(question.like_file));
  }
  question.texts = command.texts;
  question.pair = command.pair;
  question.regions_file = command.regions;
  return question;
}

std::vector<const ExplanationMethod*> read_methods(const std::vector<std::string>& names) {
  std::vector<const ExplanationMethod*> methods;
  for (const std::string& name : names) methods.push_back(&explanation_method(name));
  return methods;
}

void list_methods() {
  for (const bool ablations : {false, true}) {
    if (ablations) std::cout << "\nAblations and baselines of the papers:\n";
    for (const auto& method : explanation_methods()) {
      if (method->is_ablation() != ablations) continue;
      std::cout << method->name() << "\n    " << method->description() << '\n';
    }
  }
  std::cout
      << "\nAny method takes --layers: 'generic --layers -1' is the generic method on the last layer alone.\n"
         "LRP divides by sums that cross zero, and Grad-CAM weighs heads by such sums, which amplifies rounding:\n"
         "--precision says when to pay for double precision. No reference for LRP on CLIP has been published: there "
         "its\n"
         "rules are applied as to ViT. A public library of LRP rules (LXT) says in its README that LRP is patented "
         "and\n"
         "free for personal and scientific use: check before commercial use.\n";
}

/// Throws Error where MODEL has no object queries, of which OPTION speaks.
void check_has_queries(const ModelDescription& model, const std::string& option) {
  if (model.finds_objects()) return;
  throw Error(option, "the model has no object queries", "Leave out " + option + ".");
}

/// The object queries that --queries lists; unset where it was not given.
std::optional<std::vector<std::int64_t>> read_queries(const std::vector<std::string>& texts, const Answered& answered) {
  if (texts.empty()) return std::nullopt;
  check_has_queries(answered.model->description, "--queries");
  const auto count = static_cast<std::int64_t>(answered.predictions.size());
  std::vector<std::int64_t> queries;
  for (const std::string& text : texts) {
    if (text == "none" && texts.size() == 1) break;
    const auto query = whole_number(text);
    if (!query || *query < 0 || *query >= count) {
      throw Error("--queries", "there is no object query '" + printable(text) + "'",
                  "Queries are 0 to " + std::to_string(count - 1) + ", or none.");
    }
    queries.push_back(*query);
  }
  return queries;
}

/// What is listed: the best answers, or the objects of at least the probability that was asked.
std::vector<Prediction> listed(const Answered& answered, const ExplainCommand& command) {
  std::vector<Prediction> listed;
  const bool objects = answered.model->description.finds_objects();
  for (const Prediction& prediction : answered.predictions) {
    if (objects ? prediction.probability.value_or(1) < command.least_probability : listed.size() >= command.top) break;
    listed.push_back(prediction);
  }
  return listed;
}

/// Throws Error where a figure's name has an extension that no figure can be written in.
void check_figure_names(const std::vector<std::string>& figures) {
  const std::vector<std::string>& known = figure::figure_extensions();
  for (const std::string& name : figures) {
    std::string extension = std::filesystem::path(name).extension().string();
    std::transform(extension.begin(), extension.end(), extension.begin(), [](char letter) {
      return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
    });
    if (std::find(known.begin(), known.end(), extension) != known.end()) continue;
    throw Error(name, "there is no figure format '" + extension + "'", "Figures can be saved as .png, .svg or .pdf.");
  }
}

/// Many inputs: into a folder.
void explain_each(const ExplainCommand& command) {
  if (command.model.empty()) throw CLI::RequiredError("--model");
  if (!command.samples.empty() && !command.image.empty()) throw CLI::ValidationError("--samples", "excludes --image");
  for (const auto& [option, given] :
       {std::pair("--save", !command.figures.empty()), std::pair("--json", !command.json.empty()),
        std::pair("--csv", !command.csv.empty()), std::pair("--tensors", !command.tensors.empty()),
        std::pair("--regions", !command.regions.empty()), std::pair("--without", !command.trust->without.empty()),
        std::pair("--inputs", !command.inputs.empty()), std::pair("--like", !command.like.empty()),
        std::pair("--step", command.part->step.has_value()), std::pair("--of", !command.part->tokens.empty()),
        std::pair("--head", !command.part->head.empty()), std::pair("--queries", !command.queries.empty()),
        std::pair("--all-masks", command.drawing->appearance.all_queries),
        std::pair("--negative-evidence", command.trust->negative_evidence),
        std::pair("--faithfulness", !command.trust->curves.empty())}) {
    if (given) throw CLI::ValidationError(option, "is for one input: many have results.jsonl, and --figures FORMAT");
  }
  ManyExplained many;
  many.model = command.model;
  many.images = command.image;
  many.samples = command.samples;
  many.texts = command.texts;
  many.pair = command.pair;
  many.targets = command.targets;
  many.methods = command.methods;
  many.layers = command.layers;
  many.precision = command.precision;
  many.opening = {command.heads, command.regions_model, command.arithmetic};
  many.figures = command.figure_format;
  many.all_numbers = command.dump == "all";
  many.drawing = command.drawing;
  many.run = command.run;
  if (command.contact_sheet.empty()) return explain_many(many);
  for (const std::string& option : {command.run->out, command.run->shard, command.figure_format}) {
    if (!option.empty()) throw CLI::ValidationError("--contact-sheet", "is made without --out, --shard and --figures");
  }
  check_figure_names({command.contact_sheet});
  save_contact_sheet(many, command.contact_sheet, command.columns);
}

/// Asks once more without what TRUST takes away, and returns that answer in the numbering of WHOLE. TARGETS become what
/// they are for the whole input: what is best without it would be another question.
std::shared_ptr<const Answered> ask_without(Inquiry& inquiry, const std::shared_ptr<const Answered>& whole,
                                            const std::vector<const ExplanationMethod*>& methods,
                                            const ExplainOptions& options, const TrustOptions& trust,
                                            std::vector<Target>& targets) {
  std::vector<Explanation> before;
  for (Target& target : targets) {
    before.push_back(inquiry.explain(target, *methods.front(), options));
    target = before.back().target;
  }
  const RemovedPart removed = evaluate::parse_removed(trust.without, trust.fill, *whole, before.front());
  const auto reduced = inquiry.ask(evaluate::without(inquiry.open_model(), *whole, removed), common_needs(methods),
                                   options.double_precision);
  return std::make_shared<const Answered>(evaluate::in_whole(*whole, *reduced));
}

void explain_question(const ExplainCommand& command) {
  if (command.methods == std::vector<std::string>{"list"}) return list_methods();
  // Everything that can be wrong with the options is said before the model is read.
  const std::vector<const ExplanationMethod*> methods = read_methods(command.methods);
  ExplainOptions options;
  options.layers = parse_layers(command.layers);
  check_precision(command.arithmetic, command.precision);
  if (!command.samples.empty() || evaluate::means_many(command.image)) return explain_each(command);
  for (const std::string& option :
       {command.run->out, command.run->shard, command.figure_format, command.contact_sheet}) {
    if (!option.empty()) {
      throw CLI::ValidationError("--out, --shard, --figures, --contact-sheet",
                                 "are for many inputs: give --image a folder, a pattern or @LIST, or --samples FILE");
    }
  }
  check_figure_names(command.figures);
  command.trust->check(std::max<std::size_t>(1, command.targets.size()) * command.methods.size());
  options.negative_evidence = command.trust->negative_evidence;
  options.whole_matrices = options.head_maps = command.dump == "all";
  command.part->ask(options);
  if (command.model.empty()) throw CLI::RequiredError("--model");
  if (!command.dump.empty() && command.tensors.empty()) throw CLI::ValidationError("--dump", "needs --tensors FILE");
  if (!command.tensors.empty() && command.targets.size() > 1) {
    throw CLI::ValidationError("--tensors", "holds one target: give one --target");
  }

  const ProgressLine line;
  Inquiry inquiry(locate_model(command.model), line.progress().part(0, 0.1),
                  OpenOptions{command.heads, command.regions_model, command.arithmetic});
  const ModelDescription& model = inquiry.model()->description;
  options.double_precision =
      command.precision == "double" || (command.precision == "auto" && prefers_double_precision(model));
  PreparedQuestion question = inquiry.prepare(read_question(command), line.progress().part(0.1, 0.2));
  std::vector<Target> targets;
  for (const std::string& target : command.targets) targets.push_back(parse_target(target, model));
  if (targets.empty()) targets.emplace_back();

  const std::shared_ptr<const Answered> whole =
      inquiry.ask(std::move(question), common_needs(methods), options.double_precision, line.progress().part(0.2, 0.3));
  std::shared_ptr<const Answered> answered = whole;
  if (!command.trust->without.empty())
    answered = ask_without(inquiry, whole, methods, options, *command.trust, targets);
  const RemovedPart without = answered->question.without;
  const auto shown = [&](Explanation explanation) {
    return *evaluate::in_whole(*whole, without, std::make_shared<const Explanation>(std::move(explanation)));
  };
  std::vector<Explanation> explanations;
  const Progress explaining = line.progress().part(0.3, 0.9);
  const double parts = static_cast<double>(targets.size() * methods.size());
  for (const Target& target : targets) {
    for (const ExplanationMethod* method : methods) {
      const double done = static_cast<double>(explanations.size());
      explanations.push_back(
          inquiry.explain(target, *method, options, explaining.part(done / parts, (done + 1) / parts)));
    }
  }
  figure::FigureOptions drawing = *command.drawing;
  if (!command.trust->curves.empty()) {
    drawing.curves = std::make_shared<const evaluate::Faithfulness>(
        command.trust->measure(inquiry, explanations, options, line.progress().part(0.9, 1)));
  }
  if (!without.empty()) {
    for (Explanation& explanation : explanations) explanation = shown(std::move(explanation));
  }

  const std::vector<Prediction> answers = listed(*answered, command);
  drawing.queries = read_queries(command.queries, *answered);
  if (drawing.appearance.all_queries) {
    check_has_queries(model, "--all-masks");
    if (!drawing.queries) {
      drawing.queries.emplace();
      for (const Prediction& answer : answers) drawing.queries->push_back(answer.target.query.value_or(0));
    }
    drawing.detections =
        inquiry.explain_queries(*drawing.queries, *methods.front(), options, line.progress().part(0.9, 1));
    for (auto& detection : drawing.detections) detection = evaluate::in_whole(*whole, without, detection);
  }
  line.clear();
  for (const std::string& note : inquiry.model()->notes) std::cerr << "rex: " << note << '\n';
  for (const std::string& note : answered->input.notes) std::cerr << "rex: " << note << '\n';
  for (Explanation& explanation : explanations) {
    const ShownPart part = command.part->read(explanation, token_texts(*answered, explanation.target));
    drawing.scaled_by.push_back(shows_step(explanation, part) ? explanation.relevancies.image : at::Tensor());
    explanation = with_part(explanation, part);
    if (part.step) explanation.steps.clear();  // asked for only to find the one
  }
  if (!command.tensors.empty()) {
    save_safetensors(command.tensors, golden_tensors(*answered, explanations, command.dump == "all"));
  }
  if (!command.csv.empty()) write_atomically(command.csv, all_csv(*answered, explanations));
  if (drawing.curves) command.trust->save(*drawing.curves, *answered, explanations.at(command.trust->map - 1), drawing);
  for (const std::string& figure : command.figures) save_explained_figure(figure, *answered, explanations, drawing);
  const std::string document = command.json.empty() ? "" : explained_json(*answered, answers, explanations);
  if (command.json == "-") {
    std::cout << document;
    return;
  }
  if (!command.json.empty()) write_atomically(command.json, document);
  print_predictions(std::cout, *answered, answers, command.least_probability);
  print_explanations(std::cout, *answered, explanations);
}

}  // namespace

void add_explain(CLI::App& rex) {
  CLI::App* explain = rex.add_subcommand("explain", "Say which parts of a picture and a text carried a model's answer");
  const auto command = std::make_shared<ExplainCommand>();
  explain->add_option("--model,-m", command->model,
                      "Model folder (config.json and weights), or the name of one that `rex models` lists");
  CLI::Option* image = explain->add_option(
      "--image,-i", command->image,
      "Picture, or the name of a scene of the gallery: street; many with --out: a folder, a pattern in "
      "quotes, or @FILE with a path a line");
  CLI::Option* text =
      explain->add_option("--text,-t", command->texts, "Sentence, question or caption; several for CLIP")
          ->allow_extra_args(false);
  CLI::Option* pair = explain->add_option("--pair", command->pair,
                                          "Second sentence, for models that were trained on pairs of sentences");
  pair->needs(text)->check([](const std::string& sentence) {
    return sentence.empty() ? std::string("is empty: give a second sentence, or leave it out") : std::string();
  });
  CLI::Option* regions =
      explain->add_option("--regions", command->regions, "Region features and boxes (.safetensors or .npz)");
  CLI::Option* regions_model = explain->add_option(
      "--regions-model", command->regions_model,
      "Folder of the detector that finds the picture's regions (Faster R-CNN, DETR); else regions/ inside the model's "
      "folder or beside it, or a Faster R-CNN among the models that are found");
  regions_model->excludes(regions);
  explain->add_option("--inputs", command->inputs, "The model's input tensors (.safetensors), in place of the above")
      ->excludes(image)
      ->excludes(text)
      ->excludes(regions)
      ->excludes(regions_model);
  explain
      ->add_option("--samples", command->samples,
                   "JSON lines {\"id\", \"image\", \"text\" or [texts], \"pair\", \"regions\", \"target\"}, with --out")
      ->check(CLI::ExistingFile)
      ->group("Many samples");
  command->run = add_run_options(*explain);
  explain->add_option("--figures", command->figure_format, "A figure of every sample into --out: png, svg or pdf")
      ->check(CLI::IsMember({"png", "svg", "pdf"}))
      ->group("Many samples");
  CLI::Option* sheet =
      explain
          ->add_option("--contact-sheet", command->contact_sheet,
                       "All pictures with their maps as one figure (.png, .svg or .pdf), in place of --out")
          ->group("Many samples");
  explain->add_option("--columns", command->columns, "Pictures in a row of the contact sheet")
      ->check(CLI::Range(1, figure::most_sheet_columns))
      ->needs(sheet)
      ->group("Many samples");
  CLI::Option* target =
      explain
          ->add_option("--target", command->targets,
                       "What to explain: top, a class number or label, query:N, query:N,CLASS, text:N; repeatable. "
                       "class:N of a model without a head is component N of its feature")
          ->allow_extra_args(false);
  explain
      ->add_option("--like", command->like,
                   "A second picture, for a model without a head: what makes the first similar to it?")
      ->excludes(target);
  explain
      ->add_option("--heads", command->heads,
                   "Attention heads of weights without a config.json, where no published model has their size; "
                   "PICTURE,TEXT for CLIP")
      ->delimiter(',')
      ->check(CLI::Range(1, 1024))
      ->allow_extra_args(false);
  explain->add_option("--method", command->methods, "Methods, separated by commas; 'list' shows them")
      ->delimiter(',')
      ->allow_extra_args(false);
  explain->add_option(
      "--layers", command->layers,
      "Layers FIRST:LAST of every stack that count, from 0; -1 is the last. 1: starts at the second layer");
  explain
      ->add_option("--precision", command->precision,
                   "Of methods with LRP and Grad-CAM, whose rounding errors grow with sums near zero. "
                   "double: twice the time and memory, results to about six digits; single: two to four digits of the "
                   "strongest relevance; auto: double for models of up to 20 million parameters")
      ->check(CLI::IsMember({"auto", "single", "double"}));
  add_arithmetic_option(*explain, command->arithmetic);
  explain->add_option("--save", command->figures, "Figure to write: .png, .svg or .pdf; repeatable")
      ->allow_extra_args(false);
  command->drawing = add_figure_options(*explain);
  explain
      ->add_option("--queries", command->queries,
                   "Object queries whose boxes figures draw, separated by commas, or none; without it the target's")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->group("Figures");
  command->part = add_part_options(*explain);
  command->trust = add_trust_options(*explain);
  explain->add_option("--json", command->json, "Answers and explanations as JSON; '-' writes to standard output");
  explain->add_option("--csv", command->csv, "Relevancies as a table");
  explain->add_option("--tensors", command->tensors, "Scores and relevancies as tensors (.safetensors)");
  explain->add_option("--dump", command->dump, "'all': also attention, gradients and matrices into --tensors")
      ->check(CLI::IsMember({"all"}));
  explain->add_option("--top", command->top, "How many answers to list")->check(CLI::Range(1, 100'000));
  explain->add_option("--threshold", command->least_probability, "Least probability of listed objects")
      ->check(number_in(0, 1));
  explain->callback([command] { explain_question(*command); });
}

}  // namespace rex::command
