#include "ui/state/caches.h"

#include <QCoreApplication>
#include <QLocale>

#include "core/models/open/region_cache.h"
#include "ui/convert/paths.h"
#include "ui/jobs/thumbnails.h"

namespace rex::ui {
namespace fs = std::filesystem;
namespace {

struct CacheText {
  Q_DECLARE_TR_FUNCTIONS(CacheText)
};

Cache measured(CacheKind kind, const QString& title, const fs::path& folder) {
  Cache cache{kind, title, folder};
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(folder, ignored)) {
    if (!entry.is_regular_file(ignored)) continue;
    ++cache.files;
    cache.bytes += entry.file_size(ignored);
  }
  return cache;
}

}  // namespace

std::vector<Cache> caches() {
  return {measured(CacheKind::thumbnails, CacheText::tr("Small pictures"), thumbnail_folder()),
          measured(CacheKind::regions, CacheText::tr("Regions found"), region_cache_folder())};
}

void clear(const Cache& cache) {
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(cache.folder, ignored)) {
    const fs::path ending = entry.path().extension();  // nothing but what is kept there
    if (entry.is_regular_file(ignored) && (ending == ".png" || ending == ".npz")) fs::remove(entry.path(), ignored);
  }
}

QString description_of(const Cache& cache) {
  if (cache.folder.empty()) return CacheText::tr("Nothing is kept");
  return CacheText::tr("%n file(s), %1 in %2", nullptr, cache.files)
      .arg(QLocale::c().formattedDataSize(static_cast<qint64>(cache.bytes), 1, QLocale::DataSizeSIFormat),
           text_of(cache.folder));
}

}  // namespace rex::ui
