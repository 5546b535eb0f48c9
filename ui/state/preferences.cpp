#include "ui/state/preferences.h"

#include <QSettings>
#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/models/open/region_cache.h"
#include "ui/convert/paths.h"

namespace rex::ui {
namespace {

constexpr auto appearance_key = "appearance", begins_key = "beginsAsLast", threads_key = "threads",
               arithmetic_key = "arithmetic", memory_key = "graphMegabytes", preview_key = "previewPlaces";
constexpr auto cache_key = "cacheFolder";
constexpr std::uintmax_t most_kept_thumbnails = 100u << 20;  // some 5,000
constexpr int most_threads = 1024;
constexpr int most_megabytes = 1 << 20;

const char* size_key(CacheKind kind) { return kind == CacheKind::regions ? "regionMegabytes" : "thumbnailMegabytes"; }

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

std::uintmax_t preferred_cache_size(CacheKind kind) {
  const std::uintmax_t usual = kind == CacheKind::regions ? most_kept_regions : most_kept_thumbnails;
  const int chosen = QSettings().value(size_key(kind), 0).toInt();
  return chosen > 0 ? static_cast<std::uintmax_t>(chosen) << 20 : usual;
}

void set_preferred_cache_size(CacheKind kind, std::uintmax_t bytes) {
  QSettings().setValue(size_key(kind), static_cast<int>(bytes >> 20));
}

std::filesystem::path preferred_cache_folder() { return path_of(QSettings().value(cache_key).toString()); }

void set_preferred_cache_folder(const std::filesystem::path& folder) {
  QSettings().setValue(cache_key, text_of(folder));
}

void apply_cache_preferences() {
  const auto say = [](const char* variable, const QByteArray& value) {
    if (!value.isEmpty() && !qEnvironmentVariableIsSet(variable)) qputenv(variable, value);
  };
  say("REX_CACHE", text_of(preferred_cache_folder()).toUtf8());
  say("REX_REGIONS_MB", QByteArray::number(preferred_cache_size(CacheKind::regions) >> 20));
}

QString arithmetic_problem(nn::Arithmetic arithmetic) {
  try {
    nn::require_arithmetic(arithmetic);
    return {};
  } catch (const Error& error) {
    return QString::fromStdString(error.problem());
  }
}

}  // namespace rex::ui
