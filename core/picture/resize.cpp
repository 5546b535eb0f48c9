#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <numbers>

#include "core/base/error.h"
#include "core/picture/picture.h"
#include "core/picture/resizing.h"
#include "core/picture/weighted_rows.h"

// Pillow's algorithm, in integers: every output value is a weighted mean of input values whose weights are rounded to
// 22 fractional bits; the horizontal pass is rounded to bytes before the vertical one reads it.
namespace rex {
namespace {

struct Kernel {
  double support;  // the weights are 0 beyond this distance
  double (*weight)(double distance);
};

double sinc(double x) { return x == 0.0 ? 1.0 : std::sin(x * std::numbers::pi) / (x * std::numbers::pi); }

double box(double x) { return x > -0.5 && x <= 0.5 ? 1.0 : 0.0; }

double bilinear(double x) { return std::max(0.0, 1.0 - std::fabs(x)); }

double hamming(double x) {
  x = std::fabs(x);
  // Single-precision constants, as Pillow has them: the rounded weights show the difference.
  return x >= 1.0 ? 0.0 : sinc(x) * (0.54f + 0.46f * std::cos(x * std::numbers::pi));
}

double bicubic(double x) {  // Keys' cubic with a = -1/2
  constexpr double a = -0.5;
  x = std::fabs(x);
  if (x < 1.0) return ((a + 2.0) * x - (a + 3.0)) * x * x + 1.0;
  if (x < 2.0) return (((x - 5.0) * x + 8.0) * x - 4.0) * a;
  return 0.0;
}

double lanczos(double x) { return x >= -3.0 && x < 3.0 ? sinc(x) * sinc(x / 3.0) : 0.0; }

Kernel kernel_of(ResizeFilter filter) {
  switch (filter) {
    case ResizeFilter::lanczos:
      return {3.0, lanczos};
    case ResizeFilter::bilinear:
      return {1.0, bilinear};
    case ResizeFilter::bicubic:
      return {2.0, bicubic};
    case ResizeFilter::hamming:
      return {1.0, hamming};
    default:
      return {0.5, box};
  }
}

/// Which input values one output value is made of.
struct Window {
  int64_t first;                 // the first input position
  std::vector<int32_t> weights;  // one per input position, in 1/2²²; they sum to about 2²²
};

/// How weights are made whole numbers.
enum class Weights {
  fixed,    // of 1/2²² (Pillow)
  sixteen,  // of the smallest fraction with which the largest weight of an axis stays below 2¹⁵ (torchvision)
};

/// The bits behind the point that leave LARGEST below 2¹⁵.
int bits_within_sixteen(double largest) {
  int bits = 0;
  while (bits < weight_bits && static_cast<int>(0.5 + largest * (1 << (bits + 1))) < 1 << 15) ++bits;
  return bits;
}

std::vector<Window> windows_of(int64_t input_size, int64_t output_size, ResizeFilter filter, Weights rounding) {
  const Kernel kernel = kernel_of(filter);
  const double scale = static_cast<double>(input_size) / static_cast<double>(output_size);
  const double filter_scale = std::max(scale, 1.0);
  const double support = kernel.support * filter_scale;
  std::vector<Window> windows(static_cast<size_t>(output_size));
  std::vector<std::vector<double>> weights(static_cast<size_t>(output_size));
  double largest = 0;
  for (int64_t i = 0; i < output_size; ++i) {
    const double centre = (static_cast<double>(i) + 0.5) * scale;
    const int64_t first = std::max<int64_t>(static_cast<int64_t>(centre - support + 0.5), 0);
    const int64_t last = std::min(static_cast<int64_t>(centre + support + 0.5), input_size);
    double sum = 0.0;
    std::vector<double>& exact = weights[static_cast<size_t>(i)];
    for (int64_t x = first; x < last; ++x) {
      exact.push_back(kernel.weight((static_cast<double>(x) - centre + 0.5) * (1.0 / filter_scale)));
      sum += exact.back();
    }
    for (double& weight : exact) {
      if (sum != 0.0) weight /= sum;
      largest = std::max(largest, weight);
    }
    windows[static_cast<size_t>(i)].first = first;
  }
  // Fewer bits are filled up with zeros: the sums, and their rounding, are the same.
  const int bits = rounding == Weights::fixed ? weight_bits : bits_within_sixteen(largest);
  for (size_t i = 0; i < windows.size(); ++i) {
    windows[i].weights.reserve(weights[i].size());
    for (const double weight : weights[i]) {
      const auto whole = static_cast<int32_t>(weight * (1 << bits) + (weight < 0 ? -0.5 : 0.5));
      windows[i].weights.push_back(whole * (1 << (weight_bits - bits)));
    }
  }
  return windows;
}

/// The horizontal pass. A block of rows is transposed, so that the values of one column lie side by side; then it is
/// the same sum of weighted rows as in the vertical pass, and as fast.
Picture resize_width(const Picture& picture, int64_t width, ResizeFilter filter, Weights rounding) {
  constexpr int64_t block = 16;  // rows at a time: one vector of bytes
  const std::vector<Window> windows = windows_of(picture.width, width, filter, rounding);
  Picture result(width, picture.height);
  std::vector<uint8_t> input(static_cast<size_t>(picture.width * 3 * block));
  std::vector<uint8_t> output(static_cast<size_t>(width * 3 * block));
  std::array<const uint8_t*, block> rows_in;
  std::array<uint8_t*, block> rows_out;
  for (int64_t top = 0; top < picture.height; top += block) {
    const int64_t count = std::min(block, picture.height - top);
    for (int64_t r = 0; r < block; ++r) {  // a short last block reads its last row again and writes it again
      rows_in[static_cast<size_t>(r)] = picture.row(top + std::min(r, count - 1));
      rows_out[static_cast<size_t>(r)] = result.row(top + std::min(r, count - 1));
    }
    rows_to_columns(rows_in.data(), picture.width * 3, input.data());
    for (int64_t x = 0; x < width; ++x) {
      const Window& window = windows[static_cast<size_t>(x)];
      sum_weighted_rows(input.data() + window.first * 3 * block, 3 * block, window.weights,
                        output.data() + x * 3 * block, 3 * block);
    }
    columns_to_rows(output.data(), width * 3, rows_out.data());
  }
  return result;
}

Picture resize_height(const Picture& picture, int64_t height, ResizeFilter filter, Weights rounding) {
  const std::vector<Window> windows = windows_of(picture.height, height, filter, rounding);
  Picture result(picture.width, height);
  for (int64_t y = 0; y < height; ++y) {
    const Window& window = windows[static_cast<size_t>(y)];
    sum_weighted_rows(picture.row(window.first), picture.width * 3, window.weights, result.row(y), picture.width * 3);
  }
  return result;
}

/// The input position of every output position for `nearest`. Pillow adds up the step, and so do we: the rounding of
/// the sum decides ties.
std::vector<int64_t> nearest_positions(int64_t input_size, int64_t output_size) {
  const double step = static_cast<double>(input_size) / static_cast<double>(output_size);
  std::vector<int64_t> positions(static_cast<size_t>(output_size));
  double position = step * 0.5;
  for (int64_t& result : positions) {
    result = std::min(static_cast<int64_t>(position), input_size - 1);
    position += step;
  }
  return positions;
}

Picture resize_nearest(const Picture& picture, int64_t width, int64_t height) {
  const std::vector<int64_t> columns = nearest_positions(picture.width, width);
  const std::vector<int64_t> rows = nearest_positions(picture.height, height);
  Picture result(width, height);
  for (int64_t y = 0; y < height; ++y) {
    const uint8_t* from = picture.row(rows[static_cast<size_t>(y)]);
    uint8_t* to = result.row(y);
    if (y > 0 && from == picture.row(rows[static_cast<size_t>(y - 1)])) {
      std::copy_n(result.row(y - 1), width * 3, to);
      continue;
    }
    for (const int64_t column : columns) {
      for (int64_t c = 0; c < 3; ++c) to[c] = from[column * 3 + c];
      to += 3;
    }
  }
  return result;
}

Picture resize_with(const Picture& picture, int64_t width, int64_t height, ResizeFilter filter, Weights rounding) {
  check_picture_size("resize", picture.width, picture.height);
  check_picture_size("resize", width, height);
  if (filter == ResizeFilter::nearest) return resize_nearest(picture, width, height);
  check_picture_size("resize", width, picture.height);  // what lies between the two passes
  if (width == picture.width && height == picture.height) return picture;
  if (width == picture.width) return resize_height(picture, height, filter, rounding);
  Picture narrowed = resize_width(picture, width, filter, rounding);
  return height == picture.height ? narrowed : resize_height(narrowed, height, filter, rounding);
}

}  // namespace

Picture resize_pillow(const Picture& picture, int64_t width, int64_t height, ResizeFilter filter) {
  return resize_with(picture, width, height, filter, Weights::fixed);
}

Picture resize_torchvision(const Picture& picture, int64_t width, int64_t height, ResizeFilter filter) {
  if (filter == ResizeFilter::box || filter == ResizeFilter::hamming) {
    throw Error("preprocess", "torchvision has no box and no Hamming filter for tensors",
                "Set \"resample\" to 2 (bilinear) or 3 (bicubic) in preprocessor_config.json.");
  }
  if (filter == ResizeFilter::lanczos) filter = ResizeFilter::bicubic;
  return resize_with(picture, width, height, filter, Weights::sixteen);
}

}  // namespace rex
