#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/support/catch.h"
#include "tests/support/paths.h"

using namespace rex::test;
using nlohmann::json;

namespace {

CommandResult tokenize(const std::string& arguments, const std::string& input = {}) {
  return run_rex("tokenize --model " + golden("tokenizer-clip-own").string() + " " + arguments, input);
}

}  // namespace

TEST_CASE("rex tokenize shows each token beside its text") {
  const CommandResult result = tokenize("\"Red café\"");
  CHECK(result.status == 0);
  CHECK_THAT(result.output, ContainsSubstring("red</w>"));
  CHECK_THAT(result.output, ContainsSubstring("0–3            Red\n"));
  CHECK_THAT(result.output, ContainsSubstring("é\n"));
  CHECK_THAT(tokenize("--max-length 3 \"red cat\"").output, ContainsSubstring("1 tokens of the text were cut"));
}

TEST_CASE("rex tokenize --json writes what a model needs") {
  const json line = json::parse(tokenize("--json --pad --max-length 5 cat").output);
  CHECK(line["ids"] == json({547, 513, 548, 548, 548}));
  CHECK(line["attention_mask"] == json({1, 1, 1, 0, 0}));
  CHECK(line["offsets"][1] == json({0, 3}));
}

TEST_CASE("rex tokenize --jsonl answers line by line") {
  const CommandResult result = tokenize("--jsonl", R"({"text": "cat"}

{"text": "red red", "max_length": 3, "truncation": true}
{"text": "red", "pair": "cat cat cat", "max_length": 5, "truncation": "only_first"}
{"text": "", "add_special_tokens": false}
)");
  CHECK(result.status == 0);
  std::istringstream lines(result.output);
  std::string line;
  std::getline(lines, line);
  CHECK(line == R"({"ids": [547, 513, 548], "tokens": ["<|startoftext|>", "cat</w>", "<|endoftext|>"], )"
                R"("offsets": [[0, 0], [0, 3], [0, 0]]})");
  std::getline(lines, line);
  CHECK(json::parse(line)["ids"] == json({547, 517, 548}));
  std::getline(lines, line);
  CHECK(json::parse(line).contains("error"));
  std::getline(lines, line);
  CHECK(json::parse(line)["ids"].empty());
  CHECK(tokenize("--jsonl --no-special", R"({"text": "cat"})").output ==
        "{\"ids\": [513], \"tokens\": [\"cat</w>\"], \"offsets\": [[0, 3]]}\n");
}

TEST_CASE("a line of rex tokenize --jsonl may name another tokenizer of the folder") {
  const std::string folder = golden("tokenizer-byte-bpe-1").string();
  const CommandResult lines = run_rex("tokenize --jsonl --model " + folder, R"({"text": "a"}
{"text": "a", "tokenizer": "tokenizer-prefix.json"}
)");
  CHECK(lines.status == 0);
  const std::string second = lines.output.substr(lines.output.find('\n') + 1);
  CHECK(json::parse(second)["tokens"][1] == "\u0120a");
  CHECK(second == run_rex("tokenize --jsonl --model " + folder + "/tokenizer-prefix.json", R"({"text": "a"})").output);
  for (const char* name : {"../tokenizer-bert-1/tokenizer.json", "none.json"}) {
    const std::string line = json{{"text", "a"}, {"tokenizer", name}}.dump();
    CHECK(run_rex("tokenize --jsonl --model " + folder, line).status == 1);
  }
}

TEST_CASE("rex tokenize says which line is wrong") {
  for (const char* input : {"nonsense", "{}", "[]", R"({"text": 5})", R"({"text": "\ud800"})",
                            R"({"text": "a", "truncation": "x"})", R"({"text": "a", "max_length": "x"})"}) {
    const CommandResult result = tokenize("--jsonl", std::string("{\"text\": \"cat\"}\n") + input + "\n");
    INFO(input);
    CHECK(result.status == 1);
    CHECK_THAT(result.errors, ContainsSubstring("line 2 of standard input"));
  }
}

TEST_CASE("rex tokenize refuses wrong usage with status 2 and wrong folders with status 1") {
  CHECK(tokenize("").status == 2);
  CHECK(tokenize("--jsonl text").status == 2);
  CHECK(tokenize("--max-length 0 a").status == 2);
  CHECK(tokenize("--truncation sideways a").status == 2);
  CHECK(run_rex("tokenize text").status == 2);
  const CommandResult result = run_rex("tokenize --model /no/such/folder a");
  CHECK(result.status == 1);
  CHECK_THAT(result.errors, ContainsSubstring("is neither a folder nor the name of a model"));
}

TEST_CASE("rex tokenize knows the demo models by name") {
  const CommandResult result = run_rex("tokenize --model demo-bert \"a good film\"");
  CHECK(result.status == 0);
  CHECK_THAT(result.output, ContainsSubstring("film"));
}

TEST_CASE("rex tokenize takes words that are not UTF-8") {
  const CommandResult result = tokenize("--json \"$(printf 'a\\377b')\"");
  CHECK(result.status == 0);
  CHECK(json::parse(result.output)["offsets"][2] == json({1, 2}));
}
