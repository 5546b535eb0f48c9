// The small picture of a session, for file managers: see resources/relevance-explorer.thumbnailer.
#include <CLI/CLI.hpp>
#include <QBuffer>
#include <QByteArray>
#include <QImage>
#include <QImageReader>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/rex/commands.h"
#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/json.h"

namespace rex::command {
namespace {

constexpr int most_side = 4096;  // of a preview that is read

/// The preview in the session FILE. Throws Error where there is none.
QImage preview_of(const std::filesystem::path& file) {
  const nlohmann::json json = read_json_object(file, carrying_limits);
  const auto preview = json.find("preview");
  if (!json.contains("relevance_explorer_session") || preview == json.end() || !preview->is_string()) {
    throw Error(file.string(), "holds no preview", "Save the session in the window once more.");
  }
  QByteArray bytes = QByteArray::fromBase64(QByteArray::fromStdString(preview->get<std::string>()));
  QBuffer buffer(&bytes);
  QImageReader reader(&buffer, "PNG");
  const QSize size = reader.size();
  const QImage image = size.width() > most_side || size.height() > most_side ? QImage() : reader.read();
  if (image.isNull()) throw Error(file.string(), "its preview is damaged", "Save the session in the window once more.");
  return image;
}

void save_thumbnail(const std::filesystem::path& session, const std::filesystem::path& out, int side) {
  const QImage preview = preview_of(session);
  const bool smaller = preview.width() > side || preview.height() > side;
  const QImage image = smaller ? preview.scaled(side, side, Qt::KeepAspectRatio, Qt::SmoothTransformation) : preview;
  QByteArray png;
  QBuffer buffer(&png);
  buffer.open(QIODevice::WriteOnly);
  image.save(&buffer, "PNG");
  write_atomically(out, std::string_view(png.data(), static_cast<std::size_t>(png.size())));
}

}  // namespace

void add_thumbnail(CLI::App& rex) {
  CLI::App* command = rex.add_subcommand("thumbnail", "Write the small picture of a saved session, for file managers");
  struct Arguments {
    std::filesystem::path session, out;
    int side = 256;
  };
  const auto arguments = std::make_shared<Arguments>();
  command->add_option("session", arguments->session, "A .rexsession file")->required();
  command->add_option("out", arguments->out, "The PNG file to write")->required();
  command->add_option("--size", arguments->side, "Its longer side at most, in pixels")
      ->capture_default_str()
      ->check(CLI::Range(16, 1024));
  command->callback([arguments] { save_thumbnail(arguments->session, arguments->out, arguments->side); });
}

}  // namespace rex::command
