// What tokenizer.json may say, and what broken or hostile ones get for an answer.
#include <chrono>

#include "core/base/error.h"
#include "core/text/tokenizer.h"
#include "tests/support/catch.h"
#include "tests/support/paths.h"

using namespace rex;

namespace {

/// A tokenizer.json that a test puts together.
struct Description {
  std::string normalizer = "null";
  std::string pre_tokenizer = "null";
  std::string post_processor = "null";
  std::string model = R"({"type": "WordLevel", "unk_token": "?", "vocab": {"?": 0, "a": 1, "b": 2, "ab": 3}})";
  std::string added = "[]";
  std::string more;

  std::string json() const {
    return R"({"added_tokens": )" + added + R"(, "normalizer": )" + normalizer + R"(, "pre_tokenizer": )" +
           pre_tokenizer + R"(, "post_processor": )" + post_processor + R"(, "model": )" + model + more + "}";
  }
  std::unique_ptr<Tokenizer> open() const {
    const test::TemporaryFolder folder;
    test::write_file(folder.path() / "tokenizer.json", json());
    return Tokenizer::open(folder.path());
  }
  std::string refusal() const {
    try {
      open();
    } catch (const Error& error) {
      return error.what();
    }
    return "opened";
  }
};

/// The pieces of TEXT with their offsets: "ab[0,2) …".
std::string pieces(const Description& description, const std::string& text) {
  std::string result;
  for (const Token& token : description.open()->encode(text).tokens) {
    result += token.text + "[" + std::to_string(token.begin) + "," + std::to_string(token.end) + ") ";
  }
  return result;
}

/// A model that knows single characters and nothing to join them.
const std::string letters = R"({"type": "BPE", "unk_token": "?", "vocab": {"?": 0, "a": 1, "b": 2, "-": 3, "1": 4,
                                "\u2581": 5, " ": 6, "ab": 7}, "merges": [["a", "b"]]})";

/// Where PRE_TOKENIZER cuts TEXT: the words, as their places in the text, "0-2 3-5".
std::string words(const std::string& pre_tokenizer, const std::string& text) {
  Description description;
  description.pre_tokenizer = pre_tokenizer;
  std::string result;
  for (const Token& token : description.open()->encode(text).tokens) {
    result += (result.empty() ? "" : " ") + std::to_string(token.begin) + "-" + std::to_string(token.end);
  }
  return result;
}

std::string split(const std::string& pattern, const std::string& behavior, const std::string& invert = "false") {
  return R"({"type": "Split", "pattern": )" + pattern + R"(, "behavior": ")" + behavior + R"(", "invert": )" + invert +
         "}";
}

struct Wrong {
  const char* value;
  const char* answer;
};

}  // namespace

TEST_CASE("a split keeps what it splits at in each of the ways that there are") {
  const std::string dash = R"({"String": "-"})";
  const std::string text = "the-final--countdown";
  CHECK(words(split(dash, "Removed"), text) == "0-3 4-9 11-20");
  CHECK(words(split(dash, "Isolated"), text) == "0-3 3-4 4-9 9-10 10-11 11-20");
  CHECK(words(split(dash, "Contiguous"), text) == "0-3 3-4 4-9 9-11 11-20");
  CHECK(words(split(dash, "MergedWithPrevious"), text) == "0-4 4-10 10-11 11-20");
  CHECK(words(split(dash, "MergedWithNext"), text) == "0-3 3-9 9-10 10-20");
  CHECK(words(split(dash, "Removed", "true"), text) == "3-4 9-10 10-11");
  CHECK(words(split(R"({"Regex": ""})", "Isolated"), "abc") == "0-1 1-2 2-3");
  CHECK(words(split("{\"Regex\": \"(?=b)\"}", "Isolated"), "abab") == "0-1 1-3 3-4");
}

