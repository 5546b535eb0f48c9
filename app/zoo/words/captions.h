#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/zoo/scene/relations.h"

namespace rex::zoo {

/// What a caption says: either how two things stand to each other, or which things there are and how many.
struct Claim {
  struct Part {
    Noun noun;
    int count = 1;
    bool operator==(const Part&) const = default;
  };
  std::vector<Part> parts;           // with a relation: two, one thing each
  std::optional<Relation> relation;  // of the first to the second

  /// "a cat to the left of a red balloon"; "two dogs, a cake and an apple".
  std::string text() const;
  bool operator==(const Claim&) const = default;
};

/// Whether everybody would agree that the claim is true of the scene.
bool certainly_true(const Claim& claim, const Scene& scene);
/// Whether somebody might hold that it is true; only what is not makes a wrong caption.
bool possibly_true(const Claim& claim, const Scene& scene);

/// How often a scene with a clear relation is captioned by it rather than by a list.
constexpr double usual_relations = 0.5;

/// A true caption of the scene: a relation with that probability where there is a clear one, else a list.
Claim true_caption(const Scene& scene, Random& random, double share = usual_relations);

struct WrongCaption {
  Claim claim;
  std::string change;  // "relation", "swap", "object", "colour", "count"
};

/// Up to COUNT different false captions that differ from TRUTH in one thing each.
std::vector<WrongCaption> wrong_captions(const Scene& scene, const Claim& truth, Random& random, int count);

/// Every word that a caption can hold, lower case, sorted.
std::vector<std::string> caption_words();

}  // namespace rex::zoo
