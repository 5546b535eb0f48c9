// What a first start must not get wrong, and what a person cannot lose.
#include <QDropEvent>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QScreen>
#include <QSettings>
#include <QToolBar>

#include "tests/ui/explained.h"

using namespace rex::ui::test;
using namespace rex::ui;

TEST_CASE("a first start fits the screen") {
  Explained explained("vit", "beach");
  const QSize room = explained.window->screen()->availableSize();
  CHECK(explained.window->width() <= room.width());
  CHECK(explained.window->height() <= room.height());
}

TEST_CASE("the toolbar cannot be hidden for good") {
  Explained explained("vit", "beach");
  auto* toolbar = explained.find<QToolBar>("toolbar");
  CHECK_FALSE(toolbar->toggleViewAction()->isVisible());
  toolbar->hide();
  explained.window->close();  // keeps the layout
  StartWith start;
  start.model = model_folder("vit");
  start.picture = scene("beach");
  MainWindow again(start);
  again.show();
  CHECK(again.findChild<QToolBar*>("toolbar")->isVisible());
}

TEST_CASE("a picture that is dropped on the words opens") {
  Explained explained("lxmert", "beach");
  auto* words = explained.find<QPlainTextEdit>("words");
  QMimeData data;
  data.setUrls({QUrl::fromLocalFile(QString::fromStdString(scene("lunch").string()))});
  QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
  QApplication::sendEvent(words->viewport(), &enter);  // goes up to whoever takes drops
  QDropEvent drop(QPointF(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
  QApplication::sendEvent(words->viewport(), &drop);
  explained.settle();
  CHECK(explained.session().picture_file() == scene("lunch"));
  CHECK_FALSE(words->toPlainText().contains("lunch.jpg"));
}
