#include "ui/state/session.h"

#include <algorithm>
#include <utility>

#include "core/base/error.h"
#include "ui/state/queries.h"

namespace rex::ui {
namespace {

constexpr std::size_t most_pyramids = 4;

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
  connect(&loader_, &PictureLoader::failed, this, [this](const QString& problem, const QString& remedy) {
    show_busy();
    fail({JobFailure::Stage::reading_input, problem, remedy});
    if (std::exchange(asked_while_loading_, false)) request();
  });
}

void Session::connect_worker() {
  connect(&worker_, &ModelWorker::progressed, this, &Session::progressed);
  connect(&worker_, &ModelWorker::modelOpened, this,
          [this](std::uint64_t request, const std::shared_ptr<const ModelInfo>& model) {
            if (request != latest_ || model == model_) return;
            model_ = model;
            Q_EMIT modelChanged();
          });
  connect(&worker_, &ModelWorker::passReady, this,
          [this](std::uint64_t request, const std::shared_ptr<const PassInfo>& pass) {
            if (request != latest_ || pass == pass_) return;
            pass_ = pass;
            forget_explanations();
            Q_EMIT passChanged();
          });
  connect(
      &worker_, &ModelWorker::explained, this,
      [this](std::uint64_t request, int index, const std::shared_ptr<const Explanation>& explanation, double seconds) {
        if (request != latest_) return;
        if (index == 0) {
          compared_.clear();
          if (explanation != explanation_) {
            explanation_ = explanation;
            explain_seconds_ = seconds;
            Q_EMIT explanationChanged();
          }
          if (const auto saved = std::exchange(to_select_, std::nullopt)) select(*saved);
        }
        compared_.push_back(explanation);
      });
  connect(&worker_, &ModelWorker::detectionsExplained, this,
          [this](std::uint64_t request, const std::vector<std::shared_ptr<const Explanation>>& explanations) {
            if (request == latest_) detections_ = explanations;
          });
  connect(&worker_, &ModelWorker::finished, this, [this](std::uint64_t request) {
    if (request != latest_) return;
    Q_EMIT comparedChanged();
    set_running(false);
    if (std::exchange(failure_, std::nullopt)) Q_EMIT failureChanged();
  });
  connect(&worker_, &ModelWorker::cancelled, this, [this](std::uint64_t request) {
    if (request != latest_) return;
    go_back();
    set_running(false);
  });
  connect(&worker_, &ModelWorker::failed, this, [this](std::uint64_t request, const JobFailure& failure) {
    if (request != latest_) return;
    if (failure.stage == JobFailure::Stage::reading_input)
      wanted_.regions_file = pass_ ? pass_->regions_file : std::filesystem::path();
    go_back();
    set_running(false);
    fail(failure);
  });
}

/// After what came to no end: what is chosen is what is shown again, so that views, figures and commands name what they
/// show, and what failed is not asked for again with the next request. What another model left does not stay under this
/// one's name.
void Session::go_back() {
  if (model_) wanted_.model = model_->folder;
  if (pass_ && pass_->model != model_) {
    pass_.reset();
    forget_explanations();
    Q_EMIT passChanged();
    Q_EMIT explanationChanged();
    Q_EMIT comparedChanged();
  }
  if (!explanation_) return;
  method_ = QString::fromStdString(explanation_->method);
  target_ = explanation_->target;
  layers_ = explanation_->options.layers;
  compare_methods_.removeIf([this](const QString& method) {
    return std::none_of(compared_.begin(), compared_.end(), [&](const std::shared_ptr<const Explanation>& explanation) {
      return explanation->method == method.toStdString();
    });
  });
  Q_EMIT optionsChanged();
}

/// They speak of another input.
void Session::forget_explanations() {
  explanation_.reset();
  compared_.clear();
  detections_.clear();
  selection_.clear();
  selection_.set_visibility({});
}

void Session::open_model(const std::filesystem::path& folder) {
  wanted_.model = folder;
  target_ = {};
  compare_targets_.clear();
  layers_ = {};
  Q_EMIT optionsChanged();
  request();
}

void Session::open_picture(const std::filesystem::path& file) {
  loader_.load(file);
  show_busy();
  Q_EMIT progressed(0, tr("reading the picture"));
}

void Session::set_picture(std::shared_ptr<const Picture> picture, const std::filesystem::path& file) {
  loader_.cancel();
  wanted_.picture = std::move(picture);
  wanted_.picture_file = file;
  wanted_.regions_file.clear();
  target_ = {};
  Q_EMIT inputsChanged();
  request();
}

void Session::set_texts(const QStringList& texts) {
  std::vector<std::string> wanted;
  for (const QString& text : texts) wanted.push_back(text.toStdString());
  if (wanted == wanted_.texts) return;
  wanted_.texts = std::move(wanted);
  target_ = {};
  Q_EMIT inputsChanged();
  request();
}

void Session::set_regions_file(const std::filesystem::path& file) {
  wanted_.regions_file = file;
  Q_EMIT inputsChanged();
  request();
}

void Session::set_method(const QString& name) {
  if (name == method_) return;
  method_ = name;
  Q_EMIT optionsChanged();
  request();
}

void Session::set_target(const Target& target) {
  if (target == target_) return;
  target_ = target;
  Q_EMIT optionsChanged();
  request();
}

void Session::set_layers(const LayerRange& layers) {
  if (layers == layers_) return;
  layers_ = layers;
  Q_EMIT optionsChanged();
  request();
}

void Session::set_appearance(const ViewAppearance& appearance) {
  if (appearance == appearance_) return;
  const bool more = appearance.all_queries && !appearance_.all_queries;
  appearance_ = appearance;
  Q_EMIT appearanceChanged();
  if (more) request();
}

void Session::set_compare_methods(const QStringList& names) {
  if (names == compare_methods_) return;
  compare_methods_ = names;
  request();
}

void Session::set_compare_targets(const std::vector<Target>& targets) {
  if (targets == compare_targets_) return;
  compare_targets_ = targets;
  request();
}

void Session::restore(const SavedSession& saved) {
  loader_.cancel();
  wanted_ = {};
  wanted_.model = saved.model;
  if (saved.pyramid) {
    keep(saved.pyramid);
    wanted_.picture = {saved.pyramid, &saved.pyramid->picture()};
  }
  wanted_.picture_file = saved.picture_file;
  wanted_.regions_file = saved.regions_file;
  compare_methods_ = saved.compare_methods;
  compare_targets_ = saved.compare_targets;
  for (const QString& text : saved.texts) wanted_.texts.push_back(text.toStdString());
  method_ = saved.method;
  target_ = saved.target;
  layers_ = saved.layers;
  appearance_ = saved.appearance;
  Q_EMIT inputsChanged();
  Q_EMIT optionsChanged();
  Q_EMIT appearanceChanged();
  request();
  to_select_ = saved.selection;
}

/// Holds what SAVED spells; what this explanation does not have is left out.
void Session::select(const SavedSelection& saved) {
  selection_.clear();
  set_head_values(saved.head_values);
  selection_.set_visibility(saved.visibility);
  if (saved.step && *saved.step < static_cast<int>(explanation_->steps.size())) selection_.set_step(saved.step);
  try {
    if (!saved.token.empty()) selection_.hold_token(parse_token(saved.token, *explanation_, {}));
    if (!saved.head.empty()) selection_.hold_head(parse_head(saved.head, *explanation_));
  } catch (const Error&) {  // the model behind the name has changed
  }
}

void Session::set_head_values(HeadValues values) {
  if (values == head_values_) return;
  head_values_ = values;
  Q_EMIT selection_.headChanged();
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

bool Session::pin() {
  constexpr std::size_t most = 6;  // as many panels as the compare view has
  if (!explanation_ || !pass_) return true;
  if (pins_.size() >= most) return false;
  pins_.push_back({pass_, explanation_});
  Q_EMIT pinsChanged();
  return true;
}

void Session::unpin_all() {
  pins_.clear();
  Q_EMIT pinsChanged();
}

void Session::unpin(int index) {
  if (index < 0 || index >= static_cast<int>(pins_.size())) return;
  pins_.erase(pins_.begin() + index);
  Q_EMIT pinsChanged();
}

void Session::cancel() {
  loader_.cancel();
  worker_.cancel();
  show_busy();
}

void Session::run() { request(); }

QStringList Session::texts() const {
  QStringList texts;
  for (const std::string& text : wanted_.texts) texts << QString::fromStdString(text);
  return texts;
}

void Session::request() {
  to_select_.reset();
  if (wanted_.model.empty()) return;
  if (loader_.loading()) {  // the picture's arrival asks
    asked_while_loading_ = true;
    return;
  }
  asked_while_loading_ = false;
  ExplainOptions options;
  options.layers = layers_;
  options.steps = true;
  options.head_maps = true;
  options.whole_matrices = true;
  const std::string method = method_.toStdString();
  wanted_.explanations = {{method, target_, options}};
  for (const QString& name : compare_methods_) {
    if (name != method_) wanted_.explanations.push_back({name.toStdString(), target_, options});
  }
  for (const Target& target : compare_targets_) {
    if (!explanation_ || target != explanation_->target) wanted_.explanations.push_back({method, target, options});
  }
  wanted_.detections_from = appearance_.all_queries ? std::optional<double>(confident_query) : std::nullopt;
  latest_ = worker_.submit(wanted_);
  set_running(true);
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
  const bool busy = running_ || loader_.loading();
  if (busy == busy_) return;
  busy_ = busy;
  Q_EMIT busyChanged();
}

}  // namespace rex::ui
