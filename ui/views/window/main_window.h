#pragma once

#include <QList>
#include <QMainWindow>
#include <filesystem>
#include <functional>

#include "ui/theme/theme.h"

class QDockWidget;
class QLabel;
class QMenu;
class QProgressBar;
class QStackedWidget;
class QTabWidget;
class QToolButton;

namespace rex::ui {

class AnswerPanel;
class Banner;
class CompareView;
class DetailsPanel;
class FileJobs;
class GalleryModel;
class HeadGrid;
class InputPanel;
class LayerStrip;
class PictureView;
class Session;

/// What the window starts with; empty fields are chosen: the first demo model, the last picture or the first scene.
struct StartWith {
  std::filesystem::path model;
  std::filesystem::path picture;
  QStringList texts;
  std::filesystem::path session;  ///< a session file; the other fields are then ignored
};

/// The explorer's window: wiring of views to one session.
class MainWindow : public QMainWindow {
  Q_OBJECT

 public:
  explicit MainWindow(const StartWith& start, QWidget* parent = nullptr);
  ~MainWindow() override;

  Session& session() { return *session_; }

 protected:
  void closeEvent(QCloseEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void showEvent(QShowEvent* event) override;
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dropEvent(QDropEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void make_toolbar();
  void make_docks();
  void make_status_bar();
  void make_shortcuts();
  void fill_model_menu();
  void fill_method_menu();
  void fill_open_menu();
  void begin(const StartWith& start);

  void open_path(const std::filesystem::path& path);  ///< picture, model folder, regions or session by what it is
  void choose_picture();
  void choose_model();
  void choose_regions();
  void choose_session();
  void paste_picture();
  void save_figure();
  void copy_figure();
  void export_numbers();
  void save_session();
  void copy_command();
  void show_keys();
  void show_failure();
  void show_state();
  void attempt(const std::function<void()>& work, const std::function<void()>& again = {});
  void pin();
  void say_done(const QString& text);
  void open_regions(const std::filesystem::path& path);
  void open_session(const std::filesystem::path& path);
  void save_picture();
  void remember(const QString& list, const std::filesystem::path& path);
  void set_scheme(Scheme scheme);
  void toggle_appearance(int which);

  Session* session_;
  FileJobs* files_;
  int opened_ = 0;  ///< counts what was opened: a session that is overtaken while it is read is dropped
  GalleryModel* gallery_;
  QStackedWidget* pages_;
  PictureView* picture_;
  CompareView* compare_;
  Banner* banner_;
  InputPanel* input_;
  AnswerPanel* answer_;
  LayerStrip* layers_;
  HeadGrid* heads_;
  QToolButton *open_, *model_, *method_, *target_, *compare_button_;
  DetailsPanel* details_;
  QList<QDockWidget*> docks_;  ///< input, answer, details, layers, heads
  bool shown_ = false;
  QMenu* panels_menu_;
  QLabel *status_, *timing_;
  QProgressBar* progress_;
  QToolButton* cancel_;
};

}  // namespace rex::ui
