#include "core/models/open/model_library.h"

#include <algorithm>

#include "core/models/families/family.h"
#include "core/models/open/hub_cache.h"
#include "core/models/open/model_files.h"
#include "core/models/regions/faster_rcnn_settings.h"

namespace rex {

namespace fs = std::filesystem;

std::vector<hub::ListedModel> listed_models() {
  std::vector<hub::ListedModel> models = hub::model_list();
  std::erase_if(models, [](const hub::ListedModel& model) {
    return find_family(model.family) == nullptr && model.family != "faster_rcnn";
  });
  return models;
}

std::vector<FoundModel> find_detectors(const std::vector<fs::path>& folders) {
  std::vector<FoundModel> found;
  std::error_code problem;
  for (const fs::path& folder : folders) {
    std::vector<FoundModel> here;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder, problem)) {
      const fs::path snapshot = hub_snapshot(entry.path());
      if (!fs::is_regular_file(snapshot / "config.yaml", problem) || !is_faster_rcnn(snapshot)) continue;
      const std::string repository = hub_name(snapshot);
      FoundModel detector{
          snapshot, repository.empty() ? snapshot.filename().string() : repository, "faster_rcnn", 0, false, {}};
      for (const fs::directory_entry& file : fs::directory_iterator(snapshot, problem)) {
        if (is_weights_file(file.path()) && file.is_regular_file(problem)) detector.bytes += file.file_size(problem);
      }
      if (detector.bytes == 0) detector.problem = "holds no weights";
      here.push_back(std::move(detector));
    }
    std::sort(here.begin(), here.end(), [](const FoundModel& a, const FoundModel& b) { return a.folder < b.folder; });
    found.insert(found.end(), here.begin(), here.end());
  }
  return found;
}

}  // namespace rex
