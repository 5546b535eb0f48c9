// rex-window-bench [--busy] [--large] [MODEL FOLDER]: how fast the window feels, measured in the real window. First
// window, first explanation, new target, new picture; then opacity, colour map, pan and zoom over a picture of 12
// megapixels; undo, the palette, walking by keys, a large grid of heads, a folder of 2,000 pictures; then the trust
// panels: curves, a click while they run, the brush. --busy: the model's part once more beside two processes that never
// rest. --large: how long Cancel takes on ViT-B/16 and ViT-L/16 at 384 pixels, with random weights.
#include <ATen/ATen.h>

#include <QApplication>
#include <QDialog>
#include <QDockWidget>
#include <QHeaderView>
#include <QImage>
#include <QListView>
#include <QMouseEvent>
#include <QProcess>
#include <QScrollBar>
#include <QSettings>
#include <QStandardPaths>
#include <QTableView>
#include <QTest>
#include <QToolButton>
#include <QWheelEvent>
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>
#include <nlohmann/json.hpp>
#include <thread>
#include <vector>

#include "core/base/process_start.h"
#include "core/base/threads.h"
#include "core/evaluate/protocols/faithfulness.h"
#include "core/models/open/find_models.h"
#include "tests/support/family_models.h"
#include "tests/support/model_folders.h"
#include "tests/support/paths.h"
#include "ui/items/head_model.h"
#include "ui/items/palette_model.h"
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

