// `rex` itself knows no library: loading LibTorch costs 0.4 s, which `rex --version` need not pay. Everything else
// lives in the module beside it.
#include <dlfcn.h>

#include <cstdio>
#include <cstring>
#include <filesystem>

int main(int argc, char** argv) {
  if (argc == 2 && std::strcmp(argv[1], "--version") == 0) {
    std::puts("rex " REX_VERSION);
    return 0;
  }
  std::error_code failure;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", failure);
  const auto module = program.parent_path().parent_path() / "lib/relevance-explorer/rex-commands.so";
  void* library = dlopen(module.c_str(), RTLD_NOW | RTLD_GLOBAL);
  auto* run = library == nullptr ? nullptr : reinterpret_cast<int (*)(int, char**)>(dlsym(library, "rex_run"));
  if (run == nullptr) {
    std::fprintf(stderr, "rex: %s\nInstall the program again: this part of it belongs beside it.\n", dlerror());
    return 1;
  }
  return run(argc, argv);
}
