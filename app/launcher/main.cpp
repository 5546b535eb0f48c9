// The programs themselves know no library: loading LibTorch costs 0.4 s, which `--version` need not pay, and how
// threads of OpenMP wait for each other and which kernels multiply matrices must be settled before it is loaded.
// Everything else lives in the module beside them.
#include <dlfcn.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>

#include "core/base/openblas_kernels.h"

namespace {

/// Starts the program anew with the kernels that this processor wants where OpenBLAS, which reads its environment when
/// it is loaded, chose others. Returns where nothing is to be done.
void choose_openblas_kernels(char** argv) {
#if defined(__x86_64__)
  if (std::getenv("OPENBLAS_CORETYPE") != nullptr) return;
  void* blas = dlopen("libblas.so.3", RTLD_NOW | RTLD_LOCAL);
  auto* kernels = blas == nullptr ? nullptr : reinterpret_cast<const char* (*)()>(dlsym(blas, "openblas_get_corename"));
  if (kernels == nullptr) return;
  const bool wide = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
  const bool widest = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                      __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512cd") &&
                      __builtin_cpu_supports("avx512vl");
  const char* const better = rex::better_openblas_kernels(kernels(), wide, widest);
  if (better == nullptr) return;
  setenv("OPENBLAS_CORETYPE", better, 1);
  execv("/proc/self/exe", argv);  // where that fails, the program is slow and works
#else
  static_cast<void>(argv);
#endif
}

}  // namespace

int main(int argc, char** argv) {
  if (argc == 2 && std::strcmp(argv[1], "--version") == 0) {
    std::puts(REX_PROGRAM_NAME " " REX_VERSION);
    return 0;
  }
  // Threads that spin while they wait fight with the window's own and with other programs; libgomp reads this when it
  // is loaded. What a person has set stays.
  setenv("OMP_WAIT_POLICY", "PASSIVE", 0);
  choose_openblas_kernels(argv);
  std::error_code failure;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", failure);
  const auto module = program.parent_path().parent_path() / "lib/relevance-explorer/" REX_MODULE;
  void* library = dlopen(module.c_str(), RTLD_NOW | RTLD_GLOBAL);
  auto* run = library == nullptr ? nullptr : reinterpret_cast<int (*)(int, char**)>(dlsym(library, REX_ENTRY));
  if (run == nullptr) {
    std::fprintf(stderr, REX_PROGRAM_NAME ": %s\nInstall the program again: this part of it belongs beside it.\n",
                 dlerror());
    return 1;
  }
  return run(argc, argv);
}
