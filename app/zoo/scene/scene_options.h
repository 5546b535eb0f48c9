#pragma once

#include <CLI/App.hpp>
#include <filesystem>
#include <memory>
#include <string>

#include "app/zoo/scene/scene.h"

namespace rex::zoo {

/// What the sub-commands that make scenes have in common on the command line.
struct SceneArguments {
  std::filesystem::path font;
  std::string size = "224";
  std::string objects = "1:6";
  uint64_t seed = 0;
  SceneOptions options;

  /// Adds --seed, --size, --objects, --main, --crisp and --font to COMMAND.
  explicit SceneArguments(CLI::App& command);

  /// OPTIONS with size and objects read. Throws Error where they make no sense.
  SceneOptions read() const;
  SceneMaker maker() const { return SceneMaker(std::make_shared<const SpriteSet>(font)); }
};

/// Adds --font, whose default is default_emoji_font().
void add_font_option(CLI::App& command, std::filesystem::path& font);

/// "224" or "1024x768". Throws Error.
cv::Size read_size(const std::string& text);

}  // namespace rex::zoo
