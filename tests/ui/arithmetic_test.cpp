// In what the model's layers multiply: chosen, remembered, kept and said.
#include "core/models/arithmetic.h"

#include <QComboBox>
#include <QLabel>
#include <QStandardItemModel>

#include "tests/ui/explained.h"
#include "ui/state/export.h"
#include "ui/state/preferences.h"
#include "ui/state/session_file.h"
#include "ui/state/shown_figure.h"
#include "ui/views/window/preferences_dialog.h"

using namespace rex::ui::test;
using namespace rex::ui;
using rex::nn::Arithmetic;

namespace {

/// Chooses ARITHMETIC in Preferences, by keyboard.
void choose(Explained& explained, Arithmetic arithmetic) {
  explained.window->actions().action("preferences").trigger();
  auto* choice = explained.find<QComboBox>("arithmetic");
  choice->setFocus();
  QTest::keyClick(choice, arithmetic == Arithmetic::bfloat16 ? Qt::Key_End : Qt::Key_Home);
  explained.settle();
  explained.find<QDialog>("preferences")->close();
}

std::string caption_of(const Session& session) {
  std::string text;
  for (const auto& line : figure_of(session, false, figure_options(session)).caption) text += line.text + "\n";
  return text;
}

}  // namespace

TEST_CASE("where the processor cannot multiply in bfloat16 the entry is disabled and says why") {
  QComboBox choice;
  const std::string problem = rex::nn::bfloat16_problem("sse2 avx2 fma", true);
  offer_arithmetic(choice, QString::fromStdString(problem));
  const auto* model = qobject_cast<QStandardItemModel*>(choice.model());
  CHECK(model->item(0)->isEnabled());
  CHECK_FALSE(model->item(1)->isEnabled());
  CHECK_THAT(model->item(1)->toolTip().toStdString(), ContainsSubstring(problem));
  CHECK_THAT(choice.toolTip().toStdString(), ContainsSubstring(problem));
  QTest::keyClick(&choice, Qt::Key_End);
  CHECK(choice.currentIndex() == 0);
  QComboBox both;
  offer_arithmetic(both, {});
  CHECK(qobject_cast<QStandardItemModel*>(both.model())->item(1)->isEnabled());
  CHECK_THAT(both.toolTip().toStdString(), !ContainsSubstring("Not here"));
}

TEST_CASE("bfloat16 is chosen in Preferences, remembered, and said wherever numbers are") {
  if (!arithmetic_problem(Arithmetic::bfloat16).isEmpty()) REX_SKIP("this processor does not multiply in bfloat16");
  Explained explained("vit", "beach");
  Session& session = explained.session();
  const auto target = session.answered()->predictions[1].target;
  session.set_target(target);
  explained.settle();
  const auto exact = session.explanation();
  CHECK_THAT(caption_of(session), !ContainsSubstring("bfloat16"));
  CHECK_THAT(rex_command(session, false).toStdString(), !ContainsSubstring("--arithmetic"));
  choose(explained, Arithmetic::bfloat16);
  REQUIRE(wait_for([&] { return session.explanation() != exact; }));
  CHECK(session.explanation()->target == target);
  CHECK_FALSE(session.explanation()->options.double_precision);
  CHECK(*session.explanation()->probability == Approx(*exact->probability).margin(0.05));
  CHECK(preferred_arithmetic() == Arithmetic::bfloat16);
  CHECK_THAT(caption_of(session), ContainsSubstring("bfloat16"));
  CHECK_THAT(explained.find<QLabel>("notes")->text().toStdString(), ContainsSubstring("bfloat16"));
  CHECK_THAT(explained.find<QLabel>("timing")->text().toStdString(), ContainsSubstring("bfloat16"));
  // The command and a session compute the same.
  std::string command = rex_command(session, false).toStdString();
  CHECK_THAT(command, ContainsSubstring("--arithmetic bfloat16"));
  const rex::test::TemporaryFolder folder;
  command.replace(command.find("figure.pdf"), 10, (folder.path() / "a.svg").string());
  const auto result = rex::test::run_rex(command.substr(4));
  INFO(result.errors);
  REQUIRE(result.status == 0);
  CHECK_THAT(rex::test::read_file(folder.path() / "a.svg"), ContainsSubstring("bfloat16"));
  write_session(saved_session(session), folder.path() / "a.rexsession");
  CHECK(session.view().asked.arithmetic == Arithmetic::bfloat16);
  // The next window begins so; a session of float32 is shown in float32.
  choose(explained, Arithmetic::float32);
  REQUIRE(wait_for([&] { return session.shown_asked().arithmetic == Arithmetic::float32; }));
  CHECK(*session.explanation()->probability == Approx(*exact->probability).margin(1e-6));
  session.restore(read_session(folder.path() / "a.rexsession"));
  explained.settle();
  CHECK(session.shown_asked().arithmetic == Arithmetic::bfloat16);
  CHECK(preferred_arithmetic() == Arithmetic::float32);
  CHECK_THAT(caption_of(session), ContainsSubstring("bfloat16"));
  set_preferred_arithmetic(Arithmetic::bfloat16);
  StartWith start;
  start.model = model_folder("vit");
  start.picture = scene("beach");
  MainWindow next(start);
  REQUIRE(wait_for([&] { return next.session().explanation() != nullptr; }));
  CHECK(next.session().shown_asked().arithmetic == Arithmetic::bfloat16);
}

TEST_CASE("a session in bfloat16 opens where there are no instructions for it, and says that") {
  Explained explained("vit", "beach");
  const rex::test::TemporaryFolder folder;
  SavedSession saved = saved_session(explained.session());
  saved.asked.arithmetic = Arithmetic::bfloat16;
  write_session(saved, folder.path() / "a.rexsession");
  const SavedSession read = read_session(folder.path() / "a.rexsession");
  const bool can = arithmetic_problem(Arithmetic::bfloat16).isEmpty();
  CHECK((read.asked.arithmetic == Arithmetic::bfloat16) == can);
  CHECK(read.warnings.join(' ').contains("float32") == !can);
}
