#include "core/text/pre_tokenizers.h"

#include <functional>
#include <map>

#include "core/base/printable.h"
#include "core/text/by_type.h"
#include "core/text/byte_level_words.h"
#include "core/text/normalizers.h"

namespace rex::text {
namespace {

using PreTokenizerPointer = std::unique_ptr<const PreTokenizer>;
using Characteristic = std::function<bool(char32_t)>;

SplitBehavior behavior_of(const DescriptionPart& part) {
  static const std::map<std::string, SplitBehavior, std::less<>> behaviors = {
      {"Removed", SplitBehavior::removed},
      {"Isolated", SplitBehavior::isolated},
      {"Contiguous", SplitBehavior::contiguous},
      {"MergedWithPrevious", SplitBehavior::merged_with_previous},
      {"MergedWithNext", SplitBehavior::merged_with_next}};
  const auto found = behaviors.find(part.text());
  if (found != behaviors.end()) return found->second;
  part.refuse("is " + printable(part.text(), 60) + ", which is not known",
              "Known are Removed, Isolated, Contiguous, MergedWithPrevious and MergedWithNext.");
}

/// CHARACTERS cut into those that BELONG, each alone, and the runs between them.
std::vector<Stretch> stretches_of(std::span<const Character> characters, const Characteristic& belongs) {
  std::vector<Stretch> stretches;
  for (std::size_t at = 0; at < characters.size(); ++at) {
    const bool matches = belongs(characters[at].code);
    if (!matches && !stretches.empty() && !stretches.back().matches) {
      stretches.back().end = at + 1;
    } else {
      stretches.push_back({at, at + 1, matches});
    }
  }
  return stretches;
}

/// Cuts at code points of one kind.
class CharacterSplit : public PreTokenizer {
 public:
  CharacterSplit(Characteristic belongs, SplitBehavior behavior) : belongs_(std::move(belongs)), behavior_(behavior) {}

  Pieces apply(Pieces pieces) const override {
    std::vector<Pieces::Range> ranges;
    for (const Pieces::Range& range : pieces.ranges) {
      append_ranges(stretches_of(pieces[range], belongs_), behavior_, range.begin, ranges);
    }
    pieces.ranges = std::move(ranges);
    return pieces;
  }

 private:
  Characteristic belongs_;
  SplitBehavior behavior_;
};

PreTokenizerPointer split_at(Characteristic belongs, SplitBehavior behavior) {
  return std::make_unique<CharacterSplit>(std::move(belongs), behavior);
}

/// Cuts where a pattern matches, or, inverted, where it does not.
class Split : public PreTokenizer {
 public:
  explicit Split(const DescriptionPart& part)
      : pattern_(part.at("pattern")),
        behavior_(behavior_of(part.at("behavior"))),
        invert_(part.flag("invert", false)) {}

  Pieces apply(Pieces pieces) const override {
    std::vector<Pieces::Range> ranges;
    Pattern::Search search(pattern_);
    for (const Pieces::Range& range : pieces.ranges) {
      std::vector<Stretch> stretches = search.find(pieces[range]);
      for (Stretch& stretch : stretches) stretch.matches ^= invert_;
      append_ranges(stretches, behavior_, range.begin, ranges);
    }
    pieces.ranges = std::move(ranges);
    return pieces;
  }

 private:
  Pattern pattern_;
  SplitBehavior behavior_;
  bool invert_;
};

/// Runs of word characters and runs of anything else but white space.
class Whitespace : public PreTokenizer {
 public:
  Pieces apply(Pieces pieces) const override {
    const auto kind = [](const Character& character) {
      return is_word(character.code) ? 0 : is_white_space(character.code) ? 1 : 2;
    };
    std::vector<Pieces::Range> ranges;
    for (const Pieces::Range& range : pieces.ranges) {
      for (std::size_t begin = range.begin; begin < range.end;) {
        std::size_t end = begin + 1;
        const int first = kind(pieces.characters[begin]);
        while (end < range.end && kind(pieces.characters[end]) == first) ++end;
        if (first != 1) ranges.push_back({begin, end});
        begin = end;
      }
    }
    pieces.ranges = std::move(ranges);
    return pieces;
  }
};

/// Cuts where the script changes; a code point of none belongs to what stands before it, and is lost at the beginning.
class UnicodeScripts : public PreTokenizer {
 public:
  Pieces apply(Pieces pieces) const override {
    std::vector<Pieces::Range> ranges;
    for (const Pieces::Range& range : pieces.ranges) {
      int last = -1;
      for (std::size_t at = range.begin; at < range.end; ++at) {
        const int script = script_of(pieces.characters[at].code);
        if (script >= 0 && script != last) {
          ranges.push_back({at, at});
          last = script;
        }
        if (last >= 0) ranges.back().end = at + 1;
      }
    }
    pieces.ranges = std::move(ranges);
    return pieces;
  }
};

/// Pieces of so many code points.
class FixedLength : public PreTokenizer {
 public:
  explicit FixedLength(std::size_t length) : length_(length) {}

