#pragma once

#include <QByteArray>
#include <filesystem>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>

namespace rex::ui {

/// Files that a session carries in itself, so that it opens on another machine: pictures and regions, by the SHA-256 of
/// what they hold.
class CarriedFiles {
 public:
  /// All that they may hold together, bytes.
  static constexpr std::uintmax_t most_bytes = 160u << 20;

  CarriedFiles() = default;
  /// Those in JSON, as json() writes them. Throws Error naming WHERE for what is no such thing.
  CarriedFiles(const nlohmann::json& json, const std::filesystem::path& where);

  /// Reads FILE, whose contents have HASH. Throws Error where it cannot be read, or is too much with the others.
  void add(const std::filesystem::path& file, const std::string& hash);

  bool empty() const { return files_.empty(); }
  bool has(const std::string& hash) const { return files_.contains(hash); }

  /// Writes the file of HASH into carried_folder(), where it is not there already, and returns its path. Throws Error
  /// where its contents have another hash or it cannot be written.
  std::filesystem::path unpacked(const std::string& hash) const;

  /// {HASH: {"name": NAME, "base64": CONTENTS}}
  nlohmann::json json() const;

 private:
  struct File {
    std::string name;
    QByteArray bytes;
  };
  std::map<std::string, File> files_;
  std::uintmax_t bytes_ = 0;
  std::filesystem::path where_;  ///< for messages
};

/// Where carried files are unpacked: in the folder of the program's own data. They stay, for sessions that name them.
std::filesystem::path carried_folder();

/// Whether FILE was unpacked from a session.
bool is_carried(const std::filesystem::path& file);

}  // namespace rex::ui
