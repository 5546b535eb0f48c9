#pragma once

#include <string_view>

namespace rex {

/// What OPENBLAS_CORETYPE should say where OpenBLAS chose KERNELS (openblas_get_corename()); null where its choice is
/// good. A processor that is newer than the library is unknown to it and gets the kernels of 2004, whatever it can:
/// measured on one core of such a processor, 28 in place of 115 GFLOP/s. WIDE: the processor has AVX2 and FMA; WIDEST:
/// AVX-512 with its F, BW, DQ, CD and VL parts.
inline const char* better_openblas_kernels(std::string_view kernels, bool wide, bool widest) {
  if (kernels != "Prescott" || !wide) return nullptr;
  return widest ? "SkylakeX" : "Haswell";
}

}  // namespace rex
