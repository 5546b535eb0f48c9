#include "core/render/overlay.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>
#include <opencv2/imgproc.hpp>

#include "core/render/colour_map.h"

namespace rex {

namespace {

constexpr std::int32_t no_heat = 256;  // the level of pixels that stay as they are

/// Three colours in 16-bit lanes of one word, so that one multiplication serves all: red in the lowest lane. Products
/// of two bytes fit a lane.
using Lanes = std::uint64_t;
static_assert(std::endian::native == std::endian::little, "lanes are read from memory");
constexpr Lanes low_bytes = 0x000000FF'00FF00FFULL;
constexpr Lanes halves = 0x00000080'00800080ULL;

constexpr Lanes lanes(std::uint64_t red, std::uint64_t green, std::uint64_t blue) {
  return red | green << 16 | blue << 32;
}

/// Lanes of bytes times 256, rounded to bytes.
constexpr Lanes rounded(Lanes sums) { return (sums + halves) >> 8 & low_bytes; }

/// A colour map times an opacity: what is added, and how much of the ground stays (of 256).
struct Tint {
  Lanes added = 0;
  std::uint64_t ground = 256;
};

/// Values to levels of a colour map, and levels to tints.
class Tinter {
 public:
  Tinter(const HeatMap& heat, const Scale& scale, const Appearance& appearance)
      : low_(scale.low),
        factor_(scale.high > scale.low ? 255.0F / (scale.high - scale.low) : 0.0F),
        constant_(scale.high > scale.low ? 0.5F : scale.share(0) * 255),
        least_(least_shown(heat.values(), scale, threshold_of(appearance))),
        by_magnitude_(scale.scaling == Scaling::symmetric) {
    const ColourMap map = drawn_colours(appearance);
    const double opacity = appearance.heat ? std::clamp(appearance.opacity, 0.0, 1.0) : 0;
    for (std::size_t level = 0; level < map.colours.size(); ++level) {
      const Colour colour =
          scale.gamma == 1.0F ? map.colours[level] : map.at(scale.bent(static_cast<float>(level) / 255.0F));
      const auto weight = static_cast<std::uint64_t>(std::lround(colour.alpha / 255.0 * opacity * 256));
      tints_[level] = {lanes(colour.red * weight, colour.green * weight, colour.blue * weight), 256 - weight};
    }
  }

  /// The levels of VALUES [count]; no_heat for NaN and for what is below the threshold.
  template <class Level>
  void levels(const float* values, Level* result, std::int64_t count) const {
    for (std::int64_t i = 0; i < count; ++i) {
      const float size = by_magnitude_ ? std::abs(values[i]) : values[i];
      float level = (values[i] - low_) * factor_ + constant_;
      level = level > 0.0F ? level : 0.0F;
      level = level < 255.0F ? level : 255.0F;
      result[i] = static_cast<Level>(size >= least_ ? static_cast<std::int32_t>(level) : no_heat);
    }
  }

  const Tint& tint(std::int32_t level) const { return tints_[static_cast<std::size_t>(level)]; }

 private:
  float low_, factor_, constant_, least_;
  bool by_magnitude_;
  std::array<Tint, no_heat + 1> tints_;
};

/// Draws rows of a picture at a viewport's resolution: bilinear, in fixed point.
class PhotoSampler {
 public:
  PhotoSampler(const PicturePyramid& pyramid, const Viewport& viewport, double saturation)
      : viewport_(viewport),
        picture_(pyramid.level_for(
            std::min((viewport.view.right - viewport.view.left) / static_cast<double>(viewport.width),
                     (viewport.view.bottom - viewport.view.top) / static_cast<double>(viewport.height)))),
        scale_x_(static_cast<double>(picture_.width) / static_cast<double>(pyramid.picture().width)),
        scale_y_(static_cast<double>(picture_.height) / static_cast<double>(pyramid.picture().height)),
        saturation_(static_cast<std::uint64_t>(std::lround(std::clamp(saturation, 0.0, 1.0) * 256))),
        columns_(static_cast<std::size_t>(viewport.width)),
        row_(columns_.size()) {
    for (std::size_t column = 0; column < columns_.size(); ++column) {
      columns_[column] = place(viewport.x(static_cast<std::int64_t>(column)) * scale_x_, picture_.width);
    }
    first_ = 0;
    while (first_ < columns_.size() && columns_[first_].outside) ++first_;
    end_ = columns_.size();
    while (end_ > first_ && columns_[end_ - 1].outside) --end_;
    if (first_ < end_) {
      span_from_ = columns_[first_].cell * 3;
      span_length_ = static_cast<std::size_t>(std::min(columns_[end_ - 1].cell + 2, picture_.width) * 3 - span_from_);
      span_.resize(span_length_ + 4);  // lanes are read by fours
      for (std::size_t column = first_; column < end_; ++column) {
        Place& at = columns_[column];
        if (at.cell + 1 == picture_.width) at.weight = 0;  // there is no pixel after it
        at.cell = at.cell * 3 - span_from_;
      }
    }
  }

