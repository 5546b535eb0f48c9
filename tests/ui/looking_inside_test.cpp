// Layers, heads, tokens.
#include <ATen/ATen.h>

#include <QDockWidget>
#include <QHeaderView>
#include <QLabel>
#include <QScrollBar>
#include <QTabBar>
#include <QTableView>
#include <QToolButton>

#include "core/base/float_values.h"
#include "core/checkpoint/safetensors.h"
#include "tests/ui/explained.h"
#include "ui/items/head_model.h"
#include "ui/state/export.h"
#include "ui/state/session_file.h"
#include "ui/state/shown.h"
#include "ui/state/shown_figure.h"
#include "ui/views/inside/layer_film.h"
#include "ui/views/picture/canvas.h"
#include "ui/views/picture/token_strip.h"

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

TEST_CASE("the headers of the grid hold the means of their rows and columns") {
  Explained explained("vit", "cat-and-dog");
  Session& session = explained.session();
  auto* table = explained.find<QTableView>("headTable");
  const auto* model = qobject_cast<const HeadModel*>(table->model());
  const int layers = static_cast<int>(session.explanation()->head_maps.size());
  REQUIRE(layers > 1);
  REQUIRE(model->rowCount() == layers + 1);
  CHECK(model->headerData(0, Qt::Vertical, Qt::DisplayRole).toString() == "Ø");
  auto* rows = table->verticalHeader();
  auto* columns = table->horizontalHeader();
  const auto click_row = [&](int row) {
    QTest::mouseClick(rows->viewport(), Qt::LeftButton, {},
                      QPoint(rows->width() / 2, rows->sectionViewportPosition(row) + rows->sectionSize(row) / 2));
  };
  click_row(1);
  REQUIRE(session.selection().head().has_value());
  CHECK((*session.selection().head() == rex::HeadPlace{layers - 1, -1, false}));
  click_row(1);
  CHECK_FALSE(session.selection().head().has_value());
  QTest::mouseClick(columns->viewport(), Qt::LeftButton, {},
                    QPoint(columns->sectionViewportPosition(2) + columns->sectionSize(2) / 2, columns->height() / 2));
  REQUIRE(session.selection().head().has_value());
  CHECK((*session.selection().head() == rex::HeadPlace{layers - 1, 1, true}));
  CHECK(explained.find<QLabel>("shownTitle")->text().contains("mean of the layers"));
  // The mean of a head over the layers is that of its cells.
  const std::vector<float> mean = model->row({layers - 1, 1, true});
  float sum = 0;
  for (int map = 0; map < layers; ++map) sum += model->row({map, 1, false}).at(3);
  CHECK(mean.at(3) == Approx(sum / static_cast<float>(layers)));
}

TEST_CASE("the film shows all stacks or one") {
  Explained explained("lxmert", "cat-and-dog");
  Session& session = explained.session();
  auto* film = explained.find<LayerFilm>("layerFilm");
  auto* tabs = explained.find<QTabBar>("filmStacks");
  const int all = film->frames();
  REQUIRE(tabs->isVisible());
  REQUIRE(tabs->count() >= 3);
  int frames = 0;
  for (int tab = 1; tab < tabs->count(); ++tab) {
    tabs->setCurrentIndex(tab);
    CHECK(film->frames() < all);
    frames += film->frames();
  }
  CHECK(frames == all);
  QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(1).center());
  const int own = film->frames();
  // Keys step within the stack that is shown.
  explained.key(Qt::Key_Left);
  const auto& steps = session.explanation()->steps;
  REQUIRE(session.selection().step().has_value());
  CHECK(QString::fromStdString(steps[static_cast<std::size_t>(*session.selection().step())].stack) == film->stack());
  QTest::mouseClick(film, Qt::LeftButton, {}, film->frame_rect(own - 1).center());
  REQUIRE(session.selection().step().has_value());  // the last of a stack is not the whole
  CHECK(film->current_frame() == own - 1);
  QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(0).center());
  CHECK(film->frames() == all);
  session.open_model(model_folder("vit"));
  explained.settle();
  CHECK_FALSE(tabs->isVisible());
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
  CHECK(canvas->content().highlights.size() == 1);
  QTest::mouseClick(canvas, Qt::LeftButton, {}, place);
  CHECK_FALSE(session.selection().token().has_value());
}

