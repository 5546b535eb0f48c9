#pragma once

#include <QPointF>
#include <vector>

#include "core/base/box.h"

namespace rex::ui {

/// A patch or region that the brush can take away.
struct BrushPlace {
  Box box;  ///< in pixels of the picture
  bool gone = false;
};

/// Which of PLACES (indices) the brush touches at POINT of the picture. Patches of a GRID: those that a square of SIZE
/// patches round the point holds the middle of, and the one under it; regions: the smallest one under it.
std::vector<int> brushed_at(const std::vector<BrushPlace>& places, QPointF point, int size, bool grid);

/// Which of PLACES have their middle in the rectangle from FROM to TO.
std::vector<int> brushed_in(const std::vector<BrushPlace>& places, QPointF from, QPointF to);

}  // namespace rex::ui
