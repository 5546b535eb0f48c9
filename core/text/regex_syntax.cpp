#include "core/text/regex_syntax.h"

#include <algorithm>
#include <map>
#include <optional>
#include <stdexcept>
#include <vector>

#include "core/text/unicode.h"

namespace rex::text {
namespace {

[[noreturn]] void refuse(const std::string& what) { throw std::invalid_argument(what); }

std::string word_set() { return "\\p{Alphabetic}\\p{M}\\p{Nd}\\p{Pc}" + newer_letters_set() + newer_numbers_set(); }

/// What \w and \b take for a word outside of a class: superscript digits and fractions of Latin-1 as well.
std::string lone_word_set() { return word_set() + "\u00B2\u00B3\u00B9\u00BC-\u00BE"; }

/// Oniguruma's classes as ICU's sets. ICU's own \w, \s and [:punct:] hold other code points.
const std::map<std::string, std::string, std::less<>>& classes() {
  static const std::map<std::string, std::string, std::less<>> known = {
      {"alnum", "\\p{Alphabetic}\\p{Nd}" + newer_letters_set() + newer_numbers_set()},
      {"alpha", "\\p{Alphabetic}" + newer_letters_set()},
      {"any", "\\x{0}-\\x{10FFFF}"},
      {"ascii", "\\x{0}-\\x{7F}"},
      {"blank", "\\p{Zs}\\t"},
      {"cntrl", "\\p{Cc}"},
      {"digit", "\\p{Nd}" + newer_numbers_set()},
      {"graph", "\\p{graph}"},
      {"lower", "\\p{Lowercase}"},
      {"print", "\\p{print}"},
      {"punct", "\\p{P}\\p{S}"},
      {"space", "\\p{White_Space}"},
      {"upper", "\\p{Uppercase}"},
      {"word", word_set()},
      {"xdigit", "0-9A-Fa-f"},
      {"l", "\\p{L}" + newer_letters_set()},
      {"letter", "\\p{L}" + newer_letters_set()},
      {"n", "\\p{N}" + newer_numbers_set()},
      {"number", "\\p{N}" + newer_numbers_set()},
  };
  return known;
}

std::string set_of(const std::string& content, bool negated) { return (negated ? "[^" : "[") + content + "]"; }

/// Reads the expression once, from front to back.
class Translation {
 public:
  explicit Translation(std::string_view expression) : in_(decode(expression)) {}

  std::string run() {
    while (at_ < in_.size()) element();
    return std::move(out_);
  }

 private:
  bool is_next(std::string_view ascii) const {
    for (std::size_t i = 0; i < ascii.size(); ++i) {
      if (at_ + i >= in_.size() || in_[at_ + i].code != static_cast<char32_t>(ascii[i])) return false;
    }
    return true;
  }

  bool take(std::string_view ascii) {
    if (!is_next(ascii)) return false;
    at_ += ascii.size();
    return true;
  }

  char32_t next(const char* missing) {
    if (at_ >= in_.size()) refuse(missing);
    return in_[at_++].code;
  }

  void atom(const std::string& text) {
    atom_ = out_.size();
    out_ += text;
  }

  void element() {
    const char32_t code = in_[at_].code;
    if (code == '\\') {
      ++at_;
      atom(escape());
    } else if (code == '[') {
      ++at_;
      atom(set());
    } else if (code == '(') {
      open();
    } else if (code == ')') {
      ++at_;
      if (groups_.empty()) refuse("has a ) without its (");
      atom_ = groups_.back();
      groups_.pop_back();
      out_ += ')';
    } else if (code == '{') {
      interval();
    } else if (code == '}' || code == ']') {
      ++at_;
      atom(std::string("\\") + static_cast<char>(code));
    } else if (code == '*' || code == '+' || code == '?') {
      ++at_;
      out_ += static_cast<char>(code);
      if (is_next("+") || is_next("?")) out_ += static_cast<char>(in_[at_++].code);
    } else {
      ++at_;
      std::string character;
      append_utf8(character, code);
      if (code == '|') {
        out_ += character;
      } else {
        atom(character);
      }
    }
  }

  void open() {
    constexpr std::size_t deepest = 200;  // ICU compiles groups by recursion
    if (groups_.size() >= deepest) refuse("nests more than 200 groups");
    ++at_;
    groups_.push_back(out_.size());
    out_ += '(';
    if (!take("?")) return;
    if (take("#")) {
      while (next("has a comment without an end") != ')') {
      }
      out_.pop_back();
      groups_.pop_back();
      return;
    }
    for (const char* kind : {":", "=", "!", ">", "<=", "<!"}) {
      if (!take(kind)) continue;
      out_ += std::string("?") + kind;
      return;
    }
    if (take("<")) {
      out_ += "?<" + name('>') + ">";
      return;
    }
    out_ += '?';
    bool on = true;
    while (true) {
      const char32_t option = next("has a group without an end");
      if (option == ':' || option == ')') {
        out_ += static_cast<char>(option);
        if (option == ')') groups_.pop_back();
        return;
      }
      if (option == '-' && on) {
        on = false;
        out_ += '-';
      } else if (option == 'i' || option == 'x') {
        out_ += static_cast<char>(option);
      } else if (option == 'm') {
        out_ += 's';  // Ruby's m lets the dot match line feeds
      } else {
        refuse("has a kind of group, or an option, that is not known here");
      }
    }
  }

