#include "ui/views/window/command_palette.h"

#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>
#include <utility>

#include "ui/theme/theme.h"

namespace rex::ui {
namespace {

constexpr int row_height = 26, most_detail = 240;
constexpr QSize palette_size(560, 400);

/// The title at the left, what it is at the right.
class PaletteDelegate : public QStyledItemDelegate {
 public:
  using QStyledItemDelegate::QStyledItemDelegate;

  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    painter->save();
    const Theme& colours = theme();
    const bool selected = option.state & QStyle::State_Selected;
    if (selected) {
      painter->setRenderHint(QPainter::Antialiasing);
      painter->setPen(QPen(colours.accent, 1));
      painter->setBrush(colours.raised);
      painter->drawRoundedRect(QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5), spacing::radius, spacing::radius);
    }
    const QRect inner = option.rect.adjusted(spacing::small, 0, -spacing::small, 0);
    const bool enabled = option.state & QStyle::State_Enabled;
    painter->setPen(colours.dim_text);
    painter->setFont(text_font(TextSize::small));
    const QString detail =
        painter->fontMetrics().elidedText(index.data(PaletteModel::DetailRole).toString(), Qt::ElideRight, most_detail);
    painter->drawText(inner, Qt::AlignVCenter | Qt::AlignRight, detail);
    const QRect title = inner.adjusted(0, 0, -painter->fontMetrics().horizontalAdvance(detail) - spacing::large, 0);
    painter->setPen(enabled ? colours.text : colours.dim_text);
    painter->setFont(text_font(TextSize::normal, selected && enabled));
    painter->drawText(title, Qt::AlignVCenter | Qt::AlignLeft,
                      painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, title.width()));
    painter->restore();
  }

  QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override { return {200, row_height}; }
};

}  // namespace

CommandPalette::CommandPalette(std::vector<PaletteEntry> entries, QWidget* parent)
    : QDialog(parent),
      model_(new PaletteModel(this)),
      field_(new QLineEdit),
      list_(new QListView),
      nothing_(new QLabel(tr("Nothing has such a name."))) {
  setObjectName("commandPalette");
  setWindowTitle(tr("Everything by name"));
  resize(palette_size);
  model_->set_entries(std::move(entries));
  field_->setObjectName("paletteField");
  field_->setPlaceholderText(tr("An action, model, picture, method, answer or word…"));
  field_->setAccessibleName(tr("Name"));
  field_->setClearButtonEnabled(true);
  field_->installEventFilter(this);
  list_->setObjectName("paletteList");
  list_->setModel(model_);
  list_->setItemDelegate(new PaletteDelegate(list_));
  list_->setUniformItemSizes(true);
  list_->setFocusPolicy(Qt::NoFocus);  // what is typed goes to the field
  list_->setAccessibleName(tr("What fits"));
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(spacing::panel, spacing::panel, spacing::panel, spacing::panel);
  layout->setSpacing(spacing::small);
  layout->addWidget(field_);
  layout->addWidget(list_, 1);
  layout->addWidget(nothing_, 1);
  nothing_->setObjectName("paletteNothing");
  nothing_->setProperty("role", "dim");
  nothing_->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
  nothing_->setContentsMargins(0, spacing::large, 0, 0);
  nothing_->hide();
  const auto choose_first = [this] { list_->setCurrentIndex(model_->index(0)); };
  connect(field_, &QLineEdit::textChanged, this, [this, choose_first](const QString& text) {
    model_->set_pattern(text);
    nothing_->setVisible(model_->rowCount() == 0);
    list_->setVisible(model_->rowCount() > 0);
    choose_first();
  });
  connect(field_, &QLineEdit::returnPressed, this, &CommandPalette::run_current);
  connect(list_, &QListView::clicked, this, &CommandPalette::run_current);
  choose_first();
}

void CommandPalette::run_current() {
  const QModelIndex current = list_->currentIndex();
  if (!current.isValid() || !(current.flags() & Qt::ItemIsEnabled)) return;
  const auto run = model_->entry(current.row()).run;
  accept();  // first: what runs may open a dialog
  run();
}

/// The arrows move in the list while the field has the focus.
bool CommandPalette::eventFilter(QObject* watched, QEvent* event) {
  if (watched != field_ || event->type() != QEvent::KeyPress) return QDialog::eventFilter(watched, event);
  const int key = static_cast<QKeyEvent*>(event)->key();
  const int page = std::max(1, list_->viewport()->height() / row_height - 1);
  const int step = key == Qt::Key_Down       ? 1
                   : key == Qt::Key_Up       ? -1
                   : key == Qt::Key_PageDown ? page
                   : key == Qt::Key_PageUp   ? -page
                                             : 0;
  if (step == 0) return QDialog::eventFilter(watched, event);
  const int row = std::clamp(list_->currentIndex().row() + step, 0, std::max(0, model_->rowCount() - 1));
  list_->setCurrentIndex(model_->index(row));
  return true;
}

}  // namespace rex::ui
