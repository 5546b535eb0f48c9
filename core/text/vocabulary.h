#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

namespace rex::text {

/// Lets a map of strings be asked with a string_view.
struct StringHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
};

/// Pieces and their ids, both ways. Memory grows with the pieces, not with the ids.
class Vocabulary {
 public:
  /// A piece that is named again takes its later id; the earlier id keeps the piece's spelling.
  void add(std::string_view piece, int64_t id);

  /// The id of a piece, or -1.
  int64_t id_of(std::string_view piece) const;

  /// The piece of an id, or an empty string.
  const std::string& piece_of(int64_t id) const;

  /// The largest id + 1.
  int64_t size() const { return size_; }

  const auto& pieces() const { return ids_; }

 private:
  std::unordered_map<std::string, int64_t, StringHash, std::equal_to<>> ids_;
  std::unordered_map<int64_t, const std::string*> pieces_;
  int64_t size_ = 0;
};

}  // namespace rex::text