  std::string name(char32_t end) {
    std::string result;
    for (char32_t code = next("has a name without an end"); code != end; code = next("has a name without an end")) {
      append_utf8(result, code);
    }
    return result;
  }

  /// {n}, {n,}, {,m} or {n,m}; any other brace stands for itself.
  void interval() {
    std::size_t at = at_ + 1;
    const auto digits = [&] {
      std::string found;
      while (at < in_.size() && in_[at].code >= '0' && in_[at].code <= '9') found += static_cast<char>(in_[at++].code);
      return found;
    };
    std::string low = digits();
    const bool has_comma = at < in_.size() && in_[at].code == ',';
    if (has_comma) ++at;
    const std::string high = has_comma ? digits() : "";
    const bool is_interval = at < in_.size() && in_[at].code == '}' && !(low.empty() && high.empty()) &&
                             atom_ < out_.size() && (has_comma || !low.empty());
    if (!is_interval) {
      ++at_;
      atom("\\{");
      return;
    }
    if (low.size() > 5 || high.size() > 5) refuse("repeats something more than 99999 times");
    at_ = at + 1;
    if (low.empty()) low = "0";
    out_ += "{" + low + (has_comma ? "," + high : "") + "}";
    // In Ruby, what follows {n,m} repeats the whole once more, but for {n,m}?, which is lazy.
    const bool is_lazy = is_next("?") && has_comma;
    if (is_lazy) {
      ++at_;
      out_ += '?';
    } else if (is_next("+") || is_next("?") || is_next("*")) {
      out_.insert(atom_, "(?:");
      out_ += ')';
    }
  }

  /// A class, behind its [.
  std::string set() {
    constexpr int deepest = 100;
    if (++depth_ > deepest) refuse("nests classes too deep");
    std::string result = "[";
    if (take("^")) result += '^';
    bool may_begin_range = false;
    for (bool first = true;; first = false) {
      const char32_t code = next("has a class without its ]");
      if (code == ']' && !first) break;
      if (code == '[' && is_next(":")) {
        ++at_;
        const bool negated = take("^");
        const std::string posix = name(':');
        const auto known = classes().find(posix);
        if (known == classes().end() || !take("]")) refuse("has a class [:" + posix + ":] that is not known");
        result += set_of(known->second, negated);
        may_begin_range = false;
      } else if (code == '[') {
        result += set();
        may_begin_range = false;
      } else if (code == '&' && is_next("&")) {
        ++at_;
        result += "&&";
        may_begin_range = false;
      } else if (code == '-') {
        const bool is_range = may_begin_range && at_ < in_.size() && in_[at_].code != ']';
        result += is_range ? "-" : "\\-";
        if (is_range) {
          const char32_t end = next("has a class without its ]");
          if (end == '[') refuse("has a range that ends in a class");
          result += end == '\\' ? escape_in_set() : literal_in_set(end);
        }
        may_begin_range = false;
      } else if (code == '\\') {
        const std::string escaped = escape_in_set();
        result += escaped;
        may_begin_range = !escaped.starts_with("[");
      } else {
        result += literal_in_set(code);
        may_begin_range = true;
      }
    }
    --depth_;
    return result + "]";
  }

  static std::string literal_in_set(char32_t code) {
    std::string result;
    if (code < 0x80 && is_punctuation(code)) result += '\\';
    append_utf8(result, code);
    return result;
  }

  std::string escape_in_set() {
    if (take("b")) return "\\x{8}";
    const std::string result = escape(true);
    if (result.starts_with("(")) refuse("has an escape inside a class that has no meaning there");
    return result;
  }

  std::optional<int> hexadecimal_digit() const {
    if (at_ >= in_.size()) return {};
    const char32_t code = in_[at_].code;
    if (code >= '0' && code <= '9') return static_cast<int>(code - '0');
    if (code >= 'a' && code <= 'f') return static_cast<int>(code - 'a' + 10);
    if (code >= 'A' && code <= 'F') return static_cast<int>(code - 'A' + 10);
    return {};
  }

  uint32_t hexadecimal(std::size_t least, std::size_t most) {
    uint32_t value = 0;
    std::size_t count = 0;
    for (; count < most; ++count, ++at_) {
      const auto digit = hexadecimal_digit();
      if (!digit) break;
      value = value * 16 + static_cast<uint32_t>(*digit);
    }
    if (count < least) refuse("has an escape that lacks its hexadecimal digits");
    return value;
  }

