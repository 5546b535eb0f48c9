#pragma once

#include <QFrame>

class QComboBox;
class QSlider;
class QToolButton;

namespace rex::ui {

class Canvas;
class Session;

/// The strip that floats over the canvas: heat, opacity, colour map, threshold, smooth or exact, overlays, zoom. A
/// double click on a slider resets it.
class AppearanceBar : public QFrame {
  Q_OBJECT

 public:
  AppearanceBar(Session& session, Canvas& canvas, QWidget* parent = nullptr);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void show_appearance();
  void edit();

  Session& session_;
  Canvas& canvas_;
  QToolButton *heat_, *boxes_, *masks_, *grid_, *contours_, *exact_, *all_queries_, *zoom_;
  QSlider *opacity_, *threshold_;
  QComboBox* colours_;
  bool showing_ = false;
};

}  // namespace rex::ui
