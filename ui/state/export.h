#pragma once

#include <QImage>
#include <QString>
#include <filesystem>

#include "ui/figure/make_figure.h"

namespace rex::ui {

class Session;
struct PassInfo;

/// The figure of what SESSION shows; COMPARED: of all that the compare view shows for the current input.
figure::FigureSpec figure_of(const Session& session, bool compared, const figure::FigureOptions& options);

/// The options that draw what is on screen.
figure::FigureOptions figure_options(const Session& session);

/// The figure as a picture, for the clipboard.
QImage figure_image(const Session& session, bool compared);

/// Writes the relevancies of EXPLANATION by the extension of PATH: .safetensors and .npz (arrays), .csv (one row for
/// each token), .json. Throws Error for another extension or where the file cannot be written.
void export_numbers(const PassInfo& pass, const Explanation& explanation, const std::filesystem::path& path);

/// The `rex explain` command that makes the same figure without the window.
QString rex_command(const Session& session);

}  // namespace rex::ui
