// What a person takes away: figures, numbers, sessions, commands.
#include <ATen/ATen.h>

#include <QApplication>
#include <QClipboard>
#include <QImage>
#include <QLineEdit>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/checkpoint/npz.h"
#include "core/checkpoint/safetensors.h"
#include "tests/ui/explained.h"
#include "ui/state/export.h"
#include "ui/state/session_file.h"
#include "ui/state/shown_figure.h"
#include "ui/views/save_figure_dialog.h"

using namespace rex::ui::test;
using namespace rex::ui;
using rex::test::TemporaryFolder;

namespace {

void save_figure_as(Explained& explained, const std::filesystem::path& path) {
  explained.key(Qt::Key_S);
  auto* dialog = explained.find<SaveFigureDialog>("saveFigureDialog");
  explained.find<QLineEdit>("figurePath")->setText(QString::fromStdString(path.string()));
  dialog->accept();
  QTest::qWait(10);
}

}  // namespace

TEST_CASE("figures are saved as PNG, SVG and PDF, and copied") {
  Explained explained("vit", "cat-and-dog");
  const TemporaryFolder folder;
  save_figure_as(explained, folder.path() / "a.png");
  const QImage image(QString::fromStdString((folder.path() / "a.png").string()));
  CHECK(image.width() > 600);
  CHECK(qRound(image.dotsPerMeterX() * 0.0254) == 300);
  save_figure_as(explained, folder.path() / "a.svg");
  const std::string svg = rex::test::read_file(folder.path() / "a.svg");
  CHECK_THAT(svg, ContainsSubstring("<text") && ContainsSubstring("weights"));
  save_figure_as(explained, folder.path() / "a.pdf");
  CHECK(rex::test::read_file(folder.path() / "a.pdf").starts_with("%PDF"));
  CHECK_FALSE(explained.banner_shown());
  CHECK_FALSE(figure_image(explained.session(), false).isNull());
}

TEST_CASE("a figure that cannot be written is a banner that offers to try again") {
  Explained explained("vit", "cat-and-dog");
  const auto before = explained.session().explanation();
  save_figure_as(explained, "/dev/full/figure.png");
  CHECK(explained.banner_shown());
  save_figure_as(explained, "/proc/no-such-folder/figure.svg");
  CHECK(explained.banner_shown());
  CHECK(explained.session().explanation() == before);
}

TEST_CASE("the figure shows what is selected") {
  Explained explained("vit", "cat-and-dog");
  Session& session = explained.session();
  const auto whole = figure_of(session, false, figure_options(session)).panels.back().heat.values();
  explained.key(Qt::Key_BracketRight);
  const auto figure = figure_of(session, false, figure_options(session));
  CHECK(figure.panels.back().heat.values() != whole);
  CHECK_THAT(figure.panels.back().title, ContainsSubstring("head 1"));
}

TEST_CASE("numbers are exported in four formats") {
  Explained explained("vit", "cat-and-dog");
  const Session& session = explained.session();
  const TemporaryFolder folder;
  const auto& relevancies = session.explanation()->relevancies.image;
  for (const char* name : {"a.safetensors", "a.npz", "a.csv", "a.json"})
    export_numbers(*session.pass(), *session.explanation(), folder.path() / name);
  const auto tensors = rex::load_safetensors(folder.path() / "a.safetensors");
  CHECK(tensors.at("relevance/generic/image").flatten().equal(relevancies.flatten()));
  CHECK_THAT(rex::test::read_file(folder.path() / "a.csv"), ContainsSubstring("generic"));
  CHECK(nlohmann::json::parse(rex::test::read_file(folder.path() / "a.json")).is_object());
  CHECK(rex::test::read_file(folder.path() / "a.npz").starts_with("PK"));
  CHECK_THROWS_AS(export_numbers(*session.pass(), *session.explanation(), folder.path() / "a.xls"), rex::Error);
}