  Pieces apply(Pieces pieces) const override {
    std::vector<Pieces::Range> ranges;
    for (const Pieces::Range& range : pieces.ranges) {
      for (std::size_t begin = range.begin; begin < range.end; begin += length_) {
        ranges.push_back({begin, std::min(begin + length_, range.end)});
      }
    }
    pieces.ranges = std::move(ranges);
    return pieces;
  }

 private:
  std::size_t length_;
};

/// Puts a space in front of every piece without one, cuts words by GPT-2's expression, and spells bytes.
class ByteLevel : public PreTokenizer {
 public:
  explicit ByteLevel(const DescriptionPart& part)
      : add_prefix_space_(part.flag("add_prefix_space", true)), use_regex_(part.flag("use_regex", true)) {
    part.flag("trim_offsets", true);
  }

  Pieces apply(Pieces pieces) const override {
    Pieces result;
    result.characters.reserve(pieces.characters.size());
    Characters piece;
    std::vector<Pieces::Range> words;
    for (const Pieces::Range& range : pieces.ranges) {
      const Character first = pieces.characters[range.begin];
      piece.clear();
      if (add_prefix_space_ && first.code != ' ') piece.push_back({' ', first.begin, first.end});
      piece.insert(piece.end(), pieces[range].begin(), pieces[range].end());
      words.clear();
      if (use_regex_) {
        append_byte_level_words(piece, 0, words);
      } else {
        words.push_back({0, piece.size()});
      }
      for (const Pieces::Range& word : words) {
        const std::size_t begin = result.characters.size();
        append_spelled_bytes(std::span(piece).subspan(word.begin, word.end - word.begin), result.characters);
        result.ranges.push_back({begin, result.characters.size()});
      }
    }
    return result;
  }

 private:
  bool add_prefix_space_;
  bool use_regex_;
};

/// SentencePiece's way with spaces: each is written as a mark, which begins a word.
class Metaspace : public PreTokenizer {
 public:
  explicit Metaspace(const DescriptionPart& part) : split_(part.flag("split", true)) {
    const Characters mark = decode(part.at("replacement").text());
    if (mark.size() != 1) part.at("replacement").refuse("is not one character");
    mark_ = mark[0].code;
    const std::string scheme = part.text("prepend_scheme", "always");
    if (scheme != "always" && scheme != "first" && scheme != "never") {
      part.at("prepend_scheme")
          .refuse("is " + printable(scheme, 60) + ", which is not known", "Known are always, first and never.");
    }
    // Older files say add_prefix_space instead.
    prepends_ = scheme != "never" && part.flag("add_prefix_space", true);
    first_only_ = scheme == "first";
  }

  Pieces apply(Pieces pieces) const override {
    Pieces result;
    result.characters.reserve(pieces.characters.size() + pieces.ranges.size());
    for (const Pieces::Range& range : pieces.ranges) append(pieces[range], result);
    return result;
  }

 private:
  void append(std::span<const Character> piece, Pieces& result) const {
    const std::size_t begin = result.characters.size();
    const Character& first = piece.front();
    const bool has_mark = first.code == ' ' || first.code == mark_;
    if (prepends_ && !has_mark && (!first_only_ || first.begin == 0)) {
      result.characters.push_back({mark_, first.begin, first.end});
    }
    for (const Character& character : piece) {
      result.characters.push_back({character.code == ' ' ? mark_ : character.code, character.begin, character.end});
    }
    std::size_t word = begin;
    for (std::size_t at = begin + 1; split_ && at < result.characters.size(); ++at) {
      if (result.characters[at].code != mark_) continue;
      result.ranges.push_back({word, at});
      word = at;
    }
    result.ranges.push_back({word, result.characters.size()});
  }

