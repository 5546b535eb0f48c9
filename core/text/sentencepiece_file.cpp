#include "core/text/sentencepiece_file.h"

#include <array>
#include <bit>
#include <nlohmann/json.hpp>
#include <vector>

#include "core/base/error.h"
#include "core/base/printable.h"
#include "core/base/text_file.h"
#include "core/text/protobuf.h"

namespace rex::text {
namespace fs = std::filesystem;
using nlohmann::json;

namespace {

constexpr const char* mark = "\u2581";  // a space, as SentencePiece writes it

/// The kinds of pieces and of models, as sentencepiece_model.proto numbers them.
enum PieceKind : uint64_t { normal = 1, unknown = 2, user_defined = 4 };
constexpr uint64_t unigram_model = 1;

struct Contents {
  json pieces = json::array();  ///< [piece, score]
  int64_t unknown_id = -1;
  bool has_user_defined = false;
  uint64_t model_kind = unigram_model;
  bool byte_fallback = false;
  std::string replacements;  ///< a table as PrecompiledMap reads it
  bool add_dummy_prefix = true;
  bool remove_extra_white_space = true;
};

class SentencePieceReader {
 public:
  explicit SentencePieceReader(const fs::path& file) : file_(file.string()) {}

  Contents read(std::string_view bytes) const {
    Contents contents;
    ProtobufReader model(bytes);
    while (const auto field = model.next()) {
      if (field->number == 1) read_piece(field->bytes, contents);
      if (field->number == 2) read_trainer(field->bytes, contents);
      if (field->number == 3) read_normalizer(field->bytes, contents);
    }
    check(model);
    if (contents.pieces.empty()) throw Error(file_, "is no SentencePiece model: it holds no pieces");
    return contents;
  }

 private:
  void check(const ProtobufReader& reader) const {
    if (reader.is_broken()) throw Error(file_, "is no SentencePiece model, or was cut short", "Fetch the file again.");
  }

  void read_piece(std::string_view bytes, Contents& contents) const {
    std::string piece;
    float score = 0;
    uint64_t kind = normal;
    ProtobufReader reader(bytes);
    while (const auto field = reader.next()) {
      if (field->number == 1) piece = field->bytes;
      if (field->number == 2) score = std::bit_cast<float>(static_cast<uint32_t>(field->value));
      if (field->number == 3) kind = field->value;
    }
    check(reader);
    if (!is_utf8(piece)) throw Error(file_, "holds a piece that is not UTF-8");
    if (kind == unknown) contents.unknown_id = static_cast<int64_t>(contents.pieces.size());
    contents.has_user_defined |= kind == user_defined;
    contents.pieces.push_back({piece, score});
  }

  void read_trainer(std::string_view bytes, Contents& contents) const {
    ProtobufReader reader(bytes);
    while (const auto field = reader.next()) {
      if (field->number == 3) contents.model_kind = field->value;
      if (field->number == 35) contents.byte_fallback = field->value != 0;
    }
    check(reader);
  }

  void read_normalizer(std::string_view bytes, Contents& contents) const {
    ProtobufReader reader(bytes);
    while (const auto field = reader.next()) {
      if (field->number == 2) contents.replacements = field->bytes;
      if (field->number == 3) contents.add_dummy_prefix = field->value != 0;
      if (field->number == 4) contents.remove_extra_white_space = field->value != 0;
    }
    check(reader);
  }

