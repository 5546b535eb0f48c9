#include "ui/views/library/library_dialog.h"

#include <QDesktopServices>
#include <QDialogButtonBox>
#include <QFontMetrics>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QUrl>
#include <QVBoxLayout>

#include "core/hub/file_download.h"
#include "ui/convert/paths.h"
#include "ui/items/library_model.h"
#include "ui/state/library.h"
#include "ui/theme/theme.h"
#include "ui/views/library/library_delegate.h"
#include "ui/views/widgets/elided_label.h"

namespace rex::ui {
namespace {

constexpr QSize usual_size(900, 600);
constexpr int list_width = 380;

QLabel* make_label(const char* object, const char* role = nullptr) {
  auto* label = new QLabel;
  label->setObjectName(object);
  if (role != nullptr) label->setProperty("role", role);
  label->setWordWrap(true);
  label->setTextInteractionFlags(Qt::TextSelectableByMouse);
  return label;
}

}  // namespace

LibraryDialog::LibraryDialog(Library& library, QWidget* parent)
    : QDialog(parent), library_(library), model_(new LibraryModel(library, this)) {
  setObjectName("libraryDialog");
  setWindowTitle(tr("Models"));
  resize(usual_size);
  auto* columns = new QHBoxLayout;
  columns->setSpacing(spacing::large);
  columns->addWidget(make_list());
  columns->addWidget(make_details(), 1);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  buttons->button(QDialogButtonBox::Close)->setAutoDefault(false);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(spacing::large, spacing::large, spacing::large, spacing::large);
  layout->setSpacing(spacing::panel);
  layout->addLayout(columns, 1);
  layout->addWidget(buttons);

  connect(model_, &QAbstractItemModel::modelReset, this, [this] { choose(chosen_); });
  connect(&library_, &Library::entryChanged, this, [this](const QString& name) {
    if (name == chosen_) show_chosen();
  });
  show_chosen();
  library_.refresh();
}

QWidget* LibraryDialog::make_list() {
  typed_ = new QLineEdit;
  typed_->setObjectName("repository");
  typed_->setPlaceholderText(tr("Any repository: owner/name or its address"));
  typed_->setAccessibleName(tr("A repository of the hub"));
  typed_->setClearButtonEnabled(true);
  add_ = new QPushButton(tr("Add"));
  add_->setObjectName("addRepository");
  add_->setToolTip(tr("List this repository; nothing is fetched yet"));
  add_->setAutoDefault(false);
  typed_problem_ = make_label("repositoryProblem", "problem");
  typed_problem_->hide();
  list_ = new QListView;
  list_->setObjectName("libraryList");
  list_->setAccessibleName(tr("Models"));
  list_->setModel(model_);
  list_->setItemDelegate(new LibraryDelegate(list_));
  list_->setMouseTracking(true);
  list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  list_->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
  auto* row = new QHBoxLayout;
  row->setSpacing(spacing::small);
  row->addWidget(typed_, 1);
  row->addWidget(add_);
  auto* column = new QWidget;
  column->setFixedWidth(list_width);
  auto* layout = new QVBoxLayout(column);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(spacing::small);
  layout->addLayout(row);
  layout->addWidget(typed_problem_);
  layout->addWidget(list_, 1);
  connect(typed_, &QLineEdit::returnPressed, this, &LibraryDialog::add_typed);
  connect(typed_, &QLineEdit::textChanged, typed_problem_, &QWidget::hide);
  connect(add_, &QPushButton::clicked, this, &LibraryDialog::add_typed);
  connect(list_->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex& current) {
    if (!current.isValid()) return;
    chosen_ = current.data(LibraryModel::NameRole).toString();
    show_chosen();
  });
  connect(list_, &QListView::activated, this, [this] {
    if (const LibraryEntry* entry = chosen(); entry != nullptr && open_->isVisibleTo(this)) open_chosen();
  });
  return column;
}

QPushButton* LibraryDialog::make_button(const char* object, const QString& text, const QString& tip,
                                        void (LibraryDialog::*run)()) {
  auto* button = new QPushButton(text);
  button->setObjectName(object);
  button->setToolTip(tip);
  button->setAutoDefault(false);
  connect(button, &QPushButton::clicked, this, run);
  return button;
}

