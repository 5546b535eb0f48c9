#include "ui/jobs/model_worker.h"

#include <QMetaType>
#include <algorithm>
#include <chrono>
#include <utility>

#include "core/base/error.h"

namespace rex::ui {
namespace {

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
};

ModelWorker::ModelWorker(QObject* parent) : QObject(parent), state_(std::make_unique<State>()) {
  qRegisterMetaType<std::uint64_t>("std::uint64_t");
  qRegisterMetaType<std::shared_ptr<const ModelInfo>>("std::shared_ptr<const rex::ui::ModelInfo>");
  qRegisterMetaType<std::shared_ptr<const PassInfo>>("std::shared_ptr<const rex::ui::PassInfo>");
  qRegisterMetaType<std::shared_ptr<const Explanation>>("std::shared_ptr<const rex::Explanation>");
  qRegisterMetaType<JobFailure>("rex::ui::JobFailure");
  thread_ = std::jthread([this](const std::stop_token& quit) { work(quit); });
}

ModelWorker::~ModelWorker() {
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
  const std::lock_guard lock(mutex_);
  waiting_.reset();
  running_stop_.request_stop();
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

void ModelWorker::serve(std::uint64_t number, const ViewRequest& request, const std::stop_token& stop) {
  JobFailure::Stage stage = JobFailure::Stage::opening_model;
  State& state = *state_;
  const Progress progress(
      [this](double fraction, const std::string& step) { Q_EMIT progressed(fraction, QString::fromStdString(step)); },
      stop);
  try {
    if (!state.model || state.folder != request.model) {
      state.evidence.reset();  // it looks at the pass and the model
      state.pass.reset();
      state.kept.clear();
      state.inputs.reset();
      state.model.reset();
      state.info.reset();
      const auto start = std::chrono::steady_clock::now();
      progress.report(0, "opening the model");
      state.model = open_model(request.model, progress);
      state.folder = request.model;
      state.info =
          std::make_shared<ModelInfo>(ModelInfo{request.model, state.model->model->description(), state.model->notes,
                                                state.model->regions != nullptr, seconds_since(start)});
    }
    Q_EMIT modelOpened(number, state.info);
    if (!state.pass || !same_inputs(*state.inputs, request)) {
      stage = JobFailure::Stage::reading_input;
      state.evidence.reset();
      state.pass.reset();
      state.kept.clear();
      const auto start = std::chrono::steady_clock::now();
      progress.report(0, "preparing the input");
      std::optional<Regions> regions;
      if (!request.regions_file.empty()) regions = load_regions(request.regions_file);
      auto info = std::make_shared<PassInfo>();
      info->input = prepare(*state.model, request.picture.get(), request.texts, regions ? &*regions : nullptr);
      progress.report(0.3, "running the model");
      stage = JobFailure::Stage::running;
      state.pass = state.model->model->forward(info->input.tensors, {nn::GraphMode::gradient});
      state.evidence.emplace(*state.model->model, *state.pass);
      info->model = state.info;
      info->picture_file = request.picture_file;
      info->picture = request.picture;
      info->texts = request.texts;
      info->predictions = predictions(*state.pass, state.info->description, 1000);
      if (const auto boxes = state.pass->outputs.find("pred_boxes"); boxes != state.pass->outputs.end()) {
        info->predicted_boxes = boxes->second;
      }
      info->query_boxes = query_boxes(*state.pass, info->input);
      info->seconds = seconds_since(start);
      state.pass_info = std::move(info);
      state.inputs = request;
    }
    Q_EMIT passReady(number, state.pass_info);
    stage = JobFailure::Stage::explaining;
    {
      const std::lock_guard lock(mutex_);
      running_explains_ = true;
    }
    for (std::size_t i = 0; i < request.explanations.size(); ++i) {
      progress.check();
      const WantedExplanation& wanted = request.explanations[i];
      const auto found = std::find_if(state.kept.begin(), state.kept.end(),
                                      [&](const State::Kept& kept) { return kept.wanted == wanted; });
      const auto start = std::chrono::steady_clock::now();
      std::shared_ptr<const Explanation> explanation;
      if (found != state.kept.end()) {
        explanation = found->explanation;
      } else {
        progress.report(0.5, "explaining");
        explanation = std::make_shared<Explanation>(
            explain(*state.evidence, wanted.target, explanation_method(wanted.method), wanted.options, progress));
        constexpr std::size_t most_kept = 64;
        if (state.kept.size() >= most_kept) state.kept.erase(state.kept.begin());
        state.kept.push_back({wanted, explanation});
      }
      Q_EMIT explained(number, static_cast<int>(i), explanation, seconds_since(start));
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
