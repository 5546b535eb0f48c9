// Words into the token ids of a model, and back to the places in the text that they came from.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/text/post_processor.h"
#include "core/text/token.h"

namespace rex {

struct TokenizedText {
  std::vector<Token> tokens;
  int64_t truncated = 0;        ///< tokens of the text (and its pair) that were cut to keep the limit
  int64_t padding = 0;          ///< padding tokens at the end
  int64_t leading_padding = 0;  ///< padding tokens at the front, of tokenizers that pad there

  /// The ids alone, in order.
  std::vector<int64_t> ids() const;

  /// Whether the token at index TOKEN is to be attended to: all but padding are.
  bool is_attended(std::size_t token) const;
};

/// Which sequence loses tokens when a pair is too long (Hugging Face's names). The last tokens of a sequence go first,
/// or the first ones where the tokenizer says so.
enum class Truncation { longest_first, only_first, only_second };

struct TokenizeOptions {
  bool special_tokens = true;  ///< put the model's special tokens round the text
  int64_t max_length = 0;      ///< most tokens, special ones included; 0: no limit but the tokenizer's own
  Truncation truncation = Truncation::longest_first;
  int64_t pad_to = 0;  ///< fill up to this many tokens with padding (special, 0, 0), on the right unless the tokenizer
                       ///< pads on the left
};

/// What a tokenizer does about lengths of its own accord.
struct LengthSettings {
  bool cuts_front = false;  ///< the first tokens go first
  bool pads_front = false;
  int pad_type = 0;        ///< type id of padding
  int64_t max_length = 0;  ///< where nothing else is asked for; 0: no limit
  Truncation truncation = Truncation::longest_first;
  int64_t pad_to = 0;        ///< where nothing else is asked for
  int64_t pad_multiple = 0;  ///< fill up to a multiple of this; 0: no matter
};

/// Where a token's offsets lie in the UTF-8 text: the bytes of the code points [begin, end) of TEXT.
std::string_view code_points(std::string_view text, int64_t begin, int64_t end);

/// Turns text into the ids that Hugging Face's tokenizer of the same folder gives. Immutable: one object serves many
/// threads.
class Tokenizer {
 public:
  /// Opens the tokenizer of a model folder by its own files: tokenizer.json, else vocab.txt (WordPiece: BERT, LXMERT,
  /// VisualBERT), or vocab.json with merges.txt (CLIP, RoBERTa); tokenizer_config.json, special_tokens_map.json,
  /// added_tokens.json and config.json are heeded where present. Or opens a file like tokenizer.json by its own name.
  /// Throws Error naming the file and what is wrong with it.
  static std::unique_ptr<Tokenizer> open(const std::filesystem::path& folder_or_file);

  virtual ~Tokenizer() = default;
  Tokenizer(const Tokenizer&) = delete;
  Tokenizer& operator=(const Tokenizer&) = delete;

  /// Tokens of TEXT, UTF-8. What is not valid UTF-8 is read as U+FFFD, one for each maximal ill-formed part.
  /// Throws Error when TEXT is longer than 64 MB, when max_length does not even hold the special tokens, or when
  /// padding is asked for and there is no padding token.
  TokenizedText encode(std::string_view text, const TokenizeOptions& options = {}) const;

  /// Two sequences as one input ([CLS] text [SEP] pair [SEP]). Throws Error as well when only_first or only_second
  /// cannot reach max_length, and where the tokenizer does not say how two sequences become one input.
  TokenizedText encode_pair(std::string_view text, std::string_view pair, const TokenizeOptions& options = {}) const;

  /// The tokens of IDS that came without their text. Their offsets only tell which pieces are of one word; start, end
  /// and padding tokens are special, and what the vocabulary does not know is spelled as its number.
  TokenizedText tokens_of(const std::vector<int64_t>& ids) const;

  /// "WordPiece", "BPE", "Unigram", "WordLevel" or "CLIP BPE".
  virtual std::string name() const = 0;

  /// Rows that an embedding table needs: the largest id + 1.
  virtual int64_t vocabulary_size() const = 0;

  /// The id of a piece as the vocabulary spells it, or -1.
  virtual int64_t id_of(std::string_view piece) const = 0;

  /// The piece of an id, or an empty string where no piece has it.
  virtual std::string piece_of(int64_t id) const = 0;

  /// Whether the model is told the tokens' types (BERT is; CLIP and RoBERTa are not).
  virtual bool has_segments() const = 0;

  int64_t start_id() const { return start_id_; }  ///< [CLS], <s> or <|startoftext|>; -1 where none stands at the start
  int64_t end_id() const { return end_id_; }      ///< [SEP], </s> or <|endoftext|>; -1 where none stands at the end
  int64_t pad_id() const { return pad_id_; }      ///< [PAD]; for CLIP <|endoftext|> unless the folder says otherwise
  int64_t unknown_id() const { return unknown_id_; }  ///< [UNK], or -1 where every text can be spelled
  int64_t mask_id() const { return mask_id_; }        ///< [MASK], or -1 where there is none

  /// Most tokens that the model reads, special ones included (512 for BERT, 77 for CLIP); 0 where the folder does not
  /// say.
  int64_t model_max_length() const { return model_max_length_; }

 protected:
  Tokenizer() = default;

  /// Tokens of TEXT without the special tokens round it.
  virtual std::vector<Token> pieces(std::string_view text) const = 0;

  /// How pieces tell where words begin: "##ing" goes on, "cat</w>" ends, "Ġcat" and "▁cat" begin a word.
  enum class WordSpelling { continues, ends, begins };

  WordSpelling spelling_ = WordSpelling::continues;
  text::PostProcessor post_processor_;
  LengthSettings lengths_;
  int64_t start_id_ = -1;
  int64_t end_id_ = -1;
  int64_t pad_id_ = -1;
  int64_t unknown_id_ = -1;
  int64_t mask_id_ = -1;
  int64_t model_max_length_ = 0;

 private:
  TokenizedText assemble(std::vector<std::vector<Token>> sequences, const TokenizeOptions& options) const;
  void pad(TokenizedText& text, const TokenizeOptions& options) const;
};

}  // namespace rex
