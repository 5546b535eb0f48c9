#include "core/evaluate/mask.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>

#include "core/base/error.h"

namespace rex::evaluate {

std::int64_t Mask::area() const { return std::accumulate(inside.begin(), inside.end(), std::int64_t{0}); }

Mask mask_of(const Box& box, std::int64_t height, std::int64_t width) {
  Mask mask(height, width);
  for (std::int64_t y = 0; y < height; ++y) {
    for (std::int64_t x = 0; x < width; ++x) {
      const auto across = static_cast<double>(x), down = static_cast<double>(y);
      const bool inside = across >= box.left && across < box.right && down >= box.top && down < box.bottom;
      mask.inside[static_cast<std::size_t>(y * width + x)] = inside ? 1 : 0;
    }
  }
  return mask;
}

std::int64_t RunLengths::area() const {
  std::int64_t sum = 0;
  for (std::size_t i = 1; i < counts.size(); i += 2) sum += counts[i];
  return sum;
}

Box RunLengths::bounds() const {
  std::int64_t left = width, right = 0, top = height, bottom = 0, at = 0;
  for (std::size_t i = 0; i < counts.size(); at += counts[i++]) {
    if (i % 2 == 0 || counts[i] == 0) continue;
    const std::int64_t last = at + counts[i] - 1;
    left = std::min(left, at / height);
    right = std::max(right, last / height + 1);
    const bool one_column = at / height == last / height;
    top = std::min(top, one_column ? at % height : 0);
    bottom = std::max(bottom, one_column ? last % height + 1 : height);
  }
  if (right == 0) return {};
  return {static_cast<double>(left), static_cast<double>(top), static_cast<double>(right), static_cast<double>(bottom)};
}

RunLengths encode(const Mask& mask) {
  RunLengths runs{mask.height, mask.width, {}};
  std::uint8_t current = 0;
  std::int64_t run = 0;
  for (std::int64_t x = 0; x < mask.width; ++x) {
    for (std::int64_t y = 0; y < mask.height; ++y) {
      if (mask.at(y, x) != current) {
        runs.counts.push_back(run);
        run = 0;
        current = mask.at(y, x);
      }
      ++run;
    }
  }
  runs.counts.push_back(run);
  return runs;
}

Mask decode(const RunLengths& runs) {
  Mask mask(runs.height, runs.width);
  std::int64_t at = 0;
  for (std::size_t i = 0; i < runs.counts.size(); ++i) {
    for (std::int64_t end = at + runs.counts[i]; at < end; ++at) {
      if (i % 2 == 1) mask.inside[static_cast<std::size_t>(at % runs.height * runs.width + at / runs.height)] = 1;
    }
  }
  return mask;
}

std::string compressed(const RunLengths& runs) {
  std::string text;
  for (std::size_t i = 0; i < runs.counts.size(); ++i) {
    std::int64_t rest = runs.counts[i] - (i > 2 ? runs.counts[i - 2] : 0);
    for (bool more = true; more;) {
      const std::int64_t group = rest & 31;
      rest >>= 5;
      more = rest != ((group & 16) != 0 ? -1 : 0);  // bit 16 of the last group is the sign
      text += static_cast<char>((more ? group | 32 : group) + 48);
    }
  }
  return text;
}

RunLengths decompressed(std::string_view text, std::int64_t height, std::int64_t width, const std::string& where) {
  constexpr int most_shift = 55;  // further groups would not fit into 64 bits
  RunLengths runs{height, width, {}};
  for (std::size_t at = 0; at < text.size();) {
    std::int64_t value = 0;
    int shift = 0;
    for (bool more = true; more; shift += 5) {
      const int group = at < text.size() ? text[at++] - 48 : -1;
      if (group < 0 || group > 63 || shift > most_shift) {
        throw Error(where, "is no compressed run-length text", "Write the masks again with COCO's tools.");
      }
      value |= static_cast<std::int64_t>(group & 31) << shift;
      more = (group & 32) != 0;
      if (!more && (group & 16) != 0) value |= static_cast<std::int64_t>(-1) * (std::int64_t{1} << (shift + 5));
    }
    const std::size_t index = runs.counts.size();
    const std::int64_t largest = height * width;
    if (std::abs(value) <= largest && index > 2) value += runs.counts[index - 2];
    if (value < 0 || value > largest) {
      throw Error(where,
                  "has a run of " + std::to_string(value) + " pixels in a picture of " + std::to_string(width) + " x " +
                      std::to_string(height),
                  "Check that masks and pictures belong together.");
    }
    runs.counts.push_back(value);
  }
  check_counts(runs, where);
  return runs;
}

void check_counts(const RunLengths& runs, const std::string& where) {
  std::int64_t sum = 0;
  const std::int64_t pixels = runs.height * runs.width;
  const bool sound = std::all_of(runs.counts.begin(), runs.counts.end(), [&](std::int64_t count) {
    if (count < 0 || count > pixels) return false;
    sum += count;
    return sum <= pixels;
  });
  if (sound && sum == pixels) return;
  throw Error(where,
              "has run lengths that do not fill its " + std::to_string(runs.width) + " x " +
                  std::to_string(runs.height) + " pixels",
              "Check that masks and pictures belong together.");
}

RunLengths united(std::span<const RunLengths> masks) {
  assert(!masks.empty());
  RunLengths result = masks.front();
  for (const RunLengths& other : masks.subspan(1)) {
    // Both are walked side by side; a run ends where either changes.
    RunLengths both{result.height, result.width, {}};
    std::size_t a = 0, b = 0;
    std::int64_t rest_a = 0, rest_b = 0, run = 0;
    bool current = false;
    const std::int64_t pixels = result.height * result.width;
    for (std::int64_t at = 0; at < pixels;) {
      while (rest_a == 0) rest_a = result.counts[a++];
      while (rest_b == 0) rest_b = other.counts[b++];
      const std::int64_t step = std::min(rest_a, rest_b);
      const bool inside = a % 2 == 0 || b % 2 == 0;  // the index is one beyond the open run
      if (inside != current) {
        both.counts.push_back(run);
        run = 0;
        current = inside;
      }
      run += step;
      at += step;
      rest_a -= step;
      rest_b -= step;
    }
    both.counts.push_back(run);
    result = std::move(both);
  }
  return result;
}

std::int64_t intersection_area(const RunLengths& first, const RunLengths& second) {
  assert(first.height == second.height && first.width == second.width);
  std::int64_t area = 0, end_a = 0, end_b = 0, at = 0;
  const std::int64_t pixels = first.height * first.width;
  for (std::size_t a = 0, b = 0; at < pixels;) {
    while (end_a <= at) end_a += first.counts[a++];
    while (end_b <= at) end_b += second.counts[b++];
    const std::int64_t end = std::min(end_a, end_b);
    if (a % 2 == 0 && b % 2 == 0) area += end - at;
    at = end;
  }
  return area;
}

}  // namespace rex::evaluate
