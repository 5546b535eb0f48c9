// A question put to a model, and work that stops when it is asked to.
#include "core/explain/inquiry.h"

#include <ATen/ATen.h>

#include "core/base/error.h"
#include "core/explain/explain.h"
#include "core/models/families/family.h"
#include "tests/support/catch.h"
#include "tests/support/family_models.h"
#include "tests/support/paths.h"
#include "tests/support/small_models.h"

using namespace rex;
using namespace rex::test;

namespace {

std::shared_ptr<const Picture> scene() {
  return std::make_shared<const Picture>(load_picture(source_folder() / "resources/pictures/beach.jpg"));
}

}  // namespace

TEST_CASE("an inquiry answers with finished values, and every method that fits explains the answer") {
  const TemporaryFolder folder;
  for (const char* type : {"vit", "detr", "bert", "clip", "lxmert", "visual_bert"}) {
    INFO(type);
    Inquiry inquiry(save_family_model(folder.path(), type));
    const ModelDescription& model = inquiry.model()->description;
    CHECK(inquiry.answered() == nullptr);
    CHECK_THROWS_AS(inquiry.explain({}, explanation_method("generic"), {}), Error);
    Question question;
    question.picture = scene();
    question.texts = {"the plot was good", "the food was boring"};
    const auto answered = inquiry.ask(inquiry.prepare(readable(question, model)));
    CHECK(answered->predictions.empty() == false);
    CHECK(answered->query_boxes.empty() == !model.finds_objects());
    CHECK_FALSE(
        answered->outputs.at(model.answers == AnswerKind::texts ? "logits_per_image" : "logits").requires_grad());
    CHECK((answered->question.picture != nullptr) == model.sees_picture());
    CHECK(answered->question.texts.size() == (model.reads_several_texts() ? 2U : model.reads_text() ? 1U : 0U));
    for (const auto& method : explanation_methods()) {
      if (method->fits(model) || method->is_ablation()) continue;
      INFO(method->name());
      const Explanation explanation = inquiry.explain({}, *method, {});
      CHECK((explanation.relevancies.image.defined() || explanation.relevancies.text.defined()));
    }
  }
}

TEST_CASE("tensors in place of picture and words give the same answer") {
  const TemporaryFolder folder;
  Inquiry inquiry(save_family_model(folder.path(), "vit"));
  Question question;
  question.picture = scene();
  const auto seen = inquiry.ask(inquiry.prepare(question));
  Question fed;
  fed.tensors = seen->input.tensors;
  const auto answered = inquiry.ask(inquiry.prepare(fed));
  CHECK(answered->outputs.at("logits").equal(seen->outputs.at("logits")));
  REQUIRE(answered->question.picture != nullptr);  // what the pixels show
  CHECK(answered->question.picture->width == 96);
  CHECK(answered->input.geometry->model_width == 96);
}

TEST_CASE("a question that fails leaves no answer behind") {
  const TemporaryFolder folder;
  Inquiry inquiry(save_family_model(folder.path(), "vit"));
  Question question;
  question.picture = scene();
  inquiry.ask(inquiry.prepare(question));
  PreparedQuestion broken = inquiry.prepare(question);
  broken.input.tensors["pixel_values"] = at::rand({1, 4, 96, 96});
  CHECK_THROWS_AS(inquiry.ask(std::move(broken)), Error);
  CHECK(inquiry.answered() == nullptr);
}

TEST_CASE("a forward pass stops between layers") {
  for (const Family& family : rex::families()) {
    INFO(family.type);
    const SmallModel small = small_model(family.type);
    const auto model = build_random(small.config);
    std::stop_source stop;
    nn::ForwardContext context{nn::GraphMode::gradient};
    context.stop = stop.get_token();
    CHECK(model->forward(small.inputs, context).scores.defined());
    stop.request_stop();
    CHECK_THROWS_AS(model->forward(small.inputs, context), Cancelled);
    CHECK_THROWS_AS(model->forward(small.inputs, context, false), Cancelled);
  }
}

TEST_CASE("a backward pass stops between layers, and the graph is as good as before") {
  const SmallModel small = small_model("vit", 1, 4);
  const auto model = build_random(small.config);
  ForwardPass pass = model->forward(small.inputs, {nn::GraphMode::gradient});
  const Target target = resolve(pass, model->description(), {});
  std::stop_source stop;
  const at::Tensor last = pass.trace.maps.back().weights;
  const auto hook = last.register_hook([&](const at::Tensor&) -> void { stop.request_stop(); });
  EvidenceSource source(*model, pass);
  CHECK_THROWS_AS(source.gather(target, {.gradients = true}, false, Progress({}, stop.get_token())), Cancelled);
  last.remove_hook(hook);
  const Evidence after = source.gather(target, {.gradients = true});
  EvidenceSource fresh(*model, pass);
  const Evidence whole = fresh.gather(target, {.gradients = true});
  REQUIRE(after.gradients.size() == 4);
  for (std::size_t i = 0; i < 4; ++i) CHECK(after.gradients[i].equal(whole.gradients[i]));
}
