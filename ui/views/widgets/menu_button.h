#pragma once

#include <QString>

class QMenu;
class QToolButton;

namespace rex::ui {

/// A button that opens its (empty) menu. TIP is also the accessible name, without a shortcut in brackets.
QToolButton* menu_button(const QString& object, const QString& icon_name, const QString& text, const QString& tip);

/// Other people's TEXT for a button or menu, in which an "&" would underline the letter after it.
QString label_of(QString text);

/// A heading over the next actions of MENU.
void add_heading(QMenu& menu, const QString& text);

}  // namespace rex::ui