  std::string file_;
};

std::string to_base64(std::string_view bytes) {
  constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    std::array<unsigned char, 3> three{};
    const std::size_t count = std::min<std::size_t>(3, bytes.size() - at);
    for (std::size_t i = 0; i < count; ++i) three[i] = static_cast<unsigned char>(bytes[at + i]);
    text += letters[three[0] >> 2];
    text += letters[(three[0] & 3) << 4 | three[1] >> 4];
    text += count > 1 ? letters[(three[1] & 15) << 2 | three[2] >> 6] : '=';
    text += count > 2 ? letters[three[2] & 63] : '=';
  }
  return text;
}

json replacing(const char* kind, const std::string& pattern, const std::string& content) {
  return {{"type", "Replace"}, {"pattern", {{kind, pattern}}}, {"content", content}};
}

json normalizer_of(const Contents& contents, bool is_siglip) {
  json steps = json::array();
  if (is_siglip) {
    steps.push_back({{"type", "Lowercase"}});
    steps.push_back(replacing("String", mark, " "));
    steps.push_back(replacing("Regex", "[!-/:-@\\[-`{-~]", ""));
    steps.push_back(replacing("Regex", "\\s+", " "));
  }
  if (!contents.replacements.empty()) {
    steps.push_back(
        {{"type", "Precompiled"}, {"precompiled_charsmap", to_base64(contents.replacements)}, {"longest_match", true}});
  }
  if (contents.remove_extra_white_space) {
    steps.push_back(replacing("Regex", "\\A +| +\\z", ""));
    steps.push_back(replacing("Regex", " {2,}", " "));
  }
  return {{"type", "Sequence"}, {"normalizers", steps}};
}

}  // namespace

std::string sentencepiece_name(const fs::path& folder) {
  for (const char* name : {"spiece.model", "sentencepiece.bpe.model", "tokenizer.model"}) {
    if (fs::is_regular_file(folder / name)) return name;
  }
  return {};
}

json describe_sentencepiece(const fs::path& file, const std::string& tokenizer_class) {
  constexpr std::uintmax_t largest_file = 64u << 20;
  const bool is_siglip = tokenizer_class == "SiglipTokenizer";
  if (!is_siglip && tokenizer_class != "T5Tokenizer") {
    throw Error(
        file.string(),
        "is a SentencePiece model of " +
            (tokenizer_class.empty() ? "a tokenizer_class that nothing names" : printable(tokenizer_class, 60)) +
            ", which is not known without its tokenizer.json",
        "Put tokenizer.json beside it. Without it, SiglipTokenizer and T5Tokenizer are known.");
  }
  const Contents contents = SentencePieceReader(file).read(read_text_file(file, largest_file));
  if (contents.model_kind != unigram_model) {
    throw Error(file.string(), "is a SentencePiece model of another kind than unigram, which is not known here",
                "Put the model's tokenizer.json beside it.");
  }
  if (contents.has_user_defined) {
    throw Error(file.string(), "is a SentencePiece model with user-defined pieces, which are not known here",
                "Put the model's tokenizer.json beside it.");
  }
  json end;
  for (std::size_t id = 0; id < contents.pieces.size(); ++id) {
    if (contents.pieces[id][0] == "</s>") end = id;
  }
  if (end.is_null()) throw Error(file.string(), "has no piece </s>, which ends every text");
  const json sequence = {{"Sequence", {{"id", "A"}, {"type_id", 0}}}};
  const json other = {{"Sequence", {{"id", "B"}, {"type_id", 0}}}};
  const json special = {{"SpecialToken", {{"id", "</s>"}, {"type_id", 0}}}};
  json model = {{"type", "Unigram"}, {"vocab", contents.pieces}, {"byte_fallback", contents.byte_fallback}};
  if (contents.unknown_id >= 0) model["unk_id"] = contents.unknown_id;
  return {{"normalizer", normalizer_of(contents, is_siglip)},
          {"pre_tokenizer",
           {{"type", "Metaspace"},
            {"replacement", mark},
            {"prepend_scheme", contents.add_dummy_prefix ? "always" : "never"},
            {"split", false}}},
          {"post_processor",
           {{"type", "TemplateProcessing"},
            {"single", json::array({sequence, special})},
            {"pair", json::array({sequence, special, other, special})},
            {"special_tokens",
             {{"</s>", {{"id", "</s>"}, {"ids", json::array({end})}, {"tokens", json::array({"</s>"})}}}}}}},
          {"model", model}};
}

}  // namespace rex::text
