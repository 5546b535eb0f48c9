#include "core/base/yaml.h"

#include <nlohmann/json.hpp>

#include "core/base/digest.h"
#include "core/base/error.h"
#include "tests/support/catch.h"
#include "tests/support/sha256.h"

using namespace rex;
using nlohmann::json;

TEST_CASE("YAML is read as PyYAML reads it") {
  const json document = parse_yaml(R"(
model:
  max_pool: true
  mean: [102.9801, 1.0, -3]
  empty: ''
  quoted: "12"
nothing: ~
off: no
anchors: &same
- [16, 32]
again: *same
tuple: !!python/tuple [1, 2]
small: 1.0e-05
)",
                                   "a.yaml");
  CHECK(document["model"]["max_pool"] == true);
  CHECK(document["model"]["mean"] == json::array({102.9801, 1.0, -3}));
  CHECK(document["model"]["empty"] == "");
  CHECK(document["model"]["quoted"] == "12");
  CHECK(document["nothing"].is_null());
  CHECK(document["off"] == false);
  CHECK(document["again"] == json::array({json::array({16, 32})}));
  CHECK(document["tuple"] == json::array({1, 2}));
  CHECK(document["small"] == 1e-5);
  CHECK(parse_yaml("", "empty.yaml").is_null());
}

TEST_CASE("what is no YAML, or too much of it, is refused with its place") {
  std::string deep, bomb = "a: &a [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n";
  for (int i = 0; i < 200; ++i) deep += "[";
  for (char name = 'b'; name < 'j'; ++name) {
    const std::string before = std::string("*") + static_cast<char>(name - 1);
    bomb += std::string(1, name) + ": &" + name + " [";
    for (int i = 0; i < 10; ++i) bomb += (i ? ", " : "") + before;
    bomb += "]\n";
  }
  const std::pair<std::string, std::string> refused[] = {
      {"a: [1, 2", "line"},        {"a: 1\na: 2\n", "twice"},        {"? [1, 2]\n: 3\n", "no plain word"},
      {"a: *nowhere\n", "a.yaml"}, {"a: \xff\n", "UTF-8"},           {deep, "a.yaml"},
      {"a: &a [*a]\n", "a.yaml"},  {bomb, "more than 400000 values"}};
  for (const auto& [text, reason] : refused) {
    INFO(text.substr(0, 60));
    CHECK_THROWS_WITH(parse_yaml(text, "a.yaml"), ContainsSubstring(reason));
    CHECK_THROWS_AS(parse_yaml(text, "a.yaml"), Error);
  }
}

TEST_CASE("digests are the standard's, in one part or in many") {
  const std::string text(1000, 'x');
  Digest whole, parts;
  whole.add(text);
  for (std::size_t at = 0; at < text.size(); at += 7) parts.add(std::string_view(text).substr(at, 7));
  CHECK(whole.hexadecimal() == test::sha256(text));
  CHECK(parts.hexadecimal() == test::sha256(text));
  Digest blob(Digest::Kind::sha1);
  blob.add(std::string_view("blob 0\0", 7));
  CHECK(blob.hexadecimal() == "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391");  // git's empty file
}
