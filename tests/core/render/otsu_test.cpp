#include "core/render/otsu.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <span>

#include "core/render/reference_overlay.h"
#include "tests/support/catch.h"
#include "tests/support/golden.h"

using namespace rex;

namespace {

FloatMap map_of(const at::Tensor& values) {
  FloatMap map(values.size(1), values.size(0));
  const at::Tensor numbers = values.to(at::kFloat).contiguous();
  std::copy(numbers.data_ptr<float>(), numbers.data_ptr<float>() + numbers.numel(), map.values.begin());
  return map;
}

int most_different(std::span<const std::uint8_t> got, const at::Tensor& wanted) {
  REQUIRE(static_cast<std::int64_t>(got.size()) == wanted.numel());
  const at::Tensor flat = wanted.contiguous().view({-1});
  int difference = 0;
  for (std::size_t i = 0; i < got.size(); ++i) {
    difference = std::max(difference, std::abs(got[i] - flat.data_ptr<std::uint8_t>()[i]));
  }
  return difference;
}

double area_of(const Outline& outline) {
  double doubled = 0;
  for (std::size_t i = 0; i < outline.size(); ++i) {
    const Point& a = outline[i];
    const Point& b = outline[(i + 1) % outline.size()];
    doubled += a.x * b.y - b.x * a.y;
  }
  return std::abs(doubled) / 2;
}

}  // namespace

TEST_CASE("DETR's masks are those of the public code") {
  int masks = 0;
  for (const std::string name : {"detr-1", "detr-2"}) {
    const test::GoldenCase golden(name);
    for (const auto& [key, expected] : golden.all_expected()) {
      if (!key.starts_with("mask_threshold/")) continue;
      const std::string target = key.substr(15);
      const at::Tensor wanted_grey = golden.expected("mask_gray/" + target);
      const at::Tensor row = golden.expected("relevance/" + target + "/image");
      INFO(name << " " << target);
      const OtsuMask mask = otsu_mask(map_of(row.view({wanted_grey.size(0), wanted_grey.size(1)})));
      CHECK(most_different(mask.grey, wanted_grey) <= 1);  // truncation
      CHECK(std::abs(mask.threshold - expected.item<std::int64_t>()) <= 1);
      CHECK(most_different(mask.mask, golden.expected("mask/" + target)) == 0);
      if (golden.has("mask_full/" + target)) {
        const at::Tensor full = golden.expected("mask_full/" + target);
        CHECK(most_different(enlarge_mask(mask, full.size(1), full.size(0)), full) == 0);
      }
      ++masks;
    }
  }
  CHECK(masks == 60);
}

TEST_CASE("the mask of the ViT notebook is Otsu's after upsampling") {
  const test::GoldenCase golden("vit-1");
  for (const std::string prefix : {"", "other/"}) {
    const OtsuMask mask = otsu_mask(map_of(golden.expected(prefix + "heatmap/transformer_attribution")));
    CHECK(mask.threshold == golden.expected(prefix + "otsu_threshold/transformer_attribution").item<float>());
    std::vector<std::uint8_t> ones(mask.mask.size());
    std::transform(mask.mask.begin(), mask.mask.end(), ones.begin(),
                   [](std::uint8_t value) { return static_cast<std::uint8_t>(value / 255); });
    CHECK(most_different(ones, golden.expected(prefix + "heatmap/transformer_attribution_otsu")) == 0);
  }
}

TEST_CASE("the overlays of the notebooks are reproduced, red and blue exchanged as there") {
  for (const std::string name : {"vit-1", "clip-1"}) {
    const test::GoldenCase golden(name);
    const at::Tensor pixels = golden.inputs().at("pixel_values");
    for (const auto& [key, expected] : golden.all_expected()) {
      const std::size_t at = key.find("overlay/");
      if (at == std::string::npos) continue;
      const at::Tensor heat = golden.expected(key.substr(0, at) + "heatmap/" + key.substr(at + 8));
      const at::Tensor wanted = expected.dim() == 4 ? expected : expected.unsqueeze(0);
      const at::Tensor maps = expected.dim() == 4 ? heat : heat.unsqueeze(0);
      for (std::int64_t text = 0; text < wanted.size(0); ++text) {
        INFO(name << " " << key << " " << text);
        const Picture overlay = reference_overlay(map_of(maps[text]), pixels);
        CHECK(most_different(overlay.pixels, wanted[text]) <= 1);
      }
    }
  }
}

