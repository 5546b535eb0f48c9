// What config.json says of a model's head: which are read, and what their scores mean.
#include "core/models/families/heads.h"

#include <ATen/ATen.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/explain/inquiry.h"
#include "tests/support/catch.h"
#include "tests/support/paths.h"

using namespace rex;
using namespace rex::test;

namespace {

const ModelKind text_classifier = {.text = TextInput::one};
const ModelKind question_answerer = {.picture = PictureInput::regions, .text = TextInput::one};

std::shared_ptr<const Answered> ask(const std::string& golden, const std::string& text, const std::string& pair = {}) {
  Inquiry inquiry(source_folder() / "tests/golden" / golden);
  Question question;
  question.texts = {text};
  question.pair = pair;
  return inquiry.ask(inquiry.prepare(question));
}

}  // namespace

TEST_CASE("problem_type says what the probability of a score is") {
  struct Row {
    nlohmann::json config;
    ProbabilityRule rule;
  };
  const std::vector<Row> rows = {
      {{{"num_labels", 3}}, ProbabilityRule::softmax},
      {{{"num_labels", 3}, {"problem_type", nullptr}}, ProbabilityRule::softmax},
      {{{"num_labels", 3}, {"problem_type", "single_label_classification"}}, ProbabilityRule::softmax},
      {{{"num_labels", 1}, {"problem_type", "single_label_classification"}}, ProbabilityRule::none},
      {{{"num_labels", 3}, {"problem_type", "multi_label_classification"}}, ProbabilityRule::sigmoid},
      {{{"num_labels", 1}, {"problem_type", "multi_label_classification"}}, ProbabilityRule::sigmoid},
      {{{"num_labels", 3}, {"problem_type", "regression"}}, ProbabilityRule::none},
      {{{"num_labels", 1}}, ProbabilityRule::none},
      {{{"id2label", {{"0", "score"}}}}, ProbabilityRule::none},
      {nlohmann::json::object(), ProbabilityRule::softmax},
  };
  for (const Row& row : rows) {
    INFO(row.config.dump());
    CHECK(probability_rule(Config(row.config)) == row.rule);
  }
  const nlohmann::json unknown = {{"problem_type", "ranking"}};
  CHECK_THROWS_WITH(probability_rule(Config(unknown)),
                    ContainsSubstring("problem_type") && ContainsSubstring("ranking"));
}

TEST_CASE("a model with another head is refused by its architecture, and says what it does") {
  struct Row {
    std::string architecture;
    ModelKind kind;
    std::string reason;  ///< empty: it is read
  };
  const std::vector<Row> rows = {
      {"BertForSequenceClassification", text_classifier, ""},
      {"BertForTokenClassification", text_classifier, "every token"},
      {"DistilBertForTokenClassification", text_classifier, "every token"},
      {"BertForMaskedLM", text_classifier, "masked words"},
      {"BertForPreTraining", text_classifier, "masked words"},
      {"ElectraForPreTraining", text_classifier, "replaced ones"},
      {"DetrForSegmentation", {.picture = PictureInput::pixels, .answers = AnswerKind::objects}, ""},
      {"SegformerForSemanticSegmentation", {.picture = PictureInput::pixels}, "segments"},
      {"BertForMultipleChoice", text_classifier, "several texts"},
      {"BertForQuestionAnswering", text_classifier, "inside a text"},
      {"BertForNextSentencePrediction", text_classifier, "follows"},
      {"BertLMHeadModel", text_classifier, "writes"},
      {"LxmertForQuestionAnswering", question_answerer, ""},
      {"LxmertForPreTraining", question_answerer, ""},
      {"VisualBertForVisualReasoning", question_answerer, "two pictures"},
      {"VisualBertForMultipleChoice", question_answerer, "several texts"},
      {"ViTForImageClassification", {.picture = PictureInput::pixels}, ""},
      {"ViTForMaskedImageModeling", {.picture = PictureInput::pixels}, "masked patches"},
      {"MyOwnClassifier", text_classifier, ""},
  };
  for (const Row& row : rows) {
    INFO(row.architecture);
    const nlohmann::json config = {{"architectures", {row.architecture}}};
    if (row.reason.empty()) {
      CHECK_NOTHROW(refuse_other_heads(Config(config), row.kind));
    } else {
      CHECK_THROWS_WITH(refuse_other_heads(Config(config), row.kind),
                        ContainsSubstring(row.architecture) && ContainsSubstring(row.reason));
    }
  }
}

TEST_CASE("labels that do not exclude each other have each a probability of their own") {
  const auto answered = ask("bert-multi-label-1", "the music is moving");
  REQUIRE(answered->predictions.size() == 5);
  double sum = 0;
  for (const Prediction& prediction : answered->predictions) {
    REQUIRE(prediction.probability.has_value());
    CHECK(*prediction.probability == Approx(1 / (1 + std::exp(-prediction.score))));
    sum += *prediction.probability;
  }
  CHECK(std::abs(sum - 1) > 1e-3);
}

TEST_CASE("a score that is the answer itself has no probability") {
  const auto answered = ask("bert-regression-1", "the music is moving");
  REQUIRE(answered->predictions.size() == 1);
  CHECK_FALSE(answered->predictions[0].probability.has_value());
}

TEST_CASE("two sentences are read as a pair, with types of their own") {
  const nlohmann::json golden =
      nlohmann::json::parse(read_file(source_folder() / "tests/golden/bert-pair-1/case.json"));
  const auto answered = ask("bert-pair-1", golden.at("text"), golden.at("text_pair"));
  const auto row = [&](const char* name) {
    const at::Tensor values = answered->input.tensors.at(name)[0];
    return std::vector<std::int64_t>(values.data_ptr<std::int64_t>(), values.data_ptr<std::int64_t>() + values.numel());
  };
  CHECK(row("input_ids") == golden.at("input_ids").get<std::vector<std::int64_t>>());
  CHECK(row("token_type_ids") == golden.at("token_type_ids").get<std::vector<std::int64_t>>());
  CHECK(answered->predictions.front().label == golden.at("target").at("label").get<std::string>());
  CHECK(answered->input.notes.empty());
}

TEST_CASE("a typed separator makes no pair, but is said") {
  const auto answered = ask("bert-pair-1", "the child sleeps [SEP] no one is outside");
  REQUIRE(answered->input.notes.size() == 1);
  CHECK_THAT(answered->input.notes[0], ContainsSubstring("--pair"));
  CHECK(answered->input.tensors.at("token_type_ids").sum().item<std::int64_t>() == 0);
}

TEST_CASE("a second sentence is refused where none is read") {
  Inquiry inquiry(source_folder() / "resources/models/demo-lxmert");
  Question question;
  question.picture = std::make_shared<const Picture>(load_picture(source_folder() / "resources/pictures/beach.jpg"));
  question.texts = {"what is left of the dog ?"};
  question.pair = "what is right of it ?";
  CHECK_THROWS_WITH(inquiry.prepare(question), ContainsSubstring("second sentence"));
  CHECK(readable(question, inquiry.model()->description).pair.empty());
}
