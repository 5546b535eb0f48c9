#include "core/render/appearance.h"

#include <nlohmann/json.hpp>
#include <set>

#include "core/base/error.h"
#include "core/render/colour_map.h"
#include "tests/support/catch.h"

using namespace rex;

namespace {

/// Values of FIELD other than its default.
std::vector<Appearance> others(const AppearanceField& field) {
  std::vector<Appearance> result;
  const auto add = [&](auto member, const auto& value) {
    Appearance appearance;
    appearance.*member = value;
    result.push_back(appearance);
  };
  if (const auto* flag = std::get_if<bool Appearance::*>(&field.member)) add(*flag, !(Appearance().**flag));
  if (const auto* number = std::get_if<double Appearance::*>(&field.member)) {
    for (const double value : {0.0, 0.25, 0.5, 0.93, 1.0}) {
      add(*number, field.least + value * (field.most - field.least));
    }
  }
  if (const auto* word = std::get_if<std::string Appearance::*>(&field.member)) {
    for (const std::string& value : field.option.words) add(*word, value);
  }
  if (const auto* ends = std::get_if<std::optional<ScaleEnds> Appearance::*>(&field.member)) {
    add(*ends, ScaleEnds{-0.25F, 1.5F});
  }
  return result;
}

/// What the options that spell APPEARANCE make of the defaults.
Appearance respelled(const Appearance& appearance) {
  Appearance result;
  for (const AppearanceField& field : appearance_fields()) {
    if (const auto value = field.option.spell(appearance)) field.option.read(result, *value);
  }
  return result;
}

}  // namespace

TEST_CASE("every field of an appearance has a key and an option of its own, and a default in its range") {
  std::set<std::string> keys, options;
  for (const AppearanceField& field : appearance_fields()) {
    INFO(field.key);
    CHECK(keys.insert(field.key).second);
    CHECK(options.insert(field.option.name).second);
    CHECK(field.option.name.starts_with("--"));
    CHECK_FALSE(field.option.help.empty());
    CHECK_FALSE((field.option.most > 0 && !field.option.words.empty()));
    if (const auto* number = std::get_if<double Appearance::*>(&field.member)) {
      CHECK(Appearance().**number >= field.least);
      CHECK(Appearance().**number <= field.most);
    }
  }
}

TEST_CASE("every field of an appearance comes back from a session file's JSON") {
  for (const AppearanceField& field : appearance_fields()) {
    for (const Appearance& appearance : others(field)) {
      INFO(field.key << ' ' << to_json(appearance).dump());
      CHECK(appearance_from_json(nlohmann::json::parse(to_json(appearance).dump())) == appearance);
    }
  }
}

TEST_CASE("every field of an appearance comes back from the options that spell it") {
  for (const AppearanceField& field : appearance_fields()) {
    for (Appearance appearance : others(field)) {
      if (field.key == "top") appearance.threshold = 0.25;  // of nothing, nothing is said
      INFO(field.key << ' ' << to_json(appearance).dump());
      const Appearance again = respelled(appearance);
      CHECK(again.threshold == Approx(appearance.threshold));
      appearance.threshold = again.threshold;
      CHECK(again == appearance);
    }
  }
  CHECK(respelled(Appearance()) == Appearance());
}

TEST_CASE("an appearance is read leniently in numbers and strictly in names and types") {
  CHECK(appearance_from_json(nlohmann::json::object()) == Appearance());
  CHECK(appearance_from_json({{"opacity", 7}}).opacity == 1);
  CHECK(appearance_from_json({{"threshold", -0.1}}).threshold == 0);
  CHECK(appearance_from_json({{"of a later version", 1}}) == Appearance());
  CHECK_THROWS_AS(appearance_from_json({{"colour_map", "none"}}), Error);
  CHECK_THROWS_WITH(appearance_from_json({{"opacity_by", "magic"}}), ContainsSubstring("colours, relevance, constant"));
  CHECK_THROWS_WITH(appearance_from_json({{"word_scale", "magic"}}), ContainsSubstring("0-max, min-max"));
  CHECK_THROWS_AS(appearance_from_json({{"heat", "yes"}}), nlohmann::json::exception);
  CHECK_THROWS_AS(appearance_from_json({{"opacity", "full"}}), nlohmann::json::exception);
  CHECK_THROWS_AS(appearance_from_json(nlohmann::json::array()), nlohmann::json::exception);
}

