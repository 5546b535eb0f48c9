#include "app/zoo/paint/background.h"

#include "core/base/error.h"

namespace rex::zoo {

const std::vector<BackgroundKind>& background_kinds() {
  static const std::vector<BackgroundKind> all = [] {
    std::vector<BackgroundKind> kinds;
    for (const auto& group : {outdoor_backgrounds(), indoor_backgrounds(), flat_backgrounds()})
      kinds.insert(kinds.end(), group.begin(), group.end());
    return kinds;
  }();
  return all;
}

const BackgroundKind& background_kind(const std::string& name) {
  std::string known;
  for (const BackgroundKind& kind : background_kinds()) {
    if (kind.name == name) return kind;
    known += (known.empty() ? "" : ", ") + kind.name;
  }
  throw Error(name, "is no kind of background", "Known are: " + known + ".");
}

}  // namespace rex::zoo
