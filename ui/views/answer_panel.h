#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;
class QListView;
class QSlider;

namespace rex::ui {

class PredictionFilter;
class PredictionModel;
class Session;

/// The answers as a list with bars; choosing one makes it the target. A search finds any class by name; for detections
/// a slider sets the least confidence.
class AnswerPanel : public QWidget {
  Q_OBJECT

 public:
  explicit AnswerPanel(Session& session, QWidget* parent = nullptr);

  void step(int rows);  ///< ↑ and ↓ from anywhere in the window

 private:
  void show_pass();
  void show_target();
  void choose(int row);

  Session& session_;
  PredictionModel* model_;
  PredictionFilter* filter_;
  QLabel* heading_;
  QLineEdit* search_;
  QListView* list_;
  QWidget* confidence_;
  QSlider* least_;
  QLabel* least_label_;
  bool showing_ = false;
};

}  // namespace rex::ui
