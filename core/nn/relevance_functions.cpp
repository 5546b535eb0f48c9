#include "core/nn/relevance_functions.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/custom_function.h>
#include <torch/csrc/autograd/grad_mode.h>

#include <memory>
#include <utility>

#include "core/nn/arithmetic.h"
#include "core/nn/relevance_rules.h"

namespace rex::nn::relevance {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::Function;
using torch::autograd::variable_list;
using Operation = std::function<at::Tensor(const at::Tensor&)>;

/// What a function keeps beside tensors.
struct Settings : torch::CustomClassHolder {
  RuleSet rules = RuleSet::standard;
  LinearRule linear;
  Operation operation;
  std::shared_ptr<const Backward> backward;

  explicit Settings(const ForwardContext& context) : rules(context.rules), backward(context.backward) {}

  bool gradient() const { return backward && *backward == Backward::gradient; }
};

using SettingsPointer = c10::intrusive_ptr<Settings>;
const char* const kept = "settings";

void keep(AutogradContext* context, const SettingsPointer& settings, const variable_list& tensors) {
  context->save_for_backward(tensors);
  context->saved_data[kept] = c10::IValue::make_capsule(settings);
}

SettingsPointer settings_of(AutogradContext* context) {
  return c10::static_intrusive_pointer_cast<Settings>(context->saved_data[kept].toCapsule());
}

struct Linear : Function<Linear> {
  static at::Tensor forward(AutogradContext* context, const at::Tensor& x, const at::Tensor& weight,
                            const c10::optional<at::Tensor>& bias, const SettingsPointer& settings) {
    std::vector<std::int64_t> shape = x.sizes().vec();
    shape.back() = weight.size(0);
    const at::Tensor product = at::mm(x.reshape({-1, x.size(-1)}), weight.t()).view(shape);
    keep(context, settings, {x, weight, product});
    return bias ? product + *bias : product;
  }

  static variable_list backward(AutogradContext* context, const variable_list& incoming) {
    const variable_list saved = context->get_saved_variables();
    const SettingsPointer settings = settings_of(context);
    const at::Tensor x = settings->gradient() ? product_backward(incoming[0], saved[1])
                                              : rules::linear(incoming[0], saved[0], saved[2], saved[1],
                                                              settings->linear, settings->rules);
    return {x, {}, {}, {}};
  }
};

struct Matmul : Function<Matmul> {
  static at::Tensor forward(AutogradContext* context, const at::Tensor& a, const at::Tensor& b,
                            const SettingsPointer& settings) {
    const at::Tensor product = at::matmul(a, b);
    keep(context, settings, {a, b, product});
    return product;
  }

  static variable_list backward(AutogradContext* context, const variable_list& incoming) {
    const variable_list saved = context->get_saved_variables();
    const bool want_a = context->needs_input_grad(0), want_b = context->needs_input_grad(1);
    if (settings_of(context)->gradient()) {
      return {want_a ? at::matmul(incoming[0], saved[1].transpose(-2, -1)) : at::Tensor(),
              want_b ? at::matmul(saved[0].transpose(-2, -1), incoming[0]) : at::Tensor(),
              {}};
    }
    const auto [a, b] = rules::matmul(incoming[0], saved[0], saved[1], saved[2], want_a, want_b);
    return {a, b, {}};
  }
};

struct Multiply : Function<Multiply> {
  static at::Tensor forward(AutogradContext* context, const at::Tensor& a, const at::Tensor& b,
                            const SettingsPointer& settings) {
    keep(context, settings, {a, b});
    return a * b;
  }

  static variable_list backward(AutogradContext* context, const variable_list& incoming) {
    if (!settings_of(context)->gradient()) return {incoming[0] / 2, incoming[0] / 2, {}};
    const variable_list saved = context->get_saved_variables();
    return {incoming[0] * saved[1], incoming[0] * saved[0], {}};
  }
};

struct Add : Function<Add> {
  static at::Tensor forward(AutogradContext* context, const at::Tensor& a, const at::Tensor& b,
                            const SettingsPointer& settings) {
    const at::Tensor sum = a + b;
    keep(context, settings, {a, b, sum});
    return sum;
  }

