#include "ui/views/window/keys_dialog.h"

#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLabel>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/theme/theme.h"
#include "ui/views/widgets/action_registry.h"

namespace rex::ui {

KeysDialog::KeysDialog(const ActionRegistry& actions, QWidget* parent) : QDialog(parent) {
  setObjectName("keysDialog");
  setWindowTitle(tr("Keys"));
  std::vector<const ActionRecord*> records;
  for (const ActionRecord& record : actions.records()) {
    if (!record.keys.isEmpty()) records.push_back(&record);
  }
  auto* grid = new QGridLayout;
  grid->setHorizontalSpacing(spacing::large);
  grid->setVerticalSpacing(spacing::small);
  const int count = static_cast<int>(records.size()), rows = (count + 1) / 2;
  for (int i = 0; i < count; ++i) {
    const ActionRecord& record = *records[static_cast<std::size_t>(i)];
    auto* keys = new QLabel(actions.keys(record.id));
    keys->setObjectName("keys-" + record.id);
    keys->setFont(text_font(TextSize::normal, true));
    grid->addWidget(keys, i % rows, i / rows * 3);
    grid->addWidget(new QLabel(record.tip), i % rows, i / rows * 3 + 1);
  }
  grid->setColumnMinimumWidth(2, 2 * spacing::large);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(spacing::large, spacing::large, spacing::large, spacing::large);
  layout->setSpacing(spacing::large);
  layout->addLayout(grid);
  layout->addWidget(buttons);
}

}  // namespace rex::ui
