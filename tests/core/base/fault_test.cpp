#include "core/base/fault.h"

#include <map>
#include <optional>
#include <vector>

#include "tests/support/catch.h"

using namespace rex;

TEST_CASE("a claim that does not hold names its place in the sources") {
  CHECK_NOTHROW(require(true, "one is one"));
  CHECK_THROWS_WITH(require(false, "one is two"),
                    ContainsSubstring("tests/core/base/fault_test.cpp:") && ContainsSubstring("\"one is two\""));
  CHECK_THROWS_AS(require(false, "one is two"), Fault);
}

TEST_CASE("what must be there is handed out by reference, or its absence is a fault of ours") {
  std::optional<std::string> text = "there";
  required(text) = "changed";
  CHECK(*text == "changed");
  text.reset();
  CHECK_THROWS_AS(required(text), Fault);
  const int* nothing = nullptr;
  CHECK_THROWS_WITH(required(nothing), ContainsSubstring("fault_test.cpp"));

  std::vector<int> numbers = {1, 2};
  required_at(numbers, 1) = 5;
  CHECK(numbers[1] == 5);
  CHECK_THROWS_AS(required_at(numbers, 2), Fault);
  const std::map<std::string, int> named = {{"a", 1}};
  CHECK(required_at(named, "a") == 1);
  CHECK_THROWS_WITH(required_at(named, "b"), ContainsSubstring("fault_test.cpp"));
}
