// The programs themselves know no library: loading LibTorch costs 0.4 s, which `--version` need not pay, and what it
// reads once must be settled before it is loaded. Everything else lives in the module beside them.
#include <dlfcn.h>

#include <cstdio>
#include <cstring>
#include <filesystem>

#include "core/base/process_start.h"

int main(int argc, char** argv) {
  if (argc == 2 && std::strcmp(argv[1], "--version") == 0) {
    std::puts(REX_PROGRAM_NAME " " REX_VERSION);
    return 0;
  }
  rex::settle_libraries(argv);
  rex::keep_freed_memory();
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
