// The Faithfulness panel: curves that arrive behind what a person does, and what they say.
#include "core/evaluate/protocols/faithfulness.h"

#include <QChart>
#include <QChartView>
#include <QComboBox>
#include <QDockWidget>
#include <QLabel>
#include <QPushButton>
#include <cmath>
#include <sstream>

#include "tests/ui/explained.h"
#include "ui/figure/save_figure.h"
#include "ui/state/export.h"
#include "ui/state/session_file.h"
#include "ui/state/shown_figure.h"

using namespace rex::ui::test;
using namespace rex::ui;
using rex::evaluate::Faithfulness;

namespace {

void open_panel(Explained& explained) {
  auto* dock = explained.find<QDockWidget>("faithfulnessDock");
  dock->show();
  dock->raise();
}

/// Until the curves of what is explained now are whole.
const Faithfulness& measured(Explained& explained) {
  const Session& session = explained.session();
  REQUIRE(wait_for([&] { return session.faithfulness() && session.faithfulness()->complete; }));
  return *session.faithfulness();
}

/// Whether two tables have the same orders and fractions, and probabilities that are the same but for rounding: another
/// process computes with another number of threads.
bool same_tables(const std::string& a, const std::string& b) {
  std::istringstream first(a), second(b);
  std::string one, other;
  while (std::getline(first, one)) {
    if (!std::getline(second, other)) return false;
    const std::size_t comma = one.rfind(',');
    if (one.substr(0, comma) != other.substr(0, std::min(other.rfind(','), other.size()))) return false;
    if (one.find("order") == 0) continue;
    if (std::abs(std::stod(one.substr(comma + 1)) - std::stod(other.substr(comma + 1))) > 1e-6) return false;
  }
  return !std::getline(second, other);
}

}  // namespace

TEST_CASE("nothing is measured while the panel is not seen, and the curves come when it is") {
  Explained explained("vit", "beach");
  QTest::qWait(600);  // longer than a panel must be seen
  CHECK(explained.session().faithfulness() == nullptr);
  open_panel(explained);
  const Faithfulness& curves = measured(explained);
  CHECK(curves.part == rex::evaluate::Part::patches);
  CHECK(curves.most.curve.values.size() == 10);
  CHECK(curves.least.curve.values.size() == 10);
  CHECK(curves.raw.has_value());
  CHECK(curves.random.size() == 5);
  CHECK(curves.clean == Approx(*explained.session().explanation()->probability).margin(1e-4));
  CHECK(curves.most.curve.values.front() == curves.least.curve.values.front());
  CHECK(curves.area.has_value());
  const std::string sentence = explained.find<QLabel>("faithfulnessSentence")->text().toStdString();
  CHECK_THAT(sentence, ContainsSubstring("20 %") && ContainsSubstring("random removal"));
  CHECK(explained.find<QChartView>("faithfulnessChart")->chart()->series().size() == 4);
}

TEST_CASE("a click while curves run is answered, and the curves are those of what is shown then") {
  Explained explained("detr", "traffic");
  open_panel(explained);
  Session& session = explained.session();
  REQUIRE(wait_for([&] { return session.faithfulness() != nullptr; }));
  const auto target = session.answered()->predictions[1].target;
  session.set_target(target);
  REQUIRE(wait_for([&] { return session.explanation()->target == target && !session.busy(); }));
  const Faithfulness& curves = measured(explained);
  CHECK(curves.target == session.explanation()->target_label);
  CHECK(curves.clean == Approx(*session.explanation()->probability).margin(1e-4));
}

