#include "ui/views/window/keys_dialog.h"

#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLabel>
#include <QVBoxLayout>

#include "ui/theme/theme.h"

namespace rex::ui {

KeysDialog::KeysDialog(QWidget* parent) : QDialog(parent) {
  setObjectName("keysDialog");
  setWindowTitle(tr("Keys"));
  const QList<QPair<QString, QString>> keys = {{tr("O, Ctrl+O"), tr("open a picture")},
                                               {tr("Ctrl+V"), tr("paste a picture")},
                                               {tr("Enter"), tr("run with these words")},
                                               {tr("↑ ↓"), tr("previous, next answer or object query")},
                                               {tr("Ctrl+F"), tr("search a class")},
                                               {tr("← →"), tr("layer")},
                                               {tr("[ ]"), tr("head")},
                                               {tr("Space"), tr("play the layers")},
                                               {tr("H"), tr("heat on, off")},
                                               {tr("B"), tr("boxes on, off")},
                                               {tr("M"), tr("masks on, off")},
                                               {tr("G"), tr("patch grid on, off")},
                                               {tr("V"), tr("show, hide the object query")},
                                               {tr("Shift+V, Alt+click"), tr("show it alone, all again")},
                                               {tr("F"), tr("fit the picture")},
                                               {tr("1"), tr("100 %")},
                                               {tr("P"), tr("pin the explanation")},
                                               {tr("C"), tr("compare")},
                                               {tr("S"), tr("save a figure")},
                                               {tr("Ctrl+S"), tr("save the session")},
                                               {tr("Ctrl+Shift+C"), tr("copy as rex command")},
                                               {tr("Esc"), tr("cancel, clear the selection")},
                                               {tr("?"), tr("these keys")}};
  auto* grid = new QGridLayout;
  grid->setHorizontalSpacing(spacing::large);
  grid->setVerticalSpacing(spacing::small);
  const int rows = (static_cast<int>(keys.size()) + 1) / 2;
  for (int i = 0; i < keys.size(); ++i) {
    auto* key = new QLabel(keys[i].first);
    key->setFont(text_font(TextSize::normal, true));
    grid->addWidget(key, i % rows, i / rows * 3);
    grid->addWidget(new QLabel(keys[i].second), i % rows, i / rows * 3 + 1);
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
