#include "app/zoo/train/question_task.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include "app/zoo/scene/companions.h"
#include "app/zoo/scene/random.h"
#include "app/zoo/train/asked_questions.h"
#include "app/zoo/train/detr_task.h"
#include "app/zoo/train/region_pool.h"
#include "app/zoo/train/text_batch.h"
#include "app/zoo/words/questions.h"
#include "core/base/error.h"
#include "core/models/open/open_model.h"
#include "core/text/tokenizer.h"
#include "core/text/vocabulary_writer.h"

namespace rex::zoo {
namespace {

constexpr int question_hidden = 128;
constexpr int question_longest = 24;        // tokens of a question
constexpr int question_pool_size = 16'000;  // scenes to learn from
constexpr std::uint64_t question_pool_seed = 1ULL << 36;
constexpr int baseline_questions = 100'000;

/// What most questions of the same words are answered with: the best that can be said without the picture.
class BlindGuesser {
 public:
  explicit BlindGuesser(const RegionPool& pool) {
    Random random(question_pool_seed);
    for (int i = 0; i < baseline_questions; ++i) {
      const Question question = ask_about(pool.scenes, random, random.pick(all_question_kinds())).question;
      ++by_words_[question.text][question.answer];
      ++by_kind_[question.kind][question.answer];
    }
  }

  std::string answer(const Question& question) const {
    const auto words = by_words_.find(question.text);
    return most_frequent(words == by_words_.end() ? by_kind_.at(question.kind) : words->second);
  }

 private:
  using Counts = std::map<std::string, int>;
  static std::string most_frequent(const Counts& counts) {
    return std::max_element(counts.begin(), counts.end(),
                            [](const auto& a, const auto& b) { return a.second < b.second; })
        ->first;
  }
  std::map<std::string, Counts> by_words_;
  std::map<QuestionKind, Counts> by_kind_;
};

/// Whether something is there at all, and how often, must be told from every region together and is learnt last: these
/// kinds are asked twice as often.
const std::vector<QuestionKind> practised_kinds = {QuestionKind::relation,  QuestionKind::colour,
                                                   QuestionKind::existence, QuestionKind::existence,
                                                   QuestionKind::count,     QuestionKind::count};

/// What the two families share; they differ in config and in the names of their inputs.
class QuestionTask : public TrainTask {
 public:
  explicit QuestionTask(std::filesystem::path siblings) : siblings_(std::move(siblings)) {
    const TemporaryVocabulary vocabulary([](const std::filesystem::path& folder) {
      write_wordpiece_vocabulary(folder, question_words(), question_longest);
    });
    tokenizer_ = Tokenizer::open(vocabulary.folder());
    opened_ = open_demo_detr(siblings_);
  }

  void begin(Model& model) const override { scale_matrices(model); }

  Defaults defaults() const override { return {5000, 96, 8e-4, 1e-2, 1.0}; }

  Batch make_batch(std::uint64_t seed, int size, double /*progress*/) const override {
    const RegionPool& scenes = pool();
    std::vector<Asked> asked;
    for (int i = 0; i < size; ++i) {
      Random random(seed + static_cast<std::uint64_t>(i));
      asked.push_back(ask_about(scenes.scenes, random, random.pick(practised_kinds)));
    }
    return batch_of(scenes, asked);
  }

  at::Tensor loss(const Model& model, const Batch& batch, double /*progress*/) override {
    return at::cross_entropy_loss(scores(model, batch), batch.at("answers"));
  }

  std::map<std::string, double> evaluate(const Model& model, int count) const override {
    const RegionPool scenes = make_region_pool(detr(), held_out_seed, count, siblings_);
    const BlindGuesser blind(pool());
    const std::vector<Asked> asked = held_out_questions(scenes.scenes, count);
    const Batch batch = batch_of(scenes, asked);
    const at::Tensor chosen = scores(model, batch).argmax(-1).eq(batch.at("answers"));
    std::vector<bool> right, guessed;
    for (std::size_t i = 0; i < asked.size(); ++i) {
      right.push_back(chosen[static_cast<std::int64_t>(i)].item<bool>());
      guessed.push_back(blind.answer(asked[i].question) == asked[i].question.answer);
    }
    std::map<std::string, double> metrics = shares_by_kind(asked, right);
    for (const auto& [kind, share] : shares_by_kind(asked, guessed)) {
      metrics["baseline: " + kind + ", usual answer to these words"] = share;
    }
    return metrics;
  }

  void write_companions(const std::filesystem::path& folder) const override {
    write_wordpiece_vocabulary(folder, question_words(), question_longest);
  }