TEST_CASE("what goes can be chosen, for models that read words and regions") {
  Explained explained("lxmert", "beach", {"Is there a ball?"});
  open_panel(explained);
  CHECK(measured(explained).part == rex::evaluate::Part::regions);
  auto* part = explained.find<QComboBox>("faithfulnessPart");
  part->setCurrentIndex(part->findText("Words"));
  Q_EMIT part->activated(part->currentIndex());
  REQUIRE(wait_for([&] {
    const auto& now = explained.session().faithfulness();
    return now && now->complete && now->part == rex::evaluate::Part::words;
  }));
  part->setCurrentIndex(part->findText("Patches"));
  Q_EMIT part->activated(part->currentIndex());
  REQUIRE(wait_for([&] { return !explained.session().faithfulness_problem().isEmpty(); }));
  CHECK_THAT(explained.find<QLabel>("faithfulnessSentence")->text().toStdString(), ContainsSubstring("patches"));
}

TEST_CASE("the curves are saved as a table") {
  Explained explained("vit", "beach");
  open_panel(explained);
  measured(explained);
  const rex::test::TemporaryFolder folder;
  answer_file_dialog(folder.path() / "curves");
  QTest::mouseClick(explained.find<QPushButton>("saveCurves"), Qt::LeftButton);
  const auto file = folder.path() / "curves.csv";
  REQUIRE(wait_for([&] { return std::filesystem::exists(file); }));
  const std::string csv = rex::test::read_file(file);
  CHECK(csv.starts_with("order,fraction,probability\r\n\"generic, most relevant first\",0.00,"));
  CHECK(std::count(csv.begin(), csv.end(), '\n') == 1 + 10 * 8);
}

TEST_CASE("curves come into figures as lines, and session and command measure them again") {
  Explained explained("vit", "beach");
  Session& session = explained.session();
  open_panel(explained);
  auto* fill = explained.find<QComboBox>("faithfulnessFill");
  measured(explained);
  fill->setCurrentIndex(fill->findText("Black"));
  Q_EMIT fill->activated(fill->currentIndex());
  REQUIRE(wait_for([&] {
    return session.faithfulness() && session.faithfulness()->complete &&
           session.faithfulness()->options.replacement == rex::evaluate::Replacement::black;
  }));
  const auto figure = figure_of(session, false, figure_options(session));
  REQUIRE_FALSE(figure.panels.back().plot.empty());
  CHECK(figure.panels.back().plot.lines.size() == 3);
  CHECK(figure.panels.back().plot.lowest.size() == 10);
  const rex::test::TemporaryFolder folder;
  rex::figure::save_figure(folder.path() / "a.svg", figure);
  const std::string svg = rex::test::read_file(folder.path() / "a.svg");
  CHECK_THAT(svg, ContainsSubstring("most relevant first") && ContainsSubstring("patches removed") &&
                      ContainsSubstring("polyline"));
  const auto only = [&](const char* ending) {
    answer_file_dialog(folder.path() / (std::string("curves.") + ending));
    QTest::mouseClick(explained.find<QPushButton>("saveCurves"), Qt::LeftButton);
    REQUIRE(wait_for([&] { return std::filesystem::exists(folder.path() / (std::string("curves.") + ending)); }));
    return rex::test::read_file(folder.path() / (std::string("curves.") + ending));
  };
  CHECK(only("pdf").starts_with("%PDF"));
  const std::string alone = only("svg");
  CHECK_THAT(alone, ContainsSubstring("polyline") && ContainsSubstring("Removing the 20"));
  CHECK_THAT(alone, !ContainsSubstring("<image"));
  const std::string table = only("csv");
  // The command makes the same table and figure.
  std::string command = rex_command(session, false).toStdString();
  CHECK_THAT(command, ContainsSubstring("--faithfulness-fill black"));
  const auto csv = folder.path() / "rex.csv", theirs = folder.path() / "rex.svg";
  command.replace(command.find("faithfulness.csv"), 16, csv.string());
  command.replace(command.find("figure.pdf"), 10, theirs.string());
  const auto result = rex::test::run_rex(command.substr(4));
  INFO(command << '\n' << result.errors);
  REQUIRE(result.status == 0);
  CHECK(same_tables(rex::test::read_file(csv), table));
  CHECK_THAT(rex::test::read_file(theirs), ContainsSubstring("most relevant first"));
  // A session brings the panel and its choices back.
  write_session(saved_session(session), folder.path() / "a.rexsession");
  Explained other("vit", "lunch");
  other.session().restore(read_session(folder.path() / "a.rexsession"));
  REQUIRE(wait_for([&] { return other.session().faithfulness() && other.session().faithfulness()->complete; }));
  CHECK(rex::evaluate::to_csv(*other.session().faithfulness()) == table);
  CHECK(other.find<QComboBox>("faithfulnessFill")->currentText() == "Black");
  CHECK(other.find("faithfulnessPanel")->isVisible());
}

