// What a person takes away: figures, numbers, sessions, commands.
#include <ATen/ATen.h>

#include <QApplication>
#include <QClipboard>
#include <QDropEvent>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPointer>
#include <QPolygonF>
#include <QRegularExpression>
#include <QSettings>
#include <QTabBar>
#include <QTableView>
#include <QToolButton>
#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <sstream>

#include "core/base/error.h"
#include "core/checkpoint/npz.h"
#include "core/checkpoint/safetensors.h"
#include "tests/ui/explained.h"
#include "ui/state/export.h"
#include "ui/state/session_file.h"
#include "ui/state/shown.h"
#include "ui/state/shown_figure.h"
#include "ui/views/window/save_figure_dialog.h"

using namespace rex::ui::test;
using namespace rex::ui;
using rex::test::TemporaryFolder;

namespace {

/// Presses Save and waits until the figure is written or refused.
void accept(const QPointer<SaveFigureDialog>& dialog) {
  dialog->accept();
  REQUIRE(wait_for([&] { return !dialog || !dialog->isVisible() || dialog->can_save(); }));
}

bool is_open(const QPointer<SaveFigureDialog>& dialog) { return dialog && dialog->isVisible(); }

void save_figure_as(Explained& explained, const std::filesystem::path& path) {
  std::filesystem::remove(path);  // it would be asked about
  explained.key(Qt::Key_S);
  QPointer<SaveFigureDialog> dialog = explained.find<SaveFigureDialog>("saveFigureDialog");
  explained.find<QLineEdit>("figurePath")->setText(QString::fromStdString(path.string()));
  accept(dialog);
  QTest::qWait(10);
}

/// An SVG file without the pictures embedded in it and without the program's own font, in which nothing is written.
std::string without_pictures(std::string svg) {
  const std::string own = "font-family=\"" + QApplication::font().family().toStdString() + "\"";
  for (std::size_t at = svg.find(own); at != std::string::npos; at = svg.find(own)) {
    svg.erase(at, svg.find('>', at) - at);
  }
  for (std::size_t at = svg.find("href=\""); at != std::string::npos; at = svg.find("href=\"", at + 6)) {
    const std::size_t begin = at + 6;
    svg.erase(begin, svg.find('"', begin) - begin);
  }
  return svg;
}

/// The rectangle round the points of an SVG path's line.
QRectF path_bounds(const std::string& line) {
  QPolygonF points;
  const QRegularExpression point(QStringLiteral("[ML](-?[0-9.e-]+),(-?[0-9.e-]+)"));
  const QString text = QString::fromStdString(line);  // named: the matches point into it
  for (auto match = point.globalMatch(text); match.hasNext();) {
    const QRegularExpressionMatch found = match.next();
    points << QPointF(found.captured(1).toDouble(), found.captured(2).toDouble());
  }
  return points.boundingRect();
}

/// Whether two lines of an SVG file are the same but for the last digits of their numbers.
bool same_but_for_rounding(const std::string& a, const std::string& b) {
  const QRegularExpression number(QStringLiteral("-?[0-9]+\\.[0-9]+"));
  const auto numbers = [&](QString text) {
    std::vector<double> values;
    for (auto match = number.globalMatch(text); match.hasNext();) values.push_back(match.next().captured().toDouble());
    return std::make_pair(text.remove(number), values);
  };
  const auto [words, values] = numbers(QString::fromStdString(a));
  const auto [other_words, others] = numbers(QString::fromStdString(b));
  constexpr double rounding = 0.01;  // of figures that are some 4,000 units wide
  return words == other_words && std::equal(values.begin(), values.end(), others.begin(), others.end(),
                                            [](double x, double y) { return std::abs(x - y) < rounding; });
}

/// Whether two lines of an SVG file draw the same to the eye. A mask's outline runs between patches: the last digits of
/// relevancies, which two ways of computing them round differently, move it by thousandths of the figure.
bool draws_the_same(const std::string& a, const std::string& b) {
  if (same_but_for_rounding(a, b)) return true;
  if (a.rfind("<path", 0) != 0 || b.rfind("<path", 0) != 0) return false;
  constexpr double thousandths = 8;  // of figures that are some 4,000 units wide
  const QRectF one = path_bounds(a), other = path_bounds(b);
  return !one.isEmpty() && std::abs(one.left() - other.left()) < thousandths &&
         std::abs(one.right() - other.right()) < thousandths && std::abs(one.top() - other.top()) < thousandths &&
         std::abs(one.bottom() - other.bottom()) < thousandths;
}

/// The first line in which A and B differ, of both; empty where they are the same.
std::string first_difference(const std::string& a, const std::string& b) {
  std::istringstream theirs(a), ours(b);
  for (;;) {
    std::string their_line, our_line;
    const bool more = !std::getline(theirs, their_line).fail(), ours_too = !std::getline(ours, our_line).fail();
    if (!more && !ours_too) return {};
    if (!draws_the_same(their_line, our_line) || more != ours_too) return their_line + "\n" + our_line;
  }
}

/// Drops FILE on the window.
void drop(Explained& explained, const std::filesystem::path& file) {
  QMimeData data;
  data.setUrls({QUrl::fromLocalFile(QString::fromStdString(file.string()))});
  QDragEnterEvent enter(QPoint(400, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
  QApplication::sendEvent(explained.window.get(), &enter);
  QDropEvent event(QPointF(400, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
  QApplication::sendEvent(explained.window.get(), &event);
}

}  // namespace

TEST_CASE("figures are saved as PNG, SVG and PDF, and copied") {
  Explained explained("vit", "cat-and-dog");
  const TemporaryFolder folder;
  save_figure_as(explained, folder.path() / "a.png");
  const QImage image(QString::fromStdString((folder.path() / "a.png").string()));
  CHECK(image.width() > 600);
  CHECK(qRound(image.dotsPerMeterX() * 0.0254) == 300);
  save_figure_as(explained, folder.path() / "a.svg");
  const std::string svg = rex::test::read_file(folder.path() / "a.svg");
  CHECK_THAT(svg, ContainsSubstring("<text") && ContainsSubstring("weights"));
  save_figure_as(explained, folder.path() / "a.pdf");
  CHECK(rex::test::read_file(folder.path() / "a.pdf").starts_with("%PDF"));
  CHECK_FALSE(explained.banner_shown());
  CHECK_FALSE(figure_image(explained.session(), false).isNull());
}

TEST_CASE("a figure that cannot be written says so in its dialog, which keeps what was chosen") {
  Explained explained("vit", "cat-and-dog");
  const TemporaryFolder folder;
  const auto before = explained.session().explanation();
  explained.key(Qt::Key_S);
  QPointer<SaveFigureDialog> dialog = explained.find<SaveFigureDialog>("saveFigureDialog");
  auto* path = explained.find<QLineEdit>("figurePath");
  auto* problem = explained.find<QLabel>("figureProblem");
  for (const char* bad : {"/dev/full/figure.png", "/proc/no-such-folder/figure.svg", "/tmp/figure.gif"}) {
    path->setText(QString::fromLatin1(bad));
    CHECK_FALSE(problem->isVisible());
    accept(dialog);
    CHECK(is_open(dialog));
    CHECK(problem->isVisible());
    CHECK(path->text() == QLatin1String(bad));
  }
  path->setText(QString::fromStdString((folder.path() / "good").string()));
  accept(dialog);
  CHECK_FALSE(is_open(dialog));
  CHECK(std::filesystem::exists(folder.path() / "good.png"));
  CHECK(explained.session().explanation() == before);
}

TEST_CASE("a figure replaces no other without asking, and each gets a name of its own") {
  Explained explained("vit", "cat-and-dog");
  const TemporaryFolder folder;
  QSettings().setValue(QStringLiteral("figureFolder"), QString::fromStdString(folder.path().string()));
  const auto opened = [&] {
    QTest::qWait(10);  // the last one goes
    explained.key(Qt::Key_S);
    return QPointer<SaveFigureDialog>(explained.find<SaveFigureDialog>("saveFigureDialog"));
  };
  QPointer<SaveFigureDialog> dialog = opened();
  const std::filesystem::path first = dialog->path();
  CHECK_THAT(first.filename().string(), ContainsSubstring("cat-and-dog-") && ContainsSubstring("-generic.png"));
  accept(dialog);
  const std::string saved = rex::test::read_file(first);
  dialog = opened();
  CHECK(dialog->path() != first);
  explained.find<QLineEdit>("figurePath")->setText(QString::fromStdString(first.string()));
  explained.session().set_appearance({.opacity = 0.2});
  accept(dialog);
  CHECK(is_open(dialog));
  CHECK(rex::test::read_file(first) == saved);
  accept(dialog);
  CHECK_FALSE(is_open(dialog));
  CHECK(rex::test::read_file(first) != saved);
  QSettings().remove(QStringLiteral("figureFolder"));
}

TEST_CASE("the figure shows what is selected") {
  Explained explained("vit", "cat-and-dog");
  Session& session = explained.session();
  const auto whole = figure_of(session, false, figure_options(session)).panels.back().heat.values();
  explained.key(Qt::Key_BracketRight);
  const auto figure = figure_of(session, false, figure_options(session));
  CHECK(figure.panels.back().heat.values() != whole);
  CHECK_THAT(figure.panels.back().title, ContainsSubstring("head 1"));
}

TEST_CASE("numbers are exported in four formats") {
  Explained explained("vit", "cat-and-dog");
  const Session& session = explained.session();
  const TemporaryFolder folder;
  const auto& relevancies = session.explanation()->relevancies.image;
  for (const char* name : {"a.safetensors", "a.npz", "a.csv", "a.json"})
    export_numbers(*session.answered(), *session.explanation(), folder.path() / name);
  const auto tensors = rex::load_safetensors(folder.path() / "a.safetensors");
  CHECK(tensors.at("relevance/generic/image").flatten().equal(relevancies.flatten()));
  CHECK_THAT(rex::test::read_file(folder.path() / "a.csv"), ContainsSubstring("generic"));
  CHECK(nlohmann::json::parse(rex::test::read_file(folder.path() / "a.json")).is_object());
  CHECK(rex::test::read_file(folder.path() / "a.npz").starts_with("PK"));
  CHECK_THROWS_AS(export_numbers(*session.answered(), *session.explanation(), folder.path() / "a.xls"), rex::Error);
}

TEST_CASE("a session brings back model, words, target, method, layers and appearance") {
  const TemporaryFolder folder;
  const auto file = folder.path() / "a.rexsession";
  rex::Target target, other;
  {
    Explained explained("lxmert", "lunch", {"Is there an apple?"});
    Session& session = explained.session();
    session.set_method("rollout");
    session.set_target(session.answered()->predictions[3].target);
    rex::Appearance appearance = session.appearance();
    appearance.colour_map = "magma";
    appearance.top = true;
    appearance.threshold = 0.25;
    session.set_appearance(appearance);
    other = session.answered()->predictions[1].target;
    session.set_compare_targets({other});
    explained.settle();
    target = session.explanation()->target;
    write_session(saved_session(session), file);
  }
  Explained explained("vit", "beach");
  Session& session = explained.session();
  drop(explained, file);
  REQUIRE(wait_for([&] { return session.explanation() && session.explanation()->method == "rollout"; }));
  explained.settle();
  CHECK(session.explanation()->target == target);
  REQUIRE(session.asked().compare_targets.size() == 1);
  CHECK(session.asked().compare_targets[0] == other);
  CHECK(session.compared().size() == 2);
  CHECK(session.texts() == QStringList("Is there an apple?"));
  CHECK(session.appearance().colour_map == "magma");
  CHECK(session.appearance().top);
  CHECK(session.picture_file() == scene("lunch"));
}

TEST_CASE("a session is read and written beside the window, which goes on meanwhile") {
  Explained explained("vit", "beach");
  Session& session = explained.session();
  const TemporaryFolder folder;
  const auto file = folder.path() / "a.rexsession";
  answer_file_dialog(file);
  explained.key(Qt::Key_S, Qt::ControlModifier);
  REQUIRE(wait_for([&] { return std::filesystem::exists(file); }));
  explained.settle();
  session.open_picture(scene("lunch"));
  explained.settle();
  const auto shown = session.explanation();
  explained.activate();  // from here to the key no event is waited for, so that nothing can have been read
  drop(explained, file);
  CHECK(session.explanation() == shown);  // what is open stays until the session is read
  CHECK(session.picture_file() == scene("lunch"));
  explained.key(Qt::Key_H);  // and takes keys
  CHECK_FALSE(session.appearance().heat);
  REQUIRE(wait_for([&] { return session.picture_file() == scene("beach"); }));
  explained.settle();
  CHECK(session.appearance().heat);
  // The picture that is opened last wins over a session that is still being read.
  drop(explained, file);
  drop(explained, scene("desk"));
  explained.settle();
  QTest::qWait(100);
  CHECK(session.picture_file() == scene("desk"));
}

TEST_CASE("a session brings back what was selected") {
  const TemporaryFolder folder;
  const auto file = folder.path() / "a.rexsession";
  Explained explained("detr", "traffic");
  Session& session = explained.session();
  const auto comes_back = [&] {
    const auto part = session.selection().held_part(session.head_values());
    const QueryVisibility visibility = session.selection().visibility();
    write_session(saved_session(session), file);
    session.selection().clear();
    session.selection().set_visibility({});
    drop(explained, file);
    REQUIRE(wait_for([&] { return session.selection().held_part(session.head_values()) == part; }));
    explained.settle();
    CHECK(session.selection().held_part(session.head_values()) == part);
    CHECK(session.selection().visibility().hidden == visibility.hidden);
    CHECK(session.selection().visibility().solo == visibility.solo);
  };
  session.selection().set_step(1);
  session.selection().toggle_visible(2);
  session.selection().toggle_solo(3);
  comes_back();
  session.selection().clear();
  session.selection().hold_token(token_of_place(*session.explanation(), 5));
  comes_back();
  session.set_head_values(rex::HeadValues::attention);
  session.selection().hold_head(rex::parse_head("decoder.self:mean:1", *session.explanation()));
  comes_back();
  const auto* stacks = explained.find<QTabBar>("headStacks");
  CHECK(stacks->tabData(stacks->currentIndex()).toString() == QLatin1String("decoder.self"));
  CHECK_FALSE(explained.find<QToolButton>("weightedHeads")->isChecked());
  CHECK(explained.find<QTableView>("headTable")->currentIndex().isValid());
}

TEST_CASE("a broken session says what is wrong and changes nothing") {
  Explained explained("vit", "beach");
  Session& session = explained.session();
  const TemporaryFolder folder;
  const auto file = folder.path() / "a.rexsession";
  write_session(saved_session(session), file);
  const auto before = session.explanation();
  auto json = nlohmann::json::parse(rex::test::read_file(file));
  const auto refuses = [&](const std::string& bytes, const char* what) {
    rex::test::write_file(file, bytes);
    INFO(what);
    drop(explained, file);
    REQUIRE(wait_for([&] { return explained.banner_shown(); }));
    CHECK(session.explanation() == before);
    CHECK(session.picture_file() == scene("beach"));
    CHECK_FALSE(session.busy());
    explained.key(Qt::Key_Escape);
    REQUIRE_FALSE(explained.banner_shown());
  };
  refuses("{", "not JSON");
  refuses("[1, 2]", "another JSON");
  auto changed = json;
  changed["picture"] = "/nowhere/gone.png";
  refuses(changed.dump(), "a picture that is gone");
  changed = json;
  changed["picture"] = "/dev/zero";
  refuses(changed.dump(), "a picture that is a device");
  changed = json;
  changed["selection"] = {{"step", "two"}};
  refuses(changed.dump(), "a selection of another type");
  changed = json;
  changed["model"] = "/nowhere/model";
  changed["model_name"] = "nobody's";
  refuses(changed.dump(), "a model that is gone");
  changed = json;
  changed["method"] = "magic";
  refuses(changed.dump(), "an unknown method");
  changed = json;
  changed["layers"] = "all";
  refuses(changed.dump(), "layers of another type");
}

TEST_CASE("the copied command shows what is selected, as the window's figure does") {
  Explained explained("detr", "traffic");
  Session& session = explained.session();
  const auto& explanation = *session.explanation();
  const TemporaryFolder folder;
  const auto agrees = [&](const char* what) {
    INFO(what);
    std::string command = rex_command(session, false).toStdString();
    const auto tensors = folder.path() / "a.safetensors", figure = folder.path() / "a.svg";
    command.replace(command.find("figure.pdf"), 10, figure.string());
    const auto result = rex::test::run_rex(command.substr(4) + " --tensors " + tensors.string());
    INFO(command << '\n' << result.errors);
    REQUIRE(result.status == 0);
    const at::Tensor theirs = rex::load_safetensors(tensors).at("relevance/generic/image").flatten();
    const auto panel = figure_of(session, false, figure_options(session)).panels.back();
    const at::Tensor ours = at::tensor(panel.heat.values());
    CHECK(at::allclose(ours, theirs, 1e-4, 1e-7));
    save_figure_as(explained, folder.path() / "b.svg");
    // Embedded pictures may differ in rounding; texts, boxes, masks and lines are drawn the same.
    CHECK(first_difference(without_pictures(rex::test::read_file(figure)),
                           without_pictures(rex::test::read_file(folder.path() / "b.svg"))) == "");
  };
  agrees("the whole");
  explained.key(Qt::Key_G);
  session.selection().set_step(1);
  agrees("a step, with the grid");
  session.selection().clear();
  explained.click("allQueries");
  explained.settle();
  session.selection().toggle_visible(static_cast<int>(session.answered()->predictions[1].target.query.value()));
  agrees("all masks but a hidden one");
  session.selection().hold_token(token_of_place(explanation, 37));
  agrees("a patch");
  session.selection().clear();
  session.selection().hold_head(rex::HeadPlace{static_cast<int>(explanation.head_maps.size()) - 1, 2, false});
  agrees("a head");
  session.set_head_values(rex::HeadValues::attention);
  session.selection().hold_head(rex::HeadPlace{static_cast<int>(explanation.head_maps.size()) - 1, -1, true});
  agrees("the mean of the layers and heads, raw");
  explained.key(Qt::Key_H);
  explained.key(Qt::Key_B);
  agrees("without heat and boxes");
}

TEST_CASE("the copied command gives the numbers and the figure of the window") {
  Explained explained("vit", "cat-and-dog");
  Session& session = explained.session();
  session.set_target(session.answered()->predictions[1].target);
  session.set_layers({1, -1});
  rex::Appearance appearance = session.appearance();
  appearance.colour_map = "viridis";
  appearance.threshold = 0.2;
  session.set_appearance(appearance);
  for (const char* method : {"generic", "partial_lrp"}) {
    session.set_method(method);
    explained.settle();
    explained.key(Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    std::string command = QApplication::clipboard()->text().toStdString();
    REQUIRE(command.starts_with("rex explain "));
    const TemporaryFolder folder;
    const auto tensors = folder.path() / "a.safetensors", figure = folder.path() / "a.svg";
    command.replace(command.find("figure.pdf"), 10, figure.string());
    const auto result = rex::test::run_rex(command.substr(4) + " --tensors " + tensors.string());
    INFO(command << '\n' << result.errors);
    REQUIRE(result.status == 0);
    const at::Tensor theirs =
        rex::load_safetensors(tensors).at(std::string("relevance/") + method + "/image").flatten();
    const at::Tensor ours = session.explanation()->relevancies.image.flatten();
    constexpr double rows_by_matrix_or_vector = 1e-5;  // whole matrices are folded in another order
    CHECK(at::allclose(ours, theirs, rows_by_matrix_or_vector, 1e-9));
    CHECK_THAT(rex::test::read_file(figure), ContainsSubstring("shown from 20 % of it on"));
  }
}
