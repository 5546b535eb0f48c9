// Everything by keyboard, and for those who do not see it: words, patches, film and heads, through QAccessible.

#include <QAccessible>
#include <QLineEdit>
#include <QTableView>
#include <set>

#include "tests/ui/explained.h"
#include "ui/items/head_model.h"
#include "ui/state/shown.h"
#include "ui/views/inside/layer_film.h"
#include "ui/views/picture/canvas.h"
#include "ui/views/picture/token_strip.h"
#include "ui/views/window/banner.h"

using namespace rex::ui::test;
using namespace rex::ui;

namespace {

void press(QWidget* widget, int key) { QTest::keyClick(widget, static_cast<Qt::Key>(key)); }

QString name_of(QAccessibleInterface* interface) { return interface->text(QAccessible::Name); }

}  // namespace

TEST_CASE("arrows walk from patch to patch, Enter holds, Esc lets go") {
  Explained explained("vit", "cat-and-dog");
  Session& session = explained.session();
  auto* canvas = explained.find<Canvas>("canvas");
  canvas->setFocus();
  press(canvas, Qt::Key_Return);
  REQUIRE(canvas->walking());
  const int first = canvas->spoken_current();
  const int columns = static_cast<int>(canvas->content().heat.grid.width);
  REQUIRE(first >= 0);
  const int row = first / columns, column = first % columns;
  press(canvas, column > 0 ? Qt::Key_Left : Qt::Key_Right);
  CHECK(canvas->spoken_current() == first + (column > 0 ? -1 : 1));
  CHECK_FALSE(session.selection().step().has_value());  // the layers stay
  press(canvas, column > 0 ? Qt::Key_Right : Qt::Key_Left);
  press(canvas, row > 0 ? Qt::Key_Up : Qt::Key_Down);
  CHECK(canvas->spoken_current() == first + (row > 0 ? -columns : columns));
  press(canvas, Qt::Key_Return);
  REQUIRE(session.selection().token().has_value());
  CHECK(place_of_token(*session.explanation(), *session.selection().token()) == canvas->spoken_current());
  explained.key(Qt::Key_Escape);
  CHECK_FALSE(session.selection().token().has_value());
  CHECK_FALSE(canvas->walking());
  explained.key(Qt::Key_Left);  // of the layers again
  CHECK(session.selection().step().has_value());
}

TEST_CASE("arrows walk from region to region") {
  Explained explained("lxmert", "cat-and-dog");
  auto* canvas = explained.find<Canvas>("canvas");
  canvas->walk();
  REQUIRE(canvas->walking());
  REQUIRE(canvas->content().heat.boxes.size() > 1);
  std::set<int> seen{canvas->spoken_current()};
  for (const int key : {Qt::Key_Left, Qt::Key_Up, Qt::Key_Right, Qt::Key_Right, Qt::Key_Down, Qt::Key_Left}) {
    press(canvas, key);
    seen.insert(canvas->spoken_current());
  }
  CHECK(seen.size() > 1);
  CHECK(canvas->spoken_name(canvas->spoken_current()).contains('%'));
}

TEST_CASE("arrows walk from word to word and preview, Enter holds") {
  Explained explained("lxmert", "cat-and-dog");
  Session& session = explained.session();
  auto* words = explained.find<TokenStrip>("tokenStrip");
  const auto whole = explained.find<Canvas>("canvas")->content().heat.values();
  words->setFocus(Qt::TabFocusReason);
  REQUIRE(wait_for([&] { return words->hasFocus(); }));
  CHECK(session.selection().shown_token().has_value());
  const int first = words->spoken_current();
  press(words, Qt::Key_Right);
  CHECK(words->spoken_current() == first + 1);
  CHECK_FALSE(session.selection().token().has_value());
  CHECK(explained.find<Canvas>("canvas")->content().heat.values() != whole);
  press(words, Qt::Key_Return);
  CHECK(session.selection().token().has_value());
  press(words, Qt::Key_Home);
  CHECK(words->spoken_current() == 0);
  press(words, Qt::Key_End);
  CHECK(words->spoken_current() == words->spoken_count() - 1);
  explained.key(Qt::Key_Escape);
  CHECK_FALSE(session.selection().token().has_value());
  CHECK(words->hasFocus());
  press(words, Qt::Key_Tab);
  CHECK_FALSE(words->hasFocus());
  CHECK_FALSE(session.selection().shown_token().has_value());
}

