#include "core/evaluate/data/xml.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/base/error.h"

namespace rex::evaluate {

namespace {

constexpr int most_xml_levels = 32;
constexpr std::string_view spaces = " \t\r\n";

std::string trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(spaces);
  if (begin == std::string_view::npos) return {};
  return std::string(text.substr(begin, text.find_last_not_of(spaces) + 1 - begin));
}

std::string without_entities(std::string_view text) {
  constexpr std::array<std::pair<std::string_view, char>, 5> entities{
      {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}}};
  std::string result;
  while (!text.empty()) {
    std::size_t used = 1;
    char byte = text.front();
    for (const auto& [entity, meaning] : entities) {
      if (text.substr(0, entity.size()) != entity) continue;
      used = entity.size();
      byte = meaning;
    }
    result += byte;
    text.remove_prefix(used);
  }
  return result;
}

class Parser {
 public:
  Parser(std::string_view text, const std::string& where) : text_(text), where_(where) {}

  XmlElement whole() {
    skip_to_element();
    XmlElement root = element(1);
    skip_to_element();
    if (at_ != text_.size()) fail();
    return root;
  }

 private:
  [[noreturn]] void fail() const {
    throw Error(where_, "is not sound XML at byte " + std::to_string(at_), "Download it again.");
  }

  bool starts_with(std::string_view prefix) const { return text_.substr(at_, prefix.size()) == prefix; }

  void skip_past(std::string_view end) {
    const std::size_t found = text_.find(end, at_);
    if (found == std::string_view::npos) fail();
    at_ = found + end.size();
  }

  /// Skips a comment, declaration or processing instruction if one stands here.
  bool skip_other() {
    if (starts_with("<!--"))
      skip_past("-->");
    else if (starts_with("<?"))
      skip_past("?>");
    else if (starts_with("<!"))
      skip_past(">");
    else
      return false;
    return true;
  }

  /// Before and behind the outermost element.
  void skip_to_element() {
    do {
      at_ = std::min(text_.find_first_not_of(spaces, at_), text_.size());
    } while (skip_other());
  }

  XmlElement element(int level) {
    if (level > most_xml_levels || !starts_with("<")) fail();
    const std::size_t end = text_.find('>', at_);
    if (end == std::string_view::npos) fail();
    std::string_view tag = text_.substr(at_ + 1, end - at_ - 1);
    const bool empty = !tag.empty() && tag.back() == '/';
    if (empty) tag.remove_suffix(1);
    XmlElement result;
    result.name = tag.substr(0, tag.find_first_of(spaces));
    if (result.name.empty() || result.name.front() == '/') fail();
    at_ = end + 1;
    if (empty) return result;
    std::string content;
    const std::string closing = "</" + result.name;
    while (!starts_with("</")) {
      const std::size_t next = text_.find('<', at_);
      if (next == std::string_view::npos) fail();
      content += text_.substr(at_, next - at_);
      at_ = next;
      if (!starts_with("</") && !skip_other()) result.children.push_back(element(level + 1));
    }
    if (!starts_with(closing)) fail();
    at_ += closing.size();
    at_ = std::min(text_.find_first_not_of(spaces, at_), text_.size());
    if (!starts_with(">")) fail();
    ++at_;
    result.text = trimmed(without_entities(content));
    return result;
  }

  std::string_view text_;
  const std::string& where_;
  std::size_t at_ = 0;
};

}  // namespace

const XmlElement* XmlElement::find(std::string_view child) const {
  for (const XmlElement& element : children) {
    if (element.name == child) return &element;
  }
  return nullptr;
}

XmlElement parse_xml(std::string_view text, const std::string& where) { return Parser(text, where).whole(); }

}  // namespace rex::evaluate