TEST_CASE("words end where the script changes; kana is Han, spaces are of no script") {
  const std::string scripts = R"({"type": "UnicodeScripts"})";
  CHECK(words(scripts, "\u3069\u3053\u3067\u751F\u308C\u3002Yes") == "0-5 5-6 6-9");
  CHECK(words(scripts, "Apples are \u308A\u3093\u3054 \u6797\u6A8E") == "0-11 11-17");
  CHECK(words(scripts, "  a1 b") == "2-3 3-5 5-6");
  CHECK(words(scripts, "\u30FC\u30AB\u0434") == "0-2 2-3");
  CHECK(words(scripts, "  ").empty());
}

TEST_CASE("regular expressions mean what they mean to Oniguruma") {
  const auto removed = [](const std::string& expression, const std::string& text) {
    return words(split("{\"Regex\": \"" + expression + "\"}", "Isolated"), text);
  };
  CHECK(removed("\\\\h+", "xab1x") == "0-1 1-4 4-5");          // hexadecimal digits, not white space
  CHECK(removed("\\\\s", "a\u0085\vb") == "0-1 1-2 2-3 3-4");  // all of White_Space
  CHECK(removed("[[:punct:]]", "a$b") == "0-1 1-2 2-3");       // symbols as well
  CHECK(removed("[[:punct:]]", "a\u20AC\u00D7b") == "0-1 1-2 2-3 3-4");
  CHECK(removed("\\\\p{Punct}", "a$,b") == "0-2 2-3 3-4");      // where \p{} means no symbols
  CHECK(removed("[[:cntrl:]]", "a\u00AD\u0001") == "0-2 2-3");  // no format characters
  CHECK(removed("[[:alpha:]]+", "ae\u0301\u00B2") == "0-2 2-4");
  CHECK(removed("\\\\w+", "a\u00B2\u2084") == "0-2 2-3");  // Latin-1's superscripts are words alone,
  CHECK(removed("[\\\\w]+", "a\u00B2") == "0-1 1-2");      // but not in a class
  CHECK(removed("\\\\b-", "\u00BD-") == "0-1 1-2");
  CHECK(removed("\\\\p{^L}", "a1b") == "0-1 1-2 2-3");
  CHECK(removed("(?i:'S)", "a's") == "0-1 1-3");
  CHECK(removed("a{2}+", "aaaax") == "0-4 4-5");  // the interval again and again, not possessive
  CHECK(removed("a{,2}b", "aab") == "0-3");
  CHECK(removed("a{", "xa{") == "0-1 1-3");
  CHECK(removed("x]", "ax]") == "0-1 1-3");
  CHECK(removed("^b", "a\nb") == "0-2 2-3");    // ^ is at every line
  CHECK(removed("(?m:a.b)", "a\nb") == "0-3");  // m is for the dot
  CHECK(removed("[^\\\\S\\\\n]", "a\n b") == "0-2 2-3 3-4");
  CHECK(removed("[a-c&&[^b]]", "abc") == "0-1 1-2 2-3");
  CHECK(removed("\\\\bb", "a b") == "0-2 2-3");
}

TEST_CASE("regular expressions that are unsound, unknown or without an end in time are refused") {
  for (const Wrong& wrong :
       {Wrong{"(", "no regular expression"}, Wrong{"a)", "a ) without its ("}, Wrong{"[a", "a class without its ]"},
        Wrong{"\\\\", "ends in a backslash"}, Wrong{"\\\\Kx", "has \\K"}, Wrong{"(?<n>a)\\\\g<n>", "has \\g"},
        Wrong{"(?~a)", "kind of group"}, Wrong{"\\\\p{Nonsense}", "no regular expression"},
        Wrong{"\\\\p{a;b}", "property"}, Wrong{"\\\\xFF", "single byte"}, Wrong{"\\\\x{110000}", "above 10FFFF"},
        Wrong{"a{999999}", "99999"}, Wrong{"*", "no regular"}, Wrong{"[[:nope:]]", "[:nope:]"}}) {
    INFO(wrong.value);
    Description description;
    description.pre_tokenizer = split("{\"Regex\": \"" + std::string(wrong.value) + "\"}", "Isolated");
    CHECK_THAT(description.refusal(), ContainsSubstring("pre_tokenizer.pattern.Regex"));
    CHECK_THAT(description.refusal(), ContainsSubstring(wrong.answer));
  }
  const auto start = std::chrono::steady_clock::now();
  for (const char* catastrophe : {"(a+)+$x", "(a|aa)+x", "(a*)*b", "(.*)*x"}) {
    Description description;
    description.pre_tokenizer = split("{\"Regex\": \"" + std::string(catastrophe) + "\"}", "Isolated");
    INFO(catastrophe);
    CHECK_THROWS_WITH(description.open()->encode(std::string(3000, 'a')), ContainsSubstring("takes too"));
  }
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(60));
}

