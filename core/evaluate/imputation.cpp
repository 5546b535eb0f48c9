#include "core/evaluate/imputation.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>

#include "core/base/error.h"
#include "core/evaluate/statistics.h"

namespace rex::evaluate {

namespace {

struct Step {
  std::int64_t down, across;
  double weight;
};
constexpr double beside = 1.0 / 6, diagonal = 1.0 / 12;
/// The later neighbours first, in the order of LinearImputation; then the same the other way.
constexpr std::array<Step, 8> steps{{{0, 1, beside},
                                     {1, -1, diagonal},
                                     {1, 0, beside},
                                     {1, 1, diagonal},
                                     {0, -1, beside},
                                     {-1, 1, diagonal},
                                     {-1, 0, beside},
                                     {-1, -1, diagonal}}};

template <class Lanes>
Lanes dot(const std::vector<Lanes>& first, const std::vector<Lanes>& second) {
  Lanes sum{};
  for (std::size_t i = 0; i < first.size(); ++i) {
    for (std::size_t lane = 0; lane < sum.size(); ++lane) sum[lane] += first[i][lane] * second[i][lane];
  }
  return sum;
}

/// 0 where there is nothing to divide by: a channel that is solved to the last bit stays as it is.
template <class Lanes>
Lanes ratio(const Lanes& numerator, const Lanes& denominator) {
  Lanes result{};
  for (std::size_t lane = 0; lane < result.size(); ++lane) {
    if (denominator[lane] > 0) result[lane] = numerator[lane] / denominator[lane];
  }
  return result;
}

/// vector += factor · other
template <class Lanes>
void add(Lanes& vector, double factor, const Lanes& other) {
  for (std::size_t lane = 0; lane < vector.size(); ++lane) vector[lane] += factor * other[lane];
}

}  // namespace

LinearImputation::LinearImputation(const Mask& kept)
    : height_(kept.height), width_(kept.width), unknown_(kept.inside.size(), -1) {
  for (std::size_t pixel = 0; pixel < kept.inside.size(); ++pixel) {
    if (kept.inside[pixel] != 0) continue;
    unknown_[pixel] = static_cast<std::int64_t>(missing_.size());
    missing_.push_back(static_cast<std::int64_t>(pixel));
  }
  if (missing_.size() == kept.inside.size()) {
    throw Error("linear imputation", "no pixel of the picture is left to fill in the others from",
                "Remove less than everything.");
  }
  unknowns_.resize(missing_.size());
  for (std::size_t i = 0; i < missing_.size(); ++i) {
    const std::int64_t y = missing_[i] / width_, x = missing_[i] % width_;
    for (std::size_t s = 0; s < steps.size(); ++s) {
      const std::int64_t next_y = y + steps[s].down, next_x = x + steps[s].across;
      if (next_y < 0 || next_y >= height_ || next_x < 0 || next_x >= width_) continue;
      unknowns_[i].diagonal += steps[s].weight;  // what lies outside carries no weight
      if (s < later) unknowns_[i].neighbour[s] = unknown_[static_cast<std::size_t>(next_y * width_ + next_x)];
    }
  }
  factorise();
}

std::map<std::int64_t, double> LinearImputation::row(std::size_t unknown) const {
  const std::int64_t pixel = missing_[unknown], y = pixel / width_, x = pixel % width_;
  std::map<std::int64_t, double> coefficients{{pixel, -unknowns_[unknown].diagonal}};
  for (const Step& step : steps) {
    const std::int64_t next_y = y + step.down, next_x = x + step.across;
    if (next_y < 0 || next_y >= height_ || next_x < 0 || next_x >= width_) continue;
    const std::int64_t next = next_y * width_ + next_x;
    if (unknown_[static_cast<std::size_t>(next)] >= 0) coefficients[next] = step.weight;
  }
  return coefficients;
}

std::vector<double> LinearImputation::right_hand_side(std::span<const float> channel) const {
  assert(channel.size() == unknown_.size());
  std::vector<double> side(missing_.size(), 0.0);
  for (std::size_t i = 0; i < missing_.size(); ++i) {
    const std::int64_t y = missing_[i] / width_, x = missing_[i] % width_;
    for (const Step& step : steps) {
      const std::int64_t next_y = y + step.down, next_x = x + step.across;
      if (next_y < 0 || next_y >= height_ || next_x < 0 || next_x >= width_) continue;
      const auto next = static_cast<std::size_t>(next_y * width_ + next_x);
      if (unknown_[next] < 0) side[i] -= step.weight * static_cast<double>(channel[next]);
    }
  }
  return side;
}

// The matrix is negative definite; everything below works on its negative, with `factor` and `pivot` the columns of L.

void LinearImputation::factorise() {
  constexpr double kept_of_dropped = .97;  // with all of it a pivot could become 0
  constexpr double least_pivot = .25;      // of the diagonal, as is usual for this factor
  for (Unknown& unknown : unknowns_) {
    unknown.pivot = unknown.diagonal;
    for (std::size_t s = 0; s < later; ++s) unknown.factor[s] = unknown.neighbour[s] >= 0 ? -steps[s].weight : 0;
  }
  const auto at = [&](std::int64_t index) -> Unknown& { return unknowns_[static_cast<std::size_t>(index)]; };
  for (Unknown& column : unknowns_) {
    if (column.pivot < least_pivot * column.diagonal) column.pivot = column.diagonal;
    column.pivot = std::sqrt(column.pivot);
    for (std::size_t s = 0; s < later; ++s) {
      if (column.neighbour[s] < 0) continue;
      column.factor[s] /= column.pivot;
      at(column.neighbour[s]).pivot -= column.factor[s] * column.factor[s];
    }
    for (std::size_t s = 0; s < later; ++s) {
      for (std::size_t t = s + 1; t < later; ++t) {
        if (column.neighbour[s] < 0 || column.neighbour[t] < 0) continue;
        Unknown& earlier = at(column.neighbour[s]);
        Unknown& other = at(column.neighbour[t]);
        const double product = column.factor[s] * column.factor[t];
        const std::int64_t* end = earlier.neighbour + later;
        const std::int64_t* found = std::find(earlier.neighbour, earlier.neighbour + later, column.neighbour[t]);
        if (found != end) {
          earlier.factor[found - earlier.neighbour] -= product;
        } else {
          earlier.pivot -= kept_of_dropped * product;
          other.pivot -= kept_of_dropped * product;
        }
      }
    }
  }
}

void LinearImputation::multiply(const std::vector<Lanes>& vector, std::vector<Lanes>& result) const {
  result.assign(unknowns_.size(), Lanes{});
  for (std::size_t i = 0; i < unknowns_.size(); ++i) {
    add(result[i], unknowns_[i].diagonal, vector[i]);
    for (std::size_t s = 0; s < later; ++s) {
      if (unknowns_[i].neighbour[s] < 0) continue;
      const auto j = static_cast<std::size_t>(unknowns_[i].neighbour[s]);
      add(result[i], -steps[s].weight, vector[j]);
      add(result[j], -steps[s].weight, vector[i]);
    }
  }
}

void LinearImputation::precondition(const std::vector<Lanes>& vector, std::vector<Lanes>& result) const {
  const auto divide = [](Lanes& values, double by) {
    for (double& value : values) value /= by;
  };
  result = vector;
  for (std::size_t i = 0; i < unknowns_.size(); ++i) {
    divide(result[i], unknowns_[i].pivot);
    for (std::size_t s = 0; s < later; ++s) {
      if (unknowns_[i].neighbour[s] < 0) continue;
      add(result[static_cast<std::size_t>(unknowns_[i].neighbour[s])], -unknowns_[i].factor[s], result[i]);
    }
  }
  for (std::size_t i = unknowns_.size(); i-- > 0;) {
    for (std::size_t s = 0; s < later; ++s) {
      if (unknowns_[i].neighbour[s] < 0) continue;
      add(result[i], -unknowns_[i].factor[s], result[static_cast<std::size_t>(unknowns_[i].neighbour[s])]);
    }
    divide(result[i], unknowns_[i].pivot);
  }
}

std::vector<LinearImputation::Lanes> LinearImputation::solve_lanes(const std::vector<Lanes>& right_hand_side) const {
  std::vector<Lanes> solution(unknowns_.size(), Lanes{}), rest(unknowns_.size(), Lanes{});
  for (std::size_t i = 0; i < rest.size(); ++i) add(rest[i], -1, right_hand_side[i]);
  const Lanes sides = dot(rest, rest);
  const auto solved = [&] {
    const Lanes left = dot(rest, rest);
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      if (left[lane] > solved_to * solved_to * sides[lane]) return false;
    }
    return true;
  };
  std::vector<Lanes> direction, better, product;
  precondition(rest, direction);
  Lanes energy = dot(rest, direction);
  const std::size_t most_steps = 10 * unknowns_.size() + 100;  // exact after as many steps as there are unknowns
  for (std::size_t step = 0; !solved(); ++step) {
    if (step == most_steps) throw Error("linear imputation", "did not converge", "Report this picture.");
    multiply(direction, product);
    const Lanes length = ratio(energy, dot(direction, product));
    for (std::size_t i = 0; i < rest.size(); ++i) {
      for (std::size_t lane = 0; lane < lanes; ++lane) {
        solution[i][lane] += length[lane] * direction[i][lane];
        rest[i][lane] -= length[lane] * product[i][lane];
      }
    }
    precondition(rest, better);
    const Lanes next_energy = dot(rest, better), share = ratio(next_energy, energy);
    for (std::size_t i = 0; i < rest.size(); ++i) {
      for (std::size_t lane = 0; lane < lanes; ++lane)
        direction[i][lane] = better[i][lane] + share[lane] * direction[i][lane];
    }
    energy = next_energy;
  }
  return solution;
}

