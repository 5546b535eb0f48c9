#include "app/rex/trust_options.h"

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <set>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/explain/method.h"
#include "ui/figure/gui_application.h"
#include "ui/figure/save_figure.h"

namespace rex::command {
namespace {

constexpr const char* trust_group = "Trust";
constexpr const char* table_ending = ".csv";

std::string ending_of(const std::string& file) { return std::filesystem::path(file).extension().string(); }

}  // namespace

void TrustOptions::check(std::size_t explanations) const {
  if (curves.empty()) return;
  if (map < 1 || map > explanations) {
    throw CLI::ValidationError("--faithfulness-map", "counts from 1 to " + std::to_string(explanations) +
                                                         ", the number of targets times methods");
  }
  for (const std::string& method : beside) explanation_method(method);  // throws with the known names
  const std::vector<std::string>& figures = figure::figure_extensions();
  for (const std::string& file : curves) {
    if (ending_of(file) == table_ending) continue;
    if (std::find(figures.begin(), figures.end(), ending_of(file)) != figures.end()) continue;
    throw Error(file, "curves cannot be saved as '" + ending_of(file) + "'", "Choose .csv, .png, .svg or .pdf.");
  }
}

evaluate::Faithfulness TrustOptions::measure(Inquiry& inquiry, const std::vector<Explanation>& explanations,
                                             const ExplainOptions& options, const Progress& progress) const {
  const Explanation& explanation = explanations.at(map - 1);
  evaluate::FaithfulnessOptions settings;
  settings.part = evaluate::part_of(part);
  settings.replacement = evaluate::replacement_of(curve_fill).value_or(settings.replacement);
  std::shared_ptr<const Explanation> raw;
  if (const ExplanationMethod& attention = explanation_method("raw_attention");
      explanation.method != attention.name()) {
    ExplainOptions plain;
    plain.layers = options.layers;
    plain.double_precision = options.double_precision;
    raw = std::make_shared<const Explanation>(inquiry.explain(explanation.target, attention, plain));
  }
  evaluate::FaithfulnessRun run(inquiry.open_model(), inquiry.answered(),
                                std::make_shared<const Explanation>(explanation), raw, settings);
  const auto key = [](const std::string& method, const Target& target) { return method + " " + to_string(target); };
  std::set<std::string> there = {key(explanation.method, explanation.target), key("raw_attention", explanation.target)};
  const auto compare = [&](const Explanation& other) {
    if (!there.insert(key(other.method, other.target)).second) return;
    try {
      run.compare(std::make_shared<const Explanation>(other));
    } catch (const Error& error) {  // as the window leaves it out
      std::cerr << "rex: " << other.method << " is left out of the curves: " << error.problem() << '\n';
    }
  };
  const auto explain = [&](const Target& target, const std::string& name) {
    const ExplanationMethod& method = explanation_method(name);
    if (there.contains(key(method.name(), target))) return;
    ExplainOptions own = options;
    own.negative_evidence = options.negative_evidence && method.clamps();
    compare(inquiry.explain(target, method, own));
  };
  for (const Explanation& other : explanations) compare(other);
  for (const std::string& name : beside) explain(explanation.target, name);
  for (const std::string& target : beside_targets) {
    explain(parse_target(target, inquiry.model()->description), explanation.method);
  }
  progress.report(0, "removing");
  while (run.step()) progress.check();
  return run.result();
}

void TrustOptions::save(const evaluate::Faithfulness& measured, const Answered& answered,
                        const Explanation& explanation, const figure::FigureOptions& drawing) const {
  for (const std::string& file : curves) {
    if (ending_of(file) == table_ending) {
      write_atomically(file, evaluate::to_csv(measured));
      continue;
    }
    const figure::GuiApplication application;
    figure::save_figure(file, figure::curves_figure(answered, explanation, measured, drawing));
  }
}

std::shared_ptr<TrustOptions> add_trust_options(CLI::App& command) {
  const auto options = std::make_shared<TrustOptions>();
  CLI::Option* without =
      command
          .add_option(
              "--without", options->without,
              "What if this were not there? Places that the model does not see, separated by commas: image:37 "
              "(patch, row by row, or region), text:3, word:cat, marked:20 (the 20 % of the patches, regions or "
              "words that the first method's map of the whole input marks most) or unmarked:20 (all but those); "
              "answers say what they were before")
          ->delimiter(',')
          ->allow_extra_args(false)
          ->group(trust_group);
  command
      .add_option("--without-fill", options->fill,
                  "What shows in the place of patches: black, mean, blur, linear, road")
      ->check(CLI::IsMember({"black", "mean", "blur", "linear", "road"}))
      ->needs(without)
      ->group(trust_group);
  command
      .add_flag("--negative-evidence", options->negative_evidence,
                "Also what speaks against the target, in diverging colours: the method's map of the positive parts of "
                "gradient times attention, as published, minus its map of the negative parts. For generic and its "
                "ablations, transformer_attribution, attention_gradient and legrad, which clamp them to 0")
      ->group(trust_group);
  CLI::Option* curves =
      command
          .add_option(
              "--faithfulness", options->curves,
              "Faithfulness curves of the first explanation, as the window's panel draws them: the probability "
              "while the most, the least relevant goes first, beside raw attention and 5 random orders; of further "
              "methods and targets the most relevant first, each of its own target. FILE.csv is a table, .png, .svg "
              "and .pdf are figures; figures of --save get them as a panel; repeatable")
          ->allow_extra_args(false)
          ->group(trust_group);
  command
      .add_option(
          "--faithfulness-beside", options->beside,
          "Methods whose most relevant first stands beside, separated by commas; further ones of --method do, too")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->needs(curves)
      ->group(trust_group);
  command
      .add_option("--faithfulness-target", options->beside_targets,
                  "A target whose most relevant first stands beside, by the same method; further ones of --target do, "
                  "too; repeatable")
      ->allow_extra_args(false)
      ->needs(curves)
      ->group(trust_group);
  command
      .add_option("--faithfulness-map", options->map,
                  "Of which explanation the curves are, counted from 1 as --save shows them: every method of the first "
                  "target, then of the next")
      ->needs(curves)
      ->group(trust_group);
  command.add_option("--faithfulness-part", options->part, "What goes: words, regions or patches")
      ->check(CLI::IsMember({"words", "regions", "patches"}))
      ->needs(curves)
      ->group(trust_group);
  command
      .add_option("--faithfulness-fill", options->curve_fill,
                  "What shows in the place of patches that go: the same choice")
      ->check(CLI::IsMember({"black", "mean", "blur", "linear", "road"}))
      ->needs(curves)
      ->group(trust_group);
  return options;
}

}  // namespace rex::command
