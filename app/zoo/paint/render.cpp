// Draws a arrangement: shadows, sprites, and the truth that falls out of it.
#include <algorithm>
#include <opencv2/imgproc.hpp>

#include "app/zoo/scene/classes.h"
#include "app/zoo/scene/scene.h"

namespace rex::zoo {
namespace {

/// A bitmap under MAP (own coordinates 0…1 → picture), for the pixels of AREA. MARGIN bitmap pixels lie outside 0…1.
cv::Mat warped(const cv::Mat& bitmap, const cv::Matx23d& map, cv::Rect area, int margin = 0) {
  const cv::Matx23d back = inverted(map);
  const double width = bitmap.cols - 2 * margin, height = bitmap.rows - 2 * margin;
  const cv::Point2d origin = mapped(back, area.x + 0.5, area.y + 0.5);  // centre of the area's first pixel
  const cv::Matx23d pixels(back(0, 0) * width, back(0, 1) * width, origin.x * width + margin - 0.5, back(1, 0) * height,
                           back(1, 1) * height, origin.y * height + margin - 0.5);
  cv::Mat result;
  cv::warpAffine(bitmap, result, pixels, area.size(), cv::INTER_LINEAR | cv::WARP_INVERSE_MAP, cv::BORDER_CONSTANT);
  return result;
}

/// Lays BITMAP (RGBA, multiplied by alpha) over AREA of the picture, its colours times LIGHT.
void blend(cv::Mat& picture, cv::Rect area, const cv::Mat& bitmap, const Rgb& light) {
  const int red = cvRound(light[0] * 256), green = cvRound(light[1] * 256), blue = cvRound(light[2] * 256);
  for (int y = 0; y < area.height; ++y) {
    const uchar* from = bitmap.ptr<uchar>(y);
    uchar* to = picture.ptr<uchar>(area.y + y) + 3 * area.x;
    for (int x = 0; x < area.width; ++x, from += 4, to += 3) {
      if (from[3] == 0) continue;
      const int rest = 255 - from[3];
      to[0] = static_cast<uchar>(std::min(255, ((from[0] * red) >> 8) + (to[0] * rest + 127) / 255));
      to[1] = static_cast<uchar>(std::min(255, ((from[1] * green) >> 8) + (to[1] * rest + 127) / 255));
      to[2] = static_cast<uchar>(std::min(255, ((from[2] * blue) >> 8) + (to[2] * rest + 127) / 255));
    }
  }
}

/// Darkens AREA by SHADOW (CV_8U) times STRENGTH, blue a little less, as the sky's light still reaches it.
void darken(cv::Mat& picture, cv::Rect area, const cv::Mat& shadow, double strength) {
  const int warm = cvRound(strength * 256), cold = cvRound(strength * 256 * 0.88);
  for (int y = 0; y < area.height; ++y) {
    const uchar* from = shadow.ptr<uchar>(y);
    uchar* to = picture.ptr<uchar>(area.y + y) + 3 * area.x;
    for (int x = 0; x < area.width; ++x, ++from, to += 3) {
      if (*from == 0) continue;
      const int keep_warm = 65280 - *from * warm, keep_cold = 65280 - *from * cold;
      to[0] = static_cast<uchar>(to[0] * keep_warm / 65280);
      to[1] = static_cast<uchar>(to[1] * keep_warm / 65280);
      to[2] = static_cast<uchar>(to[2] * keep_cold / 65280);
    }
  }
}

/// A soft round spot, CV_8U.
const cv::Mat& round_spot() {
  static const cv::Mat spot = [] {
    constexpr int side = 48;
    cv::Mat result(side, side, CV_8U);
    for (int y = 0; y < side; ++y) {
      for (int x = 0; x < side; ++x) {
        const double r = std::hypot(x + 0.5 - side / 2.0, y + 0.5 - side / 2.0) / (side / 2.0);
        result.at<uchar>(y, x) = cv::saturate_cast<uchar>(255 * (1 - smoothstep(0.15, 1, r)));
      }
    }
    return result;
  }();
  return spot;
}

/// An object that is about to be drawn.
struct Drawn {
  const Sprite* sprite;
  cv::Matx23d map;
  cv::Rect area;
  cv::Mat bitmap;
  double lowest;  // y of its lower end, in pixels
  double side;    // longer side, in pixels
};

void cast_shadow(cv::Mat& picture, const Drawn& object, const cv::Matx23d& map, double strength) {
  // The shadow's bitmap reaches beyond the sprite; so does the area it touches.
  const double margin_x = static_cast<double>(shadow_margin) / (object.sprite->shadow.cols - 2 * shadow_margin);
  const double margin_y = static_cast<double>(shadow_margin) / (object.sprite->shadow.rows - 2 * shadow_margin);
  const cv::Point2d corner = mapped(map, -margin_x, -margin_y);
  const cv::Matx23d wider(map(0, 0) * (1 + 2 * margin_x), map(0, 1) * (1 + 2 * margin_y), corner.x,
                          map(1, 0) * (1 + 2 * margin_x), map(1, 1) * (1 + 2 * margin_y), corner.y);
  const cv::Rect area = touched_pixels(wider, picture.size());
  if (!area.empty()) darken(picture, area, warped(object.sprite->shadow, map, area, shadow_margin), strength);
}

/// On the ground: a dark spot where the object stands, and its outline laid down, away from the light.
void ground_shadow(cv::Mat& picture, const Drawn& object, const Setting& setting) {
  const double ground = object.lowest - 0.012 * object.side, flattened = 0.26;
  const double lean = 0.75 * setting.shadow_side;
  const cv::Matx23d& m = object.map;
  const cv::Matx23d laid(m(0, 0) - lean * m(1, 0), m(0, 1) - lean * m(1, 1), m(0, 2) + lean * (ground - m(1, 2)),
                         flattened * m(1, 0), flattened * m(1, 1), ground + flattened * (m(1, 2) - ground));
  cast_shadow(picture, object, laid, setting.shadow * 0.8);

  const cv::Point2d left = mapped(m, object.sprite->foot_left, 1), right = mapped(m, object.sprite->foot_right, 1);
  const double radius = std::abs(right.x - left.x) * 0.56 + 0.06 * object.side;
  const double deep = std::min(radius * 0.3, 0.075 * object.side);
  const cv::Point2d centre((left.x + right.x) / 2, ground);
  const cv::Matx23d spot(2 * radius, 0, centre.x - radius, 0, 2 * deep, centre.y - deep);
  const cv::Rect area = touched_pixels(spot, picture.size());
  if (!area.empty()) darken(picture, area, warped(round_spot(), spot, area), std::min(0.9, setting.shadow * 1.5));
}

/// On a sheet or a wall: the outline, shifted away from the light.
void drop_shadow(cv::Mat& picture, const Drawn& object, const Setting& setting) {
  cv::Matx23d shifted = object.map;
  shifted(0, 2) += 0.05 * setting.shadow_side * object.side;
  shifted(1, 2) += 0.04 * object.side;
  cast_shadow(picture, object, shifted, setting.shadow);
}

}  // namespace

const cv::Mat& SceneMaker::bitmap(const Sprite& sprite, double scale) {
  if (scale > 1.08) {
    const int factor = scale > 1.9 ? 4 : 2;
    cv::Mat& kept = enlarged_[{&sprite, factor}];
    if (kept.empty()) kept = enlarge(sprite.levels.front(), factor);
    return kept;
  }
  size_t level = 0;  // the smallest that is still not enlarged much
  while (level + 1 < sprite.levels.size() && sprite.levels[level + 1].cols >= 0.94 * scale * sprite.width()) ++level;
  return sprite.levels[level];
}

Scene SceneMaker::render(const Backdrop& backdrop, const Arrangement& arrangement) {
  Scene scene;
  scene.picture = backdrop.picture.clone();
  scene.size = scene.picture.size();
  scene.main = arrangement.main;
  const Setting& setting = backdrop.setting;
  const double ground = setting.horizon * scene.size.height;

  std::vector<Drawn> drawn;
  cv::Mat owner(scene.size, CV_8U, cv::Scalar(255));  // index of the frontmost object of each pixel
  for (const Placement& placement : arrangement.objects) {
    const Sprite& sprite = sprites_->get(placement.object_class, placement.drawing);
    Drawn object{&sprite, sprite_to_picture(sprite, placement, arrangement.stretch, scene.size), {}, {}, 0, 0};
    const double across = std::hypot(object.map(0, 0), object.map(1, 0)),
                 down = std::hypot(object.map(0, 1), object.map(1, 1));
    object.side = std::max(across, down);
    object.area = touched_pixels(object.map, scene.size);
    SceneObject truth;
    truth.object_class = placement.object_class;
    truth.colour =
        object_classes()[static_cast<size_t>(placement.object_class)].recoloured ? placement.drawing : no_colour;
    truth.extent = object.area;
    if (!object.area.empty()) {
      const double scale = std::max(across / sprite.width(), down / sprite.height());
      object.bitmap = warped(bitmap(sprite, scale), object.map, object.area);
      cv::Mat alpha;
      cv::extractChannel(object.bitmap, alpha, 3);
      truth.full = alpha >= 128;
      owner(object.area).setTo(static_cast<double>(scene.objects.size()), truth.full);
      const cv::Rect box = cv::boundingRect(truth.full);
      object.lowest = object.area.y + box.y + box.height;
    }
    scene.objects.push_back(truth);
    drawn.push_back(object);
  }

  // Shadows on the ground first: they never fall on what stands there.
  const auto on_ground = [&](const Drawn& object) { return !setting.flat() && object.lowest > ground + 1; };
  for (const Drawn& object : drawn)
    if (on_ground(object)) ground_shadow(scene.picture, object, setting);
  for (size_t i = 0; i < drawn.size(); ++i) {
    if (drawn[i].bitmap.empty()) continue;
    if (setting.flat() || (setting.wall && !on_ground(drawn[i]))) drop_shadow(scene.picture, drawn[i], setting);
    blend(scene.picture, drawn[i].area, drawn[i].bitmap, setting.light);

    SceneObject& truth = scene.objects[i];
    truth.visible = owner(truth.extent) == static_cast<double>(i);
    const int all = cv::countNonZero(truth.full), seen = cv::countNonZero(truth.visible);
    truth.visible_fraction = all == 0 ? 0 : static_cast<double>(seen) / all;
    truth.box = cv::boundingRect(truth.visible);
    truth.box += truth.extent.tl();
  }
  return scene;
}

}  // namespace rex::zoo
