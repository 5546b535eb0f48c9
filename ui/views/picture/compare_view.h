#pragma once

#include <QWidget>
#include <memory>
#include <vector>

#include "ui/state/comparison.h"
#include "ui/views/picture/canvas.h"

class QGridLayout;
class QLabel;
class QMenu;
class QToolButton;

namespace rex::ui {

class ActionRegistry;
class ComparePanel;
class Session;

/// Two to six panels side by side: what is pinned and the current explanation, and other methods and targets.
/// One pan, one zoom, one pointer; shared or own scales; for two of one picture the signed difference.
class CompareView : public QWidget {
  Q_OBJECT

 public:
  CompareView(Session& session, const ActionRegistry& actions, QWidget* parent = nullptr);
  ~CompareView() override;

  int panels() const { return static_cast<int>(panels_.size()); }
  const Canvas& canvas(int panel) const;
  Canvas* first_canvas();  ///< null while there is no panel
  /// One panel alone, then the next in its place, at the same zoom: what differs is seen to move.
  void blink();
  void show_all();                      ///< beside each other again
  int alone() const { return alone_; }  ///< the panel that is shown alone, or -1
  void fit();
  void zoom_to(double zoom);  ///< screen pixels for each of the picture's

 protected:
  void showEvent(QShowEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  void rebuild();
  /// How many panels stand side by side, so that their pictures are as large as can be.
  int best_columns(int count) const;
  void arrange(int count);
  void show_panel(int index, const Compared& item, const HeatMap& heat, const Scale& scale);
  void place_panels();
  void align_words();
  void fill_methods();
  void fill_targets();

  Session& session_;
  QGridLayout* grid_;
  QLabel* empty_;
  QToolButton *methods_, *targets_, *unpin_all_;
  std::vector<ComparePanel*> panels_;
  bool moving_ = false;
  int columns_ = 0;
  int alone_ = -1;
  int room_ = 0;       ///< that every panel leaves for a colour bar
  double aspect_ = 1;  ///< of the first picture, width by height
};

}  // namespace rex::ui
