#include "ui/views/main_window.h"

#include <ATen/Parallel.h>

#include <QAbstractItemView>
#include <QAbstractSlider>
#include <QActionGroup>
#include <QApplication>
#include <QClipboard>
#include <QCloseEvent>
#include <QComboBox>
#include <QDialog>
#include <QDockWidget>
#include <QFileDialog>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QMimeData>
#include <QProgressBar>
#include <QPushButton>
#include <QSettings>
#include <QShortcut>
#include <QStackedWidget>
#include <QStatusBar>
#include <QStyleHints>
#include <QTabBar>
#include <QToolBar>
#include <QToolButton>
#include <QVBoxLayout>
#include <utility>

#include "core/base/error.h"
#include "core/models/find_models.h"
#include "ui/convert/pictures.h"
#include "ui/jobs/file_jobs.h"
#include "ui/models/gallery_model.h"
#include "ui/state/export.h"
#include "ui/state/names.h"
#include "ui/state/session.h"
#include "ui/state/session_file.h"
#include "ui/state/shown_figure.h"
#include "ui/views/answer_panel.h"
#include "ui/views/banner.h"
#include "ui/views/compare_view.h"
#include "ui/views/details_panel.h"
#include "ui/views/dock_title.h"
#include "ui/views/head_grid.h"
#include "ui/views/input_panel.h"
#include "ui/views/keys_dialog.h"
#include "ui/views/layer_strip.h"
#include "ui/views/picture_view.h"
#include "ui/views/save_figure_dialog.h"
#include "ui/views/token_strip.h"

