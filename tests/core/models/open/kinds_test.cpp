// Kinds of model folders that people have trouble with elsewhere.
#include <ATen/ATen.h>

#include <array>
#include <chrono>
#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/checkpoint/checkpoint.h"
#include "core/explain/explain.h"
#include "core/explain/inquiry.h"
#include "core/explain/method.h"
#include "core/explain/target.h"
#include "core/models/families/family.h"
#include "core/models/families/weight_shapes.h"
#include "core/models/open/find_models.h"
#include "core/models/open/labels.h"
#include "core/models/open/model_files.h"
#include "core/models/open/open_model.h"
#include "tests/support/catch.h"
#include "tests/support/golden.h"
#include "tests/support/model_folders.h"
#include "tests/support/paths.h"

using namespace rex;
using rex::test::copy_golden;
using rex::test::copy_golden_as;
using rex::test::GoldenCase;
using rex::test::TemporaryFolder;
namespace fs = std::filesystem;

namespace {

/// The weights of golden NAME, each under the name that RENAME gives it; left out where that is empty.
template <class Rename>
std::map<std::string, at::Tensor> renamed_weights(const std::string& name, const Rename& rename) {
  std::map<std::string, at::Tensor> weights;
  for (const auto& [from, tensor] : load_safetensors(test::golden(name) / "model.safetensors")) {
    if (const std::string to = rename(from); !to.empty()) weights[to] = tensor;
  }
  return weights;
}

/// The name of a trunk's parameter without its prefix; empty for a classifier's.
std::string headless(const std::string& parameter) {
  return parameter.rfind("classifier", 0) == 0 ? std::string() : parameter.substr(parameter.find('.') + 1);
}

void check_logits(const fs::path& folder, const std::string& name) {
  GoldenCase golden(name);
  golden.check("logits", open_model(folder).model->forward(golden.inputs()).outputs.at("logits"));
}

}  // namespace

TEST_CASE("a folder whose only weights are a .ckpt opens and is listed") {
  const TemporaryFolder folder;
  copy_golden("bert-1", folder.path(), {"config.json"});
  copy_golden_as("bert-1", "model.safetensors", folder.path(), "epoch=3-step=1200.ckpt");
  check_logits(folder.path(), "bert-1");
  const auto found = find_models({folder.path()});
  REQUIRE(found.size() == 1);
  CHECK(found[0].problem.empty());
  CHECK(found[0].bytes == fs::file_size(folder.path() / "epoch=3-step=1200.ckpt"));
  CHECK(test::run_rex("inspect " + folder.path().string()).status == 0);
  test::write_file(folder.path() / "last.ckpt", "x");
  CHECK_THROWS_WITH(open_model(folder.path()), ContainsSubstring("several weights files"));
}

TEST_CASE("compiled and data-parallel models open") {
  const TemporaryFolder folder;
  copy_golden("bert-1", folder.path(), {"config.json"});
  for (const std::string prefix : {"_orig_mod.module.", "module._orig_mod.", "model.module.net._orig_mod."}) {
    INFO(prefix);
    save_safetensors(folder.path() / "model.safetensors",
                     renamed_weights("bert-1", [&](const std::string& name) { return prefix + name; }));
    check_logits(folder.path(), "bert-1");
  }
}

TEST_CASE("weights without a classifier are refused by that reason") {
  const TemporaryFolder folder;
  copy_golden("bert-1", folder.path(), {"config.json"});
  save_safetensors(folder.path() / "model.safetensors", renamed_weights("bert-1", headless));
  CHECK_THROWS_WITH(open_model(folder.path()), ContainsSubstring("have no classifier"));
}

