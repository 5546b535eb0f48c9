#include "core/base/digest.h"

#include <openssl/evp.h>

#include <array>

#include "core/base/fault.h"

namespace rex {

struct Digest::State {
  struct FreeContext {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
  };
  using Context = std::unique_ptr<EVP_MD_CTX, FreeContext>;

  Context context{EVP_MD_CTX_new()};
};

Digest::Digest(Kind kind) : state_(std::make_unique<State>()) {
  const EVP_MD* const algorithm = kind == Kind::sha1 ? EVP_sha1() : EVP_sha256();
  require(state_->context && EVP_DigestInit_ex(state_->context.get(), algorithm, nullptr) == 1, "the digest is known");
}

Digest::~Digest() = default;
Digest::Digest(Digest&&) noexcept = default;
Digest& Digest::operator=(Digest&&) noexcept = default;

void Digest::add(std::string_view bytes) { EVP_DigestUpdate(state_->context.get(), bytes.data(), bytes.size()); }

std::string Digest::hexadecimal() const {
  const State::Context copy{EVP_MD_CTX_new()};
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned size = 0;
  require(copy && EVP_MD_CTX_copy_ex(copy.get(), state_->context.get()) == 1 &&
              EVP_DigestFinal_ex(copy.get(), digest.data(), &size) == 1,
          "a digest ends");
  std::string text;
  for (unsigned i = 0; i < size; ++i) {
    text += "0123456789abcdef"[digest[i] >> 4];
    text += "0123456789abcdef"[digest[i] & 15];
  }
  return text;
}

}  // namespace rex
