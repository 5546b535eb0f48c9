#pragma once

#include <QSize>
#include <QString>
#include <functional>
#include <vector>

class QDockWidget;
class QMainWindow;
class QWidget;

namespace rex::ui {

/// One panel beside the picture: a row of the window's table of panels. Its title is the maker's widget's own, where
/// that has a window title.
struct PanelRecord {
  QString id;     ///< the name of its dock, under which a person's layout is remembered
  QString title;  ///< of the dock and in the menu
  Qt::DockWidgetArea area = Qt::LeftDockWidgetArea;
  QSize size;  ///< at the first start, in device-independent pixels
  std::function<QWidget*()> make;
  QString behind = {};  ///< the panel behind which it is a tab at the first start; empty: beside the others
};

/// Adds the dock of PANEL to WINDOW.
QDockWidget* add_dock(QMainWindow& window, const PanelRecord& panel);

/// Gives the docks of PANELS the sizes of a first start, each lessened by LESS where its area can spare it: docks at
/// the sides in width, those below in height.
void give_first_sizes(QMainWindow& window, const std::vector<PanelRecord>& panels, QSize less);

}  // namespace rex::ui
