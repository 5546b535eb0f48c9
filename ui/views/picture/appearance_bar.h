#pragma once

#include <QFrame>
#include <optional>
#include <utility>

class QComboBox;
class QSlider;
class QToolButton;

namespace rex::ui {

class Canvas;
class Session;

/// The strip that floats over the canvas: heat, opacity, colour map, threshold, smooth or exact, overlays, zoom. A
/// double click on a slider resets it. Where room is short it leaves out what the controls say of themselves.
class AppearanceBar : public QFrame {
  Q_OBJECT

 public:
  AppearanceBar(Session& session, Canvas& canvas, QWidget* parent = nullptr);

  void fit_into(int width);

 Q_SIGNALS:
  void sizeChanged();  ///< other controls are shown

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void show_appearance();
  void edit();
  void set_compact(bool compact);

  Session& session_;
  Canvas& canvas_;
  QToolButton *heat_, *boxes_, *masks_, *grid_, *contours_, *exact_, *all_queries_, *least_, *zoom_;
  QSlider *opacity_, *threshold_;
  QComboBox* colours_;
  bool showing_ = false;
  bool compact_ = false;
  std::optional<std::pair<bool, bool>> shown_;  ///< whether the controls of queries and of boxes are
};

}  // namespace rex::ui
