#include "ui/views/window/main_window.h"

#include <QApplication>
#include <QLabel>
#include <QProgressBar>
#include <QScreen>
#include <QSettings>
#include <QStackedWidget>
#include <QStatusBar>
#include <QStyleHints>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/convert/pictures.h"
#include "ui/items/gallery_model.h"
#include "ui/jobs/file_jobs.h"
#include "ui/state/library.h"
#include "ui/state/names.h"
#include "ui/state/preferences.h"
#include "ui/state/session.h"
#include "ui/views/inside/layer_strip.h"
#include "ui/views/panels/details_panel.h"
#include "ui/views/panels/input_panel.h"
#include "ui/views/picture/compare_view.h"
#include "ui/views/picture/picture_view.h"
#include "ui/views/widgets/spoken_items.h"
#include "ui/views/window/banner.h"
#include "ui/views/window/folder_walk.h"
#include "ui/views/window/remembered_keys.h"

namespace rex::ui {
namespace fs = std::filesystem;
namespace {

constexpr int status_height = 34;
constexpr int look_at_weights = 2000;  // milliseconds between looks at whether the model changed on disk

}  // namespace

MainWindow::MainWindow(const StartWith& start, QWidget* parent)
    : QMainWindow(parent),
      session_(new Session(this)),
      history_(new ViewHistory(*session_, this)),
      files_(new FileJobs(this)),
      gallery_(new GalleryModel(thumbnail_folder(), this)),
      actions_(new ActionRegistry(action_table(), this)),
      panels_(panel_table()) {
  setObjectName("mainWindow");
  apply_remembered_keys(*actions_);
  session_->set_appearance(remembered_appearance());
  session_->set_arithmetic(preferred_arithmetic());
  install_spoken_items();
  scheme_ = static_cast<Scheme>(QSettings().value(QStringLiteral("scheme"), 0).toInt());
  setWindowTitle(tr("Relevance Explorer"));
  setAcceptDrops(true);
  const QSize room = screen()->availableSize() - QSize(16, 48);  // for the frame
  resize(QSize(1440, 900).boundedTo(room));
  setMinimumSize(QSize(960, 640).boundedTo(room));
  gallery_->load_scenes(pictures_folder());
  gallery_->set_recent(QSettings().value(QStringLiteral("recentPictures")).toStringList());
  make_centre();
  make_panels();
  make_toolbar();
  make_menus();
  make_status_bar();
  follow_session();
  follow_system_colours();
  QApplication::instance()->installEventFilter(this);  // for keys that the focused widget wants itself
  restore_layout();
  show_state();
  picture_->canvas().setFocus();
  begin(start);
}

MainWindow::~MainWindow() = default;

void MainWindow::make_centre() {
  banner_ = new Banner;
  pages_ = new QStackedWidget;
  picture_ = new PictureView(*session_, *actions_);
  connect(&picture_->canvas(), &Canvas::scaleAsked, this, &MainWindow::show_scale);
  picture_->set_previewing(previews_places());
  compare_ = new CompareView(*session_, *actions_);
  pages_->addWidget(picture_);
  pages_->addWidget(compare_);
  auto* centre = new QWidget;
  auto* layout = new QVBoxLayout(centre);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addWidget(banner_);
  layout->addWidget(pages_, 1);
  setCentralWidget(centre);
}

void MainWindow::make_status_bar() {
  status_ = new QLabel;
  status_->setObjectName("status");
  timing_ = new QLabel;
  timing_->setObjectName("timing");
  timing_->setFont(number_font(TextSize::small));
  status_->setFont(text_font(TextSize::small));
  progress_ = new QProgressBar;
  progress_->setRange(0, 1000);
  progress_->setTextVisible(false);
  progress_->setFixedWidth(160);
  cancel_ = actions_->make_button("cancel", "cancelButton");
  cancel_->setFont(text_font(TextSize::small));
  cancel_->setProperty("flat", true);
  statusBar()->setSizeGripEnabled(false);
  statusBar()->setFont(text_font(TextSize::small));
  statusBar()->setFixedHeight(status_height);  // so that the button's coming moves nothing
  statusBar()->setContentsMargins(spacing::panel, 0, spacing::panel, 0);
  statusBar()->addWidget(progress_);
  statusBar()->addWidget(cancel_);
  statusBar()->addWidget(status_, 1);
  statusBar()->addPermanentWidget(timing_);
}

void MainWindow::follow_session() {
  for (const auto signal :
       {&Session::modelChanged, &Session::answeredChanged, &Session::explanationChanged, &Session::optionsChanged,
        &Session::busyChanged, &Session::inputsChanged, &Session::comparedChanged}) {
    connect(session_, signal, this, &MainWindow::show_state);
  }
  for (const auto signal : {&Session::appearanceChanged, &Session::pinsChanged})
    connect(session_, signal, actions_, &ActionRegistry::refresh);
  connect(&session_->selection(), &Selection::visibilityChanged, actions_, &ActionRegistry::refresh);
  connect(history_, &ViewHistory::changed, actions_, &ActionRegistry::refresh);
  connect(layers_, &LayerStrip::playChanged, actions_, &ActionRegistry::refresh);
  connect(&picture_->canvas(), &Canvas::placesChanged, actions_, &ActionRegistry::refresh);
  connect(session_, &Session::pinsChanged, this, [this] {
    const std::size_t count = session_->pins().size();
    actions_->action("compare").setIconText(count == 0 ? tr("Compare") : tr("Compare (%1)").arg(count));
  });
  connect(session_, &Session::comparingChanged, this,
          [this] { pages_->setCurrentWidget(comparing() ? static_cast<QWidget*>(compare_) : picture_); });
  connect(session_, &Session::failureChanged, this, &MainWindow::show_failure);
  connect(session_, &Session::noticed, this, [this](const QString& text) { banner_->say(text, {}); });
  connect(session_, &Session::progressed, this, [this](double fraction, const QString& step) {
    progress_->setValue(qRound(1000 * fraction));
    status_->setText(step_title(step));
  });
  connect(session_, &Session::optionsChanged, this, [this] { ++opened_; });
  connect(session_, &Session::modelChanged, this, [this] {
    remember(QStringLiteral("recentModels"), session_->model()->path);
    Library::note_use(session_->model()->path);
    offer_scene();
  });
  connect(session_, &Session::pictureOpened, this, [this](const fs::path& file) {
    if (file != offered_scene_) offered_scene_.clear();
    const GalleryItem* scene = gallery_->item(file);
    if (scene == nullptr || scene->recent) remember(QStringLiteral("recentPictures"), file);
  });
  connect(input_, &InputPanel::pictureChosen, this, [this](const fs::path& file) {
    gallery_->folder().empty() ? session_->open_picture(file) : walk_->open(file);
  });
  connect(files_, &FileJobs::runningChanged, this, &MainWindow::show_state);
  auto* watch = new QTimer(this);
  watch->setInterval(look_at_weights);
  connect(watch, &QTimer::timeout, this, &MainWindow::look_for_changed_weights);
  watch->start();
  connect(picture_, &PictureView::pointed, details_, &DetailsPanel::set_rows);
}

void MainWindow::follow_system_colours() {
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
  connect(QGuiApplication::styleHints(), &QStyleHints::colorSchemeChanged, this, [this] {
    if (scheme_ == Scheme::system) apply_scheme(*static_cast<QApplication*>(QApplication::instance()), Scheme::system);
  });
#endif
}

}  // namespace rex::ui