namespace rex::ui {
namespace fs = std::filesystem;
namespace {

constexpr int most_recent = 12;
constexpr int left_width = 264;
constexpr int right_width = 304;
constexpr int bottom_height = 236;
constexpr int low = 800;      // of the window; below, the bottom docks are lower
constexpr int narrow = 1200;  // below, docks are slimmer and the toolbar shows icons

QToolButton* menu_button(const QString& object, const QString& icon_name, const QString& tip) {
  auto* button = new QToolButton;
  button->setObjectName(object);
  button->setIcon(icon(icon_name));
  button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  button->setPopupMode(QToolButton::InstantPopup);
  button->setToolTip(tip);
  button->setAccessibleName(tip.section(QStringLiteral(" ("), 0, 0));
  auto* menu = new QMenu(button);
  menu->setToolTipsVisible(true);
  button->setMenu(menu);
  return button;
}

QString picture_filter() {
  return MainWindow::tr("Pictures (*.png *.jpg *.jpeg *.webp *.tif *.tiff *.bmp);;All files (*)");
}

fs::path path_of(const QString& text) { return fs::path(text.toStdString()); }
QString text_of(const fs::path& path) { return QString::fromStdString(path.string()); }

/// The model that a start without arguments shows: a demo, the last one opened, or any.
fs::path first_model() {
  const std::vector<FoundModel> found = find_models();
  for (const char* name : {"demo-detr", "demo-vit", "demo-lxmert"}) {
    for (const FoundModel& model : found) {
      if (model.demo && model.problem.empty() && model.name == name) return model.folder;
    }
  }
  for (const QString& folder : QSettings().value(QStringLiteral("recentModels")).toStringList()) {
    std::error_code ignored;
    if (fs::exists(path_of(folder), ignored)) return path_of(folder);
  }
  for (const FoundModel& model : found) {
    if (model.problem.empty()) return model.folder;
  }
  return {};
}

QDockWidget* dock(const QString& object, const QString& title, QWidget* content) {
  auto* widget = new QDockWidget(title);
  widget->setObjectName(object);
  widget->setWidget(content);
  widget->setTitleBarWidget(new DockTitle(*widget));
  widget->setFeatures(QDockWidget::DockWidgetMovable | QDockWidget::DockWidgetClosable);
  return widget;
}

}  // namespace

MainWindow::MainWindow(const StartWith& start, QWidget* parent)
    : QMainWindow(parent),
      session_(new Session(this)),
      files_(new FileJobs(this)),
      gallery_(new GalleryModel(this)),
      pages_(new QStackedWidget),
      picture_(new PictureView(*session_)),
      compare_(new CompareView(*session_)),
      banner_(new Banner) {
  setObjectName("mainWindow");
  setWindowTitle(tr("Relevance Explorer"));
  setAcceptDrops(true);
  setDockOptions(AnimatedDocks | AllowTabbedDocks | AllowNestedDocks);
  resize(1440, 900);
  setMinimumSize(960, 640);
  gallery_->load_scenes(pictures_folder());
  gallery_->set_recent(QSettings().value(QStringLiteral("recentPictures")).toStringList());

  auto* centre = new QWidget;
  auto* layout = new QVBoxLayout(centre);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addWidget(banner_);
  pages_->addWidget(picture_);
  pages_->addWidget(compare_);
  layout->addWidget(pages_, 1);
  setCentralWidget(centre);

  make_toolbar();
  make_docks();
  make_status_bar();
  make_shortcuts();
  connect(session_, &Session::failureChanged, this, &MainWindow::show_failure);
  for (const auto signal :
       {&Session::modelChanged, &Session::passChanged, &Session::explanationChanged, &Session::optionsChanged,
        &Session::busyChanged, &Session::inputsChanged, &Session::comparedChanged}) {
    connect(session_, signal, this, &MainWindow::show_state);
  }
  connect(session_, &Session::optionsChanged, this, [this] { ++opened_; });
  connect(files_, &FileJobs::runningChanged, this, &MainWindow::show_state);
  connect(session_, &Session::modelChanged, this,
          [this] { remember(QStringLiteral("recentModels"), session_->model()->folder); });
  connect(session_, &Session::pictureOpened, this, [this](const fs::path& file) {
    const GalleryItem* scene = gallery_->item(file);
    if (scene == nullptr || scene->recent) remember(QStringLiteral("recentPictures"), file);
  });
  connect(session_, &Session::progressed, this, [this](double fraction, const QString& step) {
    progress_->setValue(qRound(1000 * fraction));
    status_->setText(step);
  });
  connect(picture_, &PictureView::pointed, details_, &DetailsPanel::set_rows);
  QApplication::instance()->installEventFilter(this);  // for keys that the focused widget wants itself
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
  connect(QGuiApplication::styleHints(), &QStyleHints::colorSchemeChanged, this, [] {
    const auto scheme = static_cast<Scheme>(QSettings().value(QStringLiteral("scheme"), 0).toInt());
    if (scheme == Scheme::system) apply_scheme(*static_cast<QApplication*>(QApplication::instance()), Scheme::system);
  });
#endif
  QSettings settings;
  restoreGeometry(settings.value(QStringLiteral("geometry")).toByteArray());
  restoreState(settings.value(QStringLiteral("docks")).toByteArray(), 1);
  show_state();
  picture_->canvas().setFocus();
  begin(start);
}

MainWindow::~MainWindow() = default;

void MainWindow::begin(const StartWith& start) {
  if (!start.session.empty()) return open_path(start.session);
  const fs::path model = start.model.empty() ? first_model() : start.model;
  if (!start.picture.empty()) {
    session_->open_picture(start.picture);
  } else if (gallery_->rowCount() > 0) {
    session_->open_picture(gallery_->item(0).file);
  }
  if (!start.texts.isEmpty()) session_->set_texts(start.texts);
  if (model.empty()) {
    banner_->say(tr("No model was found on this machine."), tr("Open a model folder as Hugging Face writes it."),
                 tr("Open model folder…"), [this] { choose_model(); });
  } else {
    session_->open_model(model);
  }
}

void MainWindow::make_toolbar() {
  auto* bar = new QToolBar(tr("Toolbar"));
  bar->setObjectName("toolbar");
  bar->setMovable(false);
  bar->setFloatable(false);
  bar->setIconSize(QSize(20, 20));
  open_ = menu_button("openButton", "open", tr("Open a picture, model or session (O)"));
  open_->setText(tr("Open"));
  model_ = menu_button("modelButton", "model", tr("Model"));
  method_ = menu_button("methodButton", "method", tr("Explanation method"));
  target_ = menu_button("targetButton", "target", tr("What is explained (↑ ↓)"));
  connect(open_->menu(), &QMenu::aboutToShow, this, &MainWindow::fill_open_menu);
  connect(model_->menu(), &QMenu::aboutToShow, this, &MainWindow::fill_model_menu);
  connect(method_->menu(), &QMenu::aboutToShow, this, &MainWindow::fill_method_menu);
  connect(target_->menu(), &QMenu::aboutToShow, this, [this] {
    target_->menu()->clear();
    if (!session_->pass()) return;
    const auto& predictions = session_->pass()->predictions;
    for (std::size_t i = 0; i < std::min<std::size_t>(predictions.size(), 12); ++i) {
      const Target target = predictions[i].target;
      QAction* action = target_->menu()->addAction(tr("%1\t%2")
                                                       .arg(prediction_title(*session_->pass(), predictions[i]))
                                                       .arg(predictions[i].probability, 0, 'f', 2),
                                                   this, [this, target] { session_->set_target(target); });
      action->setCheckable(true);
      action->setChecked(session_->explanation() && session_->explanation()->target == target);
    }
    target_->menu()->addSeparator();
    target_->menu()->addAction(tr("Search…\tCtrl+F"), answer_, &AnswerPanel::focus_search);
  });
  bar->addWidget(open_);
  bar->addSeparator();
  for (QToolButton* button : {model_, method_, target_}) bar->addWidget(button);
  auto* space = new QWidget;
  space->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
  bar->addWidget(space);
  const auto button = [&](const QString& object, const QString& icon_name, const QString& text, const QString& tip) {
    auto* result = new QToolButton;
    result->setObjectName(object);
    result->setIcon(icon(icon_name));
    result->setText(text);
    result->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    result->setToolTip(tip);
    result->setAccessibleName(text);
    bar->addWidget(result);
    return result;
  };
  connect(button("pinButton", "pin", tr("Pin"), tr("Keep this explanation for comparing (P)")), &QToolButton::clicked,
          session_, &Session::pin);
  compare_button_ = button("compareButton", "compare", tr("Compare"), tr("Explanations side by side (C)"));
  compare_button_->setCheckable(true);
  connect(compare_button_, &QToolButton::toggled, this,
          [this](bool on) { pages_->setCurrentWidget(on ? static_cast<QWidget*>(compare_) : picture_); });
  connect(session_, &Session::pinsChanged, this, [this] {
    compare_button_->setText(session_->pins().empty() ? tr("Compare")
                                                      : tr("Compare (%1)").arg(session_->pins().size()));
  });
  auto* save = button("saveButton", "save", tr("Save figure"), tr("Save a figure (S)"));
  save->setPopupMode(QToolButton::MenuButtonPopup);
  auto* menu = new QMenu(save);
  menu->addAction(tr("Save figure…\tS"), this, &MainWindow::save_figure);
  menu->addAction(tr("Copy figure"), this, &MainWindow::copy_figure);
  menu->addAction(tr("Export numbers…"), this, &MainWindow::export_numbers);
  menu->addAction(tr("Copy as rex command\tCtrl+Shift+C"), this, &MainWindow::copy_command);
  menu->addSeparator();
  menu->addAction(tr("Save session…\tCtrl+S"), this, &MainWindow::save_session);
  save->setMenu(menu);
  connect(save, &QToolButton::clicked, this, &MainWindow::save_figure);
  auto* more = menu_button("moreButton", "more", tr("View and help"));
  more->setToolButtonStyle(Qt::ToolButtonIconOnly);
  auto* schemes = new QActionGroup(this);
  const int now = QSettings().value(QStringLiteral("scheme"), 0).toInt();
  more->menu()->addSection(tr("Colours"));
  for (const auto& [name, scheme] :
       {std::pair(tr("Follow the system"), Scheme::system), {tr("Light"), Scheme::light}, {tr("Dark"), Scheme::dark}}) {
    QAction* action = more->menu()->addAction(name, this, [this, chosen = scheme] { set_scheme(chosen); });
    action->setCheckable(true);
    action->setChecked(now == static_cast<int>(scheme));
    schemes->addAction(action);
  }
  more->menu()->addSection(tr("Panels"));
  panels_menu_ = more->menu();
  bar->addWidget(more);
  addToolBar(bar);
}

void MainWindow::make_docks() {
  input_ = new InputPanel(*session_, *gallery_);
  answer_ = new AnswerPanel(*session_);
  layers_ = new LayerStrip(*session_);
  heads_ = new HeadGrid(*session_);
  connect(input_, &InputPanel::openPictureRequested, this, &MainWindow::choose_picture);
  details_ = new DetailsPanel;
  auto* input_dock = dock("inputDock", input_->title(), input_);
  auto* answer_dock = dock("answerDock", answer_->title(), answer_);
  auto* details_dock = dock("detailsDock", tr("Details"), details_);
  auto* layers_dock = dock("layersDock", tr("Layers"), layers_);
  auto* heads_dock = dock("headsDock", tr("Heads"), heads_);
  connect(input_, &InputPanel::titleChanged, input_dock, &QWidget::setWindowTitle);
  connect(answer_, &AnswerPanel::titleChanged, answer_dock, &QWidget::setWindowTitle);
  for (QDockWidget* widget : {input_dock, answer_dock, details_dock, layers_dock, heads_dock})
    panels_menu_->addAction(widget->toggleViewAction());
  panels_menu_->addSeparator();
  panels_menu_->addAction(icon("keys"), tr("Keys\t?"), this, &MainWindow::show_keys);
  input_->setMinimumWidth(200);
  answer_->setMinimumWidth(220);
  setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
  setCorner(Qt::BottomRightCorner, Qt::BottomDockWidgetArea);
  addDockWidget(Qt::LeftDockWidgetArea, input_dock);
  addDockWidget(Qt::RightDockWidgetArea, answer_dock);
  addDockWidget(Qt::RightDockWidgetArea, details_dock);
  addDockWidget(Qt::BottomDockWidgetArea, layers_dock);
  addDockWidget(Qt::BottomDockWidgetArea, heads_dock);
  docks_ = {input_dock, answer_dock, details_dock, layers_dock, heads_dock};
}

void MainWindow::make_status_bar() {
  status_ = new QLabel;
  timing_ = new QLabel;
  timing_->setFont(number_font(TextSize::small));
  status_->setFont(text_font(TextSize::small));
  cancel_ = new QToolButton;
  progress_ = new QProgressBar;
  progress_->setRange(0, 1000);
  progress_->setTextVisible(false);
  progress_->setFixedWidth(160);
  cancel_->setFont(text_font(TextSize::small));
  cancel_->setProperty("flat", true);
  cancel_->setObjectName("cancelButton");
  cancel_->setText(tr("Cancel"));
  cancel_->setToolTip(tr("Stop what runs (Esc)"));
  connect(cancel_, &QToolButton::clicked, session_, &Session::cancel);
  statusBar()->setSizeGripEnabled(false);
  statusBar()->setContentsMargins(spacing::panel, 0, spacing::panel, 0);
  statusBar()->addWidget(progress_);
  statusBar()->addWidget(cancel_);
  statusBar()->addWidget(status_, 1);
  statusBar()->addPermanentWidget(timing_);
}

void MainWindow::make_shortcuts() {
  const auto key = [this](const QKeySequence& keys, auto action) {
    auto* shortcut = new QShortcut(keys, this);
    connect(shortcut, &QShortcut::activated, this, action);
  };
  key(Qt::Key_O, [this] { choose_picture(); });
  key(QKeySequence::Open, [this] { choose_picture(); });
  key(QKeySequence::Paste, [this] { paste_picture(); });
  key(QKeySequence(Qt::CTRL | Qt::Key_Return), [this] { input_->run_now(); });
  key(Qt::Key_Up, [this] { answer_->step(-1); });
  key(Qt::Key_Down, [this] { answer_->step(1); });
  key(Qt::Key_Left, [this] { layers_->step(-1); });
  key(Qt::Key_Right, [this] { layers_->step(1); });
  key(Qt::Key_BracketLeft, [this] { heads_->step_head(-1); });
  key(Qt::Key_BracketRight, [this] { heads_->step_head(1); });
  key(Qt::Key_Space, [this] { layers_->toggle_play(); });
  key(Qt::Key_H, [this] { toggle_appearance('H'); });
  key(Qt::Key_B, [this] { toggle_appearance('B'); });
  key(Qt::Key_M, [this] { toggle_appearance('M'); });
  key(Qt::Key_G, [this] { toggle_appearance('G'); });
  key(Qt::Key_V, [this] { answer_->toggle_visible(); });
  key(QKeySequence(Qt::SHIFT | Qt::Key_V), [this] { answer_->toggle_solo(); });
  key(QKeySequence::Find, [this] { answer_->focus_search(); });
  key(Qt::Key_F, [this] {
    picture_->canvas().fit();
    compare_->fit();
  });
  key(Qt::Key_1, [this] { picture_->canvas().zoom_to(1); });
  key(Qt::Key_P, [this] { session_->pin(); });
  key(Qt::Key_C, [this] { compare_button_->toggle(); });
  key(Qt::Key_S, [this] { save_figure(); });
  key(QKeySequence::Save, [this] { save_session(); });
  key(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C), [this] { copy_command(); });
  key(Qt::Key_Question, [this] { show_keys(); });
  key(Qt::Key_Escape, [this] {
    if (session_->busy()) session_->cancel();
    session_->selection().clear();
    layers_->stop();
    banner_->clear();
    picture_->canvas().setFocus();
  });
}

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
  } catch (const Error& error) {
    say(QString::fromStdString(error.where().empty() ? error.problem() : error.where() + ": " + error.problem()),
        QString::fromStdString(error.remedy()));
  } catch (const std::exception& error) {  // out of memory, LibTorch's own
    say(QString::fromUtf8(error.what()).section('\n', 0, 0), {});
  }
}

