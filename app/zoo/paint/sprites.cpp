#include "app/zoo/paint/sprites.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "app/zoo/paint/emoji.h"
#include "app/zoo/scene/classes.h"

namespace rex::zoo {
namespace {

constexpr int smallest_level = 16;  // pixels, longer side
constexpr int outline_side = 28;    // cells, longer side
constexpr int shadow_side = 56;     // pixels, longer side without margin: it is blurred anyway

cv::Size scaled_to(const cv::Mat& picture, double longer_side) {
  const double scale = longer_side / std::max(picture.cols, picture.rows);
  return {std::max(1, static_cast<int>(std::lround(picture.cols * scale))),
          std::max(1, static_cast<int>(std::lround(picture.rows * scale)))};
}

cv::Mat multiplied_by_alpha(const cv::Mat& plain) {
  cv::Mat result = plain.clone();
  result.forEach<cv::Vec4b>([](cv::Vec4b& pixel, const int*) {
    for (int c = 0; c < 3; ++c) pixel[c] = static_cast<uchar>((pixel[c] * pixel[3] + 127) / 255);
  });
  return result;
}

/// The columns in which the lowest tenth of the drawing has something.
void find_foot(const cv::Mat& alpha, Sprite& sprite) {
  const int rows = std::max(1, alpha.rows / 10);
  cv::Mat lowest;
  cv::reduce(alpha.rowRange(alpha.rows - rows, alpha.rows), lowest, 0, cv::REDUCE_MAX);
  int first = alpha.cols, last = 0;
  for (int x = 0; x < alpha.cols; ++x) {
    if (lowest.at<uchar>(0, x) < 128) continue;
    first = std::min(first, x);
    last = x + 1;
  }
  if (last <= first) return;
  sprite.foot_left = static_cast<double>(first) / alpha.cols;
  sprite.foot_right = static_cast<double>(last) / alpha.cols;
}

Sprite prepare(const cv::Mat& plain) {
  Sprite sprite;
  sprite.levels.push_back(multiplied_by_alpha(plain));
  const double longest = std::max(plain.cols, plain.rows);
  for (double side = longest / M_SQRT2; side >= smallest_level; side /= M_SQRT2) {
    cv::Mat level;
    cv::resize(sprite.levels.front(), level, scaled_to(plain, side), 0, 0, cv::INTER_AREA);
    sprite.levels.push_back(level);
  }
  cv::Mat alpha, coarse;
  cv::extractChannel(sprite.levels.front(), alpha, 3);
  find_foot(alpha, sprite);
  cv::resize(alpha, coarse, scaled_to(plain, outline_side), 0, 0, cv::INTER_AREA);
  sprite.outline = (coarse >= 128) / 255;

  cv::resize(alpha, coarse, scaled_to(plain, shadow_side), 0, 0, cv::INTER_AREA);
  cv::copyMakeBorder(coarse, coarse, shadow_margin, shadow_margin, shadow_margin, shadow_margin, cv::BORDER_CONSTANT,
                     0);
  cv::GaussianBlur(coarse, sprite.shadow, {}, shadow_side * 0.045);
  return sprite;
}

}  // namespace

SpriteSet::SpriteSet(const std::filesystem::path& font) {
  std::vector<char32_t> codes;
  for (const ObjectClass& kind : object_classes()) codes.insert(codes.end(), kind.codes.begin(), kind.codes.end());
  const std::vector<cv::Mat> pictures = read_emoji(font, codes);
  auto picture = pictures.begin();
  for (const ObjectClass& kind : object_classes()) {
    std::vector<Sprite>& drawings = sprites_.emplace_back();
    if (kind.recoloured) {
      for (int colour = 0; colour < static_cast<int>(colours().size()); ++colour)
        drawings.push_back(prepare(recolour(*picture, colour)));
      ++picture;
    } else {
      for (size_t variant = 0; variant < kind.codes.size(); ++variant) drawings.push_back(prepare(*picture++));
    }
  }
}

const Sprite& SpriteSet::get(int object_class, int drawing) const {
  return sprites_.at(static_cast<size_t>(object_class)).at(static_cast<size_t>(drawing));
}

}  // namespace rex::zoo
