#pragma once

#include <QTimer>
#include <QWidget>

class QLabel;
class QScrollArea;
class QTabBar;
class QToolButton;

namespace rex::ui {

class LayerFilm;
class Session;

/// The film with its play button, title and scrolling.
class LayerStrip : public QWidget {
  Q_OBJECT

 public:
  explicit LayerStrip(Session& session, QWidget* parent = nullptr);

  void step(int frames);  ///< ← and →
  void toggle_play();     ///< Space
  void stop();            ///< playing

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  void show_state();
  void show_stacks();
  void fit_film();
  void set_step(int frame);
  void reveal(int frame);  ///< scrolls to it
  void reveal_later();

  Session& session_;
  LayerFilm* film_;
  QScrollArea* scroll_;
  QTabBar* stacks_;
  QToolButton* play_;
  QLabel* title_;
  QTimer timer_;
  bool showing_ = false;
};

}  // namespace rex::ui
