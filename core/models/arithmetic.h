#pragma once

#include <string>

#include "core/models/model.h"
#include "core/nn/arithmetic.h"

namespace rex {

/// Lets the layers of MODEL multiply in ARITHMETIC: for bfloat16 the weights of its linear layers and convolutions are
/// rounded once and kept so, which halves them; embeddings, norms and biases stay float32. There is no way back but to
/// open the model again. Throws Error where this machine has no instructions for it.
void use_arithmetic(Model& model, nn::Arithmetic arithmetic);

/// In what the layers of MODEL multiply.
nn::Arithmetic arithmetic_of(const Model& model);

/// What people should know of products in bfloat16 on a processor that multiplies FLOAT32 and BFLOAT16 billions of
/// numbers a second.
std::string bfloat16_note(double float32, double bfloat16);

}  // namespace rex
