#include "core/text/normalizers.h"

#include <algorithm>
#include <array>
#include <functional>
#include <map>

#include "core/text/by_type.h"
#include "core/text/clip_words.h"
#include "core/text/normalization.h"
#include "core/text/pattern.h"
#include "core/text/precompiled_map.h"
#include "core/text/wordpiece_words.h"

namespace rex::text {
namespace {

/// A normalizer that is one function.
class Function : public Normalizer {
 public:
  explicit Function(std::function<Characters(Characters)> function) : function_(std::move(function)) {}
  Characters apply(Characters characters) const override {
    return characters.empty() ? characters : function_(std::move(characters));
  }

 private:
  std::function<Characters(Characters)> function_;
};

using NormalizerPointer = std::unique_ptr<const Normalizer>;

NormalizerPointer function(std::function<Characters(Characters)> function) {
  return std::make_unique<Function>(std::move(function));
}

class NormalizerSequence : public Normalizer {
 public:
  explicit NormalizerSequence(const DescriptionPart& part) {
    for (const DescriptionPart& step : part.at("normalizers").elements()) steps_.push_back(read_normalizer(step));
  }
  Characters apply(Characters characters) const override {
    for (const NormalizerPointer& step : steps_) characters = step->apply(std::move(characters));
    return characters;
  }

 private:
  std::vector<NormalizerPointer> steps_;
};

/// Every match becomes the same text, at the place of the match's last character.
class Replace : public Normalizer {
 public:
  explicit Replace(const DescriptionPart& part)
      : pattern_(part.at("pattern")), content_(decode(part.at("content").text())) {}

  Characters apply(Characters characters) const override {
    Characters result;
    result.reserve(characters.size());
    Pattern::Search search(pattern_);
    for (const Stretch& stretch : search.find(characters)) {
      if (!stretch.matches) {
        result.insert(result.end(), characters.begin() + static_cast<std::ptrdiff_t>(stretch.begin),
                      characters.begin() + static_cast<std::ptrdiff_t>(stretch.end));
        continue;
      }
      const int32_t start = characters.front().begin;
      const Character place =
          stretch.end > 0 ? characters[stretch.end - 1] : Character{0, start, start};  // nothing stands before it
      for (const Character& character : content_) result.push_back({character.code, place.begin, place.end});
    }
    return result;
  }

