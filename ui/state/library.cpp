#include "ui/state/library.h"

#include <QFile>
#include <QSettings>
#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

#include "core/base/foreign_errors.h"
#include "core/base/progress.h"
#include "core/hub/download.h"
#include "core/hub/downloaded.h"
#include "core/hub/file_download.h"
#include "core/models/families/family.h"
#include "core/models/open/check_model.h"
#include "core/models/open/find_models.h"
#include "core/models/open/hub_cache.h"
#include "core/models/open/model_library.h"
#include "ui/convert/paths.h"
#include "ui/state/names.h"

namespace rex::ui {
namespace fs = std::filesystem;
namespace {

constexpr double fetched_share = 0.9;  // of the way; trying it out is the rest

QString used_key(const fs::path& folder) {
  return QStringLiteral("modelUsed/") + QString::fromLatin1(text_of(folder).toUtf8().toPercentEncoding());
}

QString family_text(const std::string& type) {
  return type == "faster_rcnn" ? QStringLiteral("Faster R-CNN") : QString::fromStdString(family_title(type));
}

/// A model of a family that reads regions, and no detector among DETECTORS.
bool lacks_regions(const FoundModel& model, const std::vector<FoundModel>& detectors) {
  const Family* family = find_family(model.family);
  if (family == nullptr || !family->kind.sees_regions() || !detectors.empty()) return false;
  std::error_code problem;
  return !fs::is_directory(model.folder / "regions", problem) &&
         !fs::is_directory(model.folder.parent_path() / "regions", problem) && !model.demo;
}

LibraryEntry entry_of(const FoundModel& model) {
  LibraryEntry entry;
  entry.state = LibraryEntry::State::installed;
  entry.name = QString::fromStdString(model.name);
  entry.family = family_text(model.family);
  entry.folder = model.folder;
  entry.bytes = model.bytes;
  entry.demo = model.demo;
  entry.detector = model.family == "faster_rcnn";
  entry.problem = QString::fromStdString(model.problem);
  return entry;
}

std::vector<LibraryEntry> look_around() {
  const std::vector<FoundModel> models = find_models(), detectors = find_detectors();
  std::vector<LibraryEntry> found;
  for (const FoundModel& model : models) {
    found.push_back(entry_of(model));
    if (lacks_regions(model, detectors)) found.back().missing = Library::tr("a region detector");
  }
  for (const FoundModel& detector : detectors) found.push_back(entry_of(detector));
  if (const fs::path own = own_models_folder(); !own.empty()) {
    for (const hub::Unfinished& unfinished : hub::unfinished_downloads(own)) {
      LibraryEntry entry;
      entry.state = LibraryEntry::State::paused;
      entry.name = QString::fromStdString(unfinished.name);
      entry.bytes = unfinished.bytes;
      found.push_back(std::move(entry));
    }
  }
  return found;
}

/// "WHERE: what is wrong. What to do", in one line.
QString sentence_of(const std::exception& exception) {
  const Error error = as_error(exception);
  const std::string where = error.where().empty() ? "" : error.where() + ": ";
  return QString::fromStdString(where + error.problem() + ". " + error.remedy());
}

/// Removes what has arrived of NAME; where that fails it stays, and is listed as paused.
void forget_unfinished(const fs::path& folder, const QString& name) {
  try {
    hub::forget_unfinished(folder, name.toStdString());
  } catch (const std::exception&) {
  }
}

/// The folder that goes when the model in FOLDER goes: the repository's, in the hub's layout.
fs::path whole_folder(const fs::path& folder) {
  return hub_name(folder).empty() || folder.parent_path().filename() != "snapshots"
             ? folder
             : folder.parent_path().parent_path();
}

QString size_of(std::uint64_t bytes) { return QString::fromStdString(hub::size_text(static_cast<double>(bytes))); }

int rank(const LibraryEntry& entry) {
  using State = LibraryEntry::State;
  if (!entry.folder.empty()) return entry.demo ? 0 : 1;
  return entry.state == State::listed ? 3 : 2;
}

}  // namespace

Library::Library(QObject* parent) : QObject(parent) {
  try {
    listed_ = listed_models();
  } catch (const Error&) {  // without the list any repository can still be typed
  }
  take_found({});
}

Library::~Library() {
  fetching_.drop_waiting();
  looking_thread_.drop_waiting();
  for (auto& [name, stop] : stops_) stop.request_stop();
}

LibraryEntry* Library::entry(const QString& name) {
  const auto found =
      std::find_if(entries_.begin(), entries_.end(), [&](const LibraryEntry& entry) { return entry.name == name; });
  return found == entries_.end() ? nullptr : &*found;
}

const LibraryEntry* Library::find(const QString& name) const { return const_cast<Library*>(this)->entry(name); }

void Library::say(const QString& name, const QString& text, bool failed) {
  LibraryEntry* said = entry(name);
  if (said == nullptr) return;
  said->said = text;
  said->failed = failed;
  Q_EMIT entryChanged(name);
}

void Library::note_use(const fs::path& folder) {
  std::error_code problem;
  QSettings().setValue(used_key(fs::weakly_canonical(folder, problem)), QDateTime::currentDateTimeUtc());
}

void Library::sort() {
  std::stable_sort(entries_.begin(), entries_.end(), [](const LibraryEntry& a, const LibraryEntry& b) {
    if (rank(a) != rank(b)) return rank(a) < rank(b);
    return rank(a) == 1 && a.name.compare(b.name, Qt::CaseInsensitive) < 0;
  });
}

void Library::take_found(std::vector<LibraryEntry> found) {
  std::vector<LibraryEntry> old = std::move(entries_);
  const auto before = [&](const QString& name) {
    const auto at = std::find_if(old.begin(), old.end(), [&](const LibraryEntry& entry) { return entry.name == name; });
    return at == old.end() ? nullptr : &*at;
  };
  entries_ = std::move(found);
  for (LibraryEntry& entry : entries_) {
    if (const LibraryEntry* known = before(entry.name)) {
      entry.said = known->said;
      entry.failed = known->failed;
      entry.licence = known->licence;
      if (known->runs()) {  // what is under way goes on
        entry.state = known->state;
        entry.fraction = known->fraction;
        entry.step = known->step;
      }
    }
    if (!entry.folder.empty()) entry.used = QSettings().value(used_key(entry.folder)).toDateTime();
  }
  const auto detector = std::find_if(listed_.begin(), listed_.end(),
                                     [](const hub::ListedModel& model) { return model.family == "faster_rcnn"; });
  for (LibraryEntry& entry : entries_) {
    if (!entry.missing.isEmpty() && detector != listed_.end()) {
      entry.missing_model = QString::fromStdString(detector->name);
    }
  }
  for (const hub::ListedModel& model : listed_) {
    const QString name = QString::fromStdString(model.name);
    LibraryEntry* there = entry(name);
    if (there == nullptr) {
      LibraryEntry fresh;
      if (const LibraryEntry* known = before(name); known != nullptr && known->folder.empty()) fresh = *known;
      if (fresh.state == LibraryEntry::State::paused) fresh.state = LibraryEntry::State::listed;  // it is gone
      fresh.name = name;
      entries_.push_back(fresh);
      there = &entries_.back();
    }
    there->purpose = QString::fromStdString(model.good_for);
    there->detector = model.family == "faster_rcnn";
    if (there->family.isEmpty()) there->family = family_text(model.family);
  }
  for (const LibraryEntry& typed : old) {  // repositories that were typed, and what is under way
    if (entry(typed.name) == nullptr && typed.folder.empty()) entries_.push_back(typed);
  }
  sort();
  Q_EMIT changed();
}

void Library::refresh() {
  looking_ = true;  // a look that is under way may have come too early
  looking_thread_.start([this] {
    auto found = std::make_shared<std::vector<LibraryEntry>>();
    try {
      *found = look_around();
    } catch (const std::exception&) {  // a folder that cannot be read shows nothing
    }
    mailbox_.post([this, found] {
      looking_ = false;
      take_found(std::move(*found));
    });
  });
}

QString Library::add(const QString& text, QString& problem) {
  QString name;
  try {
    name = QString::fromStdString(hub::parse_repository(text.toStdString()).repository);
  } catch (const Error& error) {
    problem = sentence_of(error);
    return {};
  }
  if (entry(name) != nullptr) return name;
  LibraryEntry typed;
  typed.name = name;
  entries_.push_back(std::move(typed));
  sort();
  Q_EMIT changed();
  return name;
}

/// Tells the window's thread how far the entry NAME, which is then in STATE, has come.
Progress::Listener Library::listener(const QString& name, LibraryEntry::State state) {
  return [this, name, state](double fraction, const std::string& step) {
    mailbox_.post([this, name, state, fraction, text = QString::fromStdString(step)] {
      LibraryEntry* moved = entry(name);
      if (moved == nullptr || stops_.count(name) == 0) return;
      moved->state = state;
      moved->fraction = fraction;
      moved->step = step_title(text);
      Q_EMIT entryChanged(name);
    });
  };
}

/// Runs WORK for the entry NAME, then in the window's thread what it returned; STOPPED where it was stopped.
void Library::run(JobThread& thread, const QString& name, std::function<Finish(std::stop_token stop)> work,
                  Finish stopped) {
  const std::stop_token stop = (stops_[name] = std::stop_source()).get_token();
  thread.start([this, name, stop, work = std::move(work), stopped = std::move(stopped)] {
    Finish finish;
    try {
      if (stop.stop_requested()) throw Cancelled();
      finish = work(stop);
    } catch (const Cancelled&) {
      finish = stopped;
    } catch (const std::exception& exception) {
      finish = [this, name, stopped, problem = sentence_of(exception)] {
        forget_.erase(name);  // what has arrived is kept
        stopped();
        say(name, problem, true);
      };
    }
    mailbox_.post([this, name, finish] {
      stops_.erase(name);
      finish();
    });
  });
}

void Library::ask(const QString& name) {
  if (LibraryEntry* asked = entry(name); asked == nullptr || asked->runs()) return;
  say(name, tr("Asking the hub…"));
  hub::DownloadOptions options;
  for (const hub::ListedModel& model : listed_) {
    if (name.toStdString() == model.name) options.borrowed = model.borrowed;
  }
  looking_thread_.start([this, name, options] {
    Finish finish;
    try {
      const hub::Offer offer = hub::look_up(hub::hub_from_environment(), name.toStdString(), options);
      finish = [this, name, offer] {
        LibraryEntry* asked = entry(name);
        if (asked == nullptr) return;
        if (asked->folder.empty() && asked->state == LibraryEntry::State::listed) asked->bytes = offer.bytes;
        asked->licence = offer.licence.empty() ? tr("its owner states none") : QString::fromStdString(offer.licence);
        say(name, tr("%n file(s), %1", nullptr, static_cast<int>(offer.files)).arg(size_of(offer.bytes)));
      };
    } catch (const std::exception& exception) {
      finish = [this, name, problem = sentence_of(exception)] { say(name, problem, true); };
    }
    mailbox_.post(finish);
  });
}

void Library::get(const QString& name) {
  LibraryEntry* wanted = entry(name);
  if (wanted == nullptr || wanted->runs() || !wanted->folder.empty()) return;
  hub::DownloadOptions options;
  options.folder = own_models_folder();
  if (options.folder.empty()) return say(name, tr("There is no home folder for models."), true);
  QString elsewhere;
  for (const hub::ListedModel& model : listed_) {
    if (name.toStdString() != model.name) continue;
    options.borrowed = model.borrowed;
    elsewhere = QString::fromStdString(model.elsewhere);
  }
  wanted->state = LibraryEntry::State::waiting;
  wanted->step = tr("waiting for its turn");
  wanted->fraction = 0;
  wanted->said.clear();
  sort();
  Q_EMIT changed();

  const auto work = [this, name, options](std::stop_token stop) -> Finish {
    const Progress progress(listener(name, LibraryEntry::State::fetching), std::move(stop));
    const hub::Downloaded got =
        hub::download(hub::hub_from_environment(), name.toStdString(), options, progress.part(0, fetched_share));
    std::optional<CheckedModel> checked;
    QString problem;
    try {
      checked = check_model(got.folder, progress.part(fetched_share, 1));
    } catch (const Error& error) {
      problem = QString::fromStdString(error.problem() + ". " + error.remedy());
    }
    const std::vector<LibraryEntry> found = look_around();
    return [this, name, got, checked, problem, found] {
      if (LibraryEntry* done = entry(name)) done->state = LibraryEntry::State::installed;
      take_found(found);
      LibraryEntry* done = entry(name);
      if (done == nullptr) return;
      done->state = LibraryEntry::State::installed;
      done->licence = got.licence.empty() ? tr("its owner states none") : QString::fromStdString(got.licence);
      if (!checked) return say(name, tr("It is here, but cannot be used: %1").arg(problem), true);
      done->missing = QString::fromStdString(checked->missing);
      done->missing_model = QString::fromStdString(checked->missing_model);
      say(name, tr("Fetched and tried out: %1").arg(QString::fromStdString(checked->family)));
      Q_EMIT installed(got.folder);
    };
  };
  const auto stopped = [this, name, elsewhere, folder = options.folder] {
    if (forget_.erase(name) != 0) looking_thread_.start([folder, name] { forget_unfinished(folder, name); });
    if (LibraryEntry* left = entry(name)) {
      left->state = LibraryEntry::State::listed;
      left->fraction = 0;
      left->step.clear();
      left->said = elsewhere;
      Q_EMIT entryChanged(name);
    }
    refresh();
  };
  run(fetching_, name, work, stopped);
}

void Library::pause(const QString& name) {
  const auto running = stops_.find(name);
  if (running != stops_.end()) running->second.request_stop();
}

void Library::cancel(const QString& name) {
  LibraryEntry* left = entry(name);
  if (left == nullptr || !left->folder.empty()) return;
  if (stops_.count(name) != 0) {
    forget_[name] = true;
    return pause(name);
  }
  looking_thread_.start([folder = own_models_folder(), name] { forget_unfinished(folder, name); });
  refresh();
}

void Library::verify(const QString& name) {
  LibraryEntry* checked = entry(name);
  if (checked == nullptr || checked->runs() || checked->folder.empty()) return;
  checked->state = LibraryEntry::State::working;
  checked->step = tr("checking");
  checked->fraction = 0;
  say(name, {});
  const auto rest = [this, name] {
    if (LibraryEntry* left = entry(name)) left->state = LibraryEntry::State::installed;
    Q_EMIT entryChanged(name);
  };
  const auto work = [this, name, rest, folder = checked->folder](std::stop_token stop) -> Finish {
    const hub::Verified verified =
        hub::verify_model(folder, Progress(listener(name, LibraryEntry::State::working), std::move(stop)));
    return [this, name, verified, rest] {
      rest();
      QStringList damaged;
      for (const std::string& file : verified.damaged) damaged << QString::fromStdString(file);
      if (damaged.isEmpty()) {
        say(name, tr("All %n file(s) are as the hub promised.", nullptr, verified.files));
      } else {
        say(name, tr("Damaged: %1. Move it to the trash and fetch it again.").arg(damaged.join(QStringLiteral(", "))),
            true);
      }
    };
  };
  run(looking_thread_, name, work, rest);
}

void Library::move_to_trash(const QString& name) {
  LibraryEntry* gone = entry(name);
  if (gone == nullptr || gone->runs() || gone->folder.empty() || gone->demo) return;
  gone->state = LibraryEntry::State::working;
  gone->step = tr("moving to the trash");
  say(name, {});
  const auto rest = [this, name] {
    if (LibraryEntry* left = entry(name)) left->state = LibraryEntry::State::installed;
    Q_EMIT entryChanged(name);
  };
  const auto work = [this, name, rest, folder = whole_folder(gone->folder)](std::stop_token) -> Finish {
    if (!QFile::moveToTrash(text_of(folder))) {
      throw Error(folder.string(), tr("cannot be moved to the trash").toStdString(),
                  tr("Show the folder, and remove it there.").toStdString());
    }
    return [this, rest] {
      rest();
      refresh();
    };
  };
  run(looking_thread_, name, work, rest);
}

}  // namespace rex::ui