void MainWindow::toggle_appearance(int which) {
  ViewAppearance appearance = session_->appearance();
  bool& field = which == 'H'   ? appearance.heat
                : which == 'B' ? appearance.boxes
                : which == 'M' ? appearance.masks
                               : appearance.grid;
  field = !field;
  session_->set_appearance(appearance);
}

void MainWindow::fill_open_menu() {
  QMenu* menu = open_->menu();
  menu->clear();
  menu->addAction(icon("picture"), tr("Picture…\tO"), this, &MainWindow::choose_picture);
  menu->addAction(icon("paste"), tr("Paste picture\tCtrl+V"), this, &MainWindow::paste_picture);
  menu->addAction(icon("model"), tr("Model folder…"), this, &MainWindow::choose_model);
  QAction* regions = menu->addAction(icon("boxes"), tr("Region features…"), this, &MainWindow::choose_regions);
  regions->setEnabled(session_->model() && session_->model()->description.needs_regions);
  menu->addAction(icon("session"), tr("Session…"), this, &MainWindow::choose_session);
  const QStringList recent = QSettings().value(QStringLiteral("recentPictures")).toStringList();
  if (!recent.isEmpty()) menu->addSeparator();
  for (const QString& file : recent) {
    std::error_code ignored;
    if (!fs::exists(path_of(file), ignored)) continue;
    menu->addAction(path_of(file).filename().c_str(), this, [this, file] { open_path(path_of(file)); })
        ->setToolTip(file);
  }
}

