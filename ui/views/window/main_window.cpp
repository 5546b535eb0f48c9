#include "ui/views/window/main_window.h"

#include <QActionGroup>
#include <QApplication>
#include <QDockWidget>
#include <QLabel>
#include <QMenu>
#include <QProgressBar>
#include <QSettings>
#include <QShortcut>
#include <QStackedWidget>
#include <QStatusBar>
#include <QStyleHints>
#include <QToolBar>
#include <QToolButton>
#include <QVBoxLayout>
#include <utility>

#include "ui/convert/pictures.h"
#include "ui/items/gallery_model.h"
#include "ui/jobs/file_jobs.h"
#include "ui/state/names.h"
#include "ui/state/session.h"
#include "ui/views/inside/head_grid.h"
#include "ui/views/inside/layer_strip.h"
#include "ui/views/panels/answer_panel.h"
#include "ui/views/panels/details_panel.h"
#include "ui/views/panels/input_panel.h"
#include "ui/views/picture/compare_view.h"
#include "ui/views/picture/picture_view.h"
#include "ui/views/widgets/dock_title.h"
#include "ui/views/widgets/menu_button.h"
#include "ui/views/window/banner.h"

namespace rex::ui {
namespace fs = std::filesystem;
namespace {

constexpr int status_height = 34;

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
       {&Session::modelChanged, &Session::answeredChanged, &Session::explanationChanged, &Session::optionsChanged,
        &Session::busyChanged, &Session::inputsChanged, &Session::comparedChanged}) {
    connect(session_, signal, this, &MainWindow::show_state);
  }
  connect(session_, &Session::optionsChanged, this, [this] { ++opened_; });
  connect(files_, &FileJobs::runningChanged, this, &MainWindow::show_state);
  connect(session_, &Session::modelChanged, this,
          [this] { remember(QStringLiteral("recentModels"), session_->model()->path); });
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

void MainWindow::make_toolbar() {
  auto* bar = new QToolBar(tr("Toolbar"));
  bar->setObjectName("toolbar");
  bar->setMovable(false);
  bar->setFloatable(false);
  bar->setIconSize(QSize(20, 20));
  open_ = menu_button("openButton", "open", tr("Open"), tr("Open a picture, model or session (O)"));
  model_ = menu_button("modelButton", "model", QString(), tr("Model"));
  method_ = menu_button("methodButton", "method", QString(), tr("Explanation method"));
  target_ = menu_button("targetButton", "target", QString(), tr("What is explained (↑ ↓)"));
  connect(open_->menu(), &QMenu::aboutToShow, this, &MainWindow::fill_open_menu);
  connect(model_->menu(), &QMenu::aboutToShow, this, &MainWindow::fill_model_menu);
  connect(method_->menu(), &QMenu::aboutToShow, this, &MainWindow::fill_method_menu);
  connect(target_->menu(), &QMenu::aboutToShow, this, [this] {
    target_->menu()->clear();
    if (!session_->answered()) return;
    const auto& predictions = session_->answered()->predictions;
    for (std::size_t i = 0; i < std::min<std::size_t>(predictions.size(), 12); ++i) {
      const Target target = predictions[i].target;
      QAction* action =
          target_->menu()->addAction(tr("%1\t%2")
                                         .arg(label_of(prediction_title(*session_->answered(), predictions[i])))
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
          this, &MainWindow::pin);
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
  auto* more = menu_button("moreButton", "more", QString(), tr("View and help"));
  more->setToolButtonStyle(Qt::ToolButtonIconOnly);
  auto* schemes = new QActionGroup(this);
  const int now = QSettings().value(QStringLiteral("scheme"), 0).toInt();
  add_heading(*more->menu(), tr("Colours"));
  for (const auto& [name, scheme] :
       {std::pair(tr("Follow the system"), Scheme::system), {tr("Light"), Scheme::light}, {tr("Dark"), Scheme::dark}}) {
    QAction* action = more->menu()->addAction(name, this, [this, chosen = scheme] { set_scheme(chosen); });
    action->setCheckable(true);
    action->setChecked(now == static_cast<int>(scheme));
    schemes->addAction(action);
  }
  more->menu()->addSeparator();
  add_heading(*more->menu(), tr("Panels"));
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
  statusBar()->setFont(text_font(TextSize::small));
  statusBar()->setFixedHeight(status_height);  // so that the button's coming moves nothing
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
  key(Qt::Key_1, [this] {
    picture_->canvas().zoom_to(1);
    compare_->zoom_to(1);
  });
  key(Qt::Key_P, [this] { pin(); });
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

}  // namespace rex::ui
