#pragma once

class QAction;
class QMenu;

namespace rex {
class ExplanationMethod;
struct ModelInfo;
}  // namespace rex

namespace rex::ui {

/// Adds METHOD to MENU as something to check. Where it does not fit MODEL (null: none is open) it is grey, and the
/// tooltip says why.
QAction* add_method(QMenu& menu, const ExplanationMethod& method, const ModelInfo* model);

}  // namespace rex::ui
