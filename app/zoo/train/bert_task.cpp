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

constexpr int longest = 40;
constexpr int hidden = 64;

class BertTask : public TrainTask {
 public:
  BertTask() {
    const TemporaryVocabulary vocabulary(
        [](const std::filesystem::path& folder) { write_wordpiece_vocabulary(folder, review_words(), longest); });
    tokenizer_ = Tokenizer::open(vocabulary.folder());
  }

  std::string name() const override { return "demo-bert"; }

  std::string summary() const override {
    return "Says whether a short review is positive or negative. The reviews come from a grammar with negation and "
           "contrast, so that single words do not settle it.";
  }

  nlohmann::json config() const override {
    nlohmann::json config = {{"architectures", {"BertForSequenceClassification"}},
                             {"model_type", "bert"},
                             {"hidden_size", hidden},
                             {"num_hidden_layers", 4},
                             {"num_attention_heads", 4},
                             {"intermediate_size", 2 * hidden},
                             {"hidden_act", "gelu"},
                             {"hidden_dropout_prob", 0.0},
                             {"attention_probs_dropout_prob", 0.0},
                             {"layer_norm_eps", 1e-12},
                             {"max_position_embeddings", longest},
                             {"type_vocab_size", 2},
                             {"pad_token_id", tokenizer_->pad_id()},
                             {"vocab_size", tokenizer_->vocabulary_size()},
                             {"torch_dtype", "float32"}};
    add_labels(config, {"negative", "positive"});
    return config;
  }

  Defaults defaults() const override { return {3000, 64, 1e-3, 1e-2, 1.0}; }

  Batch make_batch(std::uint64_t seed, int size, double /*progress*/) const override {
    std::vector<std::string> texts;
    at::Tensor labels = at::zeros({size}, at::kLong);
    for (int i = 0; i < size; ++i) {
      Random random(seed + static_cast<std::uint64_t>(i));
      const Review review = make_review(random);
      texts.push_back(review.text);
      labels[i] = review.positive ? 1 : 0;
    }
    Batch batch = text_batch(*tokenizer_, texts, longest);
    batch["labels"] = labels;
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
    write_wordpiece_vocabulary(folder, review_words(), longest);
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
