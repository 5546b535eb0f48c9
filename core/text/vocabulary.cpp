#include "core/text/vocabulary.h"

#include <algorithm>

namespace rex::text {

void Vocabulary::add(std::string_view piece, int64_t id) {
  const auto entry = ids_.insert_or_assign(std::string(piece), id).first;
  pieces_[id] = &entry->first;
  size_ = std::max(size_, id + 1);
}

int64_t Vocabulary::id_of(std::string_view piece) const {
  const auto found = ids_.find(piece);
  return found == ids_.end() ? -1 : found->second;
}

const std::string& Vocabulary::piece_of(int64_t id) const {
  static const std::string none;
  const auto found = pieces_.find(id);
  return found == pieces_.end() ? none : *found->second;
}

}  // namespace rex::text
