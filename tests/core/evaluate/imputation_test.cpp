#include "core/evaluate/imputation.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "core/base/error.h"
#include "core/evaluate/pixel_removal.h"
#include "tests/support/catch.h"

using namespace rex;
using namespace rex::evaluate;

namespace {

Mask random_kept(std::int64_t height, std::int64_t width, unsigned missing_of_ten, unsigned seed) {
  std::mt19937 random(seed);
  Mask kept(height, width);
  for (std::uint8_t& pixel : kept.inside) pixel = random() % 10 >= missing_of_ten ? 1 : 0;
  kept.inside[static_cast<std::size_t>(random() % kept.inside.size())] = 1;
  return kept;
}

std::vector<float> random_channel(std::size_t size, unsigned seed) {
  std::mt19937 random(seed);
  std::vector<float> channel(size);
  for (float& value : channel) value = static_cast<float>(random() % 256) / 255;
  return channel;
}

/// The definition over and over until nothing changes: each missing pixel the weighted mean of its neighbours.
std::vector<double> slow_imputation(const Mask& kept, const std::vector<float>& channel) {
  std::vector<double> values(channel.begin(), channel.end());
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (kept.inside[i] == 0) values[i] = .5;
  }
  constexpr double nothing = 1e-14;  // of a change, for values in 0…1 in float64
  for (double change = 1; change > nothing;) {
    change = 0;
    for (std::int64_t y = 0; y < kept.height; ++y) {
      for (std::int64_t x = 0; x < kept.width; ++x) {
        if (kept.at(y, x) != 0) continue;
        double sum = 0, weights = 0;
        for (std::int64_t dy = -1; dy <= 1; ++dy) {
          for (std::int64_t dx = -1; dx <= 1; ++dx) {
            const bool outside = y + dy < 0 || y + dy >= kept.height || x + dx < 0 || x + dx >= kept.width;
            if (outside || (dx == 0 && dy == 0)) continue;
            const double weight = dx == 0 || dy == 0 ? 1.0 / 6 : 1.0 / 12;
            sum += weight * values[static_cast<std::size_t>((y + dy) * kept.width + x + dx)];
            weights += weight;
          }
        }
        double& value = values[static_cast<std::size_t>(y * kept.width + x)];
        change = std::max(change, std::abs(sum / weights - value));
        value = sum / weights;
      }
    }
  }
  return values;
}

}  // namespace

TEST_CASE("imputed pixels are the weighted means of their neighbours") {
  for (unsigned seed = 0; seed < 12; ++seed) {
    const Mask kept = random_kept(5 + seed, 17 - seed, 2 + seed % 8, seed);
    const std::vector<float> channel = random_channel(kept.inside.size(), seed);
    const std::vector<double> slow = slow_imputation(kept, channel);
    const std::vector<float> fast = impute(LinearImputation(kept), {channel}, 0, 0)[0];
    double worst = 0;
    for (std::size_t i = 0; i < slow.size(); ++i) worst = std::max(worst, std::abs(slow[i] - fast[i]));
    constexpr double float_rounding = 1e-6;  // of values in 0…1
    CHECK(worst < float_rounding);
  }
}

TEST_CASE("channels are imputed together as each alone would be") {
  const Mask kept = random_kept(14, 11, 7, 2);
  std::vector<std::vector<float>> channels;
  for (unsigned i = 0; i < 6; ++i) channels.push_back(random_channel(kept.inside.size(), i));
  channels[4].assign(channels[4].size(), 0);  // solved before the others
  const LinearImputation system(kept);
  const std::vector<std::vector<float>> together = impute(system, channels, 0, 0);
  REQUIRE(together.size() == channels.size());
  for (std::size_t i = 0; i < channels.size(); ++i) {
    const std::vector<float> alone = impute(system, {channels[i]}, 0, 0)[0];
    for (std::size_t pixel = 0; pixel < alone.size(); ++pixel)
      CHECK(std::abs(alone[pixel] - together[i][pixel]) < 1e-7F);
  }
}