TEST_CASE("the feature of a ViT without a classifier is explained, alone and against a second picture's") {
  const TemporaryFolder folder;
  copy_golden("vit-1", folder.path(), {"config.json"});
  save_safetensors(folder.path() / "model.safetensors", renamed_weights("vit-1", headless));
  Inquiry inquiry(folder.path());
  const ModelDescription& model = inquiry.model()->description;
  CHECK(model.answers == AnswerKind::features);
  CHECK(parse_target("class:3", model).class_index == 3);

  Question question;
  Picture first(48, 40), second(48, 40);
  for (std::size_t i = 0; i < first.pixels.size(); ++i) {
    first.pixels[i] = static_cast<std::uint8_t>(i * 37 % 251);
    second.pixels[i] = static_cast<std::uint8_t>(i * 91 % 241);
  }
  question.picture = std::make_shared<const Picture>(first);
  const auto alone = inquiry.ask(inquiry.prepare(question));
  CHECK(alone->predictions.front().label.starts_with("feature "));
  CHECK_FALSE(alone->predictions.front().probability.has_value());
  const ExplanationMethod& generic = explanation_method("generic");
  CHECK(inquiry.explain(parse_target("class:3", model), generic, {}).target_label == "feature 3");
  CHECK_THROWS_WITH(inquiry.explain(parse_target("like", model), generic, {}), ContainsSubstring("--like"));

  question.like = std::make_shared<const Picture>(second);
  const auto both = inquiry.ask(inquiry.prepare(question));
  CHECK(both->predictions.front().target.like);
  const Explanation similar = inquiry.explain({}, generic, {});
  CHECK(similar.target.like);
  const at::Tensor own = both->outputs.at("feature")[0];
  question.picture = question.like;
  question.like = nullptr;
  const at::Tensor other = inquiry.ask(inquiry.prepare(question))->outputs.at("feature")[0];
  CHECK(similar.score == Approx((own * other).sum().item<double>() / (own.norm() * other.norm()).item<double>()));
  CHECK(similar.relevancies.image.count_nonzero().item<int>() > 0);

  // The same picture is as similar as can be: no attention can make it more so.
  question.like = question.picture;
  inquiry.ask(inquiry.prepare(question));
  CHECK(inquiry.explain({}, generic, {}).score == Approx(1));
}

