#pragma once

#include <QObject>
#include <QString>
#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include "core/evaluate/protocols/faithfulness.h"
#include "core/evaluate/protocols/sanity.h"
#include "core/explain/inquiry.h"
#include "ui/jobs/mailbox.h"

namespace rex::ui {

/// One explanation that is wanted. Empty target fields are chosen by the model's best answer; the precision by the
/// model's size, as `rex explain` does; whole matrices are left out where there are too many tokens.
struct WantedExplanation {
  std::string method = "generic";
  Target target;
  ExplainOptions options;

  bool operator==(const WantedExplanation&) const;
};

/// An explanation of any model and question, to be compared with what is shown.
struct WantedPin {
  std::filesystem::path model;
  nn::Arithmetic arithmetic = nn::Arithmetic::float32;
  Question question;
  WantedExplanation explanation;
};

/// A map whose curve stands beside the others: EXPLANATION of the request's own question, or, where there is ANSWERED,
/// a finished one of another question that the same model answered.
struct WantedCurve {
  WantedExplanation explanation;
  std::shared_ptr<const Answered> answered = {};  ///< null: the request's question
  std::shared_ptr<const Explanation> shown = {};
  std::string input = {};  ///< what else was looked at, in words
};

/// What a person wants to see, whole: the worker does what is missing for it and nothing else. Model, then question,
/// then explanations; what an earlier request left is used again.
struct ViewRequest {
  std::filesystem::path model;
  nn::Arithmetic arithmetic = nn::Arithmetic::float32;  ///< another one opens it again, too
  int opening = 0;    ///< another number than the last request's opens the model again, from the files as they are now
  Question question;  ///< whole: what this model does not read is kept for the next one
  std::vector<WantedExplanation> explanations;
  /// DETR: also explain every object query of at least this probability, by the first explanation's method and layers.
  std::optional<double> detections_from;
  std::size_t graph_memory = 0;  ///< of a model that is opened for it: as OpenOptions has it
  std::vector<WantedPin> pins;   ///< then these, one after the other; what is shown is at hand again when they are done
  /// Then the faithfulness of the first explanation, and beside it of `pinned_curves` and of the other explanations,
  /// behind whatever is asked next: a newer request calls it off.
  std::optional<evaluate::FaithfulnessOptions> faithfulness;
  std::vector<WantedCurve> pinned_curves;
  bool sanity = false;  ///< and then whether its map follows the parameters, in the same lane
};

/// What went wrong, for the banner.
struct JobFailure {
  enum class Stage { opening_model, reading_input, running, explaining } stage = Stage::running;
  QString problem;  ///< where and what
  QString remedy;   ///< what to do; may be empty
};

/// Owns the inquiry. One thread; the latest request wins: a newer one replaces the one that waits, and stops the
/// running one unless it wants the same model and inputs. Signals are emitted in the thread that
/// this object lives in, the window's.
class ModelWorker : public QObject {
  Q_OBJECT

 public:
  explicit ModelWorker(QObject* parent = nullptr);
  ~ModelWorker() override;  ///< stops what runs and waits for it

  /// Returns the request's number, which its signals carry.
  std::uint64_t submit(ViewRequest request);

  /// Stops what runs and drops what waits; cancelled() follows for each, unless it was finished already.
  void cancel();

 Q_SIGNALS:
  void started(std::uint64_t request);
  void progressed(double fraction, const QString& step);
  void modelOpened(std::uint64_t request, std::shared_ptr<const rex::ModelInfo> model);
  void answered(std::uint64_t request, std::shared_ptr<const rex::Answered> answered);
  /// INDEX is the position in ViewRequest::explanations.
  void explained(std::uint64_t request, int index, std::shared_ptr<const rex::Explanation> explanation, double seconds);
  /// An explanation beside the first one that cannot be had: a target or method that is not there.
  void skipped(std::uint64_t request, int index, const QString& problem);
  void detectionsExplained(std::uint64_t request, std::vector<std::shared_ptr<const rex::Explanation>> explanations);
  /// INDEX is the position in ViewRequest::pins. One of both follows for each, in their order.
  void pinned(std::uint64_t request, int index, std::shared_ptr<const rex::Answered> answered,
              std::shared_ptr<const rex::Explanation> explanation);
  void pinSkipped(std::uint64_t request, int index, const QString& problem);
  void finished(std::uint64_t request);
  /// After finished(), again and again while the curves grow.
  void measured(std::uint64_t request, std::shared_ptr<const rex::evaluate::Faithfulness> faithfulness);
  /// The curves cannot be had, for REASON.
  void notMeasured(std::uint64_t request, const QString& reason);
  void checked(std::uint64_t request, std::shared_ptr<const rex::evaluate::Sanity> sanity);
  void notChecked(std::uint64_t request, const QString& reason);
  void cancelled(std::uint64_t request);
  void failed(std::uint64_t request, const rex::ui::JobFailure& failure);

 private:
  struct State;  // the inquiry and what it explained: touched by the worker's thread only
  void work(const std::stop_token& quit);
  /// From the worker's thread: emits SIGNAL in the window's.
  template <class... Parameters, class... Values>
  void tell(void (ModelWorker::*signal)(Parameters...), Values... values) {
    mailbox_.post([this, signal, ... values = std::move(values)] { (this->*signal)(values...); });
  }
  void serve(std::uint64_t number, const ViewRequest& request, const std::stop_token& stop);
  void open(const std::filesystem::path& model, nn::Arithmetic arithmetic, const ViewRequest& request,
            const Progress& progress);
  void put_question(const Question& asked, const Progress& progress, JobFailure::Stage& stage);
  void explain_pins(std::uint64_t number, const ViewRequest& request, const Progress& progress);
  void check(std::uint64_t number, const ViewRequest& request, const std::stop_token& stop);
  void measure(std::uint64_t number, const ViewRequest& request, const std::stop_token& stop);
  struct Curves;  // whose curves stand beside
  Curves compare_curves(evaluate::FaithfulnessRun& run, const ViewRequest& request,
                        const std::shared_ptr<const Explanation>& explanation, const Progress& progress);
  std::optional<evaluate::Curve> curve_of(const WantedCurve& wanted, const evaluate::FaithfulnessOptions& options,
                                          const std::stop_token& stop);
  std::shared_ptr<const Explanation> explained_by(WantedExplanation wanted, const Progress& progress);

  std::mutex mutex_;
  std::condition_variable_any wake_;
  std::optional<ViewRequest> waiting_;
  std::uint64_t waiting_number_ = 0;
  std::uint64_t last_number_ = 0;
  std::optional<ViewRequest> running_;  ///< a copy of what is served, to compare a newer request with
  bool running_explains_ = false;
  std::stop_source running_stop_;
  std::unique_ptr<State> state_;
  Mailbox mailbox_;
  std::jthread thread_;  // last: joins before anything else goes
};

}  // namespace rex::ui
