// "What if this were not there?": patches, regions and words that are taken away by mouse and keyboard.
#include <ATen/ATen.h>

#include <QComboBox>
#include <QLabel>
#include <QListView>
#include <QPlainTextEdit>
#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/checkpoint/safetensors.h"
#include "core/evaluate/protocols/input_removal.h"
#include "core/evaluate/protocols/plain_scores.h"
#include "core/models/open/open_model.h"
#include "core/render/explained.h"
#include "tests/ui/explained.h"
#include "ui/figure/save_figure.h"
#include "ui/state/export.h"
#include "ui/state/session_file.h"
#include "ui/state/shown.h"
#include "ui/state/shown_figure.h"
#include "ui/views/picture/canvas.h"
#include "ui/views/picture/token_strip.h"

using namespace rex::ui::test;
using namespace rex::ui;
using rex::RemovedPart;
using rex::test::TemporaryFolder;

namespace {

Canvas& canvas_of(Explained& explained) { return *explained.find<Canvas>("canvas"); }

/// The patch or region at a point of the picture, in fractions.
int place_under(Explained& explained, double x, double y) {
  const Canvas& canvas = canvas_of(explained);
  const rex::Picture& picture = canvas.content().picture->picture();
  const QPointF point(x * static_cast<double>(picture.width), y * static_cast<double>(picture.height));
  const auto found = brushed_at(canvas.content().places, point, 1, canvas.content().places_in_grid);
  return found.empty() ? -1 : found.front();
}

void paint(Explained& explained, QPointF from, QPointF to, Qt::KeyboardModifiers modifiers = {}) {
  Canvas& canvas = canvas_of(explained);
  const QPoint start = explained.on_canvas(from.x(), from.y()), end = explained.on_canvas(to.x(), to.y());
  QTest::mousePress(&canvas, Qt::LeftButton, modifiers, start);
  QTest::mouseMove(&canvas, (start + end) / 2);
  QTest::mouseMove(&canvas, end);
  QTest::mouseRelease(&canvas, Qt::LeftButton, modifiers, end);
  explained.settle();
}

/// And until the bar above the picture has its room.
void turn_brush_on(Explained& explained) {
  explained.key(Qt::Key_R);
  explained.settle();
}

/// Until the last change is remembered as one of its own.
void wait_for_history() { QTest::qWait(500); }

const rex::Prediction& prediction_of_target(const Session& session) {
  const auto& all = session.answered()->predictions;
  const auto found = std::find_if(all.begin(), all.end(), [&](const rex::Prediction& prediction) {
    return prediction.target == session.explanation()->target;
  });
  REQUIRE(found != all.end());
  return *found;
}

}  // namespace

TEST_CASE("painted patches are taken away: the answer says before and after, and the map follows") {
  Explained explained("vit", "cat-and-dog");
  Session& session = explained.session();
  const auto whole = session.answered();
  const auto map = session.explanation();
  CHECK_FALSE(explained.find("brushBar")->isVisible());
  turn_brush_on(explained);
  CHECK(explained.find("brushBar")->isVisible());
  const QPoint centre = canvas_of(explained).to_widget({10, 10}).toPoint();
  paint(explained, {0.35, 0.5}, {0.5, 0.5});
  const RemovedPart removed = session.without();
  REQUIRE(removed.patches.size() >= 2);
  CHECK(std::is_sorted(removed.patches.begin(), removed.patches.end()));
  CHECK(canvas_of(explained).to_widget({10, 10}).toPoint() == centre);  // dragging moved no picture
  CHECK(session.explanation() != map);
  CHECK(session.explanation()->target == map->target);
  CHECK(session.answered()->question.without == removed);
  const rex::Prediction& now = prediction_of_target(session);
  CHECK(now.before == Approx(*map->probability).margin(1e-5));
  CHECK(session.explanation()->probability == now.probability);
  // The slow twin: the model itself on pixels that are filled by hand.
  const rex::OpenModel model = rex::open_model(model_folder("vit"));
  const rex::ModelInputs inputs = whole->input.tensors;
  const rex::evaluate::InputRemoval removal(
      *model.model, inputs, whole->domains,
      rex::evaluate::pixel_scale(model.preprocessor->settings(), inputs.at("pixel_values")),
      rex::evaluate::Replacement::mean, 1);
  const auto pass = model.model->forward(removal.without(rex::evaluate::Part::patches, removed.patches), {}, false);
  CHECK(*now.probability ==
        Approx(rex::evaluate::probability_of(pass.scores, map->target, rex::ProbabilityRule::softmax)).margin(1e-5));
  // The list says both, and what changed most comes first.
  auto* list = explained.find<QListView>("answerList");
  CHECK(list->model()->index(0, 0).data(Qt::UserRole + 1).toString().contains(QChar(0x2192)));
  CHECK_THAT(explained.find<QLabel>("brushText")->text().toStdString(),
             ContainsSubstring("patches") && ContainsSubstring("→"));
  const auto gone =
      std::count_if(canvas_of(explained).content().places.begin(), canvas_of(explained).content().places.end(),
                    [](const BrushPlace& place) { return place.gone; });
  CHECK(gone == static_cast<std::ptrdiff_t>(removed.patches.size()));
  explained.key(Qt::Key_R);
  CHECK(explained.find("brushBar")->isVisible());  // something is gone still
  explained.key(Qt::Key_R, Qt::ShiftModifier);
  explained.settle();
  CHECK(session.without().empty());
  CHECK_FALSE(explained.find("brushBar")->isVisible());
  CHECK(at::allclose(session.explanation()->relevancies.image, map->relevancies.image));
}

