#include "core/render/heat_map.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/base/error.h"
#include "core/render/reference_overlay.h"
#include "tests/support/catch.h"
#include "tests/support/golden.h"

using namespace rex;

namespace {

PictureGeometry whole(std::int64_t width, std::int64_t height) {
  return {0, 0, static_cast<double>(width), static_cast<double>(height), width, height, width, height};
}

at::Tensor as_tensor(const FloatMap& map) {
  return at::tensor(at::ArrayRef<float>(map.values)).view({map.height, map.width});
}

/// The slow and obvious way: every pixel by itself.
float slow_value(const HeatMap& heat, double x, double y, Interpolation interpolation) {
  if (heat.grid.values.empty()) {
    float largest = std::nanf("");
    for (std::size_t i = 0; i < heat.boxes.size(); ++i) {
      const Box& box = heat.boxes[i];
      if (x < box.left || x >= box.right || y < box.top || y >= box.bottom) continue;
      if (!(largest >= heat.box_values[i])) largest = heat.box_values[i];
    }
    return largest;
  }
  const Box& area = heat.area;
  if (x < area.left || x >= area.right || y < area.top || y >= area.bottom) return std::nanf("");
  const double u = (x - area.left) / (area.right - area.left) * static_cast<double>(heat.grid.width);
  const double v = (y - area.top) / (area.bottom - area.top) * static_cast<double>(heat.grid.height);
  const auto cell = [&](double column, double row) {
    const auto c = std::clamp(static_cast<std::int64_t>(column), std::int64_t{0}, heat.grid.width - 1);
    const auto r = std::clamp(static_cast<std::int64_t>(row), std::int64_t{0}, heat.grid.height - 1);
    return static_cast<double>(heat.grid.row(r)[c]);
  };
  if (interpolation == Interpolation::exact) return static_cast<float>(cell(u, v));
  const double left = std::max(0.0, u - 0.5), top = std::max(0.0, v - 0.5);
  const double x_share = left - std::floor(left), y_share = top - std::floor(top);
  return static_cast<float>(std::lerp(std::lerp(cell(left, top), cell(left + 1, top), x_share),
                                      std::lerp(cell(left, top + 1), cell(left + 1, top + 1), x_share), y_share));
}

void check_against_slow_way(const HeatMap& heat, const Viewport& viewport, Interpolation interpolation) {
  const FloatMap drawing = sample(heat, viewport, interpolation);
  for (std::int64_t y = 0; y < viewport.height; ++y) {
    for (std::int64_t x = 0; x < viewport.width; ++x) {
      const float wanted = slow_value(heat, viewport.x(x), viewport.y(y), interpolation);
      const float got = drawing.row(y)[x];
      if (std::isnan(wanted) ? !std::isnan(got) : !(std::abs(got - wanted) < 1e-4F)) {
        INFO(x << ", " << y << ": " << got << " for " << wanted);
        CHECK(false);
        return;
      }
    }
  }
  CHECK(drawing.values.size() == static_cast<std::size_t>(viewport.width * viewport.height));
}

}  // namespace

TEST_CASE("heat maps of ViT and CLIP are those of the notebooks") {
  for (const std::string name : {"vit-1", "clip-1"}) {
    test::GoldenCase golden(name);
    for (const auto& [key, expected] : golden.all_expected()) {
      const std::size_t at = key.find("heatmap/");
      if (at == std::string::npos || key.ends_with("_otsu") || key.ends_with("/lrp")) continue;
      INFO(name << " " << key);
      const at::Tensor relevance = golden.expected(key.substr(0, at) + "relevance/" + key.substr(at + 8) + "/image");
      const bool several = relevance.dim() == 2;
      std::vector<at::Tensor> drawn;
      for (std::int64_t text = 0; text < (several ? relevance.size(0) : 1); ++text) {
        const at::Tensor row = several ? relevance[text] : relevance;
        const auto side = static_cast<std::int64_t>(std::lround(std::sqrt(row.numel())));
        const HeatMap heat = heat_map(row, side, side, whole(32, 32));
        drawn.push_back(as_tensor(min_max(sample(heat, Viewport::whole(32, 32), Interpolation::smooth))));
      }
      golden.check(key, several ? at::stack(drawn) : drawn[0]);
    }
  }
}

TEST_CASE("ViT's pixel relevance is min-max scaled") {
  test::GoldenCase golden("vit-1");
  const HeatMap heat = heat_map(golden.expected("relevance/lrp/image"), 32, 32, whole(32, 32));
  golden.check("heatmap/lrp", as_tensor(min_max(sample(heat, Viewport::whole(32, 32), Interpolation::smooth))));
}

TEST_CASE("DETR's heat maps are its min-max scaled rows") {
  for (const std::string name : {"detr-1", "detr-2"}) {
    test::GoldenCase golden(name);
    for (const auto& [key, expected] : golden.all_expected()) {
      if (!key.starts_with("heatmap/")) continue;
      const at::Tensor row = golden.expected("relevance/" + key.substr(8) + "/image");
      const HeatMap heat = heat_map(row, expected.size(0), expected.size(1), whole(64, 48));
      golden.check(key, as_tensor(min_max(heat.grid)));
    }
  }
}

TEST_CASE("words' shares are those of the notebooks where the special tokens count") {
  for (const auto& [name, key] : {std::pair{"bert-1", "transformer_attribution/text"},
                                  std::pair{"lxmert-1", "generic/text"}, std::pair{"lxmert-1", "generic/image"}}) {
    test::GoldenCase golden(name);
    const at::Tensor row = golden.expected(std::string("relevance/") + key);
    const HeatMap heat = heat_map(row, 1, row.numel(), whole(row.numel(), 1));
    golden.check(std::string("heatmap/") + key, as_tensor(min_max(heat.grid)).view({-1}));
  }
}

