#include "tests/support/tolerance.h"

#include <ATen/ATen.h>

namespace rex::test {

bool is_close(const at::Tensor& actual, const at::Tensor& wanted, const Tolerance& tolerance) {
  return at::allclose(actual, wanted, tolerance.relative, tolerance.absolute);
}

}  // namespace rex::test
