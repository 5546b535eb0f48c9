// Undo and redo of views, and everything by name.
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>

#include "tests/ui/explained.h"
#include "ui/items/palette_model.h"
#include "ui/state/view_history.h"
#include "ui/views/window/command_palette.h"

using namespace rex::ui::test;
using namespace rex::ui;

namespace {

/// Until the last change is remembered as one of its own.
void wait_a_moment() { QTest::qWait(500); }

void type_in_palette(Explained& explained, const QString& text) {
  explained.key(Qt::Key_K, Qt::ControlModifier);
  auto* field = explained.find<QLineEdit>("paletteField");
  QTest::keyClicks(field, text);
  QTest::keyClick(field, Qt::Key_Return);
  explained.settle();
}

}  // namespace

TEST_CASE("every change of the view is undone and redone, and nothing runs again") {
  Explained explained("vit", "beach");
  Session& session = explained.session();
  wait_a_moment();
  const auto first = session.explanation();
  session.set_target(session.answered()->predictions[1].target);
  explained.settle();
  wait_a_moment();
  const auto second = session.explanation();
  REQUIRE(second != first);
  session.set_appearance({.opacity = 0.3});
  wait_a_moment();
  session.open_picture(scene("lunch"));
  explained.settle();
  wait_a_moment();
  const auto lunch = session.explanation();

  const auto undo = [&] { explained.key(Qt::Key_Z, Qt::ControlModifier); };
  const auto redo = [&] { explained.key(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier); };
  undo();
  CHECK_FALSE(session.busy());
  CHECK(session.explanation() == second);
  CHECK(session.picture_file() == scene("beach"));
  CHECK(session.appearance().opacity == 0.3);
  undo();
  CHECK(session.appearance().opacity == rex::Appearance().opacity);
  undo();
  CHECK(session.explanation() == first);
  redo();
  redo();
  redo();
  CHECK(session.explanation() == lunch);
  CHECK(session.picture_file() == scene("lunch"));

  SECTION("what is done after an undo takes the place of what was undone") {
    undo();
    undo();
    wait_a_moment();
    session.set_method("rollout");
    explained.settle();
    wait_a_moment();
    const auto rollout = session.explanation();
    redo();
    CHECK(session.explanation() == rollout);
    undo();
    CHECK(session.explanation() == second);
  }
  SECTION("a new wish after an undo is answered for the view that was put back") {
    undo();
    session.set_target(session.answered()->predictions[2].target);
    explained.settle();
    CHECK(session.answered()->question.picture_file == scene("beach"));
    CHECK(session.explanation()->target == session.answered()->predictions[2].target);
  }
}

TEST_CASE("undo goes back over another model, with its words") {
  Explained explained("lxmert", "beach", {"Is there a ball?"});
  Session& session = explained.session();
  wait_a_moment();
  const auto before = session.explanation();
  session.open_model(model_folder("bert"));
  explained.settle();
  wait_a_moment();
  REQUIRE(session.model()->description.family == "bert");
  explained.key(Qt::Key_Left, Qt::AltModifier);
  explained.settle();
  CHECK(session.model()->description.family == "lxmert");
  CHECK(session.explanation() == before);
  CHECK(explained.find<QPlainTextEdit>("words")->toPlainText() == "Is there a ball?");
}

TEST_CASE("the palette finds actions, methods, answers and pictures by a few letters") {
  Explained explained("vit", "beach");
  Session& session = explained.session();
  type_in_palette(explained, "rollou");
  CHECK(session.explanation()->method == "rollout");
  type_in_palette(explained, QString::fromStdString(session.answered()->predictions[1].label));
  CHECK(session.explanation()->target == session.answered()->predictions[1].target);
  type_in_palette(explained, "patch grid");
  CHECK(session.appearance().grid);
  type_in_palette(explained, "zzzzzz");  // nothing fits: nothing happens
  CHECK(session.appearance().grid);
}

