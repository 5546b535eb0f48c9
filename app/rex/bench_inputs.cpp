#include <cstdio>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "app/rex/bench_settings.h"
#include "core/base/error.h"
#include "core/base/json.h"
#include "core/models/families/family.h"

namespace rex::command {
namespace {

/// Width and height; unset where TEXT is empty.
std::optional<std::pair<std::int64_t, std::int64_t>> picture_size(const std::string& text) {
  if (text.empty()) return std::nullopt;
  std::int64_t width = 0, height = 0;
  int end = 0;
  const int read = std::sscanf(text.c_str(), "%ld%nx%ld%n", &width, &end, &height, &end);
  if (read == 1) height = width;
  if (read < 1 || end != static_cast<int>(text.size()) || width < 16 || height < 16 || width > 8192 || height > 8192) {
    throw Error("--image-size", "\"" + text + "\" is no size", "Give WIDTHxHEIGHT or one number, 16 to 8192.");
  }
  return std::pair(width, height);
}

}  // namespace

nlohmann::json bench_config(const BenchSettings& settings) { return read_json_object(settings.config); }

ModelInputs bench_inputs(const nlohmann::json& config, const BenchSettings& settings) {
  const Family* family = find_family(config.value("model_type", ""));
  if (family == nullptr) {
    throw Error(settings.config, "names no model_type that is known", "Known are " + known_families() + ".");
  }
  SampleSizes sizes;
  sizes.words = settings.words;
  sizes.regions = settings.regions;
  sizes.texts = settings.texts;
  sizes.picture = picture_size(settings.image_size);
  return family->sample_inputs(config, sizes);
}

}  // namespace rex::command
