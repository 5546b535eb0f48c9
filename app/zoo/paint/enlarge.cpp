// Sprites larger than the font's bitmaps. Colour and alpha go their own ways: colour is carried beyond the outline
// first, so that the outline leaves no rim in it, and the outline is kept smooth rather than sharpened into stairs.
#include <algorithm>
#include <opencv2/imgproc.hpp>

#include "app/zoo/paint/sprites.h"

namespace rex::zoo {
namespace {

cv::Mat repeated(const cv::Mat& one_channel) {
  cv::Mat three;
  cv::merge(std::vector<cv::Mat>{one_channel, one_channel, one_channel}, three);
  return three;
}

/// Plain colour, also where ALPHA is small: there it is the mean colour around. MULTIPLIED is colour times alpha.
cv::Mat colour_beyond_outline(const cv::Mat& multiplied, const cv::Mat& alpha) {
  cv::Mat near_colour, near_alpha;
  cv::GaussianBlur(multiplied, near_colour, {}, 1.6);
  cv::GaussianBlur(alpha, near_alpha, {}, 1.6);
  const cv::Mat around = near_colour / repeated(cv::max(near_alpha, 1e-4));
  const cv::Mat own = multiplied / repeated(cv::max(alpha, 1e-4));
  cv::Mat trust = (alpha - 0.6) / 0.35;
  trust = repeated(cv::min(cv::max(trust, 0), 1));
  return own.mul(trust) + around.mul(cv::Scalar::all(1) - trust);
}

/// Cubic interpolation without overshoot: held within the 3×3 neighbourhood of the small picture.
cv::Mat interpolate(const cv::Mat& small, int factor) {
  cv::Mat low, high, large;
  cv::erode(small, low, {});
  cv::dilate(small, high, {});
  cv::resize(small, large, {}, factor, factor, cv::INTER_LANCZOS4);
  cv::resize(low, low, large.size(), 0, 0, cv::INTER_LINEAR);
  cv::resize(high, high, large.size(), 0, 0, cv::INTER_LINEAR);
  return cv::min(cv::max(large, low), high);
}

/// Adds what a blur takes away, but stays between the smallest and the largest value around, so that no halo appears.
cv::Mat sharpen(const cv::Mat& picture, double radius) {
  const int side = 2 * std::max(1, cvRound(radius)) + 1;
  const cv::Mat disc = cv::getStructuringElement(cv::MORPH_ELLIPSE, {side, side});
  cv::Mat low, high, blurred;
  cv::erode(picture, low, disc);
  cv::dilate(picture, high, disc);
  cv::GaussianBlur(picture, blurred, {}, radius);
  return cv::min(cv::max(picture * 2.6 - blurred * 1.6, low), high);
}

}  // namespace

cv::Mat enlarge(const cv::Mat& level, int factor) {
  cv::Mat picture, multiplied, alpha;
  level.convertTo(picture, CV_32F, 1.0 / 255);
  const int border = 3;
  cv::copyMakeBorder(picture, picture, border, border, border, border, cv::BORDER_CONSTANT, 0);
  cv::cvtColor(picture, multiplied, cv::COLOR_RGBA2RGB);
  cv::extractChannel(picture, alpha, 3);

  cv::Mat colour = sharpen(interpolate(colour_beyond_outline(multiplied, alpha), factor), 0.6 * factor);
  cv::GaussianBlur(colour, colour, {}, 0.12 * factor);  // rounds the steps that the sharpening left

  cv::Mat outline;
  cv::resize(alpha, outline, {}, factor, factor, cv::INTER_CUBIC);
  cv::GaussianBlur(outline, outline, {}, 0.45 * factor);
  outline = (outline - 0.5) * (0.75 * factor) + 0.5;
  outline = cv::min(cv::max(outline, 0), 1);

  cv::Mat result;
  cv::merge(std::vector<cv::Mat>{cv::min(cv::max(colour, 0), 1).mul(repeated(outline)), outline}, result);
  const cv::Rect inner(border * factor, border * factor, level.cols * factor, level.rows * factor);
  result(inner).convertTo(result, CV_8U, 255);
  return result;
}

}  // namespace rex::zoo