TEST_CASE("arrows preview heads, Enter holds one, Tab leaves the grid") {
  Explained explained("vit", "cat-and-dog");
  Session& session = explained.session();
  auto* table = explained.find<QTableView>("headTable");
  table->setFocus(Qt::TabFocusReason);
  REQUIRE(wait_for([&] { return table->hasFocus(); }));
  press(table, Qt::Key_Right);
  REQUIRE(session.selection().shown_head().has_value());
  CHECK_FALSE(session.selection().head().has_value());
  const auto previewed = session.selection().shown_head();
  press(table, Qt::Key_Down);
  CHECK(session.selection().shown_head() != previewed);
  press(table, Qt::Key_Up);
  press(table, Qt::Key_Return);
  CHECK(session.selection().head() == previewed);
  press(table, Qt::Key_Return);
  CHECK_FALSE(session.selection().head().has_value());
  press(table, Qt::Key_Tab);
  CHECK_FALSE(table->hasFocus());
  CHECK_FALSE(session.selection().shown_head().has_value());
}

TEST_CASE("Tab goes round the window and comes back") {
  Explained explained("lxmert", "cat-and-dog");
  auto* canvas = explained.find<Canvas>("canvas");
  canvas->setFocus();
  std::set<QWidget*> seen;
  QWidget* now = canvas;
  for (int press_count = 0; press_count < 200 && seen.insert(now).second; ++press_count) {
    QTest::keyClick(now, Qt::Key_Tab);
    now = explained.window->focusWidget();
    REQUIRE(now != nullptr);
  }
  CHECK(now == canvas);
  for (const char* name : {"tokenStrip", "layerFilm", "headTable"}) {
    INFO(name);
    CHECK(seen.count(explained.find(name)) == 1);
  }
}

TEST_CASE("the first and the last layer that count are moved by keys and by dragging, and given back") {
  Explained explained("vit", "cat-and-dog");
  Session& session = explained.session();
  auto* film = explained.find<LayerFilm>("layerFilm");
  const int all = film->frames();
  REQUIRE(all > 3);
  explained.key(Qt::Key_Right, Qt::ControlModifier);
  CHECK(session.layers().first == 1);
  explained.key(Qt::Key_Left, Qt::ControlModifier | Qt::ShiftModifier);
  CHECK(session.layers().last == all - 2);
  explained.settle();
  CHECK(film->frames() == all);  // those that are left out stay in sight
  explained.key(Qt::Key_Right, Qt::ControlModifier | Qt::ShiftModifier);
  CHECK(session.layers().last == -1);
  explained.key(Qt::Key_Left, Qt::ControlModifier);
  CHECK(session.layers() == rex::LayerRange());
  explained.settle();
  const QPoint from = film->end_handle_rect().center(), to = film->frame_rect(all - 2).center();
  QTest::mousePress(film, Qt::LeftButton, {}, from);
  QTest::mouseMove(film, to);
  QTest::mouseRelease(film, Qt::LeftButton, {}, to);
  CHECK(session.layers().last == all - 2);
  explained.settle();
  CHECK(session.explanation()->options.layers.last == all - 2);
  QTest::mouseDClick(film, Qt::LeftButton, {}, film->end_handle_rect().center());
  CHECK(session.layers().last == -1);
}

TEST_CASE("the film has the layers whose rows nobody reads, as what their heads look at") {
  Explained explained("detr", "traffic");
  Session& session = explained.session();
  auto* film = explained.find<LayerFilm>("layerFilm");
  CHECK(film->stacks().contains("encoder.self"));
  CHECK(film->frames() > static_cast<int>(session.explanation()->steps.size()));
  film->show_frame(0);
  REQUIRE(session.selection().head().has_value());
  CHECK(session.selection().head()->head == -1);
  CHECK(film->current_frame() == 0);
  film->show_frame(film->frames() - 1);
  CHECK_FALSE(session.selection().head().has_value());
  CHECK_FALSE(session.selection().step().has_value());
}

TEST_CASE("frames and cells fill their room, and the wheel makes them larger") {
  Explained explained("vit", "cat-and-dog");
  auto* film = explained.find<LayerFilm>("layerFilm");
  film->blockSignals(true);  // or the strip would give it its own room again
  film->set_room({900, 120});
  CHECK(film->rows() == 1);
  film->set_room({400, 600});
  CHECK(film->rows() > 1);
  const QSize fitting = film->frame_size();
  CHECK(film->sizeHint().width() <= 400 + 8);
  film->zoom_by(2);
  CHECK(film->frame_size().height() > fitting.height());
  film->zoom_by(0.1);
  CHECK(film->frame_size() == fitting);
  auto* table = explained.find<QTableView>("headTable");
  CHECK(table->columnWidth(0) >= 20);
  CHECK(table->columnWidth(0) <= 160);
}

