#include "core/models/families/heads.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "core/base/error.h"

namespace rex {
namespace {

/// A head that is not read here, by the end of its class's name in Hugging Face's transformers.
struct OtherHead {
  std::string_view ending;
  std::string_view what;
  bool text_alone;  ///< only of models that see no picture: the others' classes of this name are read
};

constexpr OtherHead other_heads[] = {
    {"ForTokenClassification", "gives every token a label of its own", false},
    {"ForMaskedLM", "fills in masked words", false},
    {"ForPreTraining", "fills in masked words or finds replaced ones, as in pre-training", true},
    {"ForNextSentencePrediction", "says whether one sentence follows another", false},
    {"ForMultipleChoice", "chooses between several texts", false},
    {"ForQuestionAnswering", "marks the answer inside a text", true},
    {"ForCausalLM", "writes text", false},
    {"LMHeadModel", "writes text", false},
    {"ForVisualReasoning", "compares two pictures", false},
    {"ForRegionToPhraseAlignment", "finds the regions of phrases", false},
    {"ForMaskedImageModeling", "fills in masked patches", false},
    {"Segmentation", "segments pictures", false},
    {"ForDepthEstimation", "measures depth", false},
};

}  // namespace

ProbabilityRule probability_rule(const Config& config) {
  const std::string problem = config.text("problem_type", "");
  if (problem == "multi_label_classification") return ProbabilityRule::sigmoid;
  if (problem == "regression") return ProbabilityRule::none;
  if (!problem.empty() && problem != "single_label_classification") {
    throw Error(config.name("problem_type"), "\"" + problem + "\" is not known",
                "Known are single_label_classification, multi_label_classification and regression.");
  }
  return config.classes() == 1 ? ProbabilityRule::none : ProbabilityRule::softmax;
}

void refuse_other_heads(const Config& config, const ModelKind& kind) {
  const std::string architecture = config.architecture();
  const auto head = std::find_if(std::begin(other_heads), std::end(other_heads), [&](const OtherHead& other) {
    return architecture.ends_with(other.ending) && !(other.text_alone && kind.sees_picture());
  });
  // DETR's masks stand on boxes: what finds these is explained, and its mask head is not read.
  if (head == std::end(other_heads) || kind.finds_objects()) return;
  throw Error(config.name("architectures"),
              architecture + " " + std::string(head->what) + ", which is not what is explained here",
              kind.sees_picture()
                  ? "Open a model that answers about the whole picture."
                  : "Open a classifier of whole texts (…ForSequenceClassification); where these weights "
                    "are one, correct the field.");
}

}  // namespace rex
