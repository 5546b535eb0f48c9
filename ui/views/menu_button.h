#pragma once

#include <QString>

class QToolButton;

namespace rex::ui {

/// A button that opens its (empty) menu. TIP is also the accessible name, without a shortcut in brackets.
QToolButton* menu_button(const QString& object, const QString& icon_name, const QString& text, const QString& tip);

}  // namespace rex::ui
