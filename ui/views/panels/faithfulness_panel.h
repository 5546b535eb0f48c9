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

 Q_SIGNALS:
  void saveRequested();  ///< the curves as a table

 protected:
  void showEvent(QShowEvent* event) override;
  void hideEvent(QHideEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void ask();
  void show_curves();

  Session& session_;
  QChartView* chart_;
  QLabel *sentence_, *number_;
  QComboBox *part_, *replacement_;
  QPushButton* save_;
  QTimer seen_;  ///< a panel that only flashes by while docks are arranged measures nothing
};

}  // namespace rex::ui
