#pragma once

#include <dlfcn.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <system_error>

namespace rex {

/// The name of OpenBLAS's kernels in this process, as "Haswell"; null without OpenBLAS.
inline const char* blas_kernels() {
  void* library = dlopen("libopenblas.so.0", RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) return nullptr;
  const auto name = reinterpret_cast<const char* (*)()>(dlsym(library, "openblas_get_corename"));
  return name == nullptr ? nullptr : name();
}

/// The kernels that this processor should have, in place of KERNELS; null where those are well chosen. An OpenBLAS that
/// is older than a processor takes Prescott's (SSE3, of 2004) for it: 0.3.21 does so on Xeons of 2023, at a fifth of
/// the rate.
inline const char* better_blas_kernels(const char* kernels) {
#if defined(__x86_64__)
  if (kernels == nullptr || std::strcmp(kernels, "Prescott") != 0) return nullptr;
  const bool avx512 = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                      __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl");
  if (avx512) return "SkylakeX";
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return "Haswell";
#else
  (void)kernels;
#endif
  return nullptr;
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
