#include "core/models/open/region_cache.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "core/base/digest.h"
#include "core/base/error.h"
#include "core/picture/picture.h"

namespace rex {
namespace {

namespace fs = std::filesystem;

/// Removes the files of FOLDER that were used longest ago until they take at most MOST bytes.
void remove_oldest(const fs::path& folder, std::uintmax_t most) {
  std::vector<std::tuple<fs::file_time_type, fs::path, std::uintmax_t>> files;
  std::uintmax_t bytes = 0;
  std::error_code problem;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, problem)) {
    if (!entry.is_regular_file(problem) || entry.path().extension() != ".npz") continue;
    files.emplace_back(entry.last_write_time(problem), entry.path(), entry.file_size(problem));
    bytes += std::get<2>(files.back());
  }
  std::sort(files.begin(), files.end());
  for (const auto& [time, path, size] : files) {
    if (bytes <= most) return;
    fs::remove(path, problem);
    bytes -= size;
  }
}

class CachedRegionSource : public RegionSource {
 public:
  CachedRegionSource(std::unique_ptr<KeyedRegionSource> source, fs::path folder, std::uintmax_t most)
      : source_(std::move(source)), folder_(std::move(folder)), most_(most) {}

  std::string name() const override { return source_->name(); }
  std::int64_t feature_size() const override { return source_->feature_size(); }
  std::vector<std::string> notes() const override { return source_->notes(); }

  Regions find(const Picture& picture, const Progress& progress) const override {
    progress.report(0, "looking for regions");
    Digest hash;
    hash.add(source_->key() + " " + std::to_string(picture.width) + "×" + std::to_string(picture.height) + " ");
    hash.add({reinterpret_cast<const char*>(picture.pixels.data()), picture.pixels.size()});
    const fs::path file = folder_ / (hash.hexadecimal() + ".npz");
    std::error_code problem;
    try {
      Regions kept = load_regions(file);
      if (kept.features.size(1) == source_->feature_size()) {
        fs::last_write_time(file, fs::file_time_type::clock::now(), problem);
        return kept;
      }
    } catch (const Error&) {  // not there, or damaged
    }
    Regions found = source_->find(picture, progress);
    try {
      fs::create_directories(folder_, problem);
      save_regions(file, found);
      remove_oldest(folder_, most_);
    } catch (const Error&) {  // nothing is kept
    }
    return found;
  }

 private:
  std::unique_ptr<KeyedRegionSource> source_;
  fs::path folder_;
  std::uintmax_t most_;
};

}  // namespace

std::uintmax_t region_cache_size() {
  const char* const value = std::getenv("REX_REGIONS_MB");
  const std::string_view text = value == nullptr ? "" : value;
  std::uint32_t megabytes = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), megabytes);
  const bool said = !text.empty() && problem == std::errc() && end == text.data() + text.size();
  return said ? std::uintmax_t{megabytes} << 20 : most_kept_regions;
}

fs::path region_cache_folder() {
  if (const char* const chosen = std::getenv("REX_CACHE"); chosen != nullptr && *chosen != '\0') {
    return fs::path(chosen) / "regions";
  }
  const char *cache = std::getenv("XDG_CACHE_HOME"), *home = std::getenv("HOME");
  const bool named = cache != nullptr && *cache != '\0';
  if (!named && (home == nullptr || *home == '\0')) return {};
  return (named ? fs::path(cache) : fs::path(home) / ".cache") / "relevance-explorer" / "regions";
}

std::unique_ptr<RegionSource> cached_regions(std::unique_ptr<KeyedRegionSource> source, const fs::path& folder,
                                             std::uintmax_t most) {
  if (folder.empty()) return source;
  return std::make_unique<CachedRegionSource>(std::move(source), folder, most);
}

}  // namespace rex
