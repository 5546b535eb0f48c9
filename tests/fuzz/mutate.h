#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace rex::fuzz {

/// Numbers that depend on the seed alone (SplitMix64: Steele, Lea, Flood, OOPSLA 2014), on every machine.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next();
  /// 0 … COUNT - 1; 0 where COUNT is 0.
  std::size_t below(std::size_t count) { return count == 0 ? 0 : static_cast<std::size_t>(next() % count); }
  bool chance(int percent) { return below(100) < static_cast<std::size_t>(percent); }
  template <class Container>
  const auto& pick(const Container& container) {
    return container[below(container.size())];
  }

 private:
  std::uint64_t state_;
};

/// What a seed is, so that a mutation passes the outermost checks and reaches what lies behind them.
enum class Format { bytes, text, json, zip, png };

/// A sound file.
struct Seed {
  std::string name;  ///< of the file, such as "config.json"
  std::string bytes;
  Format format = Format::bytes;
};

/// SEED with one to eight changes: flipped bits, odd numbers, cut, doubled and repeated pieces, pieces of OTHER, tokens
/// that its format knows. JSON is mostly changed as a document, a zip file mostly in one entry and put together again
/// without checksums, and most PNG files get their checksums back.
std::string mutated(const Seed& seed, const Seed& other, Random& random);

}  // namespace rex::fuzz