  /// The first column inside the picture, and one after the last.
  std::size_t first() const { return first_; }
  std::size_t end() const { return end_; }

  /// Row Y; null outside the picture. Columns outside the picture are not touched.
  const Lanes* row(std::int64_t y) {
    const Place place_y = place(viewport_.y(y) * scale_y_, picture_.height);
    if (place_y.outside || first_ >= end_) return nullptr;
    const std::uint8_t* above = picture_.row(place_y.cell) + span_from_;
    const std::uint8_t* below = place_y.cell + 1 < picture_.height ? above + picture_.width * 3 : above;
    const auto below_weight = static_cast<std::uint16_t>(place_y.weight);
    const auto above_weight = static_cast<std::uint16_t>(256 - below_weight);
    std::uint16_t* span = span_.data();
    for (std::size_t i = 0; i < span_length_; ++i) {
      span[i] = static_cast<std::uint16_t>((above[i] * above_weight + below[i] * below_weight + 128) >> 8);
    }
    for (std::size_t column = first_; column < end_; ++column) {
      const Place& at = columns_[column];
      Lanes left, right;
      std::memcpy(&left, span + at.cell, sizeof left);
      std::memcpy(&right, span + at.cell + (at.weight == 0 ? 0 : 3), sizeof right);
      row_[column] = rounded((left & low_bytes) * (256 - at.weight) + (right & low_bytes) * at.weight);
    }
    if (saturation_ < 256) fade_colours();
    return row_.data();
  }

 private:
  struct Place {
    std::int64_t cell = 0;     // the pixel before (columns: where its bytes begin in the span)
    std::uint64_t weight = 0;  // of the pixel after it, of 256
    bool outside = false;
  };

  static Place place(double position, std::int64_t size) {
    if (!(position >= 0 && position < static_cast<double>(size))) return {0, 0, true};
    const double between_centres = std::clamp(position - 0.5, 0.0, static_cast<double>(size - 1));
    const auto cell = static_cast<std::int64_t>(between_centres);
    return {cell, static_cast<std::uint64_t>(std::lround((between_centres - static_cast<double>(cell)) * 256)), false};
  }

  void fade_colours() {
    for (std::size_t column = first_; column < end_; ++column) {
      const Lanes pixel = row_[column];
      const std::uint64_t grey = ((pixel & 255) * 77 + (pixel >> 16 & 255) * 151 + (pixel >> 32 & 255) * 28) >> 8;
      row_[column] = rounded(pixel * saturation_ + lanes(grey, grey, grey) * (256 - saturation_));
    }
  }

