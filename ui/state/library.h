#pragma once

#include <QDateTime>
#include <QObject>
#include <QString>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <stop_token>
#include <vector>

#include "core/base/progress.h"
#include "core/hub/model_list.h"
#include "ui/jobs/job_thread.h"
#include "ui/jobs/mailbox.h"

namespace rex::ui {

/// One model that is on this machine, on its way, or worth fetching.
struct LibraryEntry {
  enum class State {
    installed,
    listed,    ///< could be fetched
    paused,    ///< a part of it is here
    waiting,   ///< for its turn
    fetching,  ///< also while it is tried out
    working    ///< installed, and being checked or moved
  };

  State state = State::listed;
  QString name;                  ///< of the repository, else of the folder
  QString family;                ///< for people
  QString purpose;               ///< what it is good for
  std::filesystem::path folder;  ///< where it lies; empty while it is not whole
  std::uint64_t bytes = 0;       ///< on disk, of what was fetched so far, or as the hub says; 0: not known
  bool demo = false;             ///< came with the program
  bool detector = false;         ///< finds regions for others
  QDateTime used;                ///< when it was last opened; null: never
  QString licence;               ///< as the hub says; empty: not asked
  QString problem;               ///< why it cannot be opened
  QString missing;               ///< what it lacks to answer: "a region detector"
  QString missing_model;         ///< the model that fills this; may be empty
  QString said;                  ///< what came of the last thing that was done with it
  bool failed = false;           ///< SAID is a failure
  double fraction = 0;           ///< 0…1 of what runs
  QString step;                  ///< in words, with rate and time left

  bool runs() const { return state == State::waiting || state == State::fetching || state == State::working; }
};

/// The models of this machine and those worth fetching, and what is done with them. All work runs beside the window's
/// thread: fetching one model after the other, and looking, checking and moving in another thread. Nothing is asked of
/// the network but by ask() and get().
class Library : public QObject {
  Q_OBJECT

 public:
  explicit Library(QObject* parent = nullptr);
  ~Library() override;  ///< stops what runs; what has arrived of a model is kept

  /// Those on this machine first: demos, then others by name; then those on their way and those worth fetching.
  const std::vector<LibraryEntry>& entries() const { return entries_; }
  const LibraryEntry* find(const QString& name) const;
  bool looking() const { return looking_; }

  /// Looks at what lies on this machine.
  void refresh();
  /// Lists the repository that TEXT names or leads to. Returns its name; empty where TEXT names none, and PROBLEM says
  /// so.
  QString add(const QString& text, QString& problem);

  void ask(const QString& name);     ///< the hub, for size and licence
  void get(const QString& name);     ///< fetches it, or goes on with what is there, then tries it out
  void pause(const QString& name);   ///< keeps what has arrived
  void cancel(const QString& name);  ///< and removes what has arrived
  void verify(const QString& name);  ///< compares its files with their checksums
  void move_to_trash(const QString& name);

  /// Remembers that the model in FOLDER was opened now.
  static void note_use(const std::filesystem::path& folder);

 Q_SIGNALS:
  void changed();                                       ///< entries came, went or moved
  void entryChanged(const QString& name);               ///< one of them says something else
  void installed(const std::filesystem::path& folder);  ///< a model is whole and was tried out

 private:
  using Finish = std::function<void()>;

  LibraryEntry* entry(const QString& name);
  Progress::Listener listener(const QString& name, LibraryEntry::State state);
  void say(const QString& name, const QString& text, bool failed = false);
  void run(JobThread& thread, const QString& name, std::function<Finish(std::stop_token stop)> work, Finish stopped);
  void take_found(std::vector<LibraryEntry> found);
  void sort();

  std::vector<LibraryEntry> entries_;
  std::vector<hub::ListedModel> listed_;
  std::map<QString, std::stop_source> stops_;  // of what runs, by the entry's name
  std::map<QString, bool> forget_;             // what is cancelled, not paused
  bool looking_ = false;
  Mailbox mailbox_;
  JobThread fetching_, looking_thread_;  // last: they join before what they report to goes
};

}  // namespace rex::ui
