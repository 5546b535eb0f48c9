// What a figure shows, as plain values: the same for the command line and the window.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/render/colour.h"
#include "core/render/contour.h"
#include "core/render/overlay.h"
#include "core/render/words.h"
#include "ui/figure/curve_plot.h"

namespace rex::figure {

/// A rectangle of the picture with a name: a detected object, a region.
struct LabelledBox {
  Box box;            ///< in pixels of the picture
  std::string label;  ///< UTF-8; may be empty
  Colour colour;
  bool thin = false;  ///< stands beside what the panel is about
};

/// The outline of a mask.
struct MaskOutline {
  std::vector<Outline> lines;  ///< closed, in pixels of the picture
  Colour colour;
};

/// One panel. Whatever it lacks takes no room: a panel may be a picture alone, or words alone.
struct Panel {
  std::string title;     ///< beside the letter: what is explained
  std::string subtitle;  ///< under the title, smaller: how

  std::shared_ptr<const Picture> picture;  ///< may be null: then heat lies on white
  HeatMap heat;                            ///< may be empty
  Scale scale;                             ///< of the heat
  Appearance appearance;                   ///< of heat and words
  std::string scale_name;                  ///< beside the colour bar: "relevance, 0–max"; empty: no bar
  std::optional<Box> seen;                 ///< what the model saw of the picture; the rest is faded
  bool grid = false;                       ///< lines between the cells of the heat
  std::vector<LabelledBox> boxes;
  std::vector<MaskOutline> masks;
  std::vector<Box> removed;  ///< what was taken away, hatched

  CurvePlot plot;  ///< in place of a picture; may be empty

  std::vector<Word> words;
  Scale word_scale;
  std::string word_scale_name;  ///< under words that have no picture over them; empty: no bar
};

/// One line under the figure: "Method", "Generic (ICCV 2021)".
struct CaptionLine {
  std::string name;
  std::string text;
};

inline constexpr double usual_text_size = 8.5, least_text_size = 5, most_text_size = 24;

/// A whole figure. Sizes are those of paper.
struct FigureSpec {
  std::vector<Panel> panels;         ///< in rows, from the left
  std::vector<CaptionLine> caption;  ///< may be empty
  bool letters = true;               ///< (a), (b), … where there are several panels
  /// A contact sheet: titles stand under the pictures, none of which is taller than its column is wide.
  bool titles_below = false;
  bool transparent = false;            ///< no white ground
  double width = 0;                    ///< inches; 0: one column of a paper for one panel, two for several
  double text_size = usual_text_size;  ///< points, of titles; all other letters and lines in proportion
  int columns = 0;                     ///< panels in a row; 0: as fits
  double dpi = 300;                    ///< of PNG files, and at least of pictures in SVG and PDF
};

}  // namespace rex::figure
