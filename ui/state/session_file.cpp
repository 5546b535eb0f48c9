#include "ui/state/session_file.h"

#include <QCryptographicHash>
#include <QFile>
#include <fstream>
#include <nlohmann/json.hpp>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/render/colour_map.h"
#include "ui/state/session.h"

namespace rex::ui {
namespace fs = std::filesystem;
namespace {

constexpr int version = 1;
constexpr std::uintmax_t largest_file = 1 << 20;

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
fs::path found(const std::string& path, const fs::path& session, const char* what) {
  const fs::path given(path), beside = session.parent_path() / given.filename();
  std::error_code ignored;
  if (fs::exists(given, ignored)) return given;
  if (fs::exists(beside, ignored)) return beside;
  throw Error(session.string(), std::string("the ") + what + " " + path + " is gone",
              "Put it back, or beside the session file.");
}

/// The file under NAME in JSON, with the contents that it had; empty where there is none.
fs::path unchanged(const nlohmann::json& json, const char* name, const fs::path& session) {
  if (!json.contains(name)) return {};
  const fs::path path = found(json[name].get<std::string>(), session, name);
  if (hash_of(path) != json.value(std::string(name) + "_sha256", std::string())) {
    throw Error(session.string(), std::string("the ") + name + " " + path.string() + " has changed since",
                "Put the old file back, or save the session anew.");
  }
  return path;
}

}  // namespace

void save_session(const Session& session, const fs::path& file) {
  if (session.picture() && session.picture_file().empty()) {
    throw Error("the picture", "was pasted and is in no file yet",
                "Save the picture first; the session names its file.");
  }
  nlohmann::json json = {{"relevance_explorer_session", version},
                         {"model", fs::absolute(session.model_folder()).string()}};
  if (session.model()) json["model_hash"] = session.model()->description.weights_hash;
  if (!session.picture_file().empty()) {
    json["picture"] = fs::absolute(session.picture_file()).string();
    json["picture_sha256"] = hash_of(session.picture_file());
  }
  if (!session.regions_file().empty()) {
    json["regions"] = fs::absolute(session.regions_file()).string();
    json["regions_sha256"] = hash_of(session.regions_file());
  }
  json["texts"] = nlohmann::json::array();
  for (const QString& text : session.texts()) json["texts"].push_back(text.toStdString());
  json["method"] = session.method().toStdString();
  const Target target = session.explanation() ? session.explanation()->target : session.wanted_target();
  json["target"] = nlohmann::json::object();
  put(json["target"], "class", target.class_index);
  put(json["target"], "query", target.query);
  put(json["target"], "text", target.text);
  json["compared_methods"] = nlohmann::json::array();
  for (const QString& name : session.compare_methods()) json["compared_methods"].push_back(name.toStdString());
  json["layers"] = {session.layers().first, session.layers().last};
  const ViewAppearance& appearance = session.appearance();
  json["appearance"] = {{"heat", appearance.heat},
                        {"boxes", appearance.boxes},
                        {"masks", appearance.masks},
                        {"grid", appearance.grid},
                        {"contours", appearance.contours},
                        {"smooth", appearance.smooth},
                        {"all_queries", appearance.all_queries},
                        {"top", appearance.top},
                        {"shared_scale", appearance.shared_scale},
                        {"opacity", appearance.opacity},
                        {"threshold", appearance.threshold},
                        {"colour_map", appearance.colour_map.toStdString()}};
  write_atomically(file, json.dump(2) + "\n");
}

void restore_session(Session& session, const fs::path& file) {
  std::error_code failure;
  if (fs::file_size(file, failure) > largest_file || failure) {
    throw Error(file.string(), "is no session file", "Open a .rexsession file that this program saved.");
  }
  std::ifstream stream(file);
  try {
    const nlohmann::json json = nlohmann::json::parse(stream);
    if (!json.is_object() || json.value("relevance_explorer_session", 0) != version) {
      throw Error(file.string(), "is no session file of this version",
                  "Open a .rexsession file that this program saved.");
    }
    const fs::path model = found(json.at("model").get<std::string>(), file, "model folder");
    const fs::path picture_file = unchanged(json, "picture", file);
    const fs::path regions_file = unchanged(json, "regions", file);
    std::shared_ptr<const Picture> picture;
    if (!picture_file.empty()) picture = std::make_shared<const Picture>(load_picture(picture_file));
    QStringList texts;
    for (const auto& text : json.at("texts")) texts << QString::fromStdString(text.get<std::string>());
    Target target;
    target.class_index = number(json.at("target"), "class");
    target.query = number(json.at("target"), "query");
    target.text = number(json.at("target"), "text");
    const LayerRange layers{json.at("layers").at(0).get<int>(), json.at("layers").at(1).get<int>()};
    const std::string method = json.at("method").get<std::string>();
    explanation_method(method);  // throws with the known names
    ViewAppearance appearance;
    const nlohmann::json& drawn = json.at("appearance");
    appearance.heat = drawn.value("heat", appearance.heat);
    appearance.boxes = drawn.value("boxes", appearance.boxes);
    appearance.masks = drawn.value("masks", appearance.masks);
    appearance.grid = drawn.value("grid", appearance.grid);
    appearance.contours = drawn.value("contours", appearance.contours);
    appearance.smooth = drawn.value("smooth", appearance.smooth);
    appearance.all_queries = drawn.value("all_queries", appearance.all_queries);
    appearance.top = drawn.value("top", appearance.top);
    appearance.shared_scale = drawn.value("shared_scale", appearance.shared_scale);
    appearance.opacity = std::clamp(drawn.value("opacity", appearance.opacity), 0.0, 1.0);
    appearance.threshold = std::clamp(drawn.value("threshold", appearance.threshold), 0.0, 1.0);
    appearance.colour_map = QString::fromStdString(drawn.value("colour_map", appearance.colour_map.toStdString()));
    colour_map(appearance.colour_map.toStdString());  // throws with the known names
    QStringList methods;
    for (const auto& name : json.value("compared_methods", nlohmann::json::array())) {
      methods << QString::fromStdString(explanation_method(name.get<std::string>()).name());
    }
    session.restore(model, picture, picture_file, texts, QString::fromStdString(method), target, layers, appearance,
                    regions_file, methods);
  } catch (const nlohmann::json::exception& error) {
    throw Error(file.string(), std::string("is damaged: ") + error.what(),
                "Open a .rexsession file that this program saved.");
  }
}

}  // namespace rex::ui
