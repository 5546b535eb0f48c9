#pragma once

#include <QDialog>

namespace rex::ui {

/// The cheat sheet of keys.
class KeysDialog : public QDialog {
  Q_OBJECT

 public:
  explicit KeysDialog(QWidget* parent = nullptr);
};

}  // namespace rex::ui
