#include "app/zoo/scene/planner.h"

#include <algorithm>
#include <optional>

#include "app/zoo/scene/classes.h"

namespace rex::zoo {
namespace {

constexpr int cells_per_side = 96;  // coarse grid, along the picture's shorter side
constexpr int tries = 30;           // positions tried for an object before it shrinks
constexpr int shrinks = 3;

struct Kind {
  int object_class, drawing;
  bool operator==(const Kind&) const = default;
};

Kind random_kind(Random& random, double recoloured_share) {
  const auto& classes = object_classes();
  const bool recoloured = random.chance(recoloured_share);
  for (;;) {
    const int index = random.below(static_cast<int>(classes.size()));
    if (classes[static_cast<size_t>(index)].recoloured == recoloured)
      return {index, random.below(drawing_count(index))};
  }
}

/// Distinct things, except that now and then several of one class are wanted, so that there is something to count.
std::vector<Kind> random_kinds(Random& random, const SceneOptions& options, int count) {
  std::vector<Kind> kinds;
  const bool repeats = !options.main_object && count > 1 && random.chance(options.repeated);
  const int same = repeats ? random.between(2, std::min(4, count)) : 1;
  while (static_cast<int>(kinds.size()) < count) {
    Kind kind = random_kind(random, options.recoloured);
    const bool taken = std::any_of(kinds.begin(), kinds.end(), [&](const Kind& other) {
      return other == kind ||
             (other.object_class == kind.object_class &&
              (options.main_object || !object_classes()[static_cast<size_t>(kind.object_class)].recoloured));
    });
    if (taken) continue;
    kinds.push_back(kind);
    for (int copy = 1; kinds.size() == static_cast<size_t>(copy) && copy < same; ++copy)
      kinds.push_back({kind.object_class, random.below(drawing_count(kind.object_class))});
  }
  return kinds;
}

class Planner {
 public:
  Planner(Random& random, const SpriteSet& sprites, const Setting& setting, const SceneOptions& options,
          double least_visible)
      : random_(random), sprites_(sprites), setting_(setting), options_(options), least_visible_(least_visible) {
    const double scale = static_cast<double>(cells_per_side) / std::min(options.size.width, options.size.height);
    grid_ = {cvRound(options.size.width * scale), cvRound(options.size.height * scale)};
    stretch_ = std::pow(options.stretch, random.uniform(-1, 1));
  }

  Arrangement plan(int count) {
    const std::vector<Kind> kinds = random_kinds(random_, options_, count);
    for (size_t i = 0; i < kinds.size(); ++i) place(kinds[i], random_size(static_cast<int>(i), count), i == 0);
    Arrangement arrangement;
    arrangement.stretch = stretch_;
    for (const Planned& planned : planned_) {
      if (planned.main) arrangement.main = static_cast<int>(arrangement.objects.size());
      arrangement.objects.push_back(planned.placement);
    }
    return arrangement;
  }

 private:
  struct Planned {
    Placement placement;
    std::vector<int> cells;  // of the grid, that the object covers
    double lowest;           // its lower end, fraction of the picture's height
    bool main;
  };

  double random_size(int index, int count) {
    double low = options_.smallest, high = std::min(options_.largest, 0.66 - 0.065 * count);
    if (options_.main_object) {
      low = index == 0 ? 0.42 : 0.15, high = index == 0 ? 0.64 : 0.23;
    } else if (options_.crisp) {
      const double crisp = 2.2 * 128 / std::min(options_.size.width, options_.size.height);
      high = std::max(low, std::min(high, crisp));
    }
    high = std::max(low, high);
    return low + (high - low) * std::pow(random_.uniform(), 1.3);  // small ones are more frequent
  }

  void place(const Kind& kind, double size, bool first) {
    const bool at_home = random_.chance(0.8);
    for (int shrink = 0; shrink <= shrinks; ++shrink, size = std::max(options_.smallest * 0.9, size * 0.85)) {
      for (int attempt = 0; attempt < tries; ++attempt) {
        Placement placement{kind.object_class, kind.drawing, 0, 0, size, 0, random_.chance(0.5)};
        choose_position(placement, at_home);
        std::optional<Planned> planned = covered(placement);
        if (!planned) continue;
        planned->main = first && options_.main_object;
        if (insert(std::move(*planned))) return;
      }
    }
  }

