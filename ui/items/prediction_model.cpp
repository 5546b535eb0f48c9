#include "ui/items/prediction_model.h"

#include <QColor>
#include <cmath>
#include <utility>

#include "core/base/fault.h"
#include "core/explain/predictions.h"
#include "core/render/colour.h"
#include "ui/state/names.h"

namespace rex::ui {

void PredictionModel::set_answered(std::shared_ptr<const Answered> answered) {
  beginResetModel();
  answered_ = std::move(answered);
  endResetModel();
}

void PredictionModel::set_visibility(const QueryVisibility& visibility) {
  if (visibility == visibility_) return;
  visibility_ = visibility;
  if (rowCount() > 0) Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

int PredictionModel::row_of(const Target& target) const {
  if (!answered_) return -1;
  for (std::size_t row = 0; row < answered_->predictions.size(); ++row) {
    const Target& other = answered_->predictions[row].target;
    // A query has one row whatever class is asked of it.
    if (target.query ? other.query == target.query : other == target) return static_cast<int>(row);
  }
  return -1;
}

const Prediction& PredictionModel::prediction(int row) const {
  return required_at(answered_->predictions, static_cast<std::size_t>(row));
}

int PredictionModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() || !answered_ ? 0 : static_cast<int>(answered_->predictions.size());
}

QVariant PredictionModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const Prediction& prediction = answered_->predictions[static_cast<std::size_t>(index.row())];
  const int query = prediction.target.query ? static_cast<int>(*prediction.target.query) : -1;
  switch (role) {
    case Qt::DisplayRole:
      return prediction_title(*answered_, prediction);
    case Qt::AccessibleTextRole: {
      if (std::isnan(prediction.probability)) {
        return tr("%1, score %2").arg(prediction_title(*answered_, prediction)).arg(prediction.score, 0, 'f', 2);
      }
      const QString text =
          tr("%1, probability %2").arg(prediction_title(*answered_, prediction)).arg(prediction.probability, 0, 'f', 2);
      if (query < 0) return text;
      return visibility_.solo == query  ? tr("%1, shown alone").arg(text)
             : visibility_.shows(query) ? tr("%1, shown").arg(text)
                                        : tr("%1, hidden").arg(text);
    }
    case Qt::ToolTipRole:
      if (std::isnan(prediction.probability)) {
        return tr("%1\nscore %2").arg(prediction_title(*answered_, prediction)).arg(prediction.score, 0, 'f', 3);
      }
      return tr("%1\nprobability %2, raw score %3")
          .arg(prediction_title(*answered_, prediction))
          .arg(prediction.probability, 0, 'f', 4)
          .arg(prediction.score, 0, 'f', 3);
    case ProbabilityRole:
      return prediction.probability;
    case ScoreRole:
      return prediction.score;
    case QueryRole:
      return query;
    case VisibleRole:
      return query < 0 ? QVariant() : QVariant(visibility_.shows(query));
    case SoloRole:
      return query < 0 ? QVariant() : QVariant(visibility_.solo == query);
    case TargetIndexRole:
      return index.row();
    case ColourRole: {
      if (query < 0) return {};
      const Colour colour = distinct_colour(query);
      return QColor(colour.red, colour.green, colour.blue);
    }
    default:
      return {};
  }
}

void PredictionFilter::set_search(const QString& text) {
  search_ = text.trimmed();
  invalidateFilter();
}

void PredictionFilter::set_least_probability(double probability) {
  least_ = probability;
  invalidateFilter();
}

void PredictionFilter::set_kept_row(int row) {
  if (row == kept_row_) return;
  kept_row_ = row;
  invalidateFilter();
}

bool PredictionFilter::filterAcceptsRow(int row, const QModelIndex& parent) const {
  const QModelIndex index = sourceModel()->index(row, 0, parent);
  if (row != kept_row_ && index.data(PredictionModel::ProbabilityRole).toDouble() < least_) return false;
  return search_.isEmpty() || index.data(Qt::DisplayRole).toString().contains(search_, Qt::CaseInsensitive);
}

}  // namespace rex::ui
