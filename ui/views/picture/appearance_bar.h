#pragma once

#include <QFrame>
#include <QList>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "core/render/appearance.h"

class QComboBox;
class QHBoxLayout;
class QSlider;
class QToolButton;

namespace rex::ui {

class ActionRegistry;
class Canvas;
class Session;

/// The strip that floats over the canvas: a control for every field of the appearance, and the zoom. A double click on
/// a slider resets it. Where room is short it leaves out what the controls say of themselves; controls of what the
/// model does not have (boxes, masks) are hidden.
class AppearanceBar : public QFrame {
  Q_OBJECT

 public:
  AppearanceBar(Session& session, Canvas& canvas, const ActionRegistry& actions, QWidget* parent = nullptr);

  void fit_into(int width);

 Q_SIGNALS:
  void sizeChanged();  ///< other controls are shown

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void add_switch(QHBoxLayout& layout, const std::string& key);
  void add_slider(QHBoxLayout& layout, double Appearance::*share, const std::string& key);
  void add_colours(QHBoxLayout& layout);
  void add_zoom(QHBoxLayout& layout);
  void show_appearance();
  void show_switches();
  void change(const std::function<void(Appearance&)>& edit);
  void set_compact(bool compact);

  Session& session_;
  Canvas& canvas_;
  const ActionRegistry& actions_;
  std::vector<std::pair<double Appearance::*, QSlider*>> sliders_;
  QList<QToolButton*> switches_;
  QComboBox* colours_ = nullptr;
  QToolButton* zoom_ = nullptr;
  bool showing_ = false;
};

}  // namespace rex::ui
