#include "app/zoo/scene/scene_options.h"

#include <CLI/CLI.hpp>
#include <charconv>
#include <tuple>
#include <utility>

#include "app/zoo/paint/emoji.h"
#include "core/base/error.h"

namespace rex::zoo {
namespace {

/// "A" or "A<separator>B" as two numbers (A twice).
std::pair<int, int> read_pair(const std::string& text, char separator, const std::string& option,
                              const std::string& form) {
  const size_t at = text.find(separator);
  const std::string first = text.substr(0, at), second = at == std::string::npos ? first : text.substr(at + 1);
  const auto number = [&](const std::string& digits) {
    int value = 0;
    const char* end = digits.data() + digits.size();
    const auto [stopped, problem] = std::from_chars(digits.data(), end, value);
    if (digits.empty() || problem != std::errc() || stopped != end)
      throw Error(option + " " + text, "is not understood", "Write " + form + ".");
    return value;
  };
  return {number(first), number(second)};
}

}  // namespace

void add_font_option(CLI::App& command, std::filesystem::path& font) {
  font = default_emoji_font();
  command.add_option("--font", font, "Colour emoji font with bitmaps")->capture_default_str();
}

cv::Size read_size(const std::string& text) {
  const auto [width, height] = read_pair(text, 'x', "--size", "a side, or WIDTHxHEIGHT, in pixels");
  return {width, height};
}

SceneArguments::SceneArguments(CLI::App& command) {
  command.add_option("--seed", seed, "Seed of the first scene; the next ones follow")->capture_default_str();
  command.add_option("--size", size, "Side, or WIDTHxHEIGHT, in pixels")->capture_default_str();
  command.add_option("--objects", objects, "Number of objects, FEWEST:MOST")->capture_default_str();
  command.add_flag("--main", options.main_object, "One main object among small distractors");
  command.add_flag("--crisp", options.crisp, "Keep objects small enough to be sharp in large pictures");
  add_font_option(command, font);
}

SceneOptions SceneArguments::read() const {
  SceneOptions result = options;
  result.size = read_size(size);
  std::tie(result.fewest, result.most) = read_pair(objects, ':', "--objects", "a number, or FEWEST:MOST");
  return result;
}

}  // namespace rex::zoo