TEST_CASE("a pointer that rests on a patch previews what it relates to, without a run") {
  Explained explained("vit", "cat-and-dog");
  Session& session = explained.session();
  auto* canvas = explained.find<Canvas>("canvas");
  const auto whole = canvas->content().heat.values();
  const auto explanation = session.explanation();
  const QPoint place = explained.on_canvas(0.4, 0.6), other = explained.on_canvas(0.7, 0.3);
  QTest::mouseMove(canvas, place - QPoint(1, 1));
  QTest::mouseMove(canvas, place);
  CHECK(canvas->content().heat.values() == whole);  // not while it only passes
  REQUIRE(wait_for([&] { return session.selection().shown_token().has_value(); }));
  const auto previewed = canvas->content().heat.values();
  CHECK(previewed != whole);
  CHECK_FALSE(session.busy());
  CHECK(session.explanation() == explanation);
  CHECK_THAT(explained.find<QLabel>("shownTitle")->text().toStdString(), ContainsSubstring("relates to"));
  CHECK_THAT(explained.find<QLabel>("detail0")->text().toStdString(), ContainsSubstring("row"));
  QTest::mouseMove(canvas, other);
  CHECK(canvas->content().heat.values() == whole);
  REQUIRE(wait_for([&] { return session.selection().shown_token().has_value(); }));
  CHECK(canvas->content().heat.values() != previewed);
  QTest::mouseClick(canvas, Qt::LeftButton, {}, place);  // holds
  QTest::mouseMove(canvas, QPoint(1, 1));
  CHECK(canvas->content().heat.values() == previewed);
  explained.key(Qt::Key_Escape);
  explained.window->actions().action("previewPlaces").trigger();
  QTest::mouseMove(canvas, place);
  QTest::qWait(500);
  CHECK(canvas->content().heat.values() == whole);
  explained.window->actions().action("previewPlaces").trigger();
  REQUIRE(wait_for([&] { return session.selection().shown_token().has_value(); }));
}

TEST_CASE("several patches are held with Ctrl and summed, in caption, session and command") {
  Explained explained("vit", "cat-and-dog");
  Session& session = explained.session();
  auto* canvas = explained.find<Canvas>("canvas");
  const QPoint places[] = {explained.on_canvas(0.4, 0.6), explained.on_canvas(0.7, 0.3)};
  std::vector<float> sum;
  for (const QPoint place : places) {
    QTest::mouseClick(canvas, Qt::LeftButton, {}, place);
    const auto one = canvas->content().heat.values();
    sum.resize(one.size());
    for (std::size_t i = 0; i < one.size(); ++i) sum[i] += one[i];
  }
  QTest::mouseClick(canvas, Qt::LeftButton, Qt::ControlModifier, places[0]);
  REQUIRE(session.selection().tokens().size() == 2);
  CHECK(canvas->content().highlights.size() == 2);
  for (std::size_t i = 0; i < sum.size(); ++i) CHECK(canvas->content().heat.values()[i] == Approx(sum[i]));
  CHECK_THAT(explained.find<QLabel>("shownTitle")->text().toStdString(), ContainsSubstring("summed"));
  std::string caption;
  for (const auto& line : figure_of(session, false, figure_options(session)).caption) caption += line.text + "\n";
  CHECK_THAT(caption, ContainsSubstring("(summed)"));
  const std::string command = rex_command(session, false).toStdString();
  CHECK(command.find("--of") != command.rfind("--of"));
  const rex::test::TemporaryFolder folder;
  const auto tensors = folder.path() / "a.safetensors";
  const auto result =
      rex::test::run_rex(command.substr(4, command.find("--save") - 4) + "--tensors " + tensors.string());
  INFO(command << result.errors);
  REQUIRE(result.status == 0);
  const auto theirs = rex::float_values(rex::load_safetensors(tensors).at("relevance/generic/image").flatten());
  for (std::size_t i = 0; i < sum.size(); ++i) CHECK(theirs[i] == Approx(sum[i]).margin(1e-6));
  const auto part = session.selection().held_part(session.head_values());
  write_session(saved_session(session), folder.path() / "a.rexsession");
  explained.key(Qt::Key_Escape);
  CHECK(session.selection().tokens().empty());
  session.restore(read_session(folder.path() / "a.rexsession"));
  explained.settle();
  CHECK(session.selection().held_part(session.head_values()) == part);
  QTest::mouseClick(canvas, Qt::LeftButton, Qt::ControlModifier, places[0]);  // leaves the sum
  CHECK(session.selection().tokens().size() == 1);
}