TEST_CASE("a session brings back model, words, target, method, layers and appearance") {
  const TemporaryFolder folder;
  const auto file = folder.path() / "a.rexsession";
  rex::Target target;
  {
    Explained explained("lxmert", "lunch", {"Is there an apple?"});
    Session& session = explained.session();
    session.set_method("rollout");
    session.set_target(session.pass()->predictions[3].target);
    ViewAppearance appearance = session.appearance();
    appearance.colour_map = "magma";
    appearance.top = true;
    appearance.threshold = 0.25;
    session.set_appearance(appearance);
    explained.settle();
    target = session.explanation()->target;
    save_session(session, file);
  }
  Explained explained("vit", "beach");
  Session& session = explained.session();
  restore_session(session, file);
  REQUIRE(wait_for([&] { return session.explanation() && session.explanation()->method == "rollout"; }));
  explained.settle();
  CHECK(session.explanation()->target == target);
  CHECK(session.texts() == QStringList("Is there an apple?"));
  CHECK(session.appearance().colour_map == "magma");
  CHECK(session.appearance().top);
  CHECK(session.picture_file() == scene("lunch"));
}

TEST_CASE("a broken session says what is wrong and changes nothing") {
  Explained explained("vit", "beach");
  Session& session = explained.session();
  const TemporaryFolder folder;
  const auto file = folder.path() / "a.rexsession";
  save_session(session, file);
  const auto before = session.explanation();
  auto json = nlohmann::json::parse(rex::test::read_file(file));
  const auto refuses = [&](const std::string& bytes, const char* what) {
    rex::test::write_file(file, bytes);
    INFO(what);
    CHECK_THROWS_AS(restore_session(session, file), rex::Error);
    CHECK(session.explanation() == before);
  };
  refuses("{", "not JSON");
  refuses("[1, 2]", "another JSON");
  auto changed = json;
  changed["picture_sha256"] = "00";
  refuses(changed.dump(), "a changed picture");
  changed = json;
  changed["picture"] = "/nowhere/gone.png";
  refuses(changed.dump(), "a picture that is gone");
  changed = json;
  changed["model"] = "/nowhere/model";
  refuses(changed.dump(), "a model that is gone");
  changed = json;
  changed["method"] = "magic";
  refuses(changed.dump(), "an unknown method");
  changed = json;
  changed["layers"] = "all";
  refuses(changed.dump(), "layers of another type");
}

TEST_CASE("the copied command gives the numbers and the figure of the window") {
  Explained explained("vit", "cat-and-dog");
  Session& session = explained.session();
  session.set_target(session.pass()->predictions[1].target);
  session.set_layers({1, -1});
  ViewAppearance appearance = session.appearance();
  appearance.colour_map = "viridis";
  appearance.threshold = 0.2;
  session.set_appearance(appearance);
  for (const char* method : {"generic", "partial_lrp"}) {
    session.set_method(method);
    explained.settle();
    explained.key(Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    std::string command = QApplication::clipboard()->text().toStdString();
    REQUIRE(command.starts_with("rex explain "));
    const TemporaryFolder folder;
    const auto tensors = folder.path() / "a.safetensors", figure = folder.path() / "a.svg";
    command.replace(command.find("figure.pdf"), 10, figure.string());
    const auto result = rex::test::run_rex(command.substr(4) + " --tensors " + tensors.string());
    INFO(command << '\n' << result.errors);
    REQUIRE(result.status == 0);
    const at::Tensor theirs =
        rex::load_safetensors(tensors).at(std::string("relevance/") + method + "/image").flatten();
    const at::Tensor ours = session.explanation()->relevancies.image.flatten();
    constexpr double rows_by_matrix_or_vector = 1e-5;  // whole matrices are folded in another order
    CHECK(at::allclose(ours, theirs, rows_by_matrix_or_vector, 1e-9));
    CHECK_THAT(rex::test::read_file(figure), ContainsSubstring("shown from 20 % of it on"));
  }
}
