// Figures as files.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "ui/figure/figure_spec.h"

namespace rex::figure {

/// Writes SPEC atomically; the extension chooses the format: .png at SPEC's dpi, .svg or .pdf with text as text and
/// pictures at their full resolution. Works without a display. Throws Error for another extension, a dpi outside
/// 36…2400, a machine without fonts, or where the file cannot be written.
void save_figure(const std::filesystem::path& path, const FigureSpec& spec);

/// The extensions that save_figure knows: ".png", ".svg", ".pdf".
const std::vector<std::string>& figure_extensions();

}  // namespace rex::figure
