#include "ui/figure/figure_text.h"

#include <QFontDatabase>
#include <QFontMetricsF>
#include <QTextLayout>
#include <cmath>
#include <cstdlib>

#include "core/base/error.h"

namespace rex::figure {

namespace {

/// The first of the usual sans-serif families that this machine has: the look of papers, then whatever there is.
QString sans_family() {
  const QStringList known = QFontDatabase::families();
  if (known.isEmpty()) {
    throw Error("figure", "this machine has no fonts to write with",
                "Install one, for example the package fonts-dejavu-core.");
  }
  for (const char* wanted : {"Helvetica", "Arial", "Liberation Sans", "Nimbus Sans", "Noto Sans", "DejaVu Sans"}) {
    if (known.contains(QLatin1String(wanted))) return QLatin1String(wanted);
  }
  return QFontDatabase::systemFont(QFontDatabase::GeneralFont).family();
}

QString superscript(int number) {
  static constexpr char16_t digits[] = u"⁰¹²³⁴⁵⁶⁷⁸⁹";
  QString text;
  for (const QChar digit : QString::number(std::abs(number))) text += QChar(digits[digit.digitValue()]);
  return number < 0 ? QString(u'⁻') + text : text;
}

}  // namespace

QFont figure_font(double size, QFont::Weight weight) {
  QFont font(sans_family());
  font.setPixelSize(static_cast<int>(std::lround(size * points)));
  font.setWeight(weight);
  font.setHintingPreference(QFont::PreferNoHinting);
  font.setStyleStrategy(QFont::PreferAntialias);
  return font;
}

QStringList wrapped(const QString& text, const QFont& font, double width, int lines) {
  QTextLayout layout(text.simplified(), font);
  QTextOption option;
  option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
  layout.setTextOption(option);
  QStringList result;
  layout.beginLayout();
  for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
    line.setLineWidth(width);
    const QString rest = layout.text().mid(line.textStart());
    if (result.size() + 1 == lines && line.textLength() < rest.size()) {
      result += QFontMetricsF(font).elidedText(rest, Qt::ElideRight, width);
      break;
    }
    result += rest.left(line.textLength()).trimmed();
  }
  layout.endLayout();
  return result;
}

QString short_number(double value) {
  if (value == 0) return QStringLiteral("0");
  const double size = std::abs(value);
  if (size >= 1e-3 && size < 1e5) return QString::number(value, 'g', size >= 100 ? 4 : 3).replace(u'-', QChar(0x2212));
  const QString scientific = QString::number(value, 'e', 1);  // "1.2e-05"
  const qsizetype e = scientific.indexOf(u'e');
  return scientific.left(e).replace(u'-', QChar(0x2212)) + QStringLiteral("×10") +
         superscript(scientific.mid(e + 1).toInt());
}

}  // namespace rex::figure
