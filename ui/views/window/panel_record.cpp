#include "ui/views/window/panel_record.h"

#include <QDockWidget>
#include <QMainWindow>

#include "ui/views/widgets/dock_title.h"

namespace rex::ui {

QDockWidget* add_dock(QMainWindow& window, const PanelRecord& panel) {
  auto* dock = new QDockWidget(panel.title);
  QWidget* content = panel.make();
  dock->setObjectName(panel.id);
  dock->setWidget(content);
  if (!content->windowTitle().isEmpty()) dock->setWindowTitle(content->windowTitle());
  QObject::connect(content, &QWidget::windowTitleChanged, dock, &QWidget::setWindowTitle);
  dock->setTitleBarWidget(new DockTitle(*dock));
  dock->setFeatures(QDockWidget::DockWidgetMovable | QDockWidget::DockWidgetClosable);
  window.addDockWidget(panel.area, dock);
  if (auto* behind = panel.behind.isEmpty() ? nullptr : window.findChild<QDockWidget*>(panel.behind)) {
    window.tabifyDockWidget(behind, dock);
    behind->raise();
  }
  return dock;
}

void give_first_sizes(QMainWindow& window, const std::vector<PanelRecord>& panels, QSize less) {
  for (const Qt::DockWidgetArea area : {Qt::LeftDockWidgetArea, Qt::RightDockWidgetArea, Qt::BottomDockWidgetArea}) {
    const bool below = area == Qt::BottomDockWidgetArea;
    QList<QDockWidget*> docks;
    QList<int> widths, heights;
    for (const PanelRecord& panel : panels) {
      if (panel.area != area || !panel.behind.isEmpty()) continue;
      docks << window.findChild<QDockWidget*>(panel.id);
      widths << panel.size.width() - (below ? 0 : less.width());
      heights << panel.size.height() - (below ? less.height() : 0);
    }
    if (docks.isEmpty()) continue;
    // Across the area first, then along it.
    window.resizeDocks(docks, below ? heights : widths, below ? Qt::Vertical : Qt::Horizontal);
    if (docks.size() > 1) window.resizeDocks(docks, below ? widths : heights, below ? Qt::Horizontal : Qt::Vertical);
  }
}

}  // namespace rex::ui
