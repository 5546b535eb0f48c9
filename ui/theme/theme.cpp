#include "ui/theme/theme.h"

#include <QApplication>
#include <QFile>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QHash>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>
#include <QPixmap>
#include <QStyle>
#include <QStyleFactory>
#include <QStyleHints>
#include <QSvgRenderer>
#include <QToolTip>
#include <algorithm>
#include <utility>

#include "core/render/colour.h"

// The resources are linked statically; the macro must stand outside any namespace.
static void load_resources() { Q_INIT_RESOURCE(explorer); }

namespace rex::ui {
namespace {

Theme light_theme() {
  Theme theme;
  theme.window = QColor(0xF4, 0xF5, 0xF6);
  theme.surface = QColor(0xFF, 0xFF, 0xFF);
  theme.raised = QColor(0xE9, 0xEB, 0xED);
  theme.border = QColor(0xD3, 0xD7, 0xDB);
  theme.text = QColor(0x1C, 0x1F, 0x23);
  theme.dim_text = QColor(0x5A, 0x60, 0x68);
  theme.accent = QColor(0x1F, 0x66, 0xC9);
  theme.accent_text = QColor(0xFF, 0xFF, 0xFF);
  theme.canvas = QColor(0xE3, 0xE5, 0xE8);
  theme.warning = QColor(0xFF, 0xF3, 0xD6);
  theme.warning_text = QColor(0x5C, 0x43, 0x06);
  return theme;
}

Theme dark_theme() {
  Theme theme;
  theme.dark = true;
  theme.window = QColor(0x1E, 0x20, 0x23);
  theme.surface = QColor(0x27, 0x29, 0x2D);
  theme.raised = QColor(0x33, 0x36, 0x3B);
  theme.border = QColor(0x40, 0x44, 0x4A);
  theme.text = QColor(0xE8, 0xEA, 0xED);
  theme.dim_text = QColor(0xA6, 0xAC, 0xB4);
  theme.accent = QColor(0x7A, 0xAE, 0xFF);
  theme.accent_text = QColor(0x0E, 0x1A, 0x2E);
  theme.canvas = QColor(0x15, 0x16, 0x18);
  theme.warning = QColor(0x4A, 0x3B, 0x14);
  theme.warning_text = QColor(0xFF, 0xE3, 0xA3);
  return theme;
}

/// White on black or black on white; what is dim elsewhere is not, and every edge is drawn.
Theme contrast_theme(bool dark) {
  Theme theme;
  theme.dark = dark;
  const QColor ground = dark ? Qt::black : Qt::white, ink = dark ? Qt::white : Qt::black;
  for (QColor* colour : {&theme.window, &theme.surface, &theme.canvas, &theme.warning}) *colour = ground;
  for (QColor* colour : {&theme.text, &theme.border, &theme.warning_text}) *colour = ink;
  theme.raised = dark ? QColor(0x2A, 0x2A, 0x2A) : QColor(0xE4, 0xE4, 0xE4);
  theme.dim_text = dark ? QColor(0xDD, 0xDD, 0xDD) : QColor(0x2A, 0x2A, 0x2A);
  theme.accent = dark ? QColor(0x6C, 0xD0, 0xFF) : QColor(0x00, 0x3C, 0xB4);
  theme.accent_text = ground;
  return theme;
}

/// The theme belongs to the one application object, whose lifetime Qt manages.
Theme& current() {
  static Theme theme = light_theme();
  return theme;
}

bool system_is_dark() {
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
  return QGuiApplication::styleHints()->colorScheme() == Qt::ColorScheme::Dark;
#else
  const QPalette palette = QGuiApplication::palette();  // as the platform set it, before ours
  return palette.color(QPalette::Window).lightness() < palette.color(QPalette::WindowText).lightness();
#endif
}

/// Whether the desktop is set to high contrast: its text is black on white or white on black, which no usual desktop's
/// is.
bool is_high_contrast(const QPalette& palette) {
  const auto colour = [&](QPalette::ColorRole role) {
    const QColor colour = palette.color(role);
    return Colour{static_cast<std::uint8_t>(colour.red()), static_cast<std::uint8_t>(colour.green()),
                  static_cast<std::uint8_t>(colour.blue())};
  };
  constexpr double nearly_most = 20.5;
  return contrast(colour(QPalette::Window), colour(QPalette::WindowText)) > nearly_most;
}

QPalette palette_of(const Theme& theme) {
  QPalette palette;
  palette.setColor(QPalette::Window, theme.window);
  palette.setColor(QPalette::WindowText, theme.text);
  palette.setColor(QPalette::Base, theme.surface);
  palette.setColor(QPalette::AlternateBase, theme.window);
  palette.setColor(QPalette::Text, theme.text);
  palette.setColor(QPalette::Button, theme.surface);
  palette.setColor(QPalette::ButtonText, theme.text);
  palette.setColor(QPalette::BrightText, theme.accent);
  palette.setColor(QPalette::Highlight, theme.accent);
  palette.setColor(QPalette::HighlightedText, theme.accent_text);
  palette.setColor(QPalette::Link, theme.accent);
  palette.setColor(QPalette::ToolTipBase, theme.raised);
  palette.setColor(QPalette::ToolTipText, theme.text);
  palette.setColor(QPalette::PlaceholderText, theme.dim_text);
  palette.setColor(QPalette::Light, theme.surface);
  palette.setColor(QPalette::Midlight, theme.raised);
  palette.setColor(QPalette::Mid, theme.border);
  palette.setColor(QPalette::Dark, theme.border);
  for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText}) {
    palette.setColor(QPalette::Disabled, role, theme.dim_text);
  }
  return palette;
}

