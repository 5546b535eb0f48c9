#include "core/text/description_part.h"

#include <cmath>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/base/printable.h"

namespace rex::text {

void DescriptionPart::refuse(const std::string& what, const std::string& remedy) const {
  throw Error(file_, (place_.empty() ? "" : "its " + printable(place_, 200) + " ") + what, remedy);
}

std::optional<DescriptionPart> DescriptionPart::find(const std::string& key) const {
  if (!value_.is_object()) refuse(std::string("is a JSON ") + value_.type_name() + ", not an object");
  const auto found = value_.find(key);
  if (found == value_.end() || found->is_null()) return {};
  return DescriptionPart(*found, file_, place_.empty() ? key : place_ + "." + key);
}

DescriptionPart DescriptionPart::at(const std::string& key) const {
  if (const auto part = find(key)) return *part;
  refuse("lacks \"" + printable(key, 60) + "\"");
}

std::vector<DescriptionPart> DescriptionPart::elements() const {
  if (!value_.is_array()) refuse(std::string("is a JSON ") + value_.type_name() + ", not a list");
  std::vector<DescriptionPart> parts;
  parts.reserve(value_.size());
  for (std::size_t i = 0; i < value_.size(); ++i) {
    parts.emplace_back(value_[i], file_, place_ + "[" + std::to_string(i) + "]");
  }
  return parts;
}

bool DescriptionPart::is_text() const { return value_.is_string(); }
bool DescriptionPart::is_list() const { return value_.is_array(); }
bool DescriptionPart::is_object() const { return value_.is_object(); }

std::string DescriptionPart::text() const {
  if (!value_.is_string()) refuse(std::string("is a JSON ") + value_.type_name() + ", not a text");
  return value_.get<std::string>();
}

bool DescriptionPart::flag() const {
  if (!value_.is_boolean()) refuse(std::string("is a JSON ") + value_.type_name() + ", not true or false");
  return value_.get<bool>();
}

int64_t DescriptionPart::number(int64_t most) const {
  const bool is_positive = value_.is_number_unsigned() || (value_.is_number_integer() && value_.get<int64_t>() >= 0);
  const bool fits = is_positive && value_.get<uint64_t>() <= static_cast<uint64_t>(most);
  if (!fits) refuse("is not a whole number of 0…" + std::to_string(most));
  return value_.get<int64_t>();
}

double DescriptionPart::real() const {
  if (!value_.is_number() || !std::isfinite(value_.get<double>())) refuse("is not a finite number");
  return value_.get<double>();
}

std::string DescriptionPart::type() const { return at("type").text(); }

bool DescriptionPart::flag(const std::string& key, bool otherwise) const {
  const auto part = find(key);
  return part ? part->flag() : otherwise;
}

std::string DescriptionPart::text(const std::string& key, const std::string& otherwise) const {
  const auto part = find(key);
  return part ? part->text() : otherwise;
}

int64_t DescriptionPart::number(const std::string& key, int64_t otherwise, int64_t most) const {
  const auto part = find(key);
  return part ? part->number(most) : otherwise;
}

}  // namespace rex::text
