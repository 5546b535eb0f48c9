// What a method is compared with on every sample: raw attention, and random maps of several seeds.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/explain/explanation.h"
#include "core/explain/inquiry.h"
#include "core/explain/method.h"
#include "core/render/heat_map.h"

namespace rex::evaluate {

/// A method with the layers that count.
struct MethodChoice {
  std::string name;
  std::string key;  ///< as it was written: "generic", "transformer_attribution@1:"
  LayerRange layers;

  bool operator==(const MethodChoice&) const = default;
};

/// Reads "generic" or "generic@FIRST:LAST". Throws Error where there is no such method, or no such layers.
MethodChoice parse_method_choice(const std::string& text);

/// METHODS with raw_attention at their end unless it is among them, without those that do not fit MODEL. Throws Error
/// where none is left, or one that was asked by name does not fit (REFUSE).
std::vector<MethodChoice> methods_beside(std::vector<MethodChoice> methods, const ModelDescription& model);

inline constexpr const char* random_method = "random";

/// One method's relevancies of one answer.
struct SampleMap {
  std::string method;                        ///< a MethodChoice's key; "random/1", "random/2", …
  std::optional<std::vector<double>> image;  ///< by patches, regions or pixels
  std::optional<std::vector<double>> text;   ///< by tokens
};

/// Explains TARGET of the last answer of INQUIRY by METHODS and beside them by RANDOM_MAPS random maps under SEED, each
/// as fine as the model's own parts. FIRST becomes the first method's explanation. Throws Error where a relevance is
/// not finite.
std::vector<SampleMap> sample_maps(Inquiry& inquiry, const Target& target, const std::vector<MethodChoice>& methods,
                                   int random_maps, std::uint32_t seed, Explanation& first);

/// VALUES (a SampleMap's image) of EXPLANATION's input on the model's pixels [height, width]. Throws Error for regions.
std::vector<float> on_model_pixels(const Answered& answered, const Explanation& explanation,
                                   const std::vector<double>& values);

/// The same on the picture's own pixels, as figures are drawn; 0 where nothing is told.
FloatMap on_picture(const Answered& answered, const Explanation& explanation, const std::vector<double>& values);

}  // namespace rex::evaluate