void MainWindow::fill_model_menu() {
  QMenu* menu = model_->menu();
  menu->clear();
  QStringList shown;
  const auto add = [&](const fs::path& folder, const QString& name) {
    std::error_code ignored;
    if (!fs::exists(folder, ignored)) return;
    if (shown.contains(text_of(folder))) return;
    shown << text_of(folder);
    QAction* action = menu->addAction(name, this, [this, folder] { session_->open_model(folder); });
    action->setToolTip(text_of(folder));
    action->setCheckable(true);
    action->setChecked(session_->model() && session_->model()->folder == folder);
  };
  for (const FoundModel& model : find_models()) {
    add(model.folder, tr("%1\t%2").arg(QString::fromStdString(model.name), QString::fromStdString(model.family)));
  }
  const QStringList recent = QSettings().value(QStringLiteral("recentModels")).toStringList();
  if (!recent.isEmpty() && !shown.isEmpty()) menu->addSeparator();
  for (const QString& folder : recent)
    add(path_of(folder), QString::fromStdString(path_of(folder).filename().string()));
  menu->addSeparator();
  menu->addAction(tr("Open model folder…"), this, &MainWindow::choose_model);
}

void MainWindow::fill_method_menu() {
  QMenu* menu = method_->menu();
  menu->clear();
  QMenu* ablations = nullptr;
  for (const auto& method : explanation_methods()) {
    if (method->is_ablation() && ablations == nullptr) ablations = new QMenu(tr("Ablations"), menu);
    QAction* action = (method->is_ablation() ? ablations : menu)->addAction(QString::fromStdString(method->title()));
    action->setToolTip(QString::fromStdString(method->description()));
    action->setCheckable(true);
    action->setChecked(session_->method().toStdString() == method->name());
    connect(action, &QAction::triggered, this,
            [this, name = method->name()] { session_->set_method(QString::fromStdString(name)); });
  }
  if (ablations != nullptr) {
    menu->addSeparator();
    ablations->setToolTipsVisible(true);
    menu->addMenu(ablations);
  }
}

