#include "core/nn/trace.h"

#include <ATen/ATen.h>

#include <algorithm>

namespace rex {

std::int64_t TokenDomain::count(TokenKind kind) const { return std::count(kinds.begin(), kinds.end(), kind); }

void TokenDomain::append(TokenKind kind, std::int64_t count, const at::Tensor& mask) {
  const at::Tensor real = mask.defined() ? mask.reshape({-1}).to(at::kLong).to(at::kCPU).contiguous() : at::Tensor();
  for (std::int64_t token = 0; token < count; ++token) {
    kinds.push_back(kind);
    places.push_back(kind == TokenKind::special ? -1 : token);
    padded.push_back(real.defined() && real.data_ptr<std::int64_t>()[token] == 0);
  }
}

}  // namespace rex
