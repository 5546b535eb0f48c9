#pragma once

#include <QPointer>
#include <QWidget>

class QLabel;
class QLineEdit;
class QListView;
class QMenu;
class QSlider;
class QStringListModel;

namespace rex::ui {

class ActionRegistry;
class PredictionFilter;
class PredictionModel;
class Session;

/// The answers as a list with bars; choosing one makes it the target. A search finds any class by name; for detections
/// a slider sets the least confidence, and the search also asks of the chosen query why it is, or is not, another
/// class.
class AnswerPanel : public QWidget {
  Q_OBJECT

 public:
  AnswerPanel(Session& session, ActionRegistry& actions, QWidget* parent = nullptr);

  void step(int rows);  ///< to an answer further down the list, or up
  void focus_search();
  /// Of the object query whose menu is open, or else the one that is explained.
  void toggle_visible();
  void toggle_solo();
  bool query_is_visible() const;
  bool query_is_solo() const;

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void show_pass();
  void show_target();
  void choose(int row);
  void show_hint();
  void show_menu(const QPoint& point);
  QString title() const;
  int query_of(const QModelIndex& index) const;  ///< -1 without
  int asked_query() const;                       ///< -1 without

  Session& session_;
  ActionRegistry& actions_;
  PredictionModel* model_;
  PredictionFilter* filter_;
  QStringListModel* classes_;  ///< what the search offers beside the list
  QLabel* hint_;
  QLineEdit* search_;
  QListView* list_;
  QWidget* confidence_;
  QSlider* least_;
  QLabel* least_label_;
  QPointer<QMenu> menu_;  ///< of an object query, from its opening until what was chosen in it is done
  int menu_query_ = -1;
  bool queries_ = false;  ///< object queries are listed
  bool showing_ = false;
};

}  // namespace rex::ui
