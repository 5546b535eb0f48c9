// Flat sheets seen from above or straight on: paper, wood, cloth, board, and textures.
#include <algorithm>

#include "app/zoo/paint/background.h"

namespace rex::zoo {
namespace {

Setting sheet(Random& random) {
  Setting setting;
  setting.shadow_side = random.uniform(-0.8, 0.8);
  return setting;
}

void fill(Painting& painting, const Rgb& colour) { painting.gradient(0, 1, {{0, colour}, {1, colour}}); }

/// The unevenness of fibres, and light that falls off to one side.
void finish(Painting& painting, Random& random, double fibre) {
  painting.roughen(fractal_noise(random.next(), painting.size(), 0.012, 0.009, 2), fibre);
  painting.roughen(fractal_noise(random.next(), painting.size(), 0.9, 0.7, 2), 0.02);
  const cv::Point2d light = painting.somewhere(random, 0, 0.4);
  painting.glow(light.x, light.y, 1.3, rgb(0xffffff), 0.15);
  painting.vignette(0.1);
}

Setting paper(Painting& painting, Random& random) {
  const int kind = random.below(5);  // ruled, squared, dotted, kraft, blueprint
  static const std::vector<uint32_t> creams = {0xfdfaf0, 0xfbf4e2, 0xf7f7f4, 0xfdf3e7, 0xf3f6ea};
  Rgb base = varied(rgb(random.pick(creams)), random, 0.01);
  Rgb ink = varied(rgb(0x8fb3d9), random, 0.06);
  if (kind == 3) base = varied(rgb(0xcfae84), random, 0.05);
  if (kind == 4) base = varied(rgb(0x2f62a3), random, 0.06), ink = rgb(0xd6e6f7);
  fill(painting, base);
  const double step = random.uniform(0.045, 0.075);
  if (kind == 0) {
    for (double y = step * 1.6; y < 1; y += step) painting.line({0, y}, {painting.width(), y}, 0.003, ink, 0.8);
    const double margin = random.uniform(0.1, 0.18);
    painting.line({margin, 0}, {margin, 1}, 0.004, rgb(0xe58a8a), 0.8);
  }
  if (kind == 1 || kind == 4) {
    int index = 0;
    for (double y = step / 2; y < 1; y += step, ++index)
      painting.line({0, y}, {painting.width(), y}, index % 5 ? 0.0018 : 0.0035, ink, 0.55);
    index = 0;
    for (double x = step / 2; x < painting.width(); x += step, ++index)
      painting.line({x, 0}, {x, 1}, index % 5 ? 0.0018 : 0.0035, ink, 0.55);
  }
  if (kind == 2)
    for (double y = step / 2; y < 1; y += step)
      for (double x = step / 2; x < painting.width(); x += step)
        painting.disc(x, y, 0.0045, mix(ink, rgb(0x777788), 0.4), 0.8);
  if (kind == 3) {
    const int flecks = 500;
    for (int i = 0; i < flecks; ++i) {
      const double x = random.uniform(0, painting.width()), y = random.uniform(), turn = random.uniform(0, 3.14);
      const double length = random.uniform(0.002, 0.012);
      painting.line({x, y}, {x + length * std::cos(turn), y + length * std::sin(turn)}, 0.0016,
                    random.chance(0.5) ? rgb(0x9c7a50) : rgb(0xe8cfa8), 0.5);
    }
  }
  finish(painting, random, kind == 3 ? 0.03 : 0.012);
  return sheet(random);
}

Setting wood(Painting& painting, Random& random) {
  static const std::vector<uint32_t> woods = {0xcf9f68, 0xa8754a, 0xe0c094, 0x8a5d3e, 0xd9b48c, 0xb9a189, 0xe9d9c3};
  const Rgb base = varied(rgb(random.pick(woods)), random, 0.05), dark = mix(base, rgb(0x2e1a0e), 0.4);
  const int planks = random.between(4, 7);
  const cv::Mat grain = fractal_noise(random.next(), painting.size(), 0.55, 0.02, 4);
  const cv::Mat figure = fractal_noise(random.next(), painting.size(), 0.9, 0.09, 3);
  std::vector<double> tones, shifts;
  for (int i = 0; i <= planks; ++i) tones.push_back(random.uniform(-0.07, 0.07)), shifts.push_back(random.uniform());
  cv::Mat3f& pixels = painting.pixels();
  for (int row = 0; row < pixels.rows; ++row) {
    const double v = (row + 0.5) * painting.pixel() * planks;
    const auto plank = static_cast<size_t>(v);
    const double seam = std::min(fraction(v), 1 - fraction(v)) / planks;  // distance to the gap between planks
    const int shift = static_cast<int>(shifts[plank] * pixels.cols);
    for (int column = 0; column < pixels.cols; ++column) {
      const int from = (column + shift) % pixels.cols;
      // Year rings are where the slow figure passes a level; the fine grain breaks them up.
      const double rings = std::sin(26 * static_cast<double>(figure.at<float>(row, from)) + 3 * shifts[plank]);
      const double tone = 1 + tones[plank] + 0.035 * rings + 0.05 * static_cast<double>(grain.at<float>(row, from));
      const double gap = 1 - smoothstep(0.0012, 0.0012 + 2 * painting.pixel(), seam);
      pixels(row, column) =
          mix(base * static_cast<float>(tone), dark, 0.75 * gap + 0.12 * (1 - smoothstep(0, 0.012, seam)));
    }
  }
  painting.glow(random.uniform(0, painting.width()), 0, 1.2, rgb(0xfff4e0), 0.2);
  painting.vignette(0.14);
  return sheet(random);
}

Setting cloth(Painting& painting, Random& random) {
  static const std::vector<uint32_t> dyes = {0xc65a54, 0x4f86b5, 0x6aa37a, 0xd6a04a,
                                             0x9a7fb5, 0x5aa5a8, 0xd98aa0, 0x707c8c};
  const Rgb dye = varied(rgb(random.pick(dyes)), random, 0.06), ground = varied(rgb(0xfaf6ee), random, 0.02);
  const int kind = random.below(4);  // gingham, stripes, dots, plain weave
  const double step = random.uniform(0.07, 0.14);
  if (kind == 0) {
    painting.shade(0, 1, [&](double x, double y) {
      const int threads = (fraction(x / step) < 0.5) + (fraction(y / step) < 0.5);
      return mix(ground, dye, 0.42 * threads);
    });
  } else if (kind == 1) {
    const double tilt = random.chance(0.5) ? random.uniform(-1, 1) : 0;
    painting.shade(0, 1, [&](double x, double y) {
      const double at = fraction((x + tilt * y) / (step * 1.4));
      return at < 0.42 ? mix(ground, dye, 0.75) : (at > 0.62 && at < 0.7) ? mix(ground, dye, 0.5) : ground;
    });
  } else if (kind == 2) {
    const bool light_dots = random.chance(0.5);
    const Rgb soft = mix(ground, dye, 0.65);
    fill(painting, light_dots ? soft : ground);
    for (int row = 0; row * step * 0.85 < 1 + step; ++row)
      for (double x = (row % 2) * step / 2; x < painting.width() + step; x += step)
        painting.disc(x, row * step * 0.85, step * 0.2, light_dots ? ground : soft);
  } else {
    fill(painting, mix(ground, dye, random.uniform(0.35, 0.8)));
  }
  // Weave: threads over and under.
  const double threads = 160;
  cv::Mat3f& pixels = painting.pixels();
  for (int row = 0; row < pixels.rows; ++row) {
    for (int column = 0; column < pixels.cols; ++column) {
      const double u = (column + 0.5) * painting.pixel() * threads, v = (row + 0.5) * painting.pixel() * threads;
      const double over = std::sin(u * 3.1416) * std::sin(v * 3.1416);
      pixels(row, column) *= static_cast<float>(1 + 0.025 * over);
    }
  }
  painting.roughen(fractal_noise(random.next(), painting.size(), 0.35, 0.3, 3), 0.03);  // soft folds
  finish(painting, random, 0.015);
  return sheet(random);
}

Setting chalkboard(Painting& painting, Random& random) {
  static const std::vector<uint32_t> boards = {0x2f5346, 0x34433f, 0x2d4a5c, 0x4a3f52};
  const Rgb board = varied(rgb(random.pick(boards)), random, 0.05);
  fill(painting, board);
  const cv::Mat smear = fractal_noise(random.next(), painting.size(), 0.7, 0.12, 5);
  cv::Mat3f& pixels = painting.pixels();
  for (int row = 0; row < pixels.rows; ++row)
    for (int column = 0; column < pixels.cols; ++column)
      pixels(row, column) = mix(pixels(row, column), rgb(0xe9efe9),
                                0.12 * smoothstep(-0.5, 1, static_cast<double>(smear.at<float>(row, column))));
  for (int i = 0; i < 5; ++i) {  // wiped strokes of chalk
    const double y = random.uniform(), x = random.uniform(-0.2, painting.width() * 0.8),
                 lean = random.uniform(-0.08, 0.08);
    painting.polygon({{x, y}, {x + 0.6, y + lean}, {x + 0.6, y + lean + 0.09}, {x, y + 0.09}}, rgb(0xe9efe9), 0.025);
  }
  painting.roughen(fractal_noise(random.next(), painting.size(), 0.006, 0.006, 1), 0.03);
  painting.vignette(0.2);
  Setting setting = sheet(random);
  setting.shadow = 0.5;
  return setting;
}

Setting terrazzo(Painting& painting, Random& random) {
  static const std::vector<std::vector<uint32_t>> palettes = {{0xf4efe8, 0xd9a08a, 0x9fb5a8, 0xe3c78f, 0x8a8f9c},
                                                              {0xeef1f2, 0x9db7c9, 0xd3b3a2, 0x7f94a3, 0xc9cfd3},
                                                              {0xf7eeee, 0xd8a9b6, 0xa5a8c9, 0xe9cfa8, 0xb7c4b1},
                                                              {0xdfe6df, 0x8fae9b, 0xf3f0e3, 0xb99f86, 0x73908a}};
  const auto palette = random.pick(palettes);
  fill(painting, varied(rgb(palette[0]), random, 0.02));
  const int chips = static_cast<int>(random.between(90, 190) * painting.width());
  for (int i = 0; i < chips; ++i) {
    const double x = random.uniform(0, painting.width()), y = random.uniform(), size = random.uniform(0.006, 0.026);
    std::vector<cv::Point2d> corners;
    const int count = random.between(4, 6);
    const double turn = random.uniform(0, 6.28);
    for (int c = 0; c < count; ++c) {
      const double angle = turn + 6.283 * (c + random.uniform(-0.25, 0.25)) / count,
                   reach = size * random.uniform(0.6, 1.1);
      corners.emplace_back(x + reach * std::cos(angle), y + reach * std::sin(angle) * 0.85);
    }
    painting.polygon(corners, varied(rgb(palette[static_cast<size_t>(random.between(1, 4))]), random, 0.06), 0.75);
  }
  finish(painting, random, 0.012);
  return sheet(random);
}

Setting bokeh(Painting& painting, Random& random) {
  static const std::vector<std::vector<uint32_t>> palettes = {{0x2b2f5c, 0x8a4f8f, 0xffb9a0},
                                                              {0x14505c, 0x3f9a94, 0xf6e3a1},
                                                              {0xf7c9d4, 0xc9b5ea, 0xfff3dc},
                                                              {0x7fc4e8, 0xb9e3d9, 0xfdf6d8},
                                                              {0x5b2f3f, 0xc9705b, 0xffd38a}};
  const auto palette = random.pick(palettes);
  const bool upwards = random.chance(0.5);
  const Rgb a = rgb(palette[0]), b = rgb(palette[1]), c = rgb(palette[2]);
  painting.gradient(0, 1, {{0, upwards ? mix(b, c, 0.4) : a}, {0.55, b}, {1, upwards ? a : mix(b, c, 0.4)}});
  const cv::Point2d light = painting.somewhere(random);
  painting.glow(light.x, light.y, 0.9, c, 0.45);
  for (int i = 0; i < 34; ++i) {
    const double radius = random.uniform(0.015, 0.09), softness = random.uniform(0.004, 0.03);
    const cv::Point2d at = painting.somewhere(random);
    const Rgb colour = mix(c, rgb(0xffffff), random.uniform(0, 0.6));
    painting.disc(at.x, at.y, radius, colour, random.uniform(0.05, 0.2), softness);
  }
  Setting setting = sheet(random);
  setting.shadow = 0.3;
  return setting;
}

Setting watercolour(Painting& painting, Random& random) {
  static const std::vector<std::vector<uint32_t>> palettes = {{0xf9f4ea, 0x8fc1d4, 0x5f8fb8},
                                                              {0xfbf3ee, 0xf2b8a8, 0xd98c9b},
                                                              {0xf6f6ea, 0xb9d39a, 0x7fae93},
                                                              {0xfaf5ec, 0xf3d28a, 0xe0a06a},
                                                              {0xf5f1f8, 0xc3b0e0, 0x8fa3d6}};
  const auto palette = random.pick(palettes);
  const cv::Mat wash = fractal_noise(random.next(), painting.size(), 0.6, 0.6, 5);
  const cv::Mat bleed = fractal_noise(random.next(), painting.size(), 0.35, 0.35, 5);
  cv::Mat3f& pixels = painting.pixels();
  for (int row = 0; row < pixels.rows; ++row) {
    for (int column = 0; column < pixels.cols; ++column) {
      const double w = static_cast<double>(wash.at<float>(row, column)),
                   b = static_cast<double>(bleed.at<float>(row, column));
      Rgb colour = mix(rgb(palette[0]), rgb(palette[1]), smoothstep(-0.35, 0.45, w));
      colour = mix(colour, rgb(palette[2]), 0.6 * smoothstep(0.0, 0.7, b));
      const double rim = std::exp(-std::pow((b - 0.05) / 0.03, 2));  // pigment gathers where a wash dries
      pixels(row, column) = colour * static_cast<float>(1 - 0.05 * rim);
    }
  }
  finish(painting, random, 0.02);
  return sheet(random);
}

Setting plaster(Painting& painting, Random& random) {
  static const std::vector<uint32_t> paints = {0xd9cdbd, 0xb9c4c6, 0xd6b8a6, 0xa9b8a4,
                                               0xc2b5cc, 0xe0d5a8, 0x9aa6b5, 0xcfd3d0};
  fill(painting, varied(rgb(random.pick(paints)), random, 0.06));
  painting.roughen(fractal_noise(random.next(), painting.size(), 0.5, 0.4, 6), 0.07);
  const double strength = random.uniform(0.02, 0.06);
  painting.roughen(fractal_noise(random.next(), painting.size(), 0.02, 0.02, 3), strength);
  finish(painting, random, 0.02);
  return sheet(random);
}

/// A noisy field of colour, the hardest ground for a model.
Setting noise(Painting& painting, Random& random) {
  Rgb a, b;
  for (Rgb* colour : {&a, &b})
    for (int c = 0; c < 3; ++c) (*colour)[c] = static_cast<float>(random.uniform(0.25, 0.9));
  const double grain = random.uniform(0.03, 0.12);
  const double cell = random.uniform(0.08, 0.4);
  const cv::Mat field = fractal_noise(random.next(), painting.size(), cell, cell, 6);
  cv::Mat3f& pixels = painting.pixels();
  for (int row = 0; row < pixels.rows; ++row)
    for (int column = 0; column < pixels.cols; ++column)
      pixels(row, column) = mix(a, b, smoothstep(-0.8, 0.8, static_cast<double>(field.at<float>(row, column))));
  painting.roughen(fractal_noise(random.next(), painting.size(), 0.006, 0.006, 1), grain);
  return sheet(random);
}

Setting pattern(Painting& painting, Random& random) {
  static const std::vector<uint32_t> tones = {0x7fb2c9, 0xe0a58f, 0xa3c08a, 0xc7a6d0,
                                              0xe3c878, 0x93a4c4, 0xd99aa8, 0x8fc0b0};
  const Rgb tone = varied(rgb(random.pick(tones)), random, 0.05);
  const Rgb a = mix(tone, rgb(0xffffff), 0.45), b = mix(tone, rgb(0xffffff), 0.25), c = mix(tone, rgb(0xffffff), 0.62);
  const double step = random.uniform(0.09, 0.16);
  if (random.chance(0.5)) {  // triangles
    const Random base(random.next());
    painting.shade(0, 1, [&](double x, double y) {
      const double v = y / (step * 0.866), u = x / step - 0.5 * v;
      const bool upper = fraction(u) + fraction(v) > 1;
      Random cell = base.fork(std::to_string(static_cast<int>(std::floor(u)) * 2 + upper) + "," +
                              std::to_string(static_cast<int>(std::floor(v))));
      const double t = cell.uniform();
      return t < 0.33 ? a : t < 0.66 ? b : c;
    });
  } else {  // scales
    fill(painting, a);
    const double radius = step * 0.72;
    for (int row = 0; row * step * 0.36 < 1 + radius; ++row) {
      for (double x = row % 2 ? step * 0.72 : 0; x < painting.width() + step; x += step * 1.44) {
        const double y = row * step * 0.36;
        painting.disc(x, y, radius, c);
        painting.disc(x, y, radius * 0.86, b);
        painting.disc(x, y, radius * 0.62, c);
        painting.disc(x, y, radius * 0.48, a);
      }
    }
  }
  finish(painting, random, 0.008);
  return sheet(random);
}

}  // namespace

std::vector<BackgroundKind> flat_backgrounds() {
  return {{"paper", paper},
          {"wood", wood},
          {"cloth", cloth},
          {"chalkboard", chalkboard},
          {"terrazzo", terrazzo},
          {"bokeh", bokeh},
          {"watercolour", watercolour},
          {"plaster", plaster},
          {"noise", noise},
          {"pattern", pattern}};
}

}  // namespace rex::zoo