  void choose_position(Placement& placement, bool at_home) {
    const bool flies = object_classes()[static_cast<size_t>(placement.object_class)].habit == Habit::air;
    const Sprite& sprite = sprites_.get(placement.object_class, placement.drawing);
    const double shorter = std::min(options_.size.width, options_.size.height);
    const double longer = std::max(sprite.width(), sprite.height());
    const double half_height = placement.size * sprite.height() / longer * shorter / options_.size.height / 2;
    const double half_width = placement.size * sprite.width() / longer * shorter / options_.size.width / 2;
    const double usual = setting_.flat() ? 30 : flies ? 25 : 10;
    placement.angle = options_.rotation * usual * (random_.uniform(-1, 1) + random_.uniform(-1, 1)) / 2;
    placement.x = half_width + random_.uniform() * std::max(0.0, 1 - 2 * half_width);
    double low = half_height, high = 1 - half_height;
    if (!setting_.flat() && at_home && !flies) low = std::max(low, setting_.horizon + 0.03 - half_height);
    if (!setting_.flat() && at_home && flies) high = std::min(high, setting_.horizon);
    placement.y = low + random_.uniform() * std::max(0.0, high - low);
  }

  /// The grid cells under the object, or nothing where it does not lie in the picture.
  std::optional<Planned> covered(const Placement& placement) const {
    const Sprite& sprite = sprites_.get(placement.object_class, placement.drawing);
    const cv::Matx23d to_grid = sprite_to_picture(sprite, placement, stretch_, grid_);
    const cv::Matx23d to_sprite = inverted(to_grid);
    Planned planned{placement, {}, 0, false};
    double left = 1e9, right = -1e9, top = 1e9, bottom = -1e9;
    for (int corner = 0; corner < 4; ++corner) {
      const cv::Point2d at = mapped(to_grid, corner % 2, corner / 2);
      left = std::min(left, at.x), right = std::max(right, at.x);
      top = std::min(top, at.y), bottom = std::max(bottom, at.y);
    }
    if (left < 0 || top < 0 || right > grid_.width || bottom > grid_.height) return std::nullopt;
    for (int y = static_cast<int>(top); y < bottom; ++y) {
      for (int x = static_cast<int>(left); x < right; ++x) {
        const cv::Point2d own = mapped(to_sprite, x + 0.5, y + 0.5);
        if (own.x < 0 || own.y < 0 || own.x >= 1 || own.y >= 1) continue;
        if (sprite.outline.at<uchar>(static_cast<int>(own.y * sprite.outline.rows),
                                     static_cast<int>(own.x * sprite.outline.cols)) == 0)
          continue;
        planned.cells.push_back(y * grid_.width + x);
        planned.lowest = (y + 1.0) / grid_.height;
      }
    }
    if (planned.cells.empty()) return std::nullopt;
    return planned;
  }

  /// Adds the object at its depth unless too little of one would be seen then.
  bool insert(Planned&& planned) {
    auto at = planned_.end();  // on a flat sheet the latest lies on top; else what stands lower is nearer
    if (!setting_.flat())
      at = std::find_if(planned_.begin(), planned_.end(),
                        [&](const Planned& other) { return other.lowest > planned.lowest; });
    at = planned_.insert(at, std::move(planned));
    std::vector<char> taken(static_cast<size_t>(grid_.area()), 0);
    for (auto object = planned_.rbegin(); object != planned_.rend(); ++object) {
      size_t seen = 0;
      for (const int cell : object->cells) {
        seen += taken[static_cast<size_t>(cell)] == 0;
        taken[static_cast<size_t>(cell)] = 1;
      }
      const double wanted = object->main ? std::max(least_visible_, 0.88) : least_visible_;
      if (static_cast<double>(seen) >= wanted * static_cast<double>(object->cells.size())) continue;
      planned_.erase(at);
      return false;
    }
    return true;
  }

  Random& random_;
  const SpriteSet& sprites_;
  const Setting& setting_;
  const SceneOptions& options_;
  double least_visible_;
  double stretch_;
  cv::Size grid_;
  std::vector<Planned> planned_;
};

}  // namespace

Arrangement plan_arrangement(Random& random, const SpriteSet& sprites, const Setting& setting,
                             const SceneOptions& options, int count, double least_visible) {
  return Planner(random, sprites, setting, options, least_visible).plan(count);
}

}  // namespace rex::zoo
