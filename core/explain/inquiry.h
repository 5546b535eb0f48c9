// A question put to a model, its answer, and the explanations of that answer: what `rex`, the window, figures and
// evaluation all speak.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/box.h"
#include "core/base/progress.h"
#include "core/checkpoint/watched_files.h"
#include "core/explain/evidence_source.h"
#include "core/explain/explanation.h"
#include "core/explain/method.h"
#include "core/explain/predictions.h"
#include "core/explain/removed_part.h"
#include "core/models/open/open_model.h"
#include "core/models/open/prepare.h"
#include "core/models/open/regions.h"
#include "core/picture/picture.h"

namespace rex {

/// What is asked of a model.
struct Question {
  std::shared_ptr<const Picture> picture;    ///< null: none
  std::filesystem::path picture_file;        ///< where it came from; empty for a pasted one
  std::shared_ptr<const Picture> like = {};  ///< a second picture, of models that explain features; null: none
  std::filesystem::path like_file = {};      ///< where it came from
  std::vector<std::string> texts;            ///< a sentence, a question, or captions
  std::string pair = {};                     ///< a second sentence beside the one text; empty: none
  std::filesystem::path regions_file;        ///< region features and boxes; empty: the model's own source
  std::shared_ptr<const Regions> regions;    ///< the same at hand; null: read from the file, or found by the source
  std::optional<ModelInputs> tensors = {};   ///< the model's input tensors in place of all the above
  RemovedPart without = {};                  ///< what the model is not to see of it: evaluate::without() takes it away

  bool operator==(const Question& other) const;  ///< whether the same is asked: pictures by identity, not by pixels
};

/// QUESTION without what a model of KIND does not read: for a window that keeps what was typed for the next model.
Question readable(Question question, const ModelKind& kind);

/// A question that a model can read.
struct PreparedQuestion {
  Question question;    ///< its picture is what the pixels show where only tensors were given
  PreparedInput input;  ///< with the geometry of the pixels, whatever was given
};

/// An opened model, as values that outlive it.
struct ModelInfo {
  std::filesystem::path path;  ///< what was opened: a folder, or a file of weights
  ModelDescription description;
  std::vector<std::string> notes;  ///< what was assumed when it was opened
  bool finds_regions = false;      ///< false: a model that sees regions wants a regions file
  double seconds = 0;              ///< that opening took
  WatchedFiles files = {};         ///< that the weights were read from: tell whether they changed since
};

/// A finished answer. A value: it stays when the model goes.
struct Answered : PreparedQuestion {
  std::shared_ptr<const ModelInfo> model;
  std::map<std::string, at::Tensor> outputs;  ///< of the pass: `logits`, `pred_boxes`, …; detached
  std::vector<Prediction> predictions;        ///< best first: every object query (DETR), else at most 1,000
  std::vector<Box> query_boxes;               ///< [object queries] in the picture's pixels; empty without
  std::vector<TokenDomain> domains;           ///< of the pass
  double seconds = 0;                         ///< that running took
};

/// The boxes [object queries] of `pred_boxes` among OUTPUTS (centre x, y, width, height in 0…1 of what the model saw,
/// Carion et al. 2020) in pixels of the picture; empty where there are none or nothing is known of the picture.
std::vector<Box> query_boxes(const std::map<std::string, at::Tensor>& outputs,
                             const std::optional<PictureGeometry>& geometry);

/// What METHODS need together of one pass, so that none of them makes a second one where one pass can serve all.
MethodNeeds common_needs(const std::vector<const ExplanationMethod*>& methods);

/// One model, the last question that it was asked, and what explanations need of that. Not thread-safe: it belongs to
/// one worker.
class Inquiry {
 public:
  /// Opens PATH (open_model()).
  explicit Inquiry(const std::filesystem::path& path, const Progress& progress = {}, const OpenOptions& options = {});

  const OpenModel& open_model() const { return model_; }
  const std::shared_ptr<const ModelInfo>& model() const { return info_; }

  /// Makes the model's input of QUESTION. Throws Error where the model cannot read it, saying what to do; Cancelled
  /// while regions are looked for.
  PreparedQuestion prepare(Question question, const Progress& progress = {}) const;

  /// Puts QUESTION: runs the model once, with a graph that serves NEEDS (in float64 where DOUBLE_PRECISION is set,
  /// which then takes passes of its own) and every later target. What was asked before is forgotten, also where this
  /// fails. Throws Error where the inputs do not fit the model or its answer is no number, Cancelled.
  std::shared_ptr<const Answered> ask(PreparedQuestion question, const MethodNeeds& needs = {},
                                      bool double_precision = false, const Progress& progress = {});

  /// The last answer; null until there is one.
  const std::shared_ptr<const Answered>& answered() const { return answered_; }

  /// Why the last answer gave TARGET. Throws Error where the target does not exist or the method does not fit,
  /// Cancelled.
  Explanation explain(const Target& target, const ExplanationMethod& method, const ExplainOptions& options,
                      const Progress& progress = {});

  /// Each of QUERIES (object queries, each with its best class) by METHOD: for masks, so without steps, matrices and
  /// maps of heads, whatever OPTIONS say of them.
  std::vector<std::shared_ptr<const Explanation>> explain_queries(const std::vector<std::int64_t>& queries,
                                                                  const ExplanationMethod& method,
                                                                  const ExplainOptions& options,
                                                                  const Progress& progress = {});

  /// The most tokens that one sequence of the last pass holds.
  std::int64_t longest_domain() const;

 private:
  void forget();
  at::Tensor feature_of(const Picture& picture, const Progress& progress) const;

  OpenModel model_;
  std::shared_ptr<const ModelInfo> info_;
  std::size_t graph_memory_ = 0;  // as OpenOptions has it
  std::optional<ForwardPass> pass_;
  std::optional<EvidenceSource> evidence_;  // of model and pass: goes before them
  std::shared_ptr<const Answered> answered_;
  int threads_ = 1;  // as many as the program was given
  double work_ = 0;  // multiply-adds of a forward pass, near enough
};

}  // namespace rex
