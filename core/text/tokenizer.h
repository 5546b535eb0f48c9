// Words into the token ids of a model, and back to the places in the text that they came from.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace rex {

/// One token of a text.
struct Token {
  int64_t id = 0;        ///< row of the model's embedding table
  std::string text;      ///< the piece as the vocabulary spells it: "##ing", "cat</w>", "[CLS]"
  int64_t begin = 0;     ///< [begin, end): code points of the text as it was given (of the pair for segment 1);
  int64_t end = 0;       ///< 0, 0 for special tokens that were added
  bool special = false;  ///< added by the tokenizer round the text: [CLS], [SEP], <|startoftext|>, padding
  int segment = 0;       ///< 1: of the second sequence, its end token included (BERT's token type id)
};

struct TokenizedText {
  std::vector<Token> tokens;
  int64_t truncated = 0;  ///< tokens of the text (and its pair) that were cut to keep the limit
  int64_t padding = 0;    ///< padding tokens at the end; all others are to be attended to

  /// The ids alone, in order.
  std::vector<int64_t> ids() const;
};

/// Which sequence loses tokens when a pair is too long (Hugging Face's names). The last tokens of a sequence go first.
enum class Truncation { longest_first, only_first, only_second };

struct TokenizeOptions {
  bool special_tokens = true;  ///< put the model's special tokens round the text
  int64_t max_length = 0;      ///< most tokens, special ones included; 0: no limit
  Truncation truncation = Truncation::longest_first;
  int64_t pad_to = 0;  ///< fill up to this many tokens on the right with padding (special, 0, 0)
};

/// Where a token's offsets lie in the UTF-8 text: the bytes of the code points [begin, end) of TEXT.
std::string_view code_points(std::string_view text, int64_t begin, int64_t end);

/// Turns text into the ids that Hugging Face's tokenizer of the same folder gives. Immutable: one object serves many
/// threads.
class Tokenizer {
 public:
  /// Opens the tokenizer of a model folder by its own files: vocab.txt (WordPiece: BERT, LXMERT, VisualBERT),
  /// vocab.json with merges.txt (CLIP), or tokenizer.json alone; tokenizer_config.json, special_tokens_map.json,
  /// added_tokens.json and config.json are heeded where present. Throws Error naming the file and what is wrong with
  /// it.
  static std::unique_ptr<Tokenizer> open(const std::filesystem::path& folder);

  virtual ~Tokenizer() = default;
  Tokenizer(const Tokenizer&) = delete;
  Tokenizer& operator=(const Tokenizer&) = delete;

  /// Tokens of TEXT, UTF-8. What is not valid UTF-8 is read as U+FFFD, one for each maximal ill-formed part.
  /// Throws Error when TEXT is longer than 64 MB, when max_length does not even hold the special tokens, or when
  /// padding is asked for and there is no padding token.
  TokenizedText encode(std::string_view text, const TokenizeOptions& options = {}) const;

  /// Two sequences as one input ([CLS] text [SEP] pair [SEP]). Throws Error as well when only_first or only_second
  /// cannot reach max_length.
  TokenizedText encode_pair(std::string_view text, std::string_view pair, const TokenizeOptions& options = {}) const;

  /// The tokens of IDS that came without their text. Their offsets only tell which pieces are of one word; start, end
  /// and padding tokens are special, and what the vocabulary does not know is spelled as its number.
  TokenizedText tokens_of(const std::vector<int64_t>& ids) const;

  /// "WordPiece" or "CLIP BPE".
  virtual std::string name() const = 0;

  /// Rows that an embedding table needs: the largest id + 1.
  virtual int64_t vocabulary_size() const = 0;

  /// The id of a piece as the vocabulary spells it, or -1.
  virtual int64_t id_of(std::string_view piece) const = 0;

  /// The piece of an id, or an empty string where no piece has it.
  virtual std::string piece_of(int64_t id) const = 0;

  /// Whether the model is told segments as token type ids (BERT; CLIP is not).
  virtual bool has_segments() const = 0;

  int64_t start_id() const { return start_id_; }  ///< [CLS] or <|startoftext|>
  int64_t end_id() const { return end_id_; }      ///< [SEP] or <|endoftext|>
  int64_t pad_id() const { return pad_id_; }      ///< [PAD]; for CLIP <|endoftext|> unless the folder says otherwise
  int64_t unknown_id() const { return unknown_id_; }  ///< [UNK]
  int64_t mask_id() const { return mask_id_; }        ///< [MASK], or -1 where there is none

  /// Most tokens that the model reads, special ones included (512 for BERT, 77 for CLIP); 0 where the folder does not
  /// say.
  int64_t model_max_length() const { return model_max_length_; }

 protected:
  Tokenizer() = default;

  /// Tokens of TEXT without the special tokens round it.
  virtual std::vector<Token> pieces(std::string_view text) const = 0;

  /// How many end tokens stand between two sequences: BERT has one, CLIP two.
  virtual int separators() const = 0;

  int64_t start_id_ = -1;
  int64_t end_id_ = -1;
  int64_t pad_id_ = -1;
  int64_t unknown_id_ = -1;
  int64_t mask_id_ = -1;
  int64_t model_max_length_ = 0;

 private:
  Token special(int64_t id, int segment) const;
  void pad(TokenizedText& text, const TokenizeOptions& options) const;
};

}  // namespace rex
