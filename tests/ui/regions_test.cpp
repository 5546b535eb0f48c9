// Pictures that a model sees as regions: found by its detector, named, and reached under each other.
#include <algorithm>
#include <chrono>
#include <nlohmann/json.hpp>
#include <optional>
#include <vector>

#include "tests/support/paths.h"
#include "tests/support/small_detector.h"
#include "tests/ui/explained.h"
#include "ui/views/picture/canvas.h"

using namespace rex::ui::test;
using namespace rex::ui;

namespace {

/// A point of the picture, as fractions of it, on which at least two regions lie: the middle of what two share most.
std::optional<QPointF> crowded(const Canvas& canvas) {
  const rex::Picture& picture = canvas.content().picture->picture();
  const std::vector<rex::Box>& boxes = canvas.content().heat.boxes;
  QRectF largest;
  for (std::size_t a = 0; a < boxes.size(); ++a) {
    for (std::size_t b = 0; b < a; ++b) {
      const QRectF both = QRectF(QPointF(boxes[a].left, boxes[a].top), QPointF(boxes[a].right, boxes[a].bottom)) &
                          QRectF(QPointF(boxes[b].left, boxes[b].top), QPointF(boxes[b].right, boxes[b].bottom));
      if (both.width() * both.height() > largest.width() * largest.height()) largest = both;
    }
  }
  if (largest.isEmpty()) return std::nullopt;
  return QPointF(largest.center().x() / static_cast<double>(picture.width),
                 largest.center().y() / static_cast<double>(picture.height));
}

}  // namespace

TEST_CASE("regions carry names, and Tab reaches the larger ones under the pointer") {
  Explained explained("lxmert", "cat-and-dog", {"What is left of the dog?"});
  auto* canvas = explained.find<Canvas>("canvas");
  const auto& labels = explained.session().answered()->input.region_labels;
  REQUIRE_FALSE(canvas->content().boxes.empty());
  for (const CanvasBox& box : canvas->content().boxes) {
    CHECK(std::find(labels.begin(), labels.end(), box.label.toStdString()) != labels.end());
  }
  CHECK(canvas->content().place_names.size() == static_cast<int>(labels.size()));
  const auto point = crowded(*canvas);
  REQUIRE(point);
  std::vector<int> places;
  QObject::connect(canvas, &Canvas::hovered, canvas, [&](QPointF, int place, int) { places.push_back(place); });
  QTest::mouseMove(canvas, explained.on_canvas(point->x(), point->y()));
  REQUIRE(wait_for([&] { return !places.empty(); }));
  REQUIRE(canvas->has_more_places());
  const int smallest = places.back();
  const auto area = [&](int place) {
    const rex::Box& box = canvas->content().heat.boxes.at(static_cast<std::size_t>(place));
    return (box.right - box.left) * (box.bottom - box.top);
  };
  explained.key(Qt::Key_Tab);
  CHECK(places.back() != smallest);
  CHECK(area(places.back()) >= area(smallest));
  for (int i = 0; i < 100 && places.back() != smallest; ++i) explained.key(Qt::Key_Tab);  // on from the start
  CHECK(places.back() == smallest);
  QTest::mouseMove(canvas, QPoint(1, 1));
  CHECK(wait_for([&] { return !canvas->has_more_places(); }));
}

TEST_CASE("Cancel stops the detector, and what was shown stays") {
  namespace fs = std::filesystem;
  const rex::test::TemporaryFolder folder;
  const fs::path demo = model_folder("lxmert"), model = folder.path() / "slow-eyes";
  fs::create_directories(model);
  for (const char* name : {"model.safetensors", "vocab.txt", "tokenizer_config.json"}) {
    fs::copy_file(demo / name, model / name);
  }
  nlohmann::json config = nlohmann::json::parse(rex::test::read_file(demo / "config.json"));
  config.erase("regions");
  rex::test::write_file(model / "config.json", config.dump());
  nlohmann::json settings = rex::test::small_detector_settings();
  settings["input"]["min_size_test"] = 1400;  // enlarged, and wide, so that it takes many seconds
  settings["input"]["max_size_test"] = 2000;
  settings["resnets"]["width_per_group"] = 32;
  rex::test::save_random_detector(model / "regions", settings);

  Explained explained("lxmert", "cat-and-dog", {"What is left of the dog?"});
  const auto before = explained.session().explanation();
  bool looks = false;
  QObject::connect(&explained.session(), &Session::progressed, explained.window.get(),
                   [&](double fraction, const QString& step) {
                     looks = looks || (fraction > 0 && step.contains("looking at the picture"));
                   });
  explained.session().open_model(model);
  REQUIRE(wait_for([&] { return looks || !explained.session().busy(); }));
  REQUIRE(explained.session().busy());
  const auto start = std::chrono::steady_clock::now();
  explained.session().cancel();
  REQUIRE(wait_for([&] { return !explained.session().busy(); }));
  const auto waited = std::chrono::duration<double>(std::chrono::steady_clock::now() - start);
  INFO("the detector stopped after " << waited.count() << " s");
  CHECK(waited.count() < 20 * 0.3);  // 0.3 s; a loaded machine has a twentieth of a core for it
  CHECK(explained.session().explanation() == before);
}
