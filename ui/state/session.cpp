#include "ui/state/session.h"

#include <algorithm>
#include <utility>

#include "core/base/error.h"
#include "ui/state/preferences.h"
#include "ui/state/queries.h"

namespace rex::ui {
namespace {

constexpr std::size_t most_pyramids = 4;

/// Whether two answers differ in nothing but what is taken away.
bool only_without_more(const std::shared_ptr<const Answered>& a, const std::shared_ptr<const Answered>& b) {
  if (!a || !b || a->model != b->model) return false;
  Question first = a->question, second = b->question;
  first.without = second.without = {};
  return first == second;
}

}  // namespace

Session::Session(QObject* parent) : QObject(parent) {
  connect_worker();
  connect(&loader_, &PictureLoader::loaded, this,
          [this](const std::filesystem::path& file, const std::shared_ptr<const Picture>& picture,
                 const std::shared_ptr<const PicturePyramid>& pyramid) {
            keep(pyramid);
            set_picture(picture, file);
            show_busy();
            Q_EMIT pictureOpened(file);
          });
  connect(&second_loader_, &PictureLoader::loaded, this,
          [this](const std::filesystem::path& file, const std::shared_ptr<const Picture>& picture) {
            set_second_picture(picture, file);
            show_busy();
          });
  for (const PictureLoader* loader : {&loader_, &second_loader_}) {
    connect(loader, &PictureLoader::failed, this, [this](const QString& problem, const QString& remedy) {
      show_busy();
      fail({JobFailure::Stage::reading_input, problem, remedy});
      if (std::exchange(asked_while_loading_, false)) request();
    });
  }
}

void Session::connect_worker() {
  connect(&worker_, &ModelWorker::progressed, this, &Session::progressed);
  connect(&worker_, &ModelWorker::modelOpened, this,
          [this](std::uint64_t request, const std::shared_ptr<const ModelInfo>& model) {
            if (request != latest_) return;
            opened_ = opening_;
            if (model == model_) return;
            model_ = model;
            Q_EMIT modelChanged();
          });
  connect(&worker_, &ModelWorker::answered, this,
          [this](std::uint64_t request, const std::shared_ptr<const Answered>& answered) {
            if (request == latest_) arriving_ = answered;
          });
  connect(
      &worker_, &ModelWorker::explained, this,
      [this](std::uint64_t request, int index, const std::shared_ptr<const Explanation>& explanation, double seconds) {
        if (request != latest_) return;
        if (index == 0) commit(explanation, seconds);
        compared_.push_back(explanation);
      });
  connect(&worker_, &ModelWorker::skipped, this, [this](std::uint64_t request, int index, const QString& problem) {
    if (request != latest_) return;
    // What is not there any more is not compared with: it would fail every later run.
    const WantedExplanation& wanted = wanted_.at(static_cast<std::size_t>(index));
    std::erase(asked_.compare_targets, wanted.target);
    if (wanted.method != asked_.method.toStdString()) {
      asked_.compare_methods.removeAll(QString::fromStdString(wanted.method));
    }
    shown_asked_ = asked_;
    Q_EMIT noticed(tr("Left out of the comparison: %1.").arg(problem));
  });
  connect(&worker_, &ModelWorker::detectionsExplained, this,
          [this](std::uint64_t request, const std::vector<std::shared_ptr<const Explanation>>& explanations) {
            if (request == latest_) detections_ = explanations;
          });
  connect(&worker_, &ModelWorker::pinned, this,
          [this](std::uint64_t request, int, const std::shared_ptr<const Answered>& answered,
                 const std::shared_ptr<const Explanation>& explanation) {
            if (request == latest_) take_pin(answered, explanation);
          });
  connect(&worker_, &ModelWorker::pinSkipped, this, [this](std::uint64_t request, int, const QString& problem) {
    if (request != latest_ || pins_to_come_.empty()) return;
    pins_to_come_.erase(pins_to_come_.begin());
    Q_EMIT noticed(tr("Left out of what was pinned: %1.").arg(problem));
  });
  connect(&worker_, &ModelWorker::finished, this, [this](std::uint64_t request) {
    if (request != latest_) return;
    Q_EMIT comparedChanged();
    set_running(false);
    if (std::exchange(failure_, std::nullopt)) Q_EMIT failureChanged();
    if (to_measure_) this->request();
  });
  connect(&worker_, &ModelWorker::measured, this,
          [this](std::uint64_t request, const std::shared_ptr<const evaluate::Faithfulness>& faithfulness) {
            if (request != latest_ || !wanted_faithfulness_) return;
            faithfulness_ = faithfulness;
            faithfulness_problem_.clear();
            Q_EMIT faithfulnessChanged();
          });
  connect(&worker_, &ModelWorker::notMeasured, this, [this](std::uint64_t request, const QString& reason) {
    if (request != latest_) return;
    faithfulness_.reset();
    faithfulness_problem_ = reason;
    Q_EMIT faithfulnessChanged();
  });
  connect(&worker_, &ModelWorker::checked, this,
          [this](std::uint64_t request, const std::shared_ptr<const evaluate::Sanity>& sanity) {
            if (request != latest_ || !checking_) return;
            sanity_ = sanity;
            if (sanity->complete) checking_ = false;
            Q_EMIT sanityChanged();
          });
  connect(&worker_, &ModelWorker::notChecked, this, [this](std::uint64_t request, const QString& reason) {
    if (request != latest_) return;
    checking_ = false;
    sanity_problem_ = reason;
    Q_EMIT sanityChanged();
  });
  connect(&worker_, &ModelWorker::cancelled, this, [this](std::uint64_t request) {
    if (request != latest_) return;
    pins_to_come_.clear();
    go_back();
    set_running(false);
  });
  connect(&worker_, &ModelWorker::failed, this, [this](std::uint64_t request, const JobFailure& failure) {
    if (request != latest_) return;
    // A model that was opened and cannot read what there is asks for it: nothing of another model stays under its name.
    const bool asks =
        failure.stage == JobFailure::Stage::reading_input && model_ && answered_ && answered_->model != model_;
    if (asks) {
      forget_answer();
      Q_EMIT answeredChanged();
      Q_EMIT explanationChanged();
      Q_EMIT comparedChanged();
    }
    go_back();
    set_running(false);
    fail(failure);
  });
}

/// The latest request's question, answer and explanation become what is shown, together.
void Session::commit(const std::shared_ptr<const Explanation>& explanation, double seconds) {
  const bool other_answer = arriving_ != answered_;
  shown_asked_ = asked_;
  if (other_answer) {
    forget_answer(only_without_more(answered_, arriving_));
    answered_ = arriving_;
    Q_EMIT answeredChanged();
  }
  compared_.clear();
  if (explanation != explanation_) {
    explanation_ = explanation;
    explain_seconds_ = seconds;
    forget_faithfulness();
    forget_sanity();
    Q_EMIT explanationChanged();
  }
  if (const auto saved = std::exchange(to_select_, std::nullopt)) select(*saved);
  const std::string expected = std::exchange(expected_hash_, {});
  const std::string& hash = model_->description.weights_hash;
  if (!expected.empty() && expected != hash) {
    warnings_ << tr("The model's weights have changed since the session was saved: they were %1, they are %2.")
                     .arg(QString::fromStdString(expected), QString::fromStdString(hash));
  }
  if (other_answer && !warnings_.isEmpty()) Q_EMIT noticed(warnings_.join(QLatin1Char(' ')));
}

/// After what came to no end: what is asked is what is shown again, so that views, figures and commands name what they
/// show, and what failed is not asked for again with the next request. Typed words stay.
void Session::go_back() {
  opening_ = opened_;
  arriving_ = answered_;
  if (!answered_) {
    if (model_) asked_.model = model_->path;
    return;
  }
  asked_ = shown_asked_;
  asked_.target = explanation_->target;
  asked_.compare_methods.removeIf([this](const QString& method) {
    return std::none_of(compared_.begin(), compared_.end(), [&](const std::shared_ptr<const Explanation>& explanation) {
      return explanation->method == method.toStdString();
    });
  });
  if (model_ != answered_->model) {
    model_ = answered_->model;
    Q_EMIT modelChanged();
  }
  Q_EMIT inputsChanged();
  Q_EMIT optionsChanged();
}

/// Answer and explanations speak of another input; SAME_PLACES: of the same with more or less taken away, so that what
/// is held stays.
void Session::forget_answer(bool same_places) {
  answered_.reset();
  explanation_.reset();
  compared_.clear();
  detections_.clear();
  if (same_places) return;
  selection_.clear();
  selection_.set_visibility({});
}

const std::shared_ptr<const Picture>& Session::picture() const {
  return answered_ && answered_->question.picture ? answered_->question.picture : asked_.question.picture;
}

std::shared_ptr<const PicturePyramid> Session::pyramid(const std::shared_ptr<const Picture>& picture) {
  if (!picture) return nullptr;
  for (const auto& pyramid : pyramids_) {
    if (&pyramid->picture() == picture.get()) return pyramid;
  }
  keep(std::make_shared<const PicturePyramid>(picture));
  return pyramids_.back();
}

void Session::keep(std::shared_ptr<const PicturePyramid> pyramid) {
  if (pyramids_.size() >= most_pyramids) pyramids_.erase(pyramids_.begin());
  pyramids_.push_back(std::move(pyramid));
}

void Session::cancel() {
  loader_.cancel();
  second_loader_.cancel();
  if (std::exchange(asked_while_loading_, false)) {
    request();  // only the picture is called off, not what else was wished for
  } else {
    worker_.cancel();
  }
  show_busy();
}

void Session::run() { request(); }

void Session::reload_model() {
  ++opening_;
  request();
}

void Session::request() {
  to_select_.reset();
  if (asked_.model.empty()) return;
  if (loading()) {  // the picture's arrival asks
    asked_while_loading_ = true;
    return;
  }
  asked_while_loading_ = to_measure_ = false;
  const std::string method = asked_.method.toStdString();
  ViewRequest wanted;
  wanted.model = asked_.model;
  wanted.arithmetic = asked_.arithmetic;
  wanted.opening = opening_;
  wanted.graph_memory = preferred_graph_memory();
  wanted.question = asked_.question;
  wanted.explanations = {{method, asked_.target, options_of(asked_, asked_.method)}};
  for (const QString& name : asked_.compare_methods) {
    if (name != asked_.method) {
      wanted.explanations.push_back({name.toStdString(), asked_.target, options_of(asked_, name)});
    }
  }
  for (const Target& target : asked_.compare_targets) {
    if (!explanation_ || target != explanation_->target)
      wanted.explanations.push_back({method, target, options_of(asked_, asked_.method)});
  }
  for (const Asked& pin : pins_to_come_) {
    wanted.pins.push_back(
        {pin.model, pin.arithmetic, pin.question, {pin.method.toStdString(), pin.target, options_of(pin, pin.method)}});
  }
  wanted.detections_from = appearance_.all_queries ? std::optional<double>(confident_query) : std::nullopt;
  const bool measured = faithfulness_ && faithfulness_->complete;
  if (!(measured && checking_))
    wanted.faithfulness = wanted_faithfulness_;  // whole curves stay while the map is checked
  if (wanted.faithfulness) wanted.pinned_curves = curves_of_pins();
  wanted.sanity = checking_;
  wanted_ = wanted.explanations;
  latest_ = worker_.submit(std::move(wanted));
  set_running(true);
}

/// Everything that the views look into.
ExplainOptions Session::options_of(const Asked& asked, const QString& method) {
  ExplainOptions options;
  options.layers = asked.layers;
  options.steps = true;
  options.head_maps = true;
  options.whole_matrices = true;
  options.negative_evidence = asked.negative_evidence && explanation_method(method.toStdString()).clamps();
  return options;
}

void Session::fail(JobFailure failure) {
  failure_ = std::move(failure);
  Q_EMIT failureChanged();
}

void Session::set_running(bool running) {
  running_ = running;
  show_busy();
}

void Session::show_busy() {
  const bool busy = running_ || loading();
  if (busy == busy_) return;
  busy_ = busy;
  Q_EMIT busyChanged();
}

}  // namespace rex::ui
