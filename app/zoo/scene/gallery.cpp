#include "app/zoo/scene/gallery.h"

#include <algorithm>

#include "app/zoo/scene/classes.h"

namespace rex::zoo {
namespace {

const cv::Size wide{1024, 768};
const cv::Size square{896, 896};

/// "red balloon" → class balloon, drawing of the colour red; "car 2" → class car, second drawing.
Placement placed(const Standing& standing) {
  Placement placement;
  const size_t space = standing.name.find(' ');
  const std::string first = standing.name.substr(0, space);
  const std::string second = space == std::string::npos ? "" : standing.name.substr(space + 1);
  if (second.empty()) {
    placement.object_class = class_index(first);
  } else if (second == "2") {
    placement.object_class = class_index(first);
    placement.drawing = 1;
  } else {
    placement.object_class = class_index(second);
    placement.drawing = colour_index(first);
  }
  placement.x = standing.x;
  placement.size = standing.size;
  placement.angle = standing.angle;
  placement.mirrored = standing.mirrored;
  return placement;
}

}  // namespace

const std::vector<GalleryScene>& gallery_scenes() {
  static const std::vector<GalleryScene> all = {
      {"cat-and-dog",
       "Cat and dog",
       "meadow",
       18,
       wide,
       {{"cat", 0.26, 0.86, 0.46, 0, true}, {"dog", 0.69, 0.90, 0.52}}},
      {"balloons",
       "Balloons over the meadow",
       "meadow",
       10,
       wide,
       {{"house", 0.80, 0.74, 0.34},
        {"tree", 0.14, 0.82, 0.42},
        {"red balloon", 0.32, 0.44, 0.30, -6},
        {"yellow balloon", 0.50, 0.34, 0.26, 4},
        {"blue balloon", 0.66, 0.50, 0.28, 8, true}}},
      {"birthday",
       "Birthday table",
       "cloth",
       13,
       square,
       {{"cake", 0.50, 0.74, 0.44},
        {"red heart", 0.20, 0.40, 0.22, -14},
        {"yellow balloon", 0.80, 0.46, 0.30, 12},
        {"purple book", 0.18, 0.88, 0.24, -8},
        {"apple", 0.83, 0.88, 0.20, 8}}},
      {"beach",
       "At the beach",
       "beach",
       6,
       wide,
       {{"boat", 0.76, 0.52, 0.24},
        {"umbrella", 0.24, 0.84, 0.44, -6},
        {"ball", 0.52, 0.90, 0.20},
        {"dog", 0.76, 0.93, 0.34, 0, true}}},
      {"regatta",
       "Regatta at sunset",
       "sea",
       2,
       wide,
       {{"boat", 0.20, 0.66, 0.28},
        {"boat", 0.74, 0.72, 0.36, 0, true},
        {"boat", 0.44, 0.90, 0.48},
        {"bird", 0.62, 0.26, 0.18, -8}}},
      {"traffic",
       "On the road",
       "road",
       26,
       wide,
       {{"bus", 0.28, 0.82, 0.38},
        {"car", 0.66, 0.86, 0.34},
        {"bicycle", 0.50, 0.985, 0.26},
        {"tree 2", 0.90, 0.66, 0.36},
        {"airplane", 0.62, 0.30, 0.24, 10}}},
      {"winter-train",
       "The winter train",
       "snow",
       15,
       wide,
       {{"tree 2", 0.10, 0.76, 0.34},
        {"tree 2", 0.28, 0.70, 0.24},
        {"house", 0.84, 0.76, 0.32},
        {"train", 0.48, 0.90, 0.46}}},
      {"visitor",
       "An elephant comes to visit",
       "room",
       4,
       wide,
       {{"clock", 0.78, 0.34, 0.20}, {"chair", 0.84, 0.86, 0.40}, {"elephant", 0.44, 0.90, 0.58, 0, true}}},
      {"desk",
       "The desk",
       "wood",
       14,
       wide,
       {{"green book", 0.22, 0.62, 0.40, -12},
        {"clock", 0.54, 0.50, 0.30},
        {"apple", 0.80, 0.54, 0.24, 8},
        {"red heart", 0.52, 0.88, 0.18, 10},
        {"banana", 0.80, 0.92, 0.28, -16}}},
      {"lunch",
       "Lunch break",
       "cloth",
       3,
       square,
       {{"pizza", 0.32, 0.54, 0.42, -8},
        {"banana", 0.74, 0.48, 0.32, 12},
        {"apple", 0.68, 0.86, 0.26},
        {"apple", 0.28, 0.88, 0.22, -10, true}}},
      {"rabbits",
       "Three rabbits",
       "meadow",
       5,
       wide,
       {{"tree", 0.82, 0.80, 0.54},
        {"rabbit", 0.20, 0.76, 0.26, 0, true},
        {"rabbit", 0.56, 0.82, 0.28},
        {"rabbit", 0.36, 0.95, 0.34, 0, true}}},
      {"desert",
       "Desert ride",
       "desert",
       11,
       wide,
       {{"airplane", 0.72, 0.34, 0.26, 6},
        {"horse", 0.32, 0.82, 0.46, 0, true},
        {"bicycle", 0.74, 0.90, 0.36, 0, true}}},
      {"library",
       "Books of many colours",
       "paper",
       17,
       wide,
       {{"red book", 0.20, 0.50, 0.32, -8},
        {"blue book", 0.50, 0.48, 0.32, 5},
        {"yellow book", 0.80, 0.52, 0.32, -4},
        {"green book", 0.34, 0.93, 0.32, 8},
        {"purple book", 0.66, 0.93, 0.32, -6}}},
      {"hearts",
       "Five hearts",
       "watercolour",
       14,
       square,
       {{"red heart", 0.50, 0.60, 0.34},
        {"orange heart", 0.22, 0.36, 0.22, -14},
        {"yellow heart", 0.78, 0.36, 0.22, 14},
        {"green heart", 0.24, 0.88, 0.22, 10},
        {"blue heart", 0.78, 0.88, 0.22, -10}}},
      {"music-room",
       "The music room",
       "room",
       6,
       wide,
       {{"clock", 0.22, 0.32, 0.20},
        {"chair", 0.30, 0.82, 0.42, 0, true},
        {"guitar", 0.62, 0.86, 0.50, -14},
        {"cat", 0.84, 0.93, 0.30}}},
      {"sky",
       "Up in the air",
       "bokeh",
       6,
       wide,
       {{"airplane", 0.30, 0.50, 0.44, -6},
        {"bird", 0.68, 0.40, 0.26, -6},
        {"orange balloon", 0.84, 0.74, 0.32, 8},
        {"purple balloon", 0.58, 0.88, 0.30, -6}}},
      {"fish",
       "Three fish and a boat",
       "watercolour",
       1,
       wide,
       {{"boat", 0.76, 0.50, 0.40},
        {"fish", 0.26, 0.50, 0.36},
        {"fish 2", 0.60, 0.92, 0.30, 4},
        {"fish", 0.22, 0.90, 0.26, -6}}},
      {"rain",
       "Will it rain?",
       "meadow",
       17,
       square,
       {{"umbrella", 0.36, 0.80, 0.52, -8}, {"rabbit", 0.44, 0.93, 0.26, 0, true}, {"bird", 0.78, 0.84, 0.26}}},
      {"football",
       "Football in the park",
       "meadow",
       15,
       wide,
       {{"tree", 0.12, 0.70, 0.36},
        {"dog", 0.36, 0.86, 0.44, 0, true},
        {"ball", 0.58, 0.90, 0.22},
        {"horse", 0.82, 0.80, 0.40}}},
      {"lesson",
       "On the blackboard",
       "chalkboard",
       12,
       wide,
       {{"clock", 0.50, 0.44, 0.30},
        {"blue book", 0.20, 0.78, 0.34, -8},
        {"apple", 0.50, 0.88, 0.24},
        {"yellow book", 0.80, 0.78, 0.34, 6}}},
      {"playroom",
       "The playroom",
       "room",
       13,
       wide,
       {{"blue balloon", 0.18, 0.42, 0.28, -4},
        {"train", 0.30, 0.84, 0.40, 0, true},
        {"ball 2", 0.56, 0.92, 0.20},
        {"elephant", 0.80, 0.90, 0.36}}},
      {"hide-and-seek",
       "Hide and seek",
       "room",
       12,
       square,
       {{"rabbit", 0.29, 0.80, 0.40, 0, true}, {"chair", 0.49, 0.86, 0.50}, {"cat", 0.80, 0.92, 0.36}}},
      {"sunset",
       "An evening by the sea",
       "beach",
       5,
       wide,
       {{"bicycle", 0.32, 0.84, 0.44, 0, true}, {"guitar", 0.66, 0.86, 0.38, 18}, {"red heart", 0.46, 0.36, 0.22, -8}}},
      {"street",
       "My street",
       "road",
       17,
       wide,
       {{"house", 0.18, 0.70, 0.40},
        {"house", 0.80, 0.69, 0.38, 0, true},
        {"tree", 0.50, 0.68, 0.34},
        {"car 2", 0.38, 0.85, 0.30, 0, true},
        {"bicycle", 0.74, 0.92, 0.28}}},
      {"cake",
       "A cake and no balloon",
       "cloth",
       5,
       square,
       {{"cake", 0.50, 0.76, 0.52}, {"banana", 0.18, 0.92, 0.24, -12}, {"apple", 0.82, 0.92, 0.20, 8}}},
  };
  return all;
}

Arrangement arrangement_of(const GalleryScene& scene, const SpriteSet& sprites) {
  Arrangement arrangement;
  for (const Standing& standing : scene.objects) {
    Placement placement = placed(standing);
    const Sprite& sprite = sprites.get(placement.object_class, placement.drawing);
    const double height = standing.size * sprite.height() / std::max(sprite.width(), sprite.height()) *
                          std::min(scene.size.width, scene.size.height) / scene.size.height;
    placement.y = standing.foot - height / 2;
    arrangement.objects.push_back(placement);
  }
  return arrangement;
}

}  // namespace rex::zoo
