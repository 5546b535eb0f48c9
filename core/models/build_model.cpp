#include <map>

#include "core/base/error.h"
#include "core/models/config.h"
#include "core/models/families.h"
#include "core/models/open_model.h"

namespace rex {

std::unique_ptr<Model> build_model(const nlohmann::json& config, ParameterSource& parameters) {
  using Builder = std::unique_ptr<Model> (*)(const nlohmann::json&, ParameterSource&);
  static const std::map<std::string, Builder> builders = {
      {"bert", build_bert}, {"clip", build_clip},     {"deit", build_vit},
      {"detr", build_detr}, {"lxmert", build_lxmert}, {"visual_bert", build_visual_bert},
      {"vit", build_vit},
  };
  const Config fields(config);
  const std::string type = fields.text("model_type", "");
  const auto builder = builders.find(type);
  if (builder == builders.end()) {
    std::string known;
    for (const auto& [name, unused] : builders) known += (known.empty() ? "" : ", ") + name;
    throw Error(fields.name("model_type"), type.empty() ? "is missing" : "\"" + type + "\" is not known",
                "Known are " + known + ".");
  }
  return builder->second(config, parameters);
}

}  // namespace rex
