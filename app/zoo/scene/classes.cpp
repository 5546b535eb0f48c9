#include "app/zoo/scene/classes.h"

#include "core/base/error.h"

namespace rex::zoo {
namespace {

template <typename Named>
int index_of(const std::vector<Named>& items, const std::string& name, const std::string& what) {
  std::string known;
  for (size_t i = 0; i < items.size(); ++i) {
    if (items[i].name == name) return static_cast<int>(i);
    known += (i ? ", " : "") + items[i].name;
  }
  throw Error(name, "is no " + what + " of the scenes", "Known are: " + known + ".");
}

}  // namespace

const std::vector<ObjectClass>& object_classes() {
  static const std::vector<ObjectClass> classes = {
      {"cat", "cats", "a", {0x1F408}, false, Habit::ground},
      {"dog", "dogs", "a", {0x1F415}, false, Habit::ground},
      {"horse", "horses", "a", {0x1F40E}, false, Habit::ground},
      {"bird", "birds", "a", {0x1F426}, false, Habit::air},
      {"fish", "fish", "a", {0x1F41F, 0x1F420}, false, Habit::ground},
      {"rabbit", "rabbits", "a", {0x1F407}, false, Habit::ground},
      {"elephant", "elephants", "an", {0x1F418}, false, Habit::ground},
      {"car", "cars", "a", {0x1F697, 0x1F699}, false, Habit::ground},
      {"bus", "buses", "a", {0x1F68C}, false, Habit::ground},
      {"bicycle", "bicycles", "a", {0x1F6B2}, false, Habit::ground},
      {"airplane", "airplanes", "an", {0x2708}, false, Habit::air},
      {"boat", "boats", "a", {0x26F5}, false, Habit::ground},
      {"train", "trains", "a", {0x1F682}, false, Habit::ground},
      {"apple", "apples", "an", {0x1F34E}, false, Habit::ground},
      {"banana", "bananas", "a", {0x1F34C}, false, Habit::ground},
      {"pizza", "pizzas", "a", {0x1F355}, false, Habit::ground},
      {"cake", "cakes", "a", {0x1F382}, false, Habit::ground},
      {"chair", "chairs", "a", {0x1FA91}, false, Habit::ground},
      {"umbrella", "umbrellas", "an", {0x2602}, false, Habit::ground},
      {"clock", "clocks", "a", {0x23F0}, false, Habit::ground},
      {"ball", "balls", "a", {0x26BD, 0x1F3C0}, false, Habit::ground},
      {"tree", "trees", "a", {0x1F333, 0x1F332}, false, Habit::ground},
      {"house", "houses", "a", {0x1F3E0}, false, Habit::ground},
      {"guitar", "guitars", "a", {0x1F3B8}, false, Habit::ground},
      {"balloon", "balloons", "a", {0x1F388}, true, Habit::air},
      {"book", "books", "a", {0x1F4D5}, true, Habit::ground},
      {"heart", "hearts", "a", {0x2764}, true, Habit::air},
  };
  return classes;
}

const std::vector<ObjectColour>& colours() {
  static const std::vector<ObjectColour> all = {
      {"red", 4, 1.0, 1.0},      {"orange", 29, 1.2, 1.04}, {"yellow", 50, 1.0, 1.05},
      {"green", 118, 0.8, 0.74}, {"blue", 210, 1.1, 0.94},  {"purple", 285, 0.86, 0.78},
  };
  return all;
}

int drawing_count(int object_class) {
  const ObjectClass& kind = object_classes().at(static_cast<size_t>(object_class));
  return static_cast<int>(kind.recoloured ? colours().size() : kind.codes.size());
}

int class_index(const std::string& name) { return index_of(object_classes(), name, "object class"); }
int colour_index(const std::string& name) { return index_of(colours(), name, "colour"); }

}  // namespace rex::zoo
