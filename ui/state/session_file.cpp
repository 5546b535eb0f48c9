#include "ui/state/session_file.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QFile>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/json.h"
#include "core/render/appearance.h"
#include "ui/convert/paths.h"
#include "ui/state/preferences.h"
#include "ui/state/session.h"

namespace rex::ui {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t most_compared = 12;  // targets: as many as the window offers
constexpr std::size_t most_pinned = 6;     // as many as it compares

constexpr int first_version = 1;
constexpr int pair_version = 2;     // holds a second sentence, without which an older program would show another answer
constexpr int without_version = 3;  // takes something away, or shows negative evidence: an older program would not
// Compares with a second picture, multiplies in bfloat16, sums several tokens or draws on a scale that a person set: an
// older program would show something else.
constexpr int set_version = 4;
constexpr int pins_version = 5;  // compares what was pinned, which an older program would leave out

struct SessionText {
  Q_DECLARE_TR_FUNCTIONS(SessionText)
};

/// An error in the language of the window.
Error error_of(const fs::path& where, const QString& problem, const QString& remedy) {
  return {where.string(), problem.toStdString(), remedy.toStdString()};
}

QString another_session() { return SessionText::tr("Open a .rexsession file that this program saved."); }

/// The oldest version that shows all of SAVED.
int version_of(const SavedSession& saved) {
  const Asked& asked = saved.asked;
  const Appearance& drawn = saved.appearance;
  const bool set_scale = drawn.scale_ends || drawn.gamma != Appearance().gamma;
  if (!saved.pins.empty()) return pins_version;
  if (asked.question.like || asked.arithmetic != nn::Arithmetic::float32 || !saved.selection.more.empty() ||
      set_scale) {
    return set_version;
  }
  if (!asked.question.without.empty() || asked.negative_evidence) return without_version;
  return asked.question.pair.empty() ? first_version : pair_version;
}

std::string hash_of(const fs::path& path) {
  QFile file(QString::fromStdString(path.string()));
  if (!file.open(QIODevice::ReadOnly)) return {};
  QCryptographicHash hash(QCryptographicHash::Sha256);
  hash.addData(&file);
  return hash.result().toHex().toStdString();
}

template <typename Value>
void put(nlohmann::json& json, const char* name, const std::optional<Value>& value) {
  if (value) json[name] = *value;
}

std::optional<std::int64_t> number(const nlohmann::json& json, const char* name) {
  if (!json.contains(name)) return {};
  return json[name].get<std::int64_t>();
}

/// The file that a session names: where it was, or beside the session.
fs::path found(const std::string& path, const fs::path& session) {
  const fs::path given(path), beside = session.parent_path() / given.filename();
  std::error_code ignored;
  if (fs::exists(given, ignored)) return given;
  if (fs::exists(beside, ignored)) return beside;
  throw error_of(session, SessionText::tr("%1 is gone").arg(QString::fromStdString(path)),
                 SessionText::tr("Put it back, or beside the session file."));
}

/// The file under NAME in JSON, empty where there is none; a word in WARNINGS where its contents are not what they
/// were.
fs::path same_file(const nlohmann::json& json, const char* name, const fs::path& session, QStringList& warnings) {
  if (!json.contains(name)) return {};
  const fs::path path = found(json[name].get<std::string>(), session);
  if (!fs::is_regular_file(path)) {  // a device could be read for ever
    throw error_of(session, SessionText::tr("%1 is no file").arg(text_of(path)),
                   SessionText::tr("Put the old file back, or save the session anew."));
  }
  if (hash_of(path) != json.value(std::string(name) + "_sha256", std::string())) {
    warnings << SessionText::tr("%1 has changed since the session was saved.").arg(text_of(path.filename()));
  }
  return path;
}

nlohmann::json json_of(const Target& target) {
  nlohmann::json json = nlohmann::json::object();
  put(json, "class", target.class_index);
  put(json, "query", target.query);
  put(json, "text", target.text);
  if (target.like) json["like"] = true;
  return json;
}

Target target_of(const nlohmann::json& json) {
  return {number(json, "class"), number(json, "query"), number(json, "text"), json.value("like", false)};
}

nlohmann::json json_of(const RemovedPart& removed) {
  return {{"patches", removed.patches},
          {"regions", removed.regions},
          {"words", removed.words},
          {"text", removed.text},
          {"fill", removed.fill}};
}

/// Ascending, none twice.
std::vector<std::int64_t> places_in(const nlohmann::json& json, const char* name) {
  const auto all = json.value(name, std::set<std::int64_t>());
  return {all.begin(), all.end()};
}

RemovedPart removed_in(const nlohmann::json& json) {
  RemovedPart removed;
  removed.patches = places_in(json, "patches");
  removed.regions = places_in(json, "regions");
  removed.words = places_in(json, "words");
  removed.text = std::max<std::int64_t>(0, json.value("text", std::int64_t{0}));
  removed.fill = json.value("fill", removed.fill);
  return removed;
}

/// What this machine cannot compute in is float32, with a word in WARNINGS.
nn::Arithmetic arithmetic_in(const nlohmann::json& json, QStringList& warnings) {
  const nn::Arithmetic saved = nn::arithmetic_from_name(json.value("arithmetic", std::string("float32")));
  const QString problem = arithmetic_problem(saved);
  if (problem.isEmpty()) return saved;
  warnings << SessionText::tr("The session was computed in %1, here it is in float32: %2.")
                  .arg(QLatin1String(name(saved)), problem);
  return nn::Arithmetic::float32;
}

nlohmann::json json_of(const evaluate::FaithfulnessOptions& options) {
  nlohmann::json json = {{"fill", std::string(evaluate::name(options.replacement))}};
  if (options.part) json["part"] = std::string(evaluate::name(*options.part));
  return json;
}

/// What an older or newer program would not know is as if it had not been chosen.
evaluate::FaithfulnessOptions faithfulness_in(const nlohmann::json& json) {
  evaluate::FaithfulnessOptions options;
  options.part = evaluate::part_of(json.value("part", std::string()));
  options.replacement = evaluate::replacement_of(json.value("fill", std::string())).value_or(options.replacement);
  return options;
}

nlohmann::json json_of(const SavedSelection& selection) {
  nlohmann::json json = {{"head_values", selection.head_values == HeadValues::weighted ? "weighted" : "raw"},
                         {"hidden_queries", selection.visibility.hidden}};
  put(json, "step", selection.step);
  put(json, "solo_query", selection.visibility.solo);
  if (!selection.token.empty()) json["of"] = selection.token;
  if (!selection.more.empty()) json["of_more"] = selection.more;
  if (!selection.head.empty()) json["head"] = selection.head;
  return json;
}

SavedSelection selection_of(const nlohmann::json& json) {
  SavedSelection selection;
  selection.head_values = json.value("head_values", "weighted") == "raw" ? HeadValues::attention : HeadValues::weighted;
  selection.visibility.hidden = json.value("hidden_queries", std::set<int>());
  if (json.contains("step")) selection.step = std::max(0, json["step"].get<int>());
  if (json.contains("solo_query")) selection.visibility.solo = json["solo_query"].get<int>();
  selection.token = json.value("of", std::string());
  selection.more = json.value("of_more", std::vector<std::string>());
  selection.head = json.value("head", std::string());
  return selection;
}

/// Pictures by their files: what is asked twice of a picture is asked of one.
using Pictures = std::map<fs::path, std::shared_ptr<const Picture>>;

std::shared_ptr<const Picture> picture_in(const fs::path& file, Pictures& pictures) {
  if (file.empty()) return nullptr;
  std::shared_ptr<const Picture>& picture = pictures[file];
  if (!picture) picture = std::make_shared<const Picture>(load_picture(file));
  return picture;
}

bool is_in_files(const Question& question) {
  return (!question.picture || !question.picture_file.empty()) && (!question.like || !question.like_file.empty());
}

Asked absolute(Asked asked) {
  for (fs::path* path :
       {&asked.model, &asked.question.picture_file, &asked.question.regions_file, &asked.question.like_file}) {
    if (!path->empty()) *path = fs::absolute(*path);
  }
  return asked;
}

/// What is asked, without what it is compared with.
nlohmann::json json_of(const Asked& asked) {
  const Question& question = asked.question;
  nlohmann::json json = {{"model", asked.model.string()},
                         {"texts", question.texts},
                         {"method", asked.method.toStdString()},
                         {"target", json_of(asked.target)},
                         {"layers", {asked.layers.first, asked.layers.last}}};
  for (const auto& [name, path] : {std::pair("picture", question.picture_file),
                                   {"second_picture", question.like ? question.like_file : fs::path()},
                                   {"regions", question.regions_file}}) {
    if (path.empty()) continue;
    json[name] = path.string();
    json[std::string(name) + "_sha256"] = hash_of(path);
  }
  if (!question.pair.empty()) json["pair"] = question.pair;
  if (!question.without.empty()) json["without"] = json_of(question.without);
  if (asked.negative_evidence) json["negative_evidence"] = true;
  if (asked.arithmetic != nn::Arithmetic::float32) json["arithmetic"] = name(asked.arithmetic);
  return json;
}

Asked asked_in(const nlohmann::json& json, const fs::path& file, Pictures& pictures, QStringList& warnings) {
  Asked asked;
  Question& question = asked.question;
  asked.model = found(json.at("model").get<std::string>(), file);
  for (const auto& text : json.at("texts")) question.texts.push_back(text.get<std::string>());
  question.pair = json.value("pair", std::string());
  if (json.contains("without")) question.without = removed_in(json["without"]);
  asked.negative_evidence = json.value("negative_evidence", false);
  asked.arithmetic = arithmetic_in(json, warnings);
  asked.target = target_of(json.at("target"));
  asked.layers = {json.at("layers").at(0).get<int>(), json.at("layers").at(1).get<int>()};
  // throws with the known names
  asked.method = QString::fromStdString(explanation_method(json.at("method").get<std::string>()).name());
  question.picture_file = same_file(json, "picture", file, warnings);
  question.regions_file = same_file(json, "regions", file, warnings);
  question.like_file = same_file(json, "second_picture", file, warnings);
  question.picture = picture_in(question.picture_file, pictures);
  question.like = picture_in(question.like_file, pictures);
  return asked;
}

}  // namespace

