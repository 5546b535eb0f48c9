#include "ui/state/session.h"

#include <utility>

#include "core/base/error.h"

namespace rex::ui {
namespace {

constexpr std::int64_t most_tokens_for_matrices = 700;  // whole matrices beyond this cost more than they show

std::int64_t most_tokens(const PassInfo& pass) {
  std::int64_t most = 0;
  for (const auto& [name, tensor] : pass.input.tensors) {
    if (name == "input_ids" && tensor.defined()) most = std::max(most, tensor.size(-1));
  }
  return most;
}

}  // namespace

Session::Session(QObject* parent) : QObject(parent) {
  connect(&worker_, &ModelWorker::started, this, [this](std::uint64_t) { set_busy(true); });
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
            explanation_.reset();  // it speaks of another input
            compared_.clear();
            selection_.clear();
            Q_EMIT passChanged();
          });
  connect(
      &worker_, &ModelWorker::explained, this,
      [this](std::uint64_t request, int index, const std::shared_ptr<const Explanation>& explanation, double seconds) {
        if (request != latest_) return;
        if (index == 0) {
          explanation_ = explanation;
          explain_seconds_ = seconds;
          compared_.clear();
        }
        compared_.push_back(explanation);
        Q_EMIT explanationChanged();
      });
  connect(&worker_, &ModelWorker::finished, this, [this](std::uint64_t request) {
    if (request != latest_) return;
    set_busy(false);
    if (std::exchange(failure_, std::nullopt)) Q_EMIT failureChanged();
  });
  connect(&worker_, &ModelWorker::cancelled, this, [this](std::uint64_t request) {
    if (request == latest_) set_busy(false);
  });
  connect(&worker_, &ModelWorker::failed, this, [this](std::uint64_t request, const JobFailure& failure) {
    if (request != latest_) return;
    set_busy(false);
    fail(failure);
  });
}

void Session::open_model(const std::filesystem::path& folder) {
  wanted_.model = folder;
  target_ = {};
  layers_ = {};
  Q_EMIT optionsChanged();
  request();
}

void Session::open_picture(const std::filesystem::path& file) {
  try {
    set_picture(std::make_shared<const Picture>(load_picture(file)), file);
  } catch (const Error& error) {
    fail({JobFailure::Stage::reading_input, QString::fromStdString(error.where() + ": " + error.problem()),
          QString::fromStdString(error.remedy())});
  }
}

void Session::set_picture(std::shared_ptr<const Picture> picture, const std::filesystem::path& file) {
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
  appearance_ = appearance;
  Q_EMIT appearanceChanged();
}

void Session::set_compare_methods(const QStringList& names) {
  if (names == compare_methods_) return;
  compare_methods_ = names;
  request();
}

void Session::restore(const std::filesystem::path& model, std::shared_ptr<const Picture> picture,
                      const std::filesystem::path& picture_file, const QStringList& texts, const QString& method,
                      const Target& target, const LayerRange& layers, const ViewAppearance& appearance) {
  wanted_ = {};
  wanted_.model = model;
  wanted_.picture = std::move(picture);
  wanted_.picture_file = picture_file;
  for (const QString& text : texts) wanted_.texts.push_back(text.toStdString());
  method_ = method;
  target_ = target;
  layers_ = layers;
  appearance_ = appearance;
  Q_EMIT inputsChanged();
  Q_EMIT optionsChanged();
  Q_EMIT appearanceChanged();
  request();
}

void Session::set_head_values(HeadValues values) {
  if (values == head_values_) return;
  head_values_ = values;
  Q_EMIT selection_.headChanged();
}

void Session::pin() {
  constexpr std::size_t most = 6;  // as many panels as the compare view has
  if (!explanation_ || !pass_ || pins_.size() >= most) return;
  pins_.push_back({pass_, explanation_});
  Q_EMIT pinsChanged();
}

void Session::unpin(int index) {
  if (index < 0 || index >= static_cast<int>(pins_.size())) return;
  pins_.erase(pins_.begin() + index);
  Q_EMIT pinsChanged();
}

void Session::cancel() { worker_.cancel(); }

void Session::run() { request(); }

QStringList Session::texts() const {
  QStringList texts;
  for (const std::string& text : wanted_.texts) texts << QString::fromStdString(text);
  return texts;
}

void Session::request() {
  if (wanted_.model.empty()) return;
  ExplainOptions options;
  options.layers = layers_;
  options.steps = true;
  options.head_maps = true;
  options.whole_matrices = !pass_ || most_tokens(*pass_) <= most_tokens_for_matrices;
  wanted_.explanations = {{method_.toStdString(), target_, options}};
  for (const QString& name : compare_methods_) {
    if (name != method_) wanted_.explanations.push_back({name.toStdString(), target_, options});
  }
  latest_ = worker_.submit(wanted_);
}

void Session::fail(JobFailure failure) {
  failure_ = std::move(failure);
  Q_EMIT failureChanged();
}

void Session::set_busy(bool busy) {
  if (busy == busy_) return;
  busy_ = busy;
  Q_EMIT busyChanged();
}

}  // namespace rex::ui
