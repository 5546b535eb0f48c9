#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <functional>
#include <string>
#include <utility>

#include "core/nn/forward_context.h"

/// The operations that models are made of. In plain and gradient mode each is ATen's own; in relevance mode its
/// backward is its relevance rule (methods.md, section 5), so that no model has a second implementation.
namespace rex::nn {

/// How relevance passes a linear layer, where families differ (the goldens' notes).
struct LinearRule {
  bool conserve_total = false;  ///< rescale the result so that its total is the total of what came in (DETR)
};

/// x Wᵀ + b. x [..., in], weight [out, in], bias [out] or undefined. Biases get no relevance.
at::Tensor linear(const ForwardContext& context, const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias,
                  const LinearRule& rule = {});

/// Batched matrix product. Each side gets half of its relevance.
at::Tensor matmul(const ForwardContext& context, const at::Tensor& a, const at::Tensor& b);

/// a ⊙ b of two tensors of one shape that both come from the input, as in gated layers. Each side gets half of its
/// relevance. This rule is ours, as the references have no such layer; LXT's uniform rule (Achtibat et al. 2024) is the
/// same.
at::Tensor multiply(const ForwardContext& context, const at::Tensor& a, const at::Tensor& b);

/// The residual addition of two tensors of one shape; both share the relevance.
at::Tensor add(const ForwardContext& context, const at::Tensor& a, const at::Tensor& b);

/// Adds what is no input of the model (positions, DETR's query embedding): all relevance goes to x.
at::Tensor add_constant(const ForwardContext& context, const at::Tensor& x, const at::Tensor& constant);

/// A tensor that is used several times: call once, use the result several times. Its relevance is x · Σ(R_i / x).
at::Tensor reused(const ForwardContext& context, const at::Tensor& x);

/// One token of each sample.
struct TokenChoice {
  std::int64_t same = 0;  ///< its position, where that is the same in all samples
  at::Tensor each;        ///< [batch] int64, its position in each; undefined where it is the same

  TokenChoice(std::int64_t same) : same(same) {}           // NOLINT: a position is a choice
  TokenChoice(at::Tensor each) : each(std::move(each)) {}  // NOLINT
};

/// The chosen rows of x [batch, tokens, hidden] → [batch, hidden]; relevance goes to those tokens only.
at::Tensor select_token(const ForwardContext& context, const at::Tensor& x, const TokenChoice& token);

/// A linear layer whose input is a picture's pixels, x [batch, patches, pixels of a patch]. Relevance reaches pixels by
/// the z^B rule (Montavon et al. 2017) with the lowest and highest number in x.
at::Tensor pixel_linear(const ForwardContext& context, const at::Tensor& x, const at::Tensor& weight,
                        const at::Tensor& bias);

/// The mean of x [batch, tokens, hidden] over its tokens → [batch, hidden]: a linear layer of equal weights, whose rule
/// passes relevance to the tokens in proportion to what is positive. This use of the rule is ours.
at::Tensor mean_of_tokens(const ForwardContext& context, const at::Tensor& x);

/// OPERATION(x), of x's shape; relevance passes it unchanged. OPERATION must hold what it needs: it is kept.
at::Tensor unchanged(const ForwardContext& context, const at::Tensor& x,
                     const std::function<at::Tensor(const at::Tensor&)>& operation);

/// These pass relevance unchanged.
at::Tensor softmax(const ForwardContext& context, const at::Tensor& x);
at::Tensor scale(const ForwardContext& context, const at::Tensor& x, double factor);
/// FACTOR is [], or [hidden] for a factor for each channel (LayerScale, Touvron et al. 2021, arXiv 2103.17239).
at::Tensor scale(const ForwardContext& context, const at::Tensor& x, const at::Tensor& factor);
at::Tensor unit_length(const ForwardContext& context, const at::Tensor& x);  ///< x / its norm along the last dimension
at::Tensor layer_norm(const ForwardContext& context, const at::Tensor& x, const at::Tensor& weight,
                      const at::Tensor& bias, double epsilon);

enum class Activation { gelu, gelu_tanh, quick_gelu, relu, tanh, silu };
at::Tensor activate(const ForwardContext& context, const at::Tensor& x, Activation activation);

/// Hugging Face's names: "gelu", "gelu_new", "gelu_pytorch_tanh", "quick_gelu", "relu", "tanh", "silu"/"swish".
/// Throws Error naming FIELD where the name is another.
Activation activation_from_name(const std::string& name, const std::string& field);

}  // namespace rex::nn
