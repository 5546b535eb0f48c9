// Curves over the share that is removed, as a panel of a figure: lines and letters, nothing in pixels.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "core/render/colour.h"

class QPainter;
class QRectF;

namespace rex::evaluate {
struct Faithfulness;
}

namespace rex::figure {

struct PlotLine {
  std::string name;
  std::vector<double> shares;  ///< 0…1
  std::vector<double> values;  ///< beside them, 0…1
  Colour colour;
  bool dashed = false;
};

struct CurvePlot {
  std::string band_name;                             ///< empty: no band
  std::vector<double> band_shares, lowest, highest;  ///< beside each other
  std::vector<PlotLine> lines;                       ///< the last one on top
  std::string x_title, y_title;

  bool empty() const { return lines.empty(); }
};

/// The colour of the curve of the INDEX-th method that is compared: none of them this map's own two.
Colour compared_colour(std::size_t index);

/// The curves of MEASURED: this map's, raw attention's, those of methods that are compared, and the band of the random
/// orders.
CurvePlot plot_of(const evaluate::Faithfulness& measured);

/// Paints PLOT into AREA, axes and key included, in units of `points`.
void paint_plot(QPainter& painter, const CurvePlot& plot, const QRectF& area);

}  // namespace rex::figure
