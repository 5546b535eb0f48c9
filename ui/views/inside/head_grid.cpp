#include "ui/views/inside/head_grid.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QScopedValueRollback>
#include <QTabBar>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>
#include <utility>

#include "core/render/colour_map.h"
#include "ui/items/head_model.h"
#include "ui/state/names.h"
#include "ui/state/session.h"
#include "ui/theme/theme.h"

namespace rex::ui {
namespace {

constexpr int smallest_cell = 20;  // of either side; where they do not fit, the grid scrolls
constexpr int largest_cell = 160;
constexpr double largest_grid_zoom = 8;
constexpr int header_height = 20;
constexpr int header_width = 28;

/// COLOUR over GROUND, so that cells look like the heat on a clear ground.
QRgb blended(const Colour& colour, const QColor& ground) {
  const double share = colour.alpha / 255.0;
  const auto mix = [&](int over, int under) { return qRound(share * over + (1 - share) * under); };
  return qRgb(mix(colour.red, ground.red()), mix(colour.green, ground.green()), mix(colour.blue, ground.blue()));
}

}  // namespace

HeadDelegate::HeadDelegate(const Session& session, const HeadModel& model, QObject* parent)
    : QStyledItemDelegate(parent), session_(session), model_(model) {
  connect(&model, &QAbstractItemModel::modelReset, this, [this] { drawn_.clear(); });
}

void HeadDelegate::set_own_scale(bool own) {
  own_scale_ = own;
  drawn_.clear();
}

QImage HeadDelegate::cell(const HeadPlace& place) const {
  std::pair<std::string, bool> drawn_in{session_.appearance().colour_map, theme().dark};
  if (drawn_in != drawn_in_) {
    drawn_.clear();
    drawn_in_ = std::move(drawn_in);
  }
  QImage& image = drawn_[{place.map, place.head, place.all_layers}];
  if (!image.isNull()) return image;
  const Explanation& explanation = *model_.explanation();
  const HeadMaps& maps = explanation.head_maps[static_cast<std::size_t>(place.map)];
  const TokenDomain& keys = explanation.domains[static_cast<std::size_t>(maps.key_domain)];
  const std::vector<float> row = model_.row(place);
  float most = model_.largest();
  if (own_scale_) most = row.empty() ? 0 : *std::max_element(row.begin(), row.end());
  const ColourMap& map = colour_map(session_.appearance().colour_map);
  const auto colour = [&](float value) { return blended(map.at(most > 0 ? value / most : 0), theme().surface); };
  const bool patches = keys.grid_rows > 0;
  const int columns = patches ? static_cast<int>(keys.grid_columns) : std::max(1, static_cast<int>(keys.size()));
  const int rows = patches ? static_cast<int>(keys.grid_rows) : 1;
  image = QImage(columns, rows, QImage::Format_RGB32);
  image.fill(colour(0));
  for (std::size_t token = 0; token < std::min(row.size(), keys.kinds.size()); ++token) {
    if (!patches) {
      image.setPixel(static_cast<int>(token), 0, colour(row[token]));
    } else if (keys.kinds[token] == TokenKind::patch) {
      image.setPixel(static_cast<int>(keys.places[token] % columns), static_cast<int>(keys.places[token] / columns),
                     colour(row[token]));
    }
  }
  return image;
}

void HeadDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
  const HeadPlace place = model_.place(index);
  const Explanation& explanation = *model_.explanation();
  const HeadMaps& maps = explanation.head_maps[static_cast<std::size_t>(place.map)];
  const bool patches = explanation.domains[static_cast<std::size_t>(maps.key_domain)].grid_rows > 0;
  const QImage image = this->cell(place);
  painter->save();
  const QRect cell = option.rect.adjusted(1, 1, -1, -1);
  QSize size = cell.size();
  if (patches) size = image.size().scaled(cell.size(), Qt::KeepAspectRatio);
  const QRect target(cell.center() - QPoint(size.width() / 2, size.height() / 2), size);
  painter->drawImage(target, image);
  painter->setPen(theme().border);
  painter->setBrush(Qt::NoBrush);
  painter->drawRect(target.adjusted(0, 0, -1, -1));
  const bool held = session_.selection().head() == place;
  const bool walked = option.state.testFlag(QStyle::State_Selected);
  if (held || walked || option.state.testFlag(QStyle::State_MouseOver)) {
    painter->setPen(QPen(held || walked ? theme().accent : theme().dim_text, held ? 2 : 1,
                         held || !walked ? Qt::SolidLine : Qt::DashLine));
    painter->setBrush(Qt::NoBrush);
    painter->drawRect(QRectF(target).adjusted(0.5, 0.5, -0.5, -0.5));
  }
  painter->restore();
}

