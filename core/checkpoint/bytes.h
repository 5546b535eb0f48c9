#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>
#include <type_traits>

namespace rex {

/// The little-endian integer at the start of BYTES, which must hold it.
template <class Integer>
Integer little_endian(std::string_view bytes) {
  static_assert(std::is_integral_v<Integer>);
  Integer value = 0;
  std::memcpy(&value, bytes.data(), sizeof(value));  // this reader runs on little-endian machines
  return value;
}

}  // namespace rex
