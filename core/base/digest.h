#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace rex {

/// A digest of bytes that come in parts: SHA-256, or SHA-1 where a foreign format still has it (FIPS 180-4).
class Digest {
 public:
  enum class Kind { sha1, sha256 };

  explicit Digest(Kind kind = Kind::sha256);
  ~Digest();
  Digest(Digest&&) noexcept;
  Digest& operator=(Digest&&) noexcept;

  void add(std::string_view bytes);

  /// Of all that was added, in hexadecimal digits of lower case. More may be added afterwards.
  std::string hexadecimal() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace rex
