// Removed pixels filled in from what is around them, so that the place of the removal gives nothing away: the noisy
// linear imputation of ROAD (Rong et al. 2022, arXiv 2202.00449).
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <span>
#include <vector>

#include "core/evaluate/mask.h"

namespace rex::evaluate {

/// ROAD's noise on imputed pixels, of values 0…1.
inline constexpr double imputation_noise = .01;

/// The linear system of a picture's missing pixels: each is the weighted mean of its eight neighbours, 1/6 beside, 1/12
/// across; at the picture's edge of those that there are. Unknowns are the missing pixels in rows from the top.
class LinearImputation {
 public:
  /// KEPT: 1 where the pixel is known. Throws Error where none is.
  explicit LinearImputation(const Mask& kept);

  const std::vector<std::int64_t>& missing() const { return missing_; }  ///< indices of pixels

  /// Row UNKNOWN of the matrix: coefficients by pixel. Diagonal −(1 − weights outside the picture), others the weights.
  std::map<std::int64_t, double> row(std::size_t unknown) const;

  /// − the weighted sum of the known neighbours; CHANNEL is [height, width].
  std::vector<double> right_hand_side(std::span<const float> channel) const;

  /// The values of the missing pixels for each of RIGHT_HAND_SIDES, one a channel: conjugate gradients, preconditioned
  /// by an incomplete Cholesky factor whose dropped entries go to the diagonal (Gustafsson 1978), until the residual is
  /// solved_to of the side.
  std::vector<std::vector<double>> solve(const std::vector<std::vector<double>>& right_hand_sides) const;
  static constexpr double solved_to = 1e-12;

  /// The largest |matrix · solution − right_hand_side|.
  double residual(std::span<const double> solution, std::span<const double> right_hand_side) const;

 private:
  static constexpr std::size_t later = 4;  // neighbours that come later: right, below left, below, below right
  struct Unknown {
    double diagonal = 0;
    std::int64_t neighbour[later] = {-1, -1, -1, -1};  // unknowns
    double factor[later] = {};                         // of the incomplete Cholesky factor's column
    double pivot = 0;
  };

  /// Numbers of several channels beside each other: one walk over the unknowns serves all, and takes little longer.
  static constexpr std::size_t lanes = 4;
  using Lanes = std::array<double, lanes>;

  void factorise();
  std::vector<Lanes> solve_lanes(const std::vector<Lanes>& right_hand_side) const;
  void multiply(const std::vector<Lanes>& vector, std::vector<Lanes>& result) const;
  void precondition(const std::vector<Lanes>& vector, std::vector<Lanes>& result) const;

  std::int64_t height_, width_;
  std::vector<std::int64_t> missing_;
  std::vector<std::int64_t> unknown_;  // [height, width] index into unknowns_, −1 for known pixels
  std::vector<Unknown> unknowns_;
};

/// CHANNELS, each [height, width], with their missing pixels imputed, each plus normal noise of deviation NOISE (0:
/// none) drawn under SEED, channel after channel.
std::vector<std::vector<float>> impute(const LinearImputation& system, std::vector<std::vector<float>> channels,
                                       double noise, std::uint32_t seed);

}  // namespace rex::evaluate
