#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <opencv2/core/mat.hpp>
#include <string>
#include <vector>

#include "app/zoo/paint/backdrop.h"
#include "app/zoo/paint/sprites.h"
#include "app/zoo/scene/arrangement.h"

namespace rex::zoo {

/// One object of a scene and the truth about it. Both masks cover EXTENT and are CV_8U, 0 or 255.
struct SceneObject {
  int object_class = 0;         // index into object_classes()
  int colour = -1;              // index into colours(), or no_colour
  cv::Rect box;                 // smallest box around the visible pixels
  cv::Rect extent;              // pixels of the picture that the masks cover
  cv::Mat full;                 // the whole object, as if nothing stood before it
  cv::Mat visible;              // what of it is seen
  double visible_fraction = 1;  // visible pixels / all pixels of the object
};

struct Scene {
  uint64_t seed = 0;
  std::string background;  // kind
  cv::Size size;
  cv::Mat picture;                   // CV_8UC3, RGB
  std::vector<SceneObject> objects;  // from back to front
  int main = -1;                     // index of the main object in a main-object scene, else −1
};

struct SceneOptions {
  cv::Size size = {224, 224};
  int fewest = 1, most = 6;  // objects
  bool main_object = false;  // one clearly largest object among small distractors of other classes
  double smallest = 0.17;    // object's longer side, fraction of the picture's shorter side
  double largest = 0.6;
  double recoloured = 0.3;     // share of objects that are balloons, books or hearts
  double repeated = 0.35;      // share of scenes with several objects of one class
  double overlapping = 0.4;    // share of scenes in which objects may cover others
  double least_visible = 0.6;  // of every object, where they may
  double rotation = 1;         // times the usual angles (10° on the ground, 25° in the air, 30° on a flat sheet)
  /// Above 1: all objects of a scene are up to so much too wide or too high, as in a picture squeezed to a square.
  double stretch = 1;
  bool crisp = false;  // keep objects near the font's resolution, for large pictures
  int paintings = 12;  // paintings of each kind of background
};

/// Makes scenes. Keeps painted backgrounds and enlarged sprites, so: one for each thread; they may share the sprites.
class SceneMaker {
 public:
  explicit SceneMaker(std::shared_ptr<const SpriteSet> sprites) : sprites_(std::move(sprites)) {}

  /// The scene of that seed: the same seed and options give the same picture and truth.
  /// Throws Error where an option is out of its range.
  Scene make(uint64_t seed, const SceneOptions& options = {});

  /// A scene composed by hand.
  Scene compose(const BackdropChoice& background, const Arrangement& arrangement, cv::Size size);

 private:
  Scene render(const Backdrop& backdrop, const Arrangement& arrangement);
  const cv::Mat& bitmap(const Sprite& sprite, double scale);

  std::shared_ptr<const SpriteSet> sprites_;
  BackdropPool backdrops_;
  std::map<std::pair<const Sprite*, int>, cv::Mat> enlarged_;
};

/// The name as people say it: "red balloon", "cat".
std::string object_name(const SceneObject& object);

}  // namespace rex::zoo
