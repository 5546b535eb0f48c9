#include "app/zoo/train/bert_task.h"

#include <ATen/ATen.h>

#include "app/zoo/scene/companions.h"
#include "app/zoo/scene/random.h"
#include "app/zoo/train/text_batch.h"
#include "app/zoo/words/reviews.h"
#include "core/text/tokenizer.h"
#include "core/text/vocabulary_writer.h"

namespace rex::zoo {
namespace {

constexpr int bert_longest = 40;
constexpr int bert_hidden = 64;
constexpr int layers = 2;                  // few: each one may move what was read to further words
constexpr double shortened_reviews = 0.7;  // of the reviews in training
constexpr double left_out_clauses = 0.3;   // of the shortened ones' overruled clauses
constexpr double unknown_words = 0.05;     // of the shortened ones' undecisive words
constexpr double unseen_ends = 0.5;        // of the separators

/// REVIEW with some of its undecisive words missing and some turned into words of no language, so that what was read
/// cannot be gathered on a full stop, an article or any other word that need not be there: the class token has to look
/// at the words that decide.
Review shortened(const Review& review, Random& random) {
  const double missing = random.uniform();
  const bool without_opposing = random.chance(left_out_clauses);
  Review kept = review;
  kept.words.clear();
  for (ReviewWord word : review.words) {
    const bool other = word.role == ReviewWord::Role::other;
    if (word.role == ReviewWord::Role::opposes && without_opposing) continue;
    if (other && random.chance(missing)) continue;
    if (other && !word.punctuation() && random.chance(unknown_words)) {
      word.text.clear();
      for (int letters = random.between(2, 7); letters > 0; --letters)
        word.text += static_cast<char>('a' + random.below(26));
    }
    kept.words.push_back(word);
  }
  return kept;
}

/// Hides the last token, [SEP], of ROWS for the same reason.
void hide_ends(const at::Tensor& attention_mask, const std::vector<std::int64_t>& rows) {
  const at::Tensor last = attention_mask.sum(1) - 1;
  for (const std::int64_t row : rows) attention_mask[row][last[row]] = 0;
}

class BertTask : public TrainTask {
 public:
  BertTask() {
    const TemporaryVocabulary vocabulary(
        [](const std::filesystem::path& folder) { write_wordpiece_vocabulary(folder, review_words(), bert_longest); });
    tokenizer_ = Tokenizer::open(vocabulary.folder());
  }

  std::string name() const override { return "demo-bert"; }

  std::string summary() const override {
    return "Says whether a short review is positive or negative. The reviews come from a grammar with negation and "
           "contrast, so that single words do not settle it. In training words that do not decide are often missing, "
           "so that it looks at those that do.";
  }

  nlohmann::json config() const override {
    nlohmann::json config = {{"architectures", {"BertForSequenceClassification"}},
                             {"model_type", "bert"},
                             {"hidden_size", bert_hidden},
                             {"num_hidden_layers", layers},
                             {"num_attention_heads", 4},
                             {"intermediate_size", 2 * bert_hidden},
                             {"hidden_act", "gelu"},
                             {"hidden_dropout_prob", 0.0},
                             {"attention_probs_dropout_prob", 0.0},
                             {"layer_norm_eps", 1e-12},
                             {"max_position_embeddings", bert_longest},
                             {"type_vocab_size", 2},
                             {"pad_token_id", tokenizer_->pad_id()},
                             {"vocab_size", tokenizer_->vocabulary_size()},
                             {"torch_dtype", "float32"}};
    add_labels(config, {"negative", "positive"});
    return config;
  }

  Defaults defaults() const override { return {600, 64, 1e-3, 1e-2, 1.0}; }

  Batch make_batch(std::uint64_t seed, int size, double progress) const override {
    const bool practising = progress < 1;
    std::vector<std::string> texts;
    std::vector<std::int64_t> without_end;
    at::Tensor labels = at::zeros({size}, at::kLong);
    for (int i = 0; i < size; ++i) {
      Random random(seed + static_cast<std::uint64_t>(i));
      const Review review = make_review(random);
      const bool whole = !practising || !random.chance(shortened_reviews);
      texts.push_back((whole ? review : shortened(review, random)).text());
      if (practising && random.chance(unseen_ends)) without_end.push_back(i);
      labels[i] = review.positive ? 1 : 0;
    }
    Batch batch = text_batch(*tokenizer_, texts, bert_longest);
    batch["labels"] = labels;
    hide_ends(batch.at("attention_mask"), without_end);
    return batch;
  }

  at::Tensor loss(const Model& model, const Batch& batch, double /*progress*/) override {
    return at::cross_entropy_loss(logits(model, batch), batch.at("labels"));
  }

  std::map<std::string, double> evaluate(const Model& model, int count) const override {
    const Batch batch = make_batch(held_out_seed, count, 1);
    const at::Tensor right = logits(model, batch).argmax(-1).eq(batch.at("labels"));
    const double positive = batch.at("labels").to(at::kDouble).mean().item<double>();
    return {{"accuracy", right.to(at::kDouble).mean().item<double>()},
            {"baseline: always the more frequent label", std::max(positive, 1 - positive)}};
  }

  void write_companions(const std::filesystem::path& folder) const override {
    write_wordpiece_vocabulary(folder, review_words(), bert_longest);
  }

 private:
  static at::Tensor logits(const Model& model, const Batch& batch) {
    return model
        .forward({{"input_ids", batch.at("input_ids")}, {"attention_mask", batch.at("attention_mask")}}, {}, false)
        .scores;
  }

  std::unique_ptr<Tokenizer> tokenizer_;
};

}  // namespace

std::unique_ptr<TrainTask> bert_task() { return std::make_unique<BertTask>(); }

}  // namespace rex::zoo
