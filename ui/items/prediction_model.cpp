#include "ui/items/prediction_model.h"

#include <QColor>
#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "core/base/fault.h"
#include "core/explain/predictions.h"
#include "core/render/colour.h"
#include "ui/state/names.h"

namespace rex::ui {
namespace {

QString shown_score(const Prediction& prediction) {
  return prediction.before ? before_and_after(prediction) : short_score(prediction);
}

}  // namespace

void PredictionModel::set_answered(std::shared_ptr<const Answered> answered) {
  beginResetModel();
  answered_ = std::move(answered);
  order_.resize(answered_ ? answered_->predictions.size() : 0);
  std::iota(order_.begin(), order_.end(), std::size_t{0});
  const auto change = [this](std::size_t index) {
    const Prediction& prediction = answered_->predictions[index];
    return prediction.before ? std::abs(prediction.probability.value_or(prediction.score) - *prediction.before) : 0.0;
  };
  std::stable_sort(order_.begin(), order_.end(), [&](std::size_t a, std::size_t b) { return change(a) > change(b); });
  endResetModel();
}

void PredictionModel::set_visibility(const QueryVisibility& visibility) {
  if (visibility == visibility_) return;
  visibility_ = visibility;
  if (rowCount() > 0) Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

int PredictionModel::row_of(const Target& target) const {
  if (!answered_) return -1;
  for (std::size_t row = 0; row < order_.size(); ++row) {
    const Target& other = answered_->predictions[order_[row]].target;
    // A query has one row whatever class is asked of it.
    if (target.query ? other.query == target.query : other == target) return static_cast<int>(row);
  }
  return -1;
}

const Prediction& PredictionModel::prediction(int row) const {
  return required_at(answered_->predictions, required_at(order_, static_cast<std::size_t>(row)));
}

const Prediction& PredictionModel::at(int row) const {
  return answered_->predictions[order_[static_cast<std::size_t>(row)]];
}

int PredictionModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() || !answered_ ? 0 : static_cast<int>(answered_->predictions.size());
}

QVariant PredictionModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const Prediction& prediction = at(index.row());
  const int query = prediction.target.query ? static_cast<int>(*prediction.target.query) : -1;
  switch (role) {
    case Qt::DisplayRole:
      return QString::fromStdString(prediction.label);
    case Qt::AccessibleTextRole: {
      const QString text = (prediction.probability ? tr("%1, probability %2") : tr("%1, score %2"))
                               .arg(QString::fromStdString(prediction.label), shown_score(prediction));
      if (query < 0) return text;
      return visibility_.solo == query  ? tr("%1, shown alone").arg(text)
             : visibility_.shows(query) ? tr("%1, shown").arg(text)
                                        : tr("%1, hidden").arg(text);
    }
    case Qt::ToolTipRole:
      return prediction.probability
                 ? tr("%1\nprobability %2, raw score %3")
                       .arg(QString::fromStdString(prediction.label),
                            QString::fromStdString(probability_text(*prediction.probability, 4)))
                       .arg(prediction.score, 0, 'f', 3)
                 : tr("%1\nscore %2").arg(QString::fromStdString(prediction.label)).arg(prediction.score, 0, 'f', 3);
    case ProbabilityRole:
      return prediction.probability ? QVariant(*prediction.probability) : QVariant();
    case ShortScoreRole:
      return shown_score(prediction);
    case BeforeRole:
      return prediction.before && prediction.probability ? QVariant(*prediction.before) : QVariant();
    case ScoreRole:
      return prediction.score;
    case QueryRole:
      return query;
    case VisibleRole:
      return query < 0 ? QVariant() : QVariant(visibility_.shows(query));
    case SoloRole:
      return query < 0 ? QVariant() : QVariant(visibility_.solo == query);
    case TargetIndexRole:
      return static_cast<int>(order_[static_cast<std::size_t>(index.row())]);
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
  const QVariant probability = index.data(PredictionModel::ProbabilityRole);
  // What was there before something was taken away stays in the list.
  const double most = std::max(probability.toDouble(), index.data(PredictionModel::BeforeRole).toDouble());
  if (row != kept_row_ && probability.isValid() && most < least_) return false;
  return search_.isEmpty() || index.data(Qt::DisplayRole).toString().contains(search_, Qt::CaseInsensitive);
}

}  // namespace rex::ui
