#include "core/text/vocabulary_files.h"

#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/printable.h"
#include "core/base/text_file.h"

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

}  // namespace rex::text