TEST_CASE("normalizers change the text and keep the places") {
  const auto normalized = [](const std::string& normalizer, const std::string& text) {
    Description description;
    description.normalizer = normalizer;
    description.model = letters;
    return pieces(description, text);
  };
  CHECK(normalized(R"({"type": "Lowercase"})", "AB") == "ab[0,2) ");
  CHECK(normalized(R"({"type": "Prepend", "prepend": "a"})", "b") == "ab[0,1) ");
  CHECK(normalized(R"({"type": "Strip", "strip_left": true, "strip_right": true})", "  ab ") == "ab[2,4) ");
  CHECK(normalized(R"({"type": "Strip", "strip_left": false, "strip_right": true})", " a ") == " [0,1) a[1,2) ");
  CHECK(normalized(R"({"type": "Replace", "pattern": {"String": "xx"}, "content": "ab"})", "axxb") ==
        "a[0,1) ab[2,3) b[3,4) ");
  CHECK(normalized(R"({"type": "Replace", "pattern": {"Regex": "x+"}, "content": ""})", "axxxb") == "ab[0,5) ");
  CHECK(normalized(R"({"type": "StripAccents"})", "a\u0301b") == "ab[0,3) ");
  CHECK(normalized(R"({"type": "NFKD"})", "\u00aa") == "a[0,1) ");
  CHECK(normalized(R"({"type": "NFKC"})", "\uff41b") == "ab[0,2) ");
  CHECK(normalized(R"({"type": "Nmt"})", "a\tb\u007f") == "a[0,1)  [1,2) b[2,3) ");
  CHECK(normalized(R"({"type": "Sequence", "normalizers": [{"type": "Lowercase"}, {"type": "NFD"}]})", "A") ==
        "a[0,1) ");
}

TEST_CASE("unknown characters are joined, fall apart into bytes, or vanish") {
  Description description;
  const auto model = [](const std::string& settings) {
    return R"({"type": "BPE", "vocab": {"?": 0, "a": 1, "<0xC3>": 2, "<0xA9>": 3}, "merges": [])" + settings + "}";
  };
  description.model = model("");
  CHECK(pieces(description, "xa") == "a[0,1) ");  // what is dropped is not counted either: the reference's way
  description.model = model(R"(, "unk_token": "?")");
  CHECK(pieces(description, "xya") == "?[0,1) ?[1,2) a[2,3) ");
  description.model = model(R"(, "unk_token": "?", "fuse_unk": true)");
  CHECK(pieces(description, "xya") == "?[0,2) a[2,3) ");
  description.model = model(R"(, "unk_token": "?", "byte_fallback": true)");
  CHECK(pieces(description, "aé") == "a[0,1) <0xC3>[1,2) <0xA9>[1,2) ");
  description.model = model(R"(, "unk_token": "none")");
  CHECK(pieces(description, "a") == "a[0,1) ");
  CHECK_THROWS_WITH(description.open()->encode("x"), ContainsSubstring("unknown token \"none\""));
  description.model = R"({"type": "Unigram", "vocab": [["a", -1.0]]})";
  CHECK_THROWS_WITH(description.open()->encode("x"), ContainsSubstring("names no unknown token"));
}

