// The results of a run over many samples: one JSON object a line, each with its sample's "id". Written so that a run
// can be killed at any moment and go on.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

namespace rex::evaluate {

/// A results file that belongs to this process.
class RowFile {
 public:
  /// Opens or begins PATH and locks it against other processes until this object goes. A last line that was cut short
  /// is taken off; damaged lines elsewhere are noted and their samples count as not done. Throws Error where another
  /// process holds it or it cannot be written.
  explicit RowFile(std::filesystem::path path);
  ~RowFile();
  RowFile(const RowFile&) = delete;
  RowFile& operator=(const RowFile&) = delete;

  /// Ids whose last row tells no "error".
  const std::set<std::string>& done() const { return done_; }
  /// What was found wrong with the file, for people.
  const std::vector<std::string>& notes() const { return notes_; }
  const std::filesystem::path& path() const { return path_; }

  /// Writes ROW, whole or not at all. Throws Error where the disk is full.
  void append(const nlohmann::json& row);

  /// Rewrites the file with one row an id, by ids.
  void sort();

 private:
  void open();

  std::filesystem::path path_;
  int lock_ = -1;
  int file_ = -1;
  std::set<std::string> done_;
  std::vector<std::string> notes_;
};

/// Where the rows of several files lie, the last of each id, by ids. Rows are read one at a time: files may be large.
class RowIndex {
 public:
  /// Throws Error where a file cannot be read, or two files hold the same id; lines that are damaged or cut short are
  /// left out and noted.
  explicit RowIndex(std::vector<std::filesystem::path> files);

  std::vector<std::string> ids() const;
  const std::vector<std::string>& notes() const { return notes_; }
  std::size_t size() const { return rows_.size(); }

  /// Calls VISIT with each row by its id, with its text as it stands.
  void for_each(const std::function<void(const nlohmann::json& row, const std::string& text)>& visit) const;

  /// The row of ID; null where there is none.
  nlohmann::json row(const std::string& id) const;

 private:
  struct Place {
    std::size_t file = 0;
    std::uint64_t begin = 0, length = 0;
  };
  std::string text_of(const Place& place) const;

  std::vector<std::filesystem::path> files_;
  std::map<std::string, Place> rows_;
  std::vector<std::string> notes_;
};

}  // namespace rex::evaluate
