#include "core/base/foreign_errors.h"

#include <ATen/ATen.h>

#include <filesystem>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <opencv2/core.hpp>
#include <optional>
#include <thread>
#include <variant>
#include <vector>

#include "core/base/fault.h"
#include "tests/support/catch.h"

using namespace rex;

namespace {

/// What as_error makes of the exception that WORK throws.
Error error_of(const std::function<void()>& work, const std::string& where = "the model") {
  try {
    work();
  } catch (const std::exception& error) {
    return as_error(error, where);
  }
  return {"the test", "threw nothing"};
}

}  // namespace

TEST_CASE("every foreign exception becomes two lines that say where, what and what to do") {
  const std::vector<std::function<void()>> works = {
      [] {
        at::matmul(at::ones({2, 3}), at::ones({4, 5}));
      },
      [] { at::ones({2}).index({at::tensor({7}, at::kLong)}); },
      [] { at::empty({std::int64_t{1} << 50}); },
      [] { at::ones({2}).reshape({3}); },
      [] { throw std::bad_alloc(); },
      [] { (void)std::optional<int>().value(); },
      [] { (void)std::vector<int>().at(3); },
      [] { (void)std::map<std::string, int>().at("a"); },
      [] { (void)std::get<int>(std::variant<std::string, int>("text")); },
      [] { (void)std::stoi("no number"); },
      [] { std::function<void()>()(); },
      [] { cv::Mat(2, 2, CV_8U).reshape(3, 7); },
      [] { (void)nlohmann::json::parse("{\"a\": 1}")["a"].get<std::string>(); },
      [] { (void)nlohmann::json::parse("{\"a\": 1}").at("b"); },
      [] { (void)std::filesystem::file_size("/no/such/file"); },
      [] { require(false, "one is two"); },
      [] { throw std::runtime_error("first line\nsecond line\nthird line"); },
      [] { throw std::runtime_error(""); },
  };
  for (std::size_t i = 0; i < works.size(); ++i) {
    const Error error = error_of(works[i]);
    const std::string text = error.what();
    INFO(i << ": " << text);
    CHECK_FALSE(error.where().empty());
    CHECK_FALSE(error.problem().empty());
    CHECK_FALSE(error.remedy().empty());
    CHECK(std::count(text.begin(), text.end(), '\n') == 1);
    for (const char* foreign : {"bad optional", "bad_", "Exception raised", "frame #", "_M_range", "[json", ".so"}) {
      CHECK_THAT(text, !ContainsSubstring(foreign));
    }
  }
}

TEST_CASE("what an exception knows is kept") {
  CHECK_THAT(error_of([] { at::matmul(at::ones({2, 3}), at::ones({4, 5})); }).what(), ContainsSubstring("2x3 and 4x5"));
  CHECK_THAT(error_of([] { at::empty({std::int64_t{1} << 50}, at::kByte); }).what(),
             ContainsSubstring("not enough memory: 1125899906 MB"));
  CHECK(error_of([] { (void)std::filesystem::file_size("/no/such/file"); }).where() == "/no/such/file");
  CHECK_THAT(error_of([] { require(false, "one is two"); }).what(), ContainsSubstring("a fault of the program") &&
                                                                        ContainsSubstring("foreign_errors_test.cpp") &&
                                                                        ContainsSubstring("Please report"));
  const Error own = error_of([] { throw Error("a.json", "is empty", "Fill it."); });
  CHECK(own.where() == "a.json");
  CHECK(std::string(own.what()) == "a.json: is empty\nFill it.");
}