QWidget* LibraryDialog::make_details() {
  title_ = make_label("modelTitle");
  title_->setFont(text_font(TextSize::title, true));
  purpose_ = make_label("modelPurpose", "dim");
  facts_ = make_label("modelFacts");
  place_ = new ElidedLabel;
  place_->setObjectName("modelFolder");
  said_ = make_label("modelSaid");
  problem_ = make_label("modelProblem", "problem");
  step_ = make_label("modelStep", "dim");
  step_->setFont(number_font());
  bar_ = new QProgressBar;
  bar_->setObjectName("modelProgress");
  bar_->setRange(0, 1000);
  bar_->setTextVisible(false);
  open_ = make_button("openChosen", tr("Open"), tr("Open this model in the window"), &LibraryDialog::open_chosen);
  open_->setProperty("primary", true);
  folder_ = make_button("showFolder", tr("Show folder"), tr("Show where it lies"), &LibraryDialog::show_folder);
  verify_ = make_button("verifyModel", tr("Verify"), tr("Compare its files with the checksums that the hub promised"),
                        &LibraryDialog::verify_chosen);
  trash_ =
      make_button("trashModel", tr("Move to trash"), tr("Move its folder to the trash"), &LibraryDialog::trash_chosen);
  get_ = make_button("getModel", tr("Get"), tr("Fetch it from the hub"), &LibraryDialog::get_chosen);
  get_->setProperty("primary", true);
  ask_ = make_button("askHub", tr("Ask for size and licence"), tr("Ask the hub; nothing is fetched"),
                     &LibraryDialog::ask_hub);
  pause_ = make_button("pauseModel", tr("Pause"), tr("Stop for now; what has arrived is kept"),
                       &LibraryDialog::pause_chosen);
  cancel_ =
      make_button("cancelModel", tr("Cancel"), tr("Stop, and remove what has arrived"), &LibraryDialog::cancel_chosen);
  missing_ = make_button("getMissing", {}, tr("Fetch what it lacks"), &LibraryDialog::get_missing);

  auto* actions = new QHBoxLayout;
  actions->setSpacing(spacing::small);
  for (QPushButton* button : {open_, get_, pause_, cancel_, ask_, folder_, verify_, trash_}) actions->addWidget(button);
  actions->addStretch();
  auto* card = new QFrame;
  card->setProperty("role", "card");
  auto* layout = new QVBoxLayout(card);
  layout->setContentsMargins(spacing::large, spacing::large, spacing::large, spacing::large);
  layout->setSpacing(spacing::panel);
  layout->addWidget(title_);
  layout->addWidget(purpose_);
  layout->addWidget(facts_);
  layout->addWidget(place_);
  layout->addWidget(said_);
  layout->addWidget(problem_);
  layout->addWidget(missing_, 0, Qt::AlignLeft);
  layout->addWidget(bar_);
  layout->addWidget(step_);
  layout->addStretch();
  layout->addLayout(actions);
  return card;
}

const LibraryEntry* LibraryDialog::chosen() const { return library_.find(chosen_); }

/// Keeps the choice while rows come and go; without one, the open model, else the first.
void LibraryDialog::choose(const QString& name) {
  QModelIndex row = model_->index_of(name);
  for (const LibraryEntry& entry : library_.entries()) {
    if (!row.isValid() && !open_model_.empty() && entry.folder == open_model_) row = model_->index_of(entry.name);
  }
  if (!row.isValid() && !library_.entries().empty()) row = model_->index_of(library_.entries().front().name);
  chosen_ = row.data(LibraryModel::NameRole).toString();
  list_->setCurrentIndex(row);
  show_chosen();
}

void LibraryDialog::set_open_model(const std::filesystem::path& folder) {
  open_model_ = folder;
  show_chosen();
}

void LibraryDialog::add_typed() {
  QString problem;
  const QString name = library_.add(typed_->text(), problem);
  typed_problem_->setText(problem);
  typed_problem_->setVisible(name.isEmpty());
  if (name.isEmpty()) return;
  typed_->clear();
  choose(name);
  list_->scrollTo(list_->currentIndex());
}

QString LibraryDialog::facts(const LibraryEntry& entry) const {
  QStringList lines;
  if (!entry.family.isEmpty()) lines << tr("Family: %1").arg(entry.family);
  const QString size = QString::fromStdString(hub::size_text(static_cast<double>(entry.bytes)));
  if (!entry.folder.empty()) {
    lines << tr("On disk: %1").arg(size);
  } else if (entry.state == LibraryEntry::State::paused) {
    lines << tr("So far: %1").arg(size);
  } else if (!entry.runs()) {
    lines << tr("Size: %1").arg(entry.bytes == 0 ? tr("the hub tells when asked") : size);
  }
  if (!entry.licence.isEmpty()) {
    lines << tr("Licence: %1").arg(entry.licence);
  } else if (entry.folder.empty() && !entry.runs()) {
    lines << tr("Licence: %1").arg(tr("the hub tells when asked"));
  }
  if (entry.folder.empty()) return lines.join('\n');
  if (!entry.detector) {
    lines << tr("Last opened: %1")
                 .arg(entry.used.isNull() ? tr("not yet")
                                          : QLocale().toString(entry.used.toLocalTime(), QLocale::ShortFormat));
  }
  return lines.join('\n');
}

