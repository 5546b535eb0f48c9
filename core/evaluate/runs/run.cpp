#include "core/evaluate/runs/run.h"

#include <ATen/Parallel.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <exception>
#include <mutex>
#include <thread>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/foreign_errors.h"
#include "core/base/json.h"
#include "core/evaluate/runs/row_file.h"

namespace rex::evaluate {
namespace fs = std::filesystem;

namespace {

nlohmann::json error_row(const std::string& id, const Error& error) {
  return {{"id", id}, {"error", {{"where", error.where()}, {"what", error.problem()}, {"remedy", error.remedy()}}}};
}

/// ERROR as one, with the sample's ID where it names no place of its own.
Error of_sample(const std::exception& error, const std::string& id) { return as_error(error, "sample " + id); }

/// While it lives LibTorch computes with one thread, on every thread that starts meanwhile.
class OneThread {
 public:
  OneThread() : before_(at::get_num_threads()) { at::set_num_threads(1); }
  ~OneThread() { at::set_num_threads(before_); }
  OneThread(const OneThread&) = delete;
  OneThread& operator=(const OneThread&) = delete;

 private:
  int before_;
};

class Crew {
 public:
  Crew(const RunSettings& settings, RowFile& file, const std::function<RowMaker()>& make_worker,
       const Progress& progress)
      : settings_(settings), file_(file), make_worker_(make_worker), progress_(progress) {
    for (std::size_t sample = 0; sample < settings.ids.size(); ++sample) {
      if (!settings.shard.has(static_cast<std::int64_t>(sample))) continue;
      ++outcome_.samples;
      if (file.done().count(settings.ids[sample]) == 0) missing_.push_back(sample);
    }
  }

  RunOutcome work() {
    const OneThread one_thread;
    const auto workers =
        std::min<std::size_t>(static_cast<std::size_t>(std::max(settings_.workers, 1)), missing_.size());
    std::vector<std::thread> threads;
    for (std::size_t i = 1; i < workers; ++i) threads.emplace_back([this] { work_alone(); });
    if (workers > 0) work_alone();
    for (std::thread& thread : threads) thread.join();
    if (failure_) std::rethrow_exception(failure_);
    outcome_.seconds = seconds();
    return outcome_;
  }

 private:
  double seconds() const { return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count(); }

  void work_alone() {
    try {
      at::set_num_threads(1);
      const RowMaker make = make_worker_();
      for (std::size_t next; !stopped_ && (next = next_++) < missing_.size();) {
        const std::size_t sample = missing_[next];
        const std::string& id = settings_.ids[sample];
        nlohmann::json row;
        try {
          row = make(sample);
          row["id"] = id;
        } catch (const Cancelled&) {
          throw;
        } catch (const std::exception& error) {
          row = error_row(id, of_sample(error, id));
        }
        keep(row);
      }
    } catch (...) {
      const std::lock_guard lock(mutex_);
      if (!failure_) failure_ = std::current_exception();
      stopped_ = true;
    }
  }

  void keep(const nlohmann::json& row) {
    const std::lock_guard lock(mutex_);
    file_.append(row);
    ++outcome_.computed;
    outcome_.failed += row.contains("error") ? 1 : 0;
    const double done = static_cast<double>(outcome_.computed), all = static_cast<double>(missing_.size());
    const double rate = done / std::max(seconds(), 1e-9);
    char text[160];
    std::snprintf(text, sizeof text, "%lld of %zu · %.3g a second · %s left%s",
                  static_cast<long long>(outcome_.computed), missing_.size(), rate,
                  duration_text((all - done) / rate).c_str(),
                  outcome_.failed == 0 ? "" : (" · " + std::to_string(outcome_.failed) + " failed").c_str());
    progress_.report(done / all, text);
  }

  const RunSettings& settings_;
  RowFile& file_;
  const std::function<RowMaker()>& make_worker_;
  const Progress& progress_;
  std::vector<std::size_t> missing_;  // places of ids
  std::atomic<std::size_t> next_ = 0;
  std::atomic<bool> stopped_ = false;
  std::mutex mutex_;
  std::exception_ptr failure_;
  RunOutcome outcome_;
  const std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

}  // namespace

std::string duration_text(double seconds) {
  const auto whole = static_cast<long long>(seconds + 0.5);
  if (whole < 60) return std::to_string(whole) + " s";
  if (whole < 3600) return std::to_string((whole + 30) / 60) + " min";
  return std::to_string(whole / 3600) + " h " + std::to_string(whole % 3600 / 60) + " min";
}

std::vector<std::string> sorted_ids(std::vector<std::string> ids, const std::string& where) {
  std::sort(ids.begin(), ids.end());
  const auto twice = std::adjacent_find(ids.begin(), ids.end());
  if (twice != ids.end())
    throw Error(where, "has the id \"" + *twice + "\" twice", "Give each sample an id of its own.");
  return ids;
}

void claim_folder(const fs::path& folder, const nlohmann::json& identity) {
  std::error_code failure;
  fs::create_directories(folder, failure);
  if (failure) throw Error(folder.string(), "cannot be made: " + failure.message(), "Choose another --out.");
  const fs::path file = folder / "run.json";
  if (!fs::exists(file)) {
    write_atomically(file, identity.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
    return;
  }
  const nlohmann::json before = read_json_object(file);
  for (const auto& [key, value] : identity.items()) {
    // As the file holds it: what is not UTF-8 was replaced.
    const std::string now = value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    if (before.contains(key) && before.at(key).dump() == now) continue;
    throw Error(file.string(),
                "is of a run with another \"" + key + "\": " + (before.contains(key) ? before.at(key).dump() : "none") +
                    ", not " + now,
                "Give the same options to go on with that run, or choose another --out.");
  }
}

RunOutcome run(const RunSettings& settings, const std::function<RowMaker()>& make_worker, const Progress& progress) {
  claim_folder(settings.folder, settings.identity);
  RowFile file(settings.folder / settings.shard.file_name());
  Crew crew(settings, file, make_worker, progress);
  RunOutcome outcome = crew.work();
  outcome.notes = file.notes();
  file.sort();
  return outcome;
}

}  // namespace rex::evaluate