TEST_CASE("compared methods have their curves in the same plot, key, table, figure and command") {
  Explained explained("vit", "beach");
  Session& session = explained.session();
  open_panel(explained);
  measured(explained);
  session.set_compare_methods({"raw_attention", "rollout", "transformer_attribution"});
  REQUIRE(wait_for([&] {
    return session.faithfulness() && session.faithfulness()->complete && session.faithfulness()->compared.size() == 2;
  }));
  const Faithfulness& curves = *session.faithfulness();
  CHECK(curves.compared[0].method == "rollout");
  CHECK(curves.compared[0].curve.values.size() == 10);
  const auto series = explained.find<QChartView>("faithfulnessChart")->chart()->series();
  CHECK(series.size() == 6);
  const std::string key = explained.find<QLabel>("faithfulnessLegend")->text().toStdString();
  CHECK_THAT(key, ContainsSubstring("Rollout") && ContainsSubstring("Transformer attribution"));
  CHECK_THAT(rex::evaluate::to_csv(curves), ContainsSubstring("rollout, most relevant first"));
  for (const bool compared : {false, true}) {
    INFO(compared);
    const auto figure = figure_of(session, compared, figure_options(session));
    REQUIRE_FALSE(figure.panels.back().plot.empty());
    CHECK(figure.panels.back().plot.lines.size() == 5);
    std::string command = rex_command(session, compared).toStdString();
    const rex::test::TemporaryFolder folder;
    const auto csv = folder.path() / "rex.csv";
    command.replace(command.find("faithfulness.csv"), 16, csv.string());
    command.replace(command.find("figure.pdf"), 10, (folder.path() / "rex.svg").string());
    const auto result = rex::test::run_rex(command.substr(4));
    INFO(command << '\n' << result.errors);
    REQUIRE(result.status == 0);
    CHECK(same_tables(rex::test::read_file(csv), rex::evaluate::to_csv(curves)));
    CHECK_THAT(rex::test::read_file(folder.path() / "rex.svg"), ContainsSubstring("Rollout"));
  }
  const rex::test::TemporaryFolder folder;
  write_session(saved_session(session), folder.path() / "a.rexsession");
  Explained other("vit", "lunch");
  other.session().restore(read_session(folder.path() / "a.rexsession"));
  REQUIRE(wait_for([&] { return other.session().faithfulness() && other.session().faithfulness()->complete; }));
  CHECK(rex::evaluate::to_csv(*other.session().faithfulness()) == rex::evaluate::to_csv(*session.faithfulness()));
  session.set_compare_methods({});
  REQUIRE(wait_for([&] { return session.faithfulness()->complete && session.faithfulness()->compared.empty(); }));
}

