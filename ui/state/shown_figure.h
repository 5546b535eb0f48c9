#pragma once

#include <QImage>

#include "ui/figure/make_figure.h"

namespace rex::ui {

class Session;

/// The options that draw what is on screen.
figure::FigureOptions figure_options(const Session& session);

/// The figure of what SESSION shows: the explanation, or the layer, head or token that is selected. COMPARED: the
/// panels of the comparison, with the difference of two. Throws Error where there is nothing to draw.
figure::FigureSpec figure_of(const Session& session, bool compared, const figure::FigureOptions& options);

/// The maps of the session's sanity check side by side, each with how alike it is to the trained model's. Throws Error
/// where there is none.
figure::FigureSpec sanity_figure(const Session& session);

/// The figure as a picture, for the clipboard.
QImage figure_image(const Session& session, bool compared);

}  // namespace rex::ui
