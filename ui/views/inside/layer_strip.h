#pragma once

#include <QTimer>
#include <QWidget>

class QAction;
class QLabel;
class QScrollArea;
class QTabBar;
class QToolButton;

namespace rex::ui {

class ActionRegistry;
class LayerFilm;
class Session;

/// The film with its play button, title and scrolling.
class LayerStrip : public QWidget {
  Q_OBJECT

 public:
  LayerStrip(Session& session, const ActionRegistry& actions, QWidget* parent = nullptr);

  void step(int frames);    ///< ← and →
  void move_start(int by);  ///< of the layers that count
  void move_end(int by);
  void toggle_play();  ///< Space
  void stop();         ///< playing
  bool can_play() const;
  bool playing() const { return timer_.isActive(); }

 Q_SIGNALS:
  void playChanged();  ///< can_play() or playing()

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  void show_state();
  void show_stacks();
  void fit_film();
  void set_step(int frame);
  int most_layers() const;
  void reveal(int frame);  ///< scrolls to it
  void reveal_later();

  Session& session_;
  LayerFilm* film_;
  QScrollArea* scroll_;
  QTabBar* stacks_;
  QAction& play_action_;
  QToolButton* play_;
  QLabel* title_;
  QTimer timer_;
  bool showing_ = false;
};

}  // namespace rex::ui
