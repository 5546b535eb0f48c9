#include "core/base/machine.h"

#include <cstdlib>
#include <string>

#include "core/base/process_start.h"
#include "tests/support/catch.h"
#include "tests/support/paths.h"

using namespace rex;

TEST_CASE("a slow or competing BLAS is named with its remedy") {
  CHECK_THAT(blas_problem("/usr/lib/x86_64-linux-gnu/blas/libblas.so.3"), ContainsSubstring("libopenblas0-openmp"));
  CHECK_THAT(blas_problem("/usr/lib/x86_64-linux-gnu/openblas-pthread/libblas.so.3"), ContainsSubstring("compete"));
  CHECK(blas_problem("/usr/lib/x86_64-linux-gnu/openblas-openmp/libblas.so.3").empty());
  CHECK(blas_problem("").empty());
}

TEST_CASE("kernels of OpenBLAS for old processors are named, and not taken by the programs themselves") {
  CHECK(kernels_problem("Haswell").empty());
  CHECK(kernels_problem("SkylakeX").empty());
  CHECK(better_blas_kernels(nullptr) == nullptr);
  if (better_blas_kernels("Prescott") == nullptr) return;  // this processor has no AVX2
  CHECK_THAT(kernels_problem("Prescott"), ContainsSubstring("OPENBLAS_CORETYPE"));
  if (blas_kernels() == nullptr) return;  // another BLAS
  const char* const before = std::getenv("OPENBLAS_CORETYPE");
  const std::string kept = before == nullptr ? "" : before;
  setenv("OPENBLAS_CORETYPE", "Prescott", 1);  // as a person may set it
  CHECK_THAT(test::run_rex("doctor").output, ContainsSubstring("! They are for"));
  unsetenv("OPENBLAS_CORETYPE");
  CHECK_THAT(test::run_rex("doctor").output, !ContainsSubstring("Prescott"));
  if (before != nullptr) setenv("OPENBLAS_CORETYPE", kept.c_str(), 1);
}

TEST_CASE("a processor that OpenBLAS does not know gets the kernels that it can run") {
  const auto better = [](const char* kernels, bool wide, bool widest) {
    const char* const name = better_blas_kernels(kernels, wide, widest);
    return std::string(name == nullptr ? "" : name);
  };
  CHECK(better("Prescott", true, true) == "SkylakeX");
  CHECK(better("Prescott", true, false) == "Haswell");
  CHECK(better("Prescott", false, false).empty());  // it is one, or can no more
  for (const char* known : {"Haswell", "Zen", "SkylakeX", "Cooperlake", "Sapphirerapids", ""}) {
    CHECK(better(known, true, true).empty());
  }
}

TEST_CASE("rex doctor names versions, BLAS, threads and a rate") {
  const auto result = test::run_rex("doctor");
  CHECK(result.status == 0);
  CHECK_THAT(result.output, !ContainsSubstring("does not know this processor"));  // the launcher saw to it
  for (const char* name : {"LibTorch", "BLAS", "OpenCV", "Qt", "Threads", "CUDA", "GFLOP/s"}) {
    CHECK_THAT(result.output, ContainsSubstring(name));
  }
}

TEST_CASE("rex answers --version and refuses what it does not know") {
  CHECK(test::run_rex("--version").output == "rex " REX_VERSION "\n");
  CHECK(test::run_rex("explian").status == 2);
  CHECK(test::run_rex("").status == 2);
  CHECK(test::run_rex("--help").status == 0);
}