TEST_CASE("heat lets the picture through where its colours do, where little matters, or alike everywhere") {
  const auto alphas = [](const char* colours, const char* by) {
    Appearance appearance;
    appearance.colour_map = colours;
    appearance.opacity_by = by;
    const ColourMap map = drawn_colours(appearance);
    return std::array<int, 4>{map.at(0).alpha, map.colours[127].alpha, map.colours[128].alpha, map.at(1).alpha};
  };
  CHECK(alphas("viridis", "colours") == std::array<int, 4>{255, 255, 255, 255});
  CHECK(alphas("heat", "colours") == alphas("heat", "relevance"));
  CHECK(alphas("heat", "colours") == alphas("viridis", "relevance"));
  CHECK(alphas("heat", "colours")[0] == 0);
  CHECK(alphas("heat", "colours")[3] == 255);
  CHECK(alphas("difference", "relevance") == std::array<int, 4>{255, 0, 0, 255});
  CHECK(alphas("difference", "constant") == std::array<int, 4>{255, 255, 255, 255});
  CHECK(drawn_colours(appearance_from_json({{"opacity_by", "constant"}})).at(0.5).red ==
        colour_map("heat").at(0.5).red);
}

TEST_CASE("ends and gamma of a scale are read strictly, and bend what is drawn") {
  for (const char* bad : {"1", ":", "1:", ":2", "2:1", "1:1", "nan:1", "0:inf", "a:b", "0:1:2", " 0:1"}) {
    INFO(bad);
    CHECK_THROWS_AS(appearance_from_json({{"scale_ends", bad}}), Error);
  }
  CHECK_FALSE(appearance_from_json({{"scale_ends", ""}}).scale_ends);
  CHECK_FALSE(ends_between(1, 1));
  CHECK(ends_between(0, 1.0 / 3) == ScaleEnds{0, 0.333333F});
  CHECK(appearance_from_json({{"gamma", 9}}).gamma == 4);
  Appearance appearance = appearance_from_json({{"scale_ends", "0.1:0.5"}, {"gamma", 0.5}});
  const Scale own = scale_of({0, 1, 2}, Scaling::min_to_max);
  const Scale drawn = drawn_scale(own, appearance);
  CHECK(drawn.low == 0.1F);
  CHECK(drawn.high == 0.5F);
  CHECK(drawn.share(0.2F) == Approx(0.5));  // the root of a quarter
  CHECK(drawn.share(2) == 1);
  CHECK(drawn.share(0) == 0);
  CHECK(bent_scale(own, appearance).high == 2);
  const Scale both = drawn_scale(scale_of({-1, 1}, Scaling::symmetric), appearance);
  CHECK(both.low == -0.5F);
  CHECK(both.share(0) == Approx(0.5));
  CHECK(both.share(0.125F) == Approx(0.75));
  CHECK(both.share(-0.125F) == Approx(0.25));
  CHECK(drawn_scale(own, Appearance()) == own);
}

TEST_CASE("the appearance of a version 1 session means what it meant") {
  const Appearance appearance = appearance_from_json(nlohmann::json::parse(
      R"({"all_queries": true, "boxes": false, "colour_map": "magma", "contours": true, "grid": true, "heat": false,
          "masks": false, "opacity": 0.75, "shared_scale": true, "smooth": false, "threshold": 0.4, "top": true})"));
  Appearance wanted;
  wanted.all_queries = wanted.contours = wanted.grid = wanted.shared_scale = wanted.top = true;
  wanted.boxes = wanted.heat = wanted.masks = wanted.smooth = false;
  wanted.colour_map = "magma";
  wanted.opacity = 0.75;
  wanted.threshold = 0.4;
  CHECK(appearance == wanted);
  CHECK(contour_of(appearance) == 0.5);
  CHECK(threshold_of(appearance) == Threshold{Threshold::Kind::top, 60});
  CHECK(interpolation_of(appearance) == Interpolation::exact);
}

TEST_CASE("percent that are kept are those that were asked for") {
  for (int percent = 1; percent < 100; ++percent) {
    Appearance appearance;
    for (const AppearanceField& field : appearance_fields()) {
      if (field.key == "top") field.option.read(appearance, static_cast<double>(percent));
    }
    CHECK(threshold_of(appearance) == Threshold{Threshold::Kind::top, static_cast<double>(percent)});
  }
}

TEST_CASE("the paper's scale follows what a model is given") {
  const ModelKind patches = {.picture = PictureInput::pixels};
  const ModelKind captions = {
      .picture = PictureInput::pixels, .text = TextInput::several, .answers = AnswerKind::texts};
  const ModelKind regions = {.picture = PictureInput::regions, .text = TextInput::one};
  const Appearance paper;
  CHECK(picture_scaling(paper, patches) == Scaling::min_to_max);
  CHECK(picture_scaling(paper, regions) == Scaling::zero_to_max);
  CHECK(word_scaling(paper, captions) == Scaling::share_of_sum);
  CHECK(word_scaling(paper, regions) == Scaling::min_to_max);
  Appearance chosen;
  chosen.picture_scale = "share";
  chosen.word_scale = "0-max";
  CHECK(picture_scaling(chosen, regions) == Scaling::share_of_sum);
  CHECK(word_scaling(chosen, captions) == Scaling::zero_to_max);
  chosen.picture_scale = "signed";
  CHECK(picture_scaling(chosen, patches) == Scaling::symmetric);
  CHECK_THROWS_AS(appearance_from_json({{"word_scale", "loud"}}), Error);
}
