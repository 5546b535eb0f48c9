// The element types that weights are published in, under the names that each format gives them.
#pragma once

#include <c10/core/ScalarType.h>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace rex {

enum class ElementType {
  boolean,
  u8,
  i8,
  u16,
  i16,
  u32,
  i32,
  u64,
  i64,
  f8_e4m3,
  f8_e5m2,
  f8_e4m3fnuz,
  f8_e5m2fnuz,
  f8_e8m0,
  f16,
  bf16,
  f32,
  f64,
  c32,
  c64,
  c128
};

/// The safetensors name, such as "F32" or "BOOL". ("C32" and "C128" follow the pattern; safetensors has no name for
/// them.)
std::string element_type_name(ElementType type);

/// Bytes of one element.
std::size_t element_size(ElementType type);

/// Bytes of what a change of byte order reverses: a complex number's half, else the element.
std::size_t component_size(ElementType type);

/// Whether a safetensors file can hold it.
bool in_safetensors(ElementType type);

/// LibTorch's type; empty where LibTorch 1.13 has none (unsigned 16-, 32- and 64-bit integers and 8-bit floats).
std::optional<at::ScalarType> scalar_type(ElementType type);

std::optional<ElementType> element_type(at::ScalarType type);
/// By safetensors name.
std::optional<ElementType> element_type_by_name(std::string_view name);
/// By torch storage class, such as "FloatStorage".
std::optional<ElementType> element_type_by_storage(std::string_view storage_class);
/// By torch dtype, such as "float32".
std::optional<ElementType> element_type_by_dtype(std::string_view dtype);

}  // namespace rex