void MainWindow::open_path(const fs::path& path) {
  ++opened_;
  std::error_code ignored;
  if (fs::is_directory(path, ignored)) return session_->open_model(path);
  const std::string extension = path.extension().string();
  if (extension == ".rexsession") return open_session(path);
  if (extension == ".safetensors" || extension == ".npz") return open_regions(path);
  session_->open_picture(path);
}

/// The session's picture is read and its files are hashed beside the window's thread. What is open stays until then.
void MainWindow::open_session(const fs::path& path) {
  files_->start(
      [this, path, number = opened_] {
        const auto saved = std::make_shared<const SavedSession>(read_session(path));
        return [this, saved, number] {
          if (number == opened_) session_->restore(*saved);
        };
      },
      [this](const QString& problem, const QString& remedy) {
        banner_->say(problem, remedy, tr("Open a session…"), [this] { choose_session(); });
      });
}

void MainWindow::open_regions(const fs::path& path) {
  if (session_->model() && !session_->model()->description.needs_regions) {
    banner_->say(tr("%1 does not read regions.").arg(QString::fromStdString(session_->model()->description.name)),
                 tr("To open a model, give its folder."), tr("Open model folder…"), [this] { choose_model(); });
    return;
  }
  session_->set_regions_file(path);
}

void MainWindow::choose_picture() {
  const QString file = QFileDialog::getOpenFileName(this, tr("Open a picture"),
                                                    text_of(session_->picture_file().parent_path()), picture_filter());
  if (!file.isEmpty()) open_path(path_of(file));
}

