#pragma once

#include <QString>
#include <cstdint>
#include <filesystem>
#include <vector>

#include "ui/state/preferences.h"

namespace rex::ui {

/// What the program keeps on disk so that it need not be made again.
struct Cache {
  CacheKind kind = CacheKind::thumbnails;
  QString title;                 ///< for people
  std::filesystem::path folder;  ///< empty where nothing is kept
  std::uintmax_t bytes = 0;      ///< that its files take
  int files = 0;
};

/// The small pictures of the gallery and the regions that detectors found, as they are now.
std::vector<Cache> caches();

/// Removes the files of CACHE; they are made again when they are wanted. Those that cannot be removed stay.
void clear(const Cache& cache);

/// "3 files, 1.2 MB in FOLDER".
QString description_of(const Cache& cache);

}  // namespace rex::ui
