// What the window says of the session, and how it looks.
#include <ATen/Parallel.h>

#include <QAbstractItemView>
#include <QAbstractSlider>
#include <QApplication>
#include <QCloseEvent>
#include <QComboBox>
#include <QDockWidget>
#include <QKeyEvent>
#include <QLabel>
#include <QProgressBar>
#include <QSettings>
#include <QStatusBar>
#include <QTabBar>
#include <QToolButton>
#include <utility>

#include "core/base/foreign_errors.h"
#include "ui/jobs/file_jobs.h"
#include "ui/state/names.h"
#include "ui/state/session.h"
#include "ui/views/panels/details_panel.h"
#include "ui/views/panels/input_panel.h"
#include "ui/views/widgets/menu_button.h"
#include "ui/views/window/banner.h"
#include "ui/views/window/keys_dialog.h"
#include "ui/views/window/main_window.h"

namespace rex::ui {
namespace {

constexpr int left_width = 264;
constexpr int right_width = 304;
constexpr int bottom_height = 236;
constexpr int low = 800;      // of the window; below, the bottom docks are lower
constexpr int narrow = 1200;  // below, docks are slimmer and the toolbar shows icons

}  // namespace

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

void MainWindow::toggle_appearance(int which) {
  Appearance appearance = session_->appearance();
  bool& field = which == 'H'   ? appearance.heat
                : which == 'B' ? appearance.boxes
                : which == 'M' ? appearance.masks
                               : appearance.grid;
  field = !field;
  session_->set_appearance(appearance);
}

void MainWindow::show_keys() {
  auto* dialog = new KeysDialog(this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->show();
}

void MainWindow::show_failure() {
  const auto& failure = session_->failure();
  if (!failure) return banner_->clear();
  const auto& model = session_->model();
  const bool input = failure->stage == JobFailure::Stage::reading_input;
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
    return banner_->say(tr("This model needs a picture."), tr("Open one, drop it here, or paste it (Ctrl+V)."),
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

void MainWindow::show_state() {
  const auto& model = session_->model();
  const auto& answered = session_->answered();
  const auto& explanation = session_->explanation();
  model_->setText(model ? label_of(QString::fromStdString(model->description.name)) : tr("No model"));
  try {
    method_->setText(QString::fromStdString(explanation_method(session_->method().toStdString()).title()));
  } catch (const Error&) {
    method_->setText(session_->method());
  }
  const QString target = answered && explanation ? target_title(*answered, *explanation) : tr("Target");
  target_->setText(label_of(fontMetrics().elidedText(target, Qt::ElideRight, 200)));
  target_->setToolTip(explanation ? tr("Explained is %1 (↑ ↓)").arg(target) : tr("What is explained (↑ ↓)"));
  target_->setEnabled(answered != nullptr);
  if (session_->busy()) statusBar()->clearMessage();  // it would lie under the bar
  progress_->setVisible(session_->busy());
  cancel_->setVisible(session_->busy());
  if (!session_->busy()) {
    status_->setText(files_->running() ? tr("Reading or writing a session…")
                     : model           ? QString::fromStdString(model->description.family) + QStringLiteral(" · ") +
                                   QString::fromStdString(model->description.summary.empty()
                                                              ? std::string()
                                                              : model->description.summary.front())
                             : QString());
    const int count = at::get_num_threads();
    const QString threads = count == 1 ? tr("1 thread, CPU") : tr("%1 threads, CPU").arg(count);
    timing_->setText(answered && explanation ? tr("forward %1 ms · explain %2 ms   │   %3")
                                                   .arg(qRound(1000 * answered->seconds))
                                                   .arg(qRound(1000 * session_->explain_seconds()))
                                                   .arg(threads)
                                             : threads);
  }
  QStringList notes;
  if (explanation) {
    for (const std::string& note : explanation->notes) notes << QString::fromStdString(note);
  }
  if (answered) {
    for (const std::string& note : answered->input.notes) notes << QString::fromStdString(note);
  }
  if (model) {
    for (const std::string& note : model->notes) notes << QString::fromStdString(note);
  }
  notes.removeDuplicates();
  details_->set_notes(notes);
  setWindowTitle(
      session_->picture_file().empty()
          ? tr("Relevance Explorer")
          : tr("%1 — Relevance Explorer").arg(QString::fromStdString(session_->picture_file().filename().string())));
}

void MainWindow::set_scheme(Scheme scheme) {
  QSettings().setValue(QStringLiteral("scheme"), static_cast<int>(scheme));
  apply_scheme(*static_cast<QApplication*>(QApplication::instance()), scheme);
}

/// The layout of a first start; later ones have what a person left.
void MainWindow::showEvent(QShowEvent* event) {
  QMainWindow::showEvent(event);
  if (std::exchange(shown_, true) || QSettings().contains(QStringLiteral("docks"))) return;
  const int slimmer = width() < narrow ? 48 : 0;
  const int bottom = height() < low ? bottom_height - 60 : bottom_height;
  resizeDocks({docks_[0], docks_[1]}, {left_width - slimmer, right_width - slimmer}, Qt::Horizontal);
  resizeDocks({docks_[1], docks_[2]}, {420, 200}, Qt::Vertical);
  resizeDocks({docks_[3], docks_[4]}, {bottom, bottom}, Qt::Vertical);
  resizeDocks({docks_[3], docks_[4]}, {560, 480}, Qt::Horizontal);
}

void MainWindow::resizeEvent(QResizeEvent* event) {
  const auto style = width() < narrow ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextBesideIcon;
  for (const char* name : {"pinButton", "compareButton", "saveButton"}) {
    if (auto* button = findChild<QToolButton*>(QLatin1String(name))) button->setToolButtonStyle(style);
  }
  QMainWindow::resizeEvent(event);
}

void MainWindow::closeEvent(QCloseEvent* event) {
  session_->cancel();
  QSettings settings;
  settings.setValue(QStringLiteral("geometry"), saveGeometry());
  settings.setValue(QStringLiteral("docks"), saveState(1));
  QMainWindow::closeEvent(event);
}

}  // namespace rex::ui
