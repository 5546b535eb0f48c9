// Which word looks where: a row a word.
#include <QDockWidget>
#include <QHeaderView>
#include <QLabel>
#include <QTreeWidget>

#include "tests/ui/explained.h"
#include "ui/state/shown.h"
#include "ui/views/picture/canvas.h"

using namespace rex::ui::test;
using namespace rex::ui;

namespace {

QTreeWidget* open_matrix(Explained& explained) {
  auto* dock = explained.find<QDockWidget>("wordMatrixDock");
  dock->show();
  dock->raise();
  return explained.find<QTreeWidget>("wordMatrixList");
}

void click_row(QTreeWidget& list, int row, Qt::KeyboardModifiers modifiers = {}) {
  list.scrollToItem(list.topLevelItem(row));
  const QRect place = list.visualItemRect(list.topLevelItem(row));
  QTest::mouseClick(list.viewport(), Qt::LeftButton, modifiers, place.center());
}

}  // namespace

TEST_CASE("each word has a row with the picture as seen from it, and a click holds the word") {
  Explained explained("lxmert", "cat-and-dog", {"Is there a dog?"});
  Session& session = explained.session();
  QTreeWidget* list = open_matrix(explained);
  REQUIRE(wait_for([&] { return list->topLevelItemCount() > 0; }));
  CHECK(list->isVisible());
  REQUIRE(list->topLevelItemCount() >= 4);
  QStringList words;
  for (int row = 0; row < list->topLevelItemCount(); ++row) words << list->topLevelItem(row)->text(2);
  CHECK(words.contains("dog"));
  CHECK_FALSE(list->topLevelItem(0)->icon(1).isNull());
  const auto whole = explained.find<Canvas>("canvas")->content().heat.values();
  click_row(*list, 1);
  REQUIRE(session.selection().tokens().size() == 1);
  CHECK(list->topLevelItem(1)->isSelected());
  QTest::mouseMove(explained.window.get(), QPoint(5, 5));
  const auto first = explained.find<Canvas>("canvas")->content().heat.values();
  CHECK(first != whole);
  CHECK(first == shown(*session.explanation(), session.selection().held_part(session.head_values())).image);
  click_row(*list, 2, Qt::ControlModifier);
  CHECK(session.selection().tokens().size() == 2);
  click_row(*list, 2);
  CHECK(session.selection().tokens().size() == 1);
  click_row(*list, 2);
  CHECK(session.selection().tokens().empty());
  CHECK(list->selectedItems().isEmpty());
}

TEST_CASE("words are sorted by how much they matter, and back") {
  Explained explained("vilt", "cat-and-dog", {"Is there a dog?"});
  QTreeWidget* list = open_matrix(explained);
  REQUIRE(wait_for([&] { return list->topLevelItemCount() > 2; }));
  const auto relevance = [&](int row) { return list->topLevelItem(row)->data(3, Qt::DisplayRole).toInt(); };
  list->sortByColumn(3, Qt::DescendingOrder);
  CHECK(relevance(0) == 100);
  for (int row = 1; row < list->topLevelItemCount(); ++row) CHECK(relevance(row) <= relevance(row - 1));
  const QString strongest = list->topLevelItem(0)->text(2);
  click_row(*list, 0);
  const auto held = explained.session().selection().tokens();
  REQUIRE_FALSE(held.empty());
  list->sortByColumn(0, Qt::AscendingOrder);
  CHECK(list->topLevelItem(0)->data(0, Qt::DisplayRole).toInt() <
        list->topLevelItem(1)->data(0, Qt::DisplayRole).toInt());
  REQUIRE(list->selectedItems().size() == 1);
  CHECK(list->selectedItems().front()->text(2) == strongest);
}

TEST_CASE("a model without words, or whose words do not look at the picture, says so") {
  for (const char* family : {"vit", "clip"}) {
    INFO(family);
    Explained explained(family, "cat-and-dog");
    QTreeWidget* list = open_matrix(explained);
    QTest::qWait(50);
    CHECK_FALSE(list->isVisible());
    CHECK_FALSE(explained.find<QLabel>("wordMatrixHint")->text().isEmpty());
    CHECK(explained.find<QLabel>("wordMatrixHint")->isVisible());
  }
}
