// What the window says of the session.
#include <ATen/Parallel.h>

#include <QAbstractItemView>
#include <QAbstractSlider>
#include <QApplication>
#include <QComboBox>
#include <QKeyEvent>
#include <QLabel>
#include <QProgressBar>
#include <QStatusBar>
#include <QTabBar>
#include <QToolButton>

#include "core/base/foreign_errors.h"
#include "ui/jobs/file_jobs.h"
#include "ui/state/names.h"
#include "ui/state/session.h"
#include "ui/views/panels/details_panel.h"
#include "ui/views/panels/input_panel.h"
#include "ui/views/widgets/menu_button.h"
#include "ui/views/window/banner.h"
#include "ui/views/window/main_window.h"

namespace rex::ui {
void MainWindow::show_state() {
  actions_->refresh();
  show_chips();
  show_progress();
  show_notes();
  const QString picture = QString::fromStdString(session_->picture_file().filename().string());
  setWindowTitle(picture.isEmpty() ? tr("Relevance Explorer") : tr("%1 — Relevance Explorer").arg(picture));
}

void MainWindow::show_chips() {
  const auto& model = session_->model();
  model_->setText(model ? label_of(QString::fromStdString(model->description.name)) : tr("No model"));
  try {
    method_->setText(QString::fromStdString(explanation_method(session_->method().toStdString()).title()));
  } catch (const Error&) {
    method_->setText(session_->method());
  }
  const auto& pass = session_->answered();
  const auto& explanation = session_->explanation();
  const QString target = pass && explanation ? QString::fromStdString(explanation->target_label) : tr("Target");
  const QString keys = QStringLiteral("%1 %2").arg(actions_->key("previousAnswer"), actions_->key("nextAnswer"));
  target_->setText(label_of(fontMetrics().elidedText(target, Qt::ElideRight, 200)));
  target_->setToolTip(explanation ? tr("Explained is %1 (%2)").arg(target, keys)
                                  : tr("What is explained (%1)").arg(keys));
  target_->setEnabled(pass != nullptr);
}

void MainWindow::show_progress() {
  // A message of the status bar ("Saved …") hides what else is in it: progress and Cancel are more urgent.
  if (session_->busy()) statusBar()->clearMessage();
  progress_->setVisible(session_->busy());
  cancel_->setVisible(session_->busy());
  if (session_->busy()) return;  // the worker says what it does
  const auto& model = session_->model();
  QString state;
  if (files_->running()) {
    state = tr("Reading or writing a session…");
  } else if (model) {
    const std::vector<std::string>& summary = model->description.summary;
    state = QString::fromStdString(model->description.family + " · " + (summary.empty() ? "" : summary.front()));
  }
  status_->setText(state);
  const int count = at::get_num_threads();
  QString timing = tr("%n thread(s), CPU", nullptr, count);
  const nn::Arithmetic arithmetic = session_->shown_asked().arithmetic;
  if (arithmetic != nn::Arithmetic::float32) timing += QStringLiteral(", ") + QLatin1String(name(arithmetic));
  if (session_->answered() && session_->explanation()) {
    timing = tr("forward %1 ms · explain %2 ms   │   %3")
                 .arg(qRound(1000 * session_->answered()->seconds))
                 .arg(qRound(1000 * session_->explain_seconds()))
                 .arg(timing);
  }
  timing_->setText(timing);
}

void MainWindow::show_notes() {
  QStringList notes;
  const auto add = [&](const std::vector<std::string>& more) {
    for (const std::string& note : more) notes << QString::fromStdString(note);
  };
  if (session_->explanation()) add(session_->explanation()->notes);
  if (session_->answered()) add(session_->answered()->input.notes);
  if (session_->model()) add(session_->model()->notes);
  notes.removeDuplicates();
  details_->set_notes(notes);
}

void MainWindow::say_done(const QString& text) { statusBar()->showMessage(text, 6000); }

void MainWindow::show_failure() {
  const auto& failure = session_->failure();
  if (!failure) return banner_->clear();
  const auto& model = session_->model();
  const bool input = failure->stage == JobFailure::Stage::reading_input;
  if (model && failure->stage != JobFailure::Stage::opening_model && model->files.changed_on_disk()) {
    said_changed_ = model;
    return banner_->say(failure->problem, failure->remedy, tr("Reload"), [this] { session_->reload_model(); });
  }
  if (failure->stage == JobFailure::Stage::opening_model) {
    return banner_->say(failure->problem, failure->remedy, tr("Open model folder…"), [this] { choose_model(); });
  }
  if (input && model && model->description.reads_text() && session_->texts().isEmpty()) {
    const QString words = model->description.reads_several_texts() ? tr("This model needs a caption.")
                          : model->description.sees_regions()      ? tr("This model needs a question.")
                                                                   : tr("This model needs a text.");
    return banner_->say(words, tr("Type it at the left."), tr("Type it"), [this] { input_->focus_words(); });
  }
  if (input && model && !session_->picture() && (model->description.sees_picture())) {
    return banner_->say(tr("This model needs a picture."),
                        tr("Open one, drop it here, or paste it (%1).").arg(actions_->key("pastePicture")),
                        tr("Open a picture…"), [this] { choose_picture(); });
  }
  if (input && model && model->description.sees_regions() && !model->finds_regions) {
    return banner_->say(failure->problem, failure->remedy, tr("Choose region features…"), [this] { choose_regions(); });
  }
  if (input) {
    return banner_->say(failure->problem, failure->remedy, tr("Open a picture…"), [this] { choose_picture(); });
  }
  banner_->say(failure->problem, failure->remedy, tr("Run again"), [this] { session_->run(); });
}

/// Files of weights that changed are said once; opening them again is for the person to choose.
void MainWindow::look_for_changed_weights() {
  const auto& model = session_->model();
  if (!model || model == said_changed_ || session_->busy()) return;
  const auto changed = model->files.changed_on_disk();
  if (!changed) return;
  said_changed_ = model;
  banner_->say(tr("%1 changed on disk since it was opened.").arg(QString::fromStdString(changed->filename().string())),
               tr("What is shown comes from the weights as they were."), tr("Reload"),
               [this] { session_->reload_model(); });
}

/// Runs WORK; what goes wrong is said in the banner, with a button that tries again.
void MainWindow::attempt(const std::function<void()>& work, const std::function<void()>& again) {
  const auto say = [&](const QString& problem, const QString& remedy) {
    banner_->say(problem, remedy, again ? tr("Try again…") : QString(), again);
  };
  try {
    work();
  } catch (const std::exception& exception) {
    const Error error = as_error(exception);
    say(QString::fromStdString(error.where().empty() ? error.problem() : error.where() + ": " + error.problem()),
        QString::fromStdString(error.remedy()));
  }
}

/// Some widgets want arrows and the space bar for themselves while they have the focus.
bool MainWindow::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() != QEvent::ShortcutOverride) return QMainWindow::eventFilter(watched, event);
  const auto* widget = qobject_cast<QWidget*>(watched);
  const int key = static_cast<QKeyEvent*>(event)->key();
  const bool arrow = key == Qt::Key_Left || key == Qt::Key_Right || key == Qt::Key_Up || key == Qt::Key_Down;
  const bool own_arrows = qobject_cast<const QAbstractSlider*>(widget) || qobject_cast<const QComboBox*>(widget) ||
                          qobject_cast<const QTabBar*>(widget) || qobject_cast<const QAbstractItemView*>(widget);
  const bool own_space = qobject_cast<const QAbstractButton*>(widget) || qobject_cast<const QComboBox*>(widget);
  if ((arrow && own_arrows) || (key == Qt::Key_Space && own_space)) {
    event->accept();
    return true;
  }
  return QMainWindow::eventFilter(watched, event);
}

}  // namespace rex::ui