/// Sleeps a tenth of a millisecond between looks: waiting adds no more than that, and takes no core from the model.
void run_until(const std::function<bool()>& done) {
  const auto start = Clock::now();
  while (!done() && milliseconds_since(start) < patience) {
    QApplication::processEvents(QEventLoop::AllEvents);
    std::this_thread::sleep_for(std::chrono::microseconds(100));
  }
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

/// SLACK: how many times longer than wanted it may take.
void measure_model(MainWindow& window, double slack = 1) {
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
  report("new target", targets, slack * 50);
  report("new picture", pictures, slack * 100);
}

/// Two processes that take all that they can get.
class BusyMachine {
 public:
  BusyMachine() {
    for (QProcess& process : processes_) process.start("sh", {"-c", "while :; do :; done"});
    for (QProcess& process : processes_) process.waitForStarted();
  }
  ~BusyMachine() {
    for (QProcess& process : processes_) {
      process.kill();
      process.waitForFinished();
    }
  }
  BusyMachine(const BusyMachine&) = delete;
  BusyMachine& operator=(const BusyMachine&) = delete;

 private:
  QProcess processes_[2];
};

/// The grid of EXPLANATION's heads: until all that is in sight is drawn, then scrolling.
void measure_heads(MainWindow& window, const std::shared_ptr<const Explanation>& explanation) {
  auto* table = window.findChild<QTableView*>("headTable");
  auto* model = qobject_cast<HeadModel*>(table->model());
  for (QWidget* around = table; around; around = around->parentWidget()) {
    if (auto* dock = qobject_cast<QDockWidget*>(around)) dock->raise();  // of docks in tabs, one is painted
  }
  const int cell_before = table->horizontalHeader()->defaultSectionSize();
  QApplication::processEvents();
  model->set_explanation({});
  QApplication::processEvents();
  const auto start = Clock::now();
  model->set_explanation(explanation);
  table->horizontalHeader()->setDefaultSectionSize(60);
  table->verticalHeader()->setDefaultSectionSize(60);
  QApplication::sendPostedEvents();
  QApplication::processEvents();
  const double shown = milliseconds_since(start);
  const std::string name = "heads, " + std::to_string(explanation->head_maps.size()) + " x " +
                           std::to_string(explanation->head_maps.front().attention.size(0));
  report((name + ", shown").c_str(), {shown}, 100);
  QScrollBar* bar = table->verticalScrollBar();
  const int end = bar->maximum();
  if (end == 0 || !table->viewport()->isVisible()) std::printf("%s: nothing to scroll\n", name.c_str());
  report((name + ", scroll").c_str(), timed(20, [&](int i) { bar->setValue(end * (i % 12 + 1) / 13); }), 16);
  table->horizontalHeader()->setDefaultSectionSize(cell_before);
  table->verticalHeader()->setDefaultSectionSize(cell_before);
  model->set_explanation(window.session().explanation());
}

/// From Cancel to the window being idle, at several moments of a pass with CONFIG's sizes; then its grid of heads.
void measure_cancel(MainWindow& window, const fs::path& scratch, const char* config, std::int64_t image_size,
                    double wanted) {
  nlohmann::json json = nlohmann::json::parse(
      test::read_file(test::source_folder() / "tests/benchmark/configs" / (std::string(config) + ".json")));
  json["image_size"] = image_size;
  test::save_random_model(scratch / config, json);
  Session& session = window.session();
  session.open_model(scratch / config);
  run_until([&] { return !session.busy(); });
  std::vector<double> times;
  const char* methods[] = {"transformer_attribution", "lrp", "rollout", "generic", "partial_lrp", "gradcam"};
  for (int i = 0; i < 6; ++i) {
    session.set_picture(session.picture());  // asks the model anew
    session.set_method(methods[i]);
    const auto start = Clock::now();
    while (milliseconds_since(start) < 150 + 250 * i) QApplication::processEvents();
    if (!session.busy()) continue;  // was faster
    const auto cancel = Clock::now();
    session.cancel();
    run_until([&] { return !session.busy(); });
    times.push_back(milliseconds_since(cancel));
  }
  session.set_method("generic");
  run_until([&] { return session.explanation() && session.explanation()->method == "generic" && !session.busy(); });
  if (session.explanation()) measure_heads(window, session.explanation());
  fs::remove_all(scratch / config);
  if (!times.empty()) report((std::string("cancel, ") + config).c_str(), times, wanted);
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

/// Undo, the palette with 5,000 names, walking by arrows, the grid of heads and one of 24 x 16 heads.
void measure_keys(MainWindow& window) {
  constexpr int repeats = 20;
  Session& session = window.session();
  const auto& predictions = session.answered()->predictions;
  for (std::size_t i = 0; i < std::min<std::size_t>(predictions.size(), 6); ++i) {
    session.set_target(predictions[i].target);
    run_until([&] { return !session.busy(); });
    QTest::qWait(500);  // a moment, so that the view is one of its own
  }
  std::vector<double> undone;
  for (int i = 0; i < 4; ++i) {
    const auto start = Clock::now();
    window.actions().action("undo").trigger();
    QApplication::processEvents();
    undone.push_back(milliseconds_since(start));
  }
  report("undo", undone, 50);
  std::vector<double> opened;
  for (int i = 0; i < repeats; ++i) {
    const auto start = Clock::now();
    window.actions().action("palette").trigger();
    QApplication::processEvents();
    opened.push_back(milliseconds_since(start));
    window.findChild<QDialog*>("commandPalette")->close();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
  }
  report("palette opens", opened, 30);
  PaletteModel names;
  std::vector<PaletteEntry> entries;
  for (int i = 0; i < 5000; ++i) entries.push_back({QString("class number %1 of many").arg(i), "Answer", [] {}});
  names.set_entries(std::move(entries));
  const char* patterns[] = {"c", "cn", "cn1", "cn12", "many 7"};
  report("palette filters 5,000", timed(repeats, [&](int i) { names.set_pattern(patterns[i % 5]); }), 16);
  auto* canvas = window.findChild<Canvas*>("canvas");
  canvas->walk();
  report("arrow to the next patch",
         timed(repeats, [&](int i) { QTest::keyClick(canvas, i % 2 ? Qt::Key_Left : Qt::Key_Right); }), 16);
  canvas->stop_walking();
  // As large a grid as ViT-L has, of this model's tokens.
  auto large = std::make_shared<Explanation>(*session.explanation());
  HeadMaps maps = large->head_maps.front();
  std::vector<std::int64_t> all(maps.attention.sizes().begin(), maps.attention.sizes().end());
  all[0] = 16;
  maps.attention = at::rand(all);
  maps.weighted = at::rand(all);
  maps.gradient = at::Tensor();
  large->head_maps.assign(24, maps);
  for (int layer = 0; layer < 24; ++layer) large->head_maps[static_cast<std::size_t>(layer)].layer = layer;
  measure_heads(window, session.explanation());
  measure_heads(window, large);
}

/// A folder of 2,000 pictures of 12 megapixels in the gallery: until it is there, and the longest that the window does
/// not answer while small pictures come.
void measure_folder(MainWindow& window, const fs::path& scratch) {
  const fs::path folder = scratch / "holidays";
  fs::create_directories(folder);
  QImage large(4000, 3000, QImage::Format_RGB32);
  for (int y = 0; y < large.height(); ++y) {
    auto* line = reinterpret_cast<QRgb*>(large.scanLine(y));
    for (int x = 0; x < large.width(); ++x) line[x] = qRgb((x * 7 + y) & 255, (x * y >> 9) & 255, (y * 13) & 255);
  }
  large.save(QString::fromStdString((folder / "0.jpg").string()), "JPG");
  for (int i = 1; i < 2000; ++i) fs::create_hard_link(folder / "0.jpg", folder / (std::to_string(i) + ".jpg"));
  auto* gallery = window.findChild<QListView*>("gallery");
  const auto start = Clock::now();
  StartWith begin;
  begin.picture = folder;
  window.take(begin);
  run_until([&] { return gallery->model()->rowCount() == 2000; });
  QApplication::processEvents();
  report("folder of 2,000, opened", {milliseconds_since(start)}, 300);
  std::vector<double> turns;
  for (int i = 0; i < 200; ++i) {
    const auto turn = Clock::now();
    gallery->verticalScrollBar()->setValue(gallery->verticalScrollBar()->maximum() * (i % 20) / 20);
    QApplication::processEvents();
    turns.push_back(milliseconds_since(turn));
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  report("its small pictures, scrolling", turns, 16);
  window.findChild<QToolButton*>("closeFolder")->click();
  run_until([&] { return !window.session().busy(); });
}

/// The faithfulness curves (9 steps, 2 orders, raw attention, 5 random orders), a click while they run, and what a
/// stroke of the brush costs until the answer says before and after.
void measure_trust(MainWindow& window) {
  Session& session = window.session();
  session.open_picture(test::source_folder() / "resources/pictures/beach.jpg");
  run_until([&] { return session.picture_file().stem() == "beach" && session.explanation() && !session.busy(); });
  std::vector<double> brush, alone, first, whole, beside;
  const auto patches = session.explanation()->relevancies.image;
  const bool regions = session.model()->description.sees_regions();
  const std::int64_t places = patches.defined() ? patches.numel() : 0;
  for (std::int64_t i = 0; i < std::min<std::int64_t>(places, 8); ++i) {
    RemovedPart removed = session.without();
    (regions ? removed.regions : removed.patches).push_back(i);
    const auto start = Clock::now();
    session.set_without(removed);
    run_until([&] { return session.answered()->question.without == removed && !session.busy(); });
    QApplication::sendPostedEvents();
    QApplication::processEvents();
    brush.push_back(milliseconds_since(start));
  }
  session.set_without({});
  run_until([&] { return session.answered()->question.without.empty() && !session.busy(); });
  const auto& predictions = session.answered()->predictions;
  const auto click = [&](std::size_t index) {
    const Target target = predictions[index % std::min<std::size_t>(predictions.size(), 4)].target;
    const auto start = Clock::now();
    session.set_target(target);
    run_until([&] { return session.explanation()->target == target && !session.busy(); });
    return milliseconds_since(start);
  };
  for (std::size_t i = 1; i < 8; ++i) alone.push_back(click(i));
  auto* dock = window.findChild<QDockWidget*>("faithfulnessDock");
  dock->show();
  dock->raise();
  run_until([&] { return session.faithfulness() && session.faithfulness()->complete; });
  for (std::size_t i = 1; i < 8; ++i) {
    click(i);
    const auto start = Clock::now();
    run_until([&] { return session.faithfulness() != nullptr; });
    first.push_back(milliseconds_since(start));
    run_until([&] { return session.faithfulness() && session.faithfulness()->complete; });
    whole.push_back(milliseconds_since(start));
    click(i + 1);
    run_until([&] { return session.faithfulness() != nullptr; });
    beside.push_back(click(i + 2));  // while they run
  }
  if (!brush.empty()) report("brush, before and after", brush, 150);
  report("first point of the curves", first, 300);
  report("whole curves", whole, 3000);
  report("new target without curves", alone, 50);
  report("new target while curves run", beside, 50);
}

}  // namespace

int main(int argc, char** argv) {
  settle_libraries(argv);
  const auto start = Clock::now();
  const std::vector<std::string> words(argv + 1, argv + argc);
  const auto has = [&](const char* option) { return std::find(words.begin(), words.end(), option) != words.end(); };
  const auto folder = std::find_if(words.begin(), words.end(), [](const std::string& word) { return word[0] != '-'; });
  QStandardPaths::setTestModeEnabled(true);
  QApplication application(argc, argv);
  QApplication::setOrganizationName("relevance-explorer-bench");
  QApplication::setApplicationName("relevance-explorer-bench");
  QSettings().clear();
  choose_threads();
  apply_scheme(application, Scheme::light);
  const test::TemporaryFolder scratch;
  StartWith begin;
  begin.model = folder != words.end() ? fs::path(*folder) : a_model(scratch.path());
  MainWindow window(begin);
  window.show();
  QApplication::processEvents();
  report("first window", {milliseconds_since(start)}, 1000);
  run_until([&] { return window.session().explanation() != nullptr; });
  if (!window.session().explanation()) return 1;
  report("first explanation", {milliseconds_since(start)}, 400);
  run_until([&] { return !window.session().busy(); });
  std::printf("model %s\n", window.session().model()->description.name.c_str());
  measure_model(window);
  if (has("--busy")) {
    std::printf("beside two busy processes\n");
    const BusyMachine busy;
    measure_model(window, 3);
  }
  measure_trust(window);
  measure_drawing(window);
  measure_keys(window);
  measure_folder(window, scratch.path());
  if (has("--large")) {
    measure_cancel(window, scratch.path(), "vit-b16", 224, 200);
    measure_cancel(window, scratch.path(), "vit-l16", 384, 500);
  }
  return 0;
}
