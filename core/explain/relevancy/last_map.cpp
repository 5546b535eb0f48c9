#include "core/explain/relevancy/last_map.h"

#include <ATen/ATen.h>

#include <map>
#include <utility>

#include "core/base/fault.h"
#include "core/explain/relevancy/maps_that_count.h"
#include "core/explain/relevancy/read_row.h"

namespace rex {
namespace {

/// The last map for each key domain of a read-out, found so far.
using LastMaps = std::map<int, std::size_t>;

void read_maps(const Evidence& evidence, const ReadOut& read_out, const LastMaps& last, const MapView& view,
               Relevancies& relevancies) {
  for (int key = 0; key < static_cast<int>(evidence.domains.size()); ++key) {
    if (!relates(evidence.maps, read_out.domain, key)) continue;
    const auto map = last.find(key);
    const RowReader reader = [&](const ReadOut& rows) {
      if (map == last.end()) return at::zeros({evidence.domains[static_cast<std::size_t>(key)].size()});
      if (!rows.mean_of_tokens) return view.row(map->second, rows.row);
      require(static_cast<bool>(view.matrix), "a mean of rows needs whole matrices");
      const TokenDomain& queries = evidence.domains[static_cast<std::size_t>(rows.domain)];
      return at::matmul(row_weights(rows, queries), view.matrix(map->second));
    };
    read_row(evidence, read_out, key, reader(read_out), relevancies);
    read_class_row(evidence, read_out, key, reader, relevancies);
  }
}

}  // namespace

void read_last_maps(const Evidence& evidence, const ExplainOptions& options, const MapView& view, Explanation& result) {
  const std::vector<ReadOut>& read_outs = chosen_read_outs(evidence, options);
  std::vector<LastMaps> last(read_outs.size());
  for (const std::size_t index : maps_that_count(evidence, read_outs, options.layers)) {
    const AttentionMap& map = evidence.maps[index];
    bool changes = false;
    for (std::size_t reader = 0; reader < read_outs.size(); ++reader) {
      if (read_outs[reader].domain != map.query_domain) continue;
      last[reader][map.key_domain] = index;
      changes = true;
    }
    if (!changes || !options.steps) continue;
    LayerStep step{map.stack, map.layer, {}};
    for (std::size_t reader = 0; reader < read_outs.size(); ++reader) {
      read_maps(evidence, read_outs[reader], last[reader], view, step.relevancies);
    }
    result.steps.push_back(std::move(step));
  }
  for (std::size_t reader = 0; reader < read_outs.size(); ++reader) {
    read_maps(evidence, read_outs[reader], last[reader], view, result.relevancies);
    if (!options.whole_matrices || !view.matrix) continue;
    for (const auto& [key, map] : last[reader]) {
      store_matrix(evidence, read_outs, read_outs[reader].domain, key, view.matrix(map), result);
    }
  }
}

MapView matrix_view(std::function<at::Tensor(std::size_t map)> matrix) {
  return {[matrix](std::size_t map, std::int64_t row) { return matrix(map)[row]; }, matrix};
}

}  // namespace rex
