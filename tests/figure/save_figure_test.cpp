#include "ui/figure/save_figure.h"

#include <sys/resource.h>

#include <QImage>
#include <algorithm>
#include <cmath>
#include <csignal>
#include <regex>

#include "core/base/error.h"
#include "tests/support/catch.h"
#include "tests/support/paths.h"
#include "ui/figure/figure.h"
#include "ui/figure/gui_application.h"

namespace fs = std::filesystem;
using namespace rex;
using namespace rex::figure;

namespace {

FigureSpec example() {
  Panel panel;
  Picture picture(640, 480);
  for (std::size_t i = 0; i < picture.pixels.size(); ++i) picture.pixels[i] = static_cast<std::uint8_t>(i * 7 % 251);
  panel.picture = std::make_shared<const Picture>(std::move(picture));
  panel.title = "tabby cat";
  panel.heat.grid = FloatMap(2, 1);
  panel.heat.grid.values = {0, 1};
  panel.heat.area = {0, 0, 640, 480};
  panel.scale = scale_of(panel.heat.values(), Scaling::zero_to_max);
  panel.scale_name = "relevance, 0–max";
  panel.boxes.push_back({{100, 100, 300, 300}, "cat 0.97", Colour{80, 160, 250}});
  panel.masks.push_back({{{{100, 100}, {200, 100}, {150, 200}}}, Colour{80, 160, 250}});
  panel.appearance.contours = true;
  panel.seen = Box{80, 0, 560, 480};
  for (const char* text : {"wonderful", "<&> naïve"}) {
    Word word;
    word.text = text;
    word.value = 1;
    panel.words.push_back(word);
  }
  panel.word_scale = scale_of(panel.words, Scaling::zero_to_max);
  FigureSpec spec;
  spec.panels = {panel};
  spec.caption = {{"Method", "Generic (ICCV 2021)"}};
  return spec;
}

/// The widths of the pictures in an SVG file.
std::vector<int> picture_widths(const std::string& svg) {
  std::vector<int> widths;
  const std::string begin = "data:image/png;base64,";
  for (std::size_t at = svg.find(begin); at != std::string::npos; at = svg.find(begin, at + 1)) {
    const std::size_t from = at + begin.size(), to = svg.find('"', from);
    const QByteArray bytes = QByteArray::fromBase64(QByteArray(svg.data() + from, static_cast<qsizetype>(to - from)));
    widths.push_back(QImage::fromData(bytes, "png").width());
  }
  return widths;
}

}  // namespace

TEST_CASE("a PNG figure has as many pixels as its inches times its dpi") {
  const test::TemporaryFolder folder;
  FigureSpec spec = example();
  spec.width = 4;
  for (const double dpi : {100.0, 150.0, 300.0}) {
    spec.dpi = dpi;
    const fs::path path = folder.path() / "figure.png";
    save_figure(path, spec);
    const QImage image(QString::fromStdString(path.string()));
    const GuiApplication application;
    CHECK(image.width() == std::lround(4 * dpi));
    CHECK(image.height() == std::lround(figure_size(spec).height() / 72 * dpi));
    CHECK(image.dotsPerMeterX() == Approx(dpi / 0.0254).margin(1));
    CHECK(image.text("Description").contains("Generic (ICCV 2021)"));
    CHECK(image.pixelColor(0, 0) == QColor(Qt::white));
  }
  CHECK(std::distance(fs::directory_iterator(folder.path()), fs::directory_iterator()) == 1);
}

TEST_CASE("a PNG figure can be transparent") {
  const test::TemporaryFolder folder;
  FigureSpec spec = example();
  spec.transparent = true;
  spec.dpi = 72;
  save_figure(folder.path() / "figure.PNG", spec);
  const QImage image(QString::fromStdString((folder.path() / "figure.PNG").string()));
  CHECK(image.pixelColor(0, 0).alpha() == 0);
  CHECK(image.pixelColor(image.width() / 2, image.height() / 3).alpha() == 255);
}

TEST_CASE("an SVG figure keeps text as text and pictures at full resolution") {
  const test::TemporaryFolder folder;
  const fs::path path = folder.path() / "figure.svg";
  FigureSpec spec = example();
  spec.dpi = 72;
  save_figure(path, spec);
  const std::string svg = test::read_file(path);
  for (const char* text : {"tabby cat", "wonderful", "&lt;&amp;&gt; naïve", "cat 0.97", "relevance, 0–max", "Method"}) {
    INFO(text);
    CHECK(std::regex_search(svg, std::regex("<text[^>]*>" + std::regex_replace(std::string(text), std::regex("[.()]"),
                                                                               std::string("\\$&")))));
  }
  CHECK_THAT(svg, ContainsSubstring("sans-serif"));
  CHECK(picture_widths(svg) == std::vector<int>{640});
  CHECK_THAT(svg, ContainsSubstring("width=\"88.9"));  // 3.5 inches in millimetres
}

