#pragma once

#include <QDialog>

namespace rex::ui {

class ActionRegistry;

/// The cheat sheet: every action that has a key.
class KeysDialog : public QDialog {
  Q_OBJECT

 public:
  explicit KeysDialog(const ActionRegistry& actions, QWidget* parent = nullptr);
};

}  // namespace rex::ui
