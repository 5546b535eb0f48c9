#include "core/render/appearance.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <utility>

#include "core/base/error.h"
#include "core/base/printable.h"
#include "core/render/colour_map.h"

namespace rex {
namespace {

constexpr double least_gamma = 0.25, most_gamma = 4;

/// A flag that says VALUE, where the default is the other one.
AppearanceOption flag(std::string name, std::string help, bool Appearance::*member, bool value) {
  AppearanceOption option{std::move(name), std::move(help)};
  option.spell = [member, value](const Appearance& appearance) {
    return appearance.*member == value ? std::optional<OptionValue>(std::monostate()) : std::nullopt;
  };
  option.read = [member, value](Appearance& appearance, const OptionValue&) { appearance.*member = value; };
  return option;
}

/// An option that gives MEMBER as it is.
template <typename Value>
AppearanceOption value_of(std::string name, std::string help, Value Appearance::*member) {
  AppearanceOption option{std::move(name), std::move(help)};
  option.spell = [member](const Appearance& appearance) { return appearance.*member; };
  option.read = [member](Appearance& appearance, const OptionValue& value) {
    appearance.*member = std::get<Value>(value);
  };
  return option;
}

AppearanceOption opacity_option() {
  AppearanceOption option = value_of("--opacity", "Of the strongest heat", &Appearance::opacity);
  option.most = 1;
  return option;
}

AppearanceOption colours_option() {
  AppearanceOption option = value_of("--colours", "Colour map", &Appearance::colour_map);
  for (const ColourMap& map : colour_maps()) option.words.push_back(map.name);
  return option;
}

/// People count in percent: "--show-from 20" is a threshold of 0.2, "--show-top 20" one of 0.8.
AppearanceOption threshold_option(bool top) {
  AppearanceOption option;
  option.name = top ? "--show-top" : "--show-from";
  option.help = top ? "Percent of the patches or regions whose heat is drawn, the strongest"
                    : "Percent of the maximum below which no heat is drawn";
  option.most = 100;
  option.excludes = top ? "--show-from" : "";
  option.spell = [top](const Appearance& appearance) -> std::optional<OptionValue> {
    if (appearance.top != top || appearance.threshold <= 0) return std::nullopt;
    return 100 * (top ? 1 - appearance.threshold : appearance.threshold);
  };
  option.read = [top](Appearance& appearance, const OptionValue& value) {
    const double share = std::get<double>(value) / 100;
    appearance.top = top;
    appearance.threshold = top ? 1 - share : share;
  };
  return option;
}

AppearanceOption contour_option() {
  AppearanceOption option{"--contour", "Share of the scale at which a line is drawn; 0: none"};
  option.most = 1;
  option.spell = [](const Appearance& appearance) {
    return appearance.contours ? std::optional<OptionValue>(appearance.contour_level) : std::nullopt;
  };
  option.read = [](Appearance& appearance, const OptionValue& value) {
    appearance.contours = std::get<double>(value) > 0;
    if (appearance.contours) appearance.contour_level = std::get<double>(value);
  };
  return option;
}

AppearanceOption masks_option() {
  AppearanceOption option{"--masks",
                          "Outline of an object query's Otsu mask: reference (as the papers' code), smooth or none"};
  option.words = {"reference", "smooth", "none"};
  option.spell = [](const Appearance& appearance) -> std::optional<OptionValue> {
    if (!appearance.masks) return "none";
    return appearance.mask_style == MaskStyle::smooth ? "smooth" : "reference";
  };
  option.read = [](Appearance& appearance, const OptionValue& value) {
    const auto& word = std::get<std::string>(value);
    appearance.masks = word != "none";
    appearance.mask_style = word == "smooth" ? MaskStyle::smooth : MaskStyle::reference;
  };
  return option;
}

/// A choice of WORDS, of which the first is the default and not spelled.
AppearanceOption choice_option(std::string name, std::string help, std::string Appearance::*member,
                               const std::vector<std::string>& words) {
  AppearanceOption option = value_of(std::move(name), std::move(help), member);
  option.words = words;
  option.spell = [member, usual = words.front()](const Appearance& appearance) {
    return appearance.*member == usual ? std::nullopt : std::optional<OptionValue>(appearance.*member);
  };
  return option;
}

AppearanceOption ends_option() {
  AppearanceOption option{"--scale-ends",
                          "LOW:HIGH, the values at both ends of the heat's scale, for every map and picture alike"};
  option.text = true;
  option.spell = [](const Appearance& appearance) {
    return appearance.scale_ends ? std::optional<OptionValue>(spelled(*appearance.scale_ends)) : std::nullopt;
  };
  option.read = [](Appearance& appearance, const OptionValue& value) {
    appearance.scale_ends = parse_ends(std::get<std::string>(value));
  };
  return option;
}

AppearanceOption gamma_option() {
  AppearanceOption option = value_of(
      "--gamma", "Exponent of the shares of the scales: below 1 what is weak is drawn stronger", &Appearance::gamma);
  option.least = least_gamma;
  option.most = most_gamma;
  option.spell = [](const Appearance& appearance) {
    return appearance.gamma == 1 ? std::nullopt : std::optional<OptionValue>(appearance.gamma);
  };
  return option;
}

bool read_number(const std::string& text, float& number) {
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  return problem == std::errc() && end == text.data() + text.size() && std::isfinite(number);
}

/// The scale called NAME; that of the papers where it names none.
Scaling scaling_called(const std::string& name, Scaling of_paper) {
  if (name == "0-max") return Scaling::zero_to_max;
  if (name == "min-max") return Scaling::min_to_max;
  if (name == "share") return Scaling::share_of_sum;
  return name == "signed" ? Scaling::symmetric : of_paper;
}

template <typename Value>
nlohmann::json json_of(const Value& value) {
  return value;
}

/// Unset ends are an empty text, as sessions have them.
nlohmann::json json_of(const std::optional<ScaleEnds>& ends) { return ends ? spelled(*ends) : std::string(); }

template <typename Value>
void read_field(const nlohmann::json& json, Value& value) {
  value = json.get<Value>();
}

void read_field(const nlohmann::json& json, std::optional<ScaleEnds>& ends) {
  const auto text = json.get<std::string>();
  ends = text.empty() ? std::nullopt : std::optional<ScaleEnds>(parse_ends(text));
}

/// That VALUE of the field KEY is one of KNOWN.
void check_choice(const std::string& key, const std::string& value, const std::vector<std::string>& known) {
  if (std::find(known.begin(), known.end(), value) != known.end()) return;
  std::string all;
  for (const std::string& one : known) all += (all.empty() ? "" : ", ") + one;
  throw Error(key, "there is no choice '" + printable(value) + "'", "Choose one of " + all + ".");
}

}  // namespace

const std::vector<std::string>& opacity_names() {
  static const std::vector<std::string> names = {"colours", "relevance", "constant"};
  return names;
}

ColourMap drawn_colours(const Appearance& appearance) {
  const ColourMap& map = colour_map(appearance.colour_map);
  return appearance.opacity_by == "relevance" ? map.rising() : appearance.opacity_by == "constant" ? map.opaque() : map;
}

const std::vector<std::string>& scale_names() {
  static const std::vector<std::string> names = {"paper", "0-max", "min-max", "share", "signed"};
  return names;
}

Scaling picture_scaling(const Appearance& appearance, const ModelKind& kind) {
  return scaling_called(appearance.picture_scale, kind.sees_regions() ? Scaling::zero_to_max : Scaling::min_to_max);
}

Scaling word_scaling(const Appearance& appearance, const ModelKind& kind) {
  return scaling_called(appearance.word_scale,
                        kind.reads_several_texts() ? Scaling::share_of_sum : Scaling::min_to_max);
}

ScaleEnds parse_ends(const std::string& text) {
  const std::size_t colon = text.find(':');
  ScaleEnds ends;
  const bool numbers = colon != std::string::npos && read_number(text.substr(0, colon), ends.low) &&
                       read_number(text.substr(colon + 1), ends.high) && ends.low < ends.high;
  if (numbers) return ends;
  throw Error("scale", "'" + printable(text) + "' are no two ends", "Give LOW:HIGH, as 0:0.02.");
}

std::string spelled(const ScaleEnds& ends) {
  char text[64];
  std::snprintf(text, sizeof text, "%.6g:%.6g", static_cast<double>(ends.low), static_cast<double>(ends.high));
  return text;
}

std::optional<ScaleEnds> ends_between(double low, double high) {
  const ScaleEnds ends{static_cast<float>(low), static_cast<float>(high)};
  try {
    return parse_ends(spelled(ends));
  } catch (const Error&) {
    return std::nullopt;
  }
}

Scale drawn_scale(Scale scale, const Appearance& appearance) {
  if (const auto& ends = appearance.scale_ends) {
    const float magnitude = std::max(std::abs(ends->low), std::abs(ends->high));
    const bool both_sides = scale.scaling == Scaling::symmetric;
    scale.low = both_sides ? -magnitude : ends->low;
    scale.high = both_sides ? magnitude : ends->high;
  }
  return bent_scale(scale, appearance);
}

Scale bent_scale(Scale scale, const Appearance& appearance) {
  scale.gamma = static_cast<float>(appearance.gamma);
  return scale;
}

Threshold threshold_of(const Appearance& appearance) {
  if (appearance.threshold <= 0) return {};
  if (!appearance.top) return {Threshold::Kind::share, appearance.threshold};
  // 100 · (1 − 0.9) is a little less than 10, which could round to one patch less.
  constexpr double digits = 1e9;
  return {Threshold::Kind::top, std::round(digits * 100 * (1 - appearance.threshold)) / digits};
}

Interpolation interpolation_of(const Appearance& appearance) {
  return appearance.smooth ? Interpolation::smooth : Interpolation::exact;
}

double contour_of(const Appearance& appearance) { return appearance.contours ? appearance.contour_level : 0; }

const std::vector<AppearanceField>& appearance_fields() {
  using A = Appearance;
  static const std::vector<AppearanceField> fields = {
      {"heat", &A::heat, flag("--no-heat", "No heat", &A::heat, false)},
      {"opacity", &A::opacity, opacity_option()},
      {"opacity_by", &A::opacity_by,
       choice_option("--opacity-by",
                     "Where heat lets the picture through: as the colours do by themselves, where there is little "
                     "relevance, or constant: alike everywhere",
                     &A::opacity_by, opacity_names())},
      {"colour_map", &A::colour_map, colours_option()},
      {"threshold", &A::threshold, threshold_option(false)},
      {"top", &A::top, threshold_option(true)},
      {"smooth", &A::smooth, flag("--exact", "Every patch one flat colour", &A::smooth, false)},
      {"contours", &A::contours, contour_option()},
      {"grid", &A::grid, flag("--grid", "Lines between the patches", &A::grid, true)},
      {"boxes", &A::boxes, flag("--no-boxes", "No boxes", &A::boxes, false)},
      {"masks", &A::masks, masks_option()},
      {"all_queries", &A::all_queries,
       flag("--all-masks", "Draw the masks of all these queries (without --queries, of all listed objects)",
            &A::all_queries, true)},
      {"shared_scale", &A::shared_scale,
       flag("--shared-scale", "One colour scale for all panels", &A::shared_scale, true)},
      {"picture_scale", &A::picture_scale,
       choice_option("--scale",
                     "Of the picture's heat: paper (as the model's paper draws), 0-max, min-max, share of the sum, or "
                     "signed: zero in the middle, for --colours difference",
                     &A::picture_scale, scale_names())},
      {"word_scale", &A::word_scale,
       choice_option("--word-scale", "Of the words: the same choice", &A::word_scale, scale_names())},
      {"scale_ends", &A::scale_ends, ends_option()},
      {"gamma", &A::gamma, gamma_option(), least_gamma, most_gamma},
  };
  return fields;
}

nlohmann::json to_json(const Appearance& appearance) {
  nlohmann::json json = nlohmann::json::object();
  for (const AppearanceField& field : appearance_fields()) {
    std::visit([&](auto member) { json[field.key] = json_of(appearance.*member); }, field.member);
  }
  return json;
}

Appearance appearance_from_json(const nlohmann::json& json) {
  Appearance appearance;
  if (!json.is_object()) json.at("heat");  // throws
  for (const AppearanceField& field : appearance_fields()) {
    if (!json.contains(field.key)) continue;
    std::visit([&](auto member) { read_field(json[field.key], appearance.*member); }, field.member);
    if (const auto* number = std::get_if<double Appearance::*>(&field.member)) {
      appearance.** number = std::clamp(appearance.**number, field.least, field.most);
    }
  }
  colour_map(appearance.colour_map);  // throws with the known names
  check_choice("picture_scale", appearance.picture_scale, scale_names());
  check_choice("word_scale", appearance.word_scale, scale_names());
  check_choice("opacity_by", appearance.opacity_by, opacity_names());
  return appearance;
}

}  // namespace rex
