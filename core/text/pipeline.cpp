#include "core/text/pipeline.h"

#include <algorithm>

#include "core/base/error.h"
#include "core/base/fault.h"
#include "core/base/printable.h"

namespace rex::text {

PipelineTokenizer::PipelineTokenizer(TokenizerFiles& files) : vocabulary_(std::move(files.vocabulary)) {
  for (const AddedToken& token : files.added_tokens) added_.add(token.content, token.id);
  model_max_length_ = files.model_max_length;
  lengths_.cuts_front = files.cuts_front;
  lengths_.pads_front = files.pads_front;
}

void PipelineTokenizer::find_added_tokens(const std::vector<AddedToken>& tokens) {
  constexpr std::size_t longest = 512;  // a search costs the length of the token at every place of a text
  for (const AddedToken& token : tokens) {
    const Characters spelling = decode(token.content);
    if (spelling.size() > longest) {
      throw Error("added token \"" + printable(token.content, 40) + "\"",
                  "is longer than " + std::to_string(longest) + " characters");
    }
    if (token.normalized) {
      in_normalized_.add(normalize(spelling), token);
    } else {
      in_text_.add(spelling, token);
    }
  }
}

int64_t PipelineTokenizer::required_special(const TokenizerFiles& files, const std::string& role) const {
  const std::string& spelling = required_at(files.special_tokens, role);
  const int64_t id = role == "unk_token" ? vocabulary_.id_of(spelling) : id_of(spelling);
  if (id >= 0) return id;
  throw Error(files.vocabulary_file, "has no piece \"" + printable(spelling) + "\", which is the " + role,
              "Add it to the vocabulary, or name the folder's own spelling as " + role + " in tokenizer_config.json.");
}

int64_t PipelineTokenizer::vocabulary_size() const { return std::max(vocabulary_.size(), added_.size()); }

int64_t PipelineTokenizer::id_of(std::string_view piece) const {
  const int64_t added = added_.id_of(piece);
  return added >= 0 ? added : vocabulary_.id_of(piece);
}

std::string PipelineTokenizer::piece_of(int64_t id) const {
  const std::string& added = added_.piece_of(id);
  return added.empty() ? vocabulary_.piece_of(id) : added;
}

void PipelineTokenizer::append_word(const Model& model, std::span<const Character> characters,
                                    std::vector<Token>& tokens, int64_t& word) {
  const std::size_t before = tokens.size();
  model.append_tokens(characters, tokens);
  for (std::size_t i = before; i < tokens.size(); ++i) tokens[i].word = word;
  ++word;
}

std::vector<Token> PipelineTokenizer::pieces(std::string_view text) const {
  std::vector<Token> tokens;
  int64_t word = 0;
  const auto append_added = [&](std::span<const Character> characters, const AddedToken& added) {
    Token token;
    token.id = added.id;
    token.text = to_utf8(characters);
    token.begin = characters.front().begin;
    token.end = characters.back().end;
    token.word = word++;
    tokens.push_back(std::move(token));
  };
  const Characters characters = decode(text);
  const std::span<const Character> all(characters);
  for (const AddedTokenMatcher::Part& part : in_text_.split(all)) {
    const auto given = all.subspan(part.begin, part.end - part.begin);
    if (part.token != nullptr) {
      append_added(given, *part.token);
      continue;
    }
    const Characters normalized = normalize(Characters(given.begin(), given.end()));
    const std::span<const Character> whole(normalized);
    for (const AddedTokenMatcher::Part& piece : in_normalized_.split(whole)) {
      const auto piece_characters = whole.subspan(piece.begin, piece.end - piece.begin);
      if (piece.token != nullptr) {
        append_added(piece_characters, *piece.token);
      } else {
        append_pieces(piece_characters, tokens, word);
      }
    }
  }
  return tokens;
}

}  // namespace rex::text
