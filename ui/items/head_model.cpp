#include "ui/items/head_model.h"

#include <ATen/ATen.h>

#include <QStringList>
#include <algorithm>
#include <numeric>
#include <utility>

#include "core/base/fault.h"

namespace rex::ui {

void HeadModel::set_explanation(std::shared_ptr<const Explanation> explanation) {
  explanation_ = std::move(explanation);
  if (!stacks().contains(stack_)) stack_ = stacks().isEmpty() ? QString() : stacks().constLast();
  rebuild();
}

void HeadModel::set_stack(const QString& stack) {
  if (stack == stack_) return;
  stack_ = stack;
  rebuild();
}

void HeadModel::set_values(HeadValues values) {
  if (values == values_) return;
  values_ = values;
  rebuild();
}

void HeadModel::set_tokens(std::vector<TokenPlace> tokens) {
  if (tokens == tokens_) return;
  tokens_ = std::move(tokens);
  rebuild();
}

void HeadModel::set_sorted(bool sorted) {
  if (sorted == sorted_) return;
  sorted_ = sorted;
  rebuild();
}

void HeadModel::order_heads() {
  order_.resize(static_cast<std::size_t>(heads_));
  std::iota(order_.begin(), order_.end(), 0);
  if (!sorted_) return;
  std::vector<double> carried(order_.size(), 0.0);
  for (const int map : maps_) {
    const auto heads = explanation_->head_maps[static_cast<std::size_t>(map)].attention.size(0);
    for (int head = 0; head < static_cast<int>(heads); ++head) {
      for (const float value : row({map, head})) carried[static_cast<std::size_t>(head)] += static_cast<double>(value);
    }
  }
  std::stable_sort(order_.begin(), order_.end(), [&](int a, int b) {
    return carried[static_cast<std::size_t>(a)] > carried[static_cast<std::size_t>(b)];
  });
}

QStringList HeadModel::stacks() const {
  QStringList names;
  if (!explanation_) return names;
  for (const HeadMaps& maps : explanation_->head_maps) {
    const QString name = QString::fromStdString(maps.stack);
    if (!names.contains(name)) names << name;
  }
  return names;
}

void HeadModel::rebuild() {
  beginResetModel();
  maps_.clear();
  layer_means_ = false;
  heads_ = 0;
  largest_ = 0;
  if (explanation_) {
    for (std::size_t i = 0; i < explanation_->head_maps.size(); ++i) {
      const HeadMaps& maps = explanation_->head_maps[i];
      if (QString::fromStdString(maps.stack) != stack_) continue;
      maps_.insert(maps_.begin(), static_cast<int>(i));
      heads_ = std::max(heads_, static_cast<int>(maps.attention.size(0)));
    }
    order_heads();
    layer_means_ = maps_.size() > 1 && layers_agree(*explanation_, maps_.front());
    for (const int map : maps_) {
      for (int head = 0; head < heads_; ++head) {
        for (const float value : row({map, head})) largest_ = std::max(largest_, value);
      }
    }
  }
  endResetModel();
}

std::vector<float> HeadModel::row(const HeadPlace& place) const {
  return head_rows(*explanation_, place, tokens_, values_);
}

HeadPlace HeadModel::place(const QModelIndex& index) const {
  if (layer_means_ && index.row() == 0) return {maps_.front(), head_of(index.column()), true};
  return {required_at(maps_, static_cast<std::size_t>(index.row() - first_layer_row())), head_of(index.column()),
          false};
}

QModelIndex HeadModel::index_of(const HeadPlace& place) const {
  const auto found = std::find(maps_.begin(), maps_.end(), place.map);
  if (found == maps_.end() || place.head >= heads_ || (place.all_layers && !layer_means_)) return {};
  const int row = place.all_layers ? 0 : first_layer_row() + static_cast<int>(found - maps_.begin());
  if (place.head < 0) return index(row, 0);
  return index(row, 1 + static_cast<int>(std::find(order_.begin(), order_.end(), place.head) - order_.begin()));
}

int HeadModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(maps_.size()) + first_layer_row();
}

int HeadModel::columnCount(const QModelIndex& parent) const { return parent.isValid() || heads_ == 0 ? 0 : heads_ + 1; }

QString HeadModel::title(const HeadPlace& place) const {
  const int layer = explanation_->head_maps[static_cast<std::size_t>(place.map)].layer + 1;
  const QString where = place.all_layers ? tr("mean of the layers") : tr("layer %1").arg(layer);
  return place.head < 0 ? tr("%1, mean of the heads").arg(where) : tr("%1, head %2").arg(where).arg(place.head + 1);
}

QVariant HeadModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const HeadPlace at = place(index);
  switch (role) {
    case MapRole:
      return at.map;
    case HeadRole:
      return at.head;
    case AllLayersRole:
      return at.all_layers;
    case RowRole: {
      QVariantList values;
      for (const float value : row(at)) values << value;
      return values;
    }
    case MeanRole: {
      const std::vector<float> values = row(at);
      double sum = 0;
      for (const float value : values) sum += value;
      return values.empty() ? 0.0 : sum / static_cast<double>(values.size());
    }
    case Qt::AccessibleTextRole:
      return tr("%1: mean %2").arg(title(at)).arg(data(index, MeanRole).toDouble(), 0, 'g', 3);
    case Qt::ToolTipRole:
      return title(at);
    default:
      return {};
  }
}

QVariant HeadModel::headerData(int section, Qt::Orientation orientation, int role) const {
  const bool columns = orientation == Qt::Horizontal;
  if (role == Qt::ToolTipRole) {
    if (columns && section > 0 && !layer_means_) return tr("Head %1").arg(head_of(section) + 1);
    return columns ? tr("Click for the mean of the layers") : tr("Click for the mean of the heads");
  }
  if (role != Qt::DisplayRole) return {};
  if (columns) return section == 0 ? tr("Ø") : QString::number(head_of(section) + 1);
  if (section < first_layer_row()) return tr("Ø");
  const auto layer = static_cast<std::size_t>(section - first_layer_row());
  if (layer >= maps_.size()) return {};
  return QString::number(explanation_->head_maps[static_cast<std::size_t>(maps_[layer])].layer + 1);
}

}  // namespace rex::ui
