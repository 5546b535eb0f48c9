#include "ui/jobs/model_worker.h"

#include <QMetaType>
#include <algorithm>
#include <chrono>
#include <utility>

#include "core/base/error.h"

namespace rex::ui {
namespace {

constexpr std::size_t most_predictions = 1000;

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

bool same_inputs(const ViewRequest& a, const ViewRequest& b) {
  return a.model == b.model && a.picture == b.picture && a.texts == b.texts && a.regions_file == b.regions_file;
}

bool same_options(const ExplainOptions& a, const ExplainOptions& b) {
  return a.layers == b.layers && a.whole_matrices == b.whole_matrices && a.steps == b.steps &&
         a.head_maps == b.head_maps && a.double_precision == b.double_precision;
}

/// The memory that EXPLANATION holds, near enough.
std::size_t bytes_of(const Explanation& explanation) {
  std::size_t bytes = 0;
  const auto add = [&](const at::Tensor& tensor) { bytes += tensor.defined() ? tensor.nbytes() : 0; };
  for (const auto& [name, matrix] : explanation.matrices) add(matrix);
  for (const HeadMaps& maps : explanation.head_maps) {
    for (const at::Tensor& tensor : {maps.attention, maps.gradient, maps.weighted, maps.relevance}) add(tensor);
  }
  return bytes;
}

/// The boxes of a pass's object queries (cx, cy, w, h in 0…1 of the model's picture) in pixels of the picture.
std::vector<Box> query_boxes(const ForwardPass& pass, const PreparedInput& input) {
  const auto found = pass.outputs.find("pred_boxes");
  if (found == pass.outputs.end() || !input.geometry) return {};
  const PictureGeometry& geometry = *input.geometry;
  const at::Tensor boxes = found->second.reshape({-1, 4}).to(at::kDouble).contiguous();
  std::vector<Box> result;
  for (std::int64_t row = 0; row < boxes.size(0); ++row) {
    const double* box = boxes.data_ptr<double>() + row * 4;
    result.push_back(
        {geometry.x + (box[0] - box[2] / 2) * geometry.width, geometry.y + (box[1] - box[3] / 2) * geometry.height,
         geometry.x + (box[0] + box[2] / 2) * geometry.width, geometry.y + (box[1] + box[3] / 2) * geometry.height});
  }
  return result;
}

}  // namespace

bool WantedExplanation::operator==(const WantedExplanation& other) const {
  return method == other.method && target == other.target && same_options(options, other.options);
}

struct ModelWorker::State {
  struct Kept {
    WantedExplanation wanted;
    std::shared_ptr<const Explanation> explanation;
  };

  std::filesystem::path folder;
  std::optional<OpenModel> model;
  std::shared_ptr<const ModelInfo> info;
  std::optional<ViewRequest> inputs;  ///< what the pass was made from
  std::optional<ForwardPass> pass;
  std::optional<EvidenceSource> evidence;  ///< of model and pass; goes before them
  std::shared_ptr<const PassInfo> pass_info;
  std::vector<Kept> kept;  ///< explanations of this pass, oldest first
  std::size_t kept_bytes = 0;

  /// Drops the pass and what looks at it.
  void forget_pass() {
    evidence.reset();
    pass.reset();
    inputs.reset();
    kept.clear();
    kept_bytes = 0;
  }

