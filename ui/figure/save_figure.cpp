#include "ui/figure/save_figure.h"

#include <QFile>
#include <QImage>
#include <QImageWriter>
#include <QPageSize>
#include <QPdfWriter>
#include <QSvgGenerator>
#include <algorithm>
#include <cmath>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "ui/figure/figure.h"
#include "ui/figure/gui_application.h"
#include "ui/figure/text.h"

namespace rex::figure {

namespace fs = std::filesystem;

namespace {

const QString program = QStringLiteral("Relevance Explorer " REX_VERSION);

/// Where a figure goes: the file that is written, and the name that people know it by.
struct Target {
  QString file;
  std::string name;
};

/// The caption as one text, for the file's own description.
QString description(const FigureSpec& spec) {
  QStringList lines;
  for (const CaptionLine& line : spec.caption) {
    lines += QString::fromStdString(line.name) + QStringLiteral(": ") + QString::fromStdString(line.text);
  }
  return lines.join(u'\n');
}

void save_png(const Target& target, const FigureSpec& spec) {
  constexpr double lowest = 36, highest = 2400, most_pixels = 400e6, inches_per_metre = 39.37007874;
  if (!(spec.dpi >= lowest && spec.dpi <= highest)) {
    throw Error("dpi " + std::to_string(static_cast<long>(spec.dpi)), "figures can have 36 to 2400");
  }
  const QSizeF pixels = figure_size(spec) * (spec.dpi / 72);
  if (pixels.width() * pixels.height() > most_pixels) {
    throw Error(target.name, "the figure would have more than 400 megapixels", "Choose a smaller dpi, or SVG or PDF.");
  }
  QImage image(static_cast<int>(std::lround(pixels.width())), static_cast<int>(std::lround(pixels.height())),
               spec.transparent ? QImage::Format_ARGB32_Premultiplied : QImage::Format_RGB32);
  if (image.isNull()) throw Error(target.name, "there is not enough memory for the figure", "Choose a smaller dpi.");
  image.fill(spec.transparent ? Qt::transparent : Qt::white);
  QPainter painter(&image);
  paint(painter, spec, QRectF(QPointF(0, 0), QSizeF(image.size())));
  painter.end();
  image.setDotsPerMeterX(static_cast<int>(std::lround(spec.dpi * inches_per_metre)));
  image.setDotsPerMeterY(image.dotsPerMeterX());
  QImageWriter writer(target.file, "png");
  writer.setQuality(78);  // lossless; Qt makes it zlib's level 2, three times as fast as its usual 6 and little larger
  writer.setText(QStringLiteral("Software"), program);
  writer.setText(QStringLiteral("Description"), description(spec));
  if (!writer.write(image)) throw Error(target.name, writer.errorString().toStdString());
}

/// Viewers that lack the font take the next best one.
void add_fallback_fonts(const Target& target) {
  QFile file(target.file);
  if (!file.open(QIODevice::ReadWrite)) throw Error(target.name, file.errorString().toStdString());
  QByteArray text = file.readAll();
  const QByteArray family = figure_font(1).family().toUtf8();
  text.replace("font-family=\"" + family + "\"", "font-family=\"" + family + ", Helvetica, Arial, sans-serif\"");
  file.seek(0);
  if (file.write(text) != text.size() || !file.flush()) throw Error(target.name, file.errorString().toStdString());
}

void save_svg(const Target& target, const FigureSpec& spec) {
  const QSizeF size = figure_size(spec) * points;
  QFile file(target.file);
  if (!file.open(QIODevice::WriteOnly)) throw Error(target.name, file.errorString().toStdString());
  QSvgGenerator generator;
  generator.setOutputDevice(&file);
  generator.setResolution(static_cast<int>(units_per_inch));
  generator.setSize(size.toSize());
  generator.setViewBox(QRectF(QPointF(0, 0), size));
  generator.setTitle(program);
  generator.setDescription(description(spec));
  QPainter painter(&generator);
  paint(painter, spec, QRectF(QPointF(0, 0), size));
  const bool ended = painter.end();
  if (!ended || !file.flush() || file.error() != QFileDevice::NoError) {
    throw Error(target.name, file.errorString().toStdString());
  }
  file.close();
  add_fallback_fonts(target);
}

void save_pdf(const Target& target, const FigureSpec& spec) {
  const QSizeF size = figure_size(spec);
  QFile file(target.file);
  if (!file.open(QIODevice::WriteOnly)) throw Error(target.name, file.errorString().toStdString());
  {
    QPdfWriter writer(&file);
    writer.setResolution(static_cast<int>(units_per_inch));
    writer.setPageSize(QPageSize(size, QPageSize::Point, {}, QPageSize::ExactMatch));
    writer.setPageMargins(QMarginsF(0, 0, 0, 0));
    writer.setTitle(QString::fromStdString(fs::path(target.name).stem().string()));
    writer.setCreator(program);
    QPainter painter(&writer);
    paint(painter, spec, QRectF(QPointF(0, 0), size * points));
    if (!painter.end()) throw Error(target.name, "the PDF could not be written");
  }
  if (!file.flush() || file.error() != QFileDevice::NoError) {
    throw Error(target.name, file.errorString().toStdString());
  }
}

using Save = void (*)(const Target&, const FigureSpec&);

Save saver_for(const fs::path& path) {
  std::string extension = path.extension().string();
  std::transform(extension.begin(), extension.end(), extension.begin(),
                 [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
  if (extension == ".png") return save_png;
  if (extension == ".svg") return save_svg;
  if (extension == ".pdf") return save_pdf;
  throw Error(path.string(),
              extension.empty() ? "the name has no extension" : "there is no figure format '" + extension + "'",
              "Figures can be saved as .png, .svg or .pdf.");
}

}  // namespace

const std::vector<std::string>& figure_extensions() {
  static const std::vector<std::string> extensions{".png", ".svg", ".pdf"};
  return extensions;
}

void save_figure(const fs::path& path, const FigureSpec& spec) {
  const Save save = saver_for(path);
  const GuiApplication application;
  write_atomically_by_name(path, [&](const fs::path& temporary) {
    save({QString::fromStdString(temporary.string()), path.string()}, spec);
  });
}

}  // namespace rex::figure
