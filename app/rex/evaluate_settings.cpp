#include "app/rex/evaluate_settings.h"

#include "core/base/error.h"
#include "core/base/printable.h"
#include "core/explain/method.h"

namespace rex::command {
namespace {

template <class Part>
std::string joined(const std::vector<Part>& parts) {
  std::string text;
  for (const Part& part : parts) {
    if constexpr (std::is_same_v<Part, std::string>) {
      text += (text.empty() ? "" : ",") + part;
    } else {
      text += (text.empty() ? "" : ",") + nlohmann::json(part).dump();
    }
  }
  return text;
}

/// TEXT for a shell.
std::string quoted(const std::string& text) {
  const bool plain = !text.empty() && text.find_first_not_of(
                                          "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                                          "_-+=./:,@%") == std::string::npos;
  if (plain) return text;
  std::string result = "'";
  for (const char letter : text) result += letter == '\'' ? std::string("'\\''") : std::string(1, letter);
  return result + "'";
}

}  // namespace

evaluate::TaskOptions EvaluateSettings::task_options(const ModelDescription& description) const {
  evaluate::TaskOptions options;
  for (const std::string& name : methods) {
    if (name != "all") {
      options.methods.push_back(evaluate::parse_method_choice(name));
      continue;
    }
    for (const auto& method : explanation_methods()) {
      if (!method->is_ablation() && !method->fits(description)) {
        options.methods.push_back(evaluate::parse_method_choice(method->name()));
      }
    }
  }
  options.methods = evaluate::methods_beside(std::move(options.methods), description);
  for (const std::string& name : parts) {
    const auto part = evaluate::part_of(name);
    if (!part)
      throw Error("--part", "\"" + printable(name) + "\" is no part", "Known are words, regions, patches, pixels.");
    options.parts.push_back(*part);
  }
  options.replacements.clear();
  for (const std::string& name : replacements) {
    const auto replacement = evaluate::replacement_of(name);
    if (!replacement) {
      throw Error("--replacement", "\"" + printable(name) + "\" replaces nothing",
                  "Known are " + evaluate::replacement_names() + ".");
    }
    options.replacements.push_back(*replacement);
  }
  options.steps = steps;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (steps[i] >= 0 && steps[i] <= 1 && (i == 0 ? steps[i] == 0 : steps[i] > steps[i - 1])) continue;
    throw Error("--steps", "do not rise from 0 to at most 1", "Write fractions as 0,0.25,0.5,1.");
  }
  options.explain_label = explained == "both";
  options.least_probability = threshold;
  options.order = order;
  options.variants = variants;
  options.noise_samples = noise_samples;
  options.random_maps = random_maps;
  options.seed = seed;
  return options;
}

nlohmann::json EvaluateSettings::identity(const ModelDescription& description, std::size_t samples) const {
  std::string command = "rex evaluate " + protocol + " --data " + quoted(data.path.string()) + " --model " +
                        quoted(model) + " --method " + quoted(joined(methods));
  const auto option = [&](const std::string& name, const std::string& value) {
    if (!value.empty()) command += " " + name + " " + quoted(value);
  };
  const bool reduced = arithmetic != nn::Arithmetic::float32;
  if (!heads.empty()) option("--heads", joined(heads));
  option("--arithmetic", reduced ? nn::name(arithmetic) : "");
  option("--data-kind", data.kind);
  option("--split", data.split);
  option("--classes", data.classes.string());
  option("--regions", data.regions.string());
  option("--pictures", data.pictures.string());
  option("--limit", data.most == 0 ? "" : std::to_string(data.most));
  option("--part", joined(parts));
  option("--replacement", joined(replacements));
  option("--steps", joined(steps));
  option("--explained", explained);
  option("--threshold", nlohmann::json(threshold).dump());
  option("--order", order);
  option("--variants", joined(variants));
  option("--noise-samples", std::to_string(noise_samples));
  option("--random-maps", std::to_string(random_maps));
  option("--seed", std::to_string(seed));
  nlohmann::json identity = {{"program", "Relevance Explorer"},
                             {"version", REX_VERSION},
                             {"protocol", protocol},
                             {"command", command},
                             {"model", model},
                             {"family", description.family},
                             {"weights", description.weights_hash},
                             {"data", data.path.string()},
                             {"data_kind", data.kind},
                             {"split", data.split},
                             {"classes", data.classes.string()},
                             {"regions", data.regions.string()},
                             {"pictures", data.pictures.string()},
                             {"most", data.most},
                             {"samples", samples},
                             {"methods", methods},
                             {"parts", parts},
                             {"replacements", replacements},
                             {"steps", steps},
                             {"explained", explained},
                             {"threshold", threshold},
                             {"order", order},
                             {"variants", variants},
                             {"noise_samples", noise_samples},
                             {"random_maps", random_maps},
                             {"seed", seed}};
  // Runs of older versions say nothing of these two.
  if (reduced) identity["arithmetic"] = nn::name(arithmetic);
  if (!heads.empty()) identity["heads"] = heads;
  return identity;
}

EvaluateSettings EvaluateSettings::of(const nlohmann::json& identity) {
  EvaluateSettings settings;
  settings.protocol = identity.at("protocol");
  settings.model = identity.at("model");
  settings.heads = identity.value("heads", std::vector<std::int64_t>());
  settings.arithmetic = nn::arithmetic_from_name(identity.value("arithmetic", "float32"));
  settings.data.path = identity.at("data").get<std::string>();
  settings.data.kind = identity.at("data_kind");
  settings.data.split = identity.at("split");
  settings.data.classes = identity.at("classes").get<std::string>();
  settings.data.regions = identity.at("regions").get<std::string>();
  settings.data.pictures = identity.at("pictures").get<std::string>();
  settings.data.most = identity.at("most");
  settings.methods = identity.at("methods").get<std::vector<std::string>>();
  settings.parts = identity.at("parts").get<std::vector<std::string>>();
  settings.replacements = identity.at("replacements").get<std::vector<std::string>>();
  settings.steps = identity.at("steps").get<std::vector<double>>();
  settings.explained = identity.at("explained");
  settings.threshold = identity.at("threshold");
  settings.order = identity.at("order");
  settings.variants = identity.at("variants").get<std::vector<std::string>>();
  settings.noise_samples = identity.at("noise_samples");
  settings.random_maps = identity.at("random_maps");
  settings.seed = identity.at("seed");
  return settings;
}

}  // namespace rex::command
