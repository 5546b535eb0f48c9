#include "ui/views/window/keys_dialog.h"

#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/theme/theme.h"
#include "ui/views/widgets/action_registry.h"

namespace rex::ui {
namespace {

constexpr QSize keys_size(1000, 860);
constexpr double keys_share = 0.92;  // of the window, at most

}  // namespace

KeysDialog::KeysDialog(const ActionRegistry& actions, QWidget* parent) : QDialog(parent) {
  setObjectName("keysDialog");
  setWindowTitle(tr("Keys"));
  std::vector<const ActionRecord*> records;
  for (const ActionRecord& record : actions.records()) {
    if (!record.keys.isEmpty()) records.push_back(&record);
  }
  auto* list = new QWidget;
  auto* grid = new QGridLayout(list);
  grid->setContentsMargins(0, 0, spacing::large, 0);
  grid->setHorizontalSpacing(spacing::large);
  grid->setVerticalSpacing(spacing::small);
  const int count = static_cast<int>(records.size()), rows = (count + 1) / 2;
  for (int i = 0; i < count; ++i) {
    const ActionRecord& record = *records[static_cast<std::size_t>(i)];
    auto* keys = new QLabel(actions.keys(record.id));
    keys->setObjectName("keys-" + record.id);
    keys->setFont(text_font(TextSize::normal, true));
    grid->addWidget(keys, i % rows, i / rows * 3);
    auto* tip = new QLabel(record.tip);
    tip->setWordWrap(true);
    grid->addWidget(tip, i % rows, i / rows * 3 + 1);
    grid->setColumnStretch(i / rows * 3 + 1, 1);
  }
  auto* area = new QScrollArea;
  area->setObjectName("keysArea");
  area->setWidgetResizable(true);
  area->setFrameShape(QFrame::NoFrame);
  area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  area->setWidget(list);
  list->setAutoFillBackground(false);
  area->viewport()->setAutoFillBackground(false);
  grid->setColumnMinimumWidth(2, 2 * spacing::large);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(spacing::large, spacing::large, spacing::large, spacing::large);
  layout->setSpacing(spacing::large);
  layout->addWidget(area, 1);
  layout->addWidget(buttons);
  const QSize room = parent == nullptr ? keys_size : parent->size() * keys_share;
  resize(keys_size.boundedTo(room));
}

}  // namespace rex::ui
