#pragma once

#include <ATen/core/Tensor.h>

#include <cstddef>
#include <functional>

#include "core/explain/evidence.h"
#include "core/explain/explanation.h"

namespace rex {

/// How a method sees one map.
struct MapView {
  /// The row that a read-out reads of what the method makes of the map at an index: [key].
  std::function<at::Tensor(std::size_t map, const ReadOut& read_out)> row;
  /// All rows: [query, key]. Empty where the method makes rows only.
  std::function<at::Tensor(std::size_t map)> matrix;
  bool whole_rows = true;  ///< rows cover special tokens, and several rows add up; false: each is scaled by itself
};

/// For methods that look at one layer: for each read-out and key domain, the last map that counts and has the
/// read-out's tokens as rows. Fills RESULT, with steps and matrices as OPTIONS ask.
void read_last_maps(const Evidence& evidence, const ExplainOptions& options, const MapView& view, Explanation& result);

/// A view of whole matrices, of which rows are taken. EVIDENCE must outlive it.
MapView matrix_view(const Evidence& evidence, std::function<at::Tensor(std::size_t map)> matrix);

}  // namespace rex
