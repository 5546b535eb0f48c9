#pragma once

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace rex::zoo {

/// A small deterministic random generator (splitmix64: a Weyl sequence through a 64-bit mixer). The same seed gives the
/// same numbers with every compiler and standard library, which std's distributions do not promise. (Draw only once in
/// a call's arguments: their order is the compiler's choice.)
class Random {
 public:
  explicit Random(uint64_t seed) : state_(mix(seed)) {}

  /// A generator of its own for one purpose, so that a draw more here shifts nothing there.
  Random fork(std::string_view purpose) const {
    uint64_t hash = state_;
    for (const char c : purpose) hash = mix(hash ^ static_cast<unsigned char>(c));
    return Random(hash);
  }

  uint64_t next() {
    state_ += weyl;
    return mix(state_);
  }

  /// 0 … count − 1; COUNT must be positive.
  int below(int count) { return static_cast<int>(((next() >> 32) * static_cast<uint64_t>(count)) >> 32); }

  /// LOW … HIGH, both included.
  int between(int low, int high) { return low + below(high - low + 1); }

  /// In [0, 1).
  double uniform() { return static_cast<double>(next() >> 11) * 0x1p-53; }

  /// In [LOW, HIGH).
  double uniform(double low, double high) { return low + (high - low) * uniform(); }

  bool chance(double probability) { return uniform() < probability; }

  template <typename T>
  const T& pick(const std::vector<T>& items) {
    return items[static_cast<size_t>(below(static_cast<int>(items.size())))];
  }

  template <typename T>
  void shuffle(std::vector<T>& items) {
    for (int last = static_cast<int>(items.size()) - 1; last > 0; --last)
      std::swap(items[static_cast<size_t>(last)], items[static_cast<size_t>(below(last + 1))]);
  }

 private:
  static constexpr uint64_t weyl = 0x9e3779b97f4a7c15;

  static uint64_t mix(uint64_t x) {
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9;
    x = (x ^ (x >> 27)) * 0x94d049bb133111eb;
    return x ^ (x >> 31);
  }

  uint64_t state_;
};

}  // namespace rex::zoo
