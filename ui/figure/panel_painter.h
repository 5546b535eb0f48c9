// Painting the picture of one panel: heat, boxes, outlines, colour bar.
#pragma once

#include <QPainter>
#include <map>
#include <memory>

#include "ui/figure/figure_layout.h"

namespace rex::figure {

class PanelPainter {
 public:
  /// PAINTER's units are those of the layout. DPI is the least resolution of pictures on devices that are no raster.
  PanelPainter(QPainter& painter, double dpi) : painter_(painter), dpi_(dpi) {}

  void paint(const Panel& panel, const PanelLayout& layout);

 private:
  void paint_picture(const Panel& panel, const QRectF& area);
  void paint_unseen(const Panel& panel, const QRectF& area);
  void paint_removed(const Panel& panel, const QRectF& area);
  void paint_grid(const Panel& panel, const QRectF& area);
  void paint_contours(const Panel& panel, const QRectF& area);
  void paint_outline(const std::vector<Outline>& lines, const Box& shown, const QRectF& area, const QColor& colour,
                     double width);
  void paint_frame(const LabelledBox& box, const Box& shown, const QRectF& area);
  void paint_tags(const std::vector<LabelledBox>& boxes, const Box& shown, const QRectF& area);
  void paint_bar(const Panel& panel, const PanelLayout& layout);
  const PicturePyramid& pyramid(const std::shared_ptr<const Picture>& picture);

  QPainter& painter_;
  double dpi_;
  std::map<const Picture*, std::unique_ptr<PicturePyramid>> pyramids_;  // panels often show one picture
};

}  // namespace rex::figure
