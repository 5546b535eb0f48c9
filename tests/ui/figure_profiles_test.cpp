// Settings of figures under a name, and what Preferences says of memory and of what is kept on disk.
#include "ui/state/figure_profiles.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialog>
#include <QDoubleSpinBox>
#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPointer>
#include <QPushButton>
#include <QSettings>
#include <QTabWidget>

#include "core/models/open/region_cache.h"
#include "tests/ui/explained.h"
#include "ui/jobs/thumbnails.h"
#include "ui/state/caches.h"
#include "ui/state/preferences.h"
#include "ui/views/widgets/action_registry.h"
#include "ui/views/window/save_figure_dialog.h"

using namespace rex::ui::test;
using namespace rex::ui;

namespace {

FigureProfile paper() {
  FigureProfile profile;
  profile.name = "paper, 8 pt";
  profile.caption = false;
  profile.transparent = true;
  profile.width = 3.5;
  profile.text_size = 8;
  return profile;
}

QListWidget* profile_list(Explained& explained) {
  explained.window->actions().action("preferences").trigger();
  auto* dialog = explained.find<QDialog>("preferences");
  dialog->findChild<QTabWidget*>()->setCurrentIndex(2);
  return explained.find<QListWidget>("profileList");
}

}  // namespace

TEST_CASE("profiles are kept, replaced, renamed and removed, and what is damaged counts as not there") {
  QSettings().clear();
  CHECK(figure_profiles().empty());
  keep_figure_profile(paper());
  FigureProfile talk;
  talk.name = "talk";
  talk.text_size = 14;
  keep_figure_profile(talk);
  REQUIRE(figure_profiles().size() == 2);
  CHECK(figure_profiles()[0] == paper());
  talk.text_size = 16;
  keep_figure_profile(talk);
  CHECK(figure_profiles()[1].text_size == 16);
  CHECK_FALSE(rename_figure_profile("talk", "paper, 8 pt"));
  CHECK_FALSE(rename_figure_profile("talk", "  "));
  CHECK_FALSE(rename_figure_profile("gone", "new"));
  CHECK(rename_figure_profile("talk", " slides "));
  CHECK(figure_profiles()[1].name == "slides");
  remove_figure_profile("paper, 8 pt");
  CHECK(figure_profiles().size() == 1);
  for (const char* damaged : {"", "{", "7", "[7, {\"name\": 3}, {}]"}) {
    QSettings().setValue("figureProfiles", QString::fromLatin1(damaged));
    CHECK(figure_profiles().empty());
  }
  QSettings().setValue("figureProfiles", "[{\"name\": \"wild\", \"dpi\": 1e9, \"text_size\": -3, \"width\": -1}]");
  REQUIRE(figure_profiles().size() == 1);
  CHECK(figure_profiles()[0].dpi == 2400);
  CHECK(figure_profiles()[0].text_size == 5);
  CHECK(figure_profiles()[0].width == 0);
  CHECK(description_of(paper()) == "300 dpi, 3.5 inches, 8 pt, transparent, without caption");
}

TEST_CASE("the settings of a figure are kept under a name, and chosen again for the next one") {
  Explained explained("vit", "cat-and-dog");
  const rex::test::TemporaryFolder folder;
  explained.key(Qt::Key_S);
  QPointer<SaveFigureDialog> dialog = explained.find<SaveFigureDialog>("saveFigureDialog");
  explained.find<QDoubleSpinBox>("figureTextSize")->setValue(8);
  auto* width = explained.find<QComboBox>("figureWidth");
  width->setCurrentIndex(1);
  QTest::mouseClick(explained.find<QPushButton>("keepProfile"), Qt::LeftButton);
  auto* ask = explained.find<QInputDialog>("profileName");
  ask->setTextValue("paper");
  ask->accept();
  auto* profile = explained.find<QComboBox>("figureProfile");
  CHECK(profile->currentText() == "paper");
  width->setCurrentIndex(2);
  CHECK(profile->currentIndex() == 0);  // it is the profile's no more
  QTest::keyClick(dialog.data(), Qt::Key_Escape);
  REQUIRE(wait_for([&] { return !dialog; }));

  explained.key(Qt::Key_S);
  dialog = explained.find<SaveFigureDialog>("saveFigureDialog");
  CHECK(explained.find<QComboBox>("figureProfile")->currentText() == "paper");
  CHECK(explained.find<QComboBox>("figureWidth")->currentData().toDouble() == 3.5);
  const auto file = folder.path() / "a.png";
  explained.find<QLineEdit>("figurePath")->setText(QString::fromStdString(file.string()));
  dialog->accept();
  REQUIRE(wait_for([&] { return !dialog; }));
  const QImage image(QString::fromStdString(file.string()));
  CHECK(image.width() == 1050);  // 3.5 inches at 300 dpi
}