TEST_CASE("arrows choose in the palette, Esc leaves it") {
  Explained explained("vit", "beach");
  explained.key(Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
  auto* field = explained.find<QLineEdit>("paletteField");
  auto* list = explained.find<QListView>("paletteList");
  CHECK(list->currentIndex().row() == 0);
  QTest::keyClick(field, Qt::Key_Down);
  QTest::keyClick(field, Qt::Key_Down);
  CHECK(list->currentIndex().row() == 2);
  QTest::keyClick(field, Qt::Key_PageUp);
  CHECK(list->currentIndex().row() == 0);
  auto* palette = explained.find<CommandPalette>("commandPalette");
  QTest::keyClick(field, Qt::Key_Escape);
  CHECK_FALSE(palette->isVisible());
}

TEST_CASE("what is typed finds names by their words' beginnings first") {
  CHECK(fuzzy_score("sf", "Save a figure") > fuzzy_score("sf", "Transformer attribution of f"));
  CHECK(fuzzy_score("roll", "Rollout") > fuzzy_score("roll", "Raw oil lamp"));
  CHECK(fuzzy_score("xyz", "Rollout") < 0);
  CHECK(fuzzy_score("", "Rollout") == 0);
  CHECK(fuzzy_score("ROLL OUT", "rollout") >= 0);
  // Beginnings of words that lead nowhere hide nothing: "Save" takes the first s, "its" the i of "session".
  CHECK(fuzzy_score("session with its", "Save session with its pictures…") >
        fuzzy_score("session with its", "sessions: what is"));
  CHECK(fuzzy_score("sesion", "Save session with its pictures…") >= 0);
  CHECK(fuzzy_score("not good", "the food was not good") > fuzzy_score("not good", "none of the goods"));
  PaletteModel model;
  std::vector<PaletteEntry> entries;
  for (int i = 0; i < 5000; ++i) entries.push_back({QString("entry number %1").arg(i), "Answer", [] {}});
  model.set_entries(entries);
  CHECK(model.rowCount() == 5000);
  model.set_pattern("4711");
  REQUIRE(model.rowCount() == 1);
  CHECK(model.entry(0).title == "entry number 4711");
  model.set_entries(
      {{"Save a figure", "S", [] {}, "Save figure…", "not now"}, {"Copy", "", [] {}, "To the clipboard"}});
  model.set_pattern("clip");
  REQUIRE(model.rowCount() == 1);
  CHECK(model.entry(0).title == "Copy");
  model.set_pattern("");
  REQUIRE(model.rowCount() == 2);
  CHECK(model.entry(1).title == "Save a figure");  // behind what can be had
  CHECK_FALSE(model.flags(model.index(1)) & Qt::ItemIsEnabled);
  CHECK(model.index(1).data(PaletteModel::DetailRole) == "not now");
}

TEST_CASE(
    "the palette finds actions by their menus' words, shows what cannot be done now, and says where nothing fits") {
  Explained explained("bert", "", {"The food was not good."});
  explained.key(Qt::Key_K, Qt::ControlModifier);
  auto* field = explained.find<QLineEdit>("paletteField");
  auto* list = explained.find<QListView>("paletteList");
  QTest::keyClicks(field, "high contr");
  REQUIRE(list->model()->rowCount() > 0);
  CHECK(list->model()->index(0, 0).data().toString() == "Black and white, with every edge drawn");
  CHECK_FALSE(explained.find("paletteNothing")->isVisible());
  field->clear();
  QTest::keyClicks(field, "qqqqq");
  CHECK(explained.find("paletteNothing")->isVisible());
  CHECK_FALSE(list->isVisible());
  field->clear();
  QTest::keyClicks(field, "contact sheet");  // of texts there is none
  REQUIRE(list->model()->rowCount() > 0);
  const QModelIndex sheet = list->model()->index(0, 0);
  CHECK_FALSE(sheet.flags() & Qt::ItemIsEnabled);
  QTest::keyClick(field, Qt::Key_Return);
  CHECK(explained.find("commandPalette")->isVisible());
  QTest::keyClick(field, Qt::Key_Escape);
}
