// Layers, heads, tokens.
#include <QLabel>
#include <QTabBar>
#include <QTableView>
#include <QToolButton>

#include "tests/ui/explained.h"
#include "ui/models/head_model.h"
#include "ui/state/shown_figure.h"
#include "ui/views/canvas.h"
#include "ui/views/layer_strip.h"
#include "ui/views/token_strip.h"

using namespace rex::ui::test;
using namespace rex::ui;

TEST_CASE("layers are stepped by key, by clicking the film and by playing") {
  Explained explained("vit", "cat-and-dog");
  Session& session = explained.session();
  auto* film = explained.find<LayerFilm>("layerFilm");
  REQUIRE(film->frames() == static_cast<int>(session.explanation()->steps.size()));
  const auto whole = explained.find<Canvas>("canvas")->content().heat.values();
  explained.key(Qt::Key_Left);
  CHECK(session.selection().step() == film->frames() - 2);
  CHECK(explained.find<Canvas>("canvas")->content().heat.values() != whole);
  explained.key(Qt::Key_Right);
  CHECK_FALSE(session.selection().step().has_value());
  QTest::mouseClick(film, Qt::LeftButton, {}, film->frame_rect(0).center());
  CHECK(session.selection().step() == 0);
  CHECK(explained.find<QLabel>("shownTitle")->isVisible());
  explained.key(Qt::Key_Escape);
  CHECK_FALSE(session.selection().step().has_value());
  CHECK(explained.find<Canvas>("canvas")->content().heat.values() == whole);
  explained.key(Qt::Key_Space);
  CHECK(session.selection().step() == 0);
  CHECK(wait_for([&] { return !session.selection().step().has_value(); }));
}

TEST_CASE("the start handle leaves out layers, and the figure says so") {
  Explained explained("vit", "cat-and-dog");
  Session& session = explained.session();
  auto* film = explained.find<LayerFilm>("layerFilm");
  const QPoint from = film->handle_rect().center(), to(film->frame_rect(1).left() - 2, from.y());
  QTest::mousePress(film, Qt::LeftButton, {}, from);
  QTest::mouseMove(film, to);
  QTest::mouseRelease(film, Qt::LeftButton, {}, to);
  CHECK(session.layers().first == 1);
  REQUIRE(wait_for([&] { return session.explanation()->options.layers.first == 1; }));
  std::string caption;
  for (const auto& line : figure_of(session, false, figure_options(session)).caption) caption += line.text + "\n";
  CHECK_THAT(caption, ContainsSubstring("1 to the last"));
}

TEST_CASE("hovering a head previews it, clicking holds it, brackets step") {
  Explained explained("vit", "cat-and-dog");
  Session& session = explained.session();
  auto* table = explained.find<QTableView>("headTable");
  const auto whole = explained.find<Canvas>("canvas")->content().heat.values();
  const QPoint cell = table->visualRect(table->model()->index(0, 2)).center();
  QTest::mouseMove(table->viewport(), cell - QPoint(2, 2));
  QTest::mouseMove(table->viewport(), cell);
  REQUIRE(wait_for([&] { return session.selection().shown_head().has_value(); }));
  CHECK(explained.find<Canvas>("canvas")->content().heat.values() != whole);
  QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, cell);
  REQUIRE(session.selection().head().has_value());
  CHECK(session.selection().head()->head == 1);
  explained.key(Qt::Key_BracketRight);
  CHECK(session.selection().head()->head == 2);
  explained.key(Qt::Key_BracketLeft);
  CHECK(session.selection().head()->head == 1);
  const auto weighted = explained.find<Canvas>("canvas")->content().heat.values();
  explained.click("weightedHeads");
  CHECK(explained.find<Canvas>("canvas")->content().heat.values() != weighted);
}

TEST_CASE("stacks of layers are tabs") {
  Explained explained("lxmert", "cat-and-dog");
  auto* tabs = explained.find<QTabBar>("headStacks");
  REQUIRE(tabs->count() >= 4);
  const auto* model = qobject_cast<const HeadModel*>(explained.find<QTableView>("headTable")->model());
  tabs->setCurrentIndex(0);
  CHECK(model->stack() == "language.self");
  CHECK(model->rowCount() > 0);
}

TEST_CASE("clicking a patch shows the picture as seen from it, and a second click lets go") {
  Explained explained("vit", "cat-and-dog");
  Session& session = explained.session();
  auto* canvas = explained.find<Canvas>("canvas");
  const QPoint place = explained.on_canvas(0.4, 0.6);
  QTest::mouseMove(canvas, place - QPoint(1, 1));
  QTest::mouseMove(canvas, place);
  CHECK(explained.find<QLabel>("detail0")->isVisible());  // value and rank
  QTest::mouseClick(canvas, Qt::LeftButton, {}, place);
  REQUIRE(session.selection().token().has_value());
  CHECK(explained.find<QLabel>("shownTitle")->isVisible());
  CHECK(canvas->content().highlight.has_value());
  QTest::mouseClick(canvas, Qt::LeftButton, {}, place);
  CHECK_FALSE(session.selection().token().has_value());
}

TEST_CASE("a word shows the picture as seen from it, in every view") {
  Explained explained("lxmert", "cat-and-dog");
  Session& session = explained.session();
  auto* words = explained.find<TokenStrip>("tokenStrip");
  const auto whole = explained.find<Canvas>("canvas")->content().heat.values();
  const QPoint word = words->word_rect(2).center();
  QTest::mouseMove(words, word - QPoint(1, 1));
  QTest::mouseMove(words, word);
  REQUIRE(wait_for([&] { return session.selection().shown_token().has_value(); }));
  QTest::mouseClick(words, Qt::LeftButton, {}, word);
  REQUIRE(session.selection().token().has_value());
  CHECK(explained.find<Canvas>("canvas")->content().heat.values() != whole);
  CHECK(explained.find<QLabel>("shownTitle")->isVisible());
  explained.key(Qt::Key_Escape);
  CHECK(explained.find<Canvas>("canvas")->content().heat.values() == whole);
}
