#include "core/text/pattern.h"

#include <unicode/uregex.h>
#include <unicode/ustring.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "core/base/error.h"
#include "core/base/printable.h"
#include "core/text/regex_syntax.h"

namespace rex::text {
namespace {

constexpr std::size_t longest_expression = 1 << 16;  // bytes

std::u16string to_utf16(std::string_view utf8) {
  std::u16string result;
  for (const Character& character : decode(utf8)) {
    if (character.code > 0xFFFF) {
      result += static_cast<char16_t>(U16_LEAD(character.code));
      result += static_cast<char16_t>(U16_TRAIL(character.code));
    } else {
      result += static_cast<char16_t>(character.code);
    }
  }
  return result;
}

URegularExpression* compiled(const DescriptionPart& part, const std::string& expression) {
  if (expression.size() > longest_expression) part.refuse("is a regular expression of more than 64 KB");
  std::string translated;
  try {
    translated = to_icu_syntax(expression);
  } catch (const std::invalid_argument& problem) {
    part.refuse("(\"" + printable(expression, 80) + "\") " + problem.what());
  }
  const std::u16string text = to_utf16(translated.empty() ? "(?:)" : translated);  // ICU takes no empty expression
  UErrorCode status = U_ZERO_ERROR;
  UParseError error;
  URegularExpression* result = uregex_open(text.data(), static_cast<int32_t>(text.size()),
                                           UREGEX_MULTILINE | UREGEX_UNIX_LINES, &error, &status);
  if (U_FAILURE(status)) {
    part.refuse("(\"" + printable(expression, 80) +
                "\") is no regular expression that is known here: " + u_errorName(status));
  }
  return result;
}

}  // namespace

Pattern::Pattern(const DescriptionPart& part) : file_(part.file()) {
  if (const auto text = part.find("String"); text && !text->text().empty()) {
    spelling_ = text->text();
    literal_ = decode(spelling_);
    return;
  }
  const auto expression = part.find("Regex");
  if (!expression && !part.find("String")) part.refuse("is neither a \"String\" nor a \"Regex\"");
  spelling_ = expression ? expression->text() : "";  // no text at all is found between any two characters
  expression_ = compiled(expression ? *expression : part, spelling_);
}

Pattern::~Pattern() { uregex_close(expression_); }

Pattern::Pattern(Pattern&& other) noexcept
    : file_(std::move(other.file_)),
      spelling_(std::move(other.spelling_)),
      literal_(std::move(other.literal_)),
      expression_(std::exchange(other.expression_, nullptr)) {}

Pattern::Search::Search(const Pattern& pattern) : pattern_(pattern) {
  if (pattern.expression_ == nullptr) return;
  UErrorCode status = U_ZERO_ERROR;
  expression_ = uregex_clone(pattern.expression_, &status);
  constexpr int32_t stack = 64 << 20;  // bytes, for groups that repeat over a long text
  uregex_setStackLimit(expression_, stack, &status);
  if (U_FAILURE(status)) throw Error("ICU", std::string("cannot search: ") + u_errorName(status));
}

Pattern::Search::~Search() { uregex_close(expression_); }

std::vector<Stretch> Pattern::Search::find(std::span<const Character> characters) {
  if (expression_ != nullptr) return find_expression(characters);
  const Characters& literal = pattern_.literal_;
  const auto same = [](const Character& left, const Character& right) { return left.code == right.code; };
  std::vector<Stretch> stretches;
  for (std::size_t done = 0; done < characters.size();) {
    const auto rest = characters.subspan(done);
    const auto found = std::search(rest.begin(), rest.end(), literal.begin(), literal.end(), same);
    const std::size_t begin = done + static_cast<std::size_t>(found - rest.begin());
    if (begin > done) stretches.push_back({done, begin, false});
    if (begin < characters.size()) stretches.push_back({begin, begin + literal.size(), true});
    done = std::min(begin + literal.size(), characters.size());
  }
  return stretches;
}

std::vector<Stretch> Pattern::Search::find_expression(std::span<const Character> characters) {
  std::vector<Stretch> stretches;
  if (characters.empty()) return stretches;
  text_.clear();
  places_.clear();
  for (std::size_t at = 0; at < characters.size(); ++at) {
    const char32_t code = characters[at].code;
    if (code > 0xFFFF) {
      text_ += static_cast<char16_t>(U16_LEAD(code));
      text_ += static_cast<char16_t>(U16_TRAIL(code));
    } else {
      text_ += static_cast<char16_t>(code);
    }
    places_.resize(text_.size(), static_cast<uint32_t>(at));
  }
  places_.push_back(static_cast<uint32_t>(characters.size()));

  UErrorCode status = U_ZERO_ERROR;
  uregex_setText(expression_, text_.data(), static_cast<int32_t>(text_.size()), &status);
  // ICU counts in ten thousands of steps back. Expressions in use take none or a few for a character.
  const auto limit = static_cast<int32_t>(200 + text_.size() / 100);
  uregex_setTimeLimit(expression_, limit, &status);

  std::size_t done = 0;
  bool has_match = false;
  while (uregex_findNext(expression_, &status) != 0) {
    const std::size_t begin = places_[static_cast<std::size_t>(uregex_start(expression_, 0, &status))];
    const std::size_t end = places_[static_cast<std::size_t>(uregex_end(expression_, 0, &status))];
    if (begin == end && has_match && begin == done) continue;  // right behind a match, nothing is no match
    if (begin > done) stretches.push_back({done, begin, false});
    stretches.push_back({begin, end, true});
    done = end;
    has_match = true;
  }
  if (U_FAILURE(status)) {
    throw Error(pattern_.file_,
                "its regular expression \"" + printable(pattern_.spelling_, 80) + "\" takes too " +
                    (status == U_REGEX_STACK_OVERFLOW ? "much memory" : "long") + " on this text (" +
                    u_errorName(status) + ")",
                "Shorten the text, or use another tokenizer.");
  }
  if (done < characters.size()) stretches.push_back({done, characters.size(), false});
  return stretches;
}

}  // namespace rex::text