SavedSession saved_session(const Session& session) {
  if (session.picture() && session.picture_file().empty()) {
    throw error_of({}, SessionText::tr("The picture was pasted and is in no file yet"),
                   SessionText::tr("Save it first; the session names its file."));
  }
  if (session.shown_asked().question.like && session.shown_asked().question.like_file.empty()) {
    throw error_of({}, SessionText::tr("The second picture is in no file yet"),
                   SessionText::tr("Save it first; the session names its file."));
  }
  SavedSession saved;
  saved.asked = absolute(session.shown_asked());
  if (session.explanation()) saved.asked.target = session.explanation()->target;
  if (session.model()) saved.model_hash = session.model()->description.weights_hash;
  std::vector<Asked> pins;
  for (const Pin& pin : session.pins()) pins.push_back(pin.asked);
  pins.insert(pins.end(), session.pins_to_come().begin(), session.pins_to_come().end());
  for (const Asked& pin : pins) {
    if (is_in_files(pin.question)) saved.pins.push_back(absolute(pin));
  }
  if (saved.pins.size() < pins.size()) {
    saved.warnings << SessionText::tr("%n pinned explanation(s) left out: the picture was pasted and is in no file.",
                                      nullptr, static_cast<int>(pins.size() - saved.pins.size()));
  }
  saved.appearance = session.appearance();
  saved.faithfulness = session.wanted_faithfulness();
  saved.comparing = session.comparing();
  saved.selection.visibility = session.selection().visibility();
  saved.selection.head_values = session.head_values();
  if (const auto& explanation = session.explanation()) {
    const ShownPart part = session.selection().held_part(session.head_values());
    saved.selection.step = part.step;
    if (part.token) saved.selection.token = spelled(*explanation, *part.token);
    for (const TokenPlace& token : part.more) saved.selection.more.push_back(spelled(*explanation, token));
    if (part.head) saved.selection.head = spelled(*explanation, *part.head);
  }
  return saved;
}