TEST_CASE("a constant map has no mask") {
  FloatMap constant(4, 3);
  std::fill(constant.values.begin(), constant.values.end(), 7.0F);
  const OtsuMask mask = otsu_mask(constant);
  CHECK(std::count(mask.mask.begin(), mask.mask.end(), 0) == 12);
  HeatMap heat;
  heat.grid = constant;
  heat.area = {0, 0, 40, 30};
  CHECK(mask_outlines(heat, MaskStyle::reference, heat.area).empty());
  CHECK(mask_outlines(heat, MaskStyle::smooth, heat.area).empty());
  CHECK(otsu_mask(FloatMap()).mask.empty());
}

TEST_CASE("mask outlines enclose the mask") {
  HeatMap heat;
  heat.grid = FloatMap(8, 6);
  for (const auto& [x, y] : {std::pair{2, 2}, {3, 2}, {2, 3}, {3, 3}}) heat.grid.row(y)[x] = 1;
  heat.area = {0, 0, 800, 600};
  const auto reference = mask_outlines(heat, MaskStyle::reference, heat.area);
  constexpr double drawn_smaller = 0.02;  // outlines are drawn on 512 of the 800 pixels
  REQUIRE(reference.size() == 1);
  const std::vector<std::uint8_t> enlarged = enlarge_mask(otsu_mask(heat.grid), 800, 600);
  const auto pixels = static_cast<double>(std::count(enlarged.begin(), enlarged.end(), 1));
  CHECK(area_of(reference[0]) == Approx(pixels).epsilon(drawn_smaller));
  const auto smooth = mask_outlines(heat, MaskStyle::smooth, heat.area);
  REQUIRE(smooth.size() == 1);
  CHECK(area_of(smooth[0]) < area_of(reference[0]));
  CHECK(area_of(smooth[0]) > 40000 * 0.5);
  const auto cut = mask_outlines(heat, MaskStyle::reference, {0, 0, 300, 600});
  REQUIRE(cut.size() == 1);
  for (const Point& point : cut[0]) CHECK(point.x <= 300);
  CHECK(mask_outlines(heat, MaskStyle::reference, {900, 0, 1000, 600}).empty());
}

TEST_CASE("contours are closed, also at the border and round holes") {
  FloatMap drawing(5, 4);
  std::fill(drawing.values.begin(), drawing.values.end(), 1.0F);
  const Viewport viewport{{0, 0, 50, 40}, 5, 4};
  auto outlines = contours(drawing, viewport, 0.5F);
  REQUIRE(outlines.size() == 1);
  CHECK(area_of(outlines[0]) == Approx(50 * 40 - 4 * 12.5));  // corners are cut
  drawing.row(2)[2] = std::nanf("");
  outlines = contours(drawing, viewport, 0.5F);
  CHECK(outlines.size() == 2);
  drawing.row(2)[2] = 0;
  drawing.row(1)[1] = 0;  // touches the hole at a corner
  CHECK(contours(drawing, viewport, 0.5F).size() >= 2);
  CHECK(contours(drawing, viewport, 2).empty());
  CHECK(contours(FloatMap(), viewport, 0).empty());
}

TEST_CASE("a signed map has contours on both sides of zero, and none at zero") {
  FloatMap drawing(9, 1);
  for (std::int64_t x = 0; x < 9; ++x) drawing.values[static_cast<std::size_t>(x)] = static_cast<float>(x - 4);
  FloatMap square(9, 9);
  for (std::int64_t y = 0; y < 9; ++y) std::copy(drawing.values.begin(), drawing.values.end(), square.row(y));
  const Viewport viewport = Viewport::whole(9, 9);
  const Scale signed_scale = scale_of(square.values, Scaling::symmetric);
  const std::vector<Outline> lines = contours_at(square, viewport, signed_scale, 0.5);
  REQUIRE(lines.size() == 2);
  // One round what is 2 or more, at the right; one round what is -2 or less, at the left: nothing crosses the middle.
  for (const Outline& line : lines) {
    for (const Point& point : line) CHECK(std::abs(point.x - 4.5) > 1.5);
  }
  CHECK(contours_at(square, viewport, scale_of(square.values, Scaling::min_to_max), 0.5).size() == 1);
}