void MainWindow::choose_model() {
  const QString folder = QFileDialog::getExistingDirectory(this, tr("Open a model folder"),
                                                           text_of(session_->model_folder().parent_path()));
  if (!folder.isEmpty()) session_->open_model(path_of(folder));
}

void MainWindow::choose_regions() {
  const QString file =
      QFileDialog::getOpenFileName(this, tr("Open region features"), {}, tr("Region features (*.safetensors *.npz)"));
  if (!file.isEmpty()) open_regions(path_of(file));
}

void MainWindow::choose_session() {
  const QString file = QFileDialog::getOpenFileName(this, tr("Open a session"), {}, tr("Sessions (*.rexsession)"));
  if (!file.isEmpty()) open_path(path_of(file));
}

void MainWindow::paste_picture() {
  const QMimeData* data = QApplication::clipboard()->mimeData();
  if (data->hasUrls() && data->urls().constFirst().isLocalFile())
    return open_path(path_of(data->urls().constFirst().toLocalFile()));
  const QImage image = QApplication::clipboard()->image();
  if (image.isNull()) {
    banner_->say(tr("There is no picture to paste."), tr("Copy a picture first, or open a file."),
                 tr("Open a picture…"), [this] { choose_picture(); });
    return;
  }
  attempt([&] { session_->set_picture(std::make_shared<const Picture>(to_picture(image))); });
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
  if (event->mimeData()->hasUrls() || event->mimeData()->hasImage()) event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
  if (event->mimeData()->hasUrls() && event->mimeData()->urls().constFirst().isLocalFile()) {
    open_path(path_of(event->mimeData()->urls().constFirst().toLocalFile()));
  } else if (event->mimeData()->hasImage()) {
    session_->set_picture(
        std::make_shared<const Picture>(to_picture(qvariant_cast<QImage>(event->mimeData()->imageData()))));
  } else {
    banner_->say(tr("Only files of this machine can be dropped here."),
                 tr("Drop a picture, a model folder or a session file."));
  }
  event->acceptProposedAction();
}

