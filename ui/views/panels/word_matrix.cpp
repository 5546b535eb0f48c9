#include "ui/views/panels/word_matrix.h"

#include <QEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QMouseEvent>
#include <QTreeWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <utility>

#include "core/render/explained.h"
#include "core/render/overlay.h"
#include "ui/convert/pictures.h"
#include "ui/state/session.h"
#include "ui/state/shown.h"
#include "ui/theme/theme.h"

namespace rex::ui {
namespace {

constexpr int matrix_map_height = 54, matrix_row_height = matrix_map_height + 6;
enum Column { number_column, map_column, word_column, relevance_column, matrix_columns };

}  // namespace

WordMatrix::WordMatrix(Session& session, QWidget* parent)
    : QWidget(parent), session_(session), list_(new QTreeWidget), hint_(new QLabel) {
  setObjectName("wordMatrix");
  list_->setObjectName("wordMatrixList");
  list_->setAccessibleName(tr("Which word looks where"));
  list_->setColumnCount(matrix_columns);
  list_->setHeaderLabels({tr("#"), tr("Looks at"), tr("Word"), tr("Relevance, %")});
  list_->headerItem()->setToolTip(relevance_column, tr("Of the word for the answer, in percent of the largest"));
  list_->setRootIsDecorated(false);
  list_->setUniformRowHeights(true);
  list_->setSelectionMode(QAbstractItemView::ExtendedSelection);
  list_->setMouseTracking(true);
  list_->viewport()->installEventFilter(this);
  list_->setSortingEnabled(true);
  list_->sortByColumn(number_column, Qt::AscendingOrder);
  list_->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
  list_->header()->setStretchLastSection(false);
  list_->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
  list_->header()->setSectionResizeMode(word_column, QHeaderView::Stretch);
  hint_->setObjectName("wordMatrixHint");
  hint_->setProperty("role", "dim");
  hint_->setWordWrap(true);
  hint_->setAlignment(Qt::AlignCenter);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(spacing::panel, 0, spacing::panel, spacing::small);
  layout->addWidget(list_);
  layout->addWidget(hint_);
  for (const auto signal : {&Session::explanationChanged, &Session::answeredChanged, &Session::appearanceChanged})
    connect(&session_, signal, this, &WordMatrix::wait);
  connect(&session_.selection(), &Selection::tokenChanged, this, &WordMatrix::show_held);
  connect(list_, &QTreeWidget::itemClicked, this, [this](const QTreeWidgetItem* item) { hold(*item); });
  connect(list_, &QTreeWidget::itemActivated, this, [this](const QTreeWidgetItem* item) {
    if (!(QGuiApplication::mouseButtons() & Qt::LeftButton)) hold(*item);  // by Enter: a click has held it already
  });
  connect(list_, &QTreeWidget::itemEntered, this,
          [this](const QTreeWidgetItem* item) { session_.selection().hover_token(tokens_of_row(*item).front()); });
  wait();
}

const std::vector<TokenPlace>& WordMatrix::tokens_of_row(const QTreeWidgetItem& item) const {
  return words_.at(static_cast<std::size_t>(item.data(number_column, Qt::UserRole).toInt()));
}

void WordMatrix::wait() {
  stale_ = true;
  if (isVisible()) rebuild();
}

void WordMatrix::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  if (stale_) rebuild();
}