  static variable_list backward(AutogradContext* context, const variable_list& incoming) {
    const SettingsPointer settings = settings_of(context);
    if (settings->gradient()) return {incoming[0], incoming[0], {}};
    const variable_list saved = context->get_saved_variables();
    const auto [a, b] = rules::add(incoming[0], saved[0], saved[1], saved[2], settings->rules);
    return {a, b, {}};
  }
};

struct Reused : Function<Reused> {
  static at::Tensor forward(AutogradContext* context, const at::Tensor& x, const SettingsPointer& settings) {
    keep(context, settings, {x});
    return x.view_as(x);
  }

  static variable_list backward(AutogradContext* context, const variable_list& incoming) {
    if (settings_of(context)->gradient()) return {incoming[0], {}};
    return {rules::reused(incoming[0], context->get_saved_variables()[0]), {}};
  }
};

struct PixelLinear : Function<PixelLinear> {
  static at::Tensor forward(AutogradContext* context, const at::Tensor& x, const at::Tensor& weight,
                            const c10::optional<at::Tensor>& bias, const SettingsPointer& settings) {
    keep(context, settings, {x, weight});
    return at::linear(x, weight, bias);
  }

  static variable_list backward(AutogradContext* context, const variable_list& incoming) {
    const variable_list saved = context->get_saved_variables();
    if (settings_of(context)->gradient()) return {at::matmul(incoming[0], saved[1]), {}, {}, {}};
    const double lowest = saved[0].min().item<double>(), highest = saved[0].max().item<double>();
    return {rules::pixel_linear(incoming[0], saved[0], saved[1], lowest, highest), {}, {}, {}};
  }
};

struct Unchanged : Function<Unchanged> {
  static at::Tensor forward(AutogradContext* context, const at::Tensor& x, const SettingsPointer& settings) {
    keep(context, settings, {x});
    return settings->operation(x);
  }

  static variable_list backward(AutogradContext* context, const variable_list& incoming) {
    const SettingsPointer settings = settings_of(context);
    if (!settings->gradient()) return {incoming[0], {}};
    // Computed again with ATen's own graph: cheap operations all, and no second list of their derivatives.
    const at::AutoGradMode graph(true);
    const at::Tensor x = context->get_saved_variables()[0].detach().requires_grad_(true);
    return {torch::autograd::grad({settings->operation(x)}, {x}, {incoming[0]})[0], {}};
  }
};

c10::optional<at::Tensor> given(const at::Tensor& tensor) {
  return tensor.defined() ? c10::optional<at::Tensor>(tensor) : c10::nullopt;
}

/// WEIGHT for rules that divide by sums: they multiply in the numbers of X, whatever the weights are kept in.
at::Tensor in_numbers_of(const at::Tensor& x, const at::Tensor& weight) {
  return weight.scalar_type() == at::kBFloat16 ? weight.to(x.scalar_type()) : weight;
}

}  // namespace

at::Tensor linear(const ForwardContext& context, const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias,
                  const LinearRule& rule) {
  const auto settings = c10::make_intrusive<Settings>(context);
  settings->linear = rule;
  return Linear::apply(x, in_numbers_of(x, weight), given(bias), settings);
}

at::Tensor matmul(const ForwardContext& context, const at::Tensor& a, const at::Tensor& b) {
  return Matmul::apply(a, b, c10::make_intrusive<Settings>(context));
}

at::Tensor multiply(const ForwardContext& context, const at::Tensor& a, const at::Tensor& b) {
  return Multiply::apply(a, b, c10::make_intrusive<Settings>(context));
}

at::Tensor add(const ForwardContext& context, const at::Tensor& a, const at::Tensor& b) {
  return Add::apply(a, b, c10::make_intrusive<Settings>(context));
}

at::Tensor reused(const ForwardContext& context, const at::Tensor& x) {
  return Reused::apply(x, c10::make_intrusive<Settings>(context));
}

at::Tensor pixel_linear(const ForwardContext& context, const at::Tensor& x, const at::Tensor& weight,
                        const at::Tensor& bias) {
  return PixelLinear::apply(x, in_numbers_of(x, weight), given(bias), c10::make_intrusive<Settings>(context));
}

at::Tensor unchanged(const ForwardContext& context, const at::Tensor& x, const Operation& operation) {
  const auto settings = c10::make_intrusive<Settings>(context);
  settings->operation = operation;
  return Unchanged::apply(x, settings);
}

}  // namespace rex::nn::relevance
