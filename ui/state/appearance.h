#pragma once

#include <QString>

namespace rex::ui {

/// How a finished explanation is drawn. Changing it recomputes no model.
struct ViewAppearance {
  bool heat = true;
  bool boxes = true;
  bool masks = true;
  bool grid = false;
  bool contours = false;
  bool smooth = true;         ///< bilinear between patches; false: each patch exactly
  bool all_queries = false;   ///< DETR: masks of all confident detections at once
  double opacity = 0.75;      ///< 0…1 of the heat where it is strongest
  double threshold = 0;       ///< 0…1: the share of the maximum below which nothing is drawn, or that is left out
  bool top = false;           ///< true: only the strongest (1 − threshold) of the patches are drawn
  bool shared_scale = false;  ///< compare: one scale for all panels
  QString colour_map = QStringLiteral("heat");

  bool operator==(const ViewAppearance&) const = default;
};

}  // namespace rex::ui
