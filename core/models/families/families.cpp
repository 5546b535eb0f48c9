#include <algorithm>
#include <utility>

#include "core/base/error.h"
#include "core/models/config.h"
#include "core/models/families/family.h"
#include "core/models/families/heads.h"

// The one list: a new family is one line here. The more special names come first.
#define REX_EVERY_FAMILY(FAMILY) \
  FAMILY(clip)                   \
  FAMILY(siglip)                 \
  FAMILY(siglip2)                \
  FAMILY(detr)                   \
  FAMILY(dinov2_with_registers)  \
  FAMILY(dinov2)                 \
  FAMILY(dinov3_vit)             \
  FAMILY(deit)                   \
  FAMILY(vit)                    \
  FAMILY(visual_bert)            \
  FAMILY(lxmert)                 \
  FAMILY(distilbert)             \
  FAMILY(bert)                   \
  FAMILY(roberta)                \
  FAMILY(electra)                \
  FAMILY(modern_bert)            \
  FAMILY(vilt)                   \
  FAMILY(blip)

namespace rex {

// Each stands at the end of its family's file.
#define REX_DECLARE(NAME) Family NAME##_family();
REX_EVERY_FAMILY(REX_DECLARE)
#undef REX_DECLARE

const std::vector<Family>& families() {
#define REX_RECORD(NAME) NAME##_family(),
  static const std::vector<Family> all = {REX_EVERY_FAMILY(REX_RECORD)};
#undef REX_RECORD
  return all;
}

const Family* find_family(const std::string& type) {
  const auto found =
      std::find_if(families().begin(), families().end(), [&](const Family& family) { return family.type == type; });
  return found == families().end() ? nullptr : &*found;
}

const Family& family_of(const ModelDescription& model) {
  const Family* family = find_family(model.family);
  if (family == nullptr) throw Error(model.name, "is of no known family", "Build it with build_model().");
  return *family;
}

std::string family_title(const std::string& type) {
  const Family* family = find_family(type);
  return family == nullptr ? type : family->title;
}

std::string known_families() {
  std::vector<std::string> types;
  for (const Family& family : families()) types.push_back(family.type);
  std::sort(types.begin(), types.end());
  std::string list;
  for (const std::string& type : types) list += (list.empty() ? "" : ", ") + type;
  return list;
}

std::vector<FamilyNames> every_family_names() {
  std::vector<FamilyNames> names;
  for (const Family& family : families()) {
    names.push_back(family.names);
    names.back().family = family.type;
  }
  return names;
}

std::unique_ptr<Model> build_model(const nlohmann::json& config, ParameterSource& parameters) {
  const Config fields(config);
  const std::string type = fields.text("model_type", "");
  const Family* family = find_family(type);
  if (family == nullptr) {
    throw Error(fields.name("model_type"), type.empty() ? "is missing" : "\"" + type + "\" is not known",
                "Known are " + known_families() + ".");
  }
  refuse_other_heads(fields, family->kind);
  std::unique_ptr<Model> model = family->build(config, parameters);
  ModelKind kind = family->kind;
  if (kind.answers == AnswerKind::classes) kind.probabilities = probability_rule(fields);
  model->belong_to(family->type, kind);
  return model;
}

}  // namespace rex
