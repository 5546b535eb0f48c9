#pragma once

#include <QList>
#include <QPair>
#include <QWidget>

class QGridLayout;
class QLabel;

namespace rex::ui {

/// Name and value, one row of the details.
using DetailRows = QList<QPair<QString, QString>>;

/// What is under the pointer, in numbers, and the notes of the result.
class DetailsPanel : public QWidget {
  Q_OBJECT

 public:
  explicit DetailsPanel(QWidget* parent = nullptr);

  void set_rows(const DetailRows& rows);  ///< empty: says how to fill it
  void set_notes(const QStringList& notes);

 private:
  QGridLayout* grid_;
  QLabel* hint_;
  QLabel* heading_;
  QLabel* notes_;
  QList<QLabel*> labels_;  ///< name, value, name, value, …; made once and used again
};

}  // namespace rex::ui
