// The Faithfulness panel: curves that arrive behind what a person does, and what they say.
#include "core/evaluate/protocols/faithfulness.h"

#include <QChart>
#include <QChartView>
#include <QComboBox>
#include <QDockWidget>
#include <QLabel>
#include <QPushButton>

#include "tests/ui/explained.h"

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
