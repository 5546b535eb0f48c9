#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "core/checkpoint/watched_files.h"
#include "core/models/description.h"
#include "core/models/forward_pass.h"
#include "core/models/removal.h"
#include "core/nn/forward_context.h"
#include "core/nn/parameters.h"

namespace rex {

/// A Transformer. One forward serves every mode; it knows nothing of explanation methods.
class Model {
 public:
  virtual ~Model() = default;

  const ModelDescription& description() const { return description_; }

  /// The trainable and fixed tensors by Hugging Face's names. Handles: what is done to them is done to the model.
  const std::map<std::string, at::Tensor>& parameters() const { return parameters_; }

  /// Casts all parameters, to run in float64 and back. The handles stay the same.
  void cast(at::ScalarType type);

  /// Says of what family and kind the model is: build_model() does, once it is built.
  void belong_to(std::string family, const ModelKind& kind);

  /// Says what the folder and not the config tells. LABELS are taken where they are not empty.
  void identify(std::string name, std::string weights_hash, std::vector<std::string> labels);

  /// FILES are those that its weights lie in.
  void watch(WatchedFiles files) { weights_files_ = std::move(files); }

  /// Whether the files are still those that were opened. After forward() has returned, a backward pass may still meet
  /// weights that changed: whoever makes one asks check() afterwards.
  const WatchedFiles& weights_files() const { return weights_files_; }

  /// Runs the model on INPUTS. CONTEXT.trace is ignored: the pass has its own, filled unless RECORD is false.
  /// In gradient and relevance mode call it with parameters that do not require grad. Inputs of floating point are
  /// cast to the parameters' type.
  /// Throws Error where an input is missing or has a wrong shape or type, and where the weights changed on disk under
  /// the pass.
  ForwardPass forward(const ModelInputs& inputs, nn::ForwardContext context = {}, bool record = true) const;

  /// INPUTS without the tokens of DOMAIN that are not KEPT, as remove_tokens() says: the seam for perturbation. A
  /// family that goes without some of its input in another way overrides it.
  virtual Reduced without(const ModelInputs& inputs, const TokenDomain& domain, const std::vector<std::int64_t>& kept,
                          const at::Tensor& fill = {}) const;

 protected:
  /// Fills outputs, scores, trace (domains; maps through the context) and read-outs of PASS, whose inputs are set.
  /// Batches larger than 1 (training, perturbation) work as long as nothing is recorded.
  virtual void run(const nn::ForwardContext& context, ForwardPass& pass) const = 0;

  /// Takes over what SOURCE gave while the model was built: parameters() and their number. Constructors end with it.
  void adopt(const ParameterSource& source);

  /// Says that the weights hold no head, so that scores are components of the pooled feature: for constructors.
  void answer_with_features() { features_ = true; }

  /// Sets the scores of a classifier from its LOGITS [batch, classes]: [classes] for a batch of one, else
  /// [batch, classes].
  static void set_class_scores(ForwardPass& pass, const at::Tensor& logits);

  ModelDescription description_;
  std::map<std::string, at::Tensor> parameters_;

 private:
  WatchedFiles weights_files_;
  bool features_ = false;
};

/// The input NAME with DIMENSIONS dimensions. Throws Error naming it and what it should be where it is missing or
/// different.
const at::Tensor& required_input(const ModelInputs& inputs, const std::string& name, std::int64_t dimensions,
                                 const std::string& meaning);

}  // namespace rex