HeadGrid::HeadGrid(Session& session, QWidget* parent)
    : QWidget(parent),
      session_(session),
      model_(new HeadModel(this)),
      delegate_(new HeadDelegate(session, *model_, this)),
      stacks_(new QTabBar),
      table_(new QTableView),
      weighted_(new QToolButton),
      own_scale_(new QToolButton),
      sorted_(new QToolButton),
      empty_(new QLabel(tr("What every head of every layer looks at appears here."))) {
  setObjectName("headGrid");
  stacks_->setObjectName("headStacks");
  stacks_->setExpanding(false);
  stacks_->setDrawBase(false);
  stacks_->setAccessibleName(tr("Stacks of layers"));
  table_->setObjectName("headTable");
  table_->setModel(model_);
  table_->setItemDelegate(delegate_);
  table_->setShowGrid(false);
  table_->setCornerButtonEnabled(false);
  table_->setMouseTracking(true);
  table_->setSelectionMode(QAbstractItemView::SingleSelection);
  table_->setTabKeyNavigation(false);  // Tab leaves
  table_->installEventFilter(this);
  table_->viewport()->installEventFilter(this);
  table_->setAccessibleName(tr("Layers and heads"));
  table_->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
  table_->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
  for (QHeaderView* header : {table_->horizontalHeader(), table_->verticalHeader()}) {
    header->setSectionResizeMode(QHeaderView::Fixed);
    header->setMinimumSectionSize(8);
    header->setDefaultAlignment(Qt::AlignCenter);
    header->setFont(text_font(TextSize::small));
    header->setSectionsClickable(true);
    header->setHighlightSections(false);
  }
  table_->horizontalHeader()->setFixedHeight(header_height);
  table_->verticalHeader()->setFixedWidth(header_width);
  stacks_->setUsesScrollButtons(true);
  stacks_->setElideMode(Qt::ElideNone);
  weighted_->setText(tr("Weighted"));
  weighted_->setProperty("flat", true);
  own_scale_->setProperty("flat", true);
  weighted_->setObjectName("weightedHeads");
  weighted_->setCheckable(true);
  weighted_->setChecked(true);
  weighted_->setToolTip(tr("Attention weighted by its gradient, (∇A ⊙ A)⁺, instead of raw attention"));
  own_scale_->setText(tr("Own scales"));
  own_scale_->setObjectName("headOwnScale");
  own_scale_->setCheckable(true);
  own_scale_->setToolTip(tr("Scale every cell by its own maximum"));
  sorted_->setText(tr("Sort"));
  sorted_->setObjectName("sortHeads");
  sorted_->setProperty("flat", true);
  sorted_->setCheckable(true);
  sorted_->setToolTip(tr("Heads that carry most first, as the sum of what is shown over the layers"));
  empty_->setProperty("role", "dim");
  empty_->setAlignment(Qt::AlignCenter);
  empty_->setWordWrap(true);

  auto* bar = new QHBoxLayout;
  bar->setSpacing(spacing::tight);
  bar->addWidget(stacks_, 1);
  bar->addWidget(weighted_);
  bar->addWidget(own_scale_);
  bar->addWidget(sorted_);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(spacing::panel, 0, spacing::panel, spacing::small);
  layout->setSpacing(spacing::tight);
  layout->addLayout(bar);
  layout->addWidget(table_, 1);
  layout->addWidget(empty_, 1);

  connect(stacks_, &QTabBar::currentChanged, this, [this](int tab) {
    if (showing_ || tab < 0) return;
    model_->set_stack(stacks_->tabData(tab).toString());
    fit_cells();
  });
  connect(weighted_, &QToolButton::toggled, this, [this](bool on) {
    if (!showing_) session_.set_head_values(on ? HeadValues::weighted : HeadValues::attention);
  });
  connect(own_scale_, &QToolButton::toggled, this, [this](bool on) {
    delegate_->set_own_scale(on);
    table_->viewport()->update();
  });
  connect(sorted_, &QToolButton::toggled, this, [this](bool on) {
    model_->set_sorted(on);
    show_selection();
  });
  connect(table_->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex& index) {
    if (!showing_ && index.isValid() && table_->hasFocus()) session_.selection().hover_head(model_->place(index));
  });
  connect(table_, &QTableView::entered, this,
          [this](const QModelIndex& index) { session_.selection().hover_head(model_->place(index)); });
  connect(table_, &QTableView::viewportEntered, this, [this] { session_.selection().hover_head({}); });
  connect(table_, &QTableView::clicked, this, [this](const QModelIndex& index) { hold(model_->place(index)); });
  // A header holds the mean of its row or column.
  connect(table_->verticalHeader(), &QHeaderView::sectionClicked, this,
          [this](int row) { hold(model_->place(model_->index(row, 0))); });
  connect(table_->horizontalHeader(), &QHeaderView::sectionClicked, this, [this](int column) {
    if (model_->first_layer_row() > 0) hold(model_->place(model_->index(0, column)));
  });
  connect(&session_, &Session::explanationChanged, this, &HeadGrid::show_explanation);
  connect(&session_, &Session::answeredChanged, this, &HeadGrid::show_explanation);
  connect(&session_, &Session::appearanceChanged, this, [this] {
    if (std::exchange(colour_map_, session_.appearance().colour_map) != colour_map_) table_->viewport()->update();
  });
  connect(&session_.selection(), &Selection::headChanged, this, &HeadGrid::show_selection);
  connect(&session_.selection(), &Selection::tokenChanged, this,
          [this] { model_->set_tokens(session_.selection().tokens()); });
  show_explanation();
}

