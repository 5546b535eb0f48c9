#include "core/base/json.h"

#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/base/text_file.h"
#include "tests/support/catch.h"
#include "tests/support/paths.h"

using namespace rex;

TEST_CASE("a JSON object is read, and everything else is refused by what it is") {
  const test::TemporaryFolder folder;
  const auto path = folder.path() / "a.json";
  const auto read = [&](const std::string& bytes) {
    test::write_file(path, bytes);
    return read_json_object(path, {1 << 20, 1000, 20});
  };
  CHECK(read(R"({"a": [1, "]]{"]})")["a"][0] == 1);
  CHECK_THROWS_WITH(read("[1]"), ContainsSubstring("JSON array, not an object"));
  CHECK_THROWS_WITH(read(""), ContainsSubstring("is not JSON"));
  CHECK_THROWS_WITH(read("{\"a\": 1"), ContainsSubstring("is not JSON"));
  CHECK_THROWS_WITH(read("{\"a\": \"\\ud800\"}"), ContainsSubstring("is not JSON"));
  CHECK_THROWS_WITH(read("{\"a\": \"\xff\"}"), ContainsSubstring("is not JSON"));
  CHECK_THROWS_WITH(read("{\"a\":" + std::string(100000, '[')), ContainsSubstring("too deep"));
  CHECK_THROWS_WITH(read(std::string((1 << 20) + 1, ' ')), ContainsSubstring("more than the 1 MB"));
  CHECK_THROWS_WITH(read("[1]"), ContainsSubstring("a.json"));
}

TEST_CASE("a document comes out as the library's own parser reads it") {
  for (const char* text : {"null", "true", "-0", "-12", "18446744073709551615", "1e3", "1.5", R"("é\n\u0000")", "[]",
                           "{}", "[[], [{}], 1]", R"({"a": {"b": [1, 2, {"c": null}]}, "d": "e", "": [false]})",
                           "  [1 ,\t2\r\n]  ", "\xEF\xBB\xBF[1]", "1000000000000000019884624838656"}) {
    INFO(text);
    CHECK(parse_json(text, "text") == nlohmann::json::parse(text));
  }
}

TEST_CASE("what is wrong with a document is said with its line and column") {
  const auto refused = [](const std::string& text, const char* place, const char* what) {
    INFO(text);
    CHECK_THROWS_WITH(parse_json(text, "some.json"), ContainsSubstring("some.json") && ContainsSubstring(place) &&
                                                         ContainsSubstring(what) && !ContainsSubstring("exception"));
  };
  refused("[1,\n 2,\n  x]", "line 3, column 3", "is not JSON");
  refused("", "line 1, column 1", "is not JSON");  // the library has words of its own for it, which change
  refused("[1, 2", "line 1, column 5", "unexpected end of input");
  refused("{\"a\": 1,\n \"b\": 2,\n \"a\": 3}", "line 3, column 4", "has the key \"a\" twice in one object");
  refused("[1, 1e999]", "line 1, column 10", "number overflow parsing '1e999'");
  refused("[NaN]", "line 1, column 2", "is not JSON");
  refused("[1] 2", "line 1, column 5", "is not JSON");
}

TEST_CASE("one key may stand in several objects") {
  CHECK(parse_json(R"([{"a": 1}, {"a": {"a": 2}}])", "text")[1]["a"]["a"] == 2);
}

TEST_CASE("levels and values are counted exactly") {
  const JsonLimits limits{1 << 20, 10, 3};
  CHECK_NOTHROW(parse_json("[[[1]]]", "text", limits));
  CHECK_THROWS_WITH(parse_json("[[[[1]]]]", "text", limits), ContainsSubstring("more than 3 levels"));
  CHECK_THROWS_WITH(parse_json(R"({"a": {"b": {"c": {}}}})", "text", limits), ContainsSubstring("more than 3 levels"));
  CHECK_NOTHROW(parse_json("[[1], [2], [3], [4, 5]]", "text", limits));
  CHECK_THROWS_WITH(parse_json("[[1], [2], [3], [4, 5, 6]]", "text", limits), ContainsSubstring("more than 10 values"));
}

TEST_CASE("three megabytes of brackets are refused in any reader of JSON") {
  const std::string brackets(3 << 20, '[');
  std::string objects;
  while (objects.size() < (3u << 20)) objects += "{\"a\":";
  for (const JsonLimits& limits : {description_limits, vocabulary_limits, session_limits}) {
    CHECK_THROWS_WITH(parse_json(brackets, "text", limits), ContainsSubstring("nested too deeply"));
    CHECK_THROWS_WITH(parse_json(objects, "text", limits), ContainsSubstring("nested too deeply"));
  }
}

TEST_CASE("a tokenizer.json with 256,000 pieces and as many merges is within its limits") {
  std::string text = R"({"model": {"vocab": {)";
  for (int i = 0; i < 256'000; ++i) text += (i ? ",\"p" : "\"p") + std::to_string(i) + "\":" + std::to_string(i);
  text += R"(}, "merges": [)";
  for (int i = 0; i < 256'000; ++i) text += (i ? ",[\"p" : "[\"p") + std::to_string(i) + "\",\"q\"]";
  text += "]}}";
  CHECK(text.size() < vocabulary_limits.bytes);
  const nlohmann::json document = parse_json(text, "tokenizer.json", vocabulary_limits);
  CHECK(document["model"]["vocab"].size() == 256'000);
  CHECK(document["model"]["merges"].size() == 256'000);
}

TEST_CASE("only regular files are read") {
  const test::TemporaryFolder folder;
  CHECK_THROWS_WITH(read_text_file(folder.path() / "missing", 10), ContainsSubstring("no such file"));
  CHECK_THROWS_WITH(read_text_file(folder.path(), 10), ContainsSubstring("not a regular file"));
  CHECK_THROWS_WITH(read_text_file("/dev/zero", 10), ContainsSubstring("not a regular file"));
}
