#pragma once

#include <map>
#include <tuple>

#include "app/zoo/paint/background.h"

namespace rex::zoo {

/// Which background, and what is made of it.
struct BackdropChoice {
  std::string kind;
  uint64_t seed = 0;
  double margin = 0;            // how much larger than the picture it is painted; the picture is cut out of it
  double cut_x = 0, cut_y = 0;  // where, 0…1 of the margin
  bool mirrored = false;
  Rgb gain = {1, 1, 1};  // tint
  double gamma = 1;      // above 1: darker middle tones
};

struct Backdrop {
  cv::Mat picture;  // CV_8UC3, RGB
  Setting setting;
};

/// Paints backgrounds and keeps the latest, so that thousands of scenes cost a cut and a tint each.
/// Not thread-safe: one for each thread.
class BackdropPool {
 public:
  Backdrop get(const BackdropChoice& choice, cv::Size picture);

 private:
  using Key = std::tuple<std::string, uint64_t, int, int>;
  const Backdrop& painted(const BackdropChoice& choice, cv::Size size);

  std::map<Key, Backdrop> kept_;
  size_t kept_bytes_ = 0;
};

/// A random choice among PAINTINGS paintings of each kind, cut, mirrored and tinted at random.
BackdropChoice random_backdrop(Random& random, int paintings);

}  // namespace rex::zoo
