#pragma once

#include <cstdint>
#include <vector>

namespace rex::text {

/// What pairs of pieces become: an open hash table, for it is asked several times for every byte of a text.
class MergeTable {
 public:
  struct Merge {
    uint64_t key = unused;
    uint32_t rank = 0;
    int64_t id = 0;  ///< of the joined piece
  };

  /// Room for COUNT merges.
  explicit MergeTable(std::size_t count) {
    std::size_t size = 16;
    while (size < 2 * count) size *= 2;
    entries_.resize(size);
  }

  /// A pair that is named again takes its later rank and piece. Ids are below 2³¹.
  void set(int64_t left, int64_t right, uint32_t rank, int64_t id) {
    entries_[place(key_of(left, right))] = {key_of(left, right), rank, id};
  }

  /// Null where the pair is not joined.
  const Merge* find(int64_t left, int64_t right) const {
    const Merge& entry = entries_[place(key_of(left, right))];
    return entry.key == unused ? nullptr : &entry;
  }

 private:
  static constexpr uint64_t unused = ~uint64_t{0};

  static uint64_t key_of(int64_t left, int64_t right) {
    return static_cast<uint64_t>(left) << 32 | static_cast<uint64_t>(right);
  }

  std::size_t place(uint64_t key) const {
    constexpr uint64_t golden_ratio = 0x9E3779B97F4A7C15;  // spreads neighbouring keys
    std::size_t at = (key * golden_ratio >> 20) & (entries_.size() - 1);
    while (entries_[at].key != key && entries_[at].key != unused) at = (at + 1) & (entries_.size() - 1);
    return at;
  }

  std::vector<Merge> entries_;
};

}  // namespace rex::text
