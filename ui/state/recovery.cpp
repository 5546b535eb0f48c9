#include "ui/state/recovery.h"

#include <QDir>
#include <utility>

#include "ui/convert/paths.h"
#include "ui/state/session.h"
#include "ui/state/session_file.h"

namespace rex::ui {
namespace fs = std::filesystem;
namespace {

constexpr int minute = 60'000;
constexpr int most_windows = 32;  // that keep a file at a time

}  // namespace

Recovery::Recovery(Session& session, fs::path folder, QObject* parent)
    : QObject(parent), session_(session), folder_(std::move(folder)), jobs_(std::make_unique<FileJobs>()) {
  if (!QDir().mkpath(text_of(folder_))) return;
  std::error_code ignored;
  // A place whose lock is free and whose file is there belonged to a window that ended early.
  for (int number = 1; number <= most_windows; ++number) {
    auto lock = std::make_unique<QLockFile>(text_of(folder_ / (std::to_string(number) + ".lock")));
    lock->setStaleLockTime(0);  // held as long as its process lives
    if (!lock->tryLock(0)) continue;
    const fs::path file = folder_ / (std::to_string(number) + ".rexsession");
    if (fs::exists(file, ignored)) {
      const fs::path left = folder_ / ("left-" + std::to_string(number) + ".rexsession");
      fs::rename(file, left, ignored);
    }
    if (lock_ == nullptr) {
      lock_ = std::move(lock);
      file_ = file;
    }
  }
  for (const auto& entry : fs::directory_iterator(folder_, ignored)) {
    if (entry.path().filename().string().starts_with("left-")) left_.push_back(entry.path());
  }
  const auto change = [this] { changed_ = true; };
  for (const auto signal : {&Session::explanationChanged, &Session::comparedChanged, &Session::appearanceChanged,
                            &Session::pinsChanged, &Session::comparingChanged})
    connect(&session_, signal, this, change);
  for (const auto signal :
       {&Selection::tokenChanged, &Selection::headChanged, &Selection::stepChanged, &Selection::visibilityChanged})
    connect(&session_.selection(), signal, this, change);
  connect(&every_minute_, &QTimer::timeout, this, &Recovery::keep);
  every_minute_.start(minute);
}

Recovery::~Recovery() {
  jobs_.reset();  // waits for what is being written
  std::error_code ignored;
  if (!file_.empty()) fs::remove(file_, ignored);
}

void Recovery::forget_left_behind() {
  std::error_code ignored;
  for (const fs::path& file : left_) fs::remove(file, ignored);
  left_.clear();
}

void Recovery::keep() {
  const bool pasted = session_.picture() && session_.picture_file().empty();
  const Question& question = session_.shown_asked().question;
  const bool pasted_second = question.like && question.like_file.empty();
  if (file_.empty() || pasted || pasted_second || !session_.explanation() || !std::exchange(changed_, false)) return;
  jobs_->start(
      [saved = saved_session(session_), file = file_] {
        write_session(saved, file);
        return [] {};
      },
      [this](const QString&, const QString&) { changed_ = true; });  // the next minute tries again
}

}  // namespace rex::ui
