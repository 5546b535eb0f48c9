// Which file says what, and what broken or hostile files get for an answer.
#include "core/text/tokenizer_files.h"

#include "core/base/error.h"
#include "core/text/tokenizer.h"
#include "tests/support/catch.h"
#include "tests/support/paths.h"

using namespace rex;

namespace {

/// A model folder that a test fills.
class Folder {
 public:
  Folder& with(const std::string& name, const std::string& bytes) {
    test::write_file(folder_.path() / name, bytes);
    return *this;
  }
  std::unique_ptr<Tokenizer> open() const { return Tokenizer::open(folder_.path()); }
  std::string refusal() const {
    try {
      open();
    } catch (const Error& error) {
      return error.what();
    }
    return "opened";
  }

 private:
  test::TemporaryFolder folder_;
};

const std::string bert_vocabulary = "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nthe\nThe\ncat\n##s\ne\n";
const std::string clip_vocabulary =
    R"({"a": 0, "b": 1, "a</w>": 2, "b</w>": 3, "ab</w>": 4, "<|startoftext|>": 5, "<|endoftext|>": 6})";
const std::string clip_merges = "#version: 0.2\na b</w>\n";

std::vector<int64_t> ids(const Tokenizer& tokenizer, const std::string& text) {
  TokenizeOptions options;
  options.special_tokens = false;
  return tokenizer.encode(text, options).ids();
}

}  // namespace

TEST_CASE("vocab.txt alone makes an uncased BERT; its configuration can say cased") {
  CHECK(ids(*Folder().with("vocab.txt", bert_vocabulary).open(), "The cats É") == std::vector<int64_t>{5, 7, 8, 9});
  const auto cased =
      Folder().with("vocab.txt", bert_vocabulary).with("tokenizer_config.json", R"({"do_lower_case": false})").open();
  CHECK(ids(*cased, "The the É") == std::vector<int64_t>{6, 5, 1});
}

TEST_CASE("lines may end as on Windows, and a piece named twice has its last id") {
  const auto tokenizer = Folder().with("vocab.txt", "[PAD]\r\n[UNK]\r\n[CLS]\r\n[SEP]\r\nthe\r\ncat\r\nthe").open();
  CHECK(ids(*tokenizer, "the cat") == std::vector<int64_t>{6, 5});
  CHECK(tokenizer->piece_of(4) == "the");
  CHECK(tokenizer->mask_id() == -1);
}

TEST_CASE("vocab.json with merges.txt alone makes CLIP") {
  const auto tokenizer = Folder().with("vocab.json", clip_vocabulary).with("merges.txt", clip_merges).open();
  CHECK(ids(*tokenizer, "AB a") == std::vector<int64_t>{4, 2});
  CHECK(ids(*tokenizer, "ax") == std::vector<int64_t>{0, 6});  // bytes that the vocabulary lacks are unknown
}

TEST_CASE("tokenizer.json alone is enough, with its merges in either spelling") {
  const auto file = [](const std::string& merges) {
    return R"({"model": {"type": "BPE", "end_of_word_suffix": "</w>", "vocab": )" + clip_vocabulary +
           R"(, "merges": )" + merges + "}}";
  };
  for (const char* merges : {R"(["a b</w>"])", R"([["a", "b</w>"]])"}) {
    CHECK(ids(*Folder().with("tokenizer.json", file(merges)).open(), "ab") == std::vector<int64_t>{4});
  }
  const auto bert = Folder()
                        .with("tokenizer.json", R"({"normalizer": {"type": "BertNormalizer", "lowercase": false},
    "pre_tokenizer": {"type": "BertPreTokenizer"},
    "added_tokens": [{"id": 4, "content": "Foo", "normalized": false}],
    "model": {"type": "WordPiece", "vocab": {"[UNK]": 0, "[CLS]": 1, "[SEP]": 2, "The": 3}}})")
                        .open();
  CHECK(ids(*bert, "The the Foo") == std::vector<int64_t>{3, 0, 4});
  CHECK(bert->vocabulary_size() == 5);
}

