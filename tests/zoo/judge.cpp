#include "tests/zoo/judge.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <stdexcept>

#include "app/zoo/paint/emoji.h"
#include "app/zoo/scene/classes.h"

namespace rex::test {
namespace {

using zoo::object_classes;

const std::vector<std::string> colour_names = {"red", "orange", "yellow", "green", "blue", "purple"};

bool is_colour(const std::string& word) {
  return std::find(colour_names.begin(), colour_names.end(), word) != colour_names.end();
}

/// "red balloons" → the red balloons' indices; "objects" → all.
std::vector<size_t> meant(std::vector<std::string> words, const std::vector<Thing>& things) {
  std::string colour;
  if (!words.empty() && is_colour(words.front())) {
    colour = words.front();
    words.erase(words.begin());
  }
  if (words.size() != 1) throw std::runtime_error("not one noun");
  std::string name;
  for (const auto& kind : object_classes())
    if (words[0] == kind.name || words[0] == kind.plural) name = kind.name;
  if (name.empty() && words[0] != "objects") throw std::runtime_error("unknown noun " + words[0]);
  std::vector<size_t> found;
  for (size_t i = 0; i < things.size(); ++i)
    if ((name.empty() || things[i].name == name) && (colour.empty() || things[i].colour == colour)) found.push_back(i);
  return found;
}

bool lies(const Thing& a, const std::string& direction, const Thing& b) {
  const double right = a.box.x + a.box.width / 2.0 - b.box.x - b.box.width / 2.0;
  const double down = a.box.y + a.box.height / 2.0 - b.box.y - b.box.height / 2.0;
  if (direction == "left") return right < 0;
  if (direction == "right") return right > 0;
  if (direction == "above" || direction == "over") return down < 0;
  if (direction == "below" || direction == "under") return down > 0;
  throw std::runtime_error("unknown direction " + direction);
}

bool is_direction(const std::string& word) {
  static const std::vector<std::string> all = {"left", "right", "above", "over", "below", "under"};
  return std::find(all.begin(), all.end(), word) != all.end();
}

/// The words between FIRST (excluded) and the end or "in the picture".
std::vector<std::string> tail(const std::vector<std::string>& words, size_t first) {
  size_t last = words.size();
  if (last >= 3 && words[last - 1] == "picture") last -= 3;
  return {words.begin() + static_cast<ptrdiff_t>(first), words.begin() + static_cast<ptrdiff_t>(last)};
}

std::string relation_answer(const std::vector<std::string>& words, const std::vector<Thing>& things) {
  const auto direction = std::find_if(words.begin(), words.end(), is_direction);
  const auto article = std::find(direction, words.end(), "the");
  const std::vector<size_t> references = meant({article + 1, words.end()}, things);
  if (references.size() != 1) return "no single reference";
  std::string answer;
  for (size_t i = 0; i < things.size(); ++i) {
    if (i == references[0] || !lies(things[i], *direction, things[references[0]])) continue;
    if (!answer.empty()) return "two candidates";
    answer = things[i].name;
  }
  return answer.empty() ? "no candidate" : answer;
}

bool list_holds(const std::vector<std::string>& words, const std::vector<Thing>& things) {
  static const std::map<std::string, size_t> numbers = {
      {"a", 1}, {"an", 1}, {"two", 2}, {"three", 3}, {"four", 4}, {"five", 5}, {"six", 6}, {"seven", 7}, {"eight", 8}};
  for (size_t at = 0; at < words.size();) {
    if (words[at] == "and") ++at;
    const size_t number = numbers.at(words.at(at));
    size_t end = at + 1;
    while (end < words.size() && words[end] != "and" && numbers.count(words[end]) == 0) ++end;
    const size_t there =
        meant({words.begin() + static_cast<ptrdiff_t>(at) + 1, words.begin() + static_cast<ptrdiff_t>(end)}, things)
            .size();
    if (number == 1 ? there == 0 : there != number) return false;
    at = end;
  }
  return true;
}

}  // namespace

std::vector<std::string> words_of(const std::string& text) {
  std::vector<std::string> words(1);
  for (const char c : text) {
    if (std::isalnum(static_cast<unsigned char>(c))) {
      words.back() += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    } else if (!words.back().empty()) {
      words.emplace_back();
    }
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

std::vector<Thing> things_of(const zoo::Scene& scene) {
  std::vector<Thing> things;
  for (const zoo::SceneObject& object : scene.objects)
    things.push_back({object_classes()[static_cast<size_t>(object.object_class)].name,
                      object.colour < 0 ? "" : colour_names[static_cast<size_t>(object.colour)], object.box});
  return things;
}

std::string judged_answer(const std::string& question, const std::vector<Thing>& things) {
  const std::vector<std::string> words = words_of(question);
  if (words[0] == "how") {
    auto end = std::find_if(words.begin(), words.end(), [](const std::string& w) { return w == "are" || w == "can"; });
    return std::to_string(meant({words.begin() + 2, end}, things).size());
  }
  if (words[0] == "is" || words[0] == "can") {
    const size_t article = words[0] == "is" ? 2 : 3;
    return meant(tail(words, article + 1), things).empty() ? "no" : "yes";
  }
  if (words[1] == "colour" || words[1] == "color") {
    const std::vector<size_t> found = meant(tail(words, 4), things);
    return found.size() == 1 ? things[found[0]].colour : "no single thing";
  }
  return relation_answer(words, things);
}

bool judged_true(const std::string& caption, const std::vector<Thing>& things) {
  const std::vector<std::string> words = words_of(caption);
  const auto direction = std::find_if(words.begin(), words.end(), is_direction);
  if (direction == words.end()) return list_holds(words, things);
  const bool sideways = *direction == "left" || *direction == "right";  // "to the left of"
  const auto first_end = sideways ? direction - 2 : direction, second = sideways ? direction + 2 : direction + 1;
  for (const size_t a : meant({words.begin() + 1, first_end}, things))
    for (const size_t b : meant({second + 1, words.end()}, things))
      if (a != b && lies(things[a], *direction, things[b])) return true;
  return false;
}

zoo::Scene random_truth(zoo::Random& random) {
  zoo::Scene scene;
  scene.size = {224, 168};
  const int count = random.between(1, 6);
  for (int i = 0; i < count; ++i) {
    zoo::SceneObject object;
    // Few classes, so that several of one are frequent.
    static const std::vector<std::string> names = {"cat", "dog", "fish", "apple", "balloon", "book", "heart"};
    object.object_class = zoo::class_index(random.pick(names));
    if (object_classes()[static_cast<size_t>(object.object_class)].recoloured) object.colour = random.below(6);
    const int width = random.between(20, 70), height = random.between(20, 70);
    const int x = random.between(0, scene.size.width - width), y = random.between(0, scene.size.height - height);
    object.box = object.extent = {x, y, width, height};
    object.full = object.visible = cv::Mat(height, width, CV_8U, cv::Scalar(255));
    scene.objects.push_back(object);
  }
  return scene;
}

std::shared_ptr<const zoo::SpriteSet> installed_sprites() {
  static const std::shared_ptr<const zoo::SpriteSet> sprites =
      std::filesystem::exists(zoo::default_emoji_font())
          ? std::make_shared<const zoo::SpriteSet>(zoo::default_emoji_font())
          : nullptr;
  return sprites;
}

}  // namespace rex::test
