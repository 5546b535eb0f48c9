#include "app/zoo/words/words.h"

#include <cctype>

#include "app/zoo/scene/classes.h"

namespace rex::zoo {

void add_words(const std::string& text, std::set<std::string>& words) {
  std::string word;
  for (const char c : text + " ") {
    const auto letter = static_cast<unsigned char>(c);
    if (std::isalnum(letter)) {
      word += static_cast<char>(std::tolower(letter));
    } else if (!word.empty()) {
      words.insert(word);
      word.clear();
    }
  }
}

std::string filled(const std::string& text, const std::string& value) {
  std::string result = text;
  if (const size_t at = result.find("{}"); at != std::string::npos) result.replace(at, 2, value);
  return result;
}

std::string capitalised(std::string text) {
  if (!text.empty()) text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
  return text;
}

std::set<std::string> object_words() {
  std::set<std::string> words = {"a", "an", "the"};
  for (const ObjectClass& kind : object_classes()) add_words(kind.name + " " + kind.plural, words);
  for (const ObjectColour& colour : colours()) add_words(colour.name, words);
  return words;
}

}  // namespace rex::zoo
