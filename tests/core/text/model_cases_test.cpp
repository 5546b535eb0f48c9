// The texts of the golden cases of models: ids and offsets as the reference's tokenizers gave them.
#include <nlohmann/json.hpp>

#include "core/text/tokenizer.h"
#include "tests/support/catch.h"
#include "tests/support/golden_roots.h"
#include "tests/support/paths.h"

using namespace rex;
using namespace rex::test;
using nlohmann::json;

namespace {

json read_case(const GoldenFolder& golden) {
  const auto file = golden.path / "case.json";
  return std::filesystem::exists(file) ? json::parse(read_file(file)) : json::object();
}

json offsets_of(const TokenizedText& text) {
  json offsets = json::array();
  for (const Token& token : text.tokens) offsets.push_back({token.begin, token.end});
  return offsets;
}

json spellings_of(const TokenizedText& text) {
  json spellings = json::array();
  for (const Token& token : text.tokens) spellings.push_back(token.text);
  return spellings;
}

}  // namespace

TEST_CASE("the texts of model cases become the reference's tokens at the reference's places", "[golden]") {
  int texts = 0;
  for (const GoldenFolder& golden : golden_folders()) {
    const json told = read_case(golden);
    if (!told.contains("text") || !told.contains("input_ids") || !told.contains("offsets")) continue;
    INFO(golden.path.string());
    const auto tokenizer = Tokenizer::open(golden.path);
    const std::string text = told.at("text");
    const TokenizedText tokens = told.contains("text_pair")
                                     ? tokenizer->encode_pair(text, told.at("text_pair").get<std::string>())
                                     : tokenizer->encode(text);
    CHECK(json(tokens.ids()) == told.at("input_ids"));
    CHECK(offsets_of(tokens) == told.at("offsets"));
    CHECK(spellings_of(tokens) == told.at("tokens"));
    ++texts;
  }
  CHECK(texts > 0);
}

TEST_CASE("RoBERTa's vocab.json and merges.txt give what its tokenizer.json gives") {
  const std::filesystem::path golden = test::golden("roberta-1");
  const TemporaryFolder folder;
  for (const char* name : {"vocab.json", "merges.txt", "tokenizer_config.json", "config.json"}) {
    std::filesystem::copy_file(golden / name, folder.path() / name);
  }
  const auto whole = Tokenizer::open(golden), parts = Tokenizer::open(folder.path());
  CHECK(parts->name() == "BPE");
  CHECK(parts->has_segments() == whole->has_segments());
  CHECK(parts->pad_id() == whole->pad_id());
  CHECK(parts->mask_id() == whole->mask_id());
  CHECK(parts->start_id() == whole->start_id());
  CHECK(parts->end_id() == whole->end_id());
  for (const std::string text :
       {"The plot was dull and the actor charmed it.", "", " ", "  It's   they'll\n\n a café ☕ 日本 \t", "<s>the</s>",
        "a<pad> b <unk>c", "The\u00a0end", "x\xff y"}) {
    INFO(text);
    const TokenizedText one = whole->encode(text), same = parts->encode(text);
    CHECK(same.ids() == one.ids());
    CHECK(offsets_of(same) == offsets_of(one));
    const TokenizedText both = whole->encode_pair(text, "a warm end"), pair = parts->encode_pair(text, "a warm end");
    CHECK(pair.ids() == both.ids());
    CHECK(offsets_of(pair) == offsets_of(both));
  }
  // Without the name of the class, the vocabulary says whose it is.
  write_file(folder.path() / "tokenizer_config.json", "{}");
  CHECK(Tokenizer::open(folder.path())->encode("The end").ids() == whole->encode("The end").ids());
}

TEST_CASE("RoBERTa's files say how a mask, a leading space and other special tokens are treated") {
  const std::filesystem::path golden = test::golden("roberta-1");
  const TemporaryFolder folder;
  for (const char* name : {"vocab.json", "merges.txt"}) {
    std::filesystem::copy_file(golden / name, folder.path() / name);
  }
  const auto ids = [&](const std::string& config, const std::string& text) {
    write_file(folder.path() / "tokenizer_config.json", config);
    TokenizeOptions options;
    options.special_tokens = false;
    return Tokenizer::open(folder.path())->encode(text, options).ids();
  };
  const std::string named = R"({"tokenizer_class": "RobertaTokenizer"})";
  CHECK(ids(named, "the <mask>") == ids(named, "the<mask>"));  // the mask takes the space before it
  const std::string own =
      R"({"tokenizer_class": "RobertaTokenizerFast", "mask_token": {"content": "<mask>", "lstrip": false}})";
  CHECK(ids(own, "the <mask>").size() == ids(own, "the<mask>").size() + 1);
  const std::string prefixed = R"({"tokenizer_class": "RobertaTokenizer", "add_prefix_space": true})";
  CHECK(ids(prefixed, "the") == ids(named, " the"));
  CHECK(ids(named, "the") != ids(named, " the"));
  CHECK_THROWS_WITH(ids(R"({"tokenizer_class": "RobertaTokenizer", "cls_token": "[CLS]"})", "the"),
                    ContainsSubstring("vocab.json"));
  CHECK_THROWS_WITH(ids(R"({"tokenizer_class": "RobertaTokenizer", "pad_token": {"id": 3}})", "the"),
                    ContainsSubstring("content"));
  write_file(folder.path() / "merges.txt", "#version: 0.2\nthe\n");
  CHECK_THROWS_WITH(ids(named, "the"), ContainsSubstring("merges.txt"));
}
