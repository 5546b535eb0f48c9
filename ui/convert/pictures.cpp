#include "ui/convert/pictures.h"

#include <cstring>

#include "core/base/resources.h"

namespace rex::ui {

Picture to_picture(const QImage& image) {
  const QImage rgb = image.convertToFormat(QImage::Format_RGB888);
  Picture picture(rgb.width(), rgb.height());
  for (int y = 0; y < rgb.height(); ++y)
    std::memcpy(picture.row(y), rgb.constScanLine(y), static_cast<std::size_t>(rgb.width()) * 3);
  return picture;
}

QImage to_image(const Picture& picture) {
  return QImage(picture.pixels.data(), static_cast<int>(picture.width), static_cast<int>(picture.height),
                static_cast<qsizetype>(picture.width) * 3, QImage::Format_RGB888)
      .copy();
}

QImage to_image(const ViewImage& image, qreal ratio) {
  QImage copy =
      QImage(reinterpret_cast<const uchar*>(image.pixels.data()), static_cast<int>(image.width),
             static_cast<int>(image.height), static_cast<int>(image.width) * 4, QImage::Format_ARGB32_Premultiplied)
          .copy();
  copy.setDevicePixelRatio(ratio);
  return copy;
}

std::filesystem::path pictures_folder() {
  for (const std::filesystem::path& folder : resource_folders()) {
    std::error_code ignored;
    if (std::filesystem::exists(folder / "pictures/scenes.json", ignored)) return folder / "pictures";
  }
  return {};
}

}  // namespace rex::ui
