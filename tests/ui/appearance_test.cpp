// The appearance's one table against the three places that are made of it: the strip over the canvas, the session file
// and the command line.
#include "core/render/appearance.h"

#include <CLI/CLI.hpp>
#include <QAction>
#include <QComboBox>
#include <QDialog>
#include <QDoubleSpinBox>
#include <QLineEdit>
#include <QSlider>
#include <nlohmann/json.hpp>

#include "app/rex/figure_options.h"
#include "tests/ui/explained.h"
#include "ui/state/export.h"
#include "ui/state/session_file.h"
#include "ui/state/shown_figure.h"
#include "ui/views/picture/canvas.h"
#include "ui/views/widgets/action_registry.h"

using namespace rex::ui::test;
using namespace rex::ui;
using rex::Appearance;
using rex::AppearanceField;

namespace {

/// APPEARANCE with other values of FIELD, one after the other.
std::vector<Appearance> others(const AppearanceField& field, const Appearance& appearance) {
  std::vector<Appearance> result;
  const auto add = [&](auto member, const auto& value) {
    result.push_back(appearance);
    result.back().*member = value;
    if (field.key == "top") result.back().threshold = 0.25;  // the command says nothing of nothing left out
  };
  if (const auto* flag = std::get_if<bool Appearance::*>(&field.member)) add(*flag, !(appearance.**flag));
  if (const auto* share = std::get_if<double Appearance::*>(&field.member)) {
    for (const double value : {0.07, 0.5, 1.0}) add(*share, field.least + value * (field.most - field.least));
  }
  if (const auto* word = std::get_if<std::string Appearance::*>(&field.member)) {
    for (const std::string& value : field.option.words) {
      if (value != appearance.**word) add(*word, value);
    }
  }
  if (const auto* ends = std::get_if<std::optional<rex::ScaleEnds> Appearance::*>(&field.member))
    add(*ends, rex::ScaleEnds{-0.25F, 1.5F});
  return result;
}

/// What `rex explain` makes of the figure options of COMMAND.
Appearance parsed(const QString& command) {
  CLI::App app;
  app.allow_extras();
  const auto options = rex::command::add_figure_options(app);
  app.parse(command.mid(command.indexOf("--")).toStdString());
  return options->appearance;
}

/// FIELD's value, as JSON writes it.
std::string value(const AppearanceField& field, const Appearance& appearance) {
  return to_json(appearance)[field.key].dump();
}

}  // namespace

TEST_CASE("every field of the appearance comes back from the copied command and from the session file") {
  Explained explained("detr", "traffic");
  Session& session = explained.session();
  const rex::test::TemporaryFolder folder;
  for (const AppearanceField& field : rex::appearance_fields()) {
    for (const Appearance& appearance : others(field, Appearance())) {
      session.set_appearance(appearance);
      explained.settle();
      const QString command = rex_command(session, field.key == "shared_scale");
      INFO(command.toStdString());
      CHECK(value(field, parsed(command)) == value(field, appearance));
      write_session(saved_session(session), folder.path() / "a.rexsession");
      CHECK(read_session(folder.path() / "a.rexsession").appearance == appearance);
    }
  }
}

TEST_CASE("every field of the appearance has a control in the window that shows and changes it") {
  Explained explained("detr", "traffic");
  Session& session = explained.session();
  const ActionRegistry& actions = explained.window->actions();
  for (const AppearanceField& field : rex::appearance_fields()) {
    INFO(field.key);
    session.set_appearance({});
    if (const auto* flag = std::get_if<bool Appearance::*>(&field.member)) {
      int switches = 0;
      for (const ActionRecord& record : actions.records()) {
        if (record.field != field.key) continue;
        ++switches;
        QAction& action = actions.action(record.id);
        const bool before = session.appearance().**flag, checked = action.isChecked();
        action.trigger();
        CHECK(session.appearance().**flag != before);
        CHECK(action.isChecked() != checked);
        session.set_appearance({});
        CHECK(action.isChecked() == checked);
      }
      CHECK(switches == 1);
    } else if (field.key == "gamma" || field.key == "scale_ends") {  // dragged and typed, below
      continue;
    } else if (const auto* share = std::get_if<double Appearance::*>(&field.member)) {
      auto* slider = explained.find<QSlider>(field.key.c_str());
      slider->setValue(35);
      CHECK(session.appearance().**share == Approx(0.35));
      QTest::mouseDClick(slider, Qt::LeftButton);
      CHECK(session.appearance() == Appearance());
      Appearance appearance;
      appearance.** share = 0.6;
      session.set_appearance(appearance);
      CHECK(slider->value() == 60);
    } else if (field.key != "colour_map") {  // a choice in the View menu
      for (const std::string& name : field.option.words) {
        const char* choice = field.key == "picture_scale" ? "heatScale-"
                             : field.key == "word_scale"  ? "wordsScale-"
                                                          : "opacityBy-";
        QAction& action = actions.action(choice + QString::fromStdString(name));
        action.trigger();
        CHECK(session.appearance().*std::get<std::string Appearance::*>(field.member) == name);
        CHECK(action.isChecked());
      }
    } else {
      auto* colours = explained.find<QComboBox>("colourMap");
      colours->setCurrentIndex(colours->findData("magma"));
      CHECK(session.appearance().colour_map == "magma");
      session.set_appearance({});
      CHECK(colours->currentData().toString().toStdString() == Appearance().colour_map);
    }
  }
}