TEST_CASE("prefixes, word ends and whole words in byte-pair encodings") {
  Description description;
  description.model = R"({"type": "BPE", "continuing_subword_prefix": "##", "end_of_word_suffix": "</w>",
    "vocab": {"a": 0, "##b": 1, "##b</w>": 2, "ab": 3, "ab</w>": 4}, "merges": ["a ##b", "a ##b</w>"]})";
  CHECK(pieces(description, "ab") == "ab</w>[0,2) ");
  description.model = R"({"type": "BPE", "ignore_merges": true, "vocab": {"a": 0, "b": 1, "ab": 2}, "merges": []})";
  CHECK(pieces(description, "ab") == "ab[0,2) ");
  CHECK(pieces(description, "abb") == "a[0,1) b[1,2) b[2,3) ");
}

TEST_CASE("a long word is merged as a short one is") {
  Description description;
  description.model = R"({"type": "BPE", "vocab": {"a": 0, "aa": 1, "aaaa": 2, "b": 3, "ab": 4},
    "merges": ["a a", "aa aa", "a b"]})";
  const auto spelled = [&](std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += "aaaaaab";
    std::vector<int64_t> ids = description.open()->encode(text).ids();
    return ids;
  };
  const std::vector<int64_t> few = spelled(4);     // 28 symbols
  const std::vector<int64_t> many = spelled(400);  // 2800
  REQUIRE(many.size() == 100 * few.size());
  for (std::size_t i = 0; i < many.size(); ++i) REQUIRE(many[i] == few[i % few.size()]);
}

TEST_CASE("what stands round the text is what the post-processor says") {
  Description description;
  description.model = R"({"type": "WordLevel", "unk_token": "?", "vocab": {"?": 0, "a": 1, "b": 2, "S": 3, "E": 4}})";
  description.pre_tokenizer = R"({"type": "WhitespaceSplit"})";
  const auto ids = [&] { return description.open()->encode("a b").ids(); };
  const auto pair_ids = [&] { return description.open()->encode_pair("a", "b").ids(); };
  using Ids = std::vector<int64_t>;
  CHECK(ids() == Ids{1, 2});
  CHECK(pair_ids() == Ids{1, 2});
  description.post_processor = R"({"type": "BertProcessing", "sep": ["E", 4], "cls": ["S", 3]})";
  CHECK(ids() == Ids{3, 1, 2, 4});
  CHECK(pair_ids() == Ids{3, 1, 4, 2, 4});
  CHECK(description.open()->encode_pair("a", "b").tokens[4].type == 1);
  description.post_processor = R"({"type": "RobertaProcessing", "sep": ["E", 4], "cls": ["S", 3]})";
  CHECK(pair_ids() == Ids{3, 1, 4, 4, 2, 4});
  description.post_processor = R"({"type": "TemplateProcessing", "single": [{"Sequence": {"id": "A", "type_id": 0}},
    {"SpecialToken": {"id": "end", "type_id": 0}}], "pair": [],
    "special_tokens": {"end": {"id": "end", "ids": [4, 3], "tokens": ["E", "S"]}}})";
  CHECK(ids() == Ids{1, 2, 4, 3});
  CHECK(description.open()->end_id() == 3);
  CHECK(description.open()->start_id() == -1);
  CHECK_THROWS_WITH(pair_ids(), ContainsSubstring("how two texts become one input"));
}