TEST_CASE("a PDF figure carries fonts that map back to text, and its picture unchanged") {
  const test::TemporaryFolder folder;
  const fs::path path = folder.path() / "figure.pdf";
  save_figure(path, example());
  const std::string pdf = test::read_file(path);
  CHECK(pdf.starts_with("%PDF-"));
  CHECK_THAT(pdf, ContainsSubstring("/ToUnicode"));
  CHECK_THAT(pdf, ContainsSubstring("/FontFile"));
  CHECK_THAT(pdf, !ContainsSubstring("/DCTDecode"));  // JPEG would change it
  CHECK_THAT(pdf, ContainsSubstring("/MediaBox [0 0 252"));
}

TEST_CASE("an unknown format is refused with the known ones, and nothing is written") {
  const test::TemporaryFolder folder;
  for (const char* name : {"figure.gif", "figure", "figure.png.exe"}) {
    CHECK_THROWS_WITH(save_figure(folder.path() / name, example()),
                      ContainsSubstring(".png, .svg or .pdf") && ContainsSubstring(name));
  }
  CHECK(fs::is_empty(folder.path()));
}

TEST_CASE("a figure that cannot be written leaves what was there") {
  const test::TemporaryFolder folder;
  for (const char* name : {"figure.png", "figure.svg", "figure.pdf"}) {
    INFO(name);
    CHECK_THROWS_WITH(save_figure(folder.path() / "missing" / name, example()), ContainsSubstring(name));
    test::write_file(folder.path() / name, "before");
    FigureSpec wrong = example();
    wrong.panels[0].appearance.colour_map = "none";
    CHECK_THROWS_AS(save_figure(folder.path() / name, wrong), Error);
    CHECK(test::read_file(folder.path() / name) == "before");
  }
  CHECK(std::distance(fs::directory_iterator(folder.path()), fs::directory_iterator()) == 3);
}

TEST_CASE("a full disk keeps the old figure, in every format") {
  const test::TemporaryFolder folder;
  for (const char* name : {"figure.png", "figure.svg", "figure.pdf"}) {
    INFO(name);
    test::write_file(folder.path() / name, "before");
    rlimit usual{};
    getrlimit(RLIMIT_FSIZE, &usual);
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    const rlimit little{2000, usual.rlim_max};
    setrlimit(RLIMIT_FSIZE, &little);
    bool refused = false;
    try {
      save_figure(folder.path() / name, example());
    } catch (const Error& error) {
      refused = std::string(error.what()).find("cannot be written") != std::string::npos;
    }
    setrlimit(RLIMIT_FSIZE, &usual);
    std::signal(SIGXFSZ, handler);
    CHECK(refused);
    CHECK(test::read_file(folder.path() / name) == "before");
  }
  CHECK(std::distance(fs::directory_iterator(folder.path()), fs::directory_iterator()) == 3);
}

TEST_CASE("an SVG figure holds no character that XML has none of") {
  const test::TemporaryFolder folder;
  FigureSpec spec = example();
  spec.panels[0].title =
      "a \x01"
      "b \xEF\xBF\xBE"
      "c";
  spec.panels[0].words[0].text = "w\x1F";
  spec.caption[0].text = "m\x0B";
  save_figure(folder.path() / "figure.svg", spec);
  const std::string svg = test::read_file(folder.path() / "figure.svg");
  CHECK(std::none_of(svg.begin(), svg.end(), [](char byte) {
    return static_cast<unsigned char>(byte) < 0x20 && byte != '\n' && byte != '\t' && byte != '\r';
  }));
  CHECK_THAT(svg, !ContainsSubstring("\xEF\xBF\xBE"));
}

TEST_CASE("very tall and very wide pictures have figures") {
  const test::TemporaryFolder folder;
  for (const auto& [width, height] : {std::pair(60, 1600), {1600, 60}}) {
    FigureSpec spec = example();
    spec.panels[0].picture = std::make_shared<const Picture>(Picture(width, height));
    spec.panels[0].heat.area = {0, 0, static_cast<double>(width), static_cast<double>(height)};
    spec.panels[0].boxes.clear();
    spec.panels[0].masks.clear();
    spec.panels[0].seen.reset();
    CHECK_NOTHROW(save_figure(folder.path() / "figure.png", spec));
  }
}

TEST_CASE("resolutions that make no sense are refused") {
  const test::TemporaryFolder folder;
  FigureSpec spec = example();
  for (const double dpi : {0.0, 10.0, 1e9, std::nan("")}) {
    spec.dpi = dpi;
    CHECK_THROWS_WITH(save_figure(folder.path() / "figure.png", spec), ContainsSubstring("dpi"));
  }
  spec.dpi = 2000;
  spec.width = 100;
  CHECK_THROWS_WITH(save_figure(folder.path() / "figure.png", spec), ContainsSubstring("400 megapixels"));
}

TEST_CASE("a figure without a picture shows heat on white") {
  const test::TemporaryFolder folder;
  FigureSpec spec = example();
  spec.panels[0].picture = nullptr;
  spec.panels[0].boxes.clear();
  spec.panels[0].masks.clear();
  spec.panels[0].seen.reset();
  save_figure(folder.path() / "figure.png", spec);
  const QImage image(QString::fromStdString((folder.path() / "figure.png").string()));
  int red = 0;
  for (int x = 0; x < image.width(); ++x) {
    const QColor pixel = image.pixelColor(x, image.height() / 2);
    red += pixel.red() > 150 && pixel.green() < 120;
  }
  CHECK(red > image.width() / 10);
}
