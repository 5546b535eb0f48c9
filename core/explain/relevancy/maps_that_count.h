#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "core/explain/evidence.h"
#include "core/explain/explanation.h"

namespace rex {

/// How many layers the stack of MAP has in the evidence.
int stack_layers(const std::vector<AttentionMap>& maps, const std::string& stack);

/// The maps that count, in order: of layers in the range, and whose result reaches a read-out at all (in LXMERT's last
/// layer the vision half does not). Throws Error where the range leaves none.
std::vector<std::size_t> maps_that_count(const Evidence& evidence, const std::vector<ReadOut>& read_outs,
                                         const LayerRange& layers);

/// Whether relevance of DOMAIN's tokens can be read in KEY_DOMAIN: the same, or some map goes from one to the other.
bool relates(const std::vector<AttentionMap>& maps, int domain, int key_domain);

/// The read-outs that OPTIONS ask for, or else the evidence's own.
const std::vector<ReadOut>& chosen_read_outs(const Evidence& evidence, const ExplainOptions& options);

}  // namespace rex
