#include "ui/state/carried_files.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QFile>
#include <QLocale>
#include <QStandardPaths>
#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "ui/convert/paths.h"

namespace rex::ui {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t longest_plain_name = 200;  // bytes; file systems take 255

struct CarriedText {
  Q_DECLARE_TR_FUNCTIONS(CarriedText)
};

Error damaged(const fs::path& where, const QString& what) {
  return {where.string(), CarriedText::tr("a file that it carries is damaged: %1").arg(what).toStdString(),
          CarriedText::tr("Save the session anew where it was made.").toStdString()};
}

std::string hash_of(const QByteArray& bytes) {
  return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex().toStdString();
}

bool is_hash(const std::string& text) {
  return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

/// NAME without anything that leads out of a folder.
std::string plain_name(const std::string& name) {
  const std::string plain = fs::path(name).filename().string();
  const bool usable = !plain.empty() && plain != "." && plain != ".." && plain.find('\\') == std::string::npos &&
                      plain.find('\0') == std::string::npos && plain.size() <= longest_plain_name;
  return usable ? plain : "file";
}

}  // namespace

CarriedFiles::CarriedFiles(const nlohmann::json& json, const fs::path& where) : where_(where) {
  for (const auto& [hash, file] : json.items()) {
    if (!is_hash(hash)) throw damaged(where, CarriedText::tr("its hash"));
    const auto text = QByteArray::fromStdString(file.at("base64").get<std::string>());
    const auto decoded = QByteArray::fromBase64Encoding(text, QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded) throw damaged(where, CarriedText::tr("its base64"));
    files_[hash] = {plain_name(file.at("name").get<std::string>()), *decoded};
  }
}

void CarriedFiles::add(const fs::path& file, const std::string& hash) {
  if (has(hash)) return;
  QFile source(text_of(file));
  if (!source.open(QIODevice::ReadOnly)) {
    throw Error(file.string(), CarriedText::tr("cannot be read").toStdString(),
                CarriedText::tr("Put it back, or save the session without its pictures.").toStdString());
  }
  bytes_ += static_cast<std::uintmax_t>(source.size());
  if (bytes_ > most_bytes) {
    throw Error(file.string(),
                CarriedText::tr("is too much for the session file, which carries at most %1")
                    .arg(QLocale::c().formattedDataSize(most_bytes, 0, QLocale::DataSizeSIFormat))
                    .toStdString(),
                CarriedText::tr("Save the session without its pictures.").toStdString());
  }
  const QByteArray bytes = source.readAll();
  if (hash_of(bytes) != hash) {
    throw Error(file.string(), CarriedText::tr("changed while it was read").toStdString(),
                CarriedText::tr("Save the session once more.").toStdString());
  }
  files_[hash] = {plain_name(file.filename().string()), bytes};
}

fs::path CarriedFiles::unpacked(const std::string& hash) const {
  const File& file = files_.at(hash);
  if (hash_of(file.bytes) != hash) throw damaged(where_, QString::fromStdString(file.name));
  fs::path path = carried_folder() / hash / file.name;
  QFile there(text_of(path));
  if (there.open(QIODevice::ReadOnly) && there.size() == file.bytes.size() && there.readAll() == file.bytes) {
    return path;
  }
  std::error_code problem;
  fs::create_directories(path.parent_path(), problem);  // what fails is said by the writing
  write_atomically(path, std::string_view(file.bytes.data(), static_cast<std::size_t>(file.bytes.size())));
  return path;
}

nlohmann::json CarriedFiles::json() const {
  nlohmann::json json = nlohmann::json::object();
  for (const auto& [hash, file] : files_) {
    json[hash] = {{"name", file.name}, {"base64", file.bytes.toBase64().toStdString()}};
  }
  return json;
}

fs::path carried_folder() {
  return path_of(QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation)) / "carried";
}

bool is_carried(const fs::path& file) {
  const fs::path folder = carried_folder();
  const auto [end, differs] = std::mismatch(folder.begin(), folder.end(), file.begin(), file.end());
  return end == folder.end();
}

}  // namespace rex::ui
