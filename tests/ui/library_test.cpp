// "Models…": the library's dialog, against a hub on this machine.
#include "ui/state/library.h"

#include <unistd.h>

#include <QAbstractItemModelTester>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPushButton>
#include <QStandardPaths>
#include <QStorageInfo>
#include <QToolButton>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>

#include "core/models/open/find_models.h"
#include "tests/support/hub_server.h"
#include "tests/support/model_folders.h"
#include "tests/support/small_detector.h"
#include "tests/ui/explained.h"
#include "ui/items/library_model.h"
#include "ui/views/library/library_dialog.h"

using namespace rex;
using namespace rex::ui;
using namespace rex::ui::test;
using rex::test::HubServer;
namespace fs = std::filesystem;

namespace {

/// A hub with a small DETR, and a home of its own for what is fetched.
struct Hub {
  rex::test::TemporaryFolder home;
  HubServer server;

  Hub() {
    const rex::test::TemporaryFolder made;
    rex::test::save_random_model(made.path(), rex::test::tiny_detr_config());
    server.files = {{"config.json", rex::test::read_file(made.path() / "config.json")},
                    {"model.safetensors", rex::test::read_file(made.path() / "model.safetensors")}};
    setenv("HF_ENDPOINT", server.address().c_str(), 1);
    setenv("XDG_DATA_HOME", home.path().c_str(), 1);
    setenv("HF_HUB_CACHE", (home.path() / "cache").c_str(), 1);
  }
  ~Hub() {
    for (const char* name : {"HF_ENDPOINT", "XDG_DATA_HOME", "HF_HUB_CACHE"}) unsetenv(name);
  }

  /// The weights come slowly from now on.
  void drips() {
    HubServer::Fault drip;
    drip.drip = 50;
    drip.times = 1000;
    server.faults["model.safetensors"] = drip;
  }

  fs::path repository() const { return own_models_folder() / "models--owner--model"; }
  fs::path snapshot() const { return repository() / "snapshots" / server.commit; }
};

LibraryDialog& opened_library(Explained& explained) {
  explained.window->actions().action("models").trigger();
  auto* dialog = explained.find<LibraryDialog>("libraryDialog");
  REQUIRE(wait_for([&] { return !explained.window->findChild<Library*>()->looking(); }));
  return *dialog;
}

bool offers(LibraryDialog& dialog, const char* button) {
  return dialog.findChild<QPushButton*>(button)->isVisible() && dialog.findChild<QPushButton*>(button)->isEnabled();
}

void press(LibraryDialog& dialog, const char* button) {
  INFO(button);
  REQUIRE(offers(dialog, button));
  QTest::mouseClick(dialog.findChild<QPushButton*>(button), Qt::LeftButton);
}

QString text_in(LibraryDialog& dialog, const char* label) { return dialog.findChild<QLabel*>(label)->text(); }

void type_repository(LibraryDialog& dialog, const QString& text) {
  auto* typed = dialog.findChild<QLineEdit*>("repository");
  typed->clear();
  QTest::keyClicks(typed, text);
  QTest::keyClick(typed, Qt::Key_Return);
}

}  // namespace

TEST_CASE("the library lists demos, and what is worth fetching, without asking the network") {
  Hub hub;
  Explained explained("vit");
  LibraryDialog& dialog = opened_library(explained);
  auto* list = dialog.findChild<QListView*>("libraryList");
  const QAbstractItemModelTester tester(list->model(), QAbstractItemModelTester::FailureReportingMode::Fatal);
  QStringList names;
  for (int row = 0; row < list->model()->rowCount(); ++row) {
    names << list->model()->index(row, 0).data(LibraryModel::NameRole).toString();
  }
  CHECK(names.first() == "On this machine");
  CHECK(names.contains("facebook/detr-resnet-50"));
  CHECK(names.indexOf("demo-vit") < names.indexOf("Worth fetching"));
  CHECK(text_in(dialog, "modelTitle") == "demo-vit");  // which is open
  CHECK_FALSE(offers(dialog, "trashModel"));           // a demo stays
  dialog.choose("facebook/detr-resnet-50");
  CHECK_THAT(text_in(dialog, "modelFacts").toStdString(), ContainsSubstring("the hub tells when asked"));
  CHECK(offers(dialog, "getModel"));
  type_repository(dialog, "no such name/at all/here");
  CHECK(dialog.findChild<QLabel*>("repositoryProblem")->isVisible());
  CHECK(hub.server.requests().empty());
}

