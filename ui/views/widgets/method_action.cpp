#include "ui/views/widgets/method_action.h"

#include <QAction>
#include <QMenu>

#include "core/explain/inquiry.h"
#include "core/explain/method.h"

namespace rex::ui {

QAction* add_method(QMenu& menu, const ExplanationMethod& method, const ModelInfo* model) {
  QAction* action = menu.addAction(QString::fromStdString(method.title()));
  const auto misfit = model == nullptr ? std::nullopt : method.fits(model->description);
  action->setToolTip(QString::fromStdString(misfit ? *misfit + "\n" + method.description() : method.description()));
  action->setEnabled(!misfit);
  action->setCheckable(true);
  return action;
}

}  // namespace rex::ui
