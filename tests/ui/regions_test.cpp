// Pictures that a model sees as regions: found by its detector, named, and reached under each other.
#include <algorithm>

#include "tests/ui/explained.h"
#include "ui/views/picture/canvas.h"

using namespace rex::ui::test;
using namespace rex::ui;

namespace {

/// A point of the picture, as fractions of it, on which at least two regions lie.
std::optional<QPointF> crowded(const Canvas& canvas) {
  const rex::Picture& picture = canvas.content().picture->picture();
  for (const rex::Box& box : canvas.content().heat.boxes) {
    const QPointF middle((box.left + box.right) / 2, (box.top + box.bottom) / 2);
    const auto over = std::count_if(canvas.content().heat.boxes.begin(), canvas.content().heat.boxes.end(),
                                    [&](const rex::Box& other) {
                                      return middle.x() >= other.left && middle.x() < other.right &&
                                             middle.y() >= other.top && middle.y() < other.bottom;
                                    });
    if (over > 1) {
      return QPointF(middle.x() / static_cast<double>(picture.width), middle.y() / static_cast<double>(picture.height));
    }
  }
  return std::nullopt;
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
