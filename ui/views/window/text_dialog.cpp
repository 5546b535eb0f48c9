#include "ui/views/window/text_dialog.h"

#include <QApplication>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QFontDatabase>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/theme/theme.h"

namespace rex::ui {
namespace {

constexpr QSize text_dialog_size(640, 440);

}  // namespace

TextDialog::TextDialog(const QString& object, const QString& title, const QString& text, QWidget* parent)
    : QDialog(parent) {
  setObjectName(object);
  setWindowTitle(title);
  setAttribute(Qt::WA_DeleteOnClose);
  resize(text_dialog_size);
  auto* lines = new QPlainTextEdit(text);
  lines->setObjectName("lines");
  lines->setReadOnly(true);
  lines->setAccessibleName(title);
  lines->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
  QPushButton* copy = buttons->addButton(tr("Copy"), QDialogButtonBox::ActionRole);
  copy->setObjectName("copyLines");
  connect(copy, &QPushButton::clicked, this, [text] { QApplication::clipboard()->setText(text); });
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(spacing::large, spacing::large, spacing::large, spacing::large);
  layout->setSpacing(spacing::large);
  layout->addWidget(lines);
  layout->addWidget(buttons);
}

}  // namespace rex::ui