void WordMatrix::rebuild() {
  stale_ = false;
  list_->clear();
  words_.clear();
  const auto& answered = session_.answered();
  const auto& explanation = session_.explanation();
  const bool both = answered && explanation && answered->question.picture && !answered->input.texts.empty();
  if (both) {
    const ModelKind& kind = answered->model->description;
    const std::vector<Word> words = words_of(*answered, *explanation);
    const Scale of_words = scale_of(words, Scaling::zero_to_max);
    const Appearance appearance = session_.appearance();
    const Picture& picture = *answered->question.picture;
    const double aspect =
        std::clamp(static_cast<double>(picture.width) / static_cast<double>(picture.height), 0.6, 2.0);
    const QSize size(qRound(matrix_map_height * aspect), matrix_map_height);
    const qreal ratio = devicePixelRatioF();
    Viewport viewport;
    viewport.view = {0, 0, static_cast<double>(picture.width), static_cast<double>(picture.height)};
    viewport.width = std::lround(size.width() * ratio);
    viewport.height = std::lround(size.height() * ratio);
    list_->setIconSize(size);
    list_->setSortingEnabled(false);  // until all rows are there
    for (std::size_t number = 0; number < words.size(); ++number) {
      const Word& word = words[number];
      ShownPart part;
      std::vector<TokenPlace> tokens;
      for (const WordPiece& piece : word.pieces) {
        const auto token = token_of_word(*explanation, static_cast<int>(piece.token));
        const auto seen = token ? relevancies_of_token(*explanation, *token) : std::nullopt;
        if (seen && seen->image.defined()) tokens.push_back(*token);
      }
      if (word.special || tokens.empty()) continue;
      part.token = tokens.front();
      part.more.assign(tokens.begin() + 1, tokens.end());
      const HeatMap heat = heat_of(*answered, *explanation, shown(*explanation, part).image);
      ViewImage image;
      Appearance drawn = appearance;
      drawn.heat = true;
      render_overlay(*session_.pyramid(answered->question.picture), heat,
                     bent_scale(scale_of(heat.values(), picture_scaling(drawn, kind)), drawn), drawn, viewport, image);
      auto* item = new QTreeWidgetItem(list_);
      item->setData(number_column, Qt::DisplayRole, static_cast<int>(number) + 1);
      item->setData(number_column, Qt::UserRole, static_cast<int>(words_.size()));
      item->setIcon(map_column, QIcon(QPixmap::fromImage(to_image(image, ratio))));
      item->setText(word_column, QString::fromStdString(word.text));
      item->setData(relevance_column, Qt::DisplayRole, qRound(100 * of_words.share(word.value)));
      item->setTextAlignment(relevance_column, Qt::AlignRight | Qt::AlignVCenter);
      item->setSizeHint(map_column, QSize(size.width() + 8, matrix_row_height));
      words_.push_back(std::move(tokens));
    }
    list_->setSortingEnabled(true);
  }
  list_->setVisible(!words_.empty());
  hint_->setVisible(words_.empty());
  hint_->setText(!explanation ? tr("Explain something first.")
                 : both       ? tr("Words and picture do not look at each other in this model, or this method says "
                                         "nothing of single tokens.")
                              : tr("Which word looks where, for models that read words and see a picture."));
  show_held();
}

/// Rows of words that are held are marked, whatever was marked by clicking.
void WordMatrix::show_held() {
  const std::vector<TokenPlace>& held = session_.selection().tokens();
  for (int row = 0; row < list_->topLevelItemCount(); ++row) {
    QTreeWidgetItem* item = list_->topLevelItem(row);
    const std::vector<TokenPlace>& tokens = tokens_of_row(*item);
    item->setSelected(std::any_of(tokens.begin(), tokens.end(), [&](const TokenPlace& token) {
      return std::find(held.begin(), held.end(), token) != held.end();
    }));
  }
}

/// All pieces of the word, with Ctrl beside what is held; or lets go of it.
void WordMatrix::hold(const QTreeWidgetItem& item) {
  const bool more = std::exchange(with_ctrl_, false);
  const std::vector<TokenPlace> tokens = tokens_of_row(item);
  Selection& selection = session_.selection();
  std::vector<TokenPlace> next = more ? selection.tokens() : std::vector<TokenPlace>();
  const auto held = std::search(next.begin(), next.end(), tokens.begin(), tokens.end());
  if (held != next.end()) {
    next.erase(held, held + static_cast<std::ptrdiff_t>(tokens.size()));
  } else if (more || selection.tokens() != tokens) {
    next.insert(next.end(), tokens.begin(), tokens.end());
  }
  selection.hover_token({});
  selection.hold_tokens(std::move(next));
  show_held();
}

bool WordMatrix::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::Leave) session_.selection().hover_token({});
  if (event->type() == QEvent::MouseButtonRelease) {
    with_ctrl_ = static_cast<QMouseEvent*>(event)->modifiers().testFlag(Qt::ControlModifier);
  }
  return QWidget::eventFilter(watched, event);
}

}  // namespace rex::ui
