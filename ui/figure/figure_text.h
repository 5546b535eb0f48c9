// Text of figures: one font, sizes in points of the paper, breaking into lines.
#pragma once

#include <QFont>
#include <QString>
#include <QStringList>

namespace rex::figure {

/// Figures are laid out in tenths of a point (1/720 inch): fine enough for whole numbers of pixels as font sizes, which
/// Qt wants, and the same on every device.
inline constexpr double points = 10;
inline constexpr double units_per_inch = 72 * points;

/// The figures' sans-serif font, SIZE points high, without hinting so that its widths do not depend on the device.
/// Throws Error where the machine has no fonts at all.
QFont figure_font(double size, QFont::Weight weight = QFont::Normal);

/// TEXT broken into lines of at most WIDTH units, between words where possible. What does not fit into LINES lines ends
/// in "…".
QStringList wrapped(const QString& text, const QFont& font, double width, int lines);

/// VALUE in about three digits: "0", "0.031", "1.2×10⁻⁵".
QString short_number(double value);

}  // namespace rex::figure
