#include "ui/figure/contact_sheet.h"

#include <QImage>
#include <algorithm>

#include "core/base/error.h"
#include "core/picture/picture.h"
#include "tests/support/catch.h"
#include "tests/support/family_models.h"
#include "tests/support/paths.h"
#include "ui/figure/figure_layout.h"
#include "ui/figure/gui_application.h"
#include "ui/figure/save_figure.h"

using namespace rex;
using namespace rex::figure;
namespace fs = std::filesystem;

namespace {

Picture striped(std::int64_t width, std::int64_t height, int seed) {
  Picture picture(width, height);
  for (std::int64_t y = 0; y < height; ++y) {
    for (std::int64_t x = 0; x < width * 3; ++x)
      picture.row(y)[x] = static_cast<std::uint8_t>((x * (seed + 3) + y * 7 + (x / 30) * (y / 20) * 29 * seed) % 256);
  }
  return picture;
}

SheetEntry entry_of(const fs::path& file) {
  SheetEntry entry;
  entry.name = file.stem().string();
  entry.question.picture_file = file;
  return entry;
}

const CaptionLine* line_called(const FigureSpec& figure, const std::string& name) {
  const auto found = std::find_if(figure.caption.begin(), figure.caption.end(),
                                  [&](const CaptionLine& line) { return line.name == name; });
  return found == figure.caption.end() ? nullptr : &*found;
}

}  // namespace

TEST_CASE("a contact sheet shows each picture's own map, and says which pictures are not on it") {
  const test::TemporaryFolder folder;
  const GuiApplication application;
  Inquiry inquiry(test::save_family_model(folder.path(), "vit"));
  save_picture(folder.path() / "wide.png", striped(3000, 1500, 2));
  save_picture(folder.path() / "tall.png", striped(90, 240, 5));
  test::write_file(folder.path() / "broken.png", "no picture");
  std::vector<SheetEntry> entries;
  for (const char* name : {"wide.png", "broken.png", "tall.png"}) entries.push_back(entry_of(folder.path() / name));
  SheetOptions options;
  options.columns = 2;
  const ContactSheet sheet = contact_sheet(inquiry, entries, options);
  REQUIRE(sheet.figure.panels.size() == 2);
  REQUIRE(sheet.left_out.size() == 1);
  CHECK(sheet.left_out[0].name == "broken");
  REQUIRE(line_called(sheet.figure, "Left out") != nullptr);
  CHECK_THAT(line_called(sheet.figure, "Left out")->text, ContainsSubstring("broken ("));
  CHECK(line_called(sheet.figure, "Pictures")->text == "2");
  CHECK(line_called(sheet.figure, "Target")->text == "the best answer of each picture");

  // The numbers are those of a figure of the one picture; only its pixels are fewer.
  for (const std::size_t i : {std::size_t{0}, std::size_t{1}}) {
    const Panel& panel = sheet.figure.panels[i];
    const SheetEntry& entry = entries[2 * i];
    CHECK(panel.title == entry.name);
    Question question = entry.question;
    question.picture = std::make_shared<const Picture>(load_picture(question.picture_file));
    const auto answered = inquiry.ask(inquiry.prepare(question));
    const Explanation explanation = inquiry.explain({}, explanation_method("generic"), {});
    const Panel alone = make_panel(*answered, explanation);
    CHECK(panel.heat.values() == alone.heat.values());
    CHECK(panel.scale == alone.scale);
    CHECK_THAT(panel.subtitle, ContainsSubstring(explanation.target_label));
    const double share = static_cast<double>(panel.picture->width) / static_cast<double>(question.picture->width);
    CHECK(panel.heat.area.right == Approx(share * alone.heat.area.right));
    CHECK(panel.heat.area.bottom == Approx(share * alone.heat.area.bottom));
  }
  CHECK(sheet.figure.panels[0].picture->width == 1050);  // half of seven inches at 300 dpi
  CHECK(sheet.figure.panels[1].picture->width == 90);

  const FigureLayout layout = lay_out(sheet.figure);
  const PanelLayout &wide = layout.panels[0], &tall = layout.panels[1];
  CHECK(wide.picture.top() == tall.picture.top());
  CHECK(tall.picture.height() <= wide.picture.width() + 1e-9);
  CHECK(tall.picture.width() / tall.picture.height() == Approx(90.0 / 240));
  for (const PanelLayout& panel : layout.panels) {
    REQUIRE(panel.texts.size() >= 2);
    CHECK(panel.texts[0].baseline.y() > panel.picture.bottom());
    CHECK(panel.bar.isEmpty());
  }
  for (const char* name : {"sheet.png", "sheet.svg", "sheet.pdf"}) {
    save_figure(folder.path() / name, sheet.figure);
    CHECK(fs::file_size(folder.path() / name) > 1000);
  }
  CHECK(QImage(QString::fromStdString((folder.path() / "sheet.png").string())).width() == 2100);
}

TEST_CASE("a contact sheet shares one scale, and looks for a class among object queries") {
  const test::TemporaryFolder folder;
  const GuiApplication application;
  Inquiry inquiry(test::save_family_model(folder.path(), "detr"));
  std::vector<SheetEntry> entries;
  for (int i = 0; i < 3; ++i) {
    const fs::path file = folder.path() / (std::to_string(i) + ".png");
    save_picture(file, striped(120, 90, i + 2));
    entries.push_back(entry_of(file));
  }
  SheetOptions options;
  options.drawing.appearance.shared_scale = true;
  const ContactSheet best = contact_sheet(inquiry, entries, options);
  CHECK(best.figure.panels[0].scale == best.figure.panels[2].scale);
  CHECK_THAT(line_called(best.figure, "Scale")->text, ContainsSubstring("shared"));

  Question question = entries[1].question;
  question.picture = std::make_shared<const Picture>(load_picture(question.picture_file));
  const auto answered = inquiry.ask(inquiry.prepare(question));
  const Prediction& other = answered->predictions.back();
  for (SheetEntry& entry : entries) entry.target = Target{other.target.class_index, {}, {}};
  const ContactSheet found = contact_sheet(inquiry, entries, options);
  for (const Panel& panel : found.figure.panels) CHECK_THAT(panel.subtitle, ContainsSubstring(other.label));

  for (SheetEntry& entry : entries) entry.target.class_index = 10'000;
  CHECK_THROWS_AS(contact_sheet(inquiry, entries, options), Error);
}

TEST_CASE("a contact sheet ends between two pictures where it is asked to, and needs a picture") {
  const test::TemporaryFolder folder;
  Inquiry inquiry(test::save_family_model(folder.path(), "vit"));
  save_picture(folder.path() / "a.png", striped(120, 90, 2));
  const std::vector<SheetEntry> entries(4, entry_of(folder.path() / "a.png"));
  std::stop_source stop;
  int seen = 0;
  const Progress progress(
      [&](double, const std::string& step) {
        if (step == "a" && ++seen == 2) stop.request_stop();
      },
      stop.get_token());
  CHECK_THROWS_AS(contact_sheet(inquiry, entries, {}, progress), Cancelled);
  CHECK(seen == 2);
  CHECK_THROWS_AS(contact_sheet(inquiry, {}, {}), Error);
  Inquiry words(test::save_family_model(folder.path(), "bert"));
  CHECK_THROWS_AS(contact_sheet(words, entries, {}), Error);
}
