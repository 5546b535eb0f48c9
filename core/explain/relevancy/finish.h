// From the numbers of a fold to finished values, without hiding what float32 cannot hold.
#pragma once

#include "core/explain/evidence.h"
#include "core/explain/explanation.h"

namespace rex {

/// Whether every relevancy of RESULT, those of its steps included, is a number that float32 holds.
bool fits_float(const Explanation& result);

/// EVIDENCE in float64, for folds whose sums pass what float32 holds: a deep model's may.
Evidence in_double(const Evidence& evidence);

/// Makes the relevancies of RESULT detached, contiguous float32 on the CPU. Where they are larger than float32 holds,
/// all are divided by the largest, since the ratio between tokens is what counts; where they are no numbers, they
/// become 0. A note says either.
void finish(Explanation& result);

}  // namespace rex
