// Rooms: a wall (plain, striped, dotted, panelled, tiled) over a floor (planks, tiles, carpet) in perspective.
#include <algorithm>

#include "app/zoo/paint/background.h"

namespace rex::zoo {
namespace {

/// A point of the floor: across and away from the viewer, in the same unit.
struct FloorPoint {
  double across, away;
};

/// Perspective of a floor that begins at HORIZON and whose far lines meet 0.4 above it.
struct FloorView {
  double horizon, centre;

  FloorPoint at(double x, double y) const {
    const double distance = 1 / (y - horizon + 0.4);
    return {(x - centre) * distance, 2.2 * distance};
  }
};

/// A fixed random number in 0…1 for a cell of a pattern.
double cell_random(uint64_t seed, int64_t column, int64_t row) {
  return Random(seed ^ (static_cast<uint64_t>(column) * 0x9e3779b97f4a7c15) ^
                (static_cast<uint64_t>(row) * 0xc2b2ae3d27d4eb4f))
      .uniform();
}

/// 1 on the line between cells of a pattern, 0 elsewhere; AT counts cells.
double seam(double at, double width) { return std::abs(fraction(at + 0.5) - 0.5) < width / 2 ? 1 : 0; }

float sample(const cv::Mat& noise, double x, double y) {
  return noise.at<float>(static_cast<int>(fraction(y) * noise.rows), static_cast<int>(fraction(x) * noise.cols));
}

void plank_floor(Painting& painting, Random& random, const FloorView& view) {
  static const std::vector<uint32_t> woods = {0xc9965f, 0xb67b48, 0xdcb98a, 0x9a6a45, 0xd8a878, 0xc7b299};
  const Rgb wood = varied(rgb(random.pick(woods)), random, 0.05), gap = mix(wood, rgb(0x3a2415), 0.55);
  const uint64_t seed = random.next();
  const cv::Mat grain = fractal_noise(random.next(), {512, 512}, 0.012, 0.22, 4);
  const double planks = random.uniform(6, 9);
  painting.shade(view.horizon, 1, [&](double x, double y) {
    const FloorPoint p = view.at(x, y);
    const double column = std::floor(p.across * planks);
    const double along = p.away * 1.1 + 7 * cell_random(seed, static_cast<int64_t>(column), 0);
    const double tone = cell_random(seed, static_cast<int64_t>(column), static_cast<int64_t>(std::floor(along)));
    const double fibre = static_cast<double>(sample(grain, p.across * 0.9 + tone * 5, p.away * 0.35 + tone * 3));
    const Rgb plank = wood * static_cast<float>(0.90 + 0.17 * tone + 0.05 * fibre);
    return mix(plank, gap, 0.7 * std::max(seam(p.across * planks, 0.035), seam(along, 0.012)));
  });
}

void tile_floor(Painting& painting, Random& random, const FloorView& view) {
  static const std::vector<std::pair<uint32_t, uint32_t>> pairs = {{0xf1ece2, 0xb9c7c9}, {0xf6efe3, 0xd9a98b},
                                                                   {0xf3f1ec, 0x8e9aa6}, {0xefe7da, 0xc9b79c},
                                                                   {0xf4f2ea, 0x9fb8a4}, {0xe8e4ee, 0xb7a9c9}};
  const auto pair = random.pick(pairs);
  const Rgb light = varied(rgb(pair.first), random, 0.03), dark = varied(rgb(pair.second), random, 0.05);
  const bool checkered = random.chance(0.65);
  const double tiles = random.uniform(3.2, 5);
  const uint64_t seed = random.next();
  painting.shade(
      view.horizon, 1,
      [&](double x, double y) {
        const FloorPoint p = view.at(x, y);
        const double u = p.across * tiles, v = p.away * tiles;
        const auto column = static_cast<int64_t>(std::floor(u)), row = static_cast<int64_t>(std::floor(v));
        const Rgb tile = (checkered && ((column + row) & 1)) ? dark : light;
        const Rgb toned = tile * static_cast<float>(0.97 + 0.05 * cell_random(seed, column, row));
        return mix(toned, mix(dark, rgb(0x6a625a), 0.3), 0.6 * std::max(seam(u, 0.03), seam(v, 0.03)));
      },
      3);
}

void carpet_floor(Painting& painting, Random& random, const FloorView& view) {
  static const std::vector<uint32_t> carpets = {0xc8b9a6, 0x9fb0b8, 0xb7a3b5, 0xa8b59b, 0xd2b8a4, 0x8f9bb3};
  const Rgb carpet = varied(rgb(random.pick(carpets)), random, 0.05);
  painting.gradient(view.horizon, 1, {{0, carpet * 0.9F}, {1, carpet}});
  painting.roughen(fractal_noise(random.next(), painting.size(), 0.007, 0.005, 1), 0.045, view.horizon);
  painting.roughen(fractal_noise(random.next(), painting.size(), 0.4, 0.12, 2), 0.03, view.horizon);
}

/// An oval rug with rings, lying in perspective.
void rug(Painting& painting, Random& random, const FloorView& view) {
  static const std::vector<std::vector<uint32_t>> palettes = {{0xb5524a, 0xf0e2c8, 0x3f5b73},
                                                              {0x4f7f86, 0xf2e6cf, 0xd99a5b},
                                                              {0xd98f8f, 0xfaf0e6, 0x8c6a86},
                                                              {0x6d8f6a, 0xf3ead3, 0xc77b58}};
  const auto palette = random.pick(palettes);
  const double x0 = view.centre + random.uniform(-0.25, 0.25), y0 = view.horizon + (1 - view.horizon) * 0.56;
  const double wide = random.uniform(0.4, 0.55), deep = (1 - view.horizon) * 0.36;
  const cv::Mat pile = fractal_noise(random.next(), painting.size(), 0.006, 0.004, 1);
  for (int row = 0; row < painting.size().height; ++row) {
    for (int column = 0; column < painting.size().width; ++column) {
      const double x = (column + 0.5) * painting.pixel(), y = (row + 0.5) * painting.pixel();
      const double r = std::hypot((x - x0) / wide, (y - y0) / deep), edge = 1.5 * painting.pixel() / deep;
      if (r > 1 + edge) continue;
      const auto ring = [&](double radius, const Rgb& inner, const Rgb& outer) {
        return mix(inner, outer, smoothstep(radius - edge, radius + edge, r));
      };
      Rgb colour = ring(0.45, rgb(palette[1]), rgb(palette[0]));
      if (r > 0.6) colour = ring(0.72, rgb(palette[0]), rgb(palette[1]));
      if (r > 0.75) colour = ring(0.78, rgb(palette[1]), rgb(palette[2]));
      if (r > 0.85) colour = ring(0.93, rgb(palette[2]), rgb(palette[1]));
      colour *= 1 + 0.05F * pile.at<float>(row, column);
      Rgb& pixel = painting.pixels()(row, column);
      pixel = mix(pixel, colour, 1 - smoothstep(1 - edge, 1 + edge, r));
    }
  }
}

Rgb wall_colour(Random& random) {
  static const std::vector<uint32_t> paints = {0xf3e6d3, 0xdfe9ea, 0xf0d9cf, 0xdce6d2, 0xe9dff0, 0xd2e0ec,
                                               0xf6ecc9, 0xc9d6cf, 0xe3c9b8, 0xb9c9d6, 0xf2e9e4, 0xcbbfd6};
  return varied(rgb(random.pick(paints)), random, 0.03);
}

void striped_wall(Painting& painting, Random& random, double horizon, const Rgb& paint) {
  const double stripes = random.between(8, 18);
  const Rgb other = mix(paint, random.chance(0.5) ? rgb(0xffffff) : paint * 0.85F, 0.55);
  const double share = random.uniform(0.3, 0.5);
  painting.shade(0, horizon, [&](double x, double) { return fraction(x * stripes) < share ? other : paint; });
}

void dotted_wall(Painting& painting, Random& random, double horizon, const Rgb& paint) {
  painting.gradient(0, horizon, {{0, paint}, {1, paint}});
  const Rgb dot = mix(paint, random.chance(0.6) ? rgb(0xffffff) : paint * 0.78F, 0.7);
  const double step = random.uniform(0.07, 0.11), radius = step * random.uniform(0.13, 0.22);
  for (int row = 0; row * step * 0.87 < horizon + step; ++row)
    for (double x = (row % 2) * step / 2; x < painting.width() + step; x += step)
      painting.disc(x, row * step * 0.87, radius, dot, 0.9);
}

void tiled_wall(Painting& painting, Random& random, double horizon, const Rgb& paint) {
  const double rows = random.uniform(9, 13);
  const Rgb tile = mix(paint, rgb(0xffffff), 0.35), grout = paint * 0.86F;
  const uint64_t seed = random.next();
  painting.shade(0, horizon, [&](double x, double y) {
    const double v = y * rows, u = x * rows / 2.1 + (static_cast<int>(v) % 2 ? 0.5 : 0);
    const double tone = cell_random(seed, static_cast<int64_t>(u), static_cast<int64_t>(v));
    return mix(tile * static_cast<float>(0.97 + 0.05 * tone), grout, std::max(seam(u, 0.03), seam(v, 0.06)));
  });
}

/// White wood panels on the lower part of the wall.
void panelling(Painting& painting, Random& random, double horizon) {
  const Rgb white = varied(rgb(0xf5f1ea), random, 0.02), shade = white * 0.86F;
  const double top = horizon - random.uniform(0.2, 0.28), step = random.uniform(0.16, 0.26);
  painting.gradient(top, horizon, {{0, white}, {1, white * 0.96F}});
  painting.gradient(top - 0.012, top, {{0, white}, {1, shade}});
  for (double x = step * 0.3 - step; x < painting.width(); x += step) {
    const double left = x + step * 0.1, right = x + step * 0.9, low = horizon - 0.06, high = top + 0.04;
    painting.line({left, high}, {right, high}, 0.004, shade);
    painting.line({left, high}, {left, low}, 0.004, shade);
    painting.line({right, high}, {right, low}, 0.004, rgb(0xffffff));
    painting.line({left, low}, {right, low}, 0.004, rgb(0xffffff));
  }
}

/// A window with the sky behind it.
void window(Painting& painting, Random& random, double horizon) {
  const double wide = random.uniform(0.26, 0.36), high = std::min(0.42, horizon - 0.22);
  const double x = random.uniform(0.08, painting.width() - wide - 0.08), y = 0.07;
  const auto box = [&](double grow, const Rgb& colour, double opacity) {
    painting.polygon({{x - grow, y - grow},
                      {x + wide + grow, y - grow},
                      {x + wide + grow, y + high + grow},
                      {x - grow, y + high + grow}},
                     colour, opacity);
  };
  box(0.03, rgb(0x8a7f76), 0.25);
  box(0.024, rgb(0xfbf9f5), 1);
  const Rgb top = varied(rgb(0x9ccdf2), random, 0.05), low = rgb(0xeaf5fb);
  for (int i = 0; i < 24; ++i)
    painting.polygon({{x, y + high * i / 24},
                      {x + wide, y + high * i / 24},
                      {x + wide, y + high * (i + 1) / 24},
                      {x, y + high * (i + 1) / 24}},
                     mix(top, low, i / 23.0));
  painting.polygon(
      {{x + wide * 0.1, y}, {x + wide * 0.38, y}, {x + wide * 0.12, y + high}, {x, y + high}, {x, y + high * 0.4}},
      rgb(0xffffff), 0.18);
  painting.line({x + wide / 2, y}, {x + wide / 2, y + high}, 0.016, rgb(0xf6f3ee));
  painting.line({x, y + high * 0.45}, {x + wide, y + high * 0.45}, 0.016, rgb(0xf6f3ee));
  painting.polygon({{x - 0.04, y + high + 0.02},
                    {x + wide + 0.04, y + high + 0.02},
                    {x + wide + 0.05, y + high + 0.045},
                    {x - 0.05, y + high + 0.045}},
                   rgb(0xf6f2ea));
}

/// The board where wall and floor meet, with its shadow on the floor.
void skirting(Painting& painting, Random& random, double horizon) {
  const Rgb board = random.chance(0.75) ? rgb(0xf8f5ef) : varied(rgb(0x8a5f3f), random, 0.08);
  const double high = random.uniform(0.026, 0.045);
  painting.gradient(horizon - high, horizon, {{0, board}, {0.75, board * 0.97F}, {1, board * 0.85F}});
  painting.gradient(horizon - high - 0.004, horizon - high, {{0, board * 0.8F}, {1, board * 0.9F}});
  for (int row = static_cast<int>(horizon / painting.pixel()); row < painting.size().height; ++row) {
    const double below = (row + 0.5) * painting.pixel() - horizon;
    cv::Mat shaded = painting.pixels().row(row);
    shaded.convertTo(shaded, -1, 1 - 0.22 * std::exp(-std::max(0.0, below) / 0.025));
  }
}

Setting room(Painting& painting, Random& random) {
  Setting setting;
  setting.horizon = random.uniform(0.58, 0.68);
  setting.wall = true;
  setting.light = varied(rgb(0xfffaf2), random, 0.01);
  setting.shadow_side = random.uniform(-0.7, 0.7);
  const Rgb paint = wall_colour(random);
  painting.gradient(0, setting.horizon, {{0, paint}, {1, paint * 0.97F}});
  const int wall = random.below(6);
  if (wall == 0) striped_wall(painting, random, setting.horizon, paint);
  if (wall == 1) dotted_wall(painting, random, setting.horizon, paint);
  if (wall == 2) tiled_wall(painting, random, setting.horizon, paint);
  if (wall == 3) panelling(painting, random, setting.horizon);
  if (wall != 2 && random.chance(0.35)) window(painting, random, setting.horizon);
  const FloorView view{setting.horizon, painting.width() / 2 + random.uniform(-0.2, 0.2)};
  const int floor = random.below(5);
  if (floor < 2) plank_floor(painting, random, view);
  if (floor == 2 || floor == 3) tile_floor(painting, random, view);
  if (floor == 4) carpet_floor(painting, random, view);
  if (floor != 4 ? random.chance(0.3) : random.chance(0.6)) rug(painting, random, view);
  skirting(painting, random, setting.horizon);
  // Light from one side.
  painting.glow(painting.width() * (setting.shadow_side > 0 ? 0.1 : 0.9), 0.1, 1.3, rgb(0xfffdf5), 0.28);
  painting.vignette(0.12);
  return setting;
}

}  // namespace

std::vector<BackgroundKind> indoor_backgrounds() { return {{"room", room}}; }

}  // namespace rex::zoo
