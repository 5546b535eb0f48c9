#include "ui/figure/figure.h"

#include <QFontDatabase>
#include <QImage>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "core/base/error.h"
#include "tests/support/catch.h"
#include "tests/support/paths.h"
#include "ui/figure/figure_layout.h"
#include "ui/figure/figure_text.h"
#include "ui/figure/gui_application.h"
#include "ui/figure/save_figure.h"

using namespace rex;
using namespace rex::figure;

namespace {

Panel picture_panel(std::int64_t width, std::int64_t height) {
  Panel panel;
  Picture picture(width, height);
  std::fill(picture.pixels.begin(), picture.pixels.end(), std::uint8_t{120});
  panel.picture = std::make_shared<const Picture>(std::move(picture));
  panel.title = "tabby cat";
  panel.subtitle = "probability 0.83";
  panel.heat.grid = FloatMap(2, 2);
  panel.heat.grid.values = {0, 0.01F, 0.02F, 0.031F};
  panel.heat.area = {0, 0, static_cast<double>(width), static_cast<double>(height)};
  panel.scale = scale_of(panel.heat.values(), Scaling::zero_to_max);
  panel.scale_name = "relevance, 0–max";
  return panel;
}

Word word(const std::string& text, float value) {
  Word word;
  word.text = text;
  word.value = value;
  word.space_before = true;
  return word;
}

Panel words_panel(int count) {
  Panel panel;
  panel.title = "POSITIVE";
  for (int i = 0; i < count; ++i) panel.words.push_back(word("word" + std::to_string(i), static_cast<float>(i)));
  panel.word_scale = scale_of(panel.words, Scaling::zero_to_max);
  panel.word_scale_name = "relevance, 0–max";
  return panel;
}

FigureSpec spec_of(std::vector<Panel> panels) {
  FigureSpec spec;
  spec.panels = std::move(panels);
  spec.caption = {{"Model", "vit-tiny · weights 3fa9c21e"}, {"Method", "Generic (ICCV 2021)"}};
  return spec;
}

/// Whether everything lies on the page and pictures do not overlap.
void check_layout(const FigureSpec& spec) {
  const FigureLayout layout = lay_out(spec);
  const QRectF page(QPointF(-1, -1), layout.size + QSizeF(2, 2));
  const auto inside = [&](const TextRun& run) {
    INFO(run.text.toStdString());
    const double width = QFontMetricsF(run.font).horizontalAdvance(run.text);
    CHECK(page.contains(run.baseline));
    CHECK(page.contains(run.baseline + (run.upwards ? QPointF(0, -width) : QPointF(width, 0))));
  };
  for (std::size_t i = 0; i < layout.panels.size(); ++i) {
    const PanelLayout& panel = layout.panels[i];
    CHECK((panel.picture.isEmpty() || page.contains(panel.picture)));
    CHECK((panel.bar.isEmpty() || page.contains(panel.bar)));
    std::for_each(panel.texts.begin(), panel.texts.end(), inside);
    for (const Chip& chip : panel.chips) {
      CHECK(page.contains(chip.box));
      CHECK_FALSE(chip.box.intersects(panel.picture));
      inside(chip.run);
    }
    for (std::size_t other = 0; other < i; ++other) {
      CHECK_FALSE(panel.picture.intersects(layout.panels[other].picture | layout.panels[other].bar));
    }
  }
  std::for_each(layout.caption.begin(), layout.caption.end(), inside);
}

}  // namespace

TEST_CASE("figures of one to six panels stay on their page") {
  const GuiApplication application;
  for (const auto& [width, height] : {std::pair{640, 480}, {300, 900}, {2000, 100}, {32, 32}}) {
    std::vector<Panel> panels;
    for (int count = 1; count <= 6; ++count) {
      Panel panel = picture_panel(width, height);
      panel.title = "a label of several words that goes on and on and on";
      if (count == 3) panel.title.assign(300, 'w');
      panel.words = words_panel(count * 7).words;
      panels.push_back(panel);
      INFO(width << " × " << height << ", " << count << " panels");
      check_layout(spec_of(panels));
    }
  }
  check_layout(spec_of({words_panel(500)}));
  check_layout(spec_of({words_panel(3), words_panel(40)}));
  check_layout(spec_of({picture_panel(640, 480), words_panel(40)}));
}

TEST_CASE("headings over very tall and very wide pictures break between words only") {
  const GuiApplication application;
  for (const auto& [width, height] : {std::pair{200, 1500}, {300, 900}, {10, 2000}, {1500, 200}, {3000, 20}}) {
    for (std::size_t count = 1; count <= 4; ++count) {
      INFO(width << " × " << height << ", " << count << " panels");
      Panel panel = picture_panel(width, height);
      panel.title = "an Egyptian grasshopper";
      panel.subtitle = "probability 0.83 · Generic (ICCV 2021)";
      const FigureSpec spec = spec_of(std::vector<Panel>(count, panel));
      check_layout(spec);
      for (const PanelLayout& place : lay_out(spec).panels) {
        CHECK(place.picture.width() / place.picture.height() == Approx(static_cast<double>(width) / height));
        QStringList lines;
        for (const TextRun& run : place.texts) lines += run.text;
        const std::string text = lines.join(u' ').toStdString();
        CHECK_THAT(text, ContainsSubstring(panel.title) && ContainsSubstring(panel.subtitle));
      }
    }
  }
}

