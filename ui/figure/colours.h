#pragma once

#include <QColor>

#include "core/render/colour.h"

namespace rex::figure {

/// Core's colour as Qt's.
inline QColor to_qcolor(Colour colour) { return {colour.red, colour.green, colour.blue, colour.alpha}; }

}  // namespace rex::figure
