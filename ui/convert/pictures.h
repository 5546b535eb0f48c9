#pragma once

#include <QImage>

#include "core/picture/picture.h"
#include "core/render/overlay.h"

namespace rex::ui {

/// A picture of IMAGE's pixels; alpha is dropped. The only place where Qt's and core's pictures meet.
Picture to_picture(const QImage& image);

/// The opposite; owns its pixels.
QImage to_image(const Picture& picture);

/// What render_overlay() drew, for a screen of RATIO pixels a point; owns its pixels.
QImage to_image(const ViewImage& image, qreal ratio);

/// Where the shipped scenes lie: resources/pictures of the installation or the source tree.
std::filesystem::path pictures_folder();

}  // namespace rex::ui