void HeadGrid::show_explanation() {
  const QScopedValueRollback guard(showing_, true);
  model_->set_explanation(session_.explanation());
  const QStringList stacks = model_->stacks();
  QStringList shown;
  for (int tab = 0; tab < stacks_->count(); ++tab) shown << stacks_->tabData(tab).toString();
  if (shown != stacks) {
    while (stacks_->count() > 0) stacks_->removeTab(0);
    for (const QString& stack : stacks) stacks_->setTabData(stacks_->addTab(stack_title(stack.toStdString())), stack);
  }
  stacks_->setCurrentIndex(static_cast<int>(stacks.indexOf(model_->stack())));
  const bool any = model_->rowCount() > 0;
  table_->setVisible(any);
  stacks_->setVisible(any);
  empty_->setVisible(!any);
  weighted_->setVisible(any);
  own_scale_->setVisible(any);
  sorted_->setVisible(any);
  weighted_->setEnabled(any && session_.explanation()->head_maps.front().weighted.defined());
  fit_cells();
  show_selection();
}

void HeadGrid::show_selection() {
  const QScopedValueRollback guard(showing_, true);
  const auto head = session_.selection().head();
  weighted_->setChecked(session_.head_values() == HeadValues::weighted);
  model_->set_values(session_.head_values());
  table_->viewport()->update();
  const bool other = std::exchange(held_, head) != head;
  if (other && head && session_.explanation()) {  // another tab may be looked at meanwhile
    const auto& maps = session_.explanation()->head_maps;
    if (head->map >= 0 && head->map < static_cast<int>(maps.size())) {
      const QString stack = QString::fromStdString(maps[static_cast<std::size_t>(head->map)].stack);
      model_->set_stack(stack);
      stacks_->setCurrentIndex(static_cast<int>(model_->stacks().indexOf(stack)));
      fit_cells();
    }
  }
  const QModelIndex index = head ? model_->index_of(*head) : QModelIndex();
  if (table_->hasFocus() && table_->currentIndex().isValid()) return;  // the keyboard walks on from where it is
  if (index.isValid()) {
    table_->setCurrentIndex(index);
  } else {
    table_->clearSelection();
    table_->setCurrentIndex({});
  }
}

