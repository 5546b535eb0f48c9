#include "app/zoo/words/captions.h"

#include <algorithm>

#include "app/zoo/scene/classes.h"
#include "app/zoo/words/words.h"

namespace rex::zoo {
namespace {

constexpr int most_parts = 3;

const std::vector<std::string>& number_words() {
  static const std::vector<std::string> words = {"no", "one", "two", "three", "four", "five", "six", "seven", "eight"};
  return words;
}

std::string between(Relation relation) {
  switch (relation) {
    case Relation::left_of:
      return " to the left of ";
    case Relation::right_of:
      return " to the right of ";
    case Relation::above:
      return " above ";
    case Relation::below:
      break;
  }
  return " below ";
}

std::string text_of(const Claim::Part& part) {
  if (part.count == 1) return part.noun.with_article();
  return number_words().at(static_cast<size_t>(part.count)) + " " + part.noun.plural();
}

/// The noun for an object in a caption: a colour is mentioned wherever there is one.
Noun noun_of(const SceneObject& object) { return {object.object_class, object.colour}; }

Claim list_caption(const Scene& scene, Random& random) {
  Claim claim;
  std::vector<Noun> nouns;
  for (const SceneObject& object : scene.objects)
    if (std::find(nouns.begin(), nouns.end(), noun_of(object)) == nouns.end()) nouns.push_back(noun_of(object));
  random.shuffle(nouns);
  if (nouns.size() > most_parts) nouns.resize(most_parts);
  for (const Noun& noun : nouns) claim.parts.push_back({noun, static_cast<int>(named(scene, noun).size())});
  return claim;
}

/// CLAIM with one thing changed at random, and what.
WrongCaption changed(const Claim& claim, const Scene& scene, Random& random) {
  WrongCaption wrong{claim, ""};
  Claim::Part& part = wrong.claim.parts[static_cast<size_t>(random.below(static_cast<int>(claim.parts.size())))];
  const int what = random.below(4);
  if (what == 0 && claim.relation) {
    wrong.claim.relation = random.chance(0.6) ? opposite(*claim.relation) : random.pick(all_relations());
    wrong.change = "relation";
  } else if (what == 1 && claim.relation) {
    std::swap(wrong.claim.parts[0], wrong.claim.parts[1]);
    wrong.change = "swap";
  } else if (what <= 1) {
    part.count = random.between(1, 4);
    wrong.change = "count";
  } else if (what == 2 && part.noun.colour != no_colour) {
    part.noun.colour = random.below(static_cast<int>(colours().size()));
    wrong.change = "colour";
  } else {
    // Half of the wrong objects are in the picture too, in another place or number.
    part.noun = random.chance(0.5) ? noun_of(random.pick(scene.objects)) : random_noun(random);
    wrong.change = "object";
  }
  return wrong;
}

bool mentions_twice(const Claim& claim) {
  for (size_t i = 0; i < claim.parts.size(); ++i)
    for (size_t j = 0; j < i; ++j)
      if (claim.parts[i].noun == claim.parts[j].noun) return true;
  return false;
}

template <typename Stands>
bool some_pair(const Claim& claim, const Scene& scene, const Stands& stands) {
  for (const int a : named(scene, claim.parts.at(0).noun))
    for (const int b : named(scene, claim.parts.at(1).noun))
      if (a != b && stands(scene, a, *claim.relation, b)) return true;
  return false;
}

/// "a cat" leaves open whether there are more; "two cats" means two.
bool numbers_fit(const Claim& claim, const Scene& scene) {
  return std::all_of(claim.parts.begin(), claim.parts.end(), [&](const Claim::Part& part) {
    const int there = static_cast<int>(named(scene, part.noun).size());
    return part.count == 1 ? there >= 1 : there == part.count;
  });
}

}  // namespace

std::string Claim::text() const {
  if (relation) return text_of(parts.at(0)) + between(*relation) + text_of(parts.at(1));
  std::string result;
  for (size_t i = 0; i < parts.size(); ++i)
    result += (i == 0 ? "" : i + 1 == parts.size() ? " and " : ", ") + text_of(parts[i]);
  return result;
}

bool certainly_true(const Claim& claim, const Scene& scene) {
  return numbers_fit(claim, scene) && (!claim.relation || some_pair(claim, scene, clearly));
}

bool possibly_true(const Claim& claim, const Scene& scene) {
  return numbers_fit(claim, scene) && (!claim.relation || some_pair(claim, scene, possibly));
}

Claim true_caption(const Scene& scene, Random& random, double share) {
  std::vector<Claim> relations;
  for (size_t a = 0; a < scene.objects.size(); ++a) {
    for (size_t b = 0; b < scene.objects.size(); ++b) {
      const Noun one = noun_of(scene.objects[a]), two = noun_of(scene.objects[b]);
      if (named(scene, one).size() != 1 || named(scene, two).size() != 1) continue;
      for (const Relation relation : all_relations())
        if (a != b && clearly(scene, static_cast<int>(a), relation, static_cast<int>(b)))
          relations.push_back({{{one, 1}, {two, 1}}, relation});
    }
  }
  if (!relations.empty() && random.chance(share)) return random.pick(relations);
  return list_caption(scene, random);
}

std::vector<WrongCaption> wrong_captions(const Scene& scene, const Claim& truth, Random& random, int count) {
  std::vector<WrongCaption> wrong;
  if (truth.parts.empty()) return wrong;
  for (int attempt = 0; attempt < 40 * count && static_cast<int>(wrong.size()) < count; ++attempt) {
    WrongCaption candidate = changed(truth, scene, random);
    const bool known = std::any_of(wrong.begin(), wrong.end(),
                                   [&](const WrongCaption& other) { return other.claim == candidate.claim; });
    if (!known && !mentions_twice(candidate.claim) && !possibly_true(candidate.claim, scene))
      wrong.push_back(std::move(candidate));
  }
  return wrong;
}

std::vector<std::string> caption_words() {
  std::set<std::string> words = object_words();
  for (const std::string& word : number_words()) add_words(word, words);
  for (const Relation relation : all_relations()) add_words(between(relation), words);
  words.insert("and");
  return {words.begin(), words.end()};
}

}  // namespace rex::zoo
