#include "core/text/wordpiece_words.h"

#include "core/text/normalization.h"

namespace rex::text {

Characters wordpiece_normalize(Characters characters, const WordPieceSettings& settings) {
  Characters result;
  result.reserve(characters.size());
  for (Character character : characters) {
    if (settings.clean_text) {
      if (is_dropped(character.code)) continue;
      if (is_white_space(character.code)) character.code = ' ';
    }
    if (settings.split_ideographs && is_ideograph(character.code)) {
      const Character space{' ', character.begin, character.end};
      result.insert(result.end(), {space, character, space});
    } else {
      result.push_back(character);
    }
  }
  if (settings.strip_accents.value_or(settings.lower_case)) {
    result = decompose(std::move(result));
    std::erase_if(result, [](const Character& character) { return is_nonspacing_mark(character.code); });
  }
  if (settings.lower_case) to_lower(result);
  return result;
}

void for_each_wordpiece_word(std::span<const Character> characters,
                             const std::function<void(std::span<const Character>)>& use) {
  const auto goes_on = [&](std::size_t at) {
    return at < characters.size() && !is_white_space(characters[at].code) && !is_punctuation(characters[at].code);
  };
  for (std::size_t begin = 0; begin < characters.size();) {
    std::size_t end = begin + 1;
    if (!is_white_space(characters[begin].code)) {
      if (goes_on(begin)) {
        while (goes_on(end)) ++end;
      }
      use(characters.subspan(begin, end - begin));
    }
    begin = end;
  }
}

}  // namespace rex::text