void MainWindow::save_figure() {
  if (!session_->explanation()) {
    banner_->say(tr("There is nothing to save yet."), tr("Open a model and what it should explain first."));
    return;
  }
  auto* dialog = new SaveFigureDialog(*session_, compare_button_->isChecked(), this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  connect(dialog, &QDialog::accepted, this, [this, dialog] {
    attempt(
        [this, dialog] {
          dialog->save();
          say_done(tr("Saved %1").arg(text_of(dialog->path())));
        },
        [this] { save_figure(); });
  });
  dialog->open();
}

void MainWindow::say_done(const QString& text) { statusBar()->showMessage(text, 6000); }

void MainWindow::copy_figure() {
  attempt([this] {
    QApplication::clipboard()->setImage(figure_image(*session_, compare_button_->isChecked()));
    say_done(tr("The figure is on the clipboard."));
  });
}

void MainWindow::export_numbers() {
  if (!session_->explanation()) return;
  const QString file =
      QFileDialog::getSaveFileName(this, tr("Export numbers"), tr("explanation.safetensors"),
                                   tr("safetensors (*.safetensors);;NumPy (*.npz);;Table (*.csv);;JSON (*.json)"));
  if (file.isEmpty()) return;
  attempt(
      [this, &file] {
        rex::ui::export_numbers(*session_->pass(), *session_->explanation(), path_of(file));
        say_done(tr("Saved %1").arg(file));
      },
      [this] { export_numbers(); });
}

void MainWindow::save_session() {
  if (session_->picture() && session_->picture_file().empty()) {
    banner_->say(tr("The picture was pasted and is in no file yet."), tr("Save it first; the session names its file."),
                 tr("Save the picture…"), [this] { save_picture(); });
    return;
  }
  QString file = QFileDialog::getSaveFileName(this, tr("Save the session"), tr("explanation.rexsession"),
                                              tr("Sessions (*.rexsession)"));
  if (file.isEmpty()) return;
  if (!file.endsWith(QLatin1String(".rexsession"))) file += QLatin1String(".rexsession");
  files_->start(
      [this, file, saved = saved_session(*session_)] {
        write_session(saved, path_of(file));
        return [this, file] { say_done(tr("Saved %1").arg(file)); };
      },
      [this](const QString& problem, const QString& remedy) {
        banner_->say(problem, remedy, tr("Try again…"), [this] { save_session(); });
      });
}

void MainWindow::save_picture() {
  QString file = QFileDialog::getSaveFileName(this, tr("Save the picture"), tr("picture.png"), tr("PNG (*.png)"));
  if (file.isEmpty()) return;
  if (!file.endsWith(QLatin1String(".png"), Qt::CaseInsensitive)) file += QLatin1String(".png");
  if (!to_image(*session_->picture()).save(file)) {
    banner_->say(tr("%1 cannot be written.").arg(file), tr("Choose another folder."), tr("Try again…"),
                 [this] { save_picture(); });
    return;
  }
  session_->open_picture(path_of(file));
}

void MainWindow::copy_command() {
  if (!session_->model()) return;
  QApplication::clipboard()->setText(rex_command(*session_, compare_button_->isChecked()));
  if (session_->picture() && session_->picture_file().empty() && session_->model()->description.needs_picture) {
    banner_->say(tr("The command lacks the picture, which was pasted and is in no file."), {}, tr("Save the picture…"),
                 [this] { save_picture(); });
  } else {
    say_done(tr("The command is on the clipboard."));
  }
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
  if (input && model && model->description.needs_text && session_->texts().isEmpty()) {
    const QString words = model->description.several_texts   ? tr("This model needs a caption.")
                          : model->description.needs_regions ? tr("This model needs a question.")
                                                             : tr("This model needs a text.");
    return banner_->say(words, tr("Type it at the left, or choose one of the samples."), tr("Type it"),
                        [this] { input_->focus_words(); });
  }
  if (input && model && model->description.needs_regions && !model->finds_regions) {
    return banner_->say(failure->problem, failure->remedy, tr("Choose region features…"), [this] { choose_regions(); });
  }
  if (input) {
    return banner_->say(failure->problem, failure->remedy, tr("Open a picture…"), [this] { choose_picture(); });
  }
  banner_->say(failure->problem, failure->remedy, tr("Run again"), [this] { session_->run(); });
}

void MainWindow::show_state() {
  const auto& model = session_->model();
  const auto& pass = session_->pass();
  const auto& explanation = session_->explanation();
  model_->setText(model ? QString::fromStdString(model->description.name) : tr("No model"));
  try {
    method_->setText(QString::fromStdString(explanation_method(session_->method().toStdString()).title()));
  } catch (const Error&) {
    method_->setText(session_->method());
  }
  const QString target = pass && explanation ? target_title(*pass, *explanation) : tr("Target");
  target_->setText(fontMetrics().elidedText(target, Qt::ElideRight, 200));
  target_->setToolTip(explanation ? tr("Explained is %1 (↑ ↓)").arg(target) : tr("What is explained (↑ ↓)"));
  target_->setEnabled(pass != nullptr);
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
    timing_->setText(pass && explanation ? tr("forward %1 ms · explain %2 ms   │   %3")
                                               .arg(qRound(1000 * pass->seconds))
                                               .arg(qRound(1000 * session_->explain_seconds()))
                                               .arg(threads)
                                         : threads);
  }
  QStringList notes;
  if (explanation) {
    for (const std::string& note : explanation->notes) notes << QString::fromStdString(note);
  }
  if (pass) {
    for (const std::string& note : pass->input.notes) notes << QString::fromStdString(note);
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

void MainWindow::remember(const QString& list, const fs::path& path) {
  QSettings settings;
  QStringList recent = settings.value(list).toStringList();
  const QString text = text_of(fs::absolute(path));
  recent.removeAll(text);
  recent.prepend(text);
  settings.setValue(list, recent.mid(0, most_recent));
  if (list == QLatin1String("recentPictures")) gallery_->set_recent(recent.mid(0, most_recent));
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
