// The obvious second opinion on questions and captions: it reads the English sentence and looks at boxes, and shares no
// code with what wrote the sentence.
#pragma once

#include <memory>
#include <opencv2/core/types.hpp>
#include <string>
#include <vector>

#include "app/zoo/scene/scene.h"

namespace rex::test {

struct Thing {
  std::string name;    // "balloon"
  std::string colour;  // "red", or empty
  cv::Rect box;
};

std::vector<Thing> things_of(const zoo::Scene& scene);

/// The answer to one of the zoo's questions, or why there is no single one ("two candidates").
std::string judged_answer(const std::string& question, const std::vector<Thing>& things);

/// Whether a caption is true of the things, taken generously: a centre that lies left at all is left.
bool judged_true(const std::string& caption, const std::vector<Thing>& things);

/// Words of a text, lower case, without punctuation.
std::vector<std::string> words_of(const std::string& text);

/// A scene without a picture: random objects, boxes and rectangular masks.
zoo::Scene random_truth(zoo::Random& random);

/// The sprites, or null where the emoji font is not installed.
std::shared_ptr<const zoo::SpriteSet> installed_sprites();

}  // namespace rex::test
