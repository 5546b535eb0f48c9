#include "core/base/machine.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <ATen/Version.h>
#include <ATen/core/grad_mode.h>
#include <dlfcn.h>
#include <torch/version.h>
#include <unicode/uversion.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <opencv2/core/version.hpp>
#include <sstream>

#include "core/base/memory.h"
#include "core/base/process_start.h"
#include "core/base/threads.h"

namespace rex {
namespace {

const char* const install_openblas =
    "Install libopenblas0-openmp and make it the active one: update-alternatives --config "
    "libblas.so.3-x86_64-linux-gnu";

std::string processor_value(const std::string& field) {
  std::ifstream file("/proc/cpuinfo");
  for (std::string line; std::getline(file, line);) {
    if (line.rfind(field, 0) == 0 && line.find(':') != std::string::npos) return line.substr(line.find(':') + 2);
  }
  return {};
}

bool has_flag(const std::string& flag) {
  static const std::string flags = " " + processor_flags() + " ";
  return flags.find(" " + flag + " ") != std::string::npos;
}

MachineFact processor() {
  const std::string name = processor_value("model name");
  std::string features;
  for (const char* flag : {"sse4_2", "avx", "avx2", "fma", "avx512f", "avx512_bf16", "amx_tile", "amx_bf16"}) {
    if (has_flag(flag)) features += std::string(features.empty() ? "" : " ") + flag;
  }
  MachineFact fact{"Processor", name + (features.empty() ? "" : " (" + features + ")"), {}};
  if (!features.empty() && features.find("avx2") == std::string::npos) {
    fact.problem = "No AVX2: matrix products run at a fraction of the usual speed on this processor.";
  }
  return fact;
}

MachineFact memory() {
  const double available = static_cast<double>(available_memory()) / 1e9;
  std::ostringstream value;
  value.precision(1);
  value << std::fixed << available << " GB available";
  return {"Memory", value.str(), available > 0 && available < 2 ? "Models of the usual sizes need 2 GB or more." : ""};
}

MachineFact threads() {
  const char* const policy = std::getenv("OMP_WAIT_POLICY");
  const bool passive = policy != nullptr && (std::string(policy) == "PASSIVE" || std::string(policy) == "passive");
  MachineFact fact{"Threads",
                   std::to_string(at::get_num_threads()) + " of " + std::to_string(usable_cores()) + " usable cores" +
                       (passive ? ", waiting passively" : ""),
                   {}};
  if (!passive) {
    fact.problem = "OMP_WAIT_POLICY is not PASSIVE: threads that wait for each other burn the processor.";
  }
  return fact;
}

/// Billions of floating-point operations a second of a product of numbers of TYPE.
double product_rate(at::ScalarType type) {
  const at::NoGradGuard guard;
  constexpr int size = 1024;
  const at::Tensor a = at::rand({size, size}).to(type);
  const at::Tensor b = at::rand({size, size}).to(type);
  double best = 0;
  for (int run = 0; run < 3; ++run) {
    const auto start = std::chrono::steady_clock::now();
    at::mm(a, b);
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
    best = std::max(best, 2e-9 * size * size * size / seconds.count());
    if (seconds.count() > 1) break;  // a slow BLAS: one look is enough
  }
  return best;
}

}  // namespace

std::string blas_library() {
  for (const char* symbol : {"sgemm_", "cblas_sgemm", "sgemm"}) {
    void* function = dlsym(RTLD_DEFAULT, symbol);
    Dl_info info;
    if (function == nullptr || dladdr(function, &info) == 0 || info.dli_fname == nullptr) continue;
    std::error_code ignored;
    const auto path = std::filesystem::canonical(info.dli_fname, ignored);
    return ignored ? info.dli_fname : path.string();
  }
  return {};
}

std::string blas_problem(const std::string& path) {
  const auto contains = [&](const char* part) { return path.find(part) != std::string::npos; };
  if (contains("openblas-pthread")) {
    return std::string("OpenBLAS's own threads compete with LibTorch's OpenMP threads. ") + install_openblas;
  }
  if (contains("openblas") || contains("mkl") || contains("blis") || contains("torch")) return {};
  if (contains("atlas")) return std::string("ATLAS is several times slower than OpenBLAS. ") + install_openblas;
  if (contains("libblas"))
    return std::string("The reference BLAS is 20 to 30 times slower than OpenBLAS. ") + install_openblas;
  return {};
}

std::string kernels_problem(const char* kernels) {
  const char* const better = better_blas_kernels(kernels);
  if (better == nullptr) return {};
  return std::string("They are for processors without AVX: set OPENBLAS_CORETYPE to ") + better +
         ", or leave it unset and it is chosen.";
}

std::string processor_flags() { return processor_value("flags"); }

double matrix_product_rate() { return product_rate(at::kFloat); }

double bfloat16_product_rate() { return product_rate(at::kBFloat16); }

std::vector<MachineFact> machine_facts() {
  std::vector<MachineFact> facts;
  facts.push_back({"LibTorch", TORCH_VERSION, {}});
  const std::string blas = blas_library();
  facts.push_back({"BLAS", blas.empty() ? "inside LibTorch" : blas, blas_problem(blas)});
  if (const char* kernels = blas_kernels()) facts.push_back({"BLAS kernels", kernels, kernels_problem(kernels)});
  facts.push_back({"OpenCV", CV_VERSION, {}});
  facts.push_back({"ICU", U_ICU_VERSION, {}});
  facts.push_back(threads());
  facts.push_back(processor());
  facts.push_back({"CUDA", at::hasCUDA() ? "available" : "not available: everything runs on the processor", {}});
  facts.push_back(memory());
  return facts;
}

}  // namespace rex