TEST_CASE(
    "compared targets and what is pinned have their curves in the same plot, figure, table, command and session") {
  Explained explained("vit", "cat-and-dog");
  Session& session = explained.session();
  open_panel(explained);
  measured(explained);
  const auto curves_are = [&](std::size_t count) {
    return wait_for([&session, count] {
      return session.faithfulness() && session.faithfulness()->complete &&
             session.faithfulness()->compared.size() == count && !session.busy();
    });
  };
  explained.key(Qt::Key_P);  // generic, for the best answer
  const auto best = session.explanation();
  session.set_target(session.answered()->predictions[1].target);
  REQUIRE(curves_are(1));
  CHECK(session.faithfulness()->compared[0].pinned);
  CHECK(session.faithfulness()->compared[0].title == best->target_label);
  CHECK(session.faithfulness()->compared[0].curve.values.front() == Approx(*best->probability).margin(1e-4));
  CHECK(explained.find<QChartView>("faithfulnessChart")->chart()->series().size() == 5);
  CHECK_THAT(explained.find<QLabel>("faithfulnessLegend")->text().toStdString(), ContainsSubstring(best->target_label));
  // A figure of the one map is without; one of the comparison is with, and its command measures the same again.
  CHECK(figure_of(session, false, figure_options(session)).panels.back().plot.lines.size() == 3);
  const auto compared = figure_of(session, true, figure_options(session));
  CHECK(std::count_if(compared.panels.begin(), compared.panels.end(),
                      [](const auto& panel) { return panel.plot.lines.size() == 4; }) == 1);
  const rex::test::TemporaryFolder folder;
  const auto runs_as = [&](std::string command, const std::string& table) {
    const auto csv = folder.path() / "rex.csv";
    command.replace(command.find("faithfulness.csv"), 16, csv.string());
    command.replace(command.find("figure.pdf"), 10, (folder.path() / "rex.svg").string());
    const auto result = rex::test::run_rex(command.substr(4));
    INFO(command << '\n' << result.errors);
    REQUIRE(result.status == 0);
    CHECK(same_tables(rex::test::read_file(csv), table));
  };
  const std::string command = rex_command(session, true).toStdString();
  CHECK_THAT(command, ContainsSubstring("--faithfulness-map 2"));
  runs_as(command, rex::evaluate::to_csv(*session.faithfulness()));
  // The session brings pin and curve back.
  write_session(saved_session(session), folder.path() / "a.rexsession");
  {
    Explained other("vit", "lunch");
    other.session().restore(read_session(folder.path() / "a.rexsession"));
    REQUIRE(wait_for([&] {
      const auto& curves = other.session().faithfulness();
      return curves && curves->complete && curves->compared.size() == 1;
    }));
    CHECK(rex::evaluate::to_csv(*other.session().faithfulness()) == rex::evaluate::to_csv(*session.faithfulness()));
  }
  // Another picture by the same model, then a further target.
  session.unpin_all();
  REQUIRE(curves_are(0));
  explained.key(Qt::Key_P);
  const auto elsewhere = session.explanation();
  session.open_picture(scene("lunch"));
  REQUIRE(wait_for([&] { return session.explanation() != elsewhere; }));
  REQUIRE(curves_are(1));
  CHECK_THAT(session.faithfulness()->compared[0].title, ContainsSubstring("cat-and-dog"));
  CHECK(session.faithfulness()->compared[0].curve.values.front() == Approx(*elsewhere->probability).margin(1e-4));
  CHECK(figure_of(session, true, figure_options(session)).panels.back().plot.lines.size() == 4);
  session.unpin_all();
  REQUIRE(curves_are(0));
  session.set_compare_targets({session.answered()->predictions[1].target});
  REQUIRE(curves_are(1));
  CHECK_FALSE(session.faithfulness()->compared[0].pinned);
  CHECK(figure_of(session, false, figure_options(session)).panels.back().plot.lines.size() == 4);
  for (const bool beside : {false, true}) {
    runs_as(rex_command(session, beside).toStdString(), rex::evaluate::to_csv(*session.faithfulness()));
  }
}

TEST_CASE("curves stop and go on") {
  Explained explained("detr", "traffic");
  open_panel(explained);
  Session& session = explained.session();
  auto* stop = explained.find<QPushButton>("stopCurves");
  REQUIRE(wait_for([&] { return session.faithfulness() != nullptr; }));
  if (!session.faithfulness()->complete) {
    CHECK(stop->isVisible());
    QTest::mouseClick(stop, Qt::LeftButton);
    const auto stopped = session.faithfulness();
    QTest::qWait(300);
    CHECK(session.faithfulness() == stopped);
    QTest::mouseClick(stop, Qt::LeftButton);
  }
  CHECK(measured(explained).complete);
  CHECK_FALSE(stop->isVisible());
}
