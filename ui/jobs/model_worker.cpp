#include "ui/jobs/model_worker.h"

#include <pthread.h>

#include <QMetaType>
#include <algorithm>
#include <chrono>
#include <utility>

#include "core/base/error.h"
#include "core/base/foreign_errors.h"
#include "core/evaluate/protocols/without.h"
#include "core/explain/explain.h"

namespace rex::ui {
namespace {

constexpr std::uint32_t sanity_seed = 1;

/// Nothing where the annotations cannot be read: the curves are worth having without.
std::optional<evaluate::SceneScore> scene_score_of(const Answered& answered, const Explanation& explanation) {
  try {
    return evaluate::scene_score(answered, explanation);
  } catch (const Error&) {
    return std::nullopt;
  }
}

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

bool same_model(const ViewRequest& a, const ViewRequest& b) {
  return a.model == b.model && a.opening == b.opening && a.arithmetic == b.arithmetic;
}

bool same_inputs(const ViewRequest& a, const ViewRequest& b) { return same_model(a, b) && a.question == b.question; }

/// QUESTION as it is asked while nothing is taken away.
Question whole_of(Question question) {
  question.without = {};
  return question;
}

bool same_options(const ExplainOptions& a, const ExplainOptions& b) {
  return a.layers == b.layers && a.whole_matrices == b.whole_matrices && a.steps == b.steps &&
         a.head_maps == b.head_maps && a.double_precision == b.double_precision &&
         a.negative_evidence == b.negative_evidence;
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

}  // namespace

bool WantedExplanation::operator==(const WantedExplanation& other) const {
  return method == other.method && target == other.target && same_options(options, other.options);
}

struct ModelWorker::State {
  struct Kept {
    WantedExplanation wanted;
    std::shared_ptr<const Explanation> explanation;
    std::shared_ptr<const Explanation> shown;  ///< the same in the numbering of the whole input
  };

  std::unique_ptr<Inquiry> inquiry;                     ///< null until a model was opened
  int opening = 0;                                      ///< the request's number of it
  nn::Arithmetic arithmetic = nn::Arithmetic::float32;  ///< in what it was opened
  std::optional<Question> asked;                        ///< of the inquiry's answer, with what this model does not read
  std::shared_ptr<const Answered> whole;                ///< the answer to it while nothing is taken away
  std::shared_ptr<const Answered> shown;                ///< the inquiry's answer in the numbering of the whole
  std::vector<Kept> kept;                               ///< explanations of that answer, oldest first
  std::size_t kept_bytes = 0;

  void forget_answer() {
    asked.reset();
    whole.reset();
    shown.reset();
    kept.clear();
    kept_bytes = 0;
  }

  /// EXPLANATION, which is kept, as views show it.
  std::shared_ptr<const Explanation> in_whole(const std::shared_ptr<const Explanation>& explanation) {
    const RemovedPart& without = inquiry->answered()->question.without;
    if (without.empty()) return explanation;
    for (Kept& one : kept) {
      if (one.explanation != explanation) continue;
      if (!one.shown) one.shown = evaluate::in_whole(*whole, without, explanation);
      return one.shown;
    }
    return evaluate::in_whole(*whole, without, explanation);
  }

