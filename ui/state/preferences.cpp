#include "ui/state/preferences.h"

#include <QSettings>
#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/base/error.h"

namespace rex::ui {
namespace {

constexpr auto appearance_key = "appearance", begins_key = "beginsAsLast", threads_key = "threads",
               arithmetic_key = "arithmetic", memory_key = "graphMegabytes", preview_key = "previewPlaces";
constexpr int most_threads = 1024;
constexpr int most_megabytes = 1 << 20;

}  // namespace

bool begins_as_last() { return QSettings().value(begins_key, true).toBool(); }

void set_begins_as_last(bool begins) { QSettings().setValue(begins_key, begins); }

Appearance remembered_appearance() {
  const std::string text = QSettings().value(appearance_key).toString().toStdString();
  if (text.empty() || !begins_as_last()) return {};
  try {
    return appearance_from_json(nlohmann::json::parse(text));
  } catch (const std::exception&) {  // of another version, or damaged
    return {};
  }
}

void remember_appearance(const Appearance& appearance) {
  QSettings().setValue(appearance_key, QString::fromStdString(to_json(appearance).dump()));
}

int preferred_threads() { return std::clamp(QSettings().value(threads_key, 0).toInt(), 0, most_threads); }

void set_preferred_threads(int threads) { QSettings().setValue(threads_key, threads); }

bool previews_places() { return QSettings().value(preview_key, true).toBool(); }

void set_previews_places(bool previews) { QSettings().setValue(preview_key, previews); }

nn::Arithmetic preferred_arithmetic() {
  const bool reduced = QSettings().value(arithmetic_key).toString() == QLatin1String(name(nn::Arithmetic::bfloat16));
  const nn::Arithmetic chosen = reduced ? nn::Arithmetic::bfloat16 : nn::Arithmetic::float32;
  return arithmetic_problem(chosen).isEmpty() ? chosen : nn::Arithmetic::float32;
}

void set_preferred_arithmetic(nn::Arithmetic arithmetic) {
  QSettings().setValue(arithmetic_key, QLatin1String(name(arithmetic)));
}

std::size_t preferred_graph_memory() {
  return static_cast<std::size_t>(std::clamp(QSettings().value(memory_key, 0).toInt(), 0, most_megabytes)) << 20;
}

void set_preferred_graph_memory(std::size_t bytes) { QSettings().setValue(memory_key, static_cast<int>(bytes >> 20)); }

QString arithmetic_problem(nn::Arithmetic arithmetic) {
  try {
    nn::require_arithmetic(arithmetic);
    return {};
  } catch (const Error& error) {
    return QString::fromStdString(error.problem());
  }
}

}  // namespace rex::ui