TEST_CASE("a fixed length is rounded, and longer texts are left as they are") {
  Description description;
  description.pre_tokenizer = R"({"type": "WhitespaceSplit"})";
  description.more = R"(, "padding": {"strategy": {"Fixed": 2}, "direction": "Right", "pad_to_multiple_of": 4,
                                     "pad_id": 0, "pad_type_id": 0, "pad_token": "?"})";
  CHECK(description.open()->encode("a").ids().size() == 4);
  CHECK(description.open()->encode("a b a b a").ids().size() == 5);
  description.more = R"(, "truncation": {"direction": "Right", "max_length": 3, "strategy": "OnlyFirst", "stride": 0})";
  description.post_processor = R"({"type": "BertProcessing", "sep": ["b", 2], "cls": ["a", 1]})";
  CHECK(description.open()->encode_pair("a", "b a b").ids() == std::vector<int64_t>{1, 2, 2});  // nothing has room
}

TEST_CASE("lengths are kept as the file says, unless transformers' own file lies beside it") {
  Description description;
  description.pre_tokenizer = R"({"type": "WhitespaceSplit"})";
  description.more = R"(, "truncation": {"direction": "Left", "max_length": 2, "strategy": "LongestFirst", "stride": 0},
    "padding": {"strategy": {"Fixed": 4}, "direction": "Left", "pad_to_multiple_of": 3, "pad_id": 0, "pad_type_id": 0,
                "pad_token": "?"})";
  const TokenizedText text = description.open()->encode("a b ab");
  CHECK(text.ids() == std::vector<int64_t>{0, 0, 0, 0, 2, 3});
  CHECK(text.leading_padding == 4);
  CHECK(text.truncated == 1);
  CHECK(text.is_attended(4));
  CHECK_FALSE(text.is_attended(3));

  const test::TemporaryFolder folder;
  test::write_file(folder.path() / "tokenizer.json", description.json());
  test::write_file(folder.path() / "tokenizer_config.json", R"({"truncation_side": "right"})");
  const auto wrapped = Tokenizer::open(folder.path());
  CHECK(wrapped->encode("a b ab").ids() == std::vector<int64_t>{1, 2, 3});
  CHECK(wrapped->model_max_length() == 2);
  TokenizeOptions options;
  options.max_length = 2;
  options.pad_to = 3;
  CHECK(wrapped->encode("a b ab", options).ids() == std::vector<int64_t>{0, 1, 2});
}

TEST_CASE("with both, tokenizer.json wins over vocab.txt") {
  const test::TemporaryFolder folder;
  Description description;
  test::write_file(folder.path() / "tokenizer.json", description.json());
  test::write_file(folder.path() / "vocab.txt", "[UNK]\n[CLS]\n[SEP]\nab\n");
  CHECK(Tokenizer::open(folder.path())->encode("ab").ids() == std::vector<int64_t>{3});
}

