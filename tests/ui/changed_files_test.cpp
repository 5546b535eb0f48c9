// Files that change under the open window: weights are offered anew, pictures have their thumbnails again.
#include <ATen/ATen.h>

#include <QImage>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <filesystem>

#include "core/checkpoint/safetensors.h"
#include "tests/support/family_models.h"
#include "tests/ui/explained.h"
#include "ui/jobs/thumbnails.h"

using namespace rex::ui::test;
using namespace rex::ui;
using rex::test::TemporaryFolder;
namespace fs = std::filesystem;

namespace {

/// Trains on, so to speak: writes FOLDER's weights again, each twice as large.
void save_again(const fs::path& folder) {
  std::map<std::string, at::Tensor> weights;
  for (const auto& [name, tensor] : rex::load_safetensors(folder / "model.safetensors")) {
    weights[name] = tensor.is_floating_point() ? tensor * 2 : tensor.clone();
  }
  rex::save_safetensors(folder / "model.safetensors", weights);
}

}  // namespace

TEST_CASE("weights that change on disk are offered to be opened again, and stay as they were until then") {
  const TemporaryFolder folder;
  Explained explained("vit", "beach");
  Session& session = explained.session();
  const fs::path model = rex::test::save_family_model(folder.path(), "vit");
  session.open_model(model);
  explained.settle();
  const std::string hash = session.model()->description.weights_hash;
  save_again(model);
  auto* button = explained.find<QPushButton>("bannerButton");
  REQUIRE(wait_for([&] { return button->isVisible() && button->text() == "Reload"; }));
  CHECK(session.model()->description.weights_hash == hash);
  const auto before = session.explanation();
  QTest::mouseClick(button, Qt::LeftButton);
  REQUIRE(wait_for([&] { return session.explanation() != before && !session.busy(); }));
  CHECK(session.model()->description.weights_hash != hash);
  CHECK(session.explanation()->model_hash == session.model()->description.weights_hash);
}

TEST_CASE("a thumbnail is read once, kept on disk, and made anew where the picture changes") {
  const TemporaryFolder folder;
  const fs::path picture = folder.path() / "a.png", kept = folder.path() / "thumbnails";
  QImage image(400, 200, QImage::Format_RGB32);
  image.fill(Qt::red);
  REQUIRE(image.save(QString::fromStdString(picture.string())));
  const auto colour = [&](Thumbnails& thumbnails) {
    if (thumbnails.find(picture).isNull()) {
      QSignalSpy made(&thumbnails, &Thumbnails::made);
      REQUIRE(made.wait(patience));
    }
    return thumbnails.find(picture).pixelColor(Thumbnails::side / 2, Thumbnails::side / 2);
  };
  {
    Thumbnails thumbnails(kept, 1 << 20);
    CHECK(colour(thumbnails) == QColor(Qt::red));
    CHECK(colour(thumbnails) == QColor(Qt::red));
    CHECK(thumbnails.pictures_read() == 1);
  }
  {
    Thumbnails thumbnails(kept, 1 << 20);
    CHECK(colour(thumbnails) == QColor(Qt::red));
    CHECK(thumbnails.pictures_read() == 0);
  }
  image = image.scaled(401, 200);
  image.fill(Qt::blue);
  REQUIRE(image.save(QString::fromStdString(picture.string())));
  Thumbnails thumbnails(kept, 1 << 20);
  CHECK(colour(thumbnails) == QColor(Qt::blue));
  CHECK(thumbnails.pictures_read() == 1);
}

TEST_CASE("a file that is no picture has a grey thumbnail") {
  const TemporaryFolder folder;
  Thumbnails thumbnails({}, 0);
  const fs::path file = folder.path() / "no.png";
  QSignalSpy made(&thumbnails, &Thumbnails::made);
  CHECK(thumbnails.find(file).isNull());
  REQUIRE(made.wait(patience));
  CHECK(thumbnails.find(file).pixelColor(5, 5) == QColor(Qt::gray));
}