TEST_CASE("a control changes its own field alone") {
  Explained explained("vit", "beach");
  Appearance appearance;
  appearance.opacity = 0.333;  // between two steps of its slider
  explained.session().set_appearance(appearance);
  explained.find<QSlider>("threshold")->setValue(40);
  CHECK(explained.session().appearance().opacity == 0.333);
}

TEST_CASE("the ends of the colour bar are dragged, and a double click gives them back") {
  Explained explained("vit", "beach");
  Session& session = explained.session();
  auto* canvas = explained.find<Canvas>("canvas");
  const rex::Scale own = canvas->content().scale;
  const auto [high, low] = canvas->colour_bar_ends();
  const double length = low.y() - high.y();
  REQUIRE(length > 48);
  const auto drag = [&](QPointF from, double by) {
    const QPoint start = from.toPoint(), end = (from + QPointF(0, by)).toPoint();
    QTest::mousePress(canvas, Qt::LeftButton, {}, start);
    QTest::mouseMove(canvas, (start + end) / 2);
    QTest::mouseMove(canvas, end);
    QTest::mouseRelease(canvas, Qt::LeftButton, {}, end);
  };
  drag(high, length / 2);
  CHECK(canvas->content().scale.high == Approx((own.low + own.high) / 2).epsilon(0.02));
  CHECK(canvas->content().scale.low == Approx(own.low).margin(1e-5));
  CHECK(explained.window->findChild<QDialog*>("scaleDialog") == nullptr);  // a drag is no click
  drag(canvas->colour_bar_ends().second, -length / 4);
  CHECK(canvas->content().scale.low > own.low);
  // Every picture has this scale; figure and caption say so.
  const rex::Scale set = canvas->content().scale;
  session.open_picture(scene("lunch"));
  explained.settle();
  CHECK(canvas->content().scale == set);
  CHECK(explained.window->actions().action("sameScale").isChecked());
  const auto figure = figure_of(session, false, figure_options(session));
  CHECK(figure.panels.back().scale == set);
  std::string caption;
  for (const auto& line : figure.caption) caption += line.text;
  CHECK_THAT(caption, ContainsSubstring("ends set to"));
  QTest::mouseDClick(canvas, Qt::LeftButton, {}, canvas->colour_bar_ends().first.toPoint() + QPoint(0, 20));
  CHECK_FALSE(session.appearance().scale_ends);
  CHECK_FALSE(canvas->content().scale == set);
  explained.window->actions().action("sameScale").trigger();
  const rex::Scale now = canvas->content().scale;
  session.open_picture(scene("beach"));
  explained.settle();
  CHECK(canvas->content().scale.high == Approx(now.high).epsilon(1e-4));
  explained.window->actions().action("sameScale").trigger();
  CHECK(canvas->content().scale == own);
}

TEST_CASE("the ends and gamma of the scale are typed") {
  Explained explained("vit", "beach");
  Session& session = explained.session();
  auto* canvas = explained.find<Canvas>("canvas");
  const rex::Scale own = canvas->content().scale;
  QTest::mouseClick(canvas, Qt::LeftButton, {}, canvas->colour_bar_ends().first.toPoint() + QPoint(0, 20));
  auto* high = explained.find<QLineEdit>("scaleHigh");
  REQUIRE(high->isVisible());
  CHECK_FALSE(session.selection().token().has_value());
  CHECK(high->text().toFloat() == Approx(own.high).epsilon(1e-4));
  high->setFocus();
  high->selectAll();
  QTest::keyClicks(high, "0.5");
  QTest::keyClick(high, Qt::Key_Return);
  CHECK(canvas->content().scale.high == 0.5F);
  CHECK(high->isVisible());  // Enter is no Close
  high->selectAll();
  QTest::keyClicks(high, "-3");  // below the other end
  QTest::keyClick(high, Qt::Key_Return);
  CHECK(canvas->content().scale.high == 0.5F);
  explained.find<QDoubleSpinBox>("gamma")->setValue(0.5);
  CHECK(session.appearance().gamma == 0.5);
  CHECK(canvas->content().scale.share(0.125F) > 0.4F);
  std::string caption;
  for (const auto& line : figure_of(session, false, figure_options(session)).caption) caption += line.text;
  CHECK_THAT(caption, ContainsSubstring("gamma 0.5"));
  explained.click("resetScale");
  CHECK(canvas->content().scale == own);
}
