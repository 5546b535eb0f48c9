#pragma once

#include <string>
#include <vector>

#include "app/zoo/scene/scene.h"

namespace rex::zoo {

enum class Relation { left_of, right_of, above, below };

const std::vector<Relation>& all_relations();
Relation opposite(Relation relation);

/// Everybody would say so: A's box lies in that direction of B's, by a margin, more so than in the other axis.
bool clearly(const Scene& scene, int a, Relation relation, int b);
/// Somebody might say so: A's centre lies in that direction of B's, or hardly in the opposite one.
bool possibly(const Scene& scene, int a, Relation relation, int b);

/// A kind of object in words: a class, perhaps with a colour.
struct Noun {
  int object_class = 0;
  int colour = -1;  // no_colour: any

  bool names(const SceneObject& object) const {
    return object.object_class == object_class && (colour < 0 || object.colour == colour);
  }
  std::string singular() const;      // "red balloon"
  std::string plural() const;        // "red balloons"
  std::string with_article() const;  // "a red balloon", "an apple"
  bool operator==(const Noun&) const = default;
};

/// Indices of the objects that NOUN names.
std::vector<int> named(const Scene& scene, const Noun& noun);

/// A noun as they occur in scenes, though perhaps not in this one: its class is recoloured with that probability.
Noun random_noun(Random& random, double recoloured = 0.25);

}  // namespace rex::zoo
