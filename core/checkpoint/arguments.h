// The settings of a training run that were saved beside its weights.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "core/checkpoint/pickle.h"

namespace rex {

/// What the dict ROOT keeps under `args` (an argparse.Namespace or a dict), else under Lightning's `hyper_parameters`
/// (and what is under `args` in there, which goes before), as an object of plain values: truth values, numbers, texts,
/// lists and objects of these. Read as data; what is something else is left out. An empty object where there is none.
/// Bounded in depth, number and length, however a pickle repeats its values.
nlohmann::json read_arguments(const PickleValue& root);

}  // namespace rex