TEST_CASE("special tokens may have other spellings, as texts or as objects") {
  const auto tokenizer =
      Folder()
          .with("vocab.txt", "<pad>\n<unk>\n<s>\n</s>\nthe\n")
          .with("tokenizer_config.json", R"({"pad_token": "<pad>", "cls_token": {"content": "<s>"}})")
          .with("special_tokens_map.json", R"({"unk_token": "<unk>", "sep_token": {"content": "</s>"}})")
          .open();
  CHECK(tokenizer->encode("the x").ids() == std::vector<int64_t>{2, 4, 1, 3});
  CHECK(ids(*tokenizer, "the</s>") == std::vector<int64_t>{4, 3});
  CHECK(tokenizer->pad_id() == 0);
}

TEST_CASE("added_tokens.json and added_tokens_decoder give ids behind the vocabulary") {
  const auto legacy = Folder().with("vocab.txt", bert_vocabulary).with("added_tokens.json", R"({"Foo": 10})").open();
  CHECK(ids(*legacy, "the FOO") == std::vector<int64_t>{5, 10});
  const auto newer =
      Folder()
          .with("vocab.txt", bert_vocabulary)
          .with("tokenizer_config.json", R"({"added_tokens_decoder": {"10": {"content": "Foo", "normalized": false}}})")
          .open();
  CHECK(ids(*newer, "the Foo") == std::vector<int64_t>{5, 10});
  CHECK(ids(*newer, "foo") == std::vector<int64_t>{1});
  CHECK(newer->vocabulary_size() == 11);
  CHECK(newer->piece_of(10) == "Foo");
}

TEST_CASE("the longest input comes from the tokenizer, else from the model, and 10³⁰ means none") {
  const auto longest = [](const std::string& tokenizer, const std::string& model) {
    return Folder()
        .with("vocab.txt", bert_vocabulary)
        .with("tokenizer_config.json", tokenizer)
        .with("config.json", model)
        .open()
        ->model_max_length();
  };
  CHECK(longest(R"({"model_max_length": 64})", R"({"max_position_embeddings": 512})") == 64);
  CHECK(longest(R"({"model_max_length": 1000000000000000019884624838656})", R"({"max_position_embeddings": 40})") ==
        40);
  CHECK(longest("{}", R"({"text_config": {"max_position_embeddings": 77}})") == 77);
  CHECK(longest(R"({"model_max_length": -5})", "{}") == 0);
}

TEST_CASE("folders without a tokenizer are refused") {
  CHECK_THROWS_WITH(Tokenizer::open("/no/such/folder"), ContainsSubstring("is not a folder"));
  CHECK_THAT(Folder().refusal(), ContainsSubstring("holds no vocabulary"));
  CHECK_THAT(Folder().with("vocab.json", clip_vocabulary).refusal(), ContainsSubstring("merges.txt"));
  CHECK_THAT(Folder()
                 .with("vocab.txt", bert_vocabulary)
                 .with("tokenizer_config.json", R"({"tokenizer_class": "T5Tokenizer"})")
                 .refusal(),
             ContainsSubstring("T5Tokenizer is not known without its tokenizer.json"));
  CHECK_THAT(Folder()
                 .with("vocab.txt", bert_vocabulary)
                 .with("tokenizer_config.json", R"({"tokenizer_class": "CLIPTokenizerFast"})")
                 .refusal(),
             ContainsSubstring("no vocab.json with merges.txt"));
}