  static std::string code_point(uint32_t code) {
    constexpr const char* digits = "0123456789ABCDEF";
    std::string hexadecimal;
    for (; code > 0 || hexadecimal.empty(); code /= 16) hexadecimal.insert(hexadecimal.begin(), digits[code % 16]);
    return "\\x{" + hexadecimal + "}";
  }

  std::string property(bool negated) {
    if (!take("{")) refuse("has \\p without {}");
    negated ^= take("^");
    const std::string given = name('}');
    std::string plain;
    for (const char letter : given) {
      if (letter != ' ' && letter != '_' && letter != '-') plain += static_cast<char>(std::tolower(letter & 0x7F));
    }
    if (plain == "punct") return set_of("\\p{P}", negated);  // [[:punct:]] holds symbols as well
    if (const auto known = classes().find(plain); known != classes().end()) return set_of(known->second, negated);
    const bool is_name = !given.empty() && std::all_of(given.begin(), given.end(), [](unsigned char letter) {
      return std::isalnum(letter) != 0 || letter == '_' || letter == ' ' || letter == '-';
    });
    if (!is_name) refuse("has a property that is not known");
    return set_of("\\p{" + given + "}", negated);
  }

  /// What stands behind a backslash, as a set ("[…]"), a single character or, outside of classes, something else.
  std::string escape(bool in_set = false) {
    const char32_t code = next("ends in a backslash");
    const auto known = [&](const char* name, bool negated) { return set_of(classes().find(name)->second, negated); };
    switch (code) {
      case 'd':
      case 'D':
        return known("digit", code == 'D');
      case 's':
      case 'S':
        return known("space", code == 'S');
      case 'w':
      case 'W':
        return in_set ? known("word", code == 'W') : set_of(lone_word_set(), code == 'W');
      case 'h':
      case 'H':
        return known("xdigit", code == 'H');
      case 'p':
      case 'P':
        return property(code == 'P');
      case 'n':
      case 't':
      case 'r':
      case 'f':
      case 'a':
      case 'e':
        return std::string("\\") + static_cast<char>(code);
      case 'v':
        return "\\x{B}";
      case 'x':
        return hexadecimal_escape();
      case 'u':
        return code_point(hexadecimal(4, 4));
      default:
        break;
    }
    if (code >= '0' && code <= '9') return digits_escape(code, in_set);
    if (code < 0x80 && std::isalpha(static_cast<int>(code)) != 0) return letter_escape(code, in_set);
    std::string result;
    if (code < 0x80) result += '\\';
    append_utf8(result, code);
    return result;
  }

  std::string hexadecimal_escape() {
    const bool braces = take("{");
    const uint32_t value = hexadecimal(1, braces ? 8 : 2);
    if (braces && !take("}")) refuse("has \\x{ without its }");
    if (!braces && value >= 0x80) refuse("names a single byte of a character by \\x");
    if (value > 0x10FFFF) refuse("names a code point above 10FFFF");
    return code_point(value);
  }

  std::string digits_escape(char32_t first, bool in_set) {
    if (first != '0' && !in_set) return std::string("\\") + static_cast<char>(first);  // a group's text again
    uint32_t value = first - '0';
    for (int count = 0; count < 2 && at_ < in_.size() && in_[at_].code >= '0' && in_[at_].code <= '7'; ++count) {
      value = value * 8 + (in_[at_++].code - '0');
    }
    if (value >= 0x80) refuse("names a single byte of a character by octal digits");
    return code_point(value);
  }

  std::string letter_escape(char32_t code, bool in_set) {
    if (!in_set) {
      const std::string w = set_of(lone_word_set(), false);
      switch (code) {
        case 'A':
        case 'Z':
        case 'z':
        case 'G':
        case 'R':
        case 'X':
          return std::string("\\") + static_cast<char>(code);
        case 'b':
          return "(?:(?<=" + w + ")(?!" + w + ")|(?<!" + w + ")(?=" + w + "))";
        case 'B':
          return "(?:(?<=" + w + ")(?=" + w + ")|(?<!" + w + ")(?!" + w + "))";
        case 'N':
          return "[^\\n]";
        case 'O':
          return "[\\x{0}-\\x{10FFFF}]";
        case 'k':
          if (take("<")) return "\\k<" + name('>') + ">";
          break;
        default:
          break;
      }
    }
    if (std::string_view("KgkyYcCMNOARXGZzbB").find(static_cast<char>(code)) != std::string_view::npos) {
      refuse(std::string("has \\") + static_cast<char>(code) + ", which is not known here");
    }
    return std::string(1, static_cast<char>(code));
  }

  Characters in_;
  std::size_t at_ = 0;
  std::string out_;
  std::size_t atom_ = 0;             ///< where in out_ the last atom begins, which a quantifier would repeat
  std::vector<std::size_t> groups_;  ///< where in out_ the open groups begin
  int depth_ = 0;                    ///< of classes
};

}  // namespace

std::string to_icu_syntax(std::string_view expression) { return Translation(expression).run(); }

}  // namespace rex::text
