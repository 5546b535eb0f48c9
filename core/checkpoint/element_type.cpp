#include "core/checkpoint/element_type.h"

#include <array>

namespace rex {
namespace {

struct Traits {
  std::string_view name;
  std::size_t bytes;
  at::ScalarType scalar;  // Undefined: LibTorch 1.13 has none
  std::string_view storage_class;
  std::string_view dtype;
};

constexpr auto none = at::ScalarType::Undefined;

// In the order of the enumeration.
constexpr std::array<Traits, 21> all{{
    {"BOOL", 1, at::ScalarType::Bool, "BoolStorage", "bool"},
    {"U8", 1, at::ScalarType::Byte, "ByteStorage", "uint8"},
    {"I8", 1, at::ScalarType::Char, "CharStorage", "int8"},
    {"U16", 2, none, "", "uint16"},
    {"I16", 2, at::ScalarType::Short, "ShortStorage", "int16"},
    {"U32", 4, none, "", "uint32"},
    {"I32", 4, at::ScalarType::Int, "IntStorage", "int32"},
    {"U64", 8, none, "", "uint64"},
    {"I64", 8, at::ScalarType::Long, "LongStorage", "int64"},
    {"F8_E4M3", 1, none, "", "float8_e4m3fn"},
    {"F8_E5M2", 1, none, "", "float8_e5m2"},
    {"F8_E4M3FNUZ", 1, none, "", "float8_e4m3fnuz"},
    {"F8_E5M2FNUZ", 1, none, "", "float8_e5m2fnuz"},
    {"F8_E8M0", 1, none, "", "float8_e8m0fnu"},
    {"F16", 2, at::ScalarType::Half, "HalfStorage", "float16"},
    {"BF16", 2, at::ScalarType::BFloat16, "BFloat16Storage", "bfloat16"},
    {"F32", 4, at::ScalarType::Float, "FloatStorage", "float32"},
    {"F64", 8, at::ScalarType::Double, "DoubleStorage", "float64"},
    {"C32", 4, at::ScalarType::ComplexHalf, "", "complex32"},
    {"C64", 8, at::ScalarType::ComplexFloat, "ComplexFloatStorage", "complex64"},
    {"C128", 16, at::ScalarType::ComplexDouble, "ComplexDoubleStorage", "complex128"},
}};

const Traits& traits(ElementType type) { return all[static_cast<std::size_t>(type)]; }

template <class Field>
std::optional<ElementType> find(Field Traits::*field, Field value) {
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i].*field == value) return static_cast<ElementType>(i);
  }
  return std::nullopt;
}

}  // namespace

std::string element_type_name(ElementType type) { return std::string(traits(type).name); }

std::size_t element_size(ElementType type) { return traits(type).bytes; }

std::size_t component_size(ElementType type) {
  const bool complex = type == ElementType::c32 || type == ElementType::c64 || type == ElementType::c128;
  return complex ? traits(type).bytes / 2 : traits(type).bytes;
}

bool in_safetensors(ElementType type) { return type != ElementType::c32 && type != ElementType::c128; }

std::optional<at::ScalarType> scalar_type(ElementType type) {
  const at::ScalarType scalar = traits(type).scalar;
  return scalar == none ? std::nullopt : std::optional(scalar);
}

std::optional<ElementType> element_type(at::ScalarType type) {
  return type == none ? std::nullopt : find(&Traits::scalar, type);
}

std::optional<ElementType> element_type_by_name(std::string_view name) { return find(&Traits::name, name); }

std::optional<ElementType> element_type_by_storage(std::string_view storage_class) {
  return storage_class.empty() ? std::nullopt : find(&Traits::storage_class, storage_class);
}

std::optional<ElementType> element_type_by_dtype(std::string_view dtype) { return find(&Traits::dtype, dtype); }

}  // namespace rex
