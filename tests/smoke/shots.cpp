// rex-shots FOLDER [NAME…]: drives the real window with mouse and keyboard and writes a picture of every view and state
// to FOLDER; with names, only those whose name begins with one of them. See shots.sh.
#include <QApplication>
#include <QDialog>
#include <QDockWidget>
#include <QHeaderView>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QScreen>
#include <QSettings>
#include <QStandardPaths>
#include <QTabBar>
#include <QTabWidget>
#include <QTableView>
#include <QTest>
#include <QToolButton>
#include <algorithm>
#include <iostream>
#include <map>

#include "core/base/threads.h"
#include "core/evaluate/protocols/faithfulness.h"
#include "core/evaluate/protocols/sanity.h"
#include "core/models/open/find_models.h"
#include "tests/support/family_models.h"
#include "tests/support/hub_server.h"
#include "tests/support/model_folders.h"
#include "tests/support/paths.h"
#include "ui/state/figure_profiles.h"
#include "ui/state/language.h"
#include "ui/state/session.h"
#include "ui/theme/theme.h"
#include "ui/views/library/library_dialog.h"
#include "ui/views/panels/prediction_delegate.h"
#include "ui/views/picture/canvas.h"
#include "ui/views/picture/token_strip.h"
#include "ui/views/widgets/action_registry.h"
#include "ui/views/window/main_window.h"

using namespace rex;
using namespace rex::ui;
namespace fs = std::filesystem;

namespace {

constexpr int patience = 60000;  // milliseconds

/// Takes the pictures, one window for each.
class Photographer {
 public:
  Photographer(fs::path folder, QStringList names) : folder_(std::move(folder)), names_(std::move(names)) {
    fs::create_directories(folder_);
    for (const FoundModel& model : find_models()) {
      if (model.problem.empty()) models_.emplace(model.family, model.folder);
    }
    // What is not there yet is stood in for by random weights.
    for (const std::string& family : test::families()) {
      if (!models_.contains(family)) models_.emplace(family, test::save_family_model(random_.path(), family));
    }
    models_.emplace("deit", models_["vit"]);
  }

  bool wants(const QString& name) const {
    return names_.isEmpty() ||
           std::any_of(names_.begin(), names_.end(), [&](const QString& wanted) { return name.startsWith(wanted); });
  }

  fs::path model(const std::string& family) const { return models_.at(family); }
  static fs::path scene(const std::string& name) {
    return test::source_folder() / "resources/pictures" / (name + ".jpg");
  }
  const fs::path& scratch() const { return random_.path(); }

  /// Opens the window; DRIVE brings it into the state that is wanted.
  template <class Drive>
  void take(const QString& name, const StartWith& start, Drive drive, QSize size = {1440, 900},
            Scheme scheme = Scheme::light) {
    if (!wants(name)) return;
    QSettings().clear();
    apply_scheme(*static_cast<QApplication*>(QApplication::instance()), scheme);
    MainWindow window(start);
    window.move(0, 0);
    window.resize(size);
    window.show();
    window.activateWindow();
    settle(window);
    drive(window);
    settle(window);
    const QPixmap screen = QApplication::primaryScreen()->grabWindow(0, 0, 0, size.width(), size.height());
    const fs::path file = folder_ / (name.toStdString() + ".png");
    screen.save(QString::fromStdString(file.string()));
    std::cout << file.string() << std::endl;
    for (QWidget* popup : QApplication::topLevelWidgets()) {
      if (popup != &window) popup->close();
    }
  }

  /// Until nothing runs and nothing moves.
  static void settle(MainWindow& window) {
    QTest::qWait(150);
    if (!QTest::qWaitFor([&] { return !window.session().busy(); }, patience)) std::cerr << "it still runs\n";
    QTest::qWait(350);
  }

