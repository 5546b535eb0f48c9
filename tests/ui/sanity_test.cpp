// The Sanity panel: the map again while the model forgets, and the model as it was afterwards. Negative evidence.
#include "core/evaluate/protocols/sanity.h"

#include <ATen/ATen.h>

#include <QDockWidget>
#include <QLabel>
#include <QPushButton>
#include <algorithm>

#include "core/checkpoint/safetensors.h"
#include "tests/ui/explained.h"
#include "ui/state/export.h"
#include "ui/state/session_file.h"
#include "ui/state/shown_figure.h"
#include "ui/views/panels/sanity_panel.h"
#include "ui/views/picture/canvas.h"
#include "ui/views/widgets/action_registry.h"

using namespace rex::ui::test;
using namespace rex::ui;

namespace {

/// As a person does who finds the action.
void check_map(Explained& explained) { explained.window->actions().action("checkSanity").trigger(); }

}  // namespace

TEST_CASE("the map is made again layer by layer, the panel says what became of it, and the model is as it was") {
  for (const char* family : {"vit", "bert"}) {
    INFO(family);
    Explained explained(family, "beach");
    Session& session = explained.session();
    const auto before = session.explanation();
    check_map(explained);
    CHECK(explained.find<QDockWidget>("sanityDock")->isVisible());
    REQUIRE(wait_for([&] { return session.sanity() && session.sanity()->complete; }));
    const rex::evaluate::Sanity& sanity = *session.sanity();
    CHECK(sanity.steps.size() == sanity.layers);
    CHECK(sanity.steps.size() >= 3);
    for (const auto& step : sanity.steps) CHECK(std::abs(step.spearman) <= 1 + 1e-9);
    CHECK(explained.find<SanityStrip>("sanityStrip")->frames() == static_cast<int>(sanity.steps.size()) + 1);
    CHECK(explained.find<QLabel>("sanitySentence")->text().toStdString() == sanity.sentence());
    CHECK(session.explanation() == before);
    // Another target and back: computed anew, by the weights that were learnt.
    session.set_target(session.answered()->predictions[1].target);
    explained.settle();
    CHECK(session.sanity() == nullptr);
    session.run();
    explained.settle();
    const auto again = session.answered()->predictions.front();
    CHECK(again.probability == Approx(*before->probability).margin(1e-6));
  }
}

TEST_CASE("a click while the map is checked is answered at once, and Stop keeps what has come") {
  Explained explained("detr", "traffic");
  Session& session = explained.session();
  const auto whole = session.answered();
  check_map(explained);
  REQUIRE(wait_for([&] { return session.sanity() != nullptr; }));
  const auto target = session.answered()->predictions[1].target;
  session.set_target(target);
  REQUIRE(wait_for([&] { return session.explanation()->target == target && !session.busy(); }));
  CHECK_FALSE(session.checking_sanity());
  const auto learnt = session.explanation();
  check_map(explained);
  REQUIRE(wait_for([&] { return session.sanity() && session.sanity()->steps.size() >= 1; }));
  if (session.checking_sanity()) QTest::mouseClick(explained.find<QPushButton>("sanityCheck"), Qt::LeftButton);
  CHECK_FALSE(session.checking_sanity());
  CHECK(session.sanity() != nullptr);
  // The weights are back: the same picture gives the same numbers.
  session.set_picture(whole->question.picture, whole->question.picture_file);
  session.set_target(target);
  explained.settle();
  CHECK(at::allclose(session.explanation()->relevancies.image, learnt->relevancies.image));
}

TEST_CASE("the check is saved as a table and as a figure") {
  Explained explained("vit", "beach");
  Session& session = explained.session();
  check_map(explained);
  REQUIRE(wait_for([&] { return session.sanity() && session.sanity()->complete; }));
  const rex::test::TemporaryFolder folder;
  answer_file_dialog(folder.path() / "sane");
  QTest::mouseClick(explained.find<QPushButton>("saveSanity"), Qt::LeftButton);
  REQUIRE(wait_for([&] { return std::filesystem::exists(folder.path() / "sane.csv"); }));
  const std::string csv = rex::test::read_file(folder.path() / "sane.csv");
  CHECK(csv.starts_with("layers_random,layer,spearman,ssim\r\n1,"));
  CHECK(std::count(csv.begin(), csv.end(), '\n') == 1 + static_cast<std::ptrdiff_t>(session.sanity()->steps.size()));
  const auto figure = sanity_figure(session);
  CHECK(figure.panels.size() == session.sanity()->steps.size() + 1);
  answer_file_dialog(folder.path() / "sane.svg");
  QTest::mouseClick(explained.find<QPushButton>("saveSanity"), Qt::LeftButton);
  REQUIRE(wait_for([&] { return std::filesystem::exists(folder.path() / "sane.svg"); }));
  CHECK_THAT(rex::test::read_file(folder.path() / "sane.svg"), ContainsSubstring("as learnt"));
}

TEST_CASE("negative evidence is off, on with a key, signed in picture and caption, and in session and command") {
  Explained explained("lxmert", "cat-and-dog", {"Is there a dog?"});
  Session& session = explained.session();
  const auto plain = session.explanation();
  CHECK(plain->relevancies.image.min().item<float>() >= 0);
  CHECK_FALSE(session.asked().negative_evidence);
  explained.key(Qt::Key_N);
  explained.settle();
  const auto both = session.explanation();
  REQUIRE(both->options.negative_evidence);
  CHECK(std::min(both->relevancies.image.min().item<float>(), both->relevancies.text.min().item<float>()) < 0);
  CHECK(explained.find<Canvas>("canvas")->content().appearance.colour_map == "difference");
  std::string caption;
  for (const auto& line : figure_of(session, false, figure_options(session)).caption) caption += line.text + "\n";
  CHECK_THAT(caption, ContainsSubstring("the papers clamp") && ContainsSubstring("±max"));
  const rex::test::TemporaryFolder folder;
  write_session(saved_session(session), folder.path() / "a.rexsession");
  CHECK(read_session(folder.path() / "a.rexsession").asked.negative_evidence);
  const std::string command = rex_command(session, false).toStdString();
  CHECK_THAT(command, ContainsSubstring("--negative-evidence"));
  const auto tensors = folder.path() / "a.safetensors";
  std::string words = command.substr(4);
  words.replace(words.find("figure.pdf"), 10, (folder.path() / "a.svg").string());
  const auto result = rex::test::run_rex(words + " --tensors " + tensors.string());
  INFO(command << '\n' << result.errors);
  REQUIRE(result.status == 0);
  const auto theirs = rex::load_safetensors(tensors);
  CHECK(at::allclose(both->relevancies.image.flatten(), theirs.at("relevance/generic/image").flatten(), 1e-4, 1e-7));
  session.set_method("rollout");  // which clamps nothing
  explained.settle();
  CHECK_FALSE(session.explanation()->options.negative_evidence);
  explained.key(Qt::Key_N);  // cannot be done here
  session.set_method("generic");
  explained.settle();
  CHECK(session.explanation()->options.negative_evidence);
  explained.key(Qt::Key_N);
  explained.settle();
  CHECK(at::allclose(session.explanation()->relevancies.image, plain->relevancies.image));
}
