// Annotation files of data sets: a JSON object of long lists, or one list, or a JSON value a line. Read element by
// element, so that a file of a gigabyte costs its text and one element.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace rex::evaluate {

/// Called with the name of a list of the outer object ("" where the file is one list) and its next element. Elements
/// are what is left of the file: members of the outer object that are no lists are skipped.
using ElementReader = std::function<void(const std::string& list, const nlohmann::json& element)>;

/// Reads PATH. Throws Error where it is missing, larger than 2 GB, not JSON, or nests more than 64 levels.
void read_lists(const std::filesystem::path& path, const ElementReader& element);

/// Calls LINE for each line of PATH that is not blank, with its number from 1. Throws Error naming file and line where
/// one is not a JSON object.
void read_json_lines(const std::filesystem::path& path,
                     const std::function<void(std::int64_t number, const nlohmann::json& line)>& line);

/// An object of an annotation file; what is missing or of another type is an Error that names file, record and field.
class Record {
 public:
  /// Keeps a reference to VALUE. WHERE names file and record.
  Record(const nlohmann::json& value, std::string where);

  bool has(const std::string& field) const;  ///< there, and not null
  std::int64_t integer(const std::string& field) const;
  double number(const std::string& field) const;  ///< finite
  std::string text(const std::string& field) const;
  std::string text_or(const std::string& field, const std::string& absent) const;
  std::vector<double> numbers(const std::string& field) const;
  std::vector<std::string> texts(const std::string& field) const;
  const nlohmann::json& value(const std::string& field) const;
  const std::string& where() const { return where_; }

  /// Throws Error: FIELD is WHAT.
  [[noreturn]] void fail(const std::string& field, const std::string& what) const;

 private:
  const nlohmann::json& value_;
  std::string where_;
};

}  // namespace rex::evaluate
