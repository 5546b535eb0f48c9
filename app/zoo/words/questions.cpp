#include "app/zoo/words/questions.h"

#include <algorithm>
#include <map>

#include "app/zoo/scene/classes.h"
#include "app/zoo/words/words.h"

namespace rex::zoo {
namespace {

constexpr int highest_count = 6;

using Templates = std::vector<std::string>;

const std::map<Relation, Templates>& relation_templates() {
  static const std::map<Relation, Templates> all = {
      {Relation::left_of,
       {"What is left of the {}?", "What is to the left of the {}?", "Which object is left of the {}?"}},
      {Relation::right_of,
       {"What is right of the {}?", "What is to the right of the {}?", "Which object is right of the {}?"}},
      {Relation::above, {"What is above the {}?", "What is over the {}?", "Which object is above the {}?"}},
      {Relation::below, {"What is below the {}?", "What is under the {}?", "Which object is below the {}?"}}};
  return all;
}
const Templates& existence_templates() {
  static const Templates all = {"Is there {}?", "Is there {} in the picture?", "Can you see {}?"};
  return all;
}
const Templates& count_templates() {
  static const Templates all = {"How many {} are there?", "How many {} can you see?",
                                "How many {} are in the picture?"};
  return all;
}
const Templates& colour_templates() {
  static const Templates all = {"What colour is the {}?", "What color is the {}?"};
  return all;
}

/// The shortest name that fits OBJECT alone: its class, or its class with its colour.
std::optional<Noun> unique_name(const Scene& scene, const SceneObject& object, Random& random) {
  const Noun plain{object.object_class, no_colour}, coloured{object.object_class, object.colour};
  const bool prefer_colour = object.colour != no_colour && random.chance(0.4);
  if (named(scene, plain).size() == 1 && !prefer_colour) return plain;
  if (named(scene, coloured).size() == 1) return coloured;
  return std::nullopt;
}

std::optional<Question> ask_relation(const Scene& scene, Random& random) {
  std::vector<Question> possible;
  const int count = static_cast<int>(scene.objects.size());
  for (int reference = 0; reference < count; ++reference) {
    const std::optional<Noun> noun = unique_name(scene, scene.objects[static_cast<size_t>(reference)], random);
    if (!noun) continue;
    for (const Relation relation : all_relations()) {
      int answer = -1, candidates = 0;  // exactly one object may be meant, and that one clearly
      for (int other = 0; other < count; ++other) {
        if (other == reference || !possibly(scene, other, relation, reference)) continue;
        ++candidates;
        if (clearly(scene, other, relation, reference)) answer = other;
      }
      if (candidates != 1 || answer < 0) continue;
      const std::string& name =
          object_classes()[static_cast<size_t>(scene.objects[static_cast<size_t>(answer)].object_class)].name;
      const std::string text = filled(random.pick(relation_templates().at(relation)), noun->singular());
      possible.push_back({QuestionKind::relation, text, name, {answer, reference}});
    }
  }
  if (possible.empty()) return std::nullopt;
  return random.pick(possible);
}

std::optional<Question> ask_existence(const Scene& scene, Random& random) {
  if (scene.objects.empty()) return std::nullopt;
  const bool yes = random.chance(0.5), about_colour = random.chance(0.5);
  Noun noun;
  if (yes) {
    const SceneObject& object = random.pick(scene.objects);
    noun = {object.object_class, about_colour ? object.colour : no_colour};
  } else {
    // The harder half of the noes: something of that class is there, in another colour.
    std::vector<Noun> other_colour;
    for (const SceneObject& object : scene.objects)
      if (object.colour != no_colour)
        for (int colour = 0; colour < static_cast<int>(colours().size()); ++colour)
          if (named(scene, {object.object_class, colour}).empty())
            other_colour.push_back({object.object_class, colour});
    if (!other_colour.empty() && random.chance(0.25)) {
      noun = random.pick(other_colour);
    } else {
      do {
        noun = random_noun(random);
        if (!about_colour) noun.colour = no_colour;
      } while (!named(scene, noun).empty());
    }
  }
  return Question{QuestionKind::existence, filled(random.pick(existence_templates()), noun.with_article()),
                  yes ? "yes" : "no", named(scene, noun)};
}

std::optional<Question> ask_count(const Scene& scene, Random& random) {
  const int total = static_cast<int>(scene.objects.size());
  if (total > highest_count) return std::nullopt;
  const std::string& text = random.pick(count_templates());
  if (random.chance(0.3)) {
    std::vector<int> all;
    for (int i = 0; i < total; ++i) all.push_back(i);
    return Question{QuestionKind::count, filled(text, "objects"), std::to_string(total), all};
  }
  std::vector<Noun> one, several;
  for (const SceneObject& object : scene.objects) {
    const Noun noun{object.object_class, no_colour};
    (named(scene, noun).size() > 1 ? several : one).push_back(noun);
  }
  Noun noun;
  if (!several.empty() && (one.empty() || random.chance(0.8))) {
    noun = random.pick(several);
  } else if (!one.empty() && random.chance(0.6)) {
    noun = random.pick(one);
  } else {
    do noun = {random_noun(random).object_class, no_colour};
    while (!named(scene, noun).empty());
  }
  const std::vector<int> evidence = named(scene, noun);
  return Question{QuestionKind::count, filled(text, noun.plural()), std::to_string(evidence.size()), evidence};
}

std::optional<Question> ask_colour(const Scene& scene, Random& random) {
  std::vector<int> possible;
  for (size_t i = 0; i < scene.objects.size(); ++i)
    if (scene.objects[i].colour != no_colour && named(scene, {scene.objects[i].object_class, no_colour}).size() == 1)
      possible.push_back(static_cast<int>(i));
  if (possible.empty()) return std::nullopt;
  const int index = random.pick(possible);
  const SceneObject& object = scene.objects[static_cast<size_t>(index)];
  return Question{QuestionKind::colour,
                  filled(random.pick(colour_templates()), Noun{object.object_class, no_colour}.singular()),
                  colours()[static_cast<size_t>(object.colour)].name,
                  {index}};
}

}  // namespace

const std::vector<QuestionKind>& all_question_kinds() {
  static const std::vector<QuestionKind> all = {QuestionKind::relation, QuestionKind::existence, QuestionKind::count,
                                                QuestionKind::colour};
  return all;
}

std::string name(QuestionKind kind) {
  switch (kind) {
    case QuestionKind::relation:
      return "relation";
    case QuestionKind::existence:
      return "existence";
    case QuestionKind::count:
      return "count";
    case QuestionKind::colour:
      break;
  }
  return "colour";
}

std::optional<Question> ask(const Scene& scene, Random& random, QuestionKind kind) {
  switch (kind) {
    case QuestionKind::relation:
      return ask_relation(scene, random);
    case QuestionKind::existence:
      return ask_existence(scene, random);
    case QuestionKind::count:
      return ask_count(scene, random);
    case QuestionKind::colour:
      break;
  }
  return ask_colour(scene, random);
}

std::vector<Question> ask_several(const Scene& scene, Random& random, int count) {
  std::vector<Question> questions;
  for (int attempt = 0; attempt < 8 * count && static_cast<int>(questions.size()) < count; ++attempt) {
    const auto& kinds = all_question_kinds();
    const std::optional<Question> question = ask(scene, random, kinds[static_cast<size_t>(attempt) % kinds.size()]);
    // The same thing asked in other words is no new question.
    const auto same = [&](const Question& other) {
      return other.kind == question->kind && other.answer == question->answer && other.evidence == question->evidence;
    };
    if (question && std::none_of(questions.begin(), questions.end(), same)) questions.push_back(*question);
  }
  return questions;
}

const std::vector<std::string>& answers() {
  static const std::vector<std::string> all = [] {
    std::vector<std::string> list;
    for (const ObjectClass& kind : object_classes()) list.push_back(kind.name);
    for (const ObjectColour& colour : colours()) list.push_back(colour.name);
    list.insert(list.end(), {"yes", "no"});
    for (int count = 0; count <= highest_count; ++count) list.push_back(std::to_string(count));
    return list;
  }();
  return all;
}

std::vector<std::string> question_words() {
  std::set<std::string> words = object_words();
  words.insert("objects");
  for (const auto& [relation, templates] : relation_templates())
    for (const std::string& text : templates) add_words(text, words);
  for (const Templates& templates : {existence_templates(), count_templates(), colour_templates()})
    for (const std::string& text : templates) add_words(text, words);
  return {words.begin(), words.end()};
}

}  // namespace rex::zoo
