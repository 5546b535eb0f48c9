#pragma once

#include <ATen/core/Tensor.h>

#include <map>
#include <string>

namespace rex {

/// Eight hexadecimal digits that tell one set of weights from another on figures and in saved sessions. Covers every
/// name, shape and element type, every byte of tensors up to 64 KiB, and of larger ones sixteen blocks of 4 KiB spread
/// evenly from the first byte to the last: a gigabyte of weights costs milliseconds, and any training step changes it.
/// No protection against someone who wants two models to look alike.
std::string weights_hash(const std::map<std::string, at::Tensor>& parameters);

}  // namespace rex
