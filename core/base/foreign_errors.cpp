#include "core/base/foreign_errors.h"

#include <c10/util/Exception.h>

#include <filesystem>
#include <functional>
#include <new>
#include <nlohmann/json.hpp>
#include <opencv2/core.hpp>
#include <optional>
#include <stdexcept>
#include <string_view>
#include <system_error>
#include <typeinfo>
#include <variant>

#include "core/base/fault.h"
#include "core/base/printable.h"

namespace rex {
namespace {

constexpr std::size_t longest_line = 300;

std::string first_line(std::string_view text) {
  text = text.substr(0, text.find('\n'));
  const std::size_t begin = text.find_first_not_of(" \t\r");
  return begin == std::string_view::npos ? std::string() : printable(text.substr(begin), longest_line);
}

Error fault(const std::string& where, const std::string& what) {
  return {where, "a fault of the program: " + what,
          "Please report it, with what you did and the model's name: your files are not to blame."};
}

Error out_of_memory(const std::string& where, const std::string& amount = {}) {
  return {where,
          amount.empty() ? "there is not enough memory" : "there is not enough memory: " + amount + " more are needed",
          "Close other programs, or take a smaller picture, a shorter text or a smaller model."};
}

/// The bytes in LibTorch's "… can't allocate memory: you tried to allocate N bytes …", as text; empty where it says
/// something else.
std::optional<std::string> memory_wanted(std::string_view message) {
  if (message.find("allocate memory") == std::string_view::npos) return {};
  constexpr std::string_view before = "tried to allocate ";
  const std::size_t at = message.find(before);
  if (at == std::string_view::npos) return std::string();
  std::string_view number = message.substr(at + before.size());
  number = number.substr(0, number.find_first_not_of("0123456789"));
  if (number.size() <= 6) return std::string(number) + " bytes";
  return std::string(number.substr(0, number.size() - 6)) + " MB";
}

Error of_torch(const c10::Error& error, const std::string& where) {
  if (const auto amount = memory_wanted(error.msg())) return out_of_memory(where, *amount);
  return {where, "LibTorch refuses to compute: " + first_line(error.msg()),
          "Check that model, picture and words belong together. If they do, please report it."};
}

Error of_opencv(const cv::Exception& error, const std::string& where) {
  if (error.code == cv::Error::StsNoMem) return out_of_memory(where);
  return {where, "OpenCV refuses to compute: " + first_line(error.err),
          "Check the picture. If other programs show it, please report it."};
}

Error of_json(const nlohmann::json::exception& error, const std::string& where) {
  std::string text = first_line(error.what());
  if (const auto end = text.find("] "); end != std::string::npos) text.erase(0, end + 2);  // "[json.exception.…] "
  return {where, "a value in a JSON file is not of the expected kind: " + text,
          "Fetch or save the file again: it may be of another version, or edited by mistake."};
}

Error of_system(const std::system_error& error, const std::string& where) {
  if (const auto* files = dynamic_cast<const std::filesystem::filesystem_error*>(&error)) {
    const std::string path = printable(files->path1().string(), 1000);
    return {path.empty() ? where : path, error.code().message(), "Check the path, its permissions and the disk."};
  }
  return {where, "the system refuses: " + error.code().message(), "Close other programs and try again."};
}

template <class Exception>
bool is(const std::exception& error) {
  return dynamic_cast<const Exception*>(&error) != nullptr;
}

}  // namespace

Error as_error(const std::exception& error, const std::string& where) {
  if (const auto* own = dynamic_cast<const Error*>(&error)) return *own;
  if (const auto* torch = dynamic_cast<const c10::Error*>(&error)) return of_torch(*torch, where);
  if (const auto* opencv = dynamic_cast<const cv::Exception*>(&error)) return of_opencv(*opencv, where);
  if (const auto* json = dynamic_cast<const nlohmann::json::exception*>(&error)) return of_json(*json, where);
  if (const auto* system = dynamic_cast<const std::system_error*>(&error)) return of_system(*system, where);
  if (is<Cancelled>(error)) return {where, "was cancelled"};
  if (is<std::bad_alloc>(error)) return out_of_memory(where);
  if (is<Fault>(error)) return fault(where, first_line(error.what()));
  if (is<std::bad_optional_access>(error)) return fault(where, "a value is missing");
  if (is<std::out_of_range>(error)) return fault(where, "something was looked for where it is not");
  if (is<std::bad_variant_access>(error) || is<std::bad_cast>(error)) return fault(where, "a value is of another kind");
  if (is<std::bad_function_call>(error)) return fault(where, "a function is missing");
  if (is<std::logic_error>(error)) return fault(where, first_line(error.what()));
  const std::string line = first_line(error.what());
  return {where, line.empty() ? "failed without saying why" : line, "Try again. If it stays, please report it."};
}

}  // namespace rex
