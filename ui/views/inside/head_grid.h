#pragma once

#include <QImage>
#include <QStyledItemDelegate>
#include <QWidget>
#include <map>
#include <string>
#include <tuple>
#include <utility>

#include "core/explain/shown/shown_part.h"

class QButtonGroup;
class QLabel;
class QTabBar;
class QTableView;
class QToolButton;

namespace rex::ui {

class HeadModel;
class Session;

/// A head's map as a thumbnail: heat over the patch grid, or a strip of words.
class HeadDelegate : public QStyledItemDelegate {
  Q_OBJECT

 public:
  HeadDelegate(const Session& session, const HeadModel& model, QObject* parent);
  void set_own_scale(bool own);
  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;

 private:
  const Session& session_;
  const HeadModel& model_;
  QImage cell(const HeadPlace& place) const;  ///< a pixel for each token

  bool own_scale_ = false;
  // Cells as they were drawn: to scroll draws none anew.
  mutable std::map<std::tuple<int, int, bool>, QImage> drawn_;
  mutable std::pair<std::string, bool> drawn_in_;  ///< colour map, dark theme
};

/// Layers × heads: hovering a cell, or walking to it by arrows, previews it on the canvas; a click or Enter holds it.
/// Stacks are tabs. Cells fill the room; Ctrl and the wheel make them larger.
class HeadGrid : public QWidget {
  Q_OBJECT

 public:
  explicit HeadGrid(Session& session, QWidget* parent = nullptr);

  void step_head(int heads);  ///< [ and ]

 protected:
  void leaveEvent(QEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void showEvent(QShowEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void show_explanation();
  void show_selection();
  void fit_cells();
  void hold(const HeadPlace& place);  ///< or lets go of it

  Session& session_;
  HeadModel* model_;
  HeadDelegate* delegate_;
  QTabBar* stacks_;
  QTableView* table_;
  QToolButton* weighted_;
  QToolButton* own_scale_;
  QToolButton* sorted_;
  double zoom_ = 1;
  QLabel* empty_;
  std::string colour_map_;         ///< all of the appearance that cells have
  std::optional<HeadPlace> held_;  ///< the head that was held last
  bool showing_ = false;
};

}  // namespace rex::ui
