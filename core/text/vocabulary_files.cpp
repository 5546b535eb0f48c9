#include "core/text/vocabulary_files.h"

#include <algorithm>
#include <limits>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/printable.h"
#include "core/base/text_file.h"
#include "core/text/clip_words.h"

namespace rex::text {
namespace fs = std::filesystem;

namespace {

constexpr std::uintmax_t largest_file = 32u << 20;  // several times the largest vocabularies in use

/// The lines of TEXT, ended by \n, \r\n or \r; no last empty one.
std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
    lines.push_back(text.substr(0, end));
    const bool two = text.substr(end).starts_with("\r\n");
    text.remove_prefix(std::min(end + (two ? 2 : 1), text.size()));
  }
  return lines;
}

std::pair<std::string, std::string> merge_of(std::string_view line, const std::string& where, std::size_t number) {
  const std::size_t space = line.find(' ');
  const bool is_pair = space != std::string_view::npos && space > 0 && space + 1 < line.size() &&
                       line.find(' ', space + 1) == std::string_view::npos;
  if (!is_pair) {
    throw Error(where, "merge " + std::to_string(number) + " (\"" + printable(line, 60) + "\") is not a pair of pieces",
                "Each line must hold two pieces with one space between them.");
  }
  return {std::string(line.substr(0, space)), std::string(line.substr(space + 1))};
}

void add_pieces(const nlohmann::json& pieces, const std::string& where, Vocabulary& vocabulary) {
  if (!pieces.is_object()) throw Error(where, "its vocabulary is not an object of pieces and ids");
  for (const auto& [piece, id] : pieces.items()) vocabulary.add(piece, checked_id(id, where, piece));
}

void require_pieces(const TokenizerFiles& files) {
  if (files.vocabulary.pieces().empty()) throw Error(files.vocabulary_file, "holds no pieces");
}

std::string text_or(const nlohmann::json& object, const std::string& key, const std::string& otherwise) {
  const auto value = object.find(key);
  return value != object.end() && value->is_string() ? value->get<std::string>() : otherwise;
}

void read_merges(const nlohmann::json& merges, TokenizerFiles& files) {
  if (!merges.is_array()) throw Error(files.merges_file, "its merges are not a list");
  for (const nlohmann::json& merge : merges) {
    const std::size_t number = files.merges.size() + 1;
    if (merge.is_string()) {
      files.merges.push_back(merge_of(merge.get_ref<const std::string&>(), files.merges_file, number));
    } else if (merge.is_array() && merge.size() == 2 && merge[0].is_string() && merge[1].is_string()) {
      files.merges.emplace_back(merge[0].get<std::string>(), merge[1].get<std::string>());
    } else {
      throw Error(files.merges_file, "merge " + std::to_string(number) + " is not a pair of pieces");
    }
  }
}

}  // namespace

int64_t checked_id(const nlohmann::json& value, const std::string& where, std::string_view piece) {
  if (value.is_number_unsigned() || value.is_number_integer()) {
    const auto id = value.get<int64_t>();
    if (id >= 0 && id <= std::numeric_limits<int32_t>::max()) return id;
  }
  throw Error(where, "the id of \"" + printable(piece, 60) + "\" is not a whole number of 0…2147483647");
}

void read_vocab_txt(const fs::path& path, TokenizerFiles& files) {
  files.kind = TokenizerFiles::Kind::wordpiece;
  files.vocabulary_file = path.string();
  const std::string text = read_text_file(path, largest_file);
  int64_t id = 0;
  for (const std::string_view line : lines_of(text)) {
    if (!is_utf8(line)) {
      throw Error(path.string(), "line " + std::to_string(id + 1) + " is not UTF-8", "Fetch the file again.");
    }
    files.vocabulary.add(line, id++);
  }
  require_pieces(files);
}

void read_vocab_json(const fs::path& vocabulary, const fs::path& merges, TokenizerFiles& files) {
  files.kind = TokenizerFiles::Kind::clip;
  files.vocabulary_file = vocabulary.string();
  files.merges_file = merges.string();
  add_pieces(read_json_object(vocabulary, vocabulary_limits), files.vocabulary_file, files.vocabulary);
  require_pieces(files);
  const std::string text = read_text_file(merges, largest_file);
  for (const std::string_view line : lines_of(text)) {
    if (line.empty() || line.starts_with("#version")) continue;
    files.merges.push_back(merge_of(line, files.merges_file, files.merges.size() + 1));
  }
}

void read_tokenizer_model(const fs::path& path, const nlohmann::json& tokenizer, TokenizerFiles& files) {
  const std::string where = path.string();
  files.vocabulary_file = where;
  files.merges_file = where;
  const auto model = tokenizer.find("model");
  if (model == tokenizer.end() || !model->is_object() || !model->contains("vocab")) {
    throw Error(where, "has no model with a vocabulary", "Put the model's vocab.txt or vocab.json beside it.");
  }
  const std::string type = text_or(*model, "type", model->contains("merges") ? "BPE" : "WordPiece");
  const bool is_clip = type == "BPE" && text_or(*model, "end_of_word_suffix", "") == clip_word_end;
  if (!is_clip && type != "WordPiece") {
    throw Error(where, "describes a tokenizer of type " + printable(type, 40) + (type == "BPE" ? " without </w>" : ""),
                "Only WordPiece (BERT, LXMERT, VisualBERT) and CLIP's byte-pair encoding are known.");
  }
  files.kind = is_clip ? TokenizerFiles::Kind::clip : TokenizerFiles::Kind::wordpiece;
  add_pieces((*model)["vocab"], where, files.vocabulary);
  require_pieces(files);
  if (is_clip) {
    if (!model->contains("merges")) throw Error(where, "has no merges");
    read_merges((*model)["merges"], files);
    return;
  }
  files.wordpiece.continuing_prefix = text_or(*model, "continuing_subword_prefix", "##");
  const auto longest = model->find("max_input_chars_per_word");
  if (longest == model->end() || !longest->is_number_unsigned()) return;
  constexpr std::size_t most = 1000;  // the cost of a word grows with the square of its length
  files.wordpiece.longest_word = longest->get<uint64_t>();
  if (files.wordpiece.longest_word > most) throw Error(where, "its max_input_chars_per_word is above 1000");
}

}  // namespace rex::text
