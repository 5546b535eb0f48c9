#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/models/forward_pass.h"
#include "core/models/parameters.h"
#include "core/nn/forward_context.h"

namespace rex {

/// What people and views need to know of a model.
struct ModelDescription {
  std::string family;  ///< Hugging Face's model_type: "vit", "deit", "bert", "clip", "visual_bert", "lxmert", "detr"
  std::string name;    ///< the folder's name
  bool needs_picture = false;
  bool needs_text = false;
  bool needs_regions = false;  ///< region features and boxes (LXMERT, VisualBERT)
  bool several_texts = false;  ///< CLIP: one score for each text
  ScoreKind scores = ScoreKind::classes;
  std::vector<std::string> labels;  ///< of classes or answers; may be empty
  std::int64_t longest_text = 0;    ///< tokens, special ones included; 0 without text
  std::int64_t region_size = 0;     ///< length of one region's feature vector
  std::int64_t parameters = 0;      ///< how many numbers
  std::string weights_hash;  ///< eight hexadecimal digits over names, shapes and values; empty for random weights
  std::vector<std::string> summary;  ///< "12 layers · 12 heads · 768 wide", for people
};

/// A Transformer. One forward serves every mode; it knows nothing of explanation methods.
class Model {
 public:
  virtual ~Model() = default;

  const ModelDescription& description() const { return description_; }
  const MethodConventions& conventions() const { return conventions_; }

  /// The trainable and fixed tensors by Hugging Face's names. Handles: what is done to them is done to the model.
  const std::map<std::string, at::Tensor>& parameters() const { return parameters_; }

  /// Casts all parameters, to run in float64 and back. The handles stay the same.
  void cast(at::ScalarType type) const;

  /// Says what the folder and not the config tells. LABELS are taken where they are not empty.
  void identify(std::string name, std::string weights_hash, std::vector<std::string> labels);

  /// Runs the model on INPUTS. CONTEXT.trace is ignored: the pass has its own, filled unless RECORD is false.
  /// In gradient and relevance mode call it with parameters that do not require grad. Inputs of floating point are
  /// cast to the parameters' type.
  /// Throws Error where an input is missing or has a wrong shape or type.
  ForwardPass forward(const ModelInputs& inputs, nn::ForwardContext context = {}, bool record = true) const;

 protected:
  /// Fills outputs, scores, trace (domains; maps through the context) and read-outs of PASS, whose inputs are set.
  /// Batches larger than 1 (training, perturbation) work as long as nothing is recorded.
  virtual void run(const nn::ForwardContext& context, ForwardPass& pass) const = 0;

  /// Takes over what SOURCE gave while the model was built: parameters() and their number. Constructors end with it.
  void adopt(const ParameterSource& source);

  /// Sets the scores of a classifier from its LOGITS [batch, classes]: [classes] for a batch of one, else
  /// [batch, classes].
  static void set_class_scores(ForwardPass& pass, const at::Tensor& logits);

  ModelDescription description_;
  MethodConventions conventions_;
  std::map<std::string, at::Tensor> parameters_;
};

/// The input NAME with DIMENSIONS dimensions. Throws Error naming it and what it should be where it is missing or
/// different.
const at::Tensor& required_input(const ModelInputs& inputs, const std::string& name, std::int64_t dimensions,
                                 const std::string& meaning);

}  // namespace rex
