// How a finished explanation is drawn: declared once, for sessions, command lines, the window's strip and figures.
#pragma once

#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/models/description.h"
#include "core/render/colour_map.h"
#include "core/render/heat_map.h"
#include "core/render/otsu.h"

namespace rex {

/// The values at both ends of a scale, the larger one last.
struct ScaleEnds {
  float low = 0;
  float high = 1;

  bool operator==(const ScaleEnds&) const = default;
};

/// Everything that people choose of a drawing. None of it needs the model again.
struct Appearance {
  bool heat = true;
  double opacity = 0.8;                ///< 0…1 of the heat where it is strongest, times what opacity_by says
  std::string opacity_by = "colours";  ///< one of opacity_names()
  std::string colour_map = "heat";
  double threshold = 0;  ///< 0…1: the share of the scale below which nothing is drawn, or of the patches left out
  bool top = false;      ///< true: only the strongest (1 − threshold) of the patches or regions are drawn
  bool smooth = true;    ///< bilinear between patches; false: each patch one flat colour
  bool contours = false;
  bool grid = false;          ///< lines between the patches
  bool boxes = true;          ///< of object queries, and of the most relevant regions
  bool masks = true;          ///< DETR: the outline of a query's Otsu mask
  bool all_queries = false;   ///< DETR: masks of all confident detections at once
  bool shared_scale = false;  ///< one scale for all panels that are compared
  /// Where the colour map begins and ends, over the picture and in the words: one of scale_names(). "paper" is what
  /// the papers show of the model's kind.
  std::string picture_scale = "paper";
  std::string word_scale = "paper";
  std::optional<ScaleEnds> scale_ends = {};  ///< of the heat, for every map and picture alike; unset: each its own
  double gamma = 1;  ///< 0.25…4: exponent of the shares of both scales; below 1 what is weak is drawn stronger

  // What only command lines and figures choose; no session holds it.
  double contour_level = 0.5;  ///< share of the scale at which the contours run
  MaskStyle mask_style = MaskStyle::reference;
  double saturation = 1;  ///< of the picture under the heat: 0 is grey, so that only heat has colour

  bool operator==(const Appearance&) const = default;
};

/// Which values APPEARANCE leaves out of a drawing.
Threshold threshold_of(const Appearance& appearance);

/// Where heat lets the picture through: "colours" (as the colour map has it: "heat" and "difference" where little
/// matters, the others nowhere), "relevance" (where little matters, whatever the map), "constant" (alike everywhere).
const std::vector<std::string>& opacity_names();

/// The colour map of APPEARANCE over a picture, with the opacities that opacity_by says.
ColourMap drawn_colours(const Appearance& appearance);

/// "paper", "0-max", "min-max", "share" (of the sum) and "signed" (zero in the middle).
const std::vector<std::string>& scale_names();

/// The scale of the heat over the picture of a model of KIND. The papers' code scales patches from their minimum to
/// their maximum and lays regions' values over a ground of zeros.
Scaling picture_scaling(const Appearance& appearance, const ModelKind& kind);

/// The scale of words. The papers' code scales words from minimum to maximum, and those of captions, which are read by
/// themselves, by their sum.
Scaling word_scaling(const Appearance& appearance, const ModelKind& kind);

/// The ends that TEXT spells as "LOW:HIGH". Throws Error where they are no two numbers, the larger one last.
ScaleEnds parse_ends(const std::string& text);

/// The opposite, to six digits.
std::string spelled(const ScaleEnds& ends);

/// LOW and HIGH to the six digits that are spelled; nothing where HIGH is not the larger one.
std::optional<ScaleEnds> ends_between(double low, double high);

/// SCALE of a map as APPEARANCE draws it: with the ends and the gamma that are set.
Scale drawn_scale(Scale scale, const Appearance& appearance);

/// SCALE with its own ends and the gamma that is set.
Scale bent_scale(Scale scale, const Appearance& appearance);

Interpolation interpolation_of(const Appearance& appearance);

/// The share of the scale at which a contour is drawn; 0: none.
double contour_of(const Appearance& appearance);

/// What stands after an option of `rex`: nothing, a number or a word.
using OptionValue = std::variant<std::monostate, double, std::string>;

/// How `rex` spells one field of an appearance.
struct AppearanceOption {
  std::string name = {};  ///< "--opacity"
  std::string help = {};
  double most = 0;                      ///< it takes a number from LEAST to this one; 0: it takes none
  std::vector<std::string> words = {};  ///< it takes one of these; empty: it takes none
  double least = 0;
  bool text = false;          ///< it takes a word of its own kind, which read() judges
  std::string excludes = {};  ///< the option that cannot stand beside it; empty: none
  /// The value with which the option says what an appearance has; unset where the option is left out.
  std::function<std::optional<OptionValue>(const Appearance&)> spell = {};
  /// What an appearance has with a VALUE of the option, which must be in the range or one of the words.
  std::function<void(Appearance&, const OptionValue& value)> read = {};
};

/// One field: what sessions, `rex`, the window's strip and the copied command need of it. A further field is a member
/// of Appearance and a row of appearance_fields().
struct AppearanceField {
  using Member = std::variant<bool Appearance::*, double Appearance::*, std::string Appearance::*,
                              std::optional<ScaleEnds> Appearance::*>;

  std::string key;  ///< in session files
  Member member;
  AppearanceOption option;
  double least = 0, most = 1;  ///< of a number

  /// Whether it is a number of another kind than a share, 0…1.
  bool is_share() const { return least == 0 && most == 1; }
};

/// Every field that people choose in the window, in the order in which its strip shows them.
const std::vector<AppearanceField>& appearance_fields();

/// All fields by their keys.
nlohmann::json to_json(const Appearance& appearance);

/// The reverse. Fields that are missing have their defaults, numbers outside their range its nearer end. Throws Error
/// for an unknown colour map, and nlohmann::json::exception for a field of another type.
Appearance appearance_from_json(const nlohmann::json& json);

}  // namespace rex