  /// Keeps EXPLANATION for when it is asked for again; the oldest go where all together would take too much memory.
  void keep(const WantedExplanation& wanted, const std::shared_ptr<const Explanation>& explanation) {
    constexpr std::size_t most_bytes = std::size_t{512} << 20;
    const std::size_t bytes = bytes_of(*explanation);
    while (!kept.empty() && kept_bytes + bytes > most_bytes) {
      kept_bytes -= bytes_of(*kept.front().explanation);
      kept.erase(kept.begin());
    }
    kept.push_back({wanted, explanation});
    kept_bytes += bytes;
  }
};

ModelWorker::ModelWorker(QObject* parent) : QObject(parent), state_(std::make_unique<State>()) {
  qRegisterMetaType<std::uint64_t>("std::uint64_t");
  qRegisterMetaType<std::shared_ptr<const ModelInfo>>("std::shared_ptr<const rex::ui::ModelInfo>");
  qRegisterMetaType<std::shared_ptr<const PassInfo>>("std::shared_ptr<const rex::ui::PassInfo>");
  qRegisterMetaType<std::shared_ptr<const Explanation>>("std::shared_ptr<const rex::Explanation>");
  qRegisterMetaType<std::vector<std::shared_ptr<const Explanation>>>(
      "std::vector<std::shared_ptr<const rex::Explanation>>");
  qRegisterMetaType<JobFailure>("rex::ui::JobFailure");
  thread_ = std::jthread([this](const std::stop_token& quit) { work(quit); });
}

ModelWorker::~ModelWorker() {
  blockSignals(true);  // who listened may be half gone
  thread_.request_stop();
  cancel();
}

std::uint64_t ModelWorker::submit(ViewRequest request) {
  const std::lock_guard lock(mutex_);
  if (running_ && (running_->model != request.model || !same_inputs(*running_, request) || running_explains_)) {
    running_stop_.request_stop();
  }
  waiting_ = std::move(request);
  waiting_number_ = ++last_number_;
  wake_.notify_all();
  return waiting_number_;
}

void ModelWorker::cancel() {
  std::optional<std::uint64_t> dropped;
  {
    const std::lock_guard lock(mutex_);
    if (std::exchange(waiting_, std::nullopt)) dropped = waiting_number_;
    running_stop_.request_stop();
  }
  if (dropped) Q_EMIT cancelled(*dropped);
}

void ModelWorker::work(const std::stop_token& quit) {
  for (;;) {
    ViewRequest request;
    std::uint64_t number = 0;
    std::stop_token stop;
    {
      std::unique_lock lock(mutex_);
      if (!wake_.wait(lock, quit, [this] { return waiting_.has_value(); })) return;
      request = *std::exchange(waiting_, std::nullopt);
      number = waiting_number_;
      running_ = request;
      running_explains_ = false;
      running_stop_ = std::stop_source();
      stop = running_stop_.get_token();
    }
    Q_EMIT started(number);
    serve(number, request, stop);
    const std::lock_guard lock(mutex_);
    running_.reset();
  }
}

void ModelWorker::open(const ViewRequest& request, const Progress& progress) {
  State& state = *state_;
  const auto start = std::chrono::steady_clock::now();
  progress.report(0, "opening the model");
  OpenModel model = open_model(request.model, progress.part(0, 0.3));  // where that fails, the old one stays
  state.forget_pass();
  state.model = std::move(model);
  state.folder = request.model;
  state.info =
      std::make_shared<ModelInfo>(ModelInfo{request.model, state.model->model->description(), state.model->notes,
                                            state.model->regions != nullptr, seconds_since(start)});
}

void ModelWorker::run(const ViewRequest& request, const Progress& progress, JobFailure::Stage& stage) {
  State& state = *state_;
  state.forget_pass();
  const ModelDescription& description = state.info->description;
  const auto start = std::chrono::steady_clock::now();
  progress.report(0.3, "preparing the input");
  // What this model does not read is kept for the next one.
  const bool sees = description.needs_picture || description.needs_regions;
  const Picture* picture = sees ? request.picture.get() : nullptr;
  std::vector<std::string> texts = description.needs_text ? request.texts : std::vector<std::string>();
  if (!description.several_texts && texts.size() > 1) texts.resize(1);
  std::optional<Regions> regions;
  if (description.needs_regions && !request.regions_file.empty()) regions = load_regions(request.regions_file);
  auto info = std::make_shared<PassInfo>();
  info->input = prepare(*state.model, picture, texts, regions ? &*regions : nullptr);
  progress.report(0.4, "running the model");
  stage = JobFailure::Stage::running;
  state.pass = state.model->model->forward(info->input.tensors, {nn::GraphMode::gradient});
  state.evidence.emplace(*state.model->model, *state.pass);
  info->model = state.info;
  info->picture_file = sees ? request.picture_file : std::filesystem::path();
  info->picture = sees ? request.picture : nullptr;
  info->texts = std::move(texts);
  info->regions_file = request.regions_file;
  info->predictions = predictions(*state.pass, description, most_predictions);
  if (const auto boxes = state.pass->outputs.find("pred_boxes"); boxes != state.pass->outputs.end()) {
    info->predicted_boxes = boxes->second;
  }
  info->query_boxes = query_boxes(*state.pass, info->input);
  info->seconds = seconds_since(start);
  state.pass_info = std::move(info);
  state.inputs = request;
}

std::shared_ptr<const Explanation> ModelWorker::explained_by(WantedExplanation wanted, const Progress& progress) {
  State& state = *state_;
  constexpr std::int64_t most_tokens_for_matrices = 1200;  // beyond, they cost more than they show
  wanted.options.double_precision = prefers_double_precision(state.info->description);
  for (const TokenDomain& domain : state.pass->trace.domains) {
    if (domain.size() > most_tokens_for_matrices) wanted.options.whole_matrices = false;
  }
  const auto found = std::find_if(state.kept.begin(), state.kept.end(),
                                  [&](const State::Kept& kept) { return kept.wanted == wanted; });
  if (found != state.kept.end()) return found->explanation;
  progress.report(0.6, "explaining");
  auto explanation = std::make_shared<const Explanation>(explain(
      *state.evidence, wanted.target, explanation_method(wanted.method), wanted.options, progress.part(0.6, 1)));
  state.keep(wanted, explanation);
  return explanation;
}

void ModelWorker::serve(std::uint64_t number, const ViewRequest& request, const std::stop_token& stop) {
  JobFailure::Stage stage = JobFailure::Stage::opening_model;
  State& state = *state_;
  const Progress progress(
      [this](double fraction, const std::string& step) { Q_EMIT progressed(fraction, QString::fromStdString(step)); },
      stop);
  try {
    if (!state.model || state.folder != request.model) open(request, progress);
    Q_EMIT modelOpened(number, state.info);
    stage = JobFailure::Stage::reading_input;
    if (!state.pass || !same_inputs(*state.inputs, request)) run(request, progress, stage);
    Q_EMIT passReady(number, state.pass_info);
    stage = JobFailure::Stage::explaining;
    {
      const std::lock_guard lock(mutex_);
      running_explains_ = true;
    }
    for (std::size_t i = 0; i < request.explanations.size(); ++i) {
      progress.check();
      const auto start = std::chrono::steady_clock::now();
      const auto explanation = explained_by(request.explanations[i], progress);
      Q_EMIT explained(number, static_cast<int>(i), explanation, seconds_since(start));
    }
    if (request.detections_from && !request.explanations.empty()) {
      std::vector<std::shared_ptr<const Explanation>> detections;
      for (const Prediction& prediction : state.pass_info->predictions) {
        if (!prediction.target.query || prediction.probability < *request.detections_from) continue;
        progress.check();
        WantedExplanation wanted{request.explanations[0].method, prediction.target, {}};
        wanted.options.layers = request.explanations[0].options.layers;
        detections.push_back(explained_by(std::move(wanted), progress));
      }
      Q_EMIT detectionsExplained(number, detections);
    }
    Q_EMIT finished(number);
  } catch (const Cancelled&) {
    Q_EMIT cancelled(number);
  } catch (const Error& error) {
    const std::string problem = error.where().empty() ? error.problem() : error.where() + ": " + error.problem();
    Q_EMIT failed(number, {stage, QString::fromStdString(problem), QString::fromStdString(error.remedy())});
  } catch (const std::exception& error) {  // LibTorch's own complaints, out of memory
    Q_EMIT failed(number, {stage, QString::fromUtf8(error.what()).section('\n', 0, 0), {}});
  }
}

}  // namespace rex::ui
