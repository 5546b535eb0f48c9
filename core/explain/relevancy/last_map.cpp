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
      return map == last.end() ? at::zeros({evidence.domains[static_cast<std::size_t>(key)].size()})
                               : view.row(map->second, rows);
    };
    read_row(evidence, read_out, key, reader(read_out), relevancies);
    read_parts(evidence, read_out, key, reader, relevancies, view.whole_rows);
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
    const auto own = last[reader].find(read_outs[reader].domain);
    const bool shared = has_special_and_patches(evidence.domains[static_cast<std::size_t>(read_outs[reader].domain)]);
    if (shared && view.whole_rows && own != last[reader].end()) {
      store_special_share(evidence, read_outs[reader], view.row(own->second, read_outs[reader]), {}, result);
    }
    if (!options.whole_matrices || !view.matrix) continue;
    for (const auto& [key, map] : last[reader]) {
      store_matrix(evidence, read_outs, read_outs[reader].domain, key, view.matrix(map), result);
    }
  }
}

MapView matrix_view(const Evidence& evidence, std::function<at::Tensor(std::size_t map)> matrix) {
  const auto row = [matrix, &evidence](std::size_t map, const ReadOut& read_out) {
    return read_rows(matrix(map), read_out, evidence.domains[static_cast<std::size_t>(read_out.domain)]);
  };
  return {row, matrix};
}

}  // namespace rex