std::vector<std::vector<double>> LinearImputation::solve(
    const std::vector<std::vector<double>>& right_hand_sides) const {
  std::vector<std::vector<double>> solutions;
  for (std::size_t begin = 0; begin < right_hand_sides.size(); begin += lanes) {
    const std::size_t count = std::min(lanes, right_hand_sides.size() - begin);
    std::vector<Lanes> sides(unknowns_.size(), Lanes{});
    for (std::size_t lane = 0; lane < count; ++lane) {
      assert(right_hand_sides[begin + lane].size() == unknowns_.size());
      for (std::size_t i = 0; i < sides.size(); ++i) sides[i][lane] = right_hand_sides[begin + lane][i];
    }
    const std::vector<Lanes> solved = solve_lanes(sides);
    for (std::size_t lane = 0; lane < count; ++lane) {
      solutions.emplace_back(unknowns_.size());
      for (std::size_t i = 0; i < sides.size(); ++i) solutions.back()[i] = solved[i][lane];
    }
  }
  return solutions;
}

double LinearImputation::residual(std::span<const double> solution, std::span<const double> right_hand_side) const {
  std::vector<Lanes> values(unknowns_.size(), Lanes{}), product;
  for (std::size_t i = 0; i < values.size(); ++i) values[i][0] = solution[i];
  multiply(values, product);
  double largest = 0;
  for (std::size_t i = 0; i < product.size(); ++i) {
    largest = std::max(largest, std::abs(-product[i][0] - right_hand_side[i]));
  }
  return largest;
}

std::vector<std::vector<float>> impute(const LinearImputation& system, std::vector<std::vector<float>> channels,
                                       double noise, std::uint32_t seed) {
  std::vector<std::vector<double>> sides;
  for (const std::vector<float>& channel : channels) sides.push_back(system.right_hand_side(channel));
  const std::vector<std::vector<double>> values = system.solve(sides);
  Random random(seed);
  for (std::size_t channel = 0; channel < channels.size(); ++channel) {
    for (std::size_t i = 0; i < system.missing().size(); ++i) {
      const double added = noise > 0 ? noise * random.normal() : 0;
      channels[channel][static_cast<std::size_t>(system.missing()[i])] = static_cast<float>(values[channel][i] + added);
    }
  }
  return channels;
}

}  // namespace rex::evaluate