TEST_CASE("a stroke is undone and redone with the views, and begun on what is gone it puts back") {
  Explained explained("vit", "beach");
  Session& session = explained.session();
  wait_for_history();
  turn_brush_on(explained);
  paint(explained, {0.3, 0.3}, {0.3, 0.3});
  wait_for_history();
  const RemovedPart one = session.without();
  REQUIRE(one.patches == std::vector<std::int64_t>{place_under(explained, 0.3, 0.3)});
  paint(explained, {0.6, 0.6}, {0.7, 0.6});
  wait_for_history();
  const RemovedPart more = session.without();
  REQUIRE(more.patches.size() > 1);
  explained.key(Qt::Key_Z, Qt::ControlModifier);
  CHECK(session.without() == one);
  CHECK(session.answered()->question.without == one);
  explained.key(Qt::Key_Z, Qt::ControlModifier);
  CHECK(session.without().empty());
  explained.key(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
  explained.key(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
  CHECK(session.without() == more);
  paint(explained, {0.3, 0.3}, {0.3, 0.3});  // on what is gone
  CHECK(session.without().patches.size() == more.patches.size() - 1);
  paint(explained, {0.6, 0.6}, {0.7, 0.6}, Qt::ShiftModifier);
  CHECK(session.without().empty());
}

TEST_CASE("a box takes all patches in it away, keys take one, and the fill can be chosen") {
  Explained explained("vit", "beach");
  Session& session = explained.session();
  turn_brush_on(explained);
  paint(explained, {0.2, 0.2}, {0.6, 0.6}, Qt::ControlModifier);
  const std::size_t boxed = session.without().patches.size();
  CHECK(boxed >= 4);
  const auto before = session.explanation();
  auto* fill = explained.find<QComboBox>("brushFill");
  fill->setCurrentIndex(fill->findData("black"));
  Q_EMIT fill->activated(fill->currentIndex());
  explained.settle();
  CHECK(session.without().fill == "black");
  CHECK(session.without().patches.size() == boxed);
  CHECK(session.explanation() != before);
  explained.key(Qt::Key_R, Qt::ShiftModifier);
  explained.settle();
  Canvas& canvas = canvas_of(explained);
  canvas.setFocus();
  QTest::mouseMove(&canvas, QPoint(1, 1));
  const auto step = session.selection().step();
  QTest::keyClick(&canvas, Qt::Key_Right);
  QTest::keyClick(&canvas, Qt::Key_Space);
  explained.settle();
  CHECK(session.without().patches.size() == 1);
  CHECK(session.selection().step() == step);  // the arrow was the brush's, not the film's
  QTest::keyClick(&canvas, Qt::Key_Space);
  explained.settle();
  CHECK(session.without().empty());
}

TEST_CASE("words are struck by a click, regions by another, and both keep their numbers") {
  Explained explained("lxmert", "cat-and-dog", {"What is left of the dog?"});
  Session& session = explained.session();
  const auto whole = session.explanation();
  turn_brush_on(explained);
  auto* words = explained.find<TokenStrip>("tokenStrip");
  QTest::mouseClick(words, Qt::LeftButton, {}, words->word_rect(3).center());  // "left"
  explained.settle();
  REQUIRE(session.without().words == std::vector<std::int64_t>{3});
  const auto struck = session.explanation();
  REQUIRE(struck->relevancies.text.sizes() == whole->relevancies.text.sizes());
  CHECK(struck->relevancies.text[3].item<float>() == 0);
  CHECK(struck->relevancies.text[2].item<float>() != 0);
  CHECK(struck->relevancies.image.sizes() == whole->relevancies.image.sizes());
  const auto shown_words = rex::words_of(*session.answered(), *struck);
  CHECK(shown_words[3].struck);
  CHECK_FALSE(shown_words[2].struck);
  CHECK_THAT(explained.find<QLabel>("brushText")->text().toStdString(), ContainsSubstring("“left”"));
  // Special tokens stay.
  QTest::mouseClick(words, Qt::LeftButton, {}, words->word_rect(0).center());
  explained.settle();
  CHECK(session.without().words == std::vector<std::int64_t>{3});
  // A region too.
  const int region = place_under(explained, 0.5, 0.5);
  REQUIRE(region >= 0);
  paint(explained, {0.5, 0.5}, {0.5, 0.5});
  REQUIRE(session.without().regions == std::vector<std::int64_t>{region});
  CHECK(session.explanation()->relevancies.image[region].item<float>() == 0);
  CHECK(session.explanation()->relevancies.image.sizes() == whole->relevancies.image.sizes());
  // Every view goes on as before: heads, tokens, film.
  explained.key(Qt::Key_BracketRight);
  explained.key(Qt::Key_Left);
  explained.key(Qt::Key_Escape);
  session.selection().hold_token(token_of_word(*session.explanation(), 5));
  CHECK(explained.find<QLabel>("shownTitle")->isVisible());
  session.selection().clear();
  // Other words: what was struck was another's.
  session.set_texts({"Is there a cat?"});
  explained.settle();
  CHECK(session.without().words.empty());
  CHECK(session.without().regions == std::vector<std::int64_t>{region});
}

TEST_CASE("what is held goes with a key, and the marked fifth goes or stays alone") {
  Explained explained("vit", "beach");
  Session& session = explained.session();
  const auto cells = static_cast<std::size_t>(session.explanation()->relevancies.image.numel());
  session.selection().hold_token(token_of_place(*session.explanation(), 7));
  explained.key(Qt::Key_Delete);
  explained.settle();
  CHECK(session.without().patches == std::vector<std::int64_t>{7});
  CHECK(session.selection().token().has_value());  // held still: again puts it back
  explained.key(Qt::Key_Delete);
  explained.settle();
  CHECK(session.without().empty());
  session.selection().clear();
  turn_brush_on(explained);
  const std::vector<float> values = shown(*session.explanation(), session.selection(), session.head_values()).image;
  explained.click("takeMarked");
  explained.settle();
  const std::vector<std::int64_t> marked = session.without().patches;
  REQUIRE(marked.size() == cells / 5);
  float least_marked = 1e30F, most_left = -1e30F;
  for (std::size_t i = 0; i < cells; ++i) {
    const bool is_marked = std::binary_search(marked.begin(), marked.end(), static_cast<std::int64_t>(i));
    (is_marked ? least_marked : most_left) =
        is_marked ? std::min(least_marked, values[i]) : std::max(most_left, values[i]);
  }
  CHECK(least_marked >= most_left);
  explained.key(Qt::Key_R, Qt::ShiftModifier);
  explained.settle();
  explained.click("keepMarked");
  explained.settle();
  CHECK(session.without().patches.size() == cells - cells / 5);
  explained.click("keepBrushed");
  CHECK(session.pins().size() == 1);
}

TEST_CASE("sessions, figures and the copied command hold what was taken away") {
  for (const std::string family : {"vit", "lxmert"}) {
    INFO(family);
    Explained explained(family, "cat-and-dog", {"What is left of the dog?"});
    Session& session = explained.session();
    RemovedPart removed;
    if (family == "vit") {
      removed.patches = {3, 20, 21};
      removed.fill = "blur";
    } else {
      removed.words = {3};
      removed.regions = {0, 2};
    }
    session.set_without(removed);
    explained.settle();
    const TemporaryFolder folder;
    const auto file = folder.path() / "a.rexsession";
    write_session(saved_session(session), file);
    CHECK(nlohmann::json::parse(rex::test::read_file(file))["relevance_explorer_session"] == 3);
    const auto figure = figure_of(session, false, figure_options(session));
    std::string caption;
    for (const auto& line : figure.caption) caption += line.name + ": " + line.text + "\n";
    CHECK_THAT(caption, ContainsSubstring("Removed: ") && ContainsSubstring("→"));
    CHECK(figure.panels.back().removed.size() == (family == "vit" ? 3U : 2U));
    const std::string command = rex_command(session, false).toStdString();
    CHECK_THAT(command, ContainsSubstring("--without"));
    const auto tensors = folder.path() / "a.safetensors", json = folder.path() / "a.json";
    std::string words = command.substr(4);
    words.replace(words.find("figure.pdf"), 10, (folder.path() / "a.svg").string());
    const auto result = rex::test::run_rex(words + " --tensors " + tensors.string() + " --json " + json.string());
    INFO(command << '\n' << result.errors);
    REQUIRE(result.status == 0);
    CHECK_THAT(result.output, ContainsSubstring("before"));
    const at::Tensor theirs = rex::load_safetensors(tensors).at("relevance/generic/image").flatten();
    CHECK(at::allclose(session.explanation()->relevancies.image.flatten(), theirs, 1e-4, 1e-7));
    const auto document = nlohmann::json::parse(rex::test::read_file(json));
    CHECK(document["without"]["patches"] == nlohmann::json(removed.patches));
    CHECK(document["without"]["words"] == nlohmann::json(removed.words));
    CHECK(document["predictions"][0].contains("before"));
    CHECK_THAT(rex::test::read_file(folder.path() / "a.svg"), ContainsSubstring("Removed"));
    const auto before = session.explanation();
    session.set_without({});
    explained.settle();
    session.restore(read_session(file));
    explained.settle();
    CHECK(session.without() == removed);
    CHECK(at::allclose(session.explanation()->relevancies.image, before->relevancies.image));
  }
}

TEST_CASE("what is gone can be struck in every family, and detected objects keep their names") {
  for (const char* family : {"detr", "clip", "visual_bert", "vilt", "bert"}) {
    INFO(family);
    Explained explained(family, "lunch");
    Session& session = explained.session();
    const auto whole = session.explanation();
    const auto label = whole->target_label;
    RemovedPart removed;
    const rex::ModelKind& kind = session.model()->description;
    if (kind.sees_pixels()) removed.patches = {0, 5};
    if (kind.sees_regions()) removed.regions = {1};
    if (kind.reads_text()) removed.words = {2};
    removed.text = whole->target.text.value_or(0);
    session.set_without(removed);
    explained.settle();
    CHECK_FALSE(explained.banner_shown());
    REQUIRE(session.answered()->question.without == removed);
    CHECK(session.explanation()->target == whole->target);
    CHECK(session.explanation()->target_label == label);
    for (const auto& [now, before] : {std::pair(session.explanation()->relevancies.image, whole->relevancies.image),
                                      {session.explanation()->relevancies.text, whole->relevancies.text}}) {
      REQUIRE(now.defined() == before.defined());
      if (now.defined()) CHECK(now.sizes() == before.sizes());
    }
    CHECK(session.explanation()->steps.size() == whole->steps.size());
    for (std::size_t i = 0; i < whole->head_maps.size(); ++i) {
      CHECK(session.explanation()->head_maps[i].attention.sizes() == whole->head_maps[i].attention.sizes());
    }
    for (const rex::Prediction& prediction : session.answered()->predictions) CHECK(prediction.before.has_value());
    CHECK_NOTHROW(figure_image(session, false));
  }
}
