#pragma once

#include <dlfcn.h>
#include <malloc.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <string_view>
#include <system_error>

namespace rex {

/// The name of OpenBLAS's kernels in this process, as "Haswell"; null without OpenBLAS.
inline const char* blas_kernels() {
  void* library = dlopen("libopenblas.so.0", RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) return nullptr;
  const auto name = reinterpret_cast<const char* (*)()>(dlsym(library, "openblas_get_corename"));
  return name == nullptr ? nullptr : name();
}

/// What OPENBLAS_CORETYPE should say where OpenBLAS chose KERNELS; null where its choice is good. A processor that is
/// newer than the library is unknown to it and gets Prescott's kernels (SSE3, of 2004), whatever it can: on one core of
/// a Xeon of 2023, 28 in place of 115 GFLOP/s. WIDE: the processor has AVX2 and FMA; WIDEST: AVX-512 with its F, BW,
/// DQ, CD and VL parts.
inline const char* better_blas_kernels(std::string_view kernels, bool wide, bool widest) {
  if (kernels != "Prescott" || !wide) return nullptr;
  return widest ? "SkylakeX" : "Haswell";
}

/// The same of this processor; KERNELS may be null.
inline const char* better_blas_kernels(const char* kernels) {
#if defined(__x86_64__)
  if (kernels == nullptr) return nullptr;
  const bool wide = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
  const bool widest = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                      __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512cd") &&
                      __builtin_cpu_supports("avx512vl");
  return better_blas_kernels(kernels, wide, widest);
#else
  (void)kernels;
  return nullptr;
#endif
}

/// Keeps up to 256 MB that were freed: attention maps and their gradients come and go, tens of megabytes each, and
/// taking them from the system anew, page by page, costs a pass of a large model about 3 % of its time.
inline void keep_freed_memory() {
  constexpr int largest_threshold = 32 << 20, kept = 256 << 20;  // glibc allows no larger one
  mallopt(M_MMAP_THRESHOLD, largest_threshold);
  mallopt(M_TRIM_THRESHOLD, kept);
}

/// Settles what LibTorch's libraries read once, when they are loaded: how threads of OpenMP wait for each other (those
/// that spin fight with the window's own thread and with other programs) and OpenBLAS's kernels. Where they were loaded
/// before, the program starts again, with the same ARGV. What a person has set stays. The first call of main; a header
/// alone, since the launchers link no library.
inline void settle_libraries(char** argv) {
  bool again = false;
  if (std::getenv("OMP_WAIT_POLICY") == nullptr) {
    setenv("OMP_WAIT_POLICY", "PASSIVE", 1);
    again = dlsym(RTLD_DEFAULT, "omp_get_max_threads") != nullptr;
  }
  if (std::getenv("OPENBLAS_CORETYPE") == nullptr) {
    if (const char* kernels = better_blas_kernels(blas_kernels())) {
      setenv("OPENBLAS_CORETYPE", kernels, 1);
      again = true;
    }
  }
  if (!again) return;
  std::error_code failure;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", failure);
  if (!failure) execv(program.c_str(), argv);  // returns only where it fails: then this process goes on, slower
}

}  // namespace rex
