#include "app/zoo/scene/relations.h"

#include <algorithm>
#include <cmath>

#include "app/zoo/scene/classes.h"

namespace rex::zoo {
namespace {

constexpr double margin = 0.12;   // of the picture's side, between centres, for a clear relation
constexpr double overlap = 0.35;  // most that clear boxes may overlap in the direction, of the smaller one's side
constexpr double doubt = 0.03;    // of the picture's side: so near to equal that either may be said

/// How far A's centre lies from B's in the direction (fraction of the picture's side), across it, and how much their
/// boxes overlap in it (fraction of the smaller one's side).
struct Distance {
  double along, across, overlap;
};

Distance distance(const Scene& scene, int a, Relation relation, int b) {
  const cv::Rect& one = scene.objects.at(static_cast<size_t>(a)).box;
  const cv::Rect& two = scene.objects.at(static_cast<size_t>(b)).box;
  const double right = (one.x + one.width / 2.0 - two.x - two.width / 2.0) / scene.size.width;
  const double down = (one.y + one.height / 2.0 - two.y - two.height / 2.0) / scene.size.height;
  const double common_x = std::min(one.br().x, two.br().x) - std::max(one.x, two.x);
  const double common_y = std::min(one.br().y, two.br().y) - std::max(one.y, two.y);
  const double share_x = common_x / std::max(1, std::min(one.width, two.width));
  const double share_y = common_y / std::max(1, std::min(one.height, two.height));
  switch (relation) {
    case Relation::left_of:
      return {-right, std::abs(down), share_x};
    case Relation::right_of:
      return {right, std::abs(down), share_x};
    case Relation::above:
      return {-down, std::abs(right), share_y};
    case Relation::below:
      break;
  }
  return {down, std::abs(right), share_y};
}

const ObjectClass& class_of(const Noun& noun) { return object_classes().at(static_cast<size_t>(noun.object_class)); }

std::string colour_before(const Noun& noun) {
  return noun.colour == no_colour ? "" : colours().at(static_cast<size_t>(noun.colour)).name + " ";
}

}  // namespace

const std::vector<Relation>& all_relations() {
  static const std::vector<Relation> all = {Relation::left_of, Relation::right_of, Relation::above, Relation::below};
  return all;
}

Relation opposite(Relation relation) {
  switch (relation) {
    case Relation::left_of:
      return Relation::right_of;
    case Relation::right_of:
      return Relation::left_of;
    case Relation::above:
      return Relation::below;
    case Relation::below:
      break;
  }
  return Relation::above;
}

bool clearly(const Scene& scene, int a, Relation relation, int b) {
  const Distance d = distance(scene, a, relation, b);
  return d.along >= margin && d.along >= d.across && d.overlap <= overlap;
}

bool possibly(const Scene& scene, int a, Relation relation, int b) {
  return distance(scene, a, relation, b).along > -doubt;
}

std::string Noun::singular() const { return colour_before(*this) + class_of(*this).name; }
std::string Noun::plural() const { return colour_before(*this) + class_of(*this).plural; }

std::string Noun::with_article() const {
  if (colour == no_colour) return class_of(*this).article + " " + singular();
  return (colour_before(*this).front() == 'o' ? "an " : "a ") + singular();  // of the colours only orange has a vowel
}

std::vector<int> named(const Scene& scene, const Noun& noun) {
  std::vector<int> indices;
  for (size_t i = 0; i < scene.objects.size(); ++i)
    if (noun.names(scene.objects[i])) indices.push_back(static_cast<int>(i));
  return indices;
}

Noun random_noun(Random& random, double recoloured) {
  const bool wanted = random.chance(recoloured);
  for (;;) {
    const int index = random.below(static_cast<int>(object_classes().size()));
    if (object_classes()[static_cast<size_t>(index)].recoloured != wanted) continue;
    return {index, wanted ? random.below(static_cast<int>(colours().size())) : no_colour};
  }
}

}  // namespace rex::zoo
