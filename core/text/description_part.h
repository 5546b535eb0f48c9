#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

namespace rex::text {

/// A value of tokenizer.json that knows its place in the file, so that every refusal names it:
/// "normalizer.normalizers[2].pattern". Borrows the JSON.
class DescriptionPart {
 public:
  /// FILE and PLACE are for messages.
  DescriptionPart(const nlohmann::json& value, std::string file, std::string place)
      : value_(value), file_(std::move(file)), place_(std::move(place)) {}

  /// Throws Error: FILE: its PLACE WHAT.
  [[noreturn]] void refuse(const std::string& what, const std::string& remedy = {}) const;

  /// The value under KEY of this object; nothing where it is missing or null. Throws Error where this is no object.
  std::optional<DescriptionPart> find(const std::string& key) const;

  /// The same, required.
  DescriptionPart at(const std::string& key) const;

  /// The elements of this list. Throws Error where it is none.
  std::vector<DescriptionPart> elements() const;

  std::string text() const;                                 ///< Throws Error where this is no text.
  bool flag() const;                                        ///< Throws Error where this is neither true nor false.
  int64_t number(int64_t most) const;                       ///< A whole number of 0…MOST, else throws Error.
  double real() const;                                      ///< A finite number, else throws Error.
  std::string type() const;                                 ///< The text under "type".
  bool flag(const std::string& key, bool otherwise) const;  ///< OTHERWISE where missing
  std::string text(const std::string& key, const std::string& otherwise) const;   ///< OTHERWISE where missing
  int64_t number(const std::string& key, int64_t otherwise, int64_t most) const;  ///< OTHERWISE where missing

  bool is_text() const;
  bool is_list() const;
  bool is_object() const;

  const nlohmann::json& value() const { return value_; }
  const std::string& file() const { return file_; }

 private:
  const nlohmann::json& value_;
  std::string file_;
  std::string place_;
};

}  // namespace rex::text
