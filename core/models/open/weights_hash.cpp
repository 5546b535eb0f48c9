#include "core/models/open/weights_hash.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <string_view>

namespace rex {
namespace {

constexpr std::size_t read_whole = 64 * 1024;  // bytes
constexpr std::size_t block = 4 * 1024;
constexpr std::size_t blocks = 16;

/// Takes eight bytes at a time; the multiplications spread every bit over the state.
class Mixer {
 public:
  void add(std::uint64_t word) {
    state_ = (state_ ^ word) * 0x9e3779b97f4a7c15u;
    state_ ^= state_ >> 29;
  }
  void add(std::string_view bytes) {
    add(bytes.size());
    for (std::size_t at = 0; at < bytes.size(); at += sizeof(std::uint64_t)) {
      std::uint64_t word = 0;
      std::memcpy(&word, bytes.data() + at, std::min(sizeof word, bytes.size() - at));
      add(word);
    }
  }
  std::uint32_t digest() const {
    std::uint64_t value = state_ * 0xbf58476d1ce4e5b9u;
    value ^= value >> 32;
    return static_cast<std::uint32_t>(value);
  }

 private:
  std::uint64_t state_ = 0x2545f4914f6cdd1du;
};

}  // namespace

std::string weights_hash(const std::map<std::string, at::Tensor>& parameters) {
  Mixer mixer;
  for (const auto& [name, parameter] : parameters) {
    const at::Tensor tensor = parameter.detach().contiguous();
    mixer.add(name);
    mixer.add(static_cast<std::uint64_t>(tensor.scalar_type()));
    for (const std::int64_t size : tensor.sizes()) mixer.add(static_cast<std::uint64_t>(size));
    const std::string_view bytes(static_cast<const char*>(tensor.data_ptr()), tensor.nbytes());
    if (bytes.size() <= read_whole) {
      mixer.add(bytes);
    } else {
      for (std::size_t i = 0; i < blocks; ++i) {
        mixer.add(bytes.substr((bytes.size() - block) / (blocks - 1) * i, block));
      }
      mixer.add(bytes.substr(bytes.size() - block));
    }
  }
  char text[9];
  std::snprintf(text, sizeof text, "%08x", static_cast<unsigned>(mixer.digest()));
  return text;
}

}  // namespace rex