 private:
  fs::path folder_;
  QStringList names_;
  test::TemporaryFolder random_;
  std::map<std::string, fs::path> models_;
};

void click(QWidget& window, const char* button) {
  QTest::mouseClick(window.findChild<QToolButton*>(button), Qt::LeftButton);
}

void pop_up(QWidget& window, const char* name) {
  auto* button = window.findChild<QToolButton*>(name);
  button->menu()->popup(button->mapToGlobal(QPoint(0, button->height())));
}

void key(QWidget& window, int key, Qt::KeyboardModifiers modifiers = {}) {
  QTest::keyClick(&window, static_cast<Qt::Key>(key), modifiers);
}

/// Moves the pointer to a point of the canvas given in shares of the picture; clicks where wanted.
void point_at(MainWindow& window, double x, double y, bool press) {
  auto* canvas = window.findChild<Canvas*>("canvas");
  const Picture& picture = canvas->content().picture->picture();
  const QPoint place =
      canvas->to_widget({x * static_cast<double>(picture.width), y * static_cast<double>(picture.height)}).toPoint();
  QTest::mouseMove(canvas, place);
  if (press) QTest::mouseClick(canvas, Qt::LeftButton, {}, place);
}

void families(Photographer& photographer) {
  const auto nothing = [](MainWindow&) {};
  photographer.take("readme", {photographer.model("detr"), Photographer::scene("traffic"), {}, {}}, nothing);
  photographer.take("family-detr", {photographer.model("detr"), Photographer::scene("traffic"), {}, {}}, nothing);
  photographer.take("family-vit", {photographer.model("vit"), Photographer::scene("balloons"), {}, {}}, nothing);
  photographer.take("family-clip", {photographer.model("clip"), Photographer::scene("cat-and-dog"), {}, {}}, nothing);
  photographer.take("family-visualbert", {photographer.model("visual_bert"), Photographer::scene("lunch"), {}, {}},
                    nothing);
  photographer.take("family-lxmert", {photographer.model("lxmert"), Photographer::scene("lunch"), {}, {}}, nothing);
  photographer.take("family-vilt", {photographer.model("vilt"), Photographer::scene("lunch"), {}, {}}, nothing);
  photographer.take("family-bert", {photographer.model("bert"), {}, {}, {}}, nothing);
  // Families without a demo model: small ones with weights of the golden cases, whose answers mean nothing.
  const fs::path cases = test::source_folder() / "tests/golden";
  photographer.take("family-blip", {cases / "blip-1", Photographer::scene("lunch"), {"two apples and a banana"}, {}},
                    nothing);
  for (const char* name : {"dinov2-registers", "dinov3"}) {
    photographer.take(QStringLiteral("family-") + name,
                      {cases / (std::string(name) + "-1"), Photographer::scene("lunch"), {}, {}}, nothing);
  }
  for (const char* name : {"distilbert", "electra", "modernbert", "roberta"}) {
    photographer.take(QStringLiteral("family-") + name,
                      {cases / (std::string(name) + "-1"), {}, {"The plot is silly, but the music is moving."}, {}},
                      nothing);
  }
}

void views(Photographer& photographer) {
  const StartWith vit{photographer.model("vit"), Photographer::scene("cat-and-dog"), {}, {}};
  const StartWith detr{photographer.model("detr"), Photographer::scene("traffic"), {}, {}};
  const StartWith lxmert{photographer.model("lxmert"), Photographer::scene("cat-and-dog"), {}, {}};
  photographer.take("compare-two-targets", vit, [](MainWindow& window) {
    key(window, Qt::Key_P);
    key(window, Qt::Key_Down);
    Photographer::settle(window);
    key(window, Qt::Key_P);
    key(window, Qt::Key_C);
  });
  photographer.take("compare-six", vit, [](MainWindow& window) {
    window.session().set_compare_methods(
        {"raw_attention", "rollout", "gradcam", "transformer_attribution", "partial_lrp"});
    key(window, Qt::Key_C);
  });
  photographer.take("compare-empty", vit, [](MainWindow& window) { key(window, Qt::Key_C); });
  photographer.take("layers-step", vit, [](MainWindow& window) {
    key(window, Qt::Key_Left);
    key(window, Qt::Key_Left);
  });
  photographer.take("layers-start", vit, [](MainWindow& window) { window.session().set_layers({2, -1}); });
  photographer.take("heads-held", vit, [](MainWindow& window) { key(window, Qt::Key_BracketRight); });
  photographer.take("heads-lxmert", lxmert, [](MainWindow& window) { key(window, Qt::Key_BracketRight); });
  photographer.take("patch-held", vit, [](MainWindow& window) { point_at(window, 0.3, 0.6, true); });
  photographer.take("patch-hovered", vit, [](MainWindow& window) { point_at(window, 0.7, 0.5, false); });
  const auto two_held = [](MainWindow& window) {
    point_at(window, 0.3, 0.6, true);
    auto* canvas = window.findChild<Canvas*>("canvas");
    const Picture& picture = canvas->content().picture->picture();
    QTest::mouseClick(
        canvas, Qt::LeftButton, Qt::ControlModifier,
        canvas->to_widget({0.7 * static_cast<double>(picture.width), 0.5 * static_cast<double>(picture.height)})
            .toPoint());
    QTest::mouseMove(canvas, QPoint(2, 2));  // what rests on a patch previews it
  };
  photographer.take("patches-held", vit, two_held);
  const auto scale = [](MainWindow& window) {
    Appearance appearance = window.session().appearance();
    appearance.gamma = 0.5;
    appearance.scale_ends = ScaleEnds{0, 0.01F};
    window.session().set_appearance(appearance);
    window.actions().action("editScale").trigger();
  };
  photographer.take("scale", vit, scale);
  photographer.take("dark-scale", vit, scale, {1024, 700}, Scheme::dark);
  const auto matrix = [](MainWindow& window) {
    auto* dock = window.findChild<QDockWidget*>("wordMatrixDock");
    dock->show();
    dock->raise();
  };
  photographer.take("matrix-lxmert", lxmert, matrix);
  photographer.take("dark-matrix", lxmert, matrix, {1024, 700}, Scheme::dark);
  photographer.take("word-held", lxmert, [](MainWindow& window) {
    auto* words = window.findChild<TokenStrip*>("tokenStrip");
    QTest::mouseClick(words, Qt::LeftButton, {}, words->word_rect(2).center());
  });
  photographer.take("detr-all-queries", detr, [](MainWindow& window) { click(window, "allQueries"); });
  photographer.take("detr-hover", detr, [](MainWindow& window) { point_at(window, 0.4, 0.6, false); });
  const auto hide_two = [](MainWindow& window) {
    click(window, "allQueries");
    Photographer::settle(window);
    auto* list = window.findChild<QListView*>("answerList");
    for (const int row : {1, 2}) {
      QTest::mouseClick(list->viewport(), Qt::LeftButton, {},
                        PredictionDelegate::eye_rect(list->visualRect(list->model()->index(row, 0))).center());
    }
  };
  photographer.take("detr-hidden", detr, hide_two);
  photographer.take("dark-detr-hidden", detr, hide_two, {1024, 700}, Scheme::dark);
  photographer.take("detr-solo", detr, [](MainWindow& window) { key(window, Qt::Key_V, Qt::ShiftModifier); });
  const auto one_stack = [](MainWindow& window) { window.findChild<QTabBar*>("filmStacks")->setCurrentIndex(2); };
  photographer.take("film-stack", lxmert, one_stack);
  photographer.take("dark-film-stack", lxmert, one_stack, {1024, 700}, Scheme::dark);
  photographer.take("heads-layer-mean", vit, [](MainWindow& window) {
    auto* header = window.findChild<QTableView*>("headTable")->horizontalHeader();
    QTest::mouseClick(header->viewport(), Qt::LeftButton, {},
                      QPoint(header->sectionViewportPosition(2) + header->sectionSize(2) / 2, header->height() / 2));
  });
  photographer.take("save-step-grid", vit, [](MainWindow& window) {
    key(window, Qt::Key_Left);
    key(window, Qt::Key_G);
    key(window, Qt::Key_S);
  });
  photographer.take("compare-words", lxmert, [](MainWindow& window) {
    key(window, Qt::Key_P);
    window.session().set_texts({"Is there a dog?"});
    Photographer::settle(window);
    key(window, Qt::Key_C);
  });
  photographer.take("threshold-top", vit, [](MainWindow& window) {
    Appearance appearance = window.session().appearance();
    appearance.top = true;
    appearance.threshold = 0.8;
    appearance.colour_map = "viridis";
    window.session().set_appearance(appearance);
  });
  for (const char* menu : {"fileMenu", "viewMenu", "explainMenu"}) {
    photographer.take(QString("menu-") + menu, vit, [menu](MainWindow& window) {
      auto* shown = window.findChild<QMenu*>(menu);
      shown->popup(window.menuBar()->mapToGlobal(window.menuBar()->actionGeometry(shown->menuAction()).bottomLeft()));
    });
  }
  photographer.take("exact-grid-contours", vit, [](MainWindow& window) {
    click(window, "exactPatches");
    click(window, "showContours");
    key(window, Qt::Key_G);
  });
  photographer.take("zoomed", vit, [](MainWindow& window) { window.findChild<Canvas*>("canvas")->zoom_by(5); });
  photographer.take("menu-method", vit, [](MainWindow& window) { pop_up(window, "methodButton"); });
  photographer.take("menu-open", vit, [](MainWindow& window) { pop_up(window, "openButton"); });
  photographer.take("menu-model", vit, [](MainWindow& window) { pop_up(window, "modelButton"); });
  photographer.take("keys", vit, [](MainWindow& window) { key(window, Qt::Key_Question); });
  photographer.take("save-figure", vit, [](MainWindow& window) { key(window, Qt::Key_S); });
  photographer.take(
      "dark-save-figure", lxmert, [](MainWindow& window) { key(window, Qt::Key_S); }, {1024, 700}, Scheme::dark);
}

/// Opens the panel and waits for the whole curves.
void measure(MainWindow& window) {
  auto* dock = window.findChild<QDockWidget*>("faithfulnessDock");
  dock->show();
  dock->raise();
  const Session& session = window.session();
  if (!QTest::qWaitFor([&] { return session.faithfulness() && session.faithfulness()->complete; }, patience)) {
    std::cerr << "the curves never came\n";
  }
}

/// Paints with the brush from one point of the picture to another, in fractions of it.
void paint(MainWindow& window, QPointF from, QPointF to) {
  auto* canvas = window.findChild<Canvas*>("canvas");
  const Picture& picture = canvas->content().picture->picture();
  const auto at = [&](QPointF point) {
    return canvas
        ->to_widget({point.x() * static_cast<double>(picture.width), point.y() * static_cast<double>(picture.height)})
        .toPoint();
  };
  QTest::mousePress(canvas, Qt::LeftButton, {}, at(from));
  QTest::mouseMove(canvas, at((from + to) / 2));
  QTest::mouseMove(canvas, at(to));
  QTest::mouseRelease(canvas, Qt::LeftButton, {}, at(to));
}

void brush_picture(MainWindow& window) {
  key(window, Qt::Key_R);
  paint(window, {0.3, 0.45}, {0.45, 0.6});
}

void brush_words(MainWindow& window) {
  brush_picture(window);
  auto* words = window.findChild<TokenStrip*>("tokenStrip");
  QTest::mouseClick(words, Qt::LeftButton, {}, words->word_rect(3).center());
}

/// Checks the map and waits until all layers are random.
void check_map(MainWindow& window) {
  window.actions().action("checkSanity").trigger();
  const Session& session = window.session();
  if (!QTest::qWaitFor([&] { return session.sanity() && session.sanity()->complete; }, patience)) {
    std::cerr << "the check never ended\n";
  }
}

void negative(MainWindow& window) { key(window, Qt::Key_N); }

void trust(Photographer& photographer) {
  const StartWith vit{photographer.model("vit"), Photographer::scene("cat-and-dog"), {}, {}};
  const StartWith lxmert{photographer.model("lxmert"), Photographer::scene("lunch"), {}, {}};
  photographer.take("faithfulness-vit", vit, measure);
  photographer.take("faithfulness-lxmert", lxmert, measure);
  const auto compared = [&](MainWindow& window) {
    window.session().set_compare_methods({"rollout", "gradcam", "transformer_attribution", "partial_lrp"});
    key(window, Qt::Key_C);
    measure(window);
  };
  photographer.take("faithfulness-compared", vit, compared);
  photographer.take("dark-faithfulness-compared", vit, compared, {1024, 700}, Scheme::dark);
  const auto pinned = [&](MainWindow& window) {
    key(window, Qt::Key_P);
    window.session().set_target(window.session().answered()->predictions[1].target);
    Photographer::settle(window);
    key(window, Qt::Key_P);
    window.session().open_picture(Photographer::scene("lunch"));
    Photographer::settle(window);
    measure(window);
  };
  photographer.take("faithfulness-pinned", vit, pinned);
  photographer.take("dark-faithfulness-pinned", vit, pinned, {1024, 700}, Scheme::dark);
  photographer.take("dark-faithfulness", vit, measure, {1440, 900}, Scheme::dark);
  photographer.take("small-faithfulness", vit, measure, {1024, 700});
  const StartWith detr{photographer.model("detr"), Photographer::scene("traffic"), {}, {}};
  const StartWith bert{photographer.model("bert"), {}, {}, {}};
  photographer.take("brush-vit", vit, brush_picture);
  photographer.take("brush-lxmert", lxmert, brush_words);
  photographer.take("brush-detr", detr, brush_picture);
  photographer.take("dark-brush-lxmert", lxmert, brush_words, {1440, 900}, Scheme::dark);
  photographer.take("small-brush", vit, brush_picture, {1024, 700});
  photographer.take("brush-empty", vit, [](MainWindow& window) { key(window, Qt::Key_R); });
  photographer.take("sanity-vit", vit, check_map);
  photographer.take("sanity-bert", bert, check_map);
  photographer.take("dark-sanity", vit, check_map, {1440, 900}, Scheme::dark);
  photographer.take("small-sanity", vit, check_map, {1024, 700});
  photographer.take("signed-lxmert", lxmert, negative);
  photographer.take("signed-vit", vit, negative);
  photographer.take("dark-signed", vit, negative, {1440, 900}, Scheme::dark);
  photographer.take("save-curves", vit, [](MainWindow& window) {
    measure(window);
    key(window, Qt::Key_S);
  });
  photographer.take("palette", vit, [](MainWindow& window) {
    key(window, Qt::Key_K, Qt::ControlModifier);
    QTest::keyClicks(window.findChild<QLineEdit*>("paletteField"), "ro");
  });
  photographer.take("sentence-pair", {photographer.model("bert"), {}, {"The food was not good."}, {}},
                    [](MainWindow& window) { window.session().set_texts({"The food was not good."}, "I liked it."); });
  const StartWith headless{rex::test::source_folder() / "tests/golden/dinov3-1", Photographer::scene("beach"), {}, {}};
  photographer.take("second-picture-wanted", headless, [](MainWindow&) {});
  photographer.take("second-picture", headless,
                    [](MainWindow& window) { window.session().open_second_picture(Photographer::scene("street")); });
  const fs::path folder = photographer.scratch() / "holidays";
  fs::create_directories(folder);
  for (const char* name : {"beach", "cake", "cat-and-dog", "desk", "lunch", "sky", "street", "traffic", "visitor"}) {
    fs::copy_file(Photographer::scene(name), folder / (std::string(name) + ".jpg"), fs::copy_options::skip_existing);
  }
  for (const char* family : {"vit", "detr"}) {
    photographer.take(QStringLiteral("folder-") + family, {photographer.model(family), folder, {}, {}},
                      [](MainWindow& window) {
                        for (int i = 0; i < 4; ++i) {
                          window.actions().action("nextPicture").trigger();
                          Photographer::settle(window);
                        }
                      });
  }
}

/// By keyboard alone, and what the window says of itself.
void keyboard(Photographer& photographer) {
  const StartWith vit{photographer.model("vit"), Photographer::scene("cat-and-dog"), {}, {}};
  const StartWith detr{photographer.model("detr"), Photographer::scene("traffic"), {}, {}};
  const StartWith lxmert{photographer.model("lxmert"), Photographer::scene("lunch"), {}, {}};
  photographer.take("walk-patches", vit, [](MainWindow& window) { window.findChild<Canvas*>("canvas")->walk(); });
  photographer.take("walk-words", lxmert,
                    [](MainWindow& window) { window.findChild<QWidget*>("tokenStrip")->setFocus(Qt::TabFocusReason); });
  photographer.take("walk-heads", vit, [](MainWindow& window) {
    auto* table = window.findChild<QTableView*>("headTable");
    table->setFocus(Qt::TabFocusReason);
    QTest::keyClick(table, Qt::Key_Right);
  });
  photographer.take("picture-alone", vit, [](MainWindow& window) { key(window, Qt::Key_F11); });
  const auto trimmed = [](MainWindow& window) { window.session().set_layers({1, 3}); };
  photographer.take("film-range", detr, trimmed);
  photographer.take("film-rows", detr, [](MainWindow& window) {
    auto* film = window.findChild<QDockWidget*>("layersDock");
    window.resizeDocks({film}, {420}, Qt::Vertical);
  });
  const auto open = [](const char* id) { return [id](MainWindow& window) { window.actions().action(id).trigger(); }; };
  photographer.take("preferences", vit, open("preferences"));
  photographer.take("dark-preferences", vit, open("preferences"), {1024, 700}, Scheme::dark);
  photographer.take("preferences-keys", vit, [](MainWindow& window) {
    window.actions().action("preferences").trigger();
    window.findChild<QDialog*>("preferences")->findChild<QTabWidget*>()->setCurrentIndex(1);
  });
  photographer.take("contact-sheet", vit, open("contactSheet"));
  photographer.take("dark-contact-sheet", detr, open("contactSheet"), {1024, 700}, Scheme::dark);
  photographer.take("contact-sheet-runs", vit, [](MainWindow& window) {
    window.actions().action("contactSheet").trigger();
    auto* dialog = window.findChild<QDialog*>("contactSheetDialog");
    dialog->findChild<QLineEdit*>("sheetPath")->setText("/nowhere/contact-sheet.png");
    QTest::mouseClick(dialog->findChild<QPushButton*>("sheetSave"), Qt::LeftButton);
    QTest::qWait(300);
  });
  const auto page = [](int index) {
    return [index](MainWindow& window) {
      for (const char* name : {"paper, 8 pt, transparent", "talk"}) {
        FigureProfile profile;
        profile.name = QString::fromLatin1(name);
        profile.text_size = 8;
        profile.transparent = true;
        profile.width = 3.5;
        keep_figure_profile(profile);
      }
      window.actions().action("preferences").trigger();
      window.findChild<QDialog*>("preferences")->findChild<QTabWidget*>()->setCurrentIndex(index);
    };
  };
  photographer.take("preferences-figures", vit, page(2));
  photographer.take("preferences-memory", vit, page(3));
  photographer.take("dark-preferences-memory", vit, page(3), {1024, 700}, Scheme::dark);
  photographer.take("print", vit, open("print"));
  photographer.take("heads-low", lxmert,
                    [](MainWindow& window) {
                      window.resizeDocks({window.findChild<QDockWidget*>("headsDock")}, {110}, Qt::Vertical);
                    },
                    {1024, 700});
  photographer.take("diagnostics", vit, open("diagnostics"));
  photographer.take("about", vit, open("about"));
}

/// The smallest window in every language, and the dialog with the most words.
void spoken(Photographer& photographer) {
  const StartWith detr{photographer.model("detr"), Photographer::scene("traffic"), {}, {}};
  const StartWith lxmert{photographer.model("lxmert"), Photographer::scene("beach"), {"Is there a ball?"}, {}};
  for (const Language& language : languages()) {
    if (language.code == "en") continue;
    speak(*QCoreApplication::instance(), language.code);
    const QString name = "language-" + language.code;
    photographer.take(name, detr, [](MainWindow&) {}, {1024, 700});
    photographer.take(
        name + "-trust", lxmert,
        [](MainWindow& window) {
          key(window, Qt::Key_R);
          measure(window);
        },
        {1024, 700}, Scheme::dark);
    photographer.take(name + "-preferences", detr,
                      [](MainWindow& window) { window.actions().action("preferences").trigger(); }, {1024, 700});
  }
  speak(*QCoreApplication::instance(), QStringLiteral("en"));
}

/// "Models…" with a hub and a home of its own.
void library(Photographer& photographer) {
  if (!photographer.wants("library") && !photographer.wants("dark-library")) return;
  const test::TemporaryFolder home;
  test::HubServer hub;
  const fs::path small = home.path() / "small";
  test::save_random_model(small, test::tiny_detr_config());
  hub.repository = "facebook/detr-resnet-50";
  hub.files = {{"config.json", test::read_file(small / "config.json")},
               {"model.safetensors", test::read_file(small / "model.safetensors")}};
  setenv("HF_ENDPOINT", hub.address().c_str(), 1);
  setenv("XDG_DATA_HOME", home.path().c_str(), 1);
  setenv("HF_HUB_CACHE", (home.path() / "none").c_str(), 1);
  const fs::path blind = own_models_folder() / "models--unc-nlp--lxmert-vqa-uncased/snapshots/one";
  fs::create_directories(blind);
  for (const auto& entry : fs::directory_iterator(photographer.model("lxmert"))) {
    if (entry.is_regular_file()) fs::copy_file(entry.path(), blind / entry.path().filename());
  }
  const StartWith vit{photographer.model("vit"), Photographer::scene("cat-and-dog"), {}, {}};
  const auto chosen = [](const QString& name) {
    return [name](MainWindow& window) {
      window.actions().action("models").trigger();
      Photographer::settle(window);
      auto* dialog = window.findChild<LibraryDialog*>();
      dialog->choose(name);
      if (name.isEmpty()) return;
      if (auto* ask = dialog->findChild<QPushButton*>("askHub"); ask->isVisible()) ask->click();
      QTest::qWait(500);
    };
  };
  const auto fetching = [&](MainWindow& window) {
    test::HubServer::Fault drip;
    drip.drip = 400;
    drip.times = 1000;
    hub.faults["model.safetensors"] = drip;
    window.actions().action("models").trigger();
    Photographer::settle(window);
    auto* dialog = window.findChild<LibraryDialog*>();
    dialog->choose("facebook/detr-resnet-50");
    dialog->findChild<QPushButton*>("getModel")->click();
    QTest::qWait(2500);
  };
  photographer.take("library", vit, chosen({}));
  photographer.take("library-needs", vit, chosen("unc-nlp/lxmert-vqa-uncased"));
  photographer.take("library-listed", vit, chosen("facebook/detr-resnet-50"));
  photographer.take("library-refused", vit, chosen("google/vit-base-patch16-224"));
  photographer.take("library-fetching", vit, fetching);
  photographer.take("library-paused", vit, chosen("facebook/detr-resnet-50"));
  photographer.take("dark-library", vit, chosen("unc-nlp/lxmert-vqa-uncased"), {1440, 900}, Scheme::dark);
  photographer.take("dark-library-fetching", vit, fetching, {1024, 700}, Scheme::dark);
  photographer.take("library-menu", vit, [](MainWindow& window) { pop_up(window, "modelButton"); });
  for (const char* name : {"HF_ENDPOINT", "XDG_DATA_HOME", "HF_HUB_CACHE"}) unsetenv(name);
}

void schemes_and_sizes(Photographer& photographer) {
  const auto nothing = [](MainWindow&) {};
  const StartWith detr{photographer.model("detr"), Photographer::scene("traffic"), {}, {}};
  const StartWith lxmert{photographer.model("lxmert"), Photographer::scene("lunch"), {}, {}};
  const StartWith bert{photographer.model("bert"), {}, {}, {}};
  photographer.take("contrast-detr", detr, nothing, {1440, 900}, Scheme::contrast);
  photographer.take("contrast-lxmert", lxmert, nothing, {1024, 700}, Scheme::contrast);
  photographer.take("dark-detr", detr, nothing, {1440, 900}, Scheme::dark);
  photographer.take("dark-lxmert", lxmert, nothing, {1440, 900}, Scheme::dark);
  photographer.take("dark-bert", bert, nothing, {1440, 900}, Scheme::dark);
  photographer.take("small-detr", detr, nothing, {1024, 700});
  photographer.take("small-lxmert", lxmert, nothing, {1024, 700});
  photographer.take("small-bert", bert, nothing, {1024, 700});
}

void states(Photographer& photographer) {
  const auto nothing = [](MainWindow&) {};
  const fs::path broken = photographer.scratch() / "holiday.jpg", empty = photographer.scratch() / "empty-folder";
  test::write_file(broken, "this is no picture");
  fs::create_directories(empty);
  const StartWith vit{photographer.model("vit"), Photographer::scene("cat-and-dog"), {}, {}};
  photographer.take("empty-no-picture", {photographer.model("vit"), {}, {}, {}},
                    [](MainWindow& window) { window.session().set_picture(nullptr); });
  photographer.take("error-region-drop", vit, [&](MainWindow& window) { window.session().open_picture("gone.jpg"); });
  photographer.take("error-broken-picture", vit, [&](MainWindow& window) { window.session().open_picture(broken); });
  photographer.take("error-broken-model", vit, [&](MainWindow& window) { window.session().open_model(empty); });
  photographer.take("error-first-model", {empty, Photographer::scene("beach"), {}, {}}, nothing);
  photographer.take("needs-question", {photographer.model("lxmert"), Photographer::scene("beach"), {}, {}},
                    [](MainWindow& window) { window.session().set_texts({}); });
}

}  // namespace

int main(int argc, char** argv) {
  QStandardPaths::setTestModeEnabled(true);
  QApplication application(argc, argv);
  QApplication::setOrganizationName("relevance-explorer-shots");
  QApplication::setApplicationName("relevance-explorer-shots");
  speak(application, QStringLiteral("en"));
  choose_threads();
  QStringList names = QApplication::arguments();
  if (names.size() < 2) {
    std::cerr << "rex-shots FOLDER [NAME…]\n";
    return 2;
  }
  names.removeFirst();
  const fs::path folder = names.takeFirst().toStdString();
  Photographer photographer(folder, names);
  families(photographer);
  views(photographer);
  trust(photographer);
  keyboard(photographer);
  library(photographer);
  schemes_and_sizes(photographer);
  spoken(photographer);
  states(photographer);
  return 0;
}