TEST_CASE("a folder of timm's hub opens by its own config.json") {
  const TemporaryFolder folder;
  copy_golden_as("vit-1", "original.safetensors", folder.path(), "model.safetensors");
  GoldenCase golden("vit-1");
  nlohmann::json config = {{"architecture", "vit_tiny_patch16_224"},
                           {"num_classes", golden.expected("logits").size(-1)},
                           {"label_names", {"n1", "b"}},
                           {"label_descriptions", {{"n1", "first, number one"}}},
                           {"model_args", {{"num_heads", golden.config().at("num_attention_heads")}}},
                           {"pretrained_cfg",
                            {{"input_size", {3, 32, 32}},
                             {"crop_pct", 0.9},
                             {"interpolation", "bicubic"},
                             {"mean", {0.1, 0.2, 0.3}},
                             {"std", {0.5, 0.5, 0.5}}}}};
  const auto write = [&] { test::write_file(folder.path() / "config.json", config.dump()); };
  const auto opened = [&] {
    write();
    return open_model(folder.path());
  };
  const OpenModel timm = opened();
  CHECK(timm.model->description().family == "vit");
  const PreprocessorSettings& settings = timm.preprocessor.value().settings();
  CHECK(settings.shortest_edge == 35);  // 32 / 0.9, cut off
  CHECK(settings.crop_width == 32);
  CHECK(settings.rounded_crop);
  CHECK(settings.mean[1] == 0.2F);
  CHECK(find_models({folder.path()}).at(0).problem.empty());

  config["model_type"] = "timm_wrapper";
  save_safetensors(folder.path() / "model.safetensors", [&] {
    std::map<std::string, at::Tensor> wrapped;
    for (const auto& [name, tensor] : load_safetensors(test::golden("vit-1") / "original.safetensors")) {
      wrapped["timm_model." + name] = tensor;
    }
    return wrapped;
  }());
  CHECK(opened().model->description().family == "vit");

  // What Hugging Face's wrapper may say beside timm's fields.
  const std::int64_t classes = golden.expected("logits").size(-1);
  CHECK(opened().model->description().probabilities == ProbabilityRule::softmax);
  config["problem_type"] = "multi_label_classification";
  config.erase("label_names");
  for (std::int64_t i = 0; i < classes; ++i) config["id2label"][std::to_string(i)] = "name " + std::to_string(i);
  CHECK(opened().model->description().probabilities == ProbabilityRule::sigmoid);
  CHECK(opened().model->description().labels.at(1) == "name 1");
  config["label_names"] = config["id2label"];
  config["label_descriptions"] = {{"name 1", "first, number one"}};
  CHECK(opened().model->description().labels.at(1) == "first, number one");
  config["pretrained_cfg"]["label_names"] = std::vector<std::string>(static_cast<std::size_t>(classes), "same");
  config.erase("label_names");
  CHECK(opened().model->description().labels.at(1) == "same");
  const auto [height, width] = timm.model->description().picture_size;
  config["pretrained_cfg"].erase("input_size");  // then it is the model's own
  CHECK(opened().preprocessor.value().settings().crop_height == height);
  CHECK(opened().preprocessor.value().settings().crop_width == width);
  config["num_classes"] = classes + 1;
  CHECK_THROWS_WITH(opened(), ContainsSubstring("num_classes") && ContainsSubstring("the weights have"));
  config["num_classes"] = classes;

  config["model_args"]["global_pool"] = "max";
  CHECK_THROWS_WITH(opened(), ContainsSubstring("global_pool") && ContainsSubstring("max"));
  config["model_args"].erase("global_pool");

  const auto preparation = [&] { return opened().preprocessor.value().settings(); };
  config["pretrained_cfg"]["crop_mode"] = "border";
  CHECK(preparation().size_rule == SizeRule::inside);
  CHECK(preparation().fill == std::array<std::uint8_t, 3>{26, 51, 76});  // 255 · 0.3 is 76.5
  config["pretrained_cfg"]["crop_mode"] = "center";
  config["pretrained_cfg"]["input_size"] = {3, 32, 24};
  CHECK((preparation().size_rule == SizeRule::covering && preparation().width == 26 && preparation().crop_width == 24));
  CHECK(preparation().filter == ResizeFilter::bilinear);
  config["pretrained_cfg"]["input_size"] = {3, 16, 64};  // as many patches as a square of 32 × 32 has
  CHECK(opened().model->description().picture_size == std::pair<std::int64_t, std::int64_t>(16, 64));
  config["pretrained_cfg"].erase("input_size");
  config["model_args"] = nlohmann::json::object();
  config["pretrained_cfg"]["crop_pct"] = 0;
  CHECK_THROWS_WITH(opened(), ContainsSubstring("crop_pct"));
  config["pretrained_cfg"]["crop_pct"] = 1;
  config["architecture"] = "convnext_atto";
  CHECK_THROWS_WITH(opened(), ContainsSubstring("convnext_atto") && ContainsSubstring("--heads N"));
  CHECK(open_model(folder.path(), {}, {.heads = {golden.config().at("num_attention_heads").get<std::int64_t>()}})
            .model->description()
            .family == "vit");
}

