#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace rex {

/// What of an input is taken away to see what the model says without it: places in their own numbering, ascending.
struct RemovedPart {
  std::vector<std::int64_t> patches;  ///< cells of the patch grid, row by row; their pixels show FILL
  std::vector<std::int64_t> regions;  ///< the model sees fewer
  std::vector<std::int64_t> words;    ///< positions of input_ids; the text gets shorter
  std::int64_t text = 0;              ///< of several texts, the one that loses words
  std::string fill = "mean";          ///< name of an evaluate::Replacement

  bool empty() const { return patches.empty() && regions.empty() && words.empty(); }
  bool operator==(const RemovedPart&) const = default;
};

}  // namespace rex
