#pragma once

#include <QTimer>
#include <QWidget>

class QChartView;
class QComboBox;
class QLabel;
class QPushButton;

namespace rex::ui {

class Session;

/// Whether the map on the screen can be trusted: the answer's probability while what it marks goes, most and least
/// relevant first, against raw attention and a band of random orders. Measured only while the panel is seen, behind
/// whatever a person asks.
class FaithfulnessPanel : public QWidget {
  Q_OBJECT

 public:
  explicit FaithfulnessPanel(Session& session, QWidget* parent = nullptr);

  /// Whether a person can see it: a panel behind another tab is visible to Qt.
  void set_seen(bool seen);

 Q_SIGNALS:
  void saveRequested();  ///< the curves as a table or a figure

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void ask();
  void choose_as_wanted();
  void stop_or_go_on();
  void show_curves();

  Session& session_;
  QChartView* chart_;
  QLabel *sentence_, *legend_;
  QComboBox *part_, *replacement_;
  QPushButton *save_, *stop_;
  bool is_seen_ = false;
  bool stopped_ = false;  ///< by a person, until something else is explained
  QTimer pause_;          ///< a panel that only flashes by while docks are arranged measures nothing
};

}  // namespace rex::ui