TEST_CASE("broken vocabularies are refused with what is wrong") {
  CHECK_THAT(Folder().with("vocab.txt", "").refusal(), ContainsSubstring("holds no pieces"));
  CHECK_THAT(Folder().with("vocab.txt", "the\ncat\n").refusal(), ContainsSubstring("no piece \"[CLS]\""));
  CHECK_THAT(Folder().with("vocab.txt", "[CLS]\n[SEP]\n").refusal(), ContainsSubstring("no piece \"[UNK]\""));
  CHECK_THAT(Folder().with("vocab.txt", bert_vocabulary + "\xff\n").refusal(),
             ContainsSubstring("line 11 is not UTF-8"));
  const auto clip = [](const std::string& vocabulary, const std::string& merges) {
    return Folder().with("vocab.json", vocabulary).with("merges.txt", merges).refusal();
  };
  CHECK(clip(clip_vocabulary, clip_merges + "\r\n\n") == "opened");
  CHECK_THAT(clip(clip_vocabulary, "a c</w>\n"), ContainsSubstring("merge 1 needs the piece \"c</w>\""));
  CHECK_THAT(clip(clip_vocabulary, "b a</w>\n"), ContainsSubstring("\"ba</w>\""));
  CHECK_THAT(clip(clip_vocabulary, "a b</w> x\n"), ContainsSubstring("not a pair"));
  CHECK_THAT(clip(clip_vocabulary, "ab\n"), ContainsSubstring("not a pair"));
  CHECK_THAT(clip("[1, 2]", ""), ContainsSubstring("array, not an object"));
  CHECK_THAT(clip("{\"a\": [", ""), ContainsSubstring("is not JSON"));
  CHECK_THAT(clip(R"({"a": -1})", ""), ContainsSubstring("the id of \"a\""));
  CHECK_THAT(clip(R"({"a": 18446744073709551615})", ""), ContainsSubstring("the id of \"a\""));
  CHECK_THAT(clip(R"({"a": 1e3})", ""), ContainsSubstring("the id of \"a\""));
  CHECK_THAT(clip(R"({"a": "0"})", ""), ContainsSubstring("the id of \"a\""));
  CHECK_THAT(clip(R"({"a": 0})", ""), ContainsSubstring("no piece \"<|startoftext|>\""));
  CHECK_THAT(clip("{\"a\":" + std::string(1000, '['), ""), ContainsSubstring("too deep"));
}

TEST_CASE("broken descriptions are refused with what is wrong") {
  const auto with = [](const std::string& name, const std::string& bytes) {
    return Folder().with("vocab.txt", bert_vocabulary).with(name, bytes).refusal();
  };
  CHECK_THAT(with("tokenizer_config.json", "[]"), ContainsSubstring("array, not an object"));
  CHECK_THAT(with("tokenizer_config.json", R"({"cls_token": 5})"), ContainsSubstring("cls_token is neither a text"));
  CHECK_THAT(with("tokenizer_config.json", R"({"cls_token": {"content": 5}})"), ContainsSubstring("cls_token"));
  CHECK_THAT(with("tokenizer_config.json", R"({"added_tokens_decoder": []})"), ContainsSubstring("not an object"));
  CHECK_THAT(with("tokenizer_config.json", R"({"added_tokens_decoder": {"x": "a"}})"), ContainsSubstring("the id of"));
  CHECK_THAT(with("tokenizer_config.json", R"({"added_tokens_decoder": {"9999999999": "a"}})"),
             ContainsSubstring("the id of"));
  CHECK_THAT(with("special_tokens_map.json", R"({"additional_special_tokens": [7]})"),
             ContainsSubstring("neither a text"));
  CHECK_THAT(with("added_tokens.json", R"({"a": "b"})"), ContainsSubstring("the id of"));
  CHECK_THAT(with("tokenizer.json", "{}"), ContainsSubstring("has no model"));
  CHECK_THAT(with("tokenizer.json", R"({"model": {"type": "WordPiece", "vocab": [1]}})"),
             ContainsSubstring("is not an object"));
  CHECK(with("tokenizer_config.json", R"({"cls_token": null, "do_lower_case": "yes", "strip_accents": 3})") ==
        "opened");
}

TEST_CASE("descriptions that would make every text slow are refused") {
  const std::string endless(10000, 'x');
  CHECK_THAT(
      Folder().with("vocab.txt", bert_vocabulary).with("added_tokens.json", "{\"" + endless + "\": 10}").refusal(),
      ContainsSubstring("longer than 512"));
  CHECK_THAT(Folder()
                 .with("tokenizer.json",
                       R"({"model": {"type": "WordPiece", "max_input_chars_per_word": 100000, "vocab": {"[UNK]": 0}}})")
                 .refusal(),
             ContainsSubstring("max_input_chars_per_word"));
}

TEST_CASE("an id far away costs no memory") {
  const auto tokenizer =
      Folder().with("vocab.txt", bert_vocabulary).with("added_tokens.json", R"({"far": 2147483647})").open();
  CHECK(tokenizer->vocabulary_size() == int64_t{2147483648});
  CHECK(ids(*tokenizer, "far") == std::vector<int64_t>{2147483647});
}
