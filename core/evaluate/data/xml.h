// The little of XML that annotation files of data sets use: elements with text and elements in them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace rex::evaluate {

struct XmlElement {
  std::string name;
  std::string text;  ///< all of it that stands directly inside, without white space at its ends
  std::vector<XmlElement> children;

  const XmlElement* find(std::string_view child) const;  ///< the first of that name, or null
};

/// The outermost element of TEXT. Attributes, comments, declarations and processing instructions are skipped; the five
/// named entities are replaced, others stay as they are. Throws Error naming WHERE for what is not well-formed, or
/// nests more than 32 elements.
XmlElement parse_xml(std::string_view text, const std::string& where);

}  // namespace rex::evaluate
