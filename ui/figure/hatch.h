#pragma once

#include <QLineF>
#include <QRectF>
#include <vector>

namespace rex::figure {

/// Diagonal lines over BOX, GAP apart, one system for all boxes of a drawing so that neighbours join. Cut to the box
/// here, since Qt's SVG generator knows no clipping.
std::vector<QLineF> hatch(const QRectF& box, double gap);

}  // namespace rex::figure