TEST_CASE("timm's ViTs that classify the mean of their patches") {
  const GoldenCase golden("vit-1");
  const auto weights = load_safetensors(test::golden("vit-1") / "original.safetensors");
  const std::int64_t heads = golden.config().at("num_attention_heads");
  const auto open = [&](const std::map<std::string, at::Tensor>& tensors, const nlohmann::json& arguments) {
    const TemporaryFolder folder;
    nlohmann::json config = {{"architecture", "vit_tiny_patch16_224"}, {"model_args", arguments}};
    config["model_args"]["num_heads"] = heads;
    test::write_file(folder.path() / "config.json", config.dump());
    save_safetensors(folder.path() / "model.safetensors", tensors);
    return std::move(open_model(folder.path()).model);
  };
  const std::unique_ptr<Model> token = open(weights, nlohmann::json::object());
  const ModelInputs inputs = golden.inputs();
  const at::Tensor states = token->forward(inputs).training.hidden_states;  // [1, 1 + patches, hidden]
  const auto norm = [&](const at::Tensor& x) {
    return at::layer_norm(x, {x.size(-1)}, weights.at("norm.weight"), weights.at("norm.bias"), 1e-6);
  };
  const auto head = [&](const at::Tensor& x) {
    return at::addmm(weights.at("head.bias"), x, weights.at("head.weight").t());
  };
  const at::Tensor of_mean = head(norm(states.slice(1, 1).mean(1))), mean_of = head(norm(states).slice(1, 1).mean(1));

  std::map<std::string, at::Tensor> moved;
  for (const auto& [name, tensor] : weights) moved[name.starts_with("norm.") ? "fc_" + name : name] = tensor;
  const auto logits = [&](const Model& model) { return model.forward(inputs).outputs.at("logits"); };
  const std::unique_ptr<Model> pooled = open(moved, {{"global_pool", "avg"}});
  CHECK(at::allclose(logits(*pooled), of_mean, 1e-4, 1e-4));
  CHECK(at::allclose(logits(*open(weights, {{"global_pool", "avg"}, {"fc_norm", false}})), mean_of, 1e-4, 1e-4));
  CHECK(at::allclose(logits(*open(moved, nlohmann::json::object())), of_mean, 1e-4, 1e-4));  // its norm tells it

  // What is read is the mean of the patches' rows.
  for (const char* name : {"generic", "rollout", "raw_attention", "transformer_attribution"}) {
    INFO(name);
    const ExplanationMethod& method = explanation_method(name);
    nn::ForwardContext context;
    context.mode = nn::GraphMode::gradient;
    ForwardPass pass = pooled->forward(inputs, context);
    ExplainOptions options;
    options.whole_matrices = true;
    const Explanation whole = explain(*pooled, pass, {}, method, options);
    const at::Tensor rows = whole.matrices.at("R_ss").slice(0, 1).mean(0).slice(0, 1);
    CHECK(at::allclose(whole.relevancies.image, rows, 1e-4, 1e-6));
    CHECK_FALSE(whole.relevancies.class_row.defined());
    CHECK(at::allclose(explain(*pooled, pass, {}, method, {}).relevancies.image, rows, 1e-4, 1e-6));
  }

  std::map<std::string, at::Tensor> without = moved;  // "gap": there is no class token at all
  without.erase("cls_token");
  without["pos_embed"] = weights.at("pos_embed").slice(1, 1).contiguous();
  const std::unique_ptr<Model> classless = open(without, {{"global_pool", "avg"}, {"class_token", false}});
  nn::ForwardContext context;
  context.mode = nn::GraphMode::gradient;
  ForwardPass pass = classless->forward(inputs, context);
  CHECK(pass.trace.domains.at(0).count(TokenKind::special) == 0);
  for (const auto& method : explanation_methods()) {
    if (method->fits(classless->description())) continue;
    INFO(method->name());
    CHECK(explain(*classless, pass, {}, *method, {}).relevancies.image.isfinite().all().item<bool>());
  }
}

TEST_CASE("weights that are no model by themselves are called what they are") {
  const TemporaryFolder folder;
  copy_golden("bert-1", folder.path(), {"config.json"});
  test::write_file(folder.path() / "adapter_config.json", "{}");
  test::write_file(folder.path() / "adapter_model.safetensors", "x");
  CHECK_THROWS_WITH(open_model(folder.path()), ContainsSubstring("only an adapter"));
  for (const char* part : {"model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors"}) {
    copy_golden_as("bert-1", "model.safetensors", folder.path(), part);
  }
  CHECK_THROWS_WITH(open_model(folder.path()), ContainsSubstring("without their index"));
}

TEST_CASE("one tower of a model that has two is refused by its true reason") {
  const std::string name = "clip-1";
  const std::string start = GENERATE(as<std::string>{}, "vision_model.", "text_model.");
  const TemporaryFolder folder;
  copy_golden(name, folder.path(), {"config.json"});
  save_safetensors(folder.path() / "model.safetensors", renamed_weights(name, [&](const std::string& from) {
                     return from.rfind(start, 0) == 0 ? from : std::string();
                   }));
  if (start == "text_model.") test::write_file(folder.path() / "config.json", R"({"model_type": "clip_text_model"})");
  CHECK_THROWS_WITH(
      open_model(folder.path()),
      ContainsSubstring(start == "text_model." ? "only the tower of texts" : "only the tower of pictures"));
}