TEST_CASE("profiles are renamed and removed in Preferences") {
  Explained explained("vit", "beach");
  keep_figure_profile(paper());
  FigureProfile other = paper();
  other.name = "other";
  keep_figure_profile(other);
  QListWidget* list = profile_list(explained);
  REQUIRE(list->count() == 2);
  list->setCurrentRow(0);
  CHECK_THAT(explained.find<QLabel>("profileAbout")->text().toStdString(), ContainsSubstring("3.5 inches"));
  list->editItem(list->item(0));
  auto* editor = list->findChild<QLineEdit*>();
  REQUIRE(editor != nullptr);
  editor->selectAll();
  QTest::keyClicks(editor, "journal");
  QTest::keyClick(editor, Qt::Key_Return);
  REQUIRE(wait_for([] { return figure_profiles()[0].name == "journal"; }));
  list->item(0)->setText("other");  // taken
  QTest::qWait(20);
  CHECK(list->item(0)->text() == "journal");
  list->setCurrentRow(1);
  QTest::mouseClick(explained.find<QPushButton>("removeProfile"), Qt::LeftButton);
  CHECK(list->count() == 1);
  CHECK(figure_profiles().size() == 1);
}

TEST_CASE("memory for graphs is chosen in Preferences, and what is kept on disk is shown and cleared") {
  Explained explained("vit", "beach");
  REQUIRE(wait_for([] { return caches().front().files > 0; }));
  explained.window->actions().action("preferences").trigger();
  explained.find<QDialog>("preferences")->findChild<QTabWidget*>()->setCurrentIndex(3);
  auto* graphs = explained.find<QComboBox>("graphMemory");
  CHECK(preferred_graph_memory() == 0);
  graphs->setCurrentIndex(2);
  CHECK(preferred_graph_memory() == std::size_t{2} << 30);
  graphs->setCurrentIndex(0);
  const Cache thumbnails = caches().front();
  const auto foreign = thumbnails.folder / "notes.txt";
  rex::test::write_file(foreign, "mine");
  auto* clear = explained.find<QPushButton>("clear-thumbnails");
  REQUIRE(clear->isEnabled());
  QTest::mouseClick(clear, Qt::LeftButton);
  CHECK(caches().front().files == 1);
  CHECK(std::filesystem::exists(foreign));
  std::filesystem::remove(foreign);
  auto* most = explained.find<QComboBox>("most-regions");
  CHECK(most->currentText() == "at most 500 MB");
  most->setCurrentIndex(most->findData(20));
  CHECK(preferred_cache_size(CacheKind::regions) == 20u << 20);
  CHECK(preferred_cache_size(CacheKind::thumbnails) == 100u << 20);
  CHECK_FALSE(explained.find("usualCachePlace")->isEnabled());
  const rex::test::TemporaryFolder folder;
  set_preferred_cache_folder(folder.path());
  // As the program does when it starts; what the environment says already comes first.
  const auto before = caches();
  qputenv("REX_REGIONS_MB", "7");
  apply_cache_preferences();
  CHECK(rex::region_cache_size() == 7u << 20);
  qunsetenv("REX_REGIONS_MB");
  apply_cache_preferences();
  CHECK(rex::region_cache_size() == 20u << 20);
  CHECK(caches()[0].folder == folder.path() / "thumbnails");
  CHECK(caches()[1].folder == folder.path() / "regions");
  qunsetenv("REX_CACHE");
  qunsetenv("REX_REGIONS_MB");
  explained.find<QDialog>("preferences")->close();
  QTest::qWait(20);
  explained.window->actions().action("preferences").trigger();
  explained.find<QDialog>("preferences")->findChild<QTabWidget*>()->setCurrentIndex(3);
  const auto* place = explained.find<QLabel>("cachePlace");
  CHECK(place->text().toStdString() == folder.path().string());
  QTest::mouseClick(explained.find<QPushButton>("usualCachePlace"), Qt::LeftButton);
  CHECK(preferred_cache_folder().empty());
  CHECK(place->text() == "The cache folder of the system");
  CHECK(caches()[1].folder == before[1].folder);
}

TEST_CASE("the oldest small pictures go where all together take too much") {
  const rex::test::TemporaryFolder folder;
  for (const char* name : {"old.png", "new.png"}) {
    rex::test::write_file(folder.path() / name, std::string(1000, '.'));
    QTest::qWait(20);
  }
  const auto size_of = [&] {
    return std::distance(std::filesystem::directory_iterator(folder.path()), std::filesystem::directory_iterator());
  };
  { const Thumbnails enough(folder.path(), 2000); }
  QTest::qWait(50);
  CHECK(size_of() == 2);
  const Thumbnails tight(folder.path(), 1999);
  CHECK(wait_for([&] { return size_of() == 1; }));
  CHECK(std::filesystem::exists(folder.path() / "new.png"));
}

TEST_CASE("less memory for graphs makes the worker run the model again for another target") {
  for (const auto& [bytes, again] : {std::pair(std::size_t{8} << 30, false), {std::size_t{1} << 20, true}}) {
    INFO(bytes);
    Explained explained("vit", "beach");  // forgets what was set
    Session& session = explained.session();
    set_preferred_graph_memory(bytes);
    session.reload_model();
    explained.settle();
    int passes = 0;
    QObject::connect(&session, &Session::progressed,
                     [&passes](double, const QString& step) { passes += step == "relevance pass" ? 1 : 0; });
    for (const char* method : {"transformer_attribution", "legrad"}) {  // each needs a further pass of its own
      session.set_method(QString::fromLatin1(method));
      explained.settle();
    }
    REQUIRE(passes == 1);
    session.set_target(session.answered()->predictions[1].target);
    explained.settle();
    session.set_method(QStringLiteral("transformer_attribution"));
    explained.settle();
    CHECK(passes == (again ? 2 : 1));
  }
  set_preferred_graph_memory(0);
}