  char32_t mark_ = 0;
  bool split_;
  bool prepends_ = false;
  bool first_only_ = false;
};

class PreTokenizerSequence : public PreTokenizer {
 public:
  explicit PreTokenizerSequence(std::vector<PreTokenizerPointer> steps) : steps_(std::move(steps)) {}
  Pieces apply(Pieces pieces) const override {
    for (const PreTokenizerPointer& step : steps_) pieces = step->apply(std::move(pieces));
    return pieces;
  }

 private:
  std::vector<PreTokenizerPointer> steps_;
};

PreTokenizerPointer several_pre_tokenizers(const DescriptionPart& part) {
  std::vector<PreTokenizerPointer> steps;
  for (const DescriptionPart& step : part.at("pretokenizers").elements()) steps.push_back(read_pre_tokenizer(step));
  return std::make_unique<PreTokenizerSequence>(std::move(steps));
}

PreTokenizerPointer bert_pre_tokenizer() {
  std::vector<PreTokenizerPointer> steps;
  steps.push_back(split_at(is_white_space, SplitBehavior::removed));
  steps.push_back(split_at(is_punctuation, SplitBehavior::isolated));
  return std::make_unique<PreTokenizerSequence>(std::move(steps));
}

PreTokenizerPointer delimiter(const DescriptionPart& part) {
  const Characters delimiter = decode(part.at("delimiter").text());
  if (delimiter.size() != 1) part.at("delimiter").refuse("is not one character");
  return split_at([code = delimiter[0].code](char32_t other) { return other == code; }, SplitBehavior::removed);
}

PreTokenizerPointer fixed_length(const DescriptionPart& part) {
  const int64_t length = part.number("length", 5, 1 << 20);
  if (length == 0) part.at("length").refuse("is 0");
  return std::make_unique<FixedLength>(static_cast<std::size_t>(length));
}

using PreTokenizerReader = PreTokenizerPointer (*)(const DescriptionPart&);

const std::map<std::string, PreTokenizerReader, std::less<>>& pre_tokenizer_readers() {
  static const std::map<std::string, PreTokenizerReader, std::less<>> known = {
      {"BertPreTokenizer", [](const DescriptionPart&) { return bert_pre_tokenizer(); }},
      {"ByteLevel",
       [](const DescriptionPart& part) -> PreTokenizerPointer { return std::make_unique<ByteLevel>(part); }},
      {"CharDelimiterSplit", delimiter},
      {"Digits",
       [](const DescriptionPart& part) {
         return split_at(is_number,
                         part.flag("individual_digits", false) ? SplitBehavior::isolated : SplitBehavior::contiguous);
       }},
      {"FixedLength", fixed_length},
      {"Metaspace",
       [](const DescriptionPart& part) -> PreTokenizerPointer { return std::make_unique<Metaspace>(part); }},
      {"Punctuation",
       [](const DescriptionPart& part) {
         const auto behavior = part.find("behavior");
         return split_at(is_punctuation, behavior ? behavior_of(*behavior) : SplitBehavior::isolated);
       }},
      {"Sequence", several_pre_tokenizers},
      {"Split", [](const DescriptionPart& part) -> PreTokenizerPointer { return std::make_unique<Split>(part); }},
      {"UnicodeScripts",
       [](const DescriptionPart&) -> PreTokenizerPointer { return std::make_unique<UnicodeScripts>(); }},
      {"Whitespace", [](const DescriptionPart&) -> PreTokenizerPointer { return std::make_unique<Whitespace>(); }},
      {"WhitespaceSplit", [](const DescriptionPart&) { return split_at(is_white_space, SplitBehavior::removed); }},
  };
  return known;
}

}  // namespace

PreTokenizerPointer read_pre_tokenizer(const DescriptionPart& part) {
  return read_by_type(pre_tokenizer_readers(), "pre-tokenizers", part, part.type());
}

}  // namespace rex::text