TEST_CASE("the detector in a DETR for segmentation is explained, and its mask head is not read") {
  const TemporaryFolder folder;
  auto weights = renamed_weights("detr-2", [](const std::string& from) { return "detr." + from; });
  weights["mask_head.lay1.weight"] = weights["bbox_attention.q_linear.weight"] = at::zeros({2, 2});
  save_safetensors(folder.path() / "model.safetensors", weights);
  GoldenCase golden("detr-2");
  nlohmann::json config = golden.config();
  config["architectures"] = {"DetrForSegmentation"};
  test::write_file(folder.path() / "config.json", config.dump());
  const OpenModel opened = open_model(folder.path());
  golden.check("logits", opened.model->forward(golden.inputs()).outputs.at("logits"));
  CHECK(std::any_of(opened.notes.begin(), opened.notes.end(),
                    [](const std::string& note) { return note.find("masks is not read") != std::string::npos; }));
}

TEST_CASE("labels are those of label2id where id2label is missing") {
  const TemporaryFolder folder;
  copy_golden("bert-1", folder.path(), {"model.safetensors"});
  GoldenCase golden("bert-1");
  nlohmann::json config = golden.config();
  const std::int64_t classes = golden.expected("logits").size(-1);
  for (const char* field : {"id2label", "label2id", "num_labels"}) config.erase(field);
  for (std::int64_t i = 0; i < classes; ++i) config["label2id"]["name " + std::to_string(i)] = classes - 1 - i;
  test::write_file(folder.path() / "config.json", config.dump());
  CHECK(open_model(folder.path()).model->description().labels.at(0) == "name " + std::to_string(classes - 1));
  config["label2id"]["name 0"] = "0";  // a number twice: then they say nothing
  config["num_labels"] = classes;
  test::write_file(folder.path() / "config.json", config.dump());
  CHECK_FALSE(are_names(open_model(folder.path()).model->description().labels));
  config["architectures"] = "BertForTokenClassification";
  test::write_file(folder.path() / "config.json", config.dump());
  CHECK_THROWS_WITH(open_model(folder.path()), ContainsSubstring("gives every token a label"));
}

TEST_CASE("a folder of open_clip's hub opens by open_clip_config.json") {
  const TemporaryFolder folder;
  copy_golden_as("clip-1", "original.safetensors", folder.path(), "open_clip_model.safetensors");
  nlohmann::json config = {
      {"model_cfg",
       {{"embed_dim", 24},
        {"quick_gelu", true},
        {"vision_cfg", {{"image_size", 32}, {"layers", 2}, {"width", 36}, {"head_width", 12}, {"patch_size", 8}}},
        {"text_cfg", {{"context_length", 77}, {"vocab_size", 600}, {"width", 32}, {"heads", 2}, {"layers", 2}}}}},
      {"preprocess_cfg", {{"mean", {0.5, 0.5, 0.5}}, {"interpolation", "bilinear"}, {"resize_mode", "squash"}}}};
  const auto opened = [&] {
    test::write_file(folder.path() / "open_clip_config.json", config.dump());
    return open_model(folder.path());
  };
  GoldenCase golden("clip-1");
  const OpenModel clip = opened();
  golden.check("logits_per_image", clip.model->forward(golden.inputs()).outputs.at("logits_per_image"));
  CHECK(clip.preprocessor.value().settings().size_rule == SizeRule::exact);
  CHECK(clip.preprocessor.value().settings().filter == ResizeFilter::bilinear);
  CHECK(find_models({folder.path()}).at(0).family == "clip");
  std::map<std::string, at::Tensor> apart;  // CustomTextCLIP keeps the text tower in a module of its own
  for (const auto& [name, tensor] : load_safetensors(test::golden("clip-1") / "original.safetensors")) {
    const bool picture = name.starts_with("visual.") || name == "logit_scale";
    apart[picture ? name : "text." + name] = tensor;
  }
  save_safetensors(folder.path() / "open_clip_model.safetensors", apart);
  golden.check("logits_per_image", opened().model->forward(golden.inputs()).outputs.at("logits_per_image"));
  config["preprocess_cfg"]["resize_mode"] = "longest";
  config["preprocess_cfg"]["fill_color"] = 7;
  CHECK(opened().preprocessor.value().settings().size_rule == SizeRule::inside);
  CHECK(opened().preprocessor.value().settings().fill == std::array<std::uint8_t, 3>{7, 7, 7});
  config["model_cfg"]["vision_cfg"]["attentional_pool"] = true;
  CHECK_THROWS_WITH(opened(), ContainsSubstring("attentional_pool"));
}

