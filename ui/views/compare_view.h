#pragma once

#include <QWidget>
#include <memory>
#include <vector>

#include "ui/state/session.h"
#include "ui/views/canvas.h"

class QGridLayout;
class QLabel;
class QToolButton;

namespace rex::ui {

/// Two to six panels side by side: what is pinned and the current explanation, and other methods for the same target.
/// One pan, one zoom, one pointer; shared or own scales; for two of one picture the signed difference.
class CompareView : public QWidget {
  Q_OBJECT

 public:
  explicit CompareView(Session& session, QWidget* parent = nullptr);

  int panels() const { return static_cast<int>(panels_.size()); }

 protected:
  void showEvent(QShowEvent* event) override;

 private:
  struct Panel {
    QWidget* frame;
    Canvas* canvas;
    QLabel* words;
    int pin;  ///< index into Session::pins(), or -1
  };
  struct Shown {
    std::shared_ptr<const PassInfo> pass;
    std::shared_ptr<const Explanation> explanation;
    int pin;
  };
  void rebuild();
  void choose_methods();
  void add_panel(const QString& title, const QString& subtitle, CanvasContent content, const QString& words, int pin);
  std::vector<Shown> shown() const;

  Session& session_;
  QGridLayout* grid_;
  QLabel* empty_;
  QToolButton* methods_;
  QToolButton* shared_;
  std::vector<Panel> panels_;
  std::shared_ptr<const Picture> picture_;
  std::shared_ptr<const PicturePyramid> pyramid_;
  bool moving_ = false;
};

}  // namespace rex::ui
