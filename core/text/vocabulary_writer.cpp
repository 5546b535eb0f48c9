#include "core/text/vocabulary_writer.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/printable.h"
#include "core/text/clip_words.h"
#include "core/text/wordpiece_words.h"

namespace rex {
namespace fs = std::filesystem;
using nlohmann::ordered_json;
using text::Character;
using text::Characters;

namespace {

Characters checked(const std::string& word) {
  if (!is_utf8(word)) throw Error("word \"" + printable(word, 60) + "\"", "is not UTF-8");
  return text::decode(word);
}

void write_json(const fs::path& path, const ordered_json& json) { write_atomically(path, json.dump(1) + "\n"); }

/// Byte-pair merges that grow word by word, so that each word ends as one piece.
class Merges {
 public:
  /// Adds what BYTES (a word, one symbol a byte) still needs. Earlier words stay whole: every new merge ranks behind
  /// those that made them.
  void complete(std::vector<std::string> symbols) {
    while (symbols.size() > 1) {
      const std::size_t best = best_pair(symbols);
      const bool is_known = best < symbols.size();
      const std::size_t left = is_known ? best : 0;
      const auto pair = std::pair(symbols[left], symbols[left + 1]);
      if (!is_known) {
        ranks_.emplace(pair, in_order_.size());
        in_order_.push_back(pair);
      }
      symbols[left] += symbols[left + 1];
      symbols.erase(symbols.begin() + static_cast<std::ptrdiff_t>(left) + 1);
    }
  }

  const std::vector<std::pair<std::string, std::string>>& in_order() const { return in_order_; }

 private:
  /// Where the pair of lowest rank begins, the leftmost of equals; symbols.size() where no pair can be merged.
  std::size_t best_pair(const std::vector<std::string>& symbols) const {
    std::size_t best = symbols.size();
    std::size_t lowest = in_order_.size();
    for (std::size_t at = 0; at + 1 < symbols.size(); ++at) {
      const auto found = ranks_.find({symbols[at], symbols[at + 1]});
      if (found != ranks_.end() && found->second < lowest) {
        best = at;
        lowest = found->second;
      }
    }
    return best;
  }

  std::vector<std::pair<std::string, std::string>> in_order_;
  std::map<std::pair<std::string, std::string>, std::size_t> ranks_;
};

std::vector<std::string> symbols_of(std::span<const Character> word) {
  std::vector<std::string> symbols;
  for (const char byte : text::to_utf8(word)) symbols.push_back(text::byte_spelling(static_cast<unsigned char>(byte)));
  symbols.back() += text::clip_word_end;
  return symbols;
}

}  // namespace

void write_clip_vocabulary(const fs::path& folder, const std::vector<std::string>& words, int64_t model_max_length) {
  const std::string start = "<|startoftext|>";
  const std::string end = "<|endoftext|>";
  Merges merges;
  for (const std::string& word : words) {
    const Characters normalized = text::clip_normalize(checked(word));
    text::for_each_clip_word(normalized, [&](std::span<const Character> part) { merges.complete(symbols_of(part)); });
  }
  ordered_json pieces = ordered_json::object();
  const auto add = [&](const std::string& piece) { pieces.emplace(piece, pieces.size()); };
  // The bytes in the order of OpenAI's file: printable ones first.
  std::vector<std::string> alphabet;
  for (int byte = 0; byte < 256; ++byte) alphabet.push_back(text::byte_spelling(static_cast<unsigned char>(byte)));
  std::sort(alphabet.begin(), alphabet.end(), [](const std::string& left, const std::string& right) {
    return text::decode(left)[0].code < text::decode(right)[0].code;
  });
  for (const std::string& byte : alphabet) add(byte);
  for (const std::string& byte : alphabet) add(byte + std::string(text::clip_word_end));
  std::string lines = "#version: 0.2\n";
  for (const auto& [left, right] : merges.in_order()) {
    add(left + right);  // two merges may make the same piece
    lines += left + " " + right + "\n";
  }
  add(start);
  add(end);
  write_json(folder / "vocab.json", pieces);
  write_atomically(folder / "merges.txt", lines);
  const ordered_json special = {{"bos_token", start}, {"eos_token", end}, {"unk_token", end}, {"pad_token", end}};
  ordered_json config = {{"tokenizer_class", "CLIPTokenizer"}, {"model_max_length", model_max_length}};
  config.update(special);
  write_json(folder / "tokenizer_config.json", config);
  write_json(folder / "special_tokens_map.json", special);
}

void write_wordpiece_vocabulary(const fs::path& folder, const std::vector<std::string>& words,
                                int64_t model_max_length) {
  std::vector<std::string> pieces = {"[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"};
  std::set<std::string> known(pieces.begin(), pieces.end());
  const auto add = [&](const std::string& piece) {
    if (known.insert(piece).second) pieces.push_back(piece);
  };
  std::vector<std::string> characters;
  for (char32_t code = '!'; code <= '~'; ++code) {
    const bool is_capital = code >= 'A' && code <= 'Z';
    if (text::is_punctuation(code)) add(std::string(1, static_cast<char>(code)));
    if (!text::is_punctuation(code) && !is_capital) characters.emplace_back(1, static_cast<char>(code));
  }
  for (const std::string& character : characters) add(character);
  for (const std::string& character : characters) add("##" + character);
  for (const std::string& word : words) {
    const Characters normalized = text::wordpiece_normalize(checked(word), {});
    text::for_each_wordpiece_word(normalized, [&](std::span<const Character> part) { add(text::to_utf8(part)); });
  }
  std::string lines;
  for (const std::string& piece : pieces) lines += piece + "\n";
  write_atomically(folder / "vocab.txt", lines);
  const ordered_json special = {{"unk_token", "[UNK]"},
                                {"sep_token", "[SEP]"},
                                {"pad_token", "[PAD]"},
                                {"cls_token", "[CLS]"},
                                {"mask_token", "[MASK]"}};
  ordered_json config = {
      {"tokenizer_class", "BertTokenizer"}, {"do_lower_case", true}, {"model_max_length", model_max_length}};
  config.update(special);
  write_json(folder / "tokenizer_config.json", config);
  write_json(folder / "special_tokens_map.json", special);
}

}  // namespace rex
