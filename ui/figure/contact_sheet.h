// Many pictures as one figure: each with its map, and under it what the model answered.
#pragma once

#include <string>
#include <vector>

#include "core/base/progress.h"
#include "core/explain/inquiry.h"
#include "ui/figure/make_figure.h"

namespace rex::figure {

/// One picture of a contact sheet.
struct SheetEntry {
  std::string name;   ///< under the picture; UTF-8
  Question question;  ///< its picture is read from its file when its turn comes
  /// What is explained; empty: the best answer. A class of a model that finds objects: its most probable object query.
  Target target;
};

struct SheetOptions {
  std::string method = "generic";
  ExplainOptions explain;
  FigureOptions drawing;  ///< of words, letters and further panels a sheet has none
  int columns = 5;        ///< pictures in a row, 1…most_sheet_columns
};

inline constexpr int most_sheet_columns = 12;

/// A picture that is not on the sheet.
struct LeftOut {
  std::string name;
  std::string reason;
};

struct ContactSheet {
  FigureSpec figure;
  std::vector<LeftOut> left_out;  ///< also in the figure's caption
};

/// Asks INQUIRY each of ENTRIES, one after the other, and explains its answer. Pictures are kept as small as the sheet
/// shows them. One that cannot be read or explained is left out. Throws Error where none can, or the model sees no
/// pictures, and Cancelled.
ContactSheet contact_sheet(Inquiry& inquiry, const std::vector<SheetEntry>& entries, const SheetOptions& options,
                           const Progress& progress = {});

}  // namespace rex::figure
