#pragma once

#include <cstddef>

namespace rex {

/// Bytes that programs can still take without swapping, as the kernel estimates; 0 where that is not known.
std::size_t available_memory();

/// Bytes of this program that lie in memory; 0 where that is not known.
std::size_t resident_memory();

}  // namespace rex