 private:
  Pattern pattern_;
  Characters content_;
};

NormalizerPointer bert_normalizer(const DescriptionPart& part) {
  WordPieceSettings settings;
  settings.clean_text = part.flag("clean_text", true);
  settings.split_ideographs = part.flag("handle_chinese_chars", true);
  settings.lower_case = part.flag("lowercase", true);
  if (const auto strip = part.find("strip_accents")) settings.strip_accents = strip->flag();
  return function([settings](Characters characters) { return wordpiece_normalize(std::move(characters), settings); });
}

NormalizerPointer strip(const DescriptionPart& part) {
  const bool left = part.flag("strip_left", true);
  const bool right = part.flag("strip_right", true);
  return function([left, right](Characters characters) {
    const auto is_kept = [](const Character& character) { return !is_white_space(character.code); };
    const auto first = left ? std::find_if(characters.begin(), characters.end(), is_kept) : characters.begin();
    const auto last =
        right ? std::find_if(characters.rbegin(), std::make_reverse_iterator(first), is_kept).base() : characters.end();
    return Characters(first, last);
  });
}

NormalizerPointer nmt() {
  return function([](Characters characters) {
    std::erase_if(characters, [](const Character& character) {
      const char32_t code = character.code;
      return (code >= 0x1 && code <= 0x8) || code == 0xB || (code >= 0xE && code <= 0x1F) || code == 0x7F ||
             code == 0x8F || code == 0x9F;
    });
    for (Character& character : characters) {
      const char32_t code = character.code;
      const bool is_space = code == 0x9 || code == 0xA || code == 0xC || code == 0xD || code == 0x1680 ||
                            (code >= 0x200B && code <= 0x200F) || code == 0x2028 || code == 0x2029 || code == 0x2581 ||
                            code == 0xFEFF || code == 0xFFFD;
      if (is_space) character.code = ' ';
    }
    return characters;
  });
}

NormalizerPointer precompiled(const DescriptionPart& part) {
  const auto map =
      std::make_shared<const PrecompiledMap>(part.at("precompiled_charsmap"), part.flag("longest_match", false));
  return function([map](Characters characters) { return map->apply(std::move(characters)); });
}

/// TEXT in front of CHARACTERS, at the place of the first one; nothing is put in front of nothing.
void prepend(Characters& characters, const Characters& text) {
  if (characters.empty()) return;
  const Character first = characters.front();
  Characters placed = text;
  for (Character& character : placed) {
    character.begin = first.begin;
    character.end = first.end;
  }
  characters.insert(characters.begin(), placed.begin(), placed.end());
}

NormalizerPointer prepending(const DescriptionPart& part) {
  return function([text = decode(part.at("prepend").text())](Characters characters) {
    prepend(characters, text);
    return characters;
  });
}

template <typename Change>
NormalizerPointer changing(Change change) {
  return function([change](Characters characters) {
    change(characters);
    return characters;
  });
}

NormalizerPointer normal_form(bool composed, Equivalence equivalence) {
  return function([composed, equivalence](Characters characters) {
    return composed ? compose(std::move(characters), equivalence) : decompose(std::move(characters), equivalence);
  });
}

Characters spelled_bytes(Characters characters) {
  Characters bytes;
  append_spelled_bytes(characters, bytes);
  return bytes;
}

using NormalizerReader = NormalizerPointer (*)(const DescriptionPart&);

const std::map<std::string, NormalizerReader, std::less<>>& normalizer_readers() {
  static const std::map<std::string, NormalizerReader, std::less<>> known = {
      {"BertNormalizer", bert_normalizer},
      {"ByteLevel", [](const DescriptionPart&) { return function(spelled_bytes); }},
      {"Lowercase", [](const DescriptionPart&) { return changing(to_lower); }},
      {"NFC", [](const DescriptionPart&) { return normal_form(true, Equivalence::canonical); }},
      {"NFD", [](const DescriptionPart&) { return normal_form(false, Equivalence::canonical); }},
      {"NFKC", [](const DescriptionPart&) { return normal_form(true, Equivalence::compatibility); }},
      {"NFKD", [](const DescriptionPart&) { return normal_form(false, Equivalence::compatibility); }},
      {"Nmt", [](const DescriptionPart&) { return nmt(); }},
      {"Precompiled", precompiled},
      {"Prepend", prepending},
      {"Replace", [](const DescriptionPart& part) -> NormalizerPointer { return std::make_unique<Replace>(part); }},
      {"Sequence",
       [](const DescriptionPart& part) -> NormalizerPointer { return std::make_unique<NormalizerSequence>(part); }},
      {"Strip", strip},
      {"StripAccents",
       [](const DescriptionPart&) {
         return changing([](Characters& characters) {
           std::erase_if(characters, [](const Character& character) { return is_mark(character.code); });
         });
       }},
  };
  return known;
}

}  // namespace

NormalizerPointer read_normalizer(const DescriptionPart& part) {
  return read_by_type(normalizer_readers(), "normalizers", part, part.type());
}

void append_spelled_bytes(std::span<const Character> characters, Characters& bytes) {
  static const std::array<char32_t, 256> spellings = [] {
    std::array<char32_t, 256> table{};
    for (std::size_t byte = 0; byte < table.size(); ++byte) {
      table[byte] = decode(byte_spelling(static_cast<unsigned char>(byte)))[0].code;
    }
    return table;
  }();
  std::string utf8;
  for (const Character& character : characters) {
    if (character.code < 0x80) {
      bytes.push_back({spellings[character.code], character.begin, character.end});
      continue;
    }
    utf8.clear();
    append_utf8(utf8, character.code);
    for (const char byte : utf8) {
      bytes.push_back({spellings[static_cast<unsigned char>(byte)], character.begin, character.end});
    }
  }
}

}  // namespace rex::text
