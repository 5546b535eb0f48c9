#include "ui/views/input_panel.h"

#include <QKeyEvent>
#include <QLabel>
#include <QListView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/models/gallery_model.h"
#include "ui/state/session.h"
#include "ui/theme/theme.h"

namespace rex::ui {
namespace {

constexpr int typing_pause = 700;  // milliseconds after the last key
constexpr int most_samples = 6;

QStringList lines_of(const QString& text) {
  QStringList lines;
  for (const QString& line : text.split('\n')) {
    if (!line.trimmed().isEmpty()) lines << line.trimmed();
  }
  return lines;
}

QStringList sample_reviews() {
  return {QStringLiteral("The plot was boring at first, but the end was wonderful."),
          QStringLiteral("The food was not good."), QStringLiteral("A truly delightful movie with a great cast.")};
}

}  // namespace

InputPanel::InputPanel(Session& session, GalleryModel& gallery, QWidget* parent)
    : QWidget(parent),
      session_(session),
      gallery_(gallery),
      pictures_(new QWidget),
      list_(new QListView),
      words_(new QWidget),
      words_heading_(new QLabel),
      text_(new QPlainTextEdit),
      hint_(new QLabel),
      samples_(new QVBoxLayout) {
  setObjectName("inputPanel");
  auto* heading = new QLabel(tr("Pictures"));
  heading->setProperty("role", "heading");
  list_->setObjectName("gallery");
  list_->setModel(&gallery_);
  list_->setViewMode(QListView::IconMode);
  list_->setResizeMode(QListView::Adjust);
  list_->setMovement(QListView::Static);
  list_->setIconSize(QSize(68, 68));
  list_->setGridSize(QSize(78, 78));
  list_->setSpacing(0);
  list_->setUniformItemSizes(true);
  list_->setTextElideMode(Qt::ElideRight);
  list_->setAccessibleName(tr("Pictures"));
  auto* open = new QPushButton(icon("open"), tr("Open a picture…"));
  open->setObjectName("openPicture");
  open->setToolTip(tr("Open a picture (O)"));
  auto* picture_layout = new QVBoxLayout(pictures_);
  picture_layout->setContentsMargins(0, 0, 0, 0);
  picture_layout->setSpacing(spacing::small);
  picture_layout->addWidget(heading);
  picture_layout->addWidget(list_, 1);
  picture_layout->addWidget(open);

  words_heading_->setProperty("role", "heading");
  text_->setObjectName("words");
  text_->setTabChangesFocus(true);
  text_->setFixedHeight(76);
  text_->installEventFilter(this);
  hint_->setProperty("role", "dim");
  hint_->setWordWrap(true);
  hint_->setFont(text_font(TextSize::small));
  samples_->setSpacing(spacing::tight);
  auto* words_layout = new QVBoxLayout(words_);
  words_layout->setContentsMargins(0, 0, 0, 0);
  words_layout->setSpacing(spacing::small);
  words_layout->addWidget(words_heading_);
  words_layout->addWidget(text_);
  words_layout->addWidget(hint_);
  words_layout->addLayout(samples_);

  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(spacing::panel, spacing::small, spacing::panel, spacing::panel);
  layout->setSpacing(spacing::large);
  layout->addWidget(pictures_, 1);
  layout->addWidget(words_);
  layout->addStretch(0);

  pause_.setSingleShot(true);
  pause_.setInterval(typing_pause);
  connect(&pause_, &QTimer::timeout, this, &InputPanel::run_now);
  connect(text_, &QPlainTextEdit::textChanged, this, [this] {
    if (!showing_) pause_.start();
  });
  connect(open, &QPushButton::clicked, this, &InputPanel::openPictureRequested);
  const auto choose = [this](const QModelIndex& index) {
    session_.open_picture(index.data(GalleryModel::FileRole).toString().toStdString());
  };
  connect(list_, &QListView::clicked, this, choose);
  connect(list_, &QListView::activated, this, choose);
  connect(&session_, &Session::modelChanged, this, &InputPanel::show_model);
  connect(&session_, &Session::inputsChanged, this, &InputPanel::show_samples);
  show_model();
}

void InputPanel::show_model() {
  const auto& model = session_.model();
  const bool picture = !model || model->description.needs_picture || model->description.needs_regions;
  const bool text = model && model->description.needs_text;
  pictures_->setVisible(picture);
  words_->setVisible(text);
  if (text) {
    const bool captions = model->description.several_texts;
    words_heading_->setText(captions ? tr("Captions") : picture ? tr("Question") : tr("Text"));
    text_->setPlaceholderText(captions  ? tr("One caption on each line")
                              : picture ? tr("Ask about the picture…")
                                        : tr("Type a text…"));
    text_->setAccessibleName(words_heading_->text());
    hint_->setText(captions ? tr("Enter runs; Shift+Enter begins another caption.")
                            : tr("Enter runs, a pause in typing as well."));
    offer_words();
  }
  show_samples();
}

void InputPanel::offer_words() {
  const auto& model = session_.model();
  if (!model || !model->description.needs_text || !session_.texts().isEmpty()) return;
  const GalleryItem* item = gallery_.item(session_.picture_file());
  const bool alone = !model->description.needs_picture && !model->description.needs_regions;
  if (alone) {
    use(sample_reviews().constFirst());
  } else if (item != nullptr && model->description.several_texts && !item->captions.isEmpty()) {
    use(item->captions.mid(0, 4).join('\n'));
  } else if (item != nullptr && !model->description.several_texts && !item->questions.isEmpty()) {
    use(item->questions.constFirst());
  }
}

void InputPanel::show_samples() {
  {
    const QScopedValueRollback guard(showing_, true);
    const QString wanted = session_.texts().join('\n');
    if (lines_of(text_->toPlainText()) != session_.texts()) text_->setPlainText(wanted);
  }
  const int row = gallery_.row_of(session_.picture_file());
  if (row >= 0) {
    list_->setCurrentIndex(gallery_.index(row));
  } else {
    list_->setCurrentIndex({});
  }
  while (QLayoutItem* item = samples_->takeAt(0)) {
    if (item->widget() != nullptr) item->widget()->deleteLater();
    delete item;
  }
  const auto& model = session_.model();
  if (!model || !model->description.needs_text) return;
  const GalleryItem* item = gallery_.item(session_.picture_file());
  QStringList offers;
  if (!model->description.needs_picture && !model->description.needs_regions) {
    offers = sample_reviews();
  } else if (item != nullptr) {
    offers = model->description.several_texts ? item->captions : item->questions;
  }
  for (const QString& offer : offers.mid(0, most_samples)) {
    auto* chip = new QToolButton;
    chip->setText(chip->fontMetrics().elidedText(offer, Qt::ElideRight, 210));
    chip->setToolTip(offer);
    chip->setAccessibleName(offer);
    chip->setProperty("flat", true);
    chip->setProperty("sample", true);
    connect(chip, &QToolButton::clicked, this, [this, offer] {
      const bool captions = session_.model() && session_.model()->description.several_texts;
      use(captions && !session_.texts().contains(offer) ? (session_.texts() << offer).join('\n') : offer);
    });
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
  const bool several = session_.model() && session_.model()->description.several_texts;
  const QStringList lines = lines_of(text_->toPlainText());
  session_.set_texts(several || lines.isEmpty() ? lines : QStringList(lines.join(' ')));
}

bool InputPanel::eventFilter(QObject* watched, QEvent* event) {
  if (watched == text_ && event->type() == QEvent::KeyPress) {
    const auto* key = static_cast<QKeyEvent*>(event);
    if ((key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) && !(key->modifiers() & Qt::ShiftModifier)) {
      run_now();
      return true;
    }
  }
  return QWidget::eventFilter(watched, event);
}

}  // namespace rex::ui