void LibraryDialog::show_chosen() {
  const LibraryEntry* entry = chosen();
  show_buttons(entry);
  for (QLabel* label : {purpose_, facts_, place_, said_, problem_, step_}) label->setVisible(entry != nullptr);
  bar_->setVisible(entry != nullptr && entry->runs());
  if (entry == nullptr) {
    title_->setText(library_.looking() ? tr("Looking at what is here…") : tr("No models yet: type a repository."));
    return;
  }
  title_->setText(entry->name);
  purpose_->setText(entry->purpose);
  purpose_->setVisible(!entry->purpose.isEmpty());
  facts_->setText(facts(*entry));
  place_->setText(entry->folder.empty() ? QString() : tr("Folder: %1").arg(text_of(entry->folder)));
  place_->setVisible(!entry->folder.empty());
  QString said = entry->said;
  if (said.isEmpty() && !entry->problem.isEmpty()) said = tr("It cannot be opened: %1.").arg(entry->problem);
  if (!entry->missing.isEmpty()) {
    said += (said.isEmpty() ? QString() : QStringLiteral("\n")) + tr("It needs %1 to answer.").arg(entry->missing);
  }
  const bool warns = entry->failed || !entry->problem.isEmpty() || !entry->missing.isEmpty();
  for (QLabel* label : {said_, problem_}) {
    label->setText(said);
    label->setVisible(!said.isEmpty() && warns == (label == problem_));
  }
  step_->setText(entry->step);
  step_->setVisible(entry->runs());
  bar_->setValue(qRound(1000 * entry->fraction));
}

void LibraryDialog::show_buttons(const LibraryEntry* entry) {
  using State = LibraryEntry::State;
  const bool here = entry != nullptr && !entry->folder.empty(), runs = entry != nullptr && entry->runs();
  open_->setVisible(here && !entry->detector);
  open_->setEnabled(here && entry->problem.isEmpty() && !runs);
  folder_->setVisible(here);
  verify_->setVisible(here && !entry->demo);
  verify_->setEnabled(!runs);
  trash_->setVisible(here && !entry->demo);
  const bool is_open = here && entry->folder == open_model_;
  trash_->setEnabled(!runs && !is_open);
  trash_->setToolTip(is_open ? tr("It is open: open another model first") : tr("Move its folder to the trash"));
  const bool fetchable = entry != nullptr && !here && !runs;
  const bool paused = fetchable && entry->state == State::paused;
  get_->setVisible(fetchable);
  get_->setText(paused ? tr("Resume") : tr("Get"));
  ask_->setVisible(fetchable && !paused);
  pause_->setVisible(!here && runs);
  cancel_->setVisible((!here && runs) || paused);
  const LibraryEntry* filler =
      entry == nullptr || entry->missing_model.isEmpty() ? nullptr : library_.find(entry->missing_model);
  missing_->setVisible(filler != nullptr && !entry->missing.isEmpty());
  if (filler == nullptr) return;
  missing_->setText(tr("Get %1").arg(filler->name));
  missing_->setEnabled(!filler->runs());
}

void LibraryDialog::open_chosen() {
  if (const LibraryEntry* entry = chosen()) Q_EMIT openWanted(entry->folder);
}

void LibraryDialog::show_folder() {
  if (const LibraryEntry* entry = chosen()) QDesktopServices::openUrl(QUrl::fromLocalFile(text_of(entry->folder)));
}

void LibraryDialog::verify_chosen() { library_.verify(chosen_); }
void LibraryDialog::trash_chosen() { library_.move_to_trash(chosen_); }
void LibraryDialog::ask_hub() { library_.ask(chosen_); }
void LibraryDialog::get_chosen() { library_.get(chosen_); }
void LibraryDialog::pause_chosen() { library_.pause(chosen_); }
void LibraryDialog::cancel_chosen() { library_.cancel(chosen_); }

void LibraryDialog::get_missing() {
  const LibraryEntry* entry = chosen();
  if (entry == nullptr) return;
  const QString name = entry->missing_model;
  library_.get(name);
  choose(name);
}

}  // namespace rex::ui