TEST_CASE("columns of heads are sorted by how much they carry") {
  Explained explained("vit", "cat-and-dog");
  auto* table = explained.find<QTableView>("headTable");
  auto* model = qobject_cast<HeadModel*>(table->model());
  explained.click("sortHeads");
  const auto carried = [&](int column) {
    double sum = 0;
    for (int row = model->first_layer_row(); row < model->rowCount(); ++row) {
      for (const float value : model->row(model->place(model->index(row, column)))) sum += static_cast<double>(value);
    }
    return sum;
  };
  std::set<int> heads;
  for (int column = 1; column < model->columnCount(); ++column) {
    const rex::HeadPlace place = model->place(model->index(1, column));
    heads.insert(place.head);
    CHECK(model->index_of(place).column() == column);
    CHECK(model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString() == QString::number(place.head + 1));
    if (column > 1) CHECK(carried(column - 1) >= carried(column));
  }
  CHECK(static_cast<int>(heads.size()) == model->columnCount() - 1);
  explained.click("sortHeads");
  CHECK(model->place(model->index(1, 1)).head == 0);
}

TEST_CASE("screen readers are told words, patches, frames and heads with their values") {
  Explained explained("lxmert", "cat-and-dog");
  auto* words = explained.find<TokenStrip>("tokenStrip");
  QAccessibleInterface* strip = QAccessible::queryAccessibleInterface(words);
  REQUIRE(strip != nullptr);
  CHECK(strip->role() == QAccessible::List);
  REQUIRE(strip->childCount() == words->spoken_count());
  QAccessibleInterface* word = strip->child(2);
  CHECK_THAT(name_of(word).toStdString(), ContainsSubstring(words->spoken_name(2).toStdString()));
  CHECK_THAT(name_of(word).toStdString(), ContainsSubstring("%"));
  CHECK(strip->indexOfChild(word) == 2);
  const QPoint centre = word->rect().center();
  CHECK(strip->childAt(centre.x(), centre.y()) == word);
  words->setFocus(Qt::TabFocusReason);
  REQUIRE(wait_for([&] { return words->hasFocus(); }));
  press(words, Qt::Key_Right);
  QAccessibleInterface* current = strip->focusChild();
  REQUIRE(current != nullptr);
  CHECK(current->state().focused);
  CHECK_THAT(strip->text(QAccessible::Value).toStdString(), ContainsSubstring("%"));

  auto* canvas = explained.find<Canvas>("canvas");
  QAccessibleInterface* picture = QAccessible::queryAccessibleInterface(canvas);
  canvas->walk();
  CHECK_THAT(picture->text(QAccessible::Value).toStdString(), ContainsSubstring("%"));
  bool bar = false;  // what floats over the picture is still there
  for (int child = 0; child < picture->childCount(); ++child)
    bar = bar || picture->child(child)->object() == explained.find("appearanceBar");
  CHECK(bar);

  auto* film = explained.find<LayerFilm>("layerFilm");
  QAccessibleInterface* frames = QAccessible::queryAccessibleInterface(film);
  REQUIRE(frames->childCount() == film->frames());
  CHECK_THAT(name_of(frames->child(0)).toStdString(), ContainsSubstring(film->spoken_name(0).toStdString()));

  const auto* heads = explained.find<QTableView>("headTable")->model();
  CHECK_THAT(heads->index(1, 1).data(Qt::AccessibleTextRole).toString().toStdString(), ContainsSubstring("mean"));

  auto* banner = explained.find<Banner>("banner");
  CHECK(QAccessible::queryAccessibleInterface(banner)->role() == QAccessible::AlertMessage);
  banner->say("A thing happened.", "Do this.");
  CHECK_THAT(name_of(QAccessible::queryAccessibleInterface(banner)).toStdString(), ContainsSubstring("A thing"));
  // Another answer has other parts; those that are gone are not valid.
  explained.session().set_texts({"Is there a dog?"});
  explained.settle();
  CHECK(strip->childCount() == words->spoken_count());
}
