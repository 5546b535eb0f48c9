#pragma once

#include <string>
#include <vector>

namespace rex::zoo {

/// Where an object is at home in a scene with a horizon.
enum class Habit { ground, air };

/// One everyday thing that scenes are made of.
struct ObjectClass {
  std::string name;             // "cat"
  std::string plural;           // "cats"
  std::string article;          // "a" or "an"
  std::vector<char32_t> codes;  // Unicode code points whose emoji show it, each one a variant
  bool recoloured;              // comes in the colours of colours(); else it has its own
  Habit habit;
};

/// A colour that a recoloured class comes in, with how a red drawing becomes it.
struct ObjectColour {
  std::string name;   // "red"
  double hue;         // degrees, 0…360
  double saturation;  // factor on the red drawing's saturation
  double value;       // factor on the red drawing's value (brightness)
};

/// All classes; an object's class is its index here. The order is part of the demo models' labels: append only.
const std::vector<ObjectClass>& object_classes();

/// All colours; an object's colour is its index here, or no_colour.
const std::vector<ObjectColour>& colours();

constexpr int no_colour = -1;

/// Number of distinct drawings of a class: its variants, or its colours where it is recoloured.
int drawing_count(int object_class);

/// The index of the class or colour of that name. Throws Error naming the known ones.
int class_index(const std::string& name);
int colour_index(const std::string& name);

}  // namespace rex::zoo
