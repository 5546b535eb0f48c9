// Two sentences for models that were trained on pairs: a second field, kept in sessions and commands.
#include <QPlainTextEdit>
#include <nlohmann/json.hpp>

#include "tests/support/paths.h"
#include "tests/ui/explained.h"
#include "ui/state/export.h"
#include "ui/state/session_file.h"

using namespace rex::ui::test;
using namespace rex::ui;
using rex::test::TemporaryFolder;

namespace {

void type(QPlainTextEdit* field, const QString& text) {
  field->selectAll();
  QTest::keyClicks(field, text);
  QTest::keyClick(field, Qt::Key_Return);
}

}  // namespace

TEST_CASE("a second sentence is typed in its own field and read as a pair") {
  Explained explained("bert", "beach");
  Session& session = explained.session();
  session.open_model(rex::test::source_folder() / "tests/golden/bert-pair-1");
  explained.settle();
  auto* pair = explained.find<QPlainTextEdit>("pair");
  REQUIRE(pair->isVisible());
  type(explained.find<QPlainTextEdit>("words"), "The child sleeps in the old garden.");
  explained.settle();
  const auto alone = session.answered();
  type(pair, "No one is outside today, it rains!");
  explained.settle();
  REQUIRE(session.answered() != alone);
  CHECK(session.answered()->question.pair == "No one is outside today, it rains!");
  CHECK(session.answered()->predictions.front().label == "contradiction");
  CHECK_THAT(rex_command(session, false).toStdString(), ContainsSubstring("--pair"));

  SECTION("a session keeps it, as a version that older programs refuse") {
    const TemporaryFolder folder;
    const auto file = folder.path() / "pair.rexsession";
    write_session(saved_session(session), file);
    CHECK(nlohmann::json::parse(rex::test::read_file(file)).at("relevance_explorer_session") == 2);
    type(pair, "It rains.");
    explained.settle();
    session.restore(read_session(file));
    explained.settle();
    CHECK(session.answered()->question.pair == "No one is outside today, it rains!");
    CHECK(pair->toPlainText() == "No one is outside today, it rains!");
  }
  SECTION("an empty field is one sentence again") {
    type(pair, "");
    pair->clear();
    QTest::keyClick(pair, Qt::Key_Return);
    explained.settle();
    CHECK(session.answered()->question.pair.empty());
    CHECK(session.answered()->predictions.front().score == alone->predictions.front().score);
  }
}

TEST_CASE("the second field is not there for questions about pictures, and captions") {
  for (const char* family : {"clip", "lxmert"}) {
    INFO(family);
    Explained explained(family, "beach");
    CHECK_FALSE(explained.find<QPlainTextEdit>("pair")->isVisible());
  }
}
