#pragma once

#include <QAbstractListModel>
#include <QSortFilterProxyModel>
#include <memory>
#include <vector>

#include "core/explain/predictions.h"
#include "ui/jobs/model_worker.h"
#include "ui/state/selection.h"

namespace rex::ui {

/// The predictions of an answer, best first: classes, answers, captions, or object queries. Where something of the
/// input is taken away, what that changed most comes first.
class PredictionModel : public QAbstractListModel {
  Q_OBJECT

 public:
  enum Role {
    ProbabilityRole = Qt::UserRole,  ///< double, 0…1
    ShortScoreRole,                  ///< string: the probability, or the score where there is none; "0.98 → 0.31"
    BeforeRole,                      ///< double, 0…1, before something was taken away; invalid where nothing is
    ScoreRole,                       ///< double, raw logit
    ColourRole,                      ///< QColor of an object query; invalid otherwise
    QueryRole,                       ///< int; -1 without object queries
    VisibleRole,                     ///< bool, whether the object query is drawn; invalid without object queries
    SoloRole,                        ///< bool, whether it is drawn alone; invalid without object queries
    TargetIndexRole                  ///< int, position in Answered::predictions
  };

  using QAbstractListModel::QAbstractListModel;

  void set_answered(std::shared_ptr<const Answered> answered);
  const Answered* answered() const { return answered_.get(); }
  void set_visibility(const QueryVisibility& visibility);

  /// The row of TARGET, or -1.
  int row_of(const Target& target) const;
  const Prediction& prediction(int row) const;

  int rowCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;

 private:
  const Prediction& at(int row) const;

  std::shared_ptr<const Answered> answered_;
  std::vector<std::size_t> order_;  ///< of the predictions, by row
  QueryVisibility visibility_;
};

/// The predictions that a person wants to see: a search text, and for detections the least probability.
class PredictionFilter : public QSortFilterProxyModel {
  Q_OBJECT

 public:
  using QSortFilterProxyModel::QSortFilterProxyModel;

  void set_search(const QString& text);
  void set_least_probability(double probability);
  double least_probability() const { return least_; }
  void set_kept_row(int row);  ///< of the source; shown whatever its probability; -1: none

 protected:
  bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

 private:
  QString search_;
  double least_ = 0;
  int kept_row_ = -1;
};

}  // namespace rex::ui
