#include "ui/views/widgets/menu_button.h"

#include <QLabel>
#include <QMenu>
#include <QRegularExpression>
#include <QToolButton>
#include <QWidgetAction>

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
  static const QRegularExpression keys(QStringLiteral("\\s*[(（][^)）]*[)）]"));
  button->setAccessibleName(QString(tip).remove(keys));
  auto* menu = new QMenu(button);
  menu->setToolTipsVisible(true);
  button->setMenu(menu);
  return button;
}

QString label_of(QString text) { return text.replace('&', QStringLiteral("&&")); }

void add_heading(QMenu& menu, const QString& text) {
  auto* heading = new QLabel(text);
  heading->setProperty("role", "heading");
  heading->setContentsMargins(spacing::panel, spacing::small, spacing::panel, spacing::tight);
  auto* action = new QWidgetAction(&menu);
  action->setText(text);
  action->setEnabled(false);
  action->setDefaultWidget(heading);
  menu.addAction(action);
}

}  // namespace rex::ui