void HeadGrid::fit_cells() {
  const int rows = model_->rowCount(), columns = model_->columnCount();
  if (rows == 0 || columns == 0) return;
  // Cells have the shape of what they show: the patch grid, or a strip of words.
  double aspect = 0.5;
  const HeadPlace first = model_->place(model_->index(0, 0));
  const HeadMaps& maps = model_->explanation()->head_maps[static_cast<std::size_t>(first.map)];
  const TokenDomain& keys = model_->explanation()->domains[static_cast<std::size_t>(maps.key_domain)];
  if (keys.grid_rows > 0 && keys.grid_columns > 0)
    aspect = std::clamp(static_cast<double>(keys.grid_rows) / static_cast<double>(keys.grid_columns), 0.4, 1.6);
  const double width = (table_->width() - header_width - 4.0) / columns;
  const double height = (table_->height() - header_height - 4.0) / rows;
  const double fitting = std::clamp(std::min(width, height / aspect), smallest_cell / std::min(1.0, aspect),
                                    static_cast<double>(largest_cell));
  const double cell = std::min(fitting * zoom_, static_cast<double>(largest_cell));
  table_->horizontalHeader()->setDefaultSectionSize(static_cast<int>(cell));
  table_->verticalHeader()->setDefaultSectionSize(static_cast<int>(cell * aspect));
}

void HeadGrid::step_head(int heads) {
  if (model_->rowCount() == 0) return;
  const auto held = session_.selection().head();
  QModelIndex index = held ? model_->index_of(*held) : QModelIndex();
  if (!index.isValid()) {
    index = model_->index(model_->first_layer_row(), 1);
  } else {
    const int columns = model_->columnCount(), cells = columns * model_->rowCount();
    const int next = ((index.row() * columns + index.column() + heads) % cells + cells) % cells;
    index = model_->index(next / columns, next % columns);
  }
  session_.selection().hover_head({});  // what is stepped to is seen
  session_.selection().hold_head(model_->place(index));
}

void HeadGrid::hold(const HeadPlace& place) {
  Selection& selection = session_.selection();
  selection.hold_head(selection.head() == place ? std::nullopt : std::optional<HeadPlace>(place));
}

bool HeadGrid::eventFilter(QObject* watched, QEvent* event) {
  Selection& selection = session_.selection();
  if (watched == table_->viewport() && event->type() == QEvent::Wheel) {
    const auto* wheel = static_cast<QWheelEvent*>(event);
    if (!wheel->modifiers().testFlag(Qt::ControlModifier)) return false;
    zoom_ = std::clamp(zoom_ * std::pow(1.0015, wheel->angleDelta().y()), 1.0, largest_grid_zoom);
    fit_cells();
    return true;
  }
  if (watched == table_ && event->type() == QEvent::KeyPress) {
    const int key = static_cast<QKeyEvent*>(event)->key();
    const QModelIndex index = table_->currentIndex();
    if ((key != Qt::Key_Return && key != Qt::Key_Enter) || !index.isValid()) return false;
    hold(model_->place(index));
    return true;
  }
  if (watched == table_ && event->type() == QEvent::FocusIn) {
    const Qt::FocusReason reason = static_cast<QFocusEvent*>(event)->reason();
    const bool by_keyboard = reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason;
    if (by_keyboard && !table_->currentIndex().isValid() && model_->rowCount() > 0) {
      table_->setCurrentIndex(model_->index(model_->first_layer_row(), std::min(1, model_->columnCount() - 1)));
    }
  }
  if (watched == table_ && event->type() == QEvent::FocusOut) selection.hover_head({});
  return QWidget::eventFilter(watched, event);
}

void HeadGrid::leaveEvent(QEvent*) { session_.selection().hover_head({}); }

void HeadGrid::resizeEvent(QResizeEvent*) {
  layout()->activate();
  fit_cells();
}

void HeadGrid::showEvent(QShowEvent*) {
  layout()->activate();
  fit_cells();
}

}  // namespace rex::ui
