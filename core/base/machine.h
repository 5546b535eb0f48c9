#pragma once

#include <string>
#include <vector>

namespace rex {

/// One line of `rex doctor`.
struct MachineFact {
  std::string name;     ///< "BLAS"
  std::string value;    ///< "OpenBLAS 0.3.21 (openmp)"
  std::string problem;  ///< what looks wrong and what to do; empty where nothing does
};

/// What this machine computes with: library versions, the BLAS in use, threads, processor features, CUDA, memory.
std::vector<MachineFact> machine_facts();

/// Billions of floating-point operations per second of a float32 matrix product, 1024³, best of a few (takes about 0.1
/// s with a good BLAS).
double matrix_product_rate();

/// The same in bfloat16, which is slow where the processor has no instructions for it.
double bfloat16_product_rate();

/// What the processor can, as /proc/cpuinfo has it: words between spaces. Empty where it says nothing.
std::string processor_flags();

/// The path of the BLAS library that serves matrix products; empty where it cannot be told (a static one).
std::string blas_library();

/// What is wrong with using the library at PATH, or an empty string. The reference BLAS is 20–30 times slower than
/// OpenBLAS, and OpenBLAS's pthread flavour competes with LibTorch's OpenMP threads.
std::string blas_problem(const std::string& path);

/// What is wrong with OpenBLAS's KERNELS (as "Haswell") on this processor, or an empty string.
std::string kernels_problem(const char* kernels);

}  // namespace rex
