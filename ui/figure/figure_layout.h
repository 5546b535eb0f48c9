// Where everything of a figure lies.
#pragma once

#include <QColor>
#include <QFont>
#include <QPointF>
#include <QRectF>
#include <QSizeF>
#include <QString>
#include <vector>

#include "ui/figure/figure_spec.h"

namespace rex::figure {

/// A run of text on one line.
struct TextRun {
  QPointF baseline;  ///< its left end
  QString text;
  QFont font;
  QColor colour;
  bool upwards = false;  ///< turned to read from bottom to top
};

/// A word with its coloured ground.
struct Chip {
  QRectF box;
  QColor ground;  ///< transparent where it has none
  bool struck = false;
  TextRun run;
};

struct PanelLayout {
  QRectF picture;  ///< empty without picture and heat
  QRectF bar;      ///< the colour bar; empty without one
  bool bar_is_upright = true;
  std::vector<Chip> chips;
  std::vector<TextRun> texts;  ///< titles, ticks and names of bars
};

/// All in units of `points`, from the figure's upper left corner, as for usual_text_size: magnified() makes it the
/// figure's own.
struct FigureLayout {
  QSizeF size;                      ///< whole points, magnified
  std::vector<PanelLayout> panels;  ///< as FigureSpec::panels
  double rule = 0;                  ///< the line over the caption; 0 without one
  std::vector<TextRun> caption;
};

/// How much larger SPEC is than its layout, so that its letters have their size.
double magnified(const FigureSpec& spec);

/// Lays SPEC out. Throws Error where there is nothing to show or the machine has no fonts.
FigureLayout lay_out(const FigureSpec& spec);

/// The size in pixels, as width / height, that the picture of PANEL has: its picture's or, without one, its heat's.
double aspect(const Panel& panel);

/// The rectangle that PANEL shows, in pixels of the picture.
Box shown_box(const Panel& panel);

}  // namespace rex::figure