TEST_CASE("a picture of one colour is imputed with it, however much is missing") {
  Mask kept(64, 48);
  kept.inside[0] = 1;
  const std::vector<float> channel(kept.inside.size(), .625F);
  const std::vector<float> imputed = impute(LinearImputation(kept), {channel}, 0, 0)[0];
  for (const float value : imputed) CHECK(std::abs(value - .625F) < 1e-6F);
}

TEST_CASE("large holes are solved to the stated residual") {
  Mask kept(224, 224);
  for (std::size_t i = 0; i < 224; ++i) kept.inside[i] = 1;
  const LinearImputation system(kept);
  const std::vector<double> side = system.right_hand_side(random_channel(kept.inside.size(), 1));
  double norm = 0;
  for (const double value : side) norm += value * value;
  CHECK(system.residual(system.solve({side})[0], side) <= 10 * LinearImputation::solved_to * std::sqrt(norm));
}

TEST_CASE("a picture without any pixel left cannot be imputed") {
  CHECK_THROWS_AS(LinearImputation(Mask(4, 4)), Error);
}

TEST_CASE("noise is on imputed pixels only, of the stated size, and the same for a seed") {
  Mask kept = random_kept(60, 60, 8, 4);
  const std::vector<float> channel(kept.inside.size(), .5F);
  const LinearImputation system(kept);
  const std::vector<float> noisy = impute(system, {channel}, imputation_noise, 7)[0];
  CHECK(noisy == impute(system, {channel}, imputation_noise, 7)[0]);
  CHECK(noisy != impute(system, {channel}, imputation_noise, 8)[0]);
  double squares = 0;
  for (std::size_t i = 0; i < noisy.size(); ++i) {
    if (kept.inside[i] != 0) CHECK(noisy[i] == .5F);
    squares += std::pow(noisy[i] - .5, 2);
  }
  const double deviation = std::sqrt(squares / static_cast<double>(system.missing().size()));
  constexpr double sampling_error = 1e-3;  // of the deviation of some 2900 draws
  CHECK(std::abs(deviation - imputation_noise) < sampling_error);
}

TEST_CASE("removed pixels are replaced, all others and the given picture stay") {
  const at::Tensor picture = at::rand({3, 12, 9});
  const at::Tensor copy = picture.clone();
  const std::vector<std::int64_t> pixels{0, 13, 50, 107};
  for (const Replacement replacement :
       {Replacement::black, Replacement::mean, Replacement::blur, Replacement::linear, Replacement::noisy_linear}) {
    INFO(name(replacement));
    CHECK(replacement_of(name(replacement)) == replacement);
    const PixelRemoval removal(picture, replacement, 3);
    const at::Tensor changed = removal.without(pixels).reshape({3, -1}), flat = picture.reshape({3, -1});
    for (std::int64_t pixel = 0; pixel < flat.size(1); ++pixel) {
      const bool removed = std::find(pixels.begin(), pixels.end(), pixel) != pixels.end();
      CHECK(at::equal(changed.select(1, pixel), flat.select(1, pixel)) == !removed);
    }
    CHECK(at::equal(removal.without({}), picture));
    CHECK(at::equal(picture, copy));
  }
  CHECK(PixelRemoval(picture, Replacement::black)
            .without(pixels)
            .reshape({3, -1})
            .select(1, 13)
            .abs()
            .sum()
            .item<float>() == 0);
  const at::Tensor mean = PixelRemoval(picture, Replacement::mean).without(pixels).reshape({3, -1}).select(1, 50);
  CHECK(at::allclose(mean, picture.mean({1, 2})));
  CHECK_FALSE(replacement_of("white"));
}

TEST_CASE("insertion shows the given pixels on what replaces all others") {
  const at::Tensor picture = at::rand({3, 6, 7});
  const PixelRemoval removal(picture, Replacement::black);
  const at::Tensor shown = removal.only(std::vector<std::int64_t>{8}).reshape({3, -1});
  CHECK(at::equal(shown.select(1, 8), picture.reshape({3, -1}).select(1, 8)));
  CHECK(shown.abs().sum().item<float>() == Approx(picture.reshape({3, -1}).select(1, 8).sum().item<float>()));
  CHECK_THROWS_AS(PixelRemoval(picture, Replacement::linear).only({}), Error);
}
