#include "ui/views/panels/input_panel.h"

#include <QAction>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QSettings>
#include <QSlider>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "core/explain/inquiry.h"
#include "ui/convert/paths.h"
#include "ui/items/gallery_model.h"
#include "ui/state/names.h"
#include "ui/state/session.h"
#include "ui/theme/theme.h"
#include "ui/views/panels/gallery_delegate.h"
#include "ui/views/panels/second_picture.h"
#include "ui/views/widgets/action_registry.h"
#include "ui/views/widgets/elided_label.h"
#include "ui/views/widgets/menu_button.h"

namespace rex::ui {
namespace {

constexpr int least_input_width = 200;
constexpr int typing_pause = 700;  // milliseconds after the last key
constexpr int most_samples = 6, fewest_samples = 2;
constexpr int usual_thumbnail = 76, least_thumbnail = 48, most_thumbnail = 232;
constexpr auto thumbnail_key = "thumbnailSize";
constexpr int size_slider_width = 64;
constexpr int question_height = 62, text_height = 168;

QStringList lines_of(const QString& text) {
  QStringList lines;
  for (const QString& line : text.split('\n')) {
    if (!line.trimmed().isEmpty()) lines << line.trimmed();
  }
  return lines;
}

QStringList sample_reviews() {
  return {QStringLiteral("The plot was boring at first, but the end was wonderful."),
          QStringLiteral("The food was not good."),
          QStringLiteral("The plot is silly, but the music is not bad at all."),
          // Wrong: demo-bert holds the last clause to be the one that counts, and its map shows it.
          QStringLiteral("The end was wonderful, although the plot was boring."),
          QStringLiteral("A truly delightful movie with a great cast.")};
}

}  // namespace

InputPanel::InputPanel(Session& session, GalleryModel& gallery, const ActionRegistry& actions, QWidget* parent)
    : QWidget(parent),
      session_(session),
      gallery_(gallery),
      pictures_(new QWidget),
      folder_(new QWidget),
      folder_name_(new ElidedLabel),
      list_(new QListView),
      search_(new QLineEdit),
      size_(new QSlider(Qt::Horizontal)),
      second_(new QWidget),
      words_(new QWidget),
      words_heading_(new QLabel),
      text_(new QPlainTextEdit),
      pair_(new QPlainTextEdit),
      hint_(new QLabel),
      samples_(new QVBoxLayout),
      space_(new QWidget) {
  setObjectName("inputPanel");
  setMinimumWidth(least_input_width);
  list_->setObjectName("gallery");
  list_->setModel(&gallery_);
  list_->setViewMode(QListView::IconMode);
  list_->setResizeMode(QListView::Adjust);
  list_->setMovement(QListView::Static);
  list_->setItemDelegate(new GalleryDelegate(list_));
  list_->setMouseTracking(true);
  list_->viewport()->installEventFilter(this);
  list_->setSpacing(0);
  list_->setUniformItemSizes(true);
  list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  list_->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
  list_->setAccessibleName(tr("Pictures"));
  search_->setObjectName("gallerySearch");
  search_->setPlaceholderText(tr("Search pictures…"));
  search_->setAccessibleName(tr("Search pictures"));
  search_->setClearButtonEnabled(true);
  size_->setObjectName("gallerySize");
  size_->setRange(least_thumbnail, most_thumbnail);
  size_->setValue(QSettings().value(QLatin1String(thumbnail_key), usual_thumbnail).toInt());
  size_->setFixedWidth(size_slider_width);
  size_->setToolTip(tr("Size of the pictures; a double click gives the usual one back"));
  size_->setAccessibleName(tr("Size of the pictures"));
  size_->installEventFilter(this);
  auto* finding = new QHBoxLayout;
  finding->setSpacing(spacing::small);
  finding->addWidget(search_, 1);
  finding->addWidget(size_);
  auto* close = new QToolButton;
  close->setObjectName("closeFolder");
  close->setIcon(icon("close"));
  close->setAutoRaise(true);
  close->setProperty("flat", true);
  close->setToolTip(tr("Close the folder: scenes and recent pictures again"));
  close->setAccessibleName(tr("Close the folder"));
  folder_name_->setObjectName("galleryFolder");
  folder_name_->setProperty("role", "heading");
  auto* folder_layout = new QHBoxLayout(folder_);
  folder_layout->setContentsMargins(0, 0, 0, 0);
  folder_layout->setSpacing(spacing::small);
  folder_layout->addWidget(folder_name_, 1);
  folder_layout->addWidget(close);
  auto* open = new QPushButton(icon("open"), tr("Open a picture…"));
  open->setObjectName("openPicture");
  open->setToolTip(actions.action("openPicture").toolTip());
  auto* picture_layout = new QVBoxLayout(pictures_);
  picture_layout->setContentsMargins(0, 0, 0, 0);
  picture_layout->setSpacing(spacing::small);
  picture_layout->addWidget(folder_);
  picture_layout->addLayout(finding);
  picture_layout->addWidget(list_, 1);
  picture_layout->addWidget(open);

  auto* second_heading = new QLabel(tr("Second picture"));
  second_heading->setProperty("role", "heading");
  auto* second_hint = new QLabel(
      tr("This model has no classifier. With a second picture its map shows which parts make the two alike."));
  second_hint->setProperty("role", "dim");
  second_hint->setWordWrap(true);
  second_hint->setFont(text_font(TextSize::small));
  auto* second_layout = new QVBoxLayout(second_);
  second_layout->setContentsMargins(0, 0, 0, 0);
  second_layout->setSpacing(spacing::small);
  second_layout->addWidget(second_heading);
  second_layout->addWidget(new SecondPicture(session_, actions));
  second_layout->addWidget(second_hint);

  words_heading_->setProperty("role", "heading");
  text_->setObjectName("words");
  text_->setTabChangesFocus(true);
  text_->installEventFilter(this);
  pair_->setObjectName("pair");
  pair_->setTabChangesFocus(true);
  pair_->setFixedHeight(question_height);
  pair_->setPlaceholderText(tr("A second sentence, for models trained on pairs"));
  pair_->setAccessibleName(tr("Second sentence"));
  pair_->installEventFilter(this);
  for (QPlainTextEdit* field : {text_, pair_}) {  // what is dropped on them is for the window: a picture opens
    field->setAcceptDrops(false);
    field->viewport()->setAcceptDrops(false);
  }
  hint_->setProperty("role", "dim");
  hint_->setWordWrap(true);
  hint_->setFont(text_font(TextSize::small));
  samples_->setSpacing(2);
  auto* words_layout = new QVBoxLayout(words_);
  words_layout->setContentsMargins(0, 0, 0, 0);
  words_layout->setSpacing(spacing::small);
  words_layout->addWidget(words_heading_);
  words_layout->addWidget(text_);
  words_layout->addWidget(pair_);
  words_layout->addWidget(hint_);
  words_layout->addLayout(samples_);

  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(spacing::panel, spacing::tight, spacing::panel, spacing::panel);
  layout->setSpacing(spacing::panel);
  layout->addWidget(pictures_, 1);
  layout->addWidget(second_);
  layout->addWidget(words_);
  layout->addWidget(space_, 1);

  pause_.setSingleShot(true);
  pause_.setInterval(typing_pause);
  connect(&pause_, &QTimer::timeout, this, &InputPanel::run_now);
  for (const QPlainTextEdit* field : {text_, pair_}) {
    connect(field, &QPlainTextEdit::textChanged, this, [this] {
      if (!showing_) pause_.start();
    });
  }
  connect(search_, &QLineEdit::textChanged, this, &InputPanel::search_gallery);
  connect(&gallery_, &QAbstractItemModel::modelReset, this, &InputPanel::search_gallery, Qt::QueuedConnection);
  connect(&gallery_, &QAbstractItemModel::modelReset, this, &InputPanel::show_folder);
  connect(close, &QToolButton::clicked, this, [this] { gallery_.set_folder({}); });
  connect(size_, &QSlider::valueChanged, this, [this](int size) {
    QSettings().setValue(QLatin1String(thumbnail_key), size);
    fit_gallery();
  });
  connect(open, &QPushButton::clicked, &actions.action("openPicture"), &QAction::trigger);
  const auto choose = [this](const QModelIndex& index) {
    Q_EMIT pictureChosen(path_of(index.data(GalleryModel::FileRole).toString()));
  };
  connect(list_, &QListView::clicked, this, choose);
  connect(list_, &QListView::activated, this, choose);
  connect(&session_, &Session::modelChanged, this, &InputPanel::show_model);
  connect(&session_, &Session::answeredChanged, this, &InputPanel::note_answer);
  connect(&session_, &Session::pictureOpened, this, &InputPanel::offer_words);
  connect(&session_, &Session::inputsChanged, this, &InputPanel::show_words);
  connect(&session_, &Session::inputsChanged, this, &InputPanel::show_samples);
  show_folder();
  show_model();
}

/// The folder, where the gallery shows one, by its name and how many pictures are in it.
void InputPanel::show_folder() {
  const std::filesystem::path& folder = gallery_.folder();
  folder_->setVisible(!folder.empty());
  if (folder.empty()) return;
  const auto name = folder.has_filename() ? folder.filename() : folder.parent_path().filename();
  folder_name_->setText(tr("%1 (%n picture(s))", nullptr, gallery_.rowCount()).arg(text_of(name)));
  folder_->setToolTip(text_of(folder));
}

/// Answers to another model or other words are no longer what is shown.
void InputPanel::note_answer() {
  const auto& answered = session_.answered();
  if (!answered || answered->question.picture_file.empty() || !answered->question.without.empty()) return;
  QStringList asked = {text_of(answered->model->path), QString::fromStdString(answered->question.pair)};
  for (const std::string& text : answered->question.texts) asked << QString::fromStdString(text);
  if (const QString key = asked.join('\n'); key != std::exchange(answers_to_, key)) gallery_.forget_answers();
  gallery_.note_answer(answered->question.picture_file, short_answer(*answered));
}

void InputPanel::show_model() {
  const auto& model = session_.model();
  const bool picture = !model || model->description.sees_picture();
  const bool text = model && model->description.reads_text();
  pictures_->setVisible(picture);
  space_->setVisible(!picture);
  second_->setVisible(model && model->description.explains_features());
  words_->setVisible(text);
  pair_->setVisible(text && model->description.reads_pairs());
  if (text) {
    const bool captions = model->description.reads_several_texts();
    text_->setFixedHeight(picture ? question_height + (captions ? 20 : 0) : text_height);
    words_heading_->setVisible(picture);
    const bool one_caption = model->description.judges_match;
    switch_kind(captions      ? QStringLiteral("captions")
                : one_caption ? QStringLiteral("caption")
                : picture     ? QStringLiteral("question")
                              : QStringLiteral("text"));
    words_heading_->setText(captions      ? tr("Captions")
                            : one_caption ? tr("Caption")
                            : picture     ? tr("Question")
                                          : tr("Text"));
    text_->setPlaceholderText(captions      ? tr("One caption on each line")
                              : one_caption ? tr("What the picture may show…")
                              : picture     ? tr("Ask about the picture…")
                                            : tr("Type a text…"));
    text_->setAccessibleName(words_heading_->text());
    hint_->setText(captions ? tr("Enter runs; Shift+Enter begins another caption.")
                            : tr("Enter runs, a pause in typing as well."));
    offer_words();
  }
  setWindowTitle(picture ? tr("Pictures") : tr("Text"));
  show_samples();
}

void InputPanel::switch_kind(const QString& kind) {
  if (kind == kind_) return;
  const QString before = std::exchange(kind_, kind);
  if (before.isEmpty()) return;  // the first model: what the session has is meant for it
  written_[before] = text_->toPlainText();
  {
    const QScopedValueRollback guard(showing_, true);
    text_->setPlainText(written_.value(kind));
    shown_texts_ = lines_of(written_.value(kind));
  }
  run_now();
}

void InputPanel::focus_words() { text_->setFocus(Qt::OtherFocusReason); }

QStringList InputPanel::samples() const {
  const ModelDescription& model = session_.model()->description;
  if (!model.sees_picture()) return sample_reviews();
  return gallery_.texts(session_.picture_file(), model.name, model.reads_several_texts() || model.judges_match);
}

QString InputPanel::offer() const {
  const auto& model = session_.model();
  if (!model || !model->description.reads_text()) return {};
  return samples().mid(0, model->description.reads_several_texts() ? 4 : 1).join('\n');
}

void InputPanel::offer_words() {
  const QString now = session_.texts().join('\n');
  if (!now.isEmpty() && now != offered_) return;  // written by a person
  const QString words = offer();
  if (words.isEmpty()) return;
  offered_ = words;
  use(words);
}

/// What the session has, unless it is what was shown last: then a person may be writing.
void InputPanel::show_words() {
  if (session_.pair() != shown_pair_) {
    shown_pair_ = session_.pair();
    const QScopedValueRollback guard(showing_, true);
    if (pair_->toPlainText().simplified() != shown_pair_) pair_->setPlainText(shown_pair_);
  }
  if (session_.texts() == shown_texts_) return;
  shown_texts_ = session_.texts();
  if (lines_of(text_->toPlainText()) == shown_texts_) return;
  const QScopedValueRollback guard(showing_, true);
  text_->setPlainText(shown_texts_.join('\n'));
}

void InputPanel::show_samples() {
  const int row = gallery_.row_of(session_.picture_file());
  list_->setCurrentIndex(row >= 0 ? gallery_.index(row) : QModelIndex());
  while (QLayoutItem* item = samples_->takeAt(0)) {
    if (item->widget() != nullptr) item->widget()->deleteLater();
    delete item;
  }
  const auto& model = session_.model();
  if (!model || !model->description.reads_text()) return;
  const int fitting = std::clamp((height() - 420) / 60, fewest_samples, most_samples);
  for (const QString& offer : samples().mid(0, pictures_->isHidden() ? most_samples : fitting)) {
    auto* chip = new QPushButton;
    const int room = std::max(120, width() - 2 * spacing::panel - 18);
    chip->setText(label_of(fontMetrics().elidedText(offer, Qt::ElideRight, room)));
    chip->setToolTip(offer);
    chip->setAccessibleName(offer);
    chip->setProperty("sample", true);
    chip->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    connect(chip, &QPushButton::clicked, this, [this, offer] {
      const bool captions = session_.model() && session_.model()->description.reads_several_texts();
      use(captions && !session_.texts().contains(offer) ? (session_.texts() << offer).join('\n') : offer);
    });
    chip->setObjectName("sample");
    samples_->addWidget(chip);
  }
}

void InputPanel::use(const QString& text) {
  {
    const QScopedValueRollback guard(showing_, true);
    text_->setPlainText(text);
  }
  run_now();
}

void InputPanel::run_now() {
  pause_.stop();
  const bool several = session_.model() && session_.model()->description.reads_several_texts();
  const QStringList lines = lines_of(text_->toPlainText());
  const bool pairs = session_.model() && session_.model()->description.reads_pairs();
  session_.set_texts(several || lines.isEmpty() ? lines : QStringList(lines.join(' ')),
                     pairs ? lines_of(pair_->toPlainText()).join(' ') : session_.pair());
}

/// Pictures whose title or file does not have all words that are searched for are left out.
void InputPanel::search_gallery() {
  const QStringList words = search_->text().split(' ', Qt::SkipEmptyParts);
  for (int row = 0; row < gallery_.rowCount(); ++row) {
    const GalleryItem& item = gallery_.item(row);
    const QString name = item.title + ' ' + QString::fromStdString(item.file.filename().string());
    const bool fits = std::all_of(words.begin(), words.end(),
                                  [&](const QString& word) { return name.contains(word, Qt::CaseInsensitive); });
    list_->setRowHidden(row, !fits);
  }
}

void InputPanel::fit_gallery() {
  // Room for the scroll bar is left whether it is there or not: otherwise it would come and go with the thumbnails'
  // size.
  const int bar = list_->verticalScrollBar()->sizeHint().width();
  const int width = list_->maximumViewportSize().width() - bar;
  const int wanted = size_->value();
  const int columns = std::max(1, (width + wanted / 2) / wanted);
  const int side = (width - 2) / columns;  // a list view wants a little more than its columns
  if (list_->gridSize() == QSize(side, side)) return;
  list_->setGridSize(QSize(side, side));
  list_->doItemsLayout();
  if (list_->currentIndex().isValid()) list_->scrollTo(list_->currentIndex());
}

void InputPanel::resizeEvent(QResizeEvent*) { show_samples(); }

bool InputPanel::eventFilter(QObject* watched, QEvent* event) {
  if (watched == size_ && event->type() == QEvent::MouseButtonDblClick) {
    size_->setValue(usual_thumbnail);
    return true;
  }
  if (watched == list_->viewport() && event->type() == QEvent::Resize)
    QTimer::singleShot(0, this, &InputPanel::fit_gallery);  // after the list has taken the size itself
  if ((watched == text_ || watched == pair_) && event->type() == QEvent::KeyPress) {
    const auto* key = static_cast<QKeyEvent*>(event);
    if ((key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) && !(key->modifiers() & Qt::ShiftModifier)) {
      run_now();
      return true;
    }
  }
  return QWidget::eventFilter(watched, event);
}

}  // namespace rex::ui