TEST_CASE("numbers beside a very wide picture do not cover each other") {
  const GuiApplication application;
  FigureSpec spec = spec_of({picture_panel(3000, 20), picture_panel(3000, 20), picture_panel(3000, 20)});
  spec.columns = 3;
  for (const PanelLayout& panel : lay_out(spec).panels) CHECK(panel.bar.height() > 2 * 5 * points);
}

TEST_CASE("a very long word is broken") {
  const GuiApplication application;
  Panel panel = words_panel(2);
  panel.words.push_back(word(std::string(2000, 'x'), 1));
  panel.words.push_back(word("", 1));
  check_layout(spec_of({panel}));
}

TEST_CASE("a figure with nothing, or too narrow, is an error") {
  const GuiApplication application;
  CHECK_THROWS_AS(lay_out({}), Error);
  FigureSpec narrow = spec_of({picture_panel(64, 64), picture_panel(64, 64)});
  narrow.width = 0.5;
  CHECK_THROWS_WITH(lay_out(narrow), ContainsSubstring("width"));
}

TEST_CASE("pictures on a row are equally wide, whatever bars they have") {
  const GuiApplication application;
  Panel bare = picture_panel(640, 480);
  bare.heat = {};
  const FigureLayout layout = lay_out(spec_of({bare, picture_panel(640, 480), picture_panel(640, 480)}));
  CHECK(layout.panels[0].picture.width() == Approx(layout.panels[1].picture.width()));
  CHECK(layout.panels[0].picture.top() == Approx(layout.panels[2].picture.top()));
  CHECK(layout.panels[0].bar.isEmpty());
  CHECK_FALSE(layout.panels[1].bar.isEmpty());
  CHECK(layout.size.width() == Approx(7 * units_per_inch));
}

TEST_CASE("letters have the size that is wanted, in a figure of the width that is wanted") {
  const GuiApplication application;
  FigureSpec usual = spec_of({picture_panel(640, 480), picture_panel(640, 480)}), small = usual, large = usual;
  usual.width = small.width = large.width = 5;
  small.text_size = 6;
  large.text_size = 17;  // twice the usual
  CHECK(figure_size(usual).width() == 360);
  CHECK(figure_size(small).width() == 360);
  CHECK(figure_size(large).width() == 360);
  CHECK(magnified(large) == Approx(2));
  CHECK(figure_size(small).height() == std::floor(figure_size(small).height()));
  const FigureLayout of_usual = lay_out(usual), of_large = lay_out(large);
  const TextRun &title = of_usual.panels[0].texts.back(), &twice = of_large.panels[0].texts.back();
  CHECK(title.font.pixelSize() == twice.font.pixelSize());  // before it is magnified
  CHECK(of_large.size.width() == Approx(of_usual.size.width() / 2));
  for (const FigureSpec& spec : {small, large}) {
    const QSizeF size = figure_size(spec);
    QImage image(size.toSize(), QImage::Format_RGB32);
    image.fill(Qt::red);
    QPainter painter(&image);
    paint(painter, spec, QRectF(QPointF(0, 0), size));
    painter.end();
    CHECK(image.pixelColor(1, 1) == QColor(Qt::white));
    CHECK(image.pixelColor(image.width() - 3, image.height() - 3) == QColor(Qt::white));
  }
}

TEST_CASE("the same picture is painted at any size") {
  const GuiApplication application;
  FigureSpec spec = spec_of({picture_panel(64, 48)});
  const QSizeF size = figure_size(spec);
  CHECK(size.width() == 252);  // one column of a paper
  QImage small(252, static_cast<int>(size.height()), QImage::Format_RGB32), large = small.scaled(small.size() * 3);
  for (QImage* image : {&small, &large}) {
    image->fill(Qt::white);
    QPainter painter(image);
    paint(painter, spec, QRectF(QPointF(0, 0), QSizeF(image->size())));
  }
  const QImage reduced = large.scaled(small.size(), Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
  double difference = 0;
  for (int y = 0; y < small.height(); ++y) {
    for (int x = 0; x < small.width(); ++x) {
      difference += std::abs(qGray(small.pixel(x, y)) - qGray(reduced.pixel(x, y)));
    }
  }
  difference /= small.width() * small.height();
  constexpr double same_to_the_eye = 4;  // of 255: edges of text and lines
  if (difference >= same_to_the_eye) {
    small.save("figure-small.png");
    large.save("figure-large.png");
    WARN("wrote figure-small.png and figure-large.png");
  }
  CHECK(difference < same_to_the_eye);
}

TEST_CASE("numbers are short") {
  CHECK(short_number(0) == "0");
  CHECK(short_number(0.031) == "0.031");
  CHECK(short_number(0.0312345) == "0.0312");
  CHECK(short_number(1) == "1");
  CHECK(short_number(1234.4) == "1234");
  CHECK(short_number(1.2e-5) == QStringLiteral("1.2×10⁻⁵"));
  CHECK(short_number(-0.5) == QStringLiteral("−0.5"));
  CHECK(short_number(9.99e-4) == QStringLiteral("1.0×10⁻³"));
}
