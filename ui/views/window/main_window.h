#pragma once

#include <QByteArray>
#include <QList>
#include <QMainWindow>
#include <filesystem>
#include <functional>
#include <memory>
#include <vector>

#include "ui/theme/theme.h"
#include "ui/views/widgets/action_registry.h"
#include "ui/views/window/panel_record.h"

class QLabel;
class QMenu;
class QProgressBar;
class QStackedWidget;
class QToolBar;
class QToolButton;

namespace rex {
struct Appearance;
struct ModelInfo;
}  // namespace rex

namespace rex::figure {
struct FigureSpec;
}  // namespace rex::figure

namespace rex::ui {

class AnswerPanel;
class Banner;
class Canvas;
class CompareView;
class DetailsPanel;
class FaithfulnessPanel;
class FileJobs;
class FolderWalk;
class GalleryModel;
class HeadGrid;
class InputPanel;
class LayerStrip;
class PictureView;
class Recovery;
class Session;
class ViewHistory;

/// What the window starts with; empty fields are chosen: the first demo model, the last picture or the first scene.
struct StartWith {
  std::filesystem::path model;
  std::filesystem::path picture;  ///< or a folder of pictures
  QStringList texts;
  std::filesystem::path session;               ///< a session file; the other fields are then ignored
  std::filesystem::path recovery_folder = {};  ///< for what is found again after a crash; empty: nothing is kept
};

/// The explorer's window: wiring of views to one session. What it offers stands in two tables: of actions
/// (main_window_actions.cpp) and of panels (main_window_panels.cpp).
class MainWindow : public QMainWindow {
  Q_OBJECT

 public:
  explicit MainWindow(const StartWith& start, QWidget* parent = nullptr);
  ~MainWindow() override;

  /// Opens what a second start was given, and comes to the front.
  void take(const StartWith& start);

  Session& session() { return *session_; }
  const ActionRegistry& actions() const { return *actions_; }
  const std::vector<PanelRecord>& panels() const { return panels_; }

 protected:
  void closeEvent(QCloseEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void showEvent(QShowEvent* event) override;
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dropEvent(QDropEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  // Made once, in this order.
  std::vector<ActionRecord> action_table();
  std::vector<ActionRecord> trust_actions();
  std::vector<ActionRecord> scale_actions();
  std::vector<ActionRecord> moving_actions();
  std::vector<ActionRecord> window_actions();
  std::vector<PanelRecord> panel_table();
  void make_centre();
  void make_panels();
  void bring_up(const char* id);
  void make_toolbar();
  void make_menus();
  void make_status_bar();
  void follow_session();
  void follow_system_colours();
  void restore_layout();
  void begin(const StartWith& start);

  // The bar of menus.
  QMenu& add_menu(const QString& object, const QString& title);
  void add_recent(QMenu& menu, const QString& title, const QString& list);

  // The toolbar and its menus.
  void add_chips(QToolBar& bar);
  void add_buttons(QToolBar& bar);
  void fill_open_menu();
  void fill_model_menu();
  void fill_method_menu();
  void fill_target_menu();

  // What is opened.
  void open_path(const std::filesystem::path& path);  ///< picture, folder, regions or session by what it is
  void offer_scene();  ///< the one that the gallery opens the model with, while nobody chose a picture
  void open_folder(const std::filesystem::path& path);  ///< of pictures, in the gallery
  void open_regions(const std::filesystem::path& path);
  void open_session(const std::filesystem::path& path);
  void choose_picture();
  void choose_folder();
  void choose_second_picture();
  void choose_model();
  void choose_regions();
  void choose_session();
  void paste_picture();
  void remember(const QString& list, const std::filesystem::path& path);

  // What is kept.
  void pin();
  QString ask_where_to_save(const QString& title, const QString& name, const QStringList& filters);
  void save_beside(const QString& file, std::function<void()> work, std::function<void()> again);
  void save_figure();
  void copy_figure();
  void save_contact_sheet();
  void print();
  void export_numbers();
  void save_table_or_figure(const QString& title, const QString& name, const std::string& table,
                            const figure::FigureSpec& figure, const std::function<void()>& again);
  void save_curves();
  void save_session();  ///< to the file that it came from
  void save_session_as(bool carries = false);
  bool can_be_saved();
  QByteArray preview() const;
  void write_session_to(const std::filesystem::path& file, bool carries);
  void begin_recovery(const std::filesystem::path& folder);
  void restore_left_behind(const std::filesystem::path& file);
  void save_sanity();
  void save_picture();
  void copy_command();

  // What is shown.
  bool comparing() const;
  void toggle_comparing();
  void choose_field(std::string Appearance::*field, const std::string& name);
  void switch_field(const std::string& key);  ///< of the appearance, on or off
  void share_scale();                         ///< for all pictures, or each its own again
  void show_scale();
  void set_previewing(bool on);  ///< remembered
  void fit_picture();
  void show_at(double zoom);
  Canvas& moved_canvas();  ///< that zooming and panning move: of the comparison the first, which the others follow
  void let_go();
  void show_keys();
  void show_palette();
  void set_scheme(Scheme scheme);
  void show_preferences();
  void show_diagnostics();
  void show_about();
  void toggle_panels();  ///< folds them away, or brings back those that were there
  void show_state();
  void show_chips();
  void show_progress();
  void show_notes();
  void show_failure();
  void look_for_changed_weights();
  void say_done(const QString& text);
  void attempt(const std::function<void()>& work, const std::function<void()>& again = {});

  Session* session_;
  ViewHistory* history_;
  FileJobs* files_;
  Recovery* recovery_ = nullptr;        ///< null where nothing is kept
  std::filesystem::path session_file_;  ///< that was opened or saved last; may be empty
  bool session_carries_ = false;        ///< whether that one holds its pictures
  GalleryModel* gallery_;
  FolderWalk* walk_ = nullptr;
  std::filesystem::path offered_scene_;  ///< opened by the window itself; empty: somebody chose a picture
  ActionRegistry* actions_;
  std::vector<PanelRecord> panels_;

  QStackedWidget* pages_;
  PictureView* picture_;
  CompareView* compare_;
  Banner* banner_;
  InputPanel* input_ = nullptr;
  AnswerPanel* answer_ = nullptr;
  DetailsPanel* details_ = nullptr;
  LayerStrip* layers_ = nullptr;
  HeadGrid* heads_ = nullptr;
  FaithfulnessPanel* faithfulness_ = nullptr;

  QToolButton *open_, *model_, *method_, *target_;
  QList<QToolButton*> wide_buttons_;  ///< of the toolbar, with their text where there is room
  QLabel *status_, *timing_;
  QProgressBar* progress_;
  QToolButton* cancel_;

  std::shared_ptr<const ModelInfo> said_changed_;  ///< the model of which the banner said that its files changed
  Scheme scheme_ = Scheme::system;
  QByteArray folded_;   ///< the layout before the panels were folded away; empty while they are there
  int opened_ = 0;      ///< counts what was opened: a session that is overtaken while it is read is dropped
  int folders_ = 0;     ///< counts those that were opened in the gallery, likewise
  bool shown_ = false;  ///< once
};

}  // namespace rex::ui