QString style_sheet(const Theme& theme) {
  QFile file(QStringLiteral(":/style.qss"));
  QString sheet = file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
  QColor plate = theme.surface;  // under text on the picture
  plate.setAlpha(225);
  const std::pair<const char*, QColor> colours[] = {{"@window", theme.window},  {"@surface", theme.surface},
                                                    {"@raised", theme.raised},  {"@border", theme.border},
                                                    {"@dim", theme.dim_text},   {"@text", theme.text},
                                                    {"@plate", plate},          {"@accentText", theme.accent_text},
                                                    {"@accent", theme.accent},  {"@warningText", theme.warning_text},
                                                    {"@warning", theme.warning}};
  for (const auto& [name, colour] : colours) sheet.replace(QLatin1String(name), colour.name(QColor::HexArgb));
  return sheet;
}

/// An icon in the theme's colours at the moment when it is painted, so that a change of scheme needs no new icons.
class ThemeIcon : public QIconEngine {
 public:
  explicit ThemeIcon(QByteArray svg) : svg_(std::move(svg)) {}

  QIconEngine* clone() const override { return new ThemeIcon(svg_); }

  void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override {
    painter->drawPixmap(rect, scaledPixmap(rect.size(), mode, state, painter->device()->devicePixelRatioF()));
  }

  QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override { return drawn(size, mode, state); }

  QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State state, qreal scale) override {
    QPixmap pixmap = drawn(size, mode, state);
    pixmap.setDevicePixelRatio(scale);
    return pixmap;
  }

 private:
  /// SIZE is in pixels of the device.
  QPixmap drawn(const QSize& size, QIcon::Mode mode, QIcon::State state) {
    const QColor colour = mode == QIcon::Disabled ? theme().dim_text
                          : state == QIcon::On    ? theme().accent
                                                  : theme().text;
    const QString key = QStringLiteral("%1 %2 %3").arg(size.width()).arg(size.height()).arg(colour.name());
    QPixmap& pixmap = cache_[key];
    if (pixmap.isNull()) {
      QByteArray coloured = svg_;
      coloured.replace("currentColor", colour.name().toUtf8());
      QSvgRenderer renderer(coloured);
      pixmap = QPixmap(size);
      pixmap.fill(Qt::transparent);
      QPainter painter(&pixmap);
      renderer.render(&painter, QRectF(QPointF(0, 0), size));
    }
    return pixmap;
  }

  QByteArray svg_;
  QHash<QString, QPixmap> cache_;
};

}  // namespace

const Theme& theme() { return current(); }

void apply_scheme(QApplication& application, Scheme scheme) {
  load_resources();
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
  const bool dark_system = system_is_dark();
#else
  static const bool dark_system = system_is_dark();  // asked once: afterwards the palette is ours
#endif
  static const bool contrast_system = is_high_contrast(QGuiApplication::palette());  // likewise
  const bool dark = scheme == Scheme::dark || (scheme != Scheme::light && dark_system);
  const bool contrast = scheme == Scheme::contrast || (scheme == Scheme::system && contrast_system);
  current() = contrast ? contrast_theme(dark) : dark ? dark_theme() : light_theme();
  if (application.style()->name() != QLatin1String("fusion"))
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
  QApplication::setFont(text_font(TextSize::normal));
  QApplication::setPalette(palette_of(theme()));
  QToolTip::setPalette(palette_of(theme()));
  application.setStyleSheet(style_sheet(theme()));
}

double points(TextSize size, double system) {
  // Desktops write in 9 to 11 points unless somebody wants larger letters.
  constexpr double usual = 11, largest = 1.5;
  const double scale = std::clamp(system / usual, 1.0, largest);
  return scale * (size == TextSize::small ? 9 : size == TextSize::normal ? 10.5 : 13);
}

QFont text_font(TextSize size, bool bold) {
  QFont font = QFontDatabase::systemFont(QFontDatabase::GeneralFont);
  font.setPointSizeF(points(size, font.pointSizeF()));
  font.setWeight(bold ? QFont::DemiBold : QFont::Normal);
  return font;
}

QFont number_font(TextSize size) {
  QFont font = text_font(size);
  font.setStyleHint(QFont::SansSerif);
#if QT_VERSION >= QT_VERSION_CHECK(6, 7, 0)
  font.setFeature(QFont::Tag("tnum"), 1);
#endif
  return font;
}

QIcon icon(const QString& name) {
  QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
  if (!file.open(QIODevice::ReadOnly)) return {};
  return QIcon(new ThemeIcon(file.readAll()));
}

}  // namespace rex::ui
