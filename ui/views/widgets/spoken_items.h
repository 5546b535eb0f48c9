#pragma once

#include <QRect>
#include <QString>

class QWidget;

namespace rex::ui {

/// What a widget that paints its parts itself says of them to those who cannot see it: patches, words, frames. A widget
/// that inherits this is read part by part by screen readers, through QAccessible.
class SpokenItems {
 public:
  virtual ~SpokenItems() = default;

  virtual int spoken_count() const = 0;
  virtual QString spoken_name(int item) const = 0;   ///< "row 3, column 4"
  virtual QString spoken_value(int item) const = 0;  ///< "83 % of the maximum"
  virtual QRect spoken_rect(int item) const = 0;     ///< in the widget
  virtual int spoken_current() const = 0;            ///< under the cursor or pointer, or -1
};

/// Makes screen readers see SpokenItems, and banners as alerts. Once for each program; more often does no harm.
void install_spoken_items();

/// Says that the cursor of WIDGET, which is a SpokenItems, stands on another part.
void speak_current(QWidget& widget);

/// Says the name of WIDGET at once, as an alert.
void speak_alert(QWidget& widget);

}  // namespace rex::ui