  /// Keeps EXPLANATION for when it is asked for again; the oldest go where all together would take too much memory.
  void keep(const WantedExplanation& wanted, const std::shared_ptr<const Explanation>& explanation) {
    constexpr std::size_t most_bytes = std::size_t{512} << 20;
    const std::size_t bytes = bytes_of(*explanation);
    while (!kept.empty() && kept_bytes + bytes > most_bytes) {
      kept_bytes -= bytes_of(*kept.front().explanation);
      kept.erase(kept.begin());
    }
    kept.push_back({wanted, explanation, nullptr});
    kept_bytes += bytes;
  }
};

ModelWorker::ModelWorker(QObject* parent) : QObject(parent), state_(std::make_unique<State>()) {
  qRegisterMetaType<std::uint64_t>("std::uint64_t");
  qRegisterMetaType<std::shared_ptr<const ModelInfo>>("std::shared_ptr<const rex::ModelInfo>");
  qRegisterMetaType<std::shared_ptr<const Answered>>("std::shared_ptr<const rex::Answered>");
  qRegisterMetaType<std::shared_ptr<const Explanation>>("std::shared_ptr<const rex::Explanation>");
  qRegisterMetaType<std::vector<std::shared_ptr<const Explanation>>>(
      "std::vector<std::shared_ptr<const rex::Explanation>>");
  qRegisterMetaType<std::shared_ptr<const evaluate::Faithfulness>>(
      "std::shared_ptr<const rex::evaluate::Faithfulness>");
  qRegisterMetaType<std::shared_ptr<const evaluate::Sanity>>("std::shared_ptr<const rex::evaluate::Sanity>");
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
  if (running_ && (!same_inputs(*running_, request) || running_explains_)) {
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
  pthread_setname_np(pthread_self(), "model");  // for profilers
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
    tell(&ModelWorker::started, number);
    serve(number, request, stop);
    const std::lock_guard lock(mutex_);
    running_.reset();
  }
}

std::shared_ptr<const Explanation> ModelWorker::explained_by(WantedExplanation wanted, const Progress& progress) {
  State& state = *state_;
  constexpr std::int64_t most_tokens_for_matrices = 1200;  // beyond, they cost more than they show
  wanted.options.double_precision = prefers_double_precision(state.inquiry->model()->description);
  if (state.inquiry->longest_domain() > most_tokens_for_matrices) wanted.options.whole_matrices = false;
  const auto found = std::find_if(state.kept.begin(), state.kept.end(),
                                  [&](const State::Kept& kept) { return kept.wanted == wanted; });
  if (found != state.kept.end()) return found->explanation;
  progress.report(0.6, "explaining");
  auto explanation = std::make_shared<const Explanation>(
      state.inquiry->explain(wanted.target, explanation_method(wanted.method), wanted.options, progress.part(0.6, 1)));
  state.keep(wanted, explanation);
  return explanation;
}

/// Opens MODEL for REQUEST where another one is open, or the same by another number.
void ModelWorker::open(const std::filesystem::path& model, nn::Arithmetic arithmetic, const ViewRequest& request,
                       const Progress& progress) {
  State& state = *state_;
  if (state.inquiry && state.inquiry->model()->path == model && state.opening == request.opening &&
      state.arithmetic == arithmetic) {
    return;
  }
  progress.report(0, "opening the model");
  OpenOptions options;
  options.arithmetic = arithmetic;
  options.graph_memory = request.graph_memory;
  auto inquiry = std::make_unique<Inquiry>(model, progress.part(0, 0.3), options);  // or the old one stays
  state.forget_answer();
  state.inquiry = std::move(inquiry);
  state.opening = request.opening;
  state.arithmetic = arithmetic;
}

/// Asks ASKED where it is not the one that was answered: whole where that is another, then without what is
/// taken away.
void ModelWorker::put_question(const Question& asked, const Progress& progress, JobFailure::Stage& stage) {
  State& state = *state_;
  if (state.asked == asked) return;
  Inquiry& inquiry = *state.inquiry;
  const Question question = readable(asked, inquiry.model()->description);
  if (!state.whole || !state.asked || whole_of(*state.asked) != whole_of(asked)) {
    progress.report(0.3, "preparing the input");
    PreparedQuestion prepared = inquiry.prepare(whole_of(question), progress.part(0.3, 0.4));
    state.forget_answer();  // not before: a question that cannot be read leaves the last answer at hand
    stage = JobFailure::Stage::running;
    state.whole = state.shown = inquiry.ask(std::move(prepared), {}, false, progress.part(0.4, 0.6));
    state.asked = whole_of(asked);
    if (question.without.empty()) {
      state.asked = asked;
      return;
    }
  }
  stage = JobFailure::Stage::running;
  const std::shared_ptr<const Answered> whole = state.whole;
  PreparedQuestion reduced = question.without.empty()
                                 ? PreparedQuestion(*whole)
                                 : evaluate::without(inquiry.open_model(), *whole, question.without);
  state.forget_answer();
  const auto answer = inquiry.ask(std::move(reduced), {}, false, progress.part(0.4, 0.6));
  state.whole = whole;
  state.shown =
      question.without.empty() ? whole : std::make_shared<const Answered>(evaluate::in_whole(*whole, *answer));
  state.asked = asked;
}

/// Explains what REQUEST has pinned, then puts what it shows at hand again.
void ModelWorker::explain_pins(std::uint64_t number, const ViewRequest& request, const Progress& progress) {
  for (std::size_t i = 0; i < request.pins.size(); ++i) {
    const WantedPin& pin = request.pins[i];
    progress.report(0.6, "explaining what is pinned");
    try {
      JobFailure::Stage stage = JobFailure::Stage::opening_model;
      open(pin.model, pin.arithmetic, request, progress);
      put_question(pin.question, progress, stage);
      const auto explanation = explained_by(pin.explanation, progress);
      tell(&ModelWorker::pinned, number, static_cast<int>(i), state_->shown, state_->in_whole(explanation));
    } catch (const Cancelled&) {
      throw;
    } catch (const std::exception& exception) {
      tell(&ModelWorker::pinSkipped, number, static_cast<int>(i),
           QString::fromStdString(as_error(exception).problem()));
    }
  }
  if (request.pins.empty()) return;
  JobFailure::Stage stage = JobFailure::Stage::opening_model;
  open(request.model, request.arithmetic, request, progress);
  put_question(request.question, progress, stage);
}

/// Which of a run's compared curves are of pins, and what is measured after the run: maps of other questions.
struct ModelWorker::Curves {
  std::vector<bool> pinned;  // beside Faithfulness::compared of the run
  std::vector<std::pair<const WantedCurve*, evaluate::OrderCurve>> elsewhere;
};

/// Adds the curves of what REQUEST compares with EXPLANATION to RUN, those pinned first, as the panels stand; each
/// once. Raw attention for the same target is there already. What says nothing of the part that goes, or cannot be had,
/// is left out: its panel says so.
ModelWorker::Curves ModelWorker::compare_curves(evaluate::FaithfulnessRun& run, const ViewRequest& request,
                                                const std::shared_ptr<const Explanation>& explanation,
                                                const Progress& progress) {
  Curves curves;
  std::vector<std::shared_ptr<const Explanation>> there{explanation};
  const auto compare = [&](const WantedExplanation& wanted, bool pinned) {
    if (wanted.method == "raw_attention" && wanted.target == explanation->target) return;
    try {
      const auto other = explained_by(wanted, progress);
      if (std::find(there.begin(), there.end(), other) != there.end()) return;
      run.compare(other);
      there.push_back(other);
      curves.pinned.push_back(pinned);
    } catch (const Error&) {
    }
  };
  for (const WantedCurve& pin : request.pinned_curves) {
    if (pin.answered == nullptr) {
      compare(pin.explanation, true);
    } else {
      curves.elsewhere.emplace_back(&pin, evaluate::curve_beside(*explanation, *pin.shown, pin.input));
      curves.elsewhere.back().second.pinned = true;
    }
  }
  for (std::size_t i = 1; i < request.explanations.size(); ++i) {
    WantedExplanation wanted = request.explanations[i];
    if (wanted.target == request.explanations.front().target) wanted.target = explanation->target;
    compare(wanted, false);
  }
  return curves;
}

/// The curve of WANTED, of another question, by its own removals; empty where the part cannot be ranked by it.
std::optional<evaluate::Curve> ModelWorker::curve_of(const WantedCurve& wanted,
                                                     const evaluate::FaithfulnessOptions& options,
                                                     const std::stop_token& stop) {
  try {
    evaluate::FaithfulnessRun run(state_->inquiry->open_model(), wanted.answered, wanted.shown, nullptr, options, stop,
                                  true);
    while (run.step()) continue;
    return run.result().most.curve;
  } catch (const Error&) {
    return std::nullopt;
  }
}

/// The lane behind what a person clicks: parts that take a moment each, and an end as soon as something is asked.
void ModelWorker::measure(std::uint64_t number, const ViewRequest& request, const std::stop_token& stop) {
  try {
    const Progress progress(nullptr, stop);
    const auto explanation = explained_by(request.explanations.front(), progress);
    WantedExplanation raw = request.explanations.front();
    raw.method = "raw_attention";
    raw.target = explanation->target;
    const bool is_raw = explanation->method == raw.method;
    const auto beside = is_raw ? nullptr : explained_by(raw, progress);
    evaluate::FaithfulnessRun run(state_->inquiry->open_model(), state_->inquiry->answered(), explanation, beside,
                                  *request.faithfulness, stop);
    Curves curves = compare_curves(run, request, explanation, progress);
    std::optional<evaluate::SceneScore> truth;
    const auto show = [&] {
      auto result = std::make_shared<evaluate::Faithfulness>(run.result());
      for (std::size_t i = 0; i < curves.pinned.size(); ++i) result->compared[i].pinned = curves.pinned[i];
      const auto pins_end = std::count(curves.pinned.begin(), curves.pinned.end(), true);
      auto at = result->compared.begin() + pins_end;
      for (const auto& [wanted, curve] : curves.elsewhere) {
        at = result->compared.insert(at, curve) + 1;
        result->complete = result->complete && !curve.curve.values.empty();
      }
      result->truth = truth;
      tell(&ModelWorker::measured, number, std::shared_ptr<const evaluate::Faithfulness>(result));
    };
    bool more = true, judged = false;
    while (more) {
      more = run.step();
      if (stop.stop_requested()) return;
      if (!std::exchange(judged, true)) truth = scene_score_of(*state_->shown, *state_->in_whole(explanation));
      show();
    }
    for (std::size_t i = 0; i < curves.elsewhere.size();) {
      auto curve = curve_of(*curves.elsewhere[i].first, *request.faithfulness, stop);
      if (curve) {
        curves.elsewhere[i++].second.curve = std::move(*curve);
      } else {
        curves.elsewhere.erase(curves.elsewhere.begin() + static_cast<std::ptrdiff_t>(i));
      }
      if (stop.stop_requested()) return;
      show();
    }
  } catch (const Cancelled&) {  // finished() was said: nothing is missed
  } catch (const std::exception& exception) {
    tell(&ModelWorker::notMeasured, number, QString::fromStdString(as_error(exception).problem()));
  }
}

/// As measure(): the model is random between two parts, and as it was learnt when this returns.
void ModelWorker::check(std::uint64_t number, const ViewRequest& request, const std::stop_token& stop) {
  try {
    const auto explanation = explained_by(request.explanations.front(), Progress(nullptr, stop));
    evaluate::SanityRun run(state_->inquiry->open_model(), state_->inquiry->answered(), explanation, sanity_seed, stop);
    bool more = true;
    while (more) {
      more = run.step(stop);
      auto result = std::make_shared<evaluate::Sanity>(run.result());
      for (evaluate::SanityStep& step : result->steps) {
        step.explanation =
            evaluate::in_whole(*state_->whole, state_->inquiry->answered()->question.without, step.explanation);
      }
      tell(&ModelWorker::checked, number, result);
    }
  } catch (const Cancelled&) {  // finished() was said: nothing is missed
  } catch (const std::exception& exception) {
    tell(&ModelWorker::notChecked, number, QString::fromStdString(as_error(exception).problem()));
  }
}

void ModelWorker::serve(std::uint64_t number, const ViewRequest& request, const std::stop_token& stop) {
  JobFailure::Stage stage = JobFailure::Stage::opening_model;
  State& state = *state_;
  const Progress progress(
      [this](double fraction, const std::string& step) {
        tell(&ModelWorker::progressed, fraction, QString::fromStdString(step));
      },
      stop);
  try {
    open(request.model, request.arithmetic, request, progress);
    tell(&ModelWorker::modelOpened, number, state.inquiry->model());
    stage = JobFailure::Stage::reading_input;
    put_question(request.question, progress, stage);
    const std::shared_ptr<const Answered> answer = state.shown;
    tell(&ModelWorker::answered, number, answer);
    stage = JobFailure::Stage::explaining;
    {
      const std::lock_guard lock(mutex_);
      running_explains_ = true;
    }
    for (std::size_t i = 0; i < request.explanations.size(); ++i) {
      progress.check();
      const auto start = std::chrono::steady_clock::now();
      try {
        const auto explanation = explained_by(request.explanations[i], progress);
        tell(&ModelWorker::explained, number, static_cast<int>(i), state.in_whole(explanation), seconds_since(start));
      } catch (const Error& error) {
        if (i == 0) throw;  // the one that is asked for; the others stand beside it
        tell(&ModelWorker::skipped, number, static_cast<int>(i), QString::fromStdString(error.problem()));
      }
    }
    if (request.detections_from && !request.explanations.empty()) {
      std::vector<std::shared_ptr<const Explanation>> detections;
      for (const Prediction& prediction : answer->predictions) {
        if (!prediction.target.query || prediction.probability < *request.detections_from) continue;
        progress.check();
        WantedExplanation wanted{request.explanations[0].method, prediction.target, {}};
        wanted.options.layers = request.explanations[0].options.layers;
        detections.push_back(state.in_whole(explained_by(std::move(wanted), progress)));
      }
      tell(&ModelWorker::detectionsExplained, number, detections);
    }
    explain_pins(number, request, progress);
    tell(&ModelWorker::finished, number);
    if (request.faithfulness && !request.explanations.empty()) measure(number, request, stop);
    if (request.sanity && !request.explanations.empty() && !stop.stop_requested()) check(number, request, stop);
  } catch (const Cancelled&) {
    tell(&ModelWorker::cancelled, number);
  } catch (const std::exception& exception) {
    const Error error = as_error(exception, stage == JobFailure::Stage::opening_model ? request.model.string() : "");
    const std::string problem = error.where().empty() ? error.problem() : error.where() + ": " + error.problem();
    tell(&ModelWorker::failed, number,
         JobFailure{stage, QString::fromStdString(problem), QString::fromStdString(error.remedy())});
  }
}

}  // namespace rex::ui
