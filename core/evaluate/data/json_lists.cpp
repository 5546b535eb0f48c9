#include "core/evaluate/data/json_lists.h"

#include <algorithm>
#include <cmath>
#include <string_view>

#include "core/base/error.h"
#include "core/base/printable.h"
#include "core/base/text_file.h"

namespace rex::evaluate {
namespace fs = std::filesystem;

namespace {

constexpr std::uintmax_t largest_file = std::uintmax_t{2} << 30;
constexpr int most_json_levels = 64;
constexpr const char* damaged = "Download or write the file again; it may have been cut short.";

}  // namespace

void read_lists(const fs::path& path, const ElementReader& element) {
  using Event = nlohmann::json::parse_event_t;
  const std::string text = read_text_file(path, largest_file);
  int element_depth = 2;  // 1 where the file is one list
  bool in_list = false;
  std::string list;
  const auto watch = [&](int depth, Event event, nlohmann::json& value) {
    if (depth > most_json_levels)
      throw Error(path.string(), "is nested too deeply to be a data set's annotations", damaged);
    const bool opens = event == Event::object_start || event == Event::array_start;
    if (depth == 0 && opens) {
      element_depth = event == Event::array_start ? 1 : 2;
      in_list = event == Event::array_start;
      return true;
    }
    if (element_depth == 2 && depth == 1) {
      if (event == Event::key) list = value.get<std::string>();
      if (opens) in_list = event == Event::array_start;
      return true;
    }
    const bool complete = event == Event::object_end || event == Event::array_end || event == Event::value;
    if (!in_list || depth != element_depth || !complete) return true;
    element(list, value);
    return false;  // forget it
  };
  try {
    const nlohmann::json rest = nlohmann::json::parse(text.begin(), text.end(), watch);
    if (!rest.is_structured()) throw Error(path.string(), "holds neither a JSON object nor a list", damaged);
  } catch (const nlohmann::json::parse_error& error) {
    throw Error(path.string(), "is not sound JSON at byte " + std::to_string(error.byte), damaged);
  }
}

void read_json_lines(const fs::path& path,
                     const std::function<void(std::int64_t number, const nlohmann::json& line)>& line) {
  const std::string text = read_text_file(path, largest_file);
  std::int64_t number = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view content(text.data() + begin, end - begin);
    begin = end + 1;
    ++number;
    if (content.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    const std::string where = path.string() + ", line " + std::to_string(number);
    const auto watch = [&](int depth, nlohmann::json::parse_event_t, nlohmann::json&) {
      if (depth > most_json_levels) throw Error(where, "is nested too deeply", damaged);
      return true;
    };
    nlohmann::json value;
    try {
      value = nlohmann::json::parse(content.begin(), content.end(), watch);
    } catch (const nlohmann::json::parse_error& error) {
      throw Error(where, "is not sound JSON at byte " + std::to_string(error.byte), damaged);
    }
    if (!value.is_object()) throw Error(where, "is not a JSON object", damaged);
    line(number, value);
  }
}

Record::Record(const nlohmann::json& value, std::string where) : value_(value), where_(std::move(where)) {
  if (!value_.is_object()) throw Error(where_, "is not a JSON object", damaged);
}

void Record::fail(const std::string& field, const std::string& what) const {
  throw Error(where_, "\"" + field + "\" " + what, "Check that the file is of the kind that was asked for.");
}

bool Record::has(const std::string& field) const {
  const auto found = value_.find(field);
  return found != value_.end() && !found->is_null();
}

const nlohmann::json& Record::value(const std::string& field) const {
  const auto found = value_.find(field);
  if (found == value_.end()) fail(field, "is missing");
  return *found;
}

std::int64_t Record::integer(const std::string& field) const {
  const nlohmann::json& number = value(field);
  if (!number.is_number_integer()) fail(field, "is not a whole number");
  return number.get<std::int64_t>();
}

double Record::number(const std::string& field) const {
  const nlohmann::json& number = value(field);
  if (!number.is_number() || !std::isfinite(number.get<double>())) fail(field, "is not a number");
  return number.get<double>();
}

std::string Record::text(const std::string& field) const {
  const nlohmann::json& text = value(field);
  if (!text.is_string()) fail(field, "is not a text");
  return text.get<std::string>();
}

std::string Record::text_or(const std::string& field, const std::string& absent) const {
  return has(field) ? text(field) : absent;
}

std::vector<double> Record::numbers(const std::string& field) const {
  const nlohmann::json& list = value(field);
  if (!list.is_array()) fail(field, "is not a list of numbers");
  std::vector<double> numbers;
  for (const nlohmann::json& number : list) {
    if (!number.is_number()) fail(field, "is not a list of numbers");
    numbers.push_back(number.get<double>());
  }
  return numbers;
}

std::vector<std::string> Record::texts(const std::string& field) const {
  const nlohmann::json& list = value(field);
  if (!list.is_array()) fail(field, "is not a list of texts");
  std::vector<std::string> texts;
  for (const nlohmann::json& text : list) {
    if (!text.is_string()) fail(field, "is not a list of texts");
    texts.push_back(text.get<std::string>());
  }
  return texts;
}

}  // namespace rex::evaluate