TEST_CASE("a part that is broken or not known is refused by its name") {
  const auto refused = [](auto part, const char* place, std::initializer_list<Wrong> table) {
    for (const Wrong& wrong : table) {
      INFO(wrong.value);
      Description description;
      description.*part = wrong.value;
      const std::string refusal = description.refusal();
      CHECK_THAT(refusal, ContainsSubstring(place));
      CHECK_THAT(refusal, ContainsSubstring(wrong.answer));
    }
  };
  refused(&Description::normalizer, "normalizer",
          {{"5", "not an object"},
           {"{}", "lacks \"type\""},
           {R"({"type": 7})", "not a text"},
           {R"({"type": "Shout"})", "type Shout, which is not known"},
           {R"({"type": "Sequence"})", "lacks \"normalizers\""},
           {R"({"type": "Sequence", "normalizers": {}})", "not a list"},
           {R"({"type": "Sequence", "normalizers": [{"type": "NFC"}, {"type": "X"}]})", "normalizers[1]"},
           {R"({"type": "BertNormalizer", "lowercase": 1})", "not true or false"},
           {R"({"type": "Replace", "content": "a"})", "lacks \"pattern\""},
           {R"({"type": "Replace", "pattern": {}, "content": "a"})", "neither a \"String\" nor a \"Regex\""},
           {R"({"type": "Replace", "pattern": {"String": "a"}})", "lacks \"content\""},
           {R"({"type": "Prepend"})", "lacks \"prepend\""},
           {R"({"type": "Precompiled"})", "lacks \"precompiled_charsmap\""},
           {R"({"type": "Precompiled", "precompiled_charsmap": "A*=="})", "not in base 64"},
           {R"({"type": "Precompiled", "precompiled_charsmap": ""})", "not a table"},
           {R"({"type": "Precompiled", "precompiled_charsmap": "/////w=="})", "not a table"},
           {R"({"type": "Strip", "strip_left": "yes"})", "not true or false"}});
  refused(&Description::pre_tokenizer, "pre_tokenizer",
          {{"[]", "not an object"},
           {R"({"type": "Scripts"})", "type Scripts, which is not known"},
           {R"({"type": "Sequence", "pretokenizers": [5]})", "pretokenizers[0]"},
           {R"({"type": "Split", "pattern": {"String": "a"}})", "lacks \"behavior\""},
           {R"({"type": "Split", "pattern": {"String": "a"}, "behavior": "Away"})", "Away, which is not known"},
           {R"({"type": "Metaspace"})", "lacks \"replacement\""},
           {R"({"type": "Metaspace", "replacement": "ab"})", "not one character"},
           {R"({"type": "Metaspace", "replacement": "_", "prepend_scheme": "x"})", "x, which is not known"},
           {R"({"type": "ByteLevel", "add_prefix_space": null, "trim_offsets": 3})", "not true or false"},
           {R"({"type": "FixedLength", "length": 0})", "is 0"},
           {R"({"type": "FixedLength", "length": 1e99})", "not a whole number"},
           {R"({"type": "Digits", "individual_digits": "no"})", "not true or false"}});
  refused(&Description::post_processor, "post_processor",
          {{R"({"type": "Other"})", "type Other, which is not known"},
           {R"({"type": "BertProcessing", "cls": ["S", 3]})", "lacks \"sep\""},
           {R"({"type": "BertProcessing", "cls": ["S"], "sep": ["E", 4]})", "not a token with its id"},
           {R"({"type": "BertProcessing", "cls": ["S", -1], "sep": ["E", 4]})", "not a whole number"},
           {R"({"type": "TemplateProcessing", "single": [], "pair": []})", "lacks \"special_tokens\""},
           {R"({"type": "TemplateProcessing", "single": [{}], "pair": [], "special_tokens": {}})", "neither"},
           {R"({"type": "TemplateProcessing", "single": [{"Sequence": {"id": "B"}}], "special_tokens": {}})",
            "no sequence that there is"},
           {R"({"type": "TemplateProcessing", "single": [{"SpecialToken": {"id": "x"}}], "special_tokens": {}})",
            "not among its special_tokens"},
           {R"({"type": "TemplateProcessing", "single": [{"SpecialToken": {"id": "x"}}],
               "special_tokens": {"x": {"ids": [1, 2], "tokens": ["x"]}}})",
            "another number"},
           {R"({"type": "Sequence", "processors": [{"type": "BertProcessing", "cls": ["S", 3], "sep": ["E", 4]},
               {"type": "BertProcessing", "cls": ["S", 3], "sep": ["E", 4]}]})",
            "twice"}});
  refused(&Description::model, "model",
          {{"[]", "not an object"},
           {"null", "no model"},
           {R"({"type": "BPE"})", "lacks \"vocab\""},
           {R"({"type": "Other", "vocab": {"a": 0}})", "type Other, which is not known"},
           {R"({"type": "WordLevel", "vocab": []})", "not an object of pieces"},
           {R"({"type": "WordLevel", "vocab": {}})", "holds no pieces"},
           {R"({"type": "WordLevel", "vocab": {"a": -1}})", "vocab[\"a\"] is not a whole number"},
           {R"({"type": "WordLevel", "vocab": {"a": 99999999999999999999}})", "not a whole number"},
           {R"({"type": "WordPiece", "vocab": {"a": 0}, "max_input_chars_per_word": 100000})", "0…1000"},
           {R"({"type": "BPE", "vocab": {"a": 0}})", "lacks \"merges\""},
           {R"({"type": "BPE", "vocab": {"a": 0}, "merges": {}})", "not a list"},
           {R"({"type": "BPE", "vocab": {"a": 0}, "merges": ["a"]})", "not a pair"},
           {R"({"type": "BPE", "vocab": {"a": 0}, "merges": [["a", "a", "a"]]})", "not a pair"},
           {R"({"type": "BPE", "vocab": {"a": 0}, "merges": [["a", 5]]})", "not a text"},
           {R"({"type": "BPE", "vocab": {"a": 0}, "merges": [], "dropout": 0.5})", "by chance"},
           {R"({"type": "Unigram", "vocab": [["a"]]})", "not a piece with its score"},
           {R"({"type": "Unigram", "vocab": [["a", "b"]]})", "not a finite number"},
           {R"({"type": "Unigram", "vocab": [["a", -1.0]], "unk_id": 1})", "behind the vocabulary"},
           {R"({"type": "Unigram", "vocab": [["a", -1.0]], "unk_id": -2})", "not a whole number"}});
  refused(&Description::added, "added_tokens",
          {{"{}", "not a list"},
           {"[5]", "not an object"},
           {R"([{"id": 5}])", "lacks \"content\""},
           {R"([{"content": "x"}])", "lacks \"id\""},
           {R"([{"content": "x", "id": "y"}])", "not a whole number"},
           {R"([{"content": "x", "id": 5, "lstrip": 1}])", "not true or false"}});
  refused(&Description::more, "",
          {{R"(, "truncation": {"direction": "Up", "max_length": 5})", "neither Left nor Right"},
           {R"(, "truncation": {})", "lacks \"max_length\""},
           {R"(, "truncation": {"max_length": 5, "strategy": "Any"})", "strategy is not known"},
           {R"(, "padding": {"strategy": "Any"})", "strategy is not known"},
           {R"(, "padding": {"strategy": {"Fixed": -1}})", "not a whole number"}});
  Description merges;
  merges.model = R"({"type": "BPE", "vocab": {"a": 0}, "merges": ["a b"]})";
  CHECK_THAT(merges.refusal(), ContainsSubstring("merge 1 needs the piece \"b\""));
}

