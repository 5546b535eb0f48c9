#pragma once

#include <QPageLayout>

#include "ui/figure/figure_spec.h"

class QPrinter;

namespace rex::ui {

/// The way to hold the paper on which FIGURE is largest.
QPageLayout::Orientation fitting_orientation(const figure::FigureSpec& figure);

/// Draws FIGURE onto the page of PRINTER: as large as fits between its margins, from the top, in the middle. Lines and
/// letters stay what they are, pictures have their full resolution. Throws Error where the printer takes no page.
void print_figure(QPrinter& printer, const figure::FigureSpec& figure);

}  // namespace rex::ui
