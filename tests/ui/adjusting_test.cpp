// Changing how a finished explanation is drawn: nothing is computed again.
#include <QComboBox>
#include <QSlider>

#include "tests/ui/explained.h"
#include "ui/views/picture/canvas.h"

using namespace rex::ui::test;
using namespace rex::ui;

TEST_CASE("every control of the appearance changes the drawing and runs nothing") {
  Explained explained("vit", "cat-and-dog");
  Session& session = explained.session();
  const auto before = session.explanation();
  const auto* canvas = explained.find<Canvas>("canvas");
  auto* opacity = explained.find<QSlider>("opacity");
  opacity->setValue(30);
  CHECK(canvas->content().appearance.opacity == Approx(0.3));
  QTest::mouseDClick(opacity, Qt::LeftButton);
  CHECK(canvas->content().appearance.opacity == Approx(rex::Appearance().opacity));

  auto* colours = explained.find<QComboBox>("colourMap");
  for (const char* name : {"heat", "viridis", "magma", "inferno", "turbo", "grey", "jet"}) {
    const int index = colours->findData(QString(name));
    INFO(name);
    REQUIRE(index >= 0);
    colours->setCurrentIndex(index);
    CHECK(canvas->content().appearance.colour_map == name);
  }

  auto* threshold = explained.find<QSlider>("threshold");
  threshold->setValue(60);
  const auto left_out = [&] { return rex::threshold_of(canvas->content().appearance); };
  CHECK(left_out().kind == rex::Threshold::Kind::share);
  CHECK(left_out().amount == Approx(0.6));
  explained.click("thresholdKind");
  CHECK(left_out().kind == rex::Threshold::Kind::top);
  CHECK(left_out().amount == Approx(40));
  threshold->setValue(0);
  CHECK(left_out().kind == rex::Threshold::Kind::none);

  explained.click("exactPatches");
  CHECK_FALSE(canvas->content().appearance.smooth);
  explained.click("showContours");
  CHECK(canvas->content().outlines.size() == 1);
  explained.key(Qt::Key_G);
  CHECK(canvas->content().appearance.grid);
  explained.key(Qt::Key_H);
  CHECK_FALSE(canvas->content().appearance.heat);
  CHECK(session.explanation() == before);
  CHECK_FALSE(session.busy());
}

TEST_CASE("the picture zooms, pans and fits") {
  Explained explained("vit", "cat-and-dog");
  auto* canvas = explained.find<Canvas>("canvas");
  const double fitted = canvas->zoom();
  explained.key(Qt::Key_1);
  CHECK(canvas->zoom() == Approx(1));
  const QPointF before = canvas->to_picture(QPointF(200, 200));
  QTest::mousePress(canvas, Qt::LeftButton, {}, QPoint(200, 200));
  QTest::mouseMove(canvas, QPoint(230, 210));
  QTest::mouseMove(canvas, QPoint(240, 220));
  QTest::mouseRelease(canvas, Qt::LeftButton, {}, QPoint(240, 220));
  CHECK(canvas->to_picture(QPointF(240, 220)).x() == Approx(before.x()));
  CHECK_FALSE(explained.session().selection().token().has_value());  // a drag is no click
  explained.key(Qt::Key_F);
  CHECK(canvas->zoom() == Approx(fitted));
}

TEST_CASE("arrow keys belong to a slider that has the focus") {
  Explained explained("vit", "cat-and-dog");
  auto* opacity = explained.find<QSlider>("opacity");
  opacity->setFocus();
  const int before = opacity->value();
  QTest::keyClick(opacity, Qt::Key_Right);
  CHECK(opacity->value() == before + 1);
  CHECK_FALSE(explained.session().selection().step().has_value());
}