TEST_CASE("merges that lead back to where they began come to an end") {
  Description description;
  description.model = R"({"type": "BPE", "vocab": {"a": 0, "aa": 0, "b": 1, "ab": 0}, "merges": ["a a", "a b"]})";
  CHECK(description.open()->encode(std::string(1000, 'a') + "b").tokens.size() == 1);
  CHECK(description.open()->encode("aab").tokens.size() == 1);
}

TEST_CASE("a broken table of replacements reads nothing beyond its end") {
  // One unit that points far away, and one key whose replacement lies behind the end.
  for (const char* table : {"BAAAAP////8=", "CAAAAAAEAABhAQAA", "CAAAAAABAAD///9/YQ=="}) {
    Description description;
    description.normalizer = R"({"type": "Precompiled", "precompiled_charsmap": ")" + std::string(table) + "\"}";
    description.model = letters;
    INFO(table);
    if (description.refusal() == "opened") CHECK(!description.open()->encode("ab é \u0301").tokens.empty());
  }
}

TEST_CASE("white space splits words where the file says so alone, as people reported") {
  const std::filesystem::path folder = test::source_folder() / "../shared/cases/tokenizer-whitespace-split";
  if (!exists(folder)) REX_SKIP("the case is read from ../shared, which is not here");
  const auto tokenizer = Tokenizer::open(folder);
  std::vector<std::string> found;
  for (const Token& token : tokenizer->encode("The plot is silly, but").tokens) found.push_back(token.text);
  CHECK(found == std::vector<std::string>{"[CLS]", "the", "plot", "is", "[UNK]", "but", "[SEP]"});
}
