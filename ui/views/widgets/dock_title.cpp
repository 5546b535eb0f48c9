#include "ui/views/widgets/dock_title.h"

#include <QDockWidget>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

#include "ui/theme/theme.h"

namespace rex::ui {

DockTitle::DockTitle(QDockWidget& dock) : QWidget(&dock) {
  setProperty("role", "dock-title");
  auto* name = new QLabel(dock.windowTitle());
  name->setProperty("role", "heading");
  auto* hide = new QToolButton;
  hide->setIcon(icon("close"));
  hide->setIconSize(QSize(14, 14));
  hide->setFocusPolicy(Qt::NoFocus);
  const auto show_title = [&dock, name, hide] {
    name->setText(dock.windowTitle());
    hide->setToolTip(tr("Hide %1 (the Window menu brings it back)").arg(dock.windowTitle()));
    hide->setAccessibleName(tr("Hide %1").arg(dock.windowTitle()));
  };
  show_title();
  connect(&dock, &QDockWidget::windowTitleChanged, this, show_title);
  connect(hide, &QToolButton::clicked, &dock, &QWidget::hide);
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(spacing::panel, spacing::tight, spacing::tight, 0);
  layout->setSpacing(spacing::small);
  layout->addWidget(name);
  layout->addStretch();
  layout->addWidget(hide);
}

}  // namespace rex::ui
