// Reading the answer and asking why.
#include <QApplication>
#include <QCompleter>
#include <QContextMenuEvent>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QSlider>

#include "core/explain/predictions.h"
#include "tests/ui/explained.h"
#include "ui/items/prediction_model.h"
#include "ui/state/shown_figure.h"
#include "ui/views/panels/prediction_delegate.h"
#include "ui/views/picture/canvas.h"

using namespace rex::ui::test;
using namespace rex::ui;

TEST_CASE("clicking an answer makes it the target, without another forward pass") {
  Explained explained("vit", "cat-and-dog");
  Session& session = explained.session();
  const auto pass = session.answered();
  auto* list = explained.find<QListView>("answerList");
  CHECK(list->model()->rowCount() == static_cast<int>(pass->predictions.size()));
  const QModelIndex third = list->model()->index(2, 0);
  QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(third).center());
  REQUIRE(wait_for([&] { return session.explanation()->target == pass->predictions[2].target; }));
  CHECK(session.answered() == pass);
}

TEST_CASE("the arrow keys step through the answers") {
  Explained explained("vit", "cat-and-dog");
  Session& session = explained.session();
  explained.key(Qt::Key_Down);
  REQUIRE(wait_for([&] { return session.explanation()->target == session.answered()->predictions[1].target; }));
  explained.settle();
  explained.key(Qt::Key_Up);
  CHECK(wait_for([&] { return session.explanation()->target == session.answered()->predictions[0].target; }));
}

TEST_CASE("any class is found by its name and becomes the target on Enter") {
  Explained explained("vit", "cat-and-dog");
  Session& session = explained.session();
  const auto& last = session.answered()->predictions.back();
  explained.key(Qt::Key_F, Qt::ControlModifier);
  auto* search = explained.find<QLineEdit>("answerSearch");
  CHECK(search->hasFocus());
  QTest::keyClicks(search, QString::fromStdString(last.label));
  QTest::keyClick(search, Qt::Key_Return);
  CHECK(wait_for([&] { return session.explanation()->target == last.target; }));
  CHECK(search->text().isEmpty());
  QTest::keyClicks(search, "ca");
  QTest::keyClick(search, Qt::Key_Escape);
  CHECK(search->text().isEmpty());
  CHECK(search->hasFocus());
}

TEST_CASE("captions are compared by name") {
  Explained explained("clip", "cat-and-dog", {"a cat", "a dog", "a red bird"});
  const auto* list = explained.find<QListView>("answerList");
  REQUIRE(list->model()->rowCount() == 3);
  QStringList names;
  for (int row = 0; row < 3; ++row) names << list->model()->index(row, 0).data().toString();
  names.sort();
  CHECK(names == QStringList({"a cat", "a dog", "a red bird"}));
}

TEST_CASE("object queries: the least confidence, boxes that answer the pointer, and their masks") {
  Explained explained("detr", "traffic");
  Session& session = explained.session();
  auto* list = explained.find<QListView>("answerList");
  explained.find<QSlider>("leastConfidence")->setValue(0);
  REQUIRE(list->model()->rowCount() == static_cast<int>(session.answered()->predictions.size()));
  const auto* canvas = explained.find<Canvas>("canvas");
  REQUIRE_FALSE(canvas->content().boxes.empty());
  CHECK_FALSE(canvas->content().outlines.empty());  // the Otsu mask of the target

  const CanvasBox box = canvas->content().boxes.front();
  const rex::Picture& picture = canvas->content().picture->picture();
  const double x = (box.box.left + box.box.right) / 2 / static_cast<double>(picture.width);
  const double y = (box.box.top + box.box.bottom) / 2 / static_cast<double>(picture.height);
  const QPoint place = explained.on_canvas(x, y);
  QTest::mouseMove(explained.find("canvas"), place - QPoint(1, 1));
  QTest::mouseMove(explained.find("canvas"), place);
  REQUIRE(wait_for([&] { return session.selection().hovered_query().has_value(); }));
  const int query = *session.selection().hovered_query();
  QTest::mouseClick(explained.find("canvas"), Qt::LeftButton, {}, place);
  CHECK(wait_for([&] { return session.explanation()->target.query == query; }));

  explained.settle();
  explained.key(Qt::Key_M);
  CHECK(canvas->content().outlines.empty());
  explained.key(Qt::Key_B);
  CHECK(canvas->content().boxes.empty());
}

TEST_CASE("all confident queries show their masks at once, each in its colour") {
  Explained explained("detr", "traffic");
  Session& session = explained.session();
  explained.click("allQueries");
  explained.settle();
  const auto confident = std::count_if(session.answered()->predictions.begin(), session.answered()->predictions.end(),
                                       [](const rex::Prediction& one) { return one.probability >= 0.5; });
  CHECK(static_cast<long>(session.detections().size()) == confident);
  CHECK(explained.find<Canvas>("canvas")->content().outlines.size() == static_cast<std::size_t>(confident));
}

