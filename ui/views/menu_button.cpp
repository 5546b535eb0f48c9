#include "ui/views/menu_button.h"

#include <QMenu>
#include <QToolButton>

#include "ui/theme/theme.h"

namespace rex::ui {

QToolButton* menu_button(const QString& object, const QString& icon_name, const QString& text, const QString& tip) {
  auto* button = new QToolButton;
  button->setObjectName(object);
  button->setIcon(icon(icon_name));
  button->setText(text);
  button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  button->setPopupMode(QToolButton::InstantPopup);
  button->setToolTip(tip);
  button->setAccessibleName(tip.section(QStringLiteral(" ("), 0, 0));
  auto* menu = new QMenu(button);
  menu->setToolTipsVisible(true);
  button->setMenu(menu);
  return button;
}

}  // namespace rex::ui
