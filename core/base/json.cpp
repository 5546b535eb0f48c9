#include "core/base/json.h"

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "core/base/error.h"
#include "core/base/printable.h"
#include "core/base/text_file.h"

namespace rex {
namespace fs = std::filesystem;

namespace {

using nlohmann::json;

/// Reads the text for the parser and tells how far that has come.
class Cursor {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  Cursor(const char* at, const char** reached) : at_(at), reached_(reached) {}

  reference operator*() const { return *at_; }
  Cursor& operator++() {
    *reached_ = ++at_;
    return *this;
  }
  Cursor operator++(int) {
    const Cursor before = *this;
    ++*this;
    return before;
  }
  bool operator==(const Cursor& other) const { return at_ == other.at_; }
  bool operator!=(const Cursor& other) const { return at_ != other.at_; }

 private:
  const char* at_;
  const char** reached_;
};

/// Makes a document of the parser's events and stops it at the first thing that is too much.
class DocumentBuilder : public nlohmann::json_sax<json> {
 public:
  DocumentBuilder(std::string_view text, std::string where, const JsonLimits& limits)
      : text_(text), where_(std::move(where)), limits_(limits), reached_(text.data()) {}

  json build() {
    json::sax_parse(Cursor(text_.data(), &reached_), Cursor(text_.data() + text_.size(), &reached_), this);
    return std::move(root_);
  }

  bool start_object(std::size_t) override { return open(json::object()); }
  bool start_array(std::size_t) override { return open(json::array()); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }

  bool key(string_t& name) override {
    const auto [inserted, is_new] = open_.back()->get_ref<json::object_t&>().emplace(name, nullptr);
    if (!is_new) refuse("has the key \"" + printable(name) + "\" twice in one object");
    keyed_ = &inserted->second;
    return true;
  }

  bool null() override { return add(nullptr); }
  bool boolean(bool value) override { return add(value); }
  bool number_integer(number_integer_t value) override { return add(value); }
  bool number_unsigned(number_unsigned_t value) override { return add(value); }
  bool number_float(number_float_t value, const string_t&) override { return add(value); }
  bool string(string_t& value) override { return add(std::move(value)); }
  bool binary(binary_t&) override { return false; }  // JSON has none

  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception& error) override {
    refuse("is not JSON", reason(error.what()));
  }

 private:
  [[noreturn]] void refuse(std::string what, const std::string& why = {}) const {
    const auto size = std::max<std::size_t>(static_cast<std::size_t>(reached_ - text_.data()), 1);
    const std::string_view before = text_.substr(0, size - 1);
    const auto line = std::count(before.begin(), before.end(), '\n') + 1;
    const std::size_t start = before.rfind('\n') + 1;  // 0 in the first line
    what += " (line " + std::to_string(line) + ", column " + std::to_string(before.size() - start + 1) + ")";
    throw Error(where_, what + (why.empty() ? "" : ": " + why), fetch_text_again);
  }

  /// The library's message without its "[json.exception…] parse error at …: " label.
  static std::string reason(std::string text) {
    for (const char* label : {"] ", ": "}) {
      const bool labelled = text.starts_with("[json") || text.starts_with("parse error");
      if (const auto end = text.find(label); labelled && end != std::string::npos) text.erase(0, end + 2);
    }
    return printable(text, 200);
  }

  /// Puts VALUE where it belongs and returns its place.
  json* put(json value) {
    if (++values_ > limits_.values) refuse("holds more than " + std::to_string(limits_.values) + " values");
    if (open_.empty()) {
      root_ = std::move(value);
      return &root_;
    }
    if (open_.back()->is_object()) {
      *keyed_ = std::move(value);
      return keyed_;
    }
    auto& list = open_.back()->get_ref<json::array_t&>();
    list.push_back(std::move(value));
    return &list.back();
  }

  bool add(json value) {
    put(std::move(value));
    return true;
  }

  bool open(json value) {
    if (open_.size() >= limits_.depth) {
      refuse("is nested too deeply, in more than " + std::to_string(limits_.depth) + " levels");
    }
    open_.push_back(put(std::move(value)));
    return true;
  }

  bool close() {
    open_.pop_back();
    return true;
  }

  std::string_view text_;
  std::string where_;
  JsonLimits limits_;
  const char* reached_;  // behind the last byte that the parser has seen
  json root_;
  std::vector<json*> open_;  // the objects and lists that are not complete; a list grows only when it is the last
  json* keyed_ = nullptr;    // what belongs to the last key
  std::size_t values_ = 0;
};

}  // namespace

json parse_json(std::string_view text, const std::string& where, const JsonLimits& limits) {
  return DocumentBuilder(text, where, limits).build();
}

json read_json(const fs::path& path, const JsonLimits& limits) {
  return parse_json(read_text_file(path, limits.bytes), printable(path.string(), 1000), limits);
}

json read_json_object(const fs::path& path, const JsonLimits& limits) {
  json document = read_json(path, limits);
  if (document.is_object()) return document;
  throw Error(printable(path.string(), 1000), std::string("holds a JSON ") + document.type_name() + ", not an object",
              "Check that it is the file that was meant.");
}

nlohmann::json json_or_null(std::optional<double> number) {
  return number ? nlohmann::json(*number) : nlohmann::json();
}

}  // namespace rex