TEST_CASE("a double click fits the picture and holds nothing") {
  Explained explained("vit", "cat-and-dog");
  auto* canvas = explained.find<Canvas>("canvas");
  canvas->zoom_to(2);
  const QPoint place = explained.on_canvas(0.5, 0.5);
  QTest::mouseClick(canvas, Qt::LeftButton, {}, place);
  CHECK(explained.session().selection().token().has_value());
  QTest::mouseDClick(canvas, Qt::LeftButton, {}, place);
  CHECK_FALSE(explained.session().selection().token().has_value());
  CHECK(canvas->zoom() != 2);
}

TEST_CASE("the details are those of what is shown") {
  Explained explained("vit", "cat-and-dog");
  Session& session = explained.session();
  auto* canvas = explained.find<Canvas>("canvas");
  const auto details = [&] {
    QStringList texts;
    for (QLabel* label : explained.find("detailsPanel")->findChildren<QLabel*>())
      if (label->isVisible() && label->objectName().startsWith(QLatin1String("detail"))) texts << label->text();
    return texts;
  };
  const QPoint place = explained.on_canvas(0.4, 0.6);
  QTest::mouseMove(canvas, place - QPoint(1, 1));
  QTest::mouseMove(canvas, place);
  const QStringList first = details();
  REQUIRE(first.size() > 3);
  const auto before = session.explanation();
  explained.key(Qt::Key_Down);
  REQUIRE(wait_for([&] { return session.explanation() != before && !session.busy(); }));
  const QStringList second = details();
  CHECK(second.size() == first.size());
  CHECK(second != first);  // of another answer
  explained.key(Qt::Key_Left);
  CHECK_THAT(details().join('|').toStdString(), ContainsSubstring("relevance after"));
  explained.key(Qt::Key_BracketRight);
  CHECK_THAT(details().join('|').toStdString(), ContainsSubstring("attention"));
  QTest::mouseMove(canvas, QPoint(1, 1));  // beside the picture
  CHECK(details().isEmpty());
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

TEST_CASE("the cells of a low grid keep a size that can be seen, and the grid scrolls") {
  for (const char* family : {"vit", "bert"}) {
    INFO(family);
    Explained explained(family, "beach",
                        family == std::string("bert") ? QStringList("The food was good.") : QStringList());
    auto* table = explained.find<QTableView>("headTable");
    explained.window->resizeDocks({explained.find<QDockWidget>("headsDock")}, {90}, Qt::Vertical);
    QTest::qWait(50);
    table->setFixedHeight(70);  // lower than any dock lets it be
    QTest::qWait(50);
    for (const QModelIndex& index : {table->model()->index(0, 0), table->model()->index(1, 1)}) {
      CHECK(table->visualRect(index).width() >= 20);
      CHECK(table->visualRect(index).height() >= 20);
    }
    const int all = table->verticalHeader()->length();
    CHECK((all <= table->viewport()->height() || table->verticalScrollBar()->maximum() > 0));
  }
}
