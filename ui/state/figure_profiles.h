#pragma once

#include <QString>
#include <vector>

#include "ui/figure/make_figure.h"

namespace rex::ui {

/// How a figure is saved, under a name: what the dialog chooses beside what is shown. Kept in QSettings.
struct FigureProfile {
  QString name;
  bool picture_alone = true, words = true, curves = true, caption = true, transparent = false;
  double dpi = 300;
  double width = 0;  ///< inches; 0: as fits a paper
  double text_size = figure::usual_text_size;

  bool operator==(const FigureProfile&) const = default;
};

/// In the order in which they were made; what is damaged is left out.
std::vector<FigureProfile> figure_profiles();

/// Keeps PROFILE, in place of the one of its name.
void keep_figure_profile(const FigureProfile& profile);
void remove_figure_profile(const QString& name);
/// False where there is none called NAME, or one called NEW_NAME, or that is no name.
bool rename_figure_profile(const QString& name, const QString& new_name);

/// What PROFILE chooses, in OPTIONS.
void apply(const FigureProfile& profile, figure::FigureOptions& options);

/// "300 dpi, 3.5 inches, 8 pt, transparent, without caption".
QString description_of(const FigureProfile& profile);

}  // namespace rex::ui
