#pragma once

#include <QDialog>

class QDoubleSpinBox;
class QLineEdit;

namespace rex::ui {

class Canvas;
class Session;

/// The scale of the heat in numbers: its ends, for every picture alike where they are set, and gamma.
class ScaleDialog : public QDialog {
  Q_OBJECT

 public:
  /// CANVAS shows the scale that maps have of their own.
  ScaleDialog(Session& session, const Canvas& canvas, QWidget* parent);

 private:
  void show_scale();
  void read_ends();

  Session& session_;
  const Canvas& canvas_;
  QLineEdit *low_, *high_;
  QDoubleSpinBox* gamma_;
};

}  // namespace rex::ui
