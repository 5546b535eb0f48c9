// Sky and ground: meadow, beach, sea, desert, snow, road.
#include <algorithm>

#include "app/zoo/paint/background.h"

namespace rex::zoo {
namespace {

struct Sky {
  Rgb top, middle, low;
  Rgb light;  // what it makes of the objects' colours
};

Sky random_sky(Random& random) {
  static const std::vector<Sky> skies = {
      {rgb(0x3f8fdc), rgb(0x8cc4f0), rgb(0xdcf0fb), {1.0F, 1.0F, 1.0F}},    // noon
      {rgb(0x57a6e6), rgb(0xa5d6f5), rgb(0xfdf3dc), {1.0F, 1.0F, 0.98F}},   // morning
      {rgb(0x6fb7d8), rgb(0xbfe3e4), rgb(0xf6f1e0), {1.0F, 1.0F, 1.0F}},    // pale teal
      {rgb(0x5a78c4), rgb(0xc9a3cc), rgb(0xffd3b0), {1.0F, 0.97F, 0.95F}},  // rose
      {rgb(0x3d4f9a), rgb(0xc7759a), rgb(0xffbd7a), {1.0F, 0.95F, 0.90F}},  // sunset
      {rgb(0x8ea6ba), rgb(0xbccad5), rgb(0xe8ecee), {0.97F, 0.98F, 1.0F}},  // overcast
      {rgb(0x2b3a73), rgb(0x5f6bb0), rgb(0xd7a8c4), {0.95F, 0.94F, 1.0F}},  // dusk
  };
  Sky sky = random.pick(skies);
  sky.top = varied(sky.top, random, 0.06);
  sky.middle = varied(sky.middle, random, 0.05);
  return sky;
}

/// A heap of round puffs over a flat base, its top lit, its base in the colour of the sky.
void cloud(Painting& painting, Random& random, double x, double base, double wide, const Rgb& lit, const Rgb& shaded) {
  struct Puff {
    double x, y, radius;
  };
  std::vector<Puff> puffs;
  const int count = random.between(5, 8);
  double top = base;
  for (int i = 0; i < count; ++i) {
    const double along = (i + 0.5) / count * 2 - 1;  // −1…1
    const double radius = wide * (0.10 + 0.13 * (1 - along * along)) * random.uniform(0.8, 1.2);
    puffs.push_back({x + along * wide * 0.42, base - radius * random.uniform(0.45, 0.8), radius});
    top = std::min(top, puffs.back().y - radius);
  }
  const double soft = std::max(2 * painting.pixel(), wide * 0.03);
  const int first_row = std::max(0, static_cast<int>((top - soft) / painting.pixel()));
  const int last_row = std::min(painting.size().height - 1, static_cast<int>((base + soft) / painting.pixel()));
  for (int row = first_row; row <= last_row; ++row) {
    for (int column = 0; column < painting.size().width; ++column) {
      const double px = (column + 0.5) * painting.pixel(), py = (row + 0.5) * painting.pixel();
      double outside = 1e9;
      for (const Puff& puff : puffs) outside = std::min(outside, std::hypot(px - puff.x, py - puff.y) - puff.radius);
      const double cover = (1 - smoothstep(-soft, soft / 2, outside)) * (1 - smoothstep(base - soft * 2, base, py));
      if (cover <= 0) continue;
      const double height = (base - py) / std::max(base - top, 1e-9);
      Rgb& pixel = painting.pixels()(row, column);
      pixel = mix(pixel, mix(shaded, lit, smoothstep(0.0, 0.75, height)), cover * 0.93);
    }
  }
}

void paint_sky(Painting& painting, Random& random, const Sky& sky, double horizon, Setting& setting) {
  painting.gradient(0, horizon + 0.06, {{0, sky.top}, {0.6, sky.middle}, {1, sky.low}});
  const double sun_x = random.uniform(0.1, 0.9) * painting.width();
  const double sun_y = random.uniform(0.06, 0.7) * horizon;
  const Rgb sun = mix(sky.low, rgb(0xfff8e2), 0.7);
  painting.glow(sun_x, sun_y, 0.75, sun, 0.55);
  if (random.chance(0.4)) painting.disc(sun_x, sun_y, random.uniform(0.035, 0.055), rgb(0xfffbee), 0.95, 0.006);
  setting.light = sky.light;
  setting.shadow_side = std::clamp((painting.width() / 2 - sun_x) / painting.width() * 2, -0.9, 0.9);

  const cv::Mat wisps = fractal_noise(random.next(), painting.size(), 0.9, 0.12, 4);
  const Rgb cloud_lit = mix(sky.low, rgb(0xffffff), 0.75);
  const double haze = random.uniform(0.1, 0.5);
  for (int y = 0; y < static_cast<int>(horizon * painting.size().height); ++y)
    for (int x = 0; x < painting.size().width; ++x) {
      Rgb& pixel = painting.pixels()(y, x);
      pixel = mix(pixel, cloud_lit, haze * smoothstep(0.15, 0.9, static_cast<double>(wisps.at<float>(y, x))));
    }
  const int clouds = random.between(0, 4);
  for (int i = 0; i < clouds; ++i) {
    const double base = random.uniform(0.1, 0.85) * horizon;
    // Clouds nearer to the horizon are farther away: smaller, and closer to the colour of the haze.
    const double near = 1 - base / horizon;
    const double x = random.uniform(0, painting.width()), wide = random.uniform(0.2, 0.34) * (0.6 + 0.6 * near);
    cloud(painting, random, x, base, wide, mix(cloud_lit, sky.low, 0.4 * (1 - near)), mix(sky.middle, sky.low, 0.6));
  }
}

/// A smooth line of hills around y = MIDDLE.
std::function<double(double)> hills(Random& random, double middle, double height, double wave) {
  const double a = random.uniform(0, 6.28), b = random.uniform(0, 6.28), c = random.uniform(0, 6.28);
  const double stretch = random.uniform(0.8, 1.25) * 6.28 / wave;
  return [=](double x) {
    return middle - height * (0.55 * std::sin(stretch * x + a) + 0.3 * std::sin(2.1 * stretch * x + b) +
                              0.15 * std::sin(4.3 * stretch * x + c));
  };
}

/// The cell of a noise of SIDE² that AT (in noise widths) falls into; the noise repeats mirrored, so without a seam.
int mirrored(double at, int side) {
  const double back_and_forth = 1 - std::abs(std::fmod(std::abs(at), 2.0) - 1);
  return std::min(side - 1, static_cast<int>(back_and_forth * side));
}

/// Ground that is coarser the nearer it is: noise seen in perspective from the horizon down.
void texture_ground(Painting& painting, Random& random, double horizon, double amount, double stretch) {
  const int side = 512;
  const cv::Mat noise = fractal_noise(random.next(), {side, side}, 0.06 * stretch, 0.06, 4);
  for (int row = std::max(0, static_cast<int>(horizon / painting.pixel())); row < painting.size().height; ++row) {
    const double below = (row + 0.5) * painting.pixel() - horizon;
    if (below <= 0) continue;
    const double distance = 0.25 / (below + 0.06);
    const double fade = smoothstep(0, 0.25, below);
    for (int column = 0; column < painting.size().width; ++column) {
      const double across = ((column + 0.5) * painting.pixel() - painting.width() / 2) * distance;
      const float rough = noise.at<float>(mirrored(distance * 0.9, side), mirrored(across * 0.5 + 0.5, side));
      painting.pixels()(row, column) *= static_cast<float>(1 + amount * fade * static_cast<double>(rough));
    }
  }
}

void far_hills(Painting& painting, Random& random, const Sky& sky, double horizon, const Rgb& ground) {
  const int layers = random.between(1, 3);
  for (int layer = 0; layer < layers; ++layer) {
    const double near = (layer + 1.0) / (layers + 1);
    const Rgb colour = mix(mix(sky.middle, sky.low, 0.5), ground, 0.25 + 0.6 * near);
    painting.land(hills(random, horizon - 0.14 * (1 - near) - 0.01, 0.05 * (1.2 - near), random.uniform(0.7, 1.4)),
                  mix(colour, sky.low, 0.12), colour, 0.2);
  }
}

void tuft(Painting& painting, Random& random, double x, double y, double size, const Rgb& colour) {
  for (int blade = 0; blade < 4; ++blade) {
    const double lean = random.uniform(-0.6, 0.6), foot = x + random.uniform(-0.25, 0.25) * size;
    painting.polygon(
        {{foot - size * 0.07, y}, {foot + lean * size, y - size * random.uniform(0.7, 1.1)}, {foot + size * 0.07, y}},
        colour, 0.75);
  }
}

/// A random point of the ground; nearer ground gets as many points for its area in the picture.
cv::Point2d ground_point(Painting& painting, Random& random, double horizon) {
  return {random.uniform(0, painting.width()), horizon + 0.03 + (0.97 - horizon) * std::sqrt(random.uniform())};
}

Setting meadow(Painting& painting, Random& random) {
  static const std::vector<std::pair<uint32_t, uint32_t>> greens = {
      {0xa9cf6b, 0x5f9a3c}, {0xbcd67a, 0x77a845}, {0x93c572, 0x3f8a4f}, {0xd3cf7c, 0x9aa548}, {0x9ccf8a, 0x4f9a68}};
  Setting setting;
  setting.horizon = random.uniform(0.42, 0.58);
  const Sky sky = random_sky(random);
  paint_sky(painting, random, sky, setting.horizon, setting);
  const auto green = random.pick(greens);
  const Rgb far = varied(rgb(green.first), random, 0.05), near = varied(rgb(green.second), random, 0.06);
  far_hills(painting, random, sky, setting.horizon, mix(far, rgb(0x7aa892), 0.35));
  painting.land(hills(random, setting.horizon, 0.018, 1.6), far, near, 1 - setting.horizon);
  if (random.chance(0.6))
    painting.land(hills(random, setting.horizon + 0.2, 0.04, 1.8), mix(far, near, 0.35), near, 0.4);
  texture_ground(painting, random, setting.horizon, 0.10, 0.6);
  for (int i = 0; i < 90; ++i) {
    const cv::Point2d at = ground_point(painting, random, setting.horizon);
    const double near_by = (at.y - setting.horizon) / (1 - setting.horizon);
    tuft(painting, random, at.x, at.y, 0.006 + 0.026 * near_by,
         mix(near, random.chance(0.5) ? far : rgb(0x2f6b35), 0.35));
  }
  static const std::vector<uint32_t> petals = {0xffffff, 0xffe27a, 0xf7b7cf, 0xcdb6f0};
  const int flowers = random.chance(0.6) ? random.between(15, 60) : 0;
  const Rgb petal = rgb(random.pick(petals)), other = rgb(random.pick(petals));
  for (int i = 0; i < flowers; ++i) {
    const cv::Point2d at = ground_point(painting, random, setting.horizon);
    const double size = 0.0015 + 0.005 * (at.y - setting.horizon) / (1 - setting.horizon);
    for (int leaf = 0; leaf < 5; ++leaf)
      painting.disc(at.x + size * std::cos(leaf * 1.257), at.y + size * 0.8 * std::sin(leaf * 1.257), size * 0.75,
                    random.chance(0.7) ? petal : other, 0.9);
    painting.disc(at.x, at.y, size * 0.6, rgb(0xf2b632), 0.9);
  }
  return setting;
}

/// Water from TOP to BOTTOM with glints that grow towards the viewer.
void paint_water(Painting& painting, Random& random, double top, double bottom, const Rgb& far, const Rgb& near) {
  painting.gradient(top, bottom, {{0, far}, {0.35, mix(far, near, 0.5)}, {1, near}});
  texture_ground(painting, random, top, 0.07, 3.5);
  const Rgb glint = mix(far, rgb(0xffffff), 0.55);
  for (int i = 0; i < 170; ++i) {
    const double t = std::pow(random.uniform(), 1.4), y = top + 0.006 + (bottom - top - 0.006) * t;
    const double x = random.uniform(0, painting.width()), length = (0.012 + 0.07 * t) * random.uniform(0.4, 1.2);
    const double thick = 0.0012 + 0.004 * t;
    painting.polygon({{x - length, y}, {x, y - thick}, {x + length, y}, {x, y + thick * 0.6}}, glint,
                     random.uniform(0.15, 0.5));
  }
}

Setting beach(Painting& painting, Random& random) {
  Setting setting;
  const double sea_line = random.uniform(0.36, 0.46);
  setting.horizon = sea_line + random.uniform(0.13, 0.2);
  const Sky sky = random_sky(random);
  paint_sky(painting, random, sky, sea_line, setting);
  if (random.chance(0.5)) far_hills(painting, random, sky, sea_line, rgb(0x6f93a8));
  const Rgb turquoise = varied(rgb(random.chance(0.5) ? 0x5cc3cf : 0x4fb0d8), random, 0.05);
  paint_water(painting, random, sea_line, setting.horizon + 0.05,
              mix(varied(rgb(0x2f7fb8), random, 0.06), sky.middle, 0.25), turquoise);
  const Rgb sand = varied(rgb(random.chance(0.7) ? 0xf1dcae : 0xe8cfa6), random, 0.04);
  const auto shore = hills(random, setting.horizon + 0.005, 0.018, 1.3);
  painting.land([&](double x) { return shore(x) - 0.02; }, mix(turquoise, sand, 0.45), mix(turquoise, sand, 0.6), 0.05);
  painting.land([&](double x) { return shore(x) - 0.004 + 0.003 * std::sin(31 * x); }, rgb(0xfdfdfa), rgb(0xfdfdfa),
                0.1);
  painting.land([&](double x) { return shore(x) + 0.009 + 0.004 * std::sin(23 * x); }, mix(sand, rgb(0xa98c5c), 0.35),
                mix(sand, rgb(0xa98c5c), 0.2), 0.05);
  painting.land([&](double x) { return shore(x) + 0.05; }, mix(sand, rgb(0xb09468), 0.12), sand, 0.3);
  texture_ground(painting, random, setting.horizon, 0.05, 2);
  painting.roughen(fractal_noise(random.next(), painting.size(), 0.008, 0.006, 1), 0.025, setting.horizon + 0.04);
  const int shells = random.between(4, 14);
  for (int i = 0; i < shells; ++i) {
    const cv::Point2d at = ground_point(painting, random, setting.horizon + 0.05);
    const double size = random.uniform(0.002, 0.006);
    painting.disc(at.x + size * 0.4, at.y + size * 0.5, size, rgb(0xa98c5c), 0.5, size);
    painting.disc(at.x, at.y, size, rgb(random.chance(0.5) ? 0xfff6ea : 0xe9b9a0), 0.9);
  }
  return setting;
}

Setting sea(Painting& painting, Random& random) {
  Setting setting;
  setting.horizon = random.uniform(0.4, 0.55);
  const Sky sky = random_sky(random);
  paint_sky(painting, random, sky, setting.horizon, setting);
  if (random.chance(0.6)) far_hills(painting, random, sky, setting.horizon, rgb(0x6a8fa6));
  static const std::vector<std::pair<uint32_t, uint32_t>> waters = {
      {0x4f9cc9, 0x1f6fa6}, {0x6cc0cf, 0x2790a8}, {0x5b8fc4, 0x2d5a99}, {0x8fc7c9, 0x4a9ba6}};
  const auto water = random.pick(waters);
  const Rgb far = mix(varied(rgb(water.first), random, 0.05), sky.low, 0.3);
  paint_water(painting, random, setting.horizon, 1, far, varied(rgb(water.second), random, 0.05));
  setting.shadow = 0.2;
  return setting;
}

Setting desert(Painting& painting, Random& random) {
  Setting setting;
  setting.horizon = random.uniform(0.45, 0.58);
  const Sky sky = random_sky(random);
  paint_sky(painting, random, sky, setting.horizon, setting);
  static const std::vector<uint32_t> sands = {0xe9b872, 0xdf9f62, 0xf0cb8b, 0xd98c5f};
  const Rgb sand = varied(rgb(random.pick(sands)), random, 0.04), dark = mix(sand, rgb(0x8a4f35), 0.35);
  far_hills(painting, random, sky, setting.horizon, mix(dark, rgb(0xa8788a), 0.5));
  for (int dune = 0; dune < 4; ++dune) {
    const double y = setting.horizon + 0.02 + dune * 0.13;
    painting.land(hills(random, y, 0.025 + 0.02 * dune, 0.9 + 0.35 * dune),
                  mix(sand, rgb(0xfff0cf), 0.38 - 0.07 * dune), mix(sand, dark, 0.3 + 0.12 * dune), 0.16 + 0.05 * dune);
  }
  texture_ground(painting, random, setting.horizon, 0.05, 5);
  return setting;
}

Setting snow(Painting& painting, Random& random) {
  Setting setting;
  setting.horizon = random.uniform(0.48, 0.6);
  const Sky sky = random_sky(random);
  paint_sky(painting, random, sky, setting.horizon, setting);
  const Rgb rock = mix(varied(rgb(0x7288a8), random, 0.08), sky.middle, 0.35);
  const int peaks = random.between(2, 4);
  for (int i = 0; i < peaks; ++i) {
    const double x = (i + random.uniform(0.2, 0.8)) / peaks * painting.width(), base = setting.horizon + 0.02;
    const double top = setting.horizon - random.uniform(0.12, 0.27), half = random.uniform(0.22, 0.36);
    painting.polygon({{x - half, base}, {x, top}, {x + half, base}}, rock);
    painting.polygon({{x, top}, {x + half, base}, {x + half * 0.2, base}}, mix(rock, rgb(0x3f5578), 0.25), 0.7);
    const double cap = (base - top) * 0.38;  // height of the snow cap
    const double slope = half / (base - top);
    painting.polygon({{x, top},
                      {x + slope * cap, top + cap},
                      {x + slope * cap * 0.5, top + cap * 0.75},
                      {x + slope * cap * 0.15, top + cap * 1.1},
                      {x - slope * cap * 0.3, top + cap * 0.7},
                      {x - slope * cap * 0.9, top + cap * 0.9}},
                     rgb(0xf7fbff), 0.95);
  }
  const Rgb white = rgb(0xf8fbff), blue = mix(varied(rgb(0xc4d8ee), random, 0.04), sky.low, 0.25);
  painting.land(hills(random, setting.horizon, 0.03, 1.2), white, blue, 0.18);
  painting.land(hills(random, setting.horizon + 0.12, 0.035, 1.5), white, blue, 0.3);
  painting.land(hills(random, setting.horizon + 0.28, 0.03, 1.9), white, mix(white, blue, 0.6), 0.4);
  painting.roughen(fractal_noise(random.next(), painting.size(), 0.25, 0.05, 3), 0.015, setting.horizon);
  const int flakes = random.chance(0.5) ? 110 : 0;
  for (int i = 0; i < flakes; ++i) {
    const cv::Point2d at = painting.somewhere(random);
    const double radius = random.uniform(0.0015, 0.005), opacity = random.uniform(0.5, 0.95);
    painting.disc(at.x, at.y, radius, rgb(0xffffff), opacity, 0.003);
  }
  setting.shadow = 0.25;
  return setting;
}

Setting road(Painting& painting, Random& random) {
  Setting setting = meadow(painting, random);
  const double top = std::max(setting.horizon + 0.12, random.uniform(0.62, 0.7)),
               bottom = top + random.uniform(0.2, 0.25);
  const Rgb asphalt = varied(rgb(0x6d7178), random, 0.06), kerb = varied(rgb(0xc9c6bf), random, 0.04);
  painting.gradient(top - 0.028, top, {{0, kerb}, {1, mix(kerb, asphalt, 0.2)}});
  painting.gradient(bottom, bottom + 0.035, {{0, kerb}, {1, mix(kerb, rgb(0x8a8780), 0.4)}});
  painting.gradient(top, bottom, {{0, mix(asphalt, rgb(0xa7abb0), 0.25)}, {1, asphalt}});
  painting.roughen(fractal_noise(random.next(), painting.size(), 0.006, 0.004, 1), 0.03, top, bottom);
  const double middle = (top + bottom) / 2 - 0.01, shift = random.uniform(0, 0.2);
  for (double x = -shift; x < painting.width(); x += 0.2)
    painting.polygon({{x + 0.008, middle}, {x + 0.1, middle}, {x + 0.092, middle + 0.013}, {x, middle + 0.013}},
                     rgb(0xf3efe2), 0.9);
  setting.horizon = top - 0.03;
  return setting;
}

}  // namespace

std::vector<BackgroundKind> outdoor_backgrounds() {
  return {{"meadow", meadow}, {"beach", beach}, {"sea", sea}, {"desert", desert}, {"snow", snow}, {"road", road}};
}

}  // namespace rex::zoo
