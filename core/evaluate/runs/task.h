// What `rex evaluate` measures on each sample, and what it makes of all rows.
#pragma once

#include <cstdint>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "core/evaluate/data/sets/data_set.h"
#include "core/evaluate/protocols/input_removal.h"
#include "core/evaluate/runs/methods_beside.h"
#include "core/evaluate/runs/row_file.h"

namespace rex::evaluate {

/// A number that rows have for each method.
struct Metric {
  std::string key;    ///< "positive_auc"; rows may put a prefix before it: "pixels/black/positive_auc"
  std::string title;  ///< for tables
  enum class Better { higher, lower, neither } better = Better::higher;
  bool tested = true;  ///< pairs of methods are tested by it: 5 million draws a pair at 500 samples
};

struct TaskOptions {
  std::vector<MethodChoice> methods;
  int random_maps = 3;
  std::uint32_t seed = 0;
  std::vector<Part> parts;  ///< perturbation; empty: all that the model reads, pixels in place of patches
  std::vector<Replacement> replacements{Replacement::black};
  std::vector<double> steps;                   ///< empty: as published
  bool explain_label = true;                   ///< also the label's map, where the prediction is another
  double least_probability = 0.5;              ///< detections that are explained
  std::string order = "top_down";              ///< randomisation: top_down, bottom_up or independent
  std::vector<std::string> variants{"plain"};  ///< randomisation: plain, smooth, efficient
  int noise_samples = 50;                      ///< smooth
};

/// One protocol. Each worker has its own. Rows: {"facts": {…}, "explained": {TARGET: {METHOD: {METRIC: number or
/// list}}}, …}.
class Task {
 public:
  explicit Task(TaskOptions options) : options_(std::move(options)) {}
  virtual ~Task() = default;

  virtual std::vector<Metric> metrics() const = 0;
  /// Throws Error where MODEL cannot be measured by this on SET.
  virtual void check(const ModelDescription& model, const DataSet& set) const = 0;
  /// The row of SAMPLE, without its id.
  virtual nlohmann::json row(Inquiry& inquiry, const Sample& sample, const DataSet& set) = 0;
  /// Numbers that are no means over samples; an empty object where there are none.
  virtual nlohmann::json totals(const RowIndex&) const { return nlohmann::json::object(); }

  const TaskOptions& options() const { return options_; }

 protected:
  TaskOptions options_;
};

/// "perturbation", "segmentation", "detr-masks", "rationales", "pointing", "randomisation".
const std::vector<std::string>& task_names();

/// Throws Error with the list where there is no such task.
std::unique_ptr<Task> make_task(const std::string& name, TaskOptions options);

std::unique_ptr<Task> perturbation_task(TaskOptions options);
std::unique_ptr<Task> segmentation_task(TaskOptions options);
std::unique_ptr<Task> detr_masks_task(TaskOptions options);
std::unique_ptr<Task> rationales_task(TaskOptions options);
std::unique_ptr<Task> pointing_task(TaskOptions options);
std::unique_ptr<Task> randomisation_task(TaskOptions options);

}  // namespace rex::evaluate
