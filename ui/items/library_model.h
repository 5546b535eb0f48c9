#pragma once

#include <QAbstractListModel>
#include <vector>

namespace rex::ui {

class Library;

/// The rows of the library: a heading over each kind of models, and the models. Headings cannot be chosen.
class LibraryModel : public QAbstractListModel {
  Q_OBJECT

 public:
  enum Role {
    HeadingRole = Qt::UserRole,  ///< whether the row is a heading
    NameRole,                    ///< QString, also of headings
    FactsRole,                   ///< QString: family and size, or what it is good for
    StateRole,                   ///< QString, short: "42 %", "paused"
    WarnsRole,                   ///< bool: something is wrong or missing
    FractionRole                 ///< double of what runs; invalid where nothing does
  };

  explicit LibraryModel(Library& library, QObject* parent = nullptr);

  int rowCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  Qt::ItemFlags flags(const QModelIndex& index) const override;

  QModelIndex index_of(const QString& name) const;  ///< invalid where there is none

 private:
  void fill();

  Library& library_;
  struct Row {
    QString name;
    bool heading = false;
  };
  std::vector<Row> rows_;
};

}  // namespace rex::ui
