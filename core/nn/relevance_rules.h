#pragma once

#include <ATen/core/Tensor.h>

#include <utility>

#include "core/nn/operations.h"

/// The relevance rules of the single operations (methods.md, section 5; Chefer, Gur, Wolf 2021, arXiv 2012.09838,
/// section 3): from the relevance of an operation's result to that of its inputs. Plain functions of tensors, float32
/// or float64; the autograd functions in relevance_functions.h apply them.
namespace rex::nn::rules {

/// a / (b + 1e-9), and 0 where b is 0. One shape.
at::Tensor safe_divide(const at::Tensor& a, const at::Tensor& b);

/// Relevance of x [..., in] from RELEVANCE [..., out] of x Wᵀ + b. PRODUCT [..., out] is x Wᵀ without the bias, which
/// gets nothing.
at::Tensor linear(const at::Tensor& relevance, const at::Tensor& x, const at::Tensor& product, const at::Tensor& weight,
                  const LinearRule& rule, RuleSet rules);

/// Relevances of a [..., n, m] and b [..., m, k] from that of PRODUCT = a·b; each gets half. A side that is not WANTED
/// is left undefined.
std::pair<at::Tensor, at::Tensor> matmul(const at::Tensor& relevance, const at::Tensor& a, const at::Tensor& b,
                                         const at::Tensor& product, bool want_a, bool want_b);

/// Relevances of a and b from that of SUM = a + b, all of one shape. The standard rules then rescale both so that their
/// totals over the whole tensors share the total of RELEVANCE in proportion to their absolute values.
std::pair<at::Tensor, at::Tensor> add(const at::Tensor& relevance, const at::Tensor& a, const at::Tensor& b,
                                      const at::Tensor& sum, RuleSet rules);

/// Relevance of x from RELEVANCE, the sum over its uses: x · (R / x), so 0 where x is 0.
at::Tensor reused(const at::Tensor& relevance, const at::Tensor& x);

/// Relevance of pixels x [..., in], all between LOWEST and HIGHEST, by the z^B rule (Montavon et al. 2017, Pattern
/// Recognition 65) from RELEVANCE [..., out] of x Wᵀ + b.
at::Tensor pixel_linear(const at::Tensor& relevance, const at::Tensor& x, const at::Tensor& weight, double lowest,
                        double highest);

}  // namespace rex::nn::rules
