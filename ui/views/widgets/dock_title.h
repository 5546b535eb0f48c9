#pragma once

#include <QWidget>

class QDockWidget;

namespace rex::ui {

/// The quiet title of a dock: its name, and a button that hides it. Dragging it moves the dock.
class DockTitle : public QWidget {
  Q_OBJECT

 public:
  explicit DockTitle(QDockWidget& dock);
};

}  // namespace rex::ui
