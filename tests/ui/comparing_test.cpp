// Comparing methods, targets and words.
#include <ATen/ATen.h>

#include <QMenu>
#include <QStatusBar>
#include <QToolButton>
#include <QWheelEvent>

#include "tests/ui/explained.h"
#include "ui/state/shown_figure.h"
#include "ui/views/picture/canvas.h"
#include "ui/views/picture/compare_view.h"

using namespace rex::ui::test;
using namespace rex::ui;

namespace {

/// Checks the entry of a button's menu that is called TEXT, or its NUMBER-th that can be checked.
void check_entry(QToolButton& button, int number) {
  Q_EMIT button.menu()->aboutToShow();
  for (QAction* action : button.menu()->actions()) {
    if (action->isEnabled() && number-- == 0) return action->trigger();
  }
  FAIL("the menu is too short");
}

}  // namespace

TEST_CASE("two pinned targets stand side by side, with their signed difference") {
  Explained explained("vit", "cat-and-dog");
  Session& session = explained.session();
  explained.key(Qt::Key_P);
  explained.key(Qt::Key_Down);
  REQUIRE(wait_for([&] { return session.explanation()->target == session.answered()->predictions[1].target; }));
  explained.settle();
  explained.key(Qt::Key_C);
  auto* view = explained.find<CompareView>("compareView");
  REQUIRE(wait_for([&] { return view->isVisible() && view->panels() == 3; }));
  CHECK(view->canvas(2).content().scale.scaling == rex::Scaling::symmetric);
  CHECK(view->canvas(2).content().appearance.colour_map == "difference");
  CHECK(view->canvas(0).content().heat.values() != view->canvas(1).content().heat.values());
  CHECK(figure_of(session, true, figure_options(session)).panels.size() == 4);  // the picture alone comes first
  explained.key(Qt::Key_C);
  CHECK_FALSE(view->isVisible());
}

TEST_CASE("methods and targets are chosen from menus, six panels at most") {
  Explained explained("vit", "cat-and-dog");
  explained.key(Qt::Key_C);
  auto* view = explained.find<CompareView>("compareView");
  auto* methods = explained.find<QToolButton>("compareMethods");
  check_entry(*methods, 0);
  REQUIRE(wait_for([&] { return view->panels() == 3; }));
  explained.settle();
  check_entry(*methods, 1);
  REQUIRE(wait_for([&] { return view->panels() == 3 && explained.session().compared().size() == 3; }));
  explained.settle();
  auto* targets = explained.find<QToolButton>("compareTargets");
  for (int i = 0; i < 5; ++i) {
    check_entry(*targets, i);
    explained.settle();
  }
  CHECK(view->panels() == 6);
}

TEST_CASE("panels pan and zoom together, and share a scale on demand") {
  Explained explained("vit", "cat-and-dog");
  explained.session().set_compare_methods({"raw_attention", "rollout"});
  explained.key(Qt::Key_C);
  auto* view = explained.find<CompareView>("compareView");
  REQUIRE(wait_for([&] { return view->panels() == 3; }));
  explained.settle();
  auto* first = const_cast<Canvas*>(&view->canvas(0));
  const QPointF middle(first->width() / 2.0, first->height() / 3.0);
  QWheelEvent wheel(middle, first->mapToGlobal(middle), QPoint(), QPoint(0, 480), Qt::NoButton, Qt::NoModifier,
                    Qt::NoScrollPhase, false);
  QApplication::sendEvent(first, &wheel);
  CHECK(view->canvas(0).linked_view().zoom > 1.5);
  CHECK(view->canvas(2).linked_view().zoom == Approx(view->canvas(0).linked_view().zoom));
  CHECK(view->canvas(2).linked_view().centre.y() == Approx(view->canvas(0).linked_view().centre.y()));
  explained.key(Qt::Key_F);
  CHECK(view->canvas(2).linked_view().zoom == Approx(1));
  CHECK_FALSE(view->canvas(0).content().scale == view->canvas(1).content().scale);
  explained.click("compareShared");
  CHECK(view->canvas(0).content().scale == view->canvas(1).content().scale);
}

TEST_CASE("pins of other pictures and words compare too, and are unpinned") {
  Explained explained("lxmert", "cat-and-dog");
  explained.key(Qt::Key_P);
  explained.session().set_texts({"Is there a dog?"});
  explained.settle();
  explained.key(Qt::Key_P);
  explained.session().open_picture(scene("lunch"));
  explained.settle();
  explained.key(Qt::Key_C);
  auto* view = explained.find<CompareView>("compareView");
  REQUIRE(wait_for([&] { return view->panels() == 3; }));
  const auto figure = figure_of(explained.session(), true, figure_options(explained.session()));
  CHECK(figure.panels.size() == 3);
  explained.session().unpin(0);
  CHECK(explained.session().pins().size() == 1);
  CHECK(view->panels() == 2);
}

TEST_CASE("a seventh pin is refused in words, and all are let go at once") {
  Explained explained("vit", "cat-and-dog");
  for (int i = 0; i < 6; ++i) explained.key(Qt::Key_P);
  CHECK(explained.session().pins().size() == 6);
  CHECK(explained.window->statusBar()->currentMessage().isEmpty());
  explained.key(Qt::Key_P);
  CHECK(explained.session().pins().size() == 6);
  CHECK_FALSE(explained.window->statusBar()->currentMessage().isEmpty());
  explained.key(Qt::Key_C);
  explained.click("unpinAll");
  CHECK(explained.session().pins().empty());
  CHECK_FALSE(explained.find("unpinAll")->isVisible());
}

TEST_CASE("panels are of one size, with words or without, and as large as the view allows") {
  Explained explained("lxmert", "cat-and-dog");
  explained.key(Qt::Key_P);
  explained.session().set_texts({"Is there a dog?"});
  explained.settle();
  explained.key(Qt::Key_C);
  auto* view = explained.find<CompareView>("compareView");
  REQUIRE(wait_for([&] { return view->panels() == 3; }));
  const auto panels = view->findChildren<QWidget*>(QStringLiteral("comparePanel"));
  // Two rows: the view is not three times as wide as high.
  REQUIRE(wait_for([&] { return panels[2]->height() > 100 && panels[2]->y() > panels[0]->y(); }));
  for (const QWidget* panel : panels) {
    CHECK(std::abs(panel->width() - panels[0]->width()) <= 2);
    CHECK(std::abs(panel->height() - panels[0]->height()) <= 2);
  }
}

TEST_CASE("one key shows the panels of a comparison one after the other in one place") {
  Explained explained("vit", "cat-and-dog");
  explained.session().set_compare_methods({"rollout"});
  explained.settle();
  explained.key(Qt::Key_C);
  auto* view = explained.find<CompareView>("compareView");
  REQUIRE(wait_for([&] { return view->isVisible() && view->panels() == 3; }));
  CHECK(view->alone() == -1);
  explained.key(Qt::Key_X);
  CHECK(view->alone() == 0);
  CHECK(view->canvas(0).isVisible());
  CHECK_FALSE(view->canvas(1).isVisible());
  QTest::qWait(20);
  const double zoom = view->canvas(0).zoom();
  explained.key(Qt::Key_X);
  CHECK(view->canvas(1).isVisible());
  CHECK_FALSE(view->canvas(0).isVisible());
  QTest::qWait(20);
  CHECK(view->canvas(1).zoom() == Approx(zoom).epsilon(0.1));  // one of them may leave room for a colour bar
  explained.key(Qt::Key_Escape);
  CHECK(view->alone() == -1);
  CHECK(view->canvas(0).isVisible());
}
