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
#include "core/models/open/find_models.h"
#include "core/render/appearance.h"
#include "ui/convert/paths.h"
#include "ui/state/carried_files.h"
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
constexpr int pins_version = 5;     // compares what was pinned, which an older program would leave out
constexpr int opacity_version = 6;  // lets the picture through elsewhere than its colours do
constexpr int latest_version = opacity_version;

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
  if (drawn.opacity_by != Appearance().opacity_by) return opacity_version;
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

/// What a session names: where it was, or beside the session.
std::optional<fs::path> existing(const std::string& path, const fs::path& session) {
  const fs::path given(path), beside = session.parent_path() / given.filename();
  std::error_code ignored;
  if (fs::exists(given, ignored)) return given;
  if (fs::exists(beside, ignored)) return beside;
  return {};
}

Error gone(const std::string& path, const fs::path& session) {
  return error_of(session, SessionText::tr("%1 is gone").arg(QString::fromStdString(path)),
                  SessionText::tr("Put it back, or beside the session file."));
}

/// The folder PATH of a model, or where that is gone the one that is called NAME here.
fs::path found_model(const std::string& path, const std::string& name, const fs::path& session) {
  if (const auto folder = existing(path, session)) return *folder;
  for (const FoundModel& model : find_models()) {
    if (model.problem.empty() && (model.name == name || model.name == fs::path(path).filename().string())) {
      return model.folder;
    }
  }
  throw gone(path, session);
}

/// A session file that is read: where it is, what it carries, and what is to be said.
struct Reading {
  fs::path file;
  CarriedFiles carried;
  QStringList warnings;
  /// Pictures by their files: what is asked twice of a picture is asked of one.
  std::map<fs::path, std::shared_ptr<const Picture>> pictures;
};

/// The file under NAME in JSON, empty where there is none; a warning where its contents are not what they were.
fs::path same_file(const nlohmann::json& json, const char* name, Reading& reading) {
  if (!json.contains(name)) return {};
  const auto given = json[name].get<std::string>();
  const std::string hash = json.value(std::string(name) + "_sha256", std::string());
  const std::optional<fs::path> path = existing(given, reading.file);
  std::error_code ignored;
  const bool is_file = path && fs::is_regular_file(*path, ignored);  // a device could be read for ever
  if (is_file && hash_of(*path) == hash) return *path;
  if (reading.carried.has(hash)) return reading.carried.unpacked(hash);
  if (!path) throw gone(given, reading.file);
  if (!is_file) {
    throw error_of(reading.file, SessionText::tr("%1 is no file").arg(text_of(*path)),
                   SessionText::tr("Put the old file back, or save the session anew."));
  }
  reading.warnings << SessionText::tr("%1 has changed since the session was saved.").arg(text_of(path->filename()));
  return *path;
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

std::shared_ptr<const Picture> picture_in(const fs::path& file, Reading& reading) {
  if (file.empty()) return nullptr;
  std::shared_ptr<const Picture>& picture = reading.pictures[file];
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

/// What is asked, without what it is compared with. CARRIED gets the files that the session is to carry: all, or those
/// that came out of a session.
nlohmann::json json_of(const Asked& asked, bool carries, CarriedFiles& carried) {
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
    const std::string hash = hash_of(path);
    json[name] = path.string();
    json[std::string(name) + "_sha256"] = hash;
    if (carries || is_carried(path)) carried.add(path, hash);
  }
  if (!question.pair.empty()) json["pair"] = question.pair;
  if (!question.without.empty()) json["without"] = json_of(question.without);
  if (asked.negative_evidence) json["negative_evidence"] = true;
  if (asked.arithmetic != nn::Arithmetic::float32) json["arithmetic"] = name(asked.arithmetic);
  return json;
}

Asked asked_in(const nlohmann::json& json, const std::string& model_name, Reading& reading) {
  Asked asked;
  Question& question = asked.question;
  asked.model = found_model(json.at("model").get<std::string>(), model_name, reading.file);
  for (const auto& text : json.at("texts")) question.texts.push_back(text.get<std::string>());
  question.pair = json.value("pair", std::string());
  if (json.contains("without")) question.without = removed_in(json["without"]);
  asked.negative_evidence = json.value("negative_evidence", false);
  asked.arithmetic = arithmetic_in(json, reading.warnings);
  asked.target = target_of(json.at("target"));
  asked.layers = {json.at("layers").at(0).get<int>(), json.at("layers").at(1).get<int>()};
  // throws with the known names
  asked.method = QString::fromStdString(explanation_method(json.at("method").get<std::string>()).name());
  question.picture_file = same_file(json, "picture", reading);
  question.regions_file = same_file(json, "regions", reading);
  question.like_file = same_file(json, "second_picture", reading);
  question.picture = picture_in(question.picture_file, reading);
  question.like = picture_in(question.like_file, reading);
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
  if (session.model()) {
    saved.model_hash = session.model()->description.weights_hash;
    saved.model_name = session.model()->description.name;
  }
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
  CarriedFiles carried;
  nlohmann::json json = json_of(saved.asked, saved.carries, carried);
  json["relevance_explorer_session"] = version_of(saved);
  if (!saved.model_hash.empty()) json["model_hash"] = saved.model_hash;
  if (!saved.model_name.empty()) json["model_name"] = saved.model_name;
  if (!saved.preview.isEmpty()) json["preview"] = saved.preview.toBase64().toStdString();
  if (saved.faithfulness) json["faithfulness"] = json_of(*saved.faithfulness);
  if (saved.comparing) json["comparing"] = true;
  json["compared_methods"] = nlohmann::json::array();
  for (const QString& name : saved.asked.compare_methods) json["compared_methods"].push_back(name.toStdString());
  json["compared_targets"] = nlohmann::json::array();
  for (const Target& target : saved.asked.compare_targets) json["compared_targets"].push_back(json_of(target));
  for (const Asked& pin : saved.pins) json["pins"].push_back(json_of(pin, saved.carries, carried));
  json["appearance"] = to_json(saved.appearance);
  json["selection"] = json_of(saved.selection);
  if (!carried.empty()) json["files"] = carried.json();
  write_atomically(file, json.dump(2) + "\n");
}

SavedSession read_session(const fs::path& file) {
  const nlohmann::json json = read_json(file, carrying_limits);
  try {
    const int version = json.is_object() ? json.value("relevance_explorer_session", 0) : 0;
    if (version > latest_version) {
      throw error_of(file, SessionText::tr("was saved by a newer version of this program"),
                     SessionText::tr("Open it with that version."));
    }
    if (version < first_version) {
      throw error_of(file, SessionText::tr("is no session file of this version"), another_session());
    }
    SavedSession saved;
    Reading reading{file, CarriedFiles(json.value("files", nlohmann::json::object()), file), {}, {}};
    saved.carries = !reading.carried.empty();
    saved.model_name = json.value("model_name", std::string());
    saved.asked = asked_in(json, saved.model_name, reading);
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
      if (saved.pins.size() < most_pinned) saved.pins.push_back(asked_in(pin, {}, reading));
    }
    saved.warnings = reading.warnings;
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
