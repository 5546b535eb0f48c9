#pragma once

#include <span>
#include <utility>
#include <vector>

#include "core/text/token.h"

namespace rex::text {

/// What stands round the tokens of a text and of its pair: special tokens in a fixed order, as TemplateProcessing of
/// tokenizer.json describes them, and white space that is left out of the offsets.
class PostProcessor {
 public:
  /// One element of a template: a sequence, or special tokens.
  struct Step {
    int sequence = -1;                                    ///< 0: the text, 1: its pair, −1: special tokens
    int type = 0;                                         ///< type id of all its tokens
    std::vector<std::pair<int64_t, std::string>> tokens;  ///< ids and spellings of special tokens
  };
  using Steps = std::vector<Step>;

  static Step text(int type = 0) { return {0, type, {}}; }
  static Step pair(int type) { return {1, type, {}}; }
  static Step special(int64_t id, const std::string& spelling, int type = 0) { return {-1, type, {{id, spelling}}}; }

  /// How many special tokens stand round one sequence, or two.
  int64_t added(bool is_pair) const;

  /// Whether two sequences may be given: a template may describe one alone.
  bool takes_pairs() const;

  /// The tokens of one or two sequences in order, each with its segment and type; SPECIAL_TOKENS: with those.
  std::vector<Token> assemble(std::vector<std::vector<Token>> sequences, bool special_tokens) const;

  Steps single = {text()};
  Steps both = {text(), pair(1)};

  /// Leaves white space (and the symbol of a space in byte-level pieces) out of the offsets of every token, once for
  /// each entry. True: a space that was only put in front of the text is not counted.
  std::vector<bool> trims;
};

/// BERT's: START text END, START text END pair END, the pair and its end of type 1.
PostProcessor bert_template(int64_t start_id, const std::string& start, int64_t end_id, const std::string& end);

/// RoBERTa's and CLIP's: START text END, START text END END pair END, all of type 0.
PostProcessor roberta_template(int64_t start_id, const std::string& start, int64_t end_id, const std::string& end);

}  // namespace rex::text
