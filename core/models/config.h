#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/nn/operations.h"

namespace rex {

/// Reads the fields of a model's config.json. Every failure is an Error that names the file and the field. Sizes are
/// checked, so that nothing is allocated for a config that no model has.
class Config {
 public:
  /// JSON must outlive this object. WHERE names the file in messages.
  explicit Config(const nlohmann::json& json, std::string where = "config.json");

  /// The object in FIELD ("vision_config").
  Config section(const std::string& field) const;

  /// The same, or an object without fields where FIELD is missing.
  Config optional_section(const std::string& field) const;

  /// The value of FIELD as it stands; null where it is missing.
  const nlohmann::json& value(const std::string& field) const;

  /// Whether FIELD is there and not null.
  bool has(const std::string& field) const;

  /// A positive whole number, at most 16 million; FALLBACK where the field is missing. Without one, a missing field is
  /// an Error.
  std::int64_t size(const std::string& field, std::optional<std::int64_t> fallback = {}) const;

  /// A list of positive whole numbers, each at most 16 million, no more than 1000 of them.
  std::vector<std::int64_t> sizes(const std::string& field, const std::vector<std::int64_t>& fallback) const;

  /// How many layers: 1…1000.
  int layers(const std::string& field, std::optional<std::int64_t> fallback = {}) const;

  /// How many attention heads: a positive number that divides HIDDEN.
  std::int64_t heads(const std::string& field, std::int64_t hidden, std::optional<std::int64_t> fallback = {}) const;

  /// Height and width: one number or two.
  std::pair<std::int64_t, std::int64_t> extent(const std::string& field, std::int64_t fallback) const;

  /// A whole number of any sign.
  std::int64_t integer(const std::string& field, std::int64_t fallback) const;

  double number(const std::string& field, double fallback) const;
  bool flag(const std::string& field, bool fallback) const;
  std::string text(const std::string& field, const std::string& fallback) const;

  /// The activation function named in FIELD.
  nn::Activation activation(const std::string& field, const std::string& fallback) const;

  /// The names in id2label in the order of their numbers; "LABEL_0", … where these are not 0…n-1. Without id2label
  /// those of label2id, or none.
  std::vector<std::string> labels() const;

  /// The first of `architectures` ("ViTForImageClassification"), or nothing.
  std::string architecture() const;

  /// How many classes: labels(), or num_labels, or 2 as in Hugging Face's configs.
  std::int64_t classes() const;

  /// FIELD as messages name it: "config.json: vision_config.hidden_size".
  std::string name(const std::string& field) const { return where_ + ": " + prefix_ + field; }

 private:
  const nlohmann::json* find(const std::string& field) const;

  const nlohmann::json* json_;
  std::string where_;
  std::string prefix_;
};

/// "12 layers · 12 heads · 768 wide", for people.
std::string transformer_summary(std::int64_t layers, std::int64_t heads, std::int64_t hidden);

}  // namespace rex
