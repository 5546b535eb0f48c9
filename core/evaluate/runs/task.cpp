#include "core/evaluate/runs/task.h"

#include "core/base/error.h"
#include "core/base/printable.h"

namespace rex::evaluate {
namespace {

struct Entry {
  std::string name;
  std::unique_ptr<Task> (*make)(TaskOptions);
};

const std::vector<Entry>& entries() {
  static const std::vector<Entry> all{{"perturbation", perturbation_task}, {"segmentation", segmentation_task},
                                      {"detr-masks", detr_masks_task},     {"rationales", rationales_task},
                                      {"pointing", pointing_task},         {"randomisation", randomisation_task}};
  return all;
}

}  // namespace

const std::vector<std::string>& task_names() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> all;
    for (const Entry& entry : entries()) all.push_back(entry.name);
    return all;
  }();
  return names;
}

std::unique_ptr<Task> make_task(const std::string& name, TaskOptions options) {
  std::string known;
  for (const Entry& entry : entries()) {
    if (entry.name == name) return entry.make(std::move(options));
    known += (known.empty() ? "" : ", ") + entry.name;
  }
  throw Error("evaluate", "there is no protocol \"" + printable(name) + "\"", "Known are " + known + ".");
}

}  // namespace rex::evaluate
