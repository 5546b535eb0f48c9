#include "ui/figure/save_figure.h"

#include <QBuffer>
#include <QImage>
#include <QImageWriter>
#include <QPageSize>
#include <QPdfWriter>
#include <QSvgGenerator>
#include <algorithm>
#include <cmath>
#include <string_view>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "ui/figure/figure.h"
#include "ui/figure/figure_text.h"
#include "ui/figure/gui_application.h"

namespace rex::figure {

namespace fs = std::filesystem;

namespace {

const QString program = QStringLiteral("Relevance Explorer " REX_VERSION);

/// The caption as one text, for the file's own description.
QString description(const FigureSpec& spec) {
  QStringList lines;
  for (const CaptionLine& line : spec.caption) {
    lines += QString::fromStdString(line.name) + QStringLiteral(": ") + QString::fromStdString(line.text);
  }
  return lines.join(u'\n');
}

QByteArray png(const std::string& name, const FigureSpec& spec) {
  constexpr double lowest = 36, highest = 2400, most_pixels = 400e6, inches_per_metre = 39.37007874;
  if (!(spec.dpi >= lowest && spec.dpi <= highest)) {
    throw Error("dpi " + std::to_string(static_cast<long>(spec.dpi)), "figures can have 36 to 2400");
  }
  const QSizeF pixels = figure_size(spec) * (spec.dpi / 72);
  if (pixels.width() * pixels.height() > most_pixels) {
    throw Error(name, "the figure would have more than 400 megapixels", "Choose a smaller dpi, or SVG or PDF.");
  }
  QImage image(static_cast<int>(std::lround(pixels.width())), static_cast<int>(std::lround(pixels.height())),
               spec.transparent ? QImage::Format_ARGB32_Premultiplied : QImage::Format_RGB32);
  if (image.isNull()) throw Error(name, "there is not enough memory for the figure", "Choose a smaller dpi.");
  image.fill(spec.transparent ? Qt::transparent : Qt::white);
  QPainter painter(&image);
  paint(painter, spec, QRectF(QPointF(0, 0), QSizeF(image.size())));
  painter.end();
  image.setDotsPerMeterX(static_cast<int>(std::lround(spec.dpi * inches_per_metre)));
  image.setDotsPerMeterY(image.dotsPerMeterX());
  QBuffer buffer;
  buffer.open(QIODevice::WriteOnly);
  QImageWriter writer(&buffer, "png");
  writer.setQuality(78);  // lossless; Qt makes it zlib's level 2, three times as fast as its usual 6 and little larger
  writer.setText(QStringLiteral("Software"), program);
  writer.setText(QStringLiteral("Description"), description(spec));
  if (!writer.write(image)) throw Error(name, writer.errorString().toStdString());
  return buffer.data();
}

/// Characters that XML has none of (https://www.w3.org/TR/xml/#charsets) and that a text may hold all the same.
void drop_unprintable(QByteArray& xml) {
  const auto unprintable = [](char byte) {
    return static_cast<unsigned char>(byte) < 0x20 && byte != '\t' && byte != '\n' && byte != '\r';
  };
  xml.erase(std::remove_if(xml.begin(), xml.end(), unprintable), xml.end());
  for (const char* no_character : {"\xEF\xBF\xBE", "\xEF\xBF\xBF"}) xml.replace(no_character, "");
}

QByteArray svg(const std::string& name, const FigureSpec& spec) {
  const QSizeF size = figure_size(spec) * points;
  QBuffer buffer;
  buffer.open(QIODevice::WriteOnly);
  QSvgGenerator generator;
  generator.setOutputDevice(&buffer);
  generator.setResolution(static_cast<int>(units_per_inch));
  generator.setSize(size.toSize());
  generator.setViewBox(QRectF(QPointF(0, 0), size));
  generator.setTitle(program);
  generator.setDescription(description(spec));
  QPainter painter(&generator);
  paint(painter, spec, QRectF(QPointF(0, 0), size));
  if (!painter.end()) throw Error(name, "the SVG could not be drawn");
  QByteArray text = buffer.data();
  // Viewers that lack the font take the next best one.
  const QByteArray family = figure_font(1).family().toUtf8();
  text.replace("font-family=\"" + family + "\"", "font-family=\"" + family + ", Helvetica, Arial, sans-serif\"");
  drop_unprintable(text);
  return text;
}

QByteArray pdf(const std::string& name, const FigureSpec& spec) {
  const QSizeF size = figure_size(spec);
  QBuffer buffer;
  buffer.open(QIODevice::WriteOnly);
  {
    QPdfWriter writer(&buffer);
    writer.setResolution(static_cast<int>(units_per_inch));
    writer.setPageSize(QPageSize(size, QPageSize::Point, {}, QPageSize::ExactMatch));
    writer.setPageMargins(QMarginsF(0, 0, 0, 0));
    writer.setTitle(QString::fromStdString(fs::path(name).stem().string()));
    writer.setCreator(program);
    QPainter painter(&writer);
    paint(painter, spec, QRectF(QPointF(0, 0), size * points));
    if (!painter.end()) throw Error(name, "the PDF could not be drawn");
  }
  return buffer.data();
}

/// The bytes of a file of that NAME.
using Drawn = QByteArray (*)(const std::string& name, const FigureSpec&);

Drawn drawn_as(const fs::path& path) {
  std::string extension = path.extension().string();
  std::transform(extension.begin(), extension.end(), extension.begin(),
                 [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
  if (extension == ".png") return png;
  if (extension == ".svg") return svg;
  if (extension == ".pdf") return pdf;
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
  const Drawn drawn = drawn_as(path);
  const GuiApplication application;
  const QByteArray bytes = drawn(path.string(), spec);
  write_atomically(path, std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size())));
}

}  // namespace rex::figure