TEST_CASE("an unknown kind of model is refused with the known ones and what its weights look like") {
  const TemporaryFolder folder;
  test::write_file(folder.path() / "config.json", R"({"model_type": "beit"})");
  save_safetensors(folder.path() / "model.safetensors", renamed_weights("vit-1", [](const std::string& name) {
                     return name.starts_with("vit.") ? "beit." + name.substr(4) : name;
                   }));
  CHECK_THROWS_WITH(open_model(folder.path()), ContainsSubstring("dinov2") && ContainsSubstring("like those of ViT"));
}

TEST_CASE("the settings of its training tell a DETR's heads and dilation") {
  ParameterSource random = ParameterSource::random(1);
  nlohmann::json config = test::tiny_detr_config();
  build_model(config, random);
  std::vector<std::string> names;
  for (const auto& [name, tensor] : random.taken()) names.push_back(name);
  const auto taken = random.taken();
  const ParameterSource source("test", names, [&](const std::string& name) {
    const auto found = taken.find(name);
    return found == taken.end() ? at::Tensor() : found->second;
  });
  std::vector<std::string> notes;
  std::vector<std::int64_t> said;
  const auto derived = [&](const nlohmann::json& settings, const std::string& file = "w.pth") {
    notes.clear();
    return find_family("detr")->config_from_weights(WeightShapes(source, file, &settings, said), notes);
  };
  const nlohmann::json told = derived({{"nheads", 4}, {"dilation", true}, {"pre_norm", false}});
  CHECK(told.at("encoder_attention_heads") == 4);
  CHECK(told.at("decoder_attention_heads") == 4);
  CHECK(told.at("dilation") == true);
  CHECK(notes.at(0).find("4 attention heads as the settings of its training say") != std::string::npos);
  said = {8};
  CHECK(derived({{"nheads", 4}}).at("encoder_attention_heads") == 8);
  CHECK(derived({{"dilation", false}}, "detr-r50-dc5.pth").at("dilation") == false);
  const nlohmann::json untold = {{"nheads", "four"}, {"dilation", 1}};
  for (const nlohmann::json& odd :
       {untold, nlohmann::json{{"nheads", -4}}, nlohmann::json{{"nheads", 4.5}}, nlohmann::json{{"nheads", UINT64_MAX}},
        nlohmann::json::object(), nlohmann::json()}) {
    INFO(odd);
    CHECK(derived(odd).at("encoder_attention_heads") == 8);
    CHECK(derived(odd).at("dilation") == false);
  }
  CHECK_THROWS_WITH(derived({{"pre_norm", true}}), ContainsSubstring("pre_norm"));
  said = {};
  CHECK_THROWS_WITH(derived(nlohmann::json::object()), ContainsSubstring("--heads N"));
}

TEST_CASE("a pass over weights that change on disk is thrown away") {
  const TemporaryFolder folder;
  copy_golden("bert-1", folder.path(), {"config.json", "model.safetensors"});
  const fs::path file = folder.path() / "model.safetensors";
  fs::last_write_time(file, fs::last_write_time(file) - std::chrono::hours(1));
  GoldenCase golden("bert-1");
  const Checkpoint mapped = Checkpoint::open(file, 0);
  ParameterSource source("test", mapped.names(), [&](const std::string& name) {
    return mapped.contains(name) ? mapped.tensor(name) : at::Tensor();
  });
  const auto model = build_model(golden.config(), source);
  model->watch(mapped.watched());
  const OpenModel held = open_model(folder.path());
  golden.check("logits", model->forward(golden.inputs()).outputs.at("logits"));
  {
    std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
    stream.seekp(-1000, std::ios::end);
    stream << std::string(1000, '\1');
  }
  CHECK_THROWS_WITH(model->forward(golden.inputs()), ContainsSubstring("changed on disk"));
  CHECK(model->weights_files().changed_on_disk() == file);
  golden.check("logits", held.model->forward(golden.inputs()).outputs.at("logits"));
  CHECK(held.model->weights_files().changed_on_disk() == file);
  CHECK_FALSE(held.model->weights_files().weights_changed());
}