void write_session(const SavedSession& saved, const fs::path& file) {
  nlohmann::json json = json_of(saved.asked);
  json["relevance_explorer_session"] = version_of(saved);
  if (!saved.model_hash.empty()) json["model_hash"] = saved.model_hash;
  if (saved.faithfulness) json["faithfulness"] = json_of(*saved.faithfulness);
  if (saved.comparing) json["comparing"] = true;
  json["compared_methods"] = nlohmann::json::array();
  for (const QString& name : saved.asked.compare_methods) json["compared_methods"].push_back(name.toStdString());
  json["compared_targets"] = nlohmann::json::array();
  for (const Target& target : saved.asked.compare_targets) json["compared_targets"].push_back(json_of(target));
  for (const Asked& pin : saved.pins) json["pins"].push_back(json_of(pin));
  json["appearance"] = to_json(saved.appearance);
  json["selection"] = json_of(saved.selection);
  write_atomically(file, json.dump(2) + "\n");
}

SavedSession read_session(const fs::path& file) {
  const nlohmann::json json = read_json(file, session_limits);
  try {
    const int version = json.is_object() ? json.value("relevance_explorer_session", 0) : 0;
    if (version > pins_version) {
      throw error_of(file, SessionText::tr("was saved by a newer version of this program"),
                     SessionText::tr("Open it with that version."));
    }
    if (version < first_version) {
      throw error_of(file, SessionText::tr("is no session file of this version"), another_session());
    }
    SavedSession saved;
    Pictures pictures;
    saved.asked = asked_in(json, file, pictures, saved.warnings);
    if (json.contains("faithfulness")) saved.faithfulness = faithfulness_in(json["faithfulness"]);
    saved.comparing = json.value("comparing", false);
    saved.model_hash = json.value("model_hash", std::string());
    for (const auto& name : json.value("compared_methods", nlohmann::json::array())) {
      saved.asked.compare_methods << QString::fromStdString(explanation_method(name.get<std::string>()).name());
    }
    for (const auto& target : json.value("compared_targets", nlohmann::json::array())) {
      if (saved.asked.compare_targets.size() < most_compared) saved.asked.compare_targets.push_back(target_of(target));
    }
    for (const auto& pin : json.value("pins", nlohmann::json::array())) {
      if (saved.pins.size() < most_pinned) saved.pins.push_back(asked_in(pin, file, pictures, saved.warnings));
    }
    saved.warnings.removeDuplicates();
    saved.appearance = appearance_from_json(json.at("appearance"));
    if (json.contains("selection")) saved.selection = selection_of(json["selection"]);
    if (saved.asked.question.picture) {
      saved.pyramid = std::make_shared<const PicturePyramid>(saved.asked.question.picture);
    }
    return saved;
  } catch (const nlohmann::json::exception& error) {
    throw error_of(file, SessionText::tr("is damaged: %1").arg(QString::fromUtf8(error.what())), another_session());
  }
}

}  // namespace rex::ui
