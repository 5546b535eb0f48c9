// What is pinned and compared stays in sessions and in copied commands.
#include <ATen/ATen.h>

#include <QApplication>
#include <QClipboard>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/checkpoint/safetensors.h"
#include "tests/ui/explained.h"
#include "ui/state/comparison.h"
#include "ui/state/export.h"
#include "ui/state/recovery.h"
#include "ui/state/session_file.h"
#include "ui/views/widgets/action_registry.h"

using namespace rex::ui::test;
using namespace rex::ui;
using rex::test::TemporaryFolder;

namespace {

void open_session(Explained& explained, const std::filesystem::path& file) {
  explained.session().restore(read_session(file));
  explained.settle();
}

int version_in(const std::filesystem::path& file) {
  return nlohmann::json::parse(rex::test::read_file(file)).at("relevance_explorer_session").get<int>();
}

}  // namespace

TEST_CASE("whether Compare stands open is in the session, and a view that undo brings back") {
  const TemporaryFolder folder;
  const auto file = folder.path() / "a.rexsession";
  {
    Explained explained("vit", "beach");
    Session& session = explained.session();
    write_session(saved_session(session), file);
    CHECK_FALSE(read_session(file).comparing);
    QTest::qWait(500);  // longer than what counts as one change
    explained.key(Qt::Key_C);
    CHECK(explained.find("compareView")->isVisible());
    QTest::qWait(500);
    explained.key(Qt::Key_Z, Qt::ControlModifier);
    CHECK_FALSE(session.comparing());
    CHECK_FALSE(explained.find("compareView")->isVisible());
    explained.key(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    CHECK(explained.find("compareView")->isVisible());
    CHECK(explained.window->actions().action("compare").isChecked());
    write_session(saved_session(session), file);
  }
  Explained explained("vit", "lunch");
  CHECK_FALSE(explained.find("compareView")->isVisible());
  open_session(explained, file);
  CHECK(explained.session().comparing());
  CHECK(explained.find("compareView")->isVisible());
}

TEST_CASE("a session brings back what was pinned, of other models, pictures, methods and without what was brushed") {
  const TemporaryFolder folder;
  const auto file = folder.path() / "a.rexsession";
  std::vector<at::Tensor> maps;
  std::vector<std::string> models;
  {
    Explained explained("detr", "traffic");
    Session& session = explained.session();
    explained.key(Qt::Key_P);
    session.open_model(model_folder("vit"));
    explained.settle();
    session.open_picture(scene("lunch"));
    explained.settle();
    rex::RemovedPart removed;
    removed.patches = {20, 21, 22};
    session.set_without(removed);
    explained.settle();
    explained.key(Qt::Key_P);
    session.set_without({});
    session.set_method("rollout");
    explained.settle();
    explained.key(Qt::Key_P);
    session.set_method("generic");
    session.set_layers({1, -1});
    explained.settle();
    for (const Pin& pin : session.pins()) {
      maps.push_back(pin.explanation->relevancies.image);
      models.push_back(pin.answered->model->description.name);
    }
    write_session(saved_session(session), file);
    CHECK(version_in(file) == 5);
  }
  Explained explained("vit", "beach");
  Session& session = explained.session();
  explained.key(Qt::Key_P);  // gives way to what the session has
  open_session(explained, file);
  REQUIRE(session.pins().size() == 3);
  CHECK(session.pins_to_come().empty());
  for (std::size_t i = 0; i < maps.size(); ++i) {
    INFO(i);
    CHECK(session.pins()[i].answered->model->description.name == models[i]);
    CHECK(at::allclose(session.pins()[i].explanation->relevancies.image, maps[i], 1e-4, 1e-7));
  }
  CHECK(session.pins()[1].answered->question.without.patches == std::vector<std::int64_t>{20, 21, 22});
  // What is shown is what was shown, one answer with the pin of its question.
  CHECK(session.picture_file() == scene("lunch"));
  CHECK(session.model()->description.name == models[1]);
  CHECK(session.layers() == rex::LayerRange{1, -1});
  CHECK(session.pins()[2].answered == session.answered());
  CHECK(comparison(session).size() == 4);
  // And it answers on.
  const auto before = session.explanation();
  explained.key(Qt::Key_Down);
  explained.settle();
  CHECK(session.explanation() != before);
  CHECK(session.pins().size() == 3);
  write_session(saved_session(session), folder.path() / "b.rexsession");
  CHECK(read_session(folder.path() / "b.rexsession").pins.size() == 3);
}

TEST_CASE("what runs may be changed while what was pinned still comes, and a pin that cannot is said and left out") {
  const TemporaryFolder folder;
  const auto file = folder.path() / "a.rexsession";
  {
    Explained explained("vit", "beach");
    explained.key(Qt::Key_P);
    explained.session().open_picture(scene("lunch"));
    explained.settle();
    explained.key(Qt::Key_P);
    write_session(saved_session(explained.session()), file);
  }
  auto json = nlohmann::json::parse(rex::test::read_file(file));
  json["pins"].push_back(json["pins"][0]);
  json["pins"][2]["target"] = {{"class", 9999}};
  rex::test::write_file(file, json.dump());
  Explained explained("vit", "beach");
  Session& session = explained.session();
  session.restore(read_session(file));
  REQUIRE(wait_for([&] { return session.explanation() && session.picture_file() == scene("lunch"); }));
  session.pin();
  CHECK(session.pins().size() + session.pins_to_come().size() <= 6);
  session.set_method("rollout");
  explained.settle();
  CHECK(session.explanation()->method == "rollout");
  CHECK(session.pins_to_come().empty());
  CHECK(session.pins().size() >= 2);
  CHECK(explained.banner_shown());
}

TEST_CASE("a pin of a picture that is in no file is left out of the session in words") {
  Explained explained("vit", "beach");
  Session& session = explained.session();
  explained.key(Qt::Key_P);
  session.set_picture(session.picture());
  explained.settle();
  explained.key(Qt::Key_P);
  session.open_picture(scene("lunch"));
  explained.settle();
  const SavedSession saved = saved_session(session);
  CHECK(saved.pins.size() == 1);
  CHECK(saved.warnings.size() == 1);
}

TEST_CASE("a damaged pin refuses its session") {
  Explained explained("vit", "beach");
  const TemporaryFolder folder;
  const auto file = folder.path() / "a.rexsession";
  explained.key(Qt::Key_P);
  write_session(saved_session(explained.session()), file);
  const auto json = nlohmann::json::parse(rex::test::read_file(file));
  const auto refuses = [&](auto change) {
    auto changed = json;
    change(changed["pins"][0]);
    rex::test::write_file(file, changed.dump());
    CHECK_THROWS_AS(read_session(file), rex::Error);
  };
  refuses([](auto& pin) { pin["method"] = "magic"; });
  refuses([](auto& pin) { pin["model"] = "/nowhere"; });
  refuses([](auto& pin) { pin["picture"] = "/nowhere.png"; });
  refuses([](auto& pin) { pin["layers"] = 3; });
  refuses([](auto& pin) { pin = 7; });
  auto many = json;
  for (int i = 0; i < 40; ++i) many["pins"].push_back(json["pins"][0]);
  rex::test::write_file(file, many.dump());
  CHECK(read_session(file).pins.size() == 6);
}

TEST_CASE("the copied command of a comparison makes its panels and their difference") {
  Explained explained("vit", "cat-and-dog");
  Session& session = explained.session();
  explained.key(Qt::Key_P);
  session.set_method("rollout");
  explained.settle();
  explained.key(Qt::Key_C);
  explained.key(Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
  std::string command = QApplication::clipboard()->text().toStdString();
  CHECK_THAT(command, ContainsSubstring("--method generic,rollout") && ContainsSubstring("--difference"));
  const TemporaryFolder folder;
  const auto figure = folder.path() / "a.svg", tensors = folder.path() / "a.safetensors";
  command.replace(command.find("figure.pdf"), 10, figure.string());
  const auto result = rex::test::run_rex(command.substr(4) + " --tensors " + tensors.string());
  INFO(command << '\n' << result.errors);
  REQUIRE(result.status == 0);
  CHECK_THAT(rex::test::read_file(figure), ContainsSubstring(">difference<"));
  const at::Tensor pinned = rex::load_safetensors(tensors).at("relevance/generic/image").flatten();
  CHECK(at::allclose(session.pins()[0].explanation->relevancies.image.flatten(), pinned, 1e-4, 1e-7));
}

TEST_CASE("what one command cannot explain has a command for each panel") {
  Explained explained("vit", "cat-and-dog");
  Session& session = explained.session();
  explained.key(Qt::Key_P);
  session.open_picture(scene("beach"));
  explained.settle();
  session.set_layers({1, -1});
  explained.settle();
  const QStringList lines = rex_command(session, true).split('\n');
  REQUIRE(lines.size() == 2);
  CHECK_THAT(lines[0].toStdString(), ContainsSubstring("cat-and-dog.jpg") && ContainsSubstring("figure-1.pdf") &&
                                         !ContainsSubstring("--layers"));
  CHECK_THAT(lines[1].toStdString(),
             ContainsSubstring("beach.jpg") && ContainsSubstring("--layers=1:-1") && ContainsSubstring("figure-2.pdf"));
}
