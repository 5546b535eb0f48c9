#pragma once

#include <QWidget>
#include <memory>
#include <vector>

#include "ui/state/comparison.h"
#include "ui/views/canvas.h"

class QGridLayout;
class QLabel;
class QMenu;
class QToolButton;

namespace rex::ui {

class ComparePanel;
class Session;

/// Two to six panels side by side: what is pinned and the current explanation, and other methods and targets.
/// One pan, one zoom, one pointer; shared or own scales; for two of one picture the signed difference.
class CompareView : public QWidget {
  Q_OBJECT

 public:
  explicit CompareView(Session& session, QWidget* parent = nullptr);
  ~CompareView() override;

  int panels() const { return static_cast<int>(panels_.size()); }
  const Canvas& canvas(int panel) const;
  void fit();
  void zoom_to(double zoom);  ///< screen pixels for each of the picture's

 protected:
  void showEvent(QShowEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  void rebuild();
  void arrange(int count);
  void show_panel(int index, const Compared& item, const HeatMap& heat, const Scale& scale);
  void align_words();
  void fill_methods();
  void fill_targets();

  Session& session_;
  QGridLayout* grid_;
  QLabel* empty_;
  QToolButton *methods_, *targets_, *shared_, *unpin_all_;
  std::vector<ComparePanel*> panels_;
  bool moving_ = false;
};

}  // namespace rex::ui
