#pragma once

#include "core/text/normalizers.h"
#include "core/text/pipeline.h"
#include "core/text/pre_tokenizers.h"

namespace rex::text {

struct TokenizerDescriptions;

/// The tokenizer that tokenizer.json describes, as Hugging Face's library runs it. Where tokenizer_config.json lies
/// beside it, transformers' additions are heeded: roles of special tokens, BERT's settings for lower case, and that
/// nothing is cut or padded unless that is asked for.
class DescribedTokenizer : public PipelineTokenizer {
 public:
  /// Throws Error for every part that is not known, by its name.
  explicit DescribedTokenizer(const TokenizerDescriptions& descriptions);

  std::string name() const override { return model_->name(); }
  bool has_segments() const override { return has_segments_; }

 protected:
  Characters normalize(Characters characters) const override;
  void append_pieces(std::span<const Character> characters, std::vector<Token>& tokens, int64_t& word) const override;

 private:
  DescribedTokenizer(const TokenizerDescriptions& descriptions, TokenizerFiles files);
  void find_special_ids(const TokenizerFiles& files);
  void read_lengths(const TokenizerDescriptions& descriptions);
  WordSpelling spelling_of_words() const;

  std::unique_ptr<const Normalizer> normalizer_;       ///< null: text stays as it is
  std::unique_ptr<const PreTokenizer> pre_tokenizer_;  ///< null: all text is one word
  std::unique_ptr<const Model> model_;
  bool has_segments_ = true;
};

}  // namespace rex::text
