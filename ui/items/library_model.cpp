#include "ui/items/library_model.h"

#include "core/hub/file_download.h"
#include "ui/state/library.h"

namespace rex::ui {
namespace {

QString size_of(const LibraryEntry& entry) {
  const bool on_its_way = entry.runs() && entry.folder.empty();  // what has arrived is no size
  return entry.bytes == 0 || on_its_way ? QString()
                                        : QString::fromStdString(hub::size_text(static_cast<double>(entry.bytes)));
}

QString facts_of(const LibraryEntry& entry) {
  QStringList facts{entry.family, size_of(entry), entry.purpose};
  facts.removeAll(QString());
  return facts.join(QStringLiteral(" · "));
}

QString state_of(const LibraryEntry& entry) {
  switch (entry.state) {
    case LibraryEntry::State::waiting:
      return LibraryModel::tr("waits");
    case LibraryEntry::State::fetching:
    case LibraryEntry::State::working:
      return LibraryModel::tr("%1 %").arg(qRound(100 * entry.fraction));
    case LibraryEntry::State::paused:
      return LibraryModel::tr("paused");
    case LibraryEntry::State::installed:
      return entry.demo ? LibraryModel::tr("demo") : QString();
    case LibraryEntry::State::listed:
      break;
  }
  return {};
}

QString heading_of(const LibraryEntry& entry) {
  if (!entry.folder.empty()) return LibraryModel::tr("On this machine");
  return entry.state == LibraryEntry::State::listed ? LibraryModel::tr("Worth fetching")
                                                    : LibraryModel::tr("On its way");
}

}  // namespace

LibraryModel::LibraryModel(Library& library, QObject* parent) : QAbstractListModel(parent), library_(library) {
  connect(&library, &Library::changed, this, [this] {
    beginResetModel();
    fill();
    endResetModel();
  });
  connect(&library, &Library::entryChanged, this, [this](const QString& name) {
    const QModelIndex row = index_of(name);
    if (row.isValid()) Q_EMIT dataChanged(row, row);
  });
  fill();
}

void LibraryModel::fill() {
  rows_.clear();
  QString heading;
  for (const LibraryEntry& entry : library_.entries()) {
    if (const QString own = heading_of(entry); own != heading) rows_.push_back({heading = own, true});
    rows_.push_back({entry.name, false});
  }
}

int LibraryModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

QVariant LibraryModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= rowCount()) return {};
  const Row& row = rows_[static_cast<std::size_t>(index.row())];
  if (role == HeadingRole) return row.heading;
  if (role == NameRole || role == Qt::DisplayRole || role == Qt::AccessibleTextRole) return row.name;
  const LibraryEntry* entry = row.heading ? nullptr : library_.find(row.name);
  if (entry == nullptr) return {};
  switch (role) {
    case FactsRole:
      return facts_of(*entry);
    case StateRole:
      return state_of(*entry);
    case WarnsRole:
      return entry->failed || !entry->problem.isEmpty() || !entry->missing.isEmpty();
    case FractionRole:
      return entry->runs() ? QVariant(entry->fraction) : QVariant();
    case Qt::ToolTipRole:
      return entry->name;
    default:
      return {};
  }
}

Qt::ItemFlags LibraryModel::flags(const QModelIndex& index) const {
  if (!index.isValid() || index.row() >= rowCount()) return Qt::NoItemFlags;
  return rows_[static_cast<std::size_t>(index.row())].heading ? Qt::NoItemFlags : QAbstractListModel::flags(index);
}

QModelIndex LibraryModel::index_of(const QString& name) const {
  for (std::size_t row = 0; row < rows_.size(); ++row) {
    if (!rows_[row].heading && rows_[row].name == name) return index(static_cast<int>(row), 0);
  }
  return {};
}

}  // namespace rex::ui
