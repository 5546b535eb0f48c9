// rex-window-bench [MODEL FOLDER]: how fast the window feels, measured in the real window. First window, first
// explanation, new target, new picture; then opacity, colour map, pan and zoom over a picture of 12 megapixels.
#include <QApplication>
#include <QMouseEvent>
#include <QSettings>
#include <QStandardPaths>
#include <QTest>
#include <QWheelEvent>
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>
#include <thread>
#include <vector>

#include "core/base/threads.h"
#include "core/models/open/find_models.h"
#include "tests/support/family_models.h"
#include "tests/support/paths.h"
#include "ui/state/session.h"
#include "ui/views/picture/canvas.h"
#include "ui/views/window/main_window.h"

using namespace rex;
using namespace rex::ui;
namespace fs = std::filesystem;

namespace {

using Clock = std::chrono::steady_clock;
constexpr int patience = 120000;  // milliseconds

double milliseconds_since(Clock::time_point start) {
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values.empty() ? 0 : values[values.size() / 2];
}

void report(const char* what, const std::vector<double>& values, double wanted) {
  const double middle = median(values);
  std::printf("%-34s %8.1f ms   (wanted %6.0f ms: %s, worst %.1f)\n", what, middle, wanted,
              middle <= wanted ? "ok" : "MISSED", *std::max_element(values.begin(), values.end()));
  std::fflush(stdout);
}

/// Spins the event loop without sleeping, so that waiting adds nothing.
void run_until(const std::function<bool()>& done) {
  const auto start = Clock::now();
  while (!done() && milliseconds_since(start) < patience) QApplication::processEvents(QEventLoop::AllEvents);
}

/// The time of CHANGE and of everything that it makes the window paint.
std::vector<double> timed(int repeats, const std::function<void(int)>& change) {
  std::vector<double> times;
  for (int i = 0; i < repeats; ++i) {
    const auto start = Clock::now();
    change(i);
    QApplication::sendPostedEvents();
    QApplication::processEvents();
    times.push_back(milliseconds_since(start));
  }
  return times;
}

fs::path a_model(const fs::path& scratch) {
  for (const FoundModel& model : find_models()) {
    if (model.demo && model.name == "demo-detr") return model.folder;
  }
  for (const FoundModel& model : find_models()) {
    if (model.problem.empty() && (model.family == "vit" || model.family == "detr")) return model.folder;
  }
  return test::save_family_model(scratch, "vit");
}

void measure_model(MainWindow& window) {
  Session& session = window.session();
  const auto& predictions = session.answered()->predictions;
  std::vector<double> targets, pictures;
  for (std::size_t i = 1; i < std::min<std::size_t>(predictions.size(), 9); ++i) {
    const auto start = Clock::now();
    const auto before = session.explanation();
    session.set_target(predictions[i].target);
    run_until([&] { return session.explanation() != before && !session.busy(); });
    targets.push_back(milliseconds_since(start));
  }
  for (const char* name : {"sky", "beach", "lunch", "desk", "street"}) {
    const auto start = Clock::now();
    const auto before = session.answered();
    session.open_picture(test::source_folder() / "resources/pictures" / (std::string(name) + ".jpg"));
    run_until([&] { return session.answered() != before && session.explanation() && !session.busy(); });
    pictures.push_back(milliseconds_since(start));
  }
  report("new target", targets, 100);
  report("new picture", pictures, 500);
}

void measure_drawing(MainWindow& window) {
  constexpr int repeats = 60;
  constexpr double frame = 16;
  auto large = std::make_shared<Picture>(4000, 3000);
  for (std::int64_t y = 0; y < large->height; ++y) {
    for (std::int64_t x = 0; x < large->width * 3; ++x)
      large->row(y)[x] = static_cast<std::uint8_t>((x * 7 + y * 13 + (x * y >> 9)) & 255);
  }
  Session& session = window.session();
  const auto before = session.answered();
  session.set_picture(large);
  run_until([&] { return session.answered() != before && session.explanation() && !session.busy(); });
  QTest::qWait(300);
  auto* canvas = window.findChild<Canvas*>("canvas");
  std::printf("canvas %d x %d, picture 4000 x 3000\n", canvas->width(), canvas->height());
  const char* maps[] = {"viridis", "magma", "heat", "turbo"};
  report("opacity",
         timed(repeats,
               [&](int i) {
                 Appearance appearance = session.appearance();
                 appearance.opacity = 0.2 + 0.01 * (i % 60);
                 session.set_appearance(appearance);
               }),
         frame);
  report("threshold",
         timed(repeats,
               [&](int i) {
                 Appearance appearance = session.appearance();
                 appearance.threshold = 0.01 * (i % 60);
                 session.set_appearance(appearance);
               }),
         frame);
  report("colour map",
         timed(repeats,
               [&](int i) {
                 Appearance appearance = session.appearance();
                 appearance.colour_map = maps[i % 4];
                 session.set_appearance(appearance);
               }),
         frame);
  canvas->zoom_to(0.5);
  QApplication::processEvents();
  QTest::mousePress(canvas, Qt::LeftButton, {}, QPoint(300, 200));
  report("pan", timed(repeats, [&](int i) { QTest::mouseMove(canvas, QPoint(300 + 3 * (i % 40), 200 + i % 17)); }),
         frame);
  QTest::mouseRelease(canvas, Qt::LeftButton, {}, QPoint(320, 210));
  report("zoom",
         timed(repeats,
               [&](int i) {
                 const QPointF at(400, 250);
                 QWheelEvent wheel(at, canvas->mapToGlobal(at), QPoint(), QPoint(0, i % 20 < 10 ? 60 : -60),
                                   Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
                 QApplication::sendEvent(canvas, &wheel);
               }),
         frame);
  report("layer step", timed(repeats, [&](int i) { session.selection().set_step(i % 2); }), frame);
}

}  // namespace

int main(int argc, char** argv) {
  const auto start = Clock::now();
  QStandardPaths::setTestModeEnabled(true);
  QApplication application(argc, argv);
  QApplication::setOrganizationName("relevance-explorer-bench");
  QApplication::setApplicationName("relevance-explorer-bench");
  QSettings().clear();
  choose_threads();
  apply_scheme(application, Scheme::light);
  const test::TemporaryFolder scratch;
  StartWith begin;
  begin.model = argc > 1 ? fs::path(argv[1]) : a_model(scratch.path());
  MainWindow window(begin);
  window.show();
  QApplication::processEvents();
  report("first window", {milliseconds_since(start)}, 1000);
  run_until([&] { return window.session().explanation() != nullptr; });
  if (!window.session().explanation()) return 1;
  report("first explanation", {milliseconds_since(start)}, 2000);
  run_until([&] { return !window.session().busy(); });
  std::printf("model %s\n", window.session().model()->description.name.c_str());
  measure_model(window);
  measure_drawing(window);
  return 0;
}