  Viewport viewport_;
  const Picture& picture_;
  double scale_x_, scale_y_;
  std::uint64_t saturation_;
  std::vector<Place> columns_;
  std::vector<Lanes> row_;
  std::size_t first_ = 0, end_ = 0;
  std::int64_t span_from_ = 0;
  std::size_t span_length_ = 0;
  std::vector<std::uint16_t> span_;  // the needed part of two source rows, mixed
};

void resize(ViewImage& image, const Viewport& viewport) {
  image.width = viewport.width;
  image.height = viewport.height;
  image.pixels.resize(static_cast<std::size_t>(image.width * image.height));
}

}  // namespace

PicturePyramid::PicturePyramid(std::shared_ptr<const Picture> picture) : picture_(std::move(picture)) {
  constexpr std::int64_t small_enough = 512;
  const Picture* from = picture_.get();
  halves_.reserve(16);  // pointers into it must stay
  while (std::max(from->width, from->height) > small_enough && std::min(from->width, from->height) > 1) {
    Picture half(from->width / 2, from->height / 2);
    const cv::Mat source(static_cast<int>(from->height), static_cast<int>(from->width), CV_8UC3,
                         const_cast<std::uint8_t*>(from->pixels.data()));  // cv::Mat has no constant view
    cv::Mat target(static_cast<int>(half.height), static_cast<int>(half.width), CV_8UC3, half.pixels.data());
    cv::resize(source, target, target.size(), 0, 0, cv::INTER_AREA);
    halves_.push_back(std::move(half));
    from = &halves_.back();
  }
}

const Picture& PicturePyramid::level_for(double step) const {
  const Picture* level = picture_.get();
  for (const Picture& half : halves_) {
    if (static_cast<double>(picture_->width) / static_cast<double>(half.width) > step * 1.001) break;
    level = &half;
  }
  return *level;
}

void render_overlay(const PicturePyramid& pyramid, const HeatMap& heat, const Scale& scale,
                    const Appearance& appearance, const Viewport& viewport, ViewImage& image) {
  const std::shared_ptr<const PicturePyramid> borrowed(std::shared_ptr<void>(), &pyramid);  // for this call only
  KeptOverlay().render(borrowed, heat, scale, appearance, viewport, image);
}

void KeptOverlay::render(const std::shared_ptr<const PicturePyramid>& picture, const HeatMap& heat, const Scale& scale,
                         const Appearance& appearance, const Viewport& viewport, ViewImage& image) {
  const auto same_box = [](const Box& a, const Box& b) {
    return a.left == b.left && a.top == b.top && a.right == b.right && a.bottom == b.bottom;
  };
  const bool same_view = picture == picture_ && viewport.width == viewport_.width &&
                         viewport.height == viewport_.height && same_box(viewport.view, viewport_.view);
  const bool same_heat =
      same_view && heat.grid.width == heat_.grid.width && heat.values() == heat_.values() &&
      same_box(heat.area, heat_.area) &&
      std::equal(heat.boxes.begin(), heat.boxes.end(), heat_.boxes.begin(), heat_.boxes.end(), same_box);
  if (!same_view || appearance.saturation != saturation_) {
    picture_ = picture;
    viewport_ = viewport;
    draw_photo(appearance.saturation);
  }
  if (!same_heat || levels_.empty() || scale != scale_ || threshold_of(appearance) != threshold_ ||
      interpolation_of(appearance) != interpolation_) {
    if (!same_heat) heat_ = heat;
    find_levels(scale, appearance);
  }
  resize(image, viewport);
  const Tinter tinter(heat_, scale, appearance);
  struct Blend {
    std::uint32_t ground, red_blue, green;
  };
  std::array<Blend, no_heat + 1> blends;
  for (std::int32_t level = 0; level <= no_heat; ++level) {
    const Tint& tint = tinter.tint(level);
    const auto part = [&](int lane) { return static_cast<std::uint32_t>(tint.added >> (16 * lane) & 0xFFFF); };
    // Rounding is added here once instead of at every pixel.
    blends[static_cast<std::size_t>(level)] = {static_cast<std::uint32_t>(tint.ground),
                                               (part(0) << 16 | part(2)) + 0x00800080U, part(1) + 0x80U};
  }
  for (std::int64_t y = 0; y < viewport.height; ++y) {
    std::uint32_t* out = image.pixels.data() + y * viewport.width;
    if (y < inside_.top || y >= inside_.bottom) {
      std::fill(out, out + viewport.width, 0U);
      continue;
    }
    std::fill(out, out + inside_.left, 0U);
    std::fill(out + inside_.right, out + viewport.width, 0U);
    const std::uint32_t* photo = photo_.data() + y * viewport.width;
    const std::uint16_t* levels = levels_.data() + y * viewport.width;
    for (std::int64_t x = inside_.left; x < inside_.right; ++x) {
      // Red and blue in one word: products of two bytes and the rounding fit 16 bits.
      const Blend& blend = blends[levels[x]];
      const std::uint32_t red_blue = ((photo[x] & 0x00FF00FFU) * blend.ground + blend.red_blue) >> 8 & 0x00FF00FFU;
      const std::uint32_t green = ((photo[x] >> 8 & 0xFFU) * blend.ground + blend.green) & 0x0000FF00U;
      out[x] = 0xFF000000U | red_blue | green;
    }
  }
}

void KeptOverlay::draw_photo(double saturation) {
  saturation_ = saturation;
  photo_.resize(static_cast<std::size_t>(viewport_.width * viewport_.height));
  PhotoSampler photo(*picture_, viewport_, saturation);
  const auto first = static_cast<std::int64_t>(photo.first()), end = static_cast<std::int64_t>(photo.end());
  inside_ = {first, viewport_.height, end, 0};
  for (std::int64_t y = 0; y < viewport_.height; ++y) {
    const Lanes* row = photo.row(y);
    if (row == nullptr) continue;
    inside_.top = std::min(inside_.top, y);
    inside_.bottom = y + 1;
    std::uint32_t* out = photo_.data() + y * viewport_.width;
    for (std::int64_t x = first; x < end; ++x) {
      out[x] = static_cast<std::uint32_t>((row[x] & 255) << 16 | (row[x] >> 8 & 0xFF00) | row[x] >> 32);
    }
  }
  if (inside_.bottom == 0) inside_ = {};
}

void KeptOverlay::find_levels(const Scale& scale, const Appearance& appearance) {
  scale_ = scale;
  threshold_ = threshold_of(appearance);
  interpolation_ = interpolation_of(appearance);
  levels_.clear();  // stays so where the colour map is unknown
  HeatSampler sampler(heat_, viewport_, interpolation_of(appearance));
  const Tinter tinter(heat_, scale, appearance);
  levels_.resize(static_cast<std::size_t>(viewport_.width * viewport_.height));
  for (std::int64_t y = inside_.top; y < inside_.bottom; ++y) {
    tinter.levels(sampler.row(y), levels_.data() + y * viewport_.width, viewport_.width);
  }
}

void render_heat(const HeatMap& heat, const Scale& scale, const Appearance& appearance, const Viewport& viewport,
                 ViewImage& image) {
  resize(image, viewport);
  HeatSampler sampler(heat, viewport, interpolation_of(appearance));
  const Tinter tinter(heat, scale, appearance);
  std::vector<std::int32_t> levels(static_cast<std::size_t>(viewport.width));
  for (std::int64_t y = 0; y < viewport.height; ++y) {
    std::uint32_t* out = image.pixels.data() + y * viewport.width;
    tinter.levels(sampler.row(y), levels.data(), viewport.width);
    for (std::int64_t x = 0; x < viewport.width; ++x) {
      const Tint& tint = tinter.tint(levels[static_cast<std::size_t>(x)]);
      const std::uint64_t alpha = std::min<std::uint64_t>(255, 256 - tint.ground);
      const auto part = [&](int lane) { return std::min(alpha, tint.added >> (16 * lane + 8) & 255); };
      out[x] = static_cast<std::uint32_t>(alpha << 24 | part(0) << 16 | part(1) << 8 | part(2));
    }
  }
}

Picture to_picture(const ViewImage& image) {
  Picture picture(image.width, image.height);
  for (std::size_t i = 0; i < image.pixels.size(); ++i) {
    const std::uint32_t pixel = image.pixels[i], clear = 255U - (pixel >> 24);
    picture.pixels[i * 3] = static_cast<std::uint8_t>((pixel >> 16 & 255U) + clear);
    picture.pixels[i * 3 + 1] = static_cast<std::uint8_t>((pixel >> 8 & 255U) + clear);
    picture.pixels[i * 3 + 2] = static_cast<std::uint8_t>((pixel & 255U) + clear);
  }
  return picture;
}

}  // namespace rex