TEST_CASE("a heat map is drawn alike at any part and resolution") {
  HeatMap heat = heat_map(at::rand({5, 7}), 5, 7, {-6, 11, 90, 60, 100, 80, 90, 60});
  const Interpolation smooth = Interpolation::smooth, exact = Interpolation::exact;
  for (const Interpolation interpolation : {smooth, exact}) {
    check_against_slow_way(heat, Viewport::whole(100, 80), interpolation);
    check_against_slow_way(heat, {{-10, -10, 120, 100}, 61, 43}, interpolation);
    check_against_slow_way(heat, {{20.3, 30.7, 31.2, 35.1}, 200, 90}, interpolation);
  }
  SECTION("a grid of one cell") {
    heat = heat_map(at::ones({1}), 1, 1, whole(10, 10));
    check_against_slow_way(heat, {{-2, -2, 12, 12}, 31, 31}, smooth);
  }
  SECTION("boxes, the larger value on top") {
    heat = heat_map(at::tensor({0.5F, 2.0F, 1.0F, -1.0F}),
                    {{10, 10, 50, 50}, {40, 40, 60, 70}, {45, 5, 90, 55}, {0, 0, 12, 12}});
    check_against_slow_way(heat, Viewport::whole(100, 80), exact);
    check_against_slow_way(heat, {{-10, -10, 120, 100}, 261, 143}, exact);
  }
  SECTION("broken boxes") {
    const double none = std::nan(""), far = std::numeric_limits<double>::infinity();
    heat = heat_map(at::tensor({1.0F, 2.0F, 3.0F}), {{none, 0, 5, 5}, {5, 5, 2, 2}, {-far, 3, far, 6}});
    const FloatMap drawing = sample(heat, Viewport::whole(8, 8), exact);
    CHECK(drawing.row(4)[7] == 3);
    CHECK(std::isnan(drawing.row(7)[3]));
  }
}

TEST_CASE("values that do not fit their place are refused") {
  CHECK_THROWS_WITH(heat_map(at::ones({6}), 2, 4, whole(9, 9)), ContainsSubstring("6 values for a grid of 2 × 4"));
  CHECK_THROWS_AS(heat_map(at::Tensor(), 2, 4, whole(9, 9)), Error);
  CHECK_THROWS_WITH(heat_map(at::ones({2}), std::vector<Box>(3)), ContainsSubstring("2 values for 3 regions"));
  CHECK(heat_map(at::Tensor(), std::vector<Box>()).empty());
}

TEST_CASE("values that are no numbers become zero") {
  const HeatMap heat =
      heat_map(at::tensor({std::nanf(""), 1.0F, std::numeric_limits<float>::infinity(), 2.0F}), 2, 2, whole(4, 4));
  CHECK(heat.values() == std::vector<float>{0, 1, 0, 2});
}

TEST_CASE("scales") {
  const std::vector<float> values{-1, 0.5, 3};
  const Scale from_zero = scale_of(values, Scaling::zero_to_max);
  CHECK(from_zero.share(-1) == 0);
  CHECK(from_zero.share(1.5) == Approx(0.5));
  const Scale papers = scale_of(values, Scaling::min_to_max);
  CHECK(papers.share(-1) == 0);
  CHECK(papers.share(1) == Approx(0.5));
  const Scale share = scale_of({-1, 1, 3}, Scaling::share_of_sum);
  CHECK(share.share(3) == 0.75F);
  CHECK(share.share(1) == 0.25F);
  CHECK(share.share(-1) == 0);
  const Scale sign = scale_of(values, Scaling::symmetric);
  CHECK(sign.share(0) == Approx(0.5));
  CHECK(sign.share(-3) == 0);
  CHECK(std::isnan(papers.share(std::nanf(""))));

  SECTION("nothing relevant") {
    CHECK(scale_of({0, 0}, Scaling::zero_to_max).share(0) == 0);
    CHECK(scale_of({-2, -1}, Scaling::zero_to_max).share(-1) == 0);
    CHECK(scale_of({4, 4}, Scaling::min_to_max).share(4) == 0);
    CHECK(scale_of({0}, Scaling::symmetric).share(0) == 0.5F);
    CHECK(scale_of(std::vector<float>{}, Scaling::zero_to_max).share(1) == 0);
  }
  SECTION("shared") {
    const Scale shared = shared_scale({scale_of({1, 2}, Scaling::min_to_max), scale_of({-4, 1}, Scaling::min_to_max)});
    CHECK(shared.low == -4);
    CHECK(shared.high == 2);
    CHECK(shared_scale({}).high == 0);
  }
}

TEST_CASE("thresholds keep a share of the scale or the top cells") {
  const std::vector<float> values{5, 1, 4, 2, 3, -6, 0, 0, 0, 0};
  const Scale scale = scale_of(values, Scaling::zero_to_max);
  using Kind = Threshold::Kind;
  CHECK(least_shown(values, scale, {}) < -1e30F);
  CHECK(least_shown(values, scale, {Kind::share, 0.6}) == Approx(3));
  CHECK(least_shown(values, scale, {Kind::top, 30}) == 3);
  CHECK(least_shown(values, scale, {Kind::top, 0}) == 5);
  CHECK(least_shown(values, scale, {Kind::top, 200}) == -6);
  CHECK(least_shown(values, scale_of(values, Scaling::symmetric), {Kind::top, 10}) == 6);
  CHECK(least_shown(values, scale_of(values, Scaling::symmetric), {Kind::share, 0.5}) == 3);
}
