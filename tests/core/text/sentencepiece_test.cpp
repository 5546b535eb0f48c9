#include <fstream>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/text/tokenizer.h"
#include "tests/support/catch.h"
#include "tests/support/paths.h"

using namespace rex;
using nlohmann::json;

namespace {

/// A field of text or of a message, as Protocol Buffers writes it.
std::string field(char number, const std::string& bytes) {
  return std::string(1, static_cast<char>(number << 3 | 2)) + static_cast<char>(bytes.size()) + bytes;
}

std::string piece(const std::string& text, char kind) {
  return field(1, field(1, text) + std::string("\x15\x00\x00\x80\xBF", 5) + std::string("\x18", 1) + kind);
}

const std::string sound = piece("<unk>", 2) + piece("</s>", 3) + piece("\u2581", 1) + piece("a", 1);

std::string refusal(const std::string& bytes, const std::string& tokenizer_class = "T5Tokenizer") {
  const test::TemporaryFolder folder;
  test::write_file(folder.path() / "spiece.model", bytes);
  test::write_file(folder.path() / "tokenizer_config.json", R"({"tokenizer_class": ")" + tokenizer_class + "\"}");
  try {
    Tokenizer::open(folder.path());
  } catch (const Error& error) {
    return error.what();
  }
  return "opened";
}

}  // namespace

TEST_CASE("SigLIP's SentencePiece model reads texts as the reference does", "[golden]") {
  const auto folder = test::shared_golden("siglip-1");
  if (folder.empty()) REX_SKIP("the case is read from ../shared, which is not here");
  const auto tokenizer = Tokenizer::open(folder);
  CHECK(tokenizer->name() == "Unigram");
  CHECK(tokenizer->piece_of(tokenizer->end_id()) == "</s>");
  CHECK(tokenizer->pad_id() == tokenizer->end_id());
  CHECK(tokenizer->model_max_length() == 16);
  CHECK_FALSE(tokenizer->has_segments());
  const json cases = json::parse(std::ifstream(folder / "case.json"));
  for (const json& line : cases["tokenization"]) {
    INFO(line.dump());
    CHECK(tokenizer->encode(line["text"].get<std::string>()).ids() == line["ids"].get<std::vector<int64_t>>());
  }
}

TEST_CASE("a SentencePiece model that is broken or of another kind is refused") {
  CHECK(refusal(sound) == "opened");
  CHECK_THAT(refusal(""), ContainsSubstring("holds no pieces"));
  CHECK_THAT(refusal(sound.substr(0, sound.size() - 3)), ContainsSubstring("was cut short"));
  CHECK_THAT(refusal("nonsense"), ContainsSubstring("is no SentencePiece model"));
  CHECK_THAT(refusal(std::string(20, '\xff')), ContainsSubstring("was cut short"));
  CHECK_THAT(refusal(piece("a", 1)), ContainsSubstring("no piece </s>"));
  CHECK_THAT(refusal(piece("\xff", 1)), ContainsSubstring("not UTF-8"));
  CHECK_THAT(refusal(sound + piece("x", 4)), ContainsSubstring("user-defined"));
  CHECK_THAT(refusal(sound + field(2, std::string("\x18\x02", 2))), ContainsSubstring("another kind than unigram"));
  CHECK_THAT(refusal(sound + field(3, field(2, "abc"))), ContainsSubstring("not a table"));
  CHECK_THAT(refusal(sound, "OtherTokenizer"), ContainsSubstring("OtherTokenizer"));
}
