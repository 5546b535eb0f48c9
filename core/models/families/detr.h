#pragma once

#include <ATen/core/Tensor.h>

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "core/models/model.h"
#include "core/nn/detr_layers.h"
#include "core/nn/parameters.h"
#include "core/nn/residual_network.h"

namespace rex {

/// What DETR computes on the way to its detections, in the graph of the caller.
struct DetrOutputs {
  at::Tensor feature_mask;  ///< [batch, rows, columns] bool, true where there is picture
  at::Tensor positions;     ///< [1 or batch, rows · columns, hidden] of the tokens; decode() makes them where missing
  at::Tensor input_tokens;  ///< [batch, rows · columns, hidden] the projected feature map, which the encoder reads
  at::Tensor encoder_tokens;  ///< [batch, rows · columns, hidden]
  at::Tensor decoder_states;  ///< [layers, batch, queries, hidden], normalised
  at::Tensor logits;          ///< [layers, batch, queries, classes + 1]; the last class is "no object"
  at::Tensor boxes;           ///< [layers, batch, queries, 4] centre x, centre y, width, height in 0…1
};

/// End-to-end object detection with Transformers (Carion et al. 2020, arXiv 2005.12872): Hugging Face's
/// DetrForObjectDetection with a ResNet backbone of either spelling. Built from weights without a backbone, it takes
/// `features` [batch, channels, rows, columns] and `feature_mask` [batch, rows, columns] in place of a picture.
class Detr : public Model {
 public:
  /// Throws Error naming the field of CONFIG that is wrong.
  Detr(const nlohmann::json& config, ParameterSource& parameters);

  /// Batched and differentiable: what training and region features need. INPUTS as for forward(); CONTEXT.trace may be
  /// null. With ALL_LAYERS false, decoder_states, logits and boxes hold the last decoder layer only.
  DetrOutputs detect(const ModelInputs& inputs, const nn::ForwardContext& context = {}, bool all_layers = true) const;

  /// The two halves of detect(). encode() fills in all up to encoder_tokens; decode() needs encoder_tokens and
  /// feature_mask and fills in the rest.
  DetrOutputs encode(const ModelInputs& inputs, const nn::ForwardContext& context = {}) const;
  void decode(DetrOutputs& outputs, const nn::ForwardContext& context = {}, bool all_layers = true) const;

  std::int64_t hidden() const { return settings_.hidden; }
  std::int64_t queries() const { return queries_; }
  std::int64_t classes() const { return classes_; }  ///< without "no object"

 protected:
  void run(const nn::ForwardContext& context, ForwardPass& pass) const override;

 private:
  struct FeatureMap {
    at::Tensor features;  ///< [batch, channels, rows, columns]
    at::Tensor mask;      ///< [batch, rows, columns] bool
  };
  FeatureMap features(const ModelInputs& inputs, const nn::ForwardContext& context) const;
  at::Tensor positions(const at::Tensor& mask) const;
  at::Tensor boxes(const at::Tensor& states) const;

  nn::DetrLayerSettings settings_;
  std::int64_t input_channels_ = 3;
  std::int64_t queries_ = 0;
  std::int64_t classes_ = 0;
  bool normalizes_every_layer_ = false;  // as Hugging Face does where the config asks for the auxiliary loss
  std::optional<nn::ResidualNetwork> backbone_;
  at::Tensor row_positions_, column_positions_;  // [50, hidden / 2]; undefined with sine positions
  at::Tensor projection_, projection_bias_;      // [hidden, channels, 1, 1], [hidden]
  at::Tensor query_positions_;                   // [queries, hidden]
  std::vector<nn::DetrEncoderLayer> encoder_;
  std::vector<nn::DetrDecoderLayer> decoder_;
  nn::LayerNorm decoder_norm_;
  nn::Linear classifier_;
  std::vector<nn::Linear> box_layers_;
};

}  // namespace rex
