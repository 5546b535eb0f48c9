// Painting a figure on anything that Qt paints on: the window, a picture, SVG, PDF.
#pragma once

#include <QPainter>
#include <QRectF>
#include <QSizeF>

#include "ui/figure/figure_spec.h"

namespace rex::figure {

/// The size of the painted figure in points (1/72 inch), whole numbers. Throws Error as lay_out() does.
QSizeF figure_size(const FigureSpec& spec);

/// Paints SPEC as large as fits into TARGET, from its upper left corner. On a raster device pictures are drawn at the
/// device's resolution; on others they are embedded at their full resolution (and at least SPEC's dpi, at most 40
/// megapixels each). Throws Error as lay_out() does and for an unknown colour map.
void paint(QPainter& painter, const FigureSpec& spec, const QRectF& target);

}  // namespace rex::figure
