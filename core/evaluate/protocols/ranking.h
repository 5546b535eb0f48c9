// What of a sample can go, and how relevant each of it is.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/evaluate/protocols/input_removal.h"
#include "core/explain/explanation.h"
#include "core/explain/inquiry.h"

namespace rex::evaluate {

/// Elements of a part, and what an explanation says of them.
struct Ranking {
  Part part = Part::pixels;
  std::vector<std::int64_t> places;  ///< ascending; see InputRemoval::without
  std::vector<double> relevance;     ///< beside places
};

/// The places of PART that may go, ascending. Words: real tokens but for special ones (those that SPECIAL marks; where
/// it is empty the first and the last real token) and the tokens that READ_OUTS read (VisualBERT's last word). Regions:
/// real ones. Patches, pixels: all; PIXELS is their number.
std::vector<std::int64_t> removable(Part part, const std::vector<TokenDomain>& domains,
                                    const std::vector<ReadOut>& read_outs, const std::vector<bool>& special,
                                    std::int64_t pixels);

/// Of an ANSWERED question that EXPLANATION explains.
std::vector<std::int64_t> removable(Part part, const Answered& answered, const Explanation& explanation);

/// The relevancies that rank PART, as the method gives them: pixels are ranked by patches, or by pixels (`lrp`). None
/// where the method says nothing of the part.
std::optional<std::vector<double>> native_relevance(Part part, const Explanation& explanation);

/// The ranking of PLACES by NATIVE values of the part, which are enlarged bilinearly (align_corners = false) to HEIGHT
/// × WIDTH where pixels go and patches on a grid of ROWS × COLUMNS are known.
Ranking ranking(Part part, std::vector<std::int64_t> places, const std::vector<double>& native, std::int64_t rows,
                std::int64_t columns, std::int64_t height, std::int64_t width);

/// VALUES [ROWS, COLUMNS] at HEIGHT × WIDTH, bilinear, align_corners = false: how both papers draw a patch map.
std::vector<float> enlarged(const std::vector<double>& values, std::int64_t rows, std::int64_t columns,
                            std::int64_t height, std::int64_t width);

}  // namespace rex::evaluate