 protected:
  nlohmann::json common_config() const {
    nlohmann::json config = {{"hidden_size", question_hidden},
                             {"num_attention_heads", 4},
                             {"intermediate_size", 2 * question_hidden},
                             {"hidden_act", "gelu"},
                             {"hidden_dropout_prob", 0.0},
                             {"attention_probs_dropout_prob", 0.0},
                             {"layer_norm_eps", 1e-12},
                             {"max_position_embeddings", question_longest},
                             {"type_vocab_size", 2},
                             {"pad_token_id", tokenizer_->pad_id()},
                             {"vocab_size", tokenizer_->vocabulary_size()},
                             {"torch_dtype", "float32"},
                             {"regions", {{"model", "../demo-detr"}, {"top", region_count}}}};
    add_labels(config, answers());
    return config;
  }

  /// The inputs' names for the regions of a batch.
  virtual void add_regions(Batch& batch, const at::Tensor& features, const at::Tensor& boxes) const = 0;

 private:
  const Detr& detr() const { return dynamic_cast<const Detr&>(*opened_.model); }

  const RegionPool& pool() const {
    const std::lock_guard lock(mutex_);
    if (!pool_) pool_ = make_region_pool(detr(), question_pool_seed, question_pool_size, siblings_);
    return *pool_;
  }

  Batch batch_of(const RegionPool& scenes, const std::vector<Asked>& asked) const {
    const auto count = static_cast<std::int64_t>(asked.size());
    std::vector<std::string> texts;
    at::Tensor chosen = at::zeros({count}, at::kLong), right = at::zeros({count}, at::kLong);
    for (std::int64_t row = 0; row < count; ++row) {
      const Asked& one = asked[static_cast<std::size_t>(row)];
      texts.push_back(one.question.text);
      chosen[row] = one.scene;
      right[row] = answer_index(one.question.answer);
    }
    Batch batch = text_batch(*tokenizer_, texts, question_longest);
    batch["answers"] = right;
    add_regions(batch, scenes.features.index_select(0, chosen), scenes.boxes.index_select(0, chosen));
    return batch;
  }

  static at::Tensor scores(const Model& model, const Batch& batch) {
    ModelInputs inputs = batch;
    inputs.erase("answers");
    return model.forward(inputs, {}, false).scores;
  }

  std::filesystem::path siblings_;
  std::unique_ptr<Tokenizer> tokenizer_;
  OpenModel opened_;
  mutable std::mutex mutex_;
  mutable std::optional<RegionPool> pool_;
};

class VisualBertTask : public QuestionTask {
 public:
  using QuestionTask::QuestionTask;
  std::string name() const override { return "demo-visualbert"; }
  std::string summary() const override {
    return "Answers questions about a scene (what stands where, is there, how many, what colour) from the objects that "
           "demo-detr finds and tiles of the background, words and regions in one sequence. It is told no boxes: where "
           "things are it reads from demo-detr's decoder states.";
  }
  nlohmann::json config() const override {
    nlohmann::json config = common_config();
    config.update({{"architectures", {"VisualBertForQuestionAnswering"}},
                   {"model_type", "visual_bert"},
                   {"num_hidden_layers", 5},
                   {"visual_embedding_dim", question_hidden},
                   {"bypass_transformer", false},
                   {"special_visual_initialize", true}});
    return config;
  }

  std::map<std::string, at::Tensor> unread_weights() const override {
    return {{"visual_bert.pooler.dense.weight", at::eye(question_hidden)},
            {"visual_bert.pooler.dense.bias", at::zeros({question_hidden})}};
  }

 protected:
  void add_regions(Batch& batch, const at::Tensor& features, const at::Tensor& /*boxes*/) const override {
    batch["visual_embeds"] = features;
  }
};

class LxmertTask : public QuestionTask {
 public:
  using QuestionTask::QuestionTask;
  std::string name() const override { return "demo-lxmert"; }
  std::string summary() const override {
    return "Answers questions about a scene (what stands where, is there, how many, what colour) from the objects that "
           "demo-detr finds, tiles of the background, and their boxes, with a stream of its own for words and for "
           "regions.";
  }
  nlohmann::json config() const override {
    nlohmann::json config = common_config();
    config.update({{"architectures", {"LxmertForQuestionAnswering"}},
                   {"model_type", "lxmert"},
                   {"l_layers", 3},
                   {"r_layers", 2},
                   {"x_layers", 3},
                   {"visual_feat_dim", question_hidden},
                   {"visual_pos_dim", 4},
                   {"num_qa_labels", answers().size()}});
    return config;
  }

 protected:
  void add_regions(Batch& batch, const at::Tensor& features, const at::Tensor& boxes) const override {
    batch["visual_feats"] = features;
    batch["visual_pos"] = boxes;
  }
};

}  // namespace

std::unique_ptr<TrainTask> visual_bert_task(const std::filesystem::path& siblings) {
  return std::make_unique<VisualBertTask>(siblings);
}

std::unique_ptr<TrainTask> lxmert_task(const std::filesystem::path& siblings) {
  return std::make_unique<LxmertTask>(siblings);
}

}  // namespace rex::zoo