TEST_CASE("a query can be asked why it is another class") {
  Explained explained("detr", "traffic");
  Session& session = explained.session();
  const auto before = session.explanation()->target;
  const std::string label = session.model()->description.labels.at(before.class_index == 2 ? 1 : 2);
  auto* search = explained.find<QLineEdit>("answerSearch");
  Q_EMIT search->completer()->activated(QString::fromStdString(label));
  REQUIRE(wait_for([&] { return session.explanation()->target.class_index != before.class_index; }));
  CHECK(session.explanation()->target.query == before.query);
}

TEST_CASE("the eye of an object query hides it on the canvas and in figures; Alt and the eye shows it alone") {
  Explained explained("detr", "traffic");
  Session& session = explained.session();
  auto* list = explained.find<QListView>("answerList");
  explained.find<QSlider>("leastConfidence")->setValue(0);
  const auto* canvas = explained.find<Canvas>("canvas");
  explained.click("allQueries");
  explained.settle();
  const auto target = session.explanation();
  const auto has_box = [&](int query) {
    const auto& boxes = canvas->content().boxes;
    return std::any_of(boxes.begin(), boxes.end(), [&](const CanvasBox& box) { return box.index == query; });
  };
  const auto panel = [&] { return figure_of(session, false, figure_options(session)).panels.back(); };
  const std::size_t all = canvas->content().boxes.size(), masks = canvas->content().outlines.size();
  REQUIRE(all >= 2);
  CHECK(panel().boxes.size() == all);
  CHECK(panel().masks.size() == masks);
  const QModelIndex row = list->model()->index(1, 0);
  const int query = row.data(PredictionModel::QueryRole).toInt();
  REQUIRE(has_box(query));
  const QPoint eye = PredictionDelegate::eye_rect(list->visualRect(row)).center();
  const auto click = [&](Qt::KeyboardModifiers modifiers) {
    QTest::mouseClick(list->viewport(), Qt::LeftButton, modifiers, eye);
  };

  click({});
  CHECK_FALSE(has_box(query));
  CHECK(canvas->content().boxes.size() == all - 1);
  CHECK(canvas->content().outlines.size() == masks - 1);
  CHECK(panel().boxes.size() == all - 1);
  CHECK(panel().masks.size() == masks - 1);
  CHECK_FALSE(row.data(PredictionModel::VisibleRole).toBool());
  CHECK(row.data(Qt::AccessibleTextRole).toString().contains("hidden"));
  CHECK(session.explanation() == target);  // the eye makes no row the target

  click(Qt::AltModifier);
  CHECK(has_box(query));
  CHECK(canvas->content().boxes.size() == 1);
  CHECK(panel().boxes.size() == 1);
  CHECK(panel().masks.size() == 1);
  CHECK(row.data(PredictionModel::SoloRole).toBool());
  CHECK(row.data(Qt::AccessibleTextRole).toString().contains("alone"));
  click(Qt::AltModifier);
  CHECK(canvas->content().boxes.size() == all - 1);  // what was hidden before is hidden again
  click({});
  CHECK(canvas->content().boxes.size() == all);
}

TEST_CASE("visible and solo work by key and menu, and end with the next picture") {
  Explained explained("detr", "traffic");
  Session& session = explained.session();
  const auto* canvas = explained.find<Canvas>("canvas");
  const int target = static_cast<int>(session.explanation()->target.query.value());
  explained.key(Qt::Key_V);
  CHECK_FALSE(session.selection().visibility().shows(target));
  CHECK(canvas->content().outlines.empty());
  explained.key(Qt::Key_V);
  CHECK(session.selection().visibility() == QueryVisibility());
  explained.key(Qt::Key_V, Qt::ShiftModifier);
  CHECK(session.selection().visibility().solo == target);
  explained.key(Qt::Key_Escape);
  CHECK_FALSE(session.selection().visibility().solo.has_value());

  auto* list = explained.find<QListView>("answerList");
  const QPoint row = list->visualRect(list->model()->index(0, 0)).center();
  QContextMenuEvent event(QContextMenuEvent::Keyboard, row, list->viewport()->mapToGlobal(row));
  QApplication::sendEvent(list->viewport(), &event);
  auto* menu = explained.find<QMenu>("queryMenu");
  menu->actions().at(0)->trigger();
  const int query = list->model()->index(0, 0).data(PredictionModel::QueryRole).toInt();
  CHECK_FALSE(session.selection().visibility().shows(query));
  menu->close();

  session.open_picture(scene("street"));
  explained.settle();
  CHECK(session.selection().visibility() == QueryVisibility());
}
