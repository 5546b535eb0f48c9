#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;
class QListView;
class QSlider;
class QStringListModel;

namespace rex::ui {

class PredictionFilter;
class PredictionModel;
class Session;

/// The answers as a list with bars; choosing one makes it the target. A search finds any class by name; for detections
/// a slider sets the least confidence, and the search also asks of the chosen query why it is, or is not, another
/// class.
class AnswerPanel : public QWidget {
  Q_OBJECT

 public:
  explicit AnswerPanel(Session& session, QWidget* parent = nullptr);

  void step(int rows);  ///< ↑ and ↓ from anywhere in the window
  QString title() const;
  void focus_search();
  void toggle_visible();  ///< V: the current object query
  void toggle_solo();     ///< Shift+V

 Q_SIGNALS:
  void titleChanged(const QString& title);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void show_pass();
  void show_target();
  void choose(int row);
  void show_hint();
  void show_menu(const QPoint& point);
  int query_of(const QModelIndex& index) const;  ///< -1 without

  Session& session_;
  PredictionModel* model_;
  PredictionFilter* filter_;
  QStringListModel* classes_;  ///< what the search offers beside the list
  QLabel* hint_;
  QLineEdit* search_;
  QListView* list_;
  QWidget* confidence_;
  QSlider* least_;
  QLabel* least_label_;
  bool queries_ = false;  ///< object queries are listed
  bool showing_ = false;
};

}  // namespace rex::ui
