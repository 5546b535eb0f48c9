#include "core/explain/inquiry.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include <algorithm>
#include <chrono>
#include <utility>

#include "core/base/error.h"
#include "core/base/threads.h"
#include "core/explain/explain.h"
#include "core/models/families/family.h"

namespace rex {
namespace {

constexpr std::size_t most_predictions = 1000;

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// The pixels that the model was fed, for people: min–max scaled. Null where they are neither in colour nor grey.
std::shared_ptr<const Picture> picture_of(const at::Tensor& pixels) {
  if (pixels.dim() != 4 || (pixels.size(1) != 3 && pixels.size(1) != 1)) return nullptr;
  const at::Tensor values = pixels[0].detach().to(at::kCPU, at::kFloat);
  const at::Tensor range = (values.max() - values.min()).clamp_min(1e-12);
  const at::Tensor bytes = ((values - values.min()) / range * 255)
                               .expand({3, values.size(1), values.size(2)})
                               .permute({1, 2, 0})
                               .to(at::kByte)
                               .contiguous();
  Picture picture(bytes.size(1), bytes.size(0));
  std::copy(bytes.data_ptr<std::uint8_t>(), bytes.data_ptr<std::uint8_t>() + bytes.numel(), picture.pixels.begin());
  return std::make_shared<const Picture>(std::move(picture));
}

/// The whole of PIXELS, where nothing is known of the picture that they came from.
std::optional<PictureGeometry> geometry_of(const at::Tensor& pixels) {
  if (pixels.dim() != 4) return std::nullopt;
  const std::int64_t height = pixels.size(2), width = pixels.size(3);
  return PictureGeometry{0, 0, static_cast<double>(width), static_cast<double>(height), width, height, width, height};
}

/// The multiply-adds of a pass of MODEL over INPUTS, near enough to choose threads: each token meets every parameter.
double work_of(const ModelDescription& model, const ModelInputs& inputs) {
  constexpr double pixels_a_token = 256;
  double tokens = 0;
  for (const auto& [name, tensor] : inputs) {
    if (name == "pixel_values") tokens += static_cast<double>(tensor.numel()) / 3 / pixels_a_token;
    if (name == "input_ids") tokens += static_cast<double>(tensor.numel());
    if ((name == "visual_feats" || name == "visual_embeds") && tensor.dim() == 3) {
      tokens += static_cast<double>(tensor.size(0) * tensor.size(1));
    }
  }
  return tokens * static_cast<double>(model.parameters);
}

/// Notes where the pixels of INPUT have another size than MODEL was made for.
void note_size(const ModelDescription& model, PreparedInput& input) {
  const auto found = input.tensors.find("pixel_values");
  if (found == input.tensors.end() || found->second.dim() != 4 || model.picture_size.first == 0) return;
  const at::Tensor& pixels = found->second;
  const auto [height, width] = model.picture_size;
  if (pixels.size(2) == height && pixels.size(3) == width) return;
  const auto size = [](std::int64_t h, std::int64_t w) { return std::to_string(w) + "×" + std::to_string(h); };
  input.notes.push_back("The model sees " + size(pixels.size(2), pixels.size(3)) +
                        " pixels, but its weights were made for " + size(height, width) +
                        ": position embeddings are interpolated, where Hugging Face's class refuses.");
}

/// Tells the tokens of a second sentence apart, which stand between the first end token and the last one.
void mark_second_sentence(TokenizedText& text, std::int64_t end_id) {
  bool ended = false;
  for (Token& token : text.tokens) {
    if (ended && !token.special) token.segment = 1;
    ended = ended || (token.special && token.id == end_id);
  }
}

/// The words behind token IDS [texts, tokens], where the model's folder tells them.
std::vector<TokenizedText> texts_of(const OpenModel& model, const at::Tensor& ids) {
  std::vector<TokenizedText> texts;
  if (model.tokenizer == nullptr || ids.dim() != 2) return texts;
  const at::Tensor numbers = ids.to(at::kLong).contiguous();
  for (std::int64_t text = 0; text < numbers.size(0); ++text) {
    const auto* first = numbers.data_ptr<std::int64_t>() + text * numbers.size(1);
    texts.push_back(model.tokenizer->tokens_of({first, first + numbers.size(1)}));
    mark_second_sentence(texts.back(), model.tokenizer->end_id());
  }
  return texts;
}

/// The caption that TARGET chooses, where it was given; else LABEL.
std::string answer_label(const Answered& answered, const Target& target, const std::string& label) {
  const auto& texts = answered.question.texts;
  const auto chosen = static_cast<std::size_t>(target.text.value_or(-1));
  return chosen < texts.size() ? texts[chosen] : label;
}

}  // namespace

bool Question::operator==(const Question& other) const {
  const bool same_tensors = tensors.has_value() == other.tensors.has_value() &&
                            (!tensors || std::equal(tensors->begin(), tensors->end(), other.tensors->begin(),
                                                    other.tensors->end(), [](const auto& a, const auto& b) {
                                                      return a.first == b.first && a.second.is_same(b.second);
                                                    }));
  return picture == other.picture && like == other.like && texts == other.texts && pair == other.pair &&
         regions_file == other.regions_file && regions == other.regions && without == other.without && same_tensors;
}

Question readable(Question question, const ModelKind& kind) {
  if (!kind.sees_picture()) {
    question.picture = nullptr;
    question.picture_file.clear();
  }
  if (!kind.sees_pixels()) question.without.patches.clear();
  if (!kind.sees_regions()) question.without.regions.clear();
  if (!kind.reads_text()) question.without.words.clear();
  if (!kind.reads_text()) question.texts.clear();
  if (!kind.reads_pairs()) question.pair.clear();
  if (!kind.explains_features()) {
    question.like = nullptr;
    question.like_file.clear();
  }
  if (!kind.reads_several_texts() && question.texts.size() > 1) question.texts.resize(1);
  if (!kind.sees_regions()) {
    question.regions_file.clear();
    question.regions = nullptr;
  }
  return question;
}

std::vector<Box> query_boxes(const std::map<std::string, at::Tensor>& outputs,
                             const std::optional<PictureGeometry>& geometry) {
  const auto found = outputs.find("pred_boxes");
  if (found == outputs.end() || !geometry) return {};
  const at::Tensor boxes = found->second.reshape({-1, 4}).to(at::kDouble).contiguous();
  std::vector<Box> result;
  for (std::int64_t row = 0; row < boxes.size(0); ++row) {
    const double* box = boxes.data_ptr<double>() + row * 4;
    result.push_back({geometry->x + (box[0] - box[2] / 2) * geometry->width,
                      geometry->y + (box[1] - box[3] / 2) * geometry->height,
                      geometry->x + (box[0] + box[2] / 2) * geometry->width,
                      geometry->y + (box[1] + box[3] / 2) * geometry->height});
  }
  return result;
}

MethodNeeds common_needs(const std::vector<const ExplanationMethod*>& methods) {
  const auto relevance = std::find_if(methods.begin(), methods.end(), [](const ExplanationMethod* method) {
    return method->needs().relevances || method->needs().input_relevances;
  });
  return relevance == methods.end() ? MethodNeeds{} : (*relevance)->needs();
}

Inquiry::Inquiry(const std::filesystem::path& path, const Progress& progress, const OpenOptions& options)
    : graph_memory_(options.graph_memory) {
  const auto start = std::chrono::steady_clock::now();
  threads_ = at::get_num_threads();
  model_ = rex::open_model(path, progress, options);
  info_ = std::make_shared<const ModelInfo>(ModelInfo{path, model_.model->description(), model_.notes,
                                                      model_.regions != nullptr, seconds_since(start),
                                                      model_.model->weights_files()});
}

void Inquiry::forget() {
  evidence_.reset();
  pass_.reset();
  answered_.reset();
}

PreparedQuestion Inquiry::prepare(Question question, const Progress& progress) const {
  PreparedQuestion prepared{std::move(question), {}};
  Question& asked = prepared.question;
  PreparedInput& input = prepared.input;
  if (!asked.tensors) {
    if (!asked.regions && !asked.regions_file.empty()) {
      asked.regions = std::make_shared<const Regions>(load_regions(asked.regions_file));
    }
    input = rex::prepare(model_, asked.picture.get(), asked.texts, asked.regions.get(), asked.pair, progress);
    note_size(info_->description, input);
    return prepared;
  }
  const auto renamed = family_of(info_->description).renamed_inputs;
  input.tensors = renamed == nullptr ? *asked.tensors : renamed(*asked.tensors);
  if (const auto ids = input.tensors.find("input_ids"); ids != input.tensors.end()) {
    input.texts = texts_of(model_, ids->second);
  }
  if (const auto pixels = input.tensors.find("pixel_values"); pixels != input.tensors.end()) {
    asked.picture = picture_of(pixels->second);
    input.geometry = geometry_of(pixels->second);
    note_size(info_->description, input);
  }
  return prepared;
}

at::Tensor Inquiry::feature_of(const Picture& picture, const Progress& progress) const {
  if (!info_->description.explains_features()) {
    throw Error("like", "the model answers by itself, so that pictures are not compared by their features",
                "Leave the second picture out: it serves models without a head.");
  }
  nn::ForwardContext context;
  context.stop = progress.stop();
  return model_.model->forward(rex::prepare(model_, &picture, {}).tensors, context, false).scores.detach();
}

std::shared_ptr<const Answered> Inquiry::ask(PreparedQuestion question, const MethodNeeds& needs, bool double_precision,
                                             const Progress& progress) {
  forget();
  const auto start = std::chrono::steady_clock::now();
  const ModelDescription& description = info_->description;
  progress.report(0, "running the model");
  work_ = work_of(description, question.input.tensors);
  const WorkThreads threads(work_, threads_);
  nn::ForwardContext context = pass_for(needs, method_conventions(description), double_precision);
  context.stop = progress.stop();
  pass_ = model_.model->forward(question.input.tensors, context);
  if (question.question.like != nullptr) pass_->like = feature_of(*question.question.like, progress);
  evidence_.emplace(*model_.model, *pass_, graph_memory_);
  auto answered = std::make_shared<Answered>();
  answered->model = info_;
  static_cast<PreparedQuestion&>(*answered) = std::move(question);
  answered->outputs = pass_->outputs;
  if (description.probabilities == ProbabilityRule::sigmoid) {
    answered->outputs["probabilities"] =
        probabilities(pass_->scores.detach(), description.probabilities).to(at::kFloat).unsqueeze(0);
  }
  answered->predictions = predictions(*pass_, description, most_predictions);
  for (Prediction& prediction : answered->predictions) {
    prediction.label = answer_label(*answered, prediction.target, prediction.label);
  }
  answered->query_boxes = query_boxes(answered->outputs, answered->input.geometry);
  answered->domains = pass_->trace.domains;
  answered->seconds = seconds_since(start);
  answered_ = std::move(answered);
  return answered_;
}

Explanation Inquiry::explain(const Target& target, const ExplanationMethod& method, const ExplainOptions& options,
                             const Progress& progress) {
  if (!evidence_) throw Error("explain", "nothing was asked yet", "Ask a question first.");
  const WorkThreads threads(work_, threads_);
  Explanation explanation = rex::explain(*evidence_, target, method, options, progress);
  explanation.target_label = answer_label(*answered_, explanation.target, explanation.target_label);
  const auto& picture = answered_->question.picture;
  if (picture && !picture->note.empty()) explanation.notes.push_back(picture->note);
  return explanation;
}

std::vector<std::shared_ptr<const Explanation>> Inquiry::explain_queries(const std::vector<std::int64_t>& queries,
                                                                         const ExplanationMethod& method,
                                                                         const ExplainOptions& options,
                                                                         const Progress& progress) {
  ExplainOptions plain;
  plain.layers = options.layers;
  plain.double_precision = options.double_precision;
  std::vector<std::shared_ptr<const Explanation>> all;
  for (const std::int64_t query : queries) {
    Target target;
    target.query = query;
    all.push_back(std::make_shared<const Explanation>(explain(target, method, plain, progress)));
  }
  return all;
}

std::int64_t Inquiry::longest_domain() const {
  std::int64_t longest = 0;
  if (pass_) {
    for (const TokenDomain& domain : pass_->trace.domains) longest = std::max(longest, domain.size());
  }
  return longest;
}

}  // namespace rex
