#include "ui/state/export.h"

#include <ATen/ATen.h>

#include <QCoreApplication>
#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/checkpoint/npz.h"
#include "core/checkpoint/safetensors.h"
#include "core/evaluate/protocols/without.h"
#include "core/explain/export.h"
#include "core/explain/method.h"
#include "ui/state/comparison.h"
#include "ui/state/queries.h"
#include "ui/state/session.h"
#include "ui/state/shown_figure.h"

namespace rex::ui {
namespace {

struct ExportText {
  Q_DECLARE_TR_FUNCTIONS(ExportText)
};

QString quoted(const std::string& text) {
  QString result = QString::fromStdString(text);
  result.replace('\'', QStringLiteral("'\\''"));
  return '\'' + result + '\'';
}

/// The selected part of the explanation, in the order in which the window lets one hide the other.
QStringList part_words(const Explanation& explanation, const ShownPart& part) {
  QStringList words;
  const auto add = [&](const char* option, const std::string& value) {
    if (!value.empty()) words << QLatin1String(option) << quoted(value);
  };
  if (shows_step(explanation, part)) {
    words << QStringLiteral("--step") << QString::number(*part.step + 1);
  } else if (shows_part(explanation, part)) {
    const std::string head = part.head ? spelled(explanation, *part.head) : std::string();
    add("--head", head);
    if (!head.empty()) add("--head-values", part.head_values == HeadValues::weighted ? "weighted" : "raw");
    for (const TokenPlace& token : tokens_of(part)) add("--of", spelled(explanation, token));
  }
  return words;
}

/// What the answer goes without.
QStringList removed_words(const Answered& answered) {
  const RemovedPart& without = answered.question.without;
  QStringList words;
  if (without.empty()) return words;
  words << QStringLiteral("--without") << QString::fromStdString(evaluate::spelled(without, answered));
  if (!without.patches.empty()) words << QStringLiteral("--without-fill") << QString::fromStdString(without.fill);
  return words;
}

/// The settings of the Faithfulness panel.
QStringList curve_words(const evaluate::FaithfulnessOptions& options,
                        const QString& file = QStringLiteral("faithfulness.csv")) {
  QStringList words{QStringLiteral("--faithfulness"), file};
  const auto add = [&](const char* option, std::string_view value) {
    words << QLatin1String(option) << QString::fromUtf8(value.data(), static_cast<qsizetype>(value.size()));
  };
  if (options.part) add("--faithfulness-part", name(*options.part));
  add("--faithfulness-fill", name(options.replacement));
  return words;
}

/// The compared methods and targets whose curves stand beside the one's of the figure; raw attention's always does.
QStringList curves_beside(const Asked& asked, const Explanation* explanation) {
  QStringList methods = asked.compare_methods;
  methods.removeAll(asked.method);
  methods.removeAll(QStringLiteral("raw_attention"));
  QStringList words;
  if (!methods.isEmpty()) words << QStringLiteral("--faithfulness-beside") << methods.join(',');
  for (const Target& target : asked.compare_targets) {
    if (explanation != nullptr && target == explanation->target) continue;
    words << QStringLiteral("--faithfulness-target") << quoted(to_string(target));
  }
  return words;
}

/// Which object queries the figure draws.
QStringList query_words(const Session& session) {
  QStringList words, numbers;
  if (!session.answered() || session.answered()->query_boxes.empty()) return words;
  for (const std::int64_t query : figure_queries(session)) numbers << QString::number(query);
  words << QStringLiteral("--queries") << (numbers.isEmpty() ? QStringLiteral("none") : numbers.join(','));
  return words;
}

/// APPEARANCE as the figure has it, without what does not come into it.
Appearance drawn_appearance(const Session& session, Appearance appearance, bool compared) {
  const Selection& selection = session.selection();
  const bool queries = session.answered() && !session.answered()->query_boxes.empty();
  if (compared || !queries || selection.shown_head() || selection.shown_token()) appearance.all_queries = false;
  if (!compared) {
    appearance.shared_scale = false;
    appearance.masks = !queries || !drawn_masks(session).empty();
  }
  return appearance;
}

QStringList appearance_words(const Appearance& appearance) {
  QStringList words;
  for (const AppearanceField& field : appearance_fields()) {
    const auto value = field.option.spell(appearance);
    if (!value) continue;
    words << QString::fromStdString(field.option.name);
    if (const auto* number = std::get_if<double>(&*value)) words << QString::number(*number);
    if (const auto* word = std::get_if<std::string>(&*value)) words << QString::fromStdString(*word);
  }
  return words;
}

/// The inputs of ASKED, as ANSWERED has them where it is there, and how its model computes.
QStringList input_words(const Asked& asked, const Answered* answered) {
  QStringList words{QStringLiteral("rex explain")};
  const auto add = [&](const char* option, const std::string& value) {
    words << QString::fromLatin1(option) << quoted(value);
  };
  const auto absolute = [](const std::filesystem::path& path) { return std::filesystem::absolute(path).string(); };
  add("--model", absolute(asked.model));
  if (answered == nullptr) return words;
  const Question& question = answered->question;
  if (!question.picture_file.empty()) add("--image", absolute(question.picture_file));
  if (!question.like_file.empty()) add("--like", absolute(question.like_file));
  for (const std::string& text : question.texts) add("--text", text);
  if (!question.pair.empty()) add("--pair", question.pair);
  if (!question.regions_file.empty() && answered->model->description.sees_regions()) {
    add("--regions", absolute(question.regions_file));
  }
  return words;
}

/// TARGETS by METHODS, with what else ASKED chose.
QStringList explained_words(const Asked& asked, const Answered* answered, const std::vector<Target>& targets,
                            const QStringList& methods) {
  QStringList words;
  for (const Target& one : targets) words << QStringLiteral("--target") << quoted(to_string(one));
  words << QStringLiteral("--method") << methods.join(',');
  if (!(asked.layers == LayerRange())) {
    words << QStringLiteral("--layers=%1:%2").arg(asked.layers.first).arg(asked.layers.last);
  }
  if (answered != nullptr) words << removed_words(*answered);
  if (asked.arithmetic != nn::Arithmetic::float32) {
    words << QStringLiteral("--arithmetic") << QLatin1String(name(asked.arithmetic));
  }
  if (asked.negative_evidence && explanation_method(asked.method.toStdString()).clamps()) {
    words << QStringLiteral("--negative-evidence");
  }
  return words;
}

/// What one command explains of one input: every target by every method.
struct Product {
  std::vector<Target> targets;
  QStringList methods;
};

/// PANELS as such a product in their order, where they are one.
std::optional<Product> product_of(const std::vector<Compared>& panels) {
  Product product;
  const Asked& first = panels.front().asked;
  for (const Compared& panel : panels) {
    const Asked& asked = panel.asked;
    if (panel.answered != panels.front().answered || !(asked.layers == first.layers) ||
        asked.negative_evidence != first.negative_evidence || asked.arithmetic != first.arithmetic) {
      return std::nullopt;
    }
    if (std::find(product.targets.begin(), product.targets.end(), asked.target) == product.targets.end()) {
      product.targets.push_back(asked.target);
    }
    if (!product.methods.contains(asked.method)) product.methods << asked.method;
  }
  const auto methods = static_cast<std::size_t>(product.methods.size());
  if (panels.size() != product.targets.size() * methods) return std::nullopt;
  for (std::size_t i = 0; i < panels.size(); ++i) {
    if (panels[i].asked.target != product.targets[i / methods]) return std::nullopt;
    if (panels[i].asked.method != product.methods[static_cast<qsizetype>(i % methods)]) return std::nullopt;
  }
  return product;
}

/// One command for PANELS where one can explain them all; else a line for each, whose figures are numbered.
QString compared_command(const Session& session, const std::vector<Compared>& panels) {
  const QStringList drawn = appearance_words(drawn_appearance(session, figure_options(session).appearance, true));
  const Compared& first = panels.front();
  if (const auto product = product_of(panels)) {
    QStringList words = input_words(first.asked, first.answered.get());
    words << explained_words(first.asked, first.answered.get(), product->targets, product->methods);
    const auto at_hand = panel_at_hand(session, panels);
    if (const auto& wanted = session.wanted_faithfulness(); wanted && at_hand) {
      words << curve_words(*wanted);
      if (*at_hand > 0) words << QStringLiteral("--faithfulness-map") << QString::number(*at_hand + 1);
    }
    if (difference(panels)) words << QStringLiteral("--difference");
    words << drawn << QStringLiteral("--save") << QStringLiteral("figure.pdf");
    return words.join(' ');
  }
  QStringList lines;
  for (const Compared& panel : panels) {
    QStringList words = input_words(panel.asked, panel.answered.get());
    words << explained_words(panel.asked, panel.answered.get(), {panel.asked.target}, {panel.asked.method}) << drawn;
    if (const auto& wanted = session.wanted_faithfulness()) {
      words << curve_words(*wanted, QStringLiteral("faithfulness-%1.csv").arg(lines.size() + 1));
    }
    words << QStringLiteral("--save") << QStringLiteral("figure-%1.pdf").arg(lines.size() + 1);
    lines << words.join(' ');
  }
  return lines.join('\n');
}

}  // namespace

void export_numbers(const Answered& answered, const Explanation& explanation, const std::filesystem::path& path) {
  const std::string extension = path.extension().string();
  const std::vector<TextToken> tokens = text_tokens(answered, explanation.target);
  if (extension == ".json") return write_atomically(path, to_json(explanation, tokens).dump(2) + "\n");
  if (extension == ".csv") return write_atomically(path, to_csv(explanation, tokens));
  const std::map<std::string, at::Tensor> tensors = explanation_tensors(explanation, true);
  if (extension == ".safetensors")
    return save_safetensors(path, tensors, {{"model", answered.model->description.name}});
  if (extension == ".npz") {  // a zip file, whose names could be taken for folders
    std::map<std::string, at::Tensor> renamed;
    for (auto& [name, tensor] : tensors) {
      std::string dotted = name;
      std::replace(dotted.begin(), dotted.end(), '/', '.');
      renamed.emplace(std::move(dotted), tensor);
    }
    return save_npz(path, renamed);
  }
  throw Error(path.string(), ExportText::tr("is no format for numbers").toStdString(),
              ExportText::tr("Choose .safetensors, .npz, .csv or .json.").toStdString());
}

QString rex_command(const Session& session, bool compared) {
  const std::vector<Compared> panels = compared ? comparison(session) : std::vector<Compared>();
  if (!panels.empty()) return compared_command(session, panels);
  const Asked& asked = session.shown_asked();
  const Answered* answered = session.answered().get();
  QStringList words = input_words(asked, answered);
  words << explained_words(asked, answered, {session.explanation() ? session.explanation()->target : asked.target},
                           {asked.method});
  if (const auto& wanted = session.wanted_faithfulness()) {
    words << curve_words(*wanted) << curves_beside(asked, session.explanation().get());
  }
  if (session.explanation()) {
    words << part_words(*session.explanation(), session.selection().shown_part(session.head_values()));
    words << query_words(session);
  }
  words << appearance_words(drawn_appearance(session, figure_options(session).appearance, false));
  words << QStringLiteral("--save") << QStringLiteral("figure.pdf");
  return words.join(' ');
}

}  // namespace rex::ui
