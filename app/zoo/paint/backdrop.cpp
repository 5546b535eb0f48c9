#include "app/zoo/paint/backdrop.h"

#include <algorithm>
#include <opencv2/imgproc.hpp>

namespace rex::zoo {
namespace {

constexpr size_t most_bytes = 192 << 20;

/// Table for cv::LUT: each channel's gamma and gain.
cv::Mat tint_table(const Rgb& gain, double gamma) {
  cv::Mat table(1, 256, CV_8UC3);
  for (int value = 0; value < 256; ++value)
    for (int c = 0; c < 3; ++c)
      table.at<cv::Vec3b>(0, value)[c] =
          cv::saturate_cast<uchar>(255 * std::pow(value / 255.0, gamma) * static_cast<double>(gain[c]));
  return table;
}

}  // namespace

const Backdrop& BackdropPool::painted(const BackdropChoice& choice, cv::Size size) {
  const Key key(choice.kind, choice.seed, size.width, size.height);
  if (const auto found = kept_.find(key); found != kept_.end()) return found->second;
  Painting painting(size);
  Random random = Random(choice.seed).fork(choice.kind);
  Backdrop backdrop;
  backdrop.setting = background_kind(choice.kind).paint(painting, random);
  backdrop.picture = painting.finished();
  const size_t bytes = backdrop.picture.total() * backdrop.picture.elemSize();
  if (kept_bytes_ + bytes > most_bytes) {
    kept_.clear();
    kept_bytes_ = 0;
  }
  kept_bytes_ += bytes;
  return kept_.emplace(key, std::move(backdrop)).first->second;
}

Backdrop BackdropPool::get(const BackdropChoice& choice, cv::Size picture) {
  const cv::Size size(cvRound(picture.width * (1 + choice.margin)), cvRound(picture.height * (1 + choice.margin)));
  const Backdrop& whole = painted(choice, size);
  const cv::Rect cut(cvRound((size.width - picture.width) * choice.cut_x),
                     cvRound((size.height - picture.height) * choice.cut_y), picture.width, picture.height);
  Backdrop result{whole.picture(cut).clone(), whole.setting};
  if (!whole.setting.flat()) result.setting.horizon = (whole.setting.horizon * size.height - cut.y) / picture.height;
  if (choice.mirrored) {
    cv::flip(result.picture, result.picture, 1);
    result.setting.shadow_side = -result.setting.shadow_side;
  }
  if (choice.gain != Rgb(1, 1, 1) || choice.gamma != 1)
    cv::LUT(result.picture, tint_table(choice.gain, choice.gamma), result.picture);
  return result;
}

BackdropChoice random_backdrop(Random& random, int paintings) {
  // Rooms vary most, so that they count three times.
  const int kinds = static_cast<int>(background_kinds().size());
  const int drawn = random.below(kinds + 2);
  BackdropChoice choice;
  choice.kind = drawn < kinds ? background_kinds()[static_cast<size_t>(drawn)].name : "room";
  choice.seed = static_cast<uint64_t>(random.below(paintings));
  choice.margin = 0.2;
  choice.cut_x = random.uniform();
  choice.cut_y = random.uniform();
  choice.mirrored = random.chance(0.5);
  for (int c = 0; c < 3; ++c) choice.gain[c] = static_cast<float>(random.uniform(0.92, 1.06));
  choice.gamma = random.uniform(0.88, 1.15);
  return choice;
}

}  // namespace rex::zoo
