#pragma once

#include <QDialog>

namespace rex::ui {

/// Lines to read and to copy: diagnostics, about.
class TextDialog : public QDialog {
  Q_OBJECT

 public:
  TextDialog(const QString& object, const QString& title, const QString& text, QWidget* parent);
};

}  // namespace rex::ui
