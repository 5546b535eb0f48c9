#pragma once

#include <QColor>
#include <QFont>
#include <QIcon>
#include <QString>

class QApplication;
class QWidget;

namespace rex::ui {

enum class Scheme { system, light, dark, contrast };  ///< in the order of their numbers in settings

/// The colours of one scheme. Heat is the only saturated thing on screen; the accent marks selection and focus.
struct Theme {
  bool dark = false;
  QColor window, surface, raised, border, text, dim_text, accent, accent_text, canvas, warning, warning_text;
};

/// One spacing scale, in device-independent pixels.
namespace spacing {
inline constexpr int tight = 4;
inline constexpr int small = 8;
inline constexpr int panel = 12;
inline constexpr int large = 16;
inline constexpr int control_height = 28;
inline constexpr int radius = 6;
}  // namespace spacing

/// The theme that APPLICATION shows now.
const Theme& theme();

/// Sets palette, style sheet and theme() of the application; SYSTEM follows the desktop. Emits palette change events,
/// by which widgets that paint themselves notice.
void apply_scheme(QApplication& application, Scheme scheme);

/// System font at one of three sizes: 9, 10.5 and 13 pt, or larger where the system's own letters are.
enum class TextSize { small, normal, title };
/// Of SIZE, where the system writes in SYSTEM points.
double points(TextSize size, double system);
QFont text_font(TextSize size, bool bold = false);

/// Digits of one width, for numbers in columns.
QFont number_font(TextSize size = TextSize::normal);

/// resources/icons/NAME.svg in the text colour of the theme that is shown (dim when disabled, accent when checked).
QIcon icon(const QString& name);

}  // namespace rex::ui
