#include "core/explain/relevancy/maps_that_count.h"

#include <algorithm>
#include <set>

#include "core/base/error.h"

namespace rex {
namespace {

/// Whether each map can change what is read, found from the last map to the first: a map matters if its query tokens
/// matter afterwards, and then its key tokens matter before it.
std::vector<bool> reach_read_out(const std::vector<AttentionMap>& maps, const std::vector<ReadOut>& read_outs) {
  std::set<int> read;
  for (const ReadOut& read_out : read_outs) read.insert(read_out.domain);
  std::vector<bool> reaches(maps.size(), false);
  for (std::size_t end = maps.size(); end > 0;) {
    std::size_t begin = end - 1;  // maps that share a number read the state from before any of them
    while (begin > 0 && maps[begin].simultaneous >= 0 && maps[begin - 1].simultaneous == maps[begin].simultaneous) {
      --begin;
    }
    const std::set<int> read_after = read;
    for (std::size_t map = begin; map < end; ++map) {
      reaches[map] = read_after.count(maps[map].query_domain) != 0;
      if (reaches[map]) read.insert(maps[map].key_domain);
    }
    end = begin;
  }
  return reaches;
}

/// Whether MAP is what reads the layers before it, once and for all, as the probe of attention pooling does: its query
/// tokens attend to nothing else. No range of layers leaves it out, or nothing would be read.
bool pools(const std::vector<AttentionMap>& maps, const AttentionMap& map) {
  return !map.is_self_attention() && std::none_of(maps.begin(), maps.end(), [&](const AttentionMap& other) {
    return &other != &map && other.query_domain == map.query_domain;
  });
}

}  // namespace

int stack_layers(const std::vector<AttentionMap>& maps, const std::string& stack) {
  int layers = 0;
  for (const AttentionMap& map : maps) {
    if (map.stack == stack) layers = std::max(layers, map.layer + 1);
  }
  return layers;
}

std::vector<std::size_t> maps_that_count(const Evidence& evidence, const std::vector<ReadOut>& read_outs,
                                         const LayerRange& layers) {
  const std::vector<bool> reaches = reach_read_out(evidence.maps, read_outs);
  std::vector<std::size_t> counted;
  int most_layers = 0;
  for (std::size_t index = 0; index < evidence.maps.size(); ++index) {
    const AttentionMap& map = evidence.maps[index];
    const int count = stack_layers(evidence.maps, map.stack);
    most_layers = std::max(most_layers, count);
    if (reaches[index] && (layers.contains(map.layer, count) || pools(evidence.maps, map))) counted.push_back(index);
  }
  const bool only_pools = std::all_of(counted.begin(), counted.end(),
                                      [&](std::size_t index) { return pools(evidence.maps, evidence.maps[index]); });
  if (only_pools) {
    throw Error("layers",
                to_string(layers) + " leave nothing: the model has layers 0 to " + std::to_string(most_layers - 1),
                "Choose a range inside it; -1 is the last layer.");
  }
  return counted;
}

bool relates(const std::vector<AttentionMap>& maps, int domain, int key_domain) {
  return domain == key_domain || std::any_of(maps.begin(), maps.end(), [&](const AttentionMap& map) {
           return map.query_domain == domain && map.key_domain == key_domain;
         });
}

const std::vector<ReadOut>& chosen_read_outs(const Evidence& evidence, const ExplainOptions& options) {
  return options.read_outs.empty() ? evidence.read_outs : options.read_outs;
}

}  // namespace rex
