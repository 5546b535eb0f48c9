#include "ui/jobs/picture_loader.h"

#include <utility>

#include "core/base/foreign_errors.h"
#include "core/picture/picture.h"

namespace rex::ui {

PictureLoader::PictureLoader(bool with_pyramid, QObject* parent) : QObject(parent), with_pyramid_(with_pyramid) {}

PictureLoader::~PictureLoader() {
  cancel();
  thread_.drop_waiting();
}

void PictureLoader::cancel() { reported_ = ++latest_; }

void PictureLoader::load(const std::filesystem::path& file) {
  thread_.drop_waiting();
  const std::uint64_t number = ++latest_;
  thread_.start([this, file, number] {
    if (number != latest_) return;
    std::shared_ptr<const Picture> picture;
    std::shared_ptr<const PicturePyramid> pyramid;
    QString problem, remedy;
    try {
      picture = std::make_shared<const Picture>(load_picture(file));
      if (with_pyramid_) pyramid = std::make_shared<const PicturePyramid>(picture);
    } catch (const std::exception& exception) {
      const Error error = as_error(exception, file.string());
      problem = QString::fromStdString(error.where() + ": " + error.problem());
      remedy = QString::fromStdString(error.remedy());
    }
    mailbox_.post([this, file, number, picture, pyramid, problem, remedy] {
      if (number != latest_) return;
      reported_ = number;
      if (problem.isEmpty()) {
        Q_EMIT loaded(file, picture, pyramid);
      } else {
        Q_EMIT failed(problem, remedy);
      }
    });
  });
}

}  // namespace rex::ui