TEST_CASE("a model is asked for, fetched, paused, resumed, tried out, checked, opened and thrown away") {
  Hub hub;
  Explained explained("vit");
  LibraryDialog& dialog = opened_library(explained);
  auto& library = *explained.window->findChild<Library*>();
  type_repository(dialog, "https://huggingface.co/owner/model");
  CHECK(text_in(dialog, "modelTitle") == "owner/model");
  CHECK(hub.server.requests().empty());

  press(dialog, "askHub");
  REQUIRE(wait_for([&] { return text_in(dialog, "modelFacts").contains("Licence: mit"); }));
  CHECK_FALSE(fs::exists(hub.repository()));

  hub.drips();
  press(dialog, "getModel");
  REQUIRE(wait_for([&] { return text_in(dialog, "modelStep").contains("left"); }));  // rate and time left
  CHECK_FALSE(offers(dialog, "getModel"));
  press(dialog, "pauseModel");
  REQUIRE(wait_for([&] { return !library.find("owner/model")->runs() && !library.looking(); }));
  CHECK(dialog.findChild<QPushButton*>("getModel")->text() == "Resume");
  CHECK(fs::exists(hub.repository() / "incoming/model.safetensors.part"));
  CHECK_FALSE(fs::exists(hub.snapshot()));

  hub.server.faults.clear();
  press(dialog, "getModel");
  REQUIRE(wait_for([&] { return fs::exists(hub.snapshot()) && offers(dialog, "openChosen"); }));
  CHECK_THAT(text_in(dialog, "modelSaid").toStdString(), ContainsSubstring("tried out: DETR"));
  CHECK(hub.server.requests().back().find("range") != std::string::npos);  // went on where it was

  press(dialog, "verifyModel");
  REQUIRE(wait_for([&] { return text_in(dialog, "modelSaid").contains("as the hub promised"); }));
  {
    std::fstream weights(hub.snapshot() / "model.safetensors", std::ios::in | std::ios::out | std::ios::binary);
    weights.seekp(-3, std::ios::end);
    weights.put('x');
  }
  press(dialog, "verifyModel");
  REQUIRE(wait_for([&] { return text_in(dialog, "modelProblem").contains("Damaged: model.safetensors"); }));

  press(dialog, "openChosen");
  explained.settle();
  CHECK(explained.session().model()->description.name == "owner/model");
  CHECK_FALSE(offers(dialog, "trashModel"));  // it is open
  CHECK_THAT(text_in(dialog, "modelFacts").toStdString(), ContainsSubstring("Last opened"));
  explained.session().open_model(model_folder("vit"));
  explained.settle();
  const QString data = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation);
  QDir().mkpath(data);
  press(dialog, "trashModel");
  REQUIRE(wait_for([&] { return !fs::exists(hub.repository()); }));
  // The person's own trash, or that of the file system on which the model lay.
  const QString apart = QStorageInfo(QString::fromStdString(hub.repository().parent_path().string())).rootPath() +
                        QStringLiteral("/.Trash-%1").arg(getuid());
  int found = 0;
  for (const QString& trash : {data + "/Trash", apart}) {
    QDir model(trash + "/files/models--owner--model");
    if (!model.exists()) continue;
    ++found;
    model.removeRecursively();
    QFile::remove(trash + "/info/models--owner--model.trashinfo");
  }
  CHECK(found == 1);
}

TEST_CASE("what is cancelled leaves nothing, and what fails says why") {
  Hub hub;
  Explained explained("vit");
  LibraryDialog& dialog = opened_library(explained);
  auto& library = *explained.window->findChild<Library*>();
  type_repository(dialog, "owner/model");
  hub.drips();
  press(dialog, "getModel");
  REQUIRE(wait_for([&] { return text_in(dialog, "modelStep").contains("left"); }));
  press(dialog, "cancelModel");
  REQUIRE(wait_for([&] { return !library.find("owner/model")->runs() && !fs::exists(hub.repository()); }));

  hub.server.faults.clear();
  HubServer::Fault gone;
  gone.status = 404;
  gone.times = 1000;
  hub.server.faults["model.safetensors"] = gone;
  press(dialog, "getModel");
  REQUIRE(wait_for([&] { return text_in(dialog, "modelProblem").contains("404"); }));
  CHECK(offers(dialog, "getModel"));
  CHECK_FALSE(fs::exists(hub.snapshot()));
}

TEST_CASE("the window closes while a model comes, and what has arrived is kept") {
  Hub hub;
  {
    Explained explained("vit");
    LibraryDialog& dialog = opened_library(explained);
    type_repository(dialog, "owner/model");
    hub.drips();
    press(dialog, "getModel");
    REQUIRE(wait_for([&] { return text_in(dialog, "modelStep").contains("left"); }));
  }
  CHECK(fs::exists(hub.repository() / "incoming/model.safetensors.part"));
  Explained again("vit");
  LibraryDialog& dialog = opened_library(again);
  dialog.choose("owner/model");
  CHECK(dialog.findChild<QPushButton*>("getModel")->text() == "Resume");
}

TEST_CASE("the model menu has demos first, then models by their repositories' names") {
  Hub hub;
  for (const char* name : {"b--second", "a--first"}) {
    const fs::path home = own_models_folder() / (std::string("models--") + name), snapshot = home / "snapshots/one";
    fs::create_directories(snapshot);
    rex::test::save_random_model(snapshot, rex::test::tiny_detr_config());
  }
  Explained explained("vit");
  QMenu* menu = explained.find<QToolButton>("modelButton")->menu();
  Q_EMIT menu->aboutToShow();
  QStringList names;
  for (const QAction* action : menu->actions()) names << action->text().section('\t', 0, 0);
  CHECK(names.indexOf("demo-vit") < names.indexOf("a/first"));
  CHECK(names.indexOf("a/first") < names.indexOf("b/second"));
  CHECK(names.contains("Models…"));
  CHECK_FALSE(menu->actions().first()->icon().isNull());
}
