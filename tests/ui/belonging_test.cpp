// What is shown belongs together: picture, words, regions, answers and titles are of one question, whatever fails.
#include <ATen/ATen.h>

#include <QLabel>
#include <QPlainTextEdit>
#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/checkpoint/npz.h"
#include "tests/support/family_models.h"
#include "tests/ui/explained.h"
#include "ui/state/session_file.h"
#include "ui/state/shown_figure.h"
#include "ui/views/picture/canvas.h"

using namespace rex::ui::test;
using namespace rex::ui;
using rex::test::TemporaryFolder;

namespace {

/// A region file for any picture: two boxes with features that tell nothing.
std::filesystem::path save_regions(const std::filesystem::path& file, std::int64_t size) {
  rex::save_npz(file, {{"features", at::ones({2, size})},
                       {"boxes", at::tensor({10., 10., 60., 60., 40., 40., 90., 90.}).view({2, 4}).to(at::kFloat)}});
  return file;
}

/// A model that sees regions and finds none itself.
std::filesystem::path without_regions(const std::filesystem::path& folder) {
  const auto model = rex::test::save_family_model(folder, "lxmert");
  std::filesystem::remove_all(model / "regions");
  return model;
}

}  // namespace

TEST_CASE("regions belong to their picture: a new picture never runs on the old one's") {
  Explained explained("lxmert", "beach");
  Session& session = explained.session();
  const TemporaryFolder folder;
  const auto size = session.model()->description.region_size;
  session.set_regions_file(save_regions(folder.path() / "mine.npz", size));
  explained.settle();
  REQUIRE(session.answered()->input.regions.size() == 2);
  session.open_picture(scene("lunch"));
  explained.settle();
  CHECK(session.answered()->question.regions_file.empty());
  CHECK(session.answered()->question.picture_file == scene("lunch"));
  CHECK(session.answered()->input.regions.size() != 2);
}

TEST_CASE("a refused picture leaves the old one whole: picture, regions, answers, title, and what is saved") {
  const TemporaryFolder folder;
  Explained explained("vit", "beach");
  Session& session = explained.session();
  session.open_model(without_regions(folder.path()));
  explained.settle();
  session.set_texts({"Is there a ball?"});
  explained.settle();
  session.set_regions_file(save_regions(folder.path() / "mine.npz", session.model()->description.region_size));
  REQUIRE(wait_for([&] { return session.explanation() && !session.busy(); }));
  explained.settle();
  const auto answered = session.answered();
  const auto explanation = session.explanation();
  const QString title = explained.window->windowTitle();
  REQUIRE(answered->question.picture_file == scene("beach"));

  session.open_picture(scene("lunch"));  // has no regions
  REQUIRE(wait_for([&] { return explained.banner_shown(); }));
  explained.settle();
  CHECK(session.answered() == answered);
  CHECK(session.explanation() == explanation);
  CHECK(session.picture() == answered->question.picture);
  CHECK(explained.find<Canvas>("canvas")->content().picture->picture().width == answered->question.picture->width);
  CHECK(&explained.find<Canvas>("canvas")->content().picture->picture() == answered->question.picture.get());
  CHECK(explained.window->windowTitle() == title);
  CHECK(session.shown_asked().question.regions_file == folder.path() / "mine.npz");
  const auto figure = figure_of(session, false, figure_options(session));
  CHECK(figure.panels.back().picture == answered->question.picture);
  // And the next thing that is asked is asked of the old picture with its own regions.
  session.set_method("rollout");
  REQUIRE(wait_for([&] { return session.explanation() != explanation && !session.busy(); }));
  CHECK(session.answered() == answered);
}

TEST_CASE("a cancelled question leaves what was shown, and Enter asks it again") {
  Explained explained("lxmert", "beach", {"Is there a cat?"});
  Session& session = explained.session();
  const auto answered = session.answered();
  auto* words = explained.find<QPlainTextEdit>("words");
  words->setFocus();
  words->selectAll();
  QTest::keyClicks(words, "Is there a ball?");
  QTest::keyClick(words, Qt::Key_Return);
  session.cancel();
  REQUIRE(wait_for([&] { return !session.busy(); }));
  if (session.answered() == answered) {  // it may have been faster than the hand
    CHECK(session.shown_asked().question.texts == std::vector<std::string>{"Is there a cat?"});
    CHECK(words->toPlainText() == "Is there a ball?");
    QTest::keyClick(words, Qt::Key_Return);
  }
  REQUIRE(wait_for([&] { return session.answered() != answered && !session.busy(); }));
  CHECK(session.answered()->question.texts == std::vector<std::string>{"Is there a ball?"});
  CHECK(session.shown_asked().question.texts == session.answered()->question.texts);
}

TEST_CASE("a compared target that is not there is left out with a word, and the next run goes on") {
  Explained explained("vit", "beach");
  Session& session = explained.session();
  rex::Target gone;
  gone.class_index = 99'999;
  session.set_compare_targets({gone, session.answered()->predictions[2].target});
  REQUIRE(wait_for([&] { return explained.banner_shown() && !session.busy(); }));
  CHECK(session.compared().size() == 2);
  REQUIRE(session.asked().compare_targets.size() == 1);
  CHECK(session.asked().compare_targets[0] == session.answered()->predictions[2].target);
  explained.key(Qt::Key_Escape);
  session.set_target(session.answered()->predictions[1].target);
  explained.settle();
  CHECK_FALSE(explained.banner_shown());
}

TEST_CASE("numbers of object queries are not compared on another picture") {
  Explained explained("detr", "traffic");
  Session& session = explained.session();
  session.set_compare_targets({session.answered()->predictions[1].target});
  explained.settle();
  session.open_picture(scene("beach"));
  explained.settle();
  CHECK(session.asked().compare_targets.empty());
}

TEST_CASE("a session whose picture or weights have changed opens, says so, and so do its figures") {
  Explained explained("vit", "beach");
  Session& session = explained.session();
  const TemporaryFolder folder;
  const auto file = folder.path() / "a.rexsession";
  write_session(saved_session(session), file);
  auto json = nlohmann::json::parse(rex::test::read_file(file));
  json["picture_sha256"] = "00";
  json["model_hash"] = "01234567";
  rex::test::write_file(file, json.dump());
  const auto before = session.explanation();
  session.restore(read_session(file));
  REQUIRE(wait_for([&] { return session.explanation() != before && !session.busy(); }));
  explained.settle();
  CHECK(session.warnings().size() == 2);
  CHECK(explained.banner_shown());
  const auto figure = figure_of(session, false, figure_options(session));
  const bool said = std::any_of(figure.caption.begin(), figure.caption.end(), [](const rex::figure::CaptionLine& line) {
    return line.text.find("has changed since") != std::string::npos && line.text.find("01234567") != std::string::npos;
  });
  CHECK(said);
  session.open_picture(scene("lunch"));
  explained.settle();
  CHECK(session.warnings().isEmpty());
}
