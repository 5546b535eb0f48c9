// Everything that a person can do in the window. A further action is a row of action_table(): its keys, menus, buttons,
// tooltips and its line in the list of keys follow.
#include <QApplication>
#include <QSettings>
#include <QStackedWidget>
#include <variant>

#include "core/base/fault.h"
#include "core/render/appearance.h"
#include "ui/state/session.h"
#include "ui/state/view_history.h"
#include "ui/views/inside/head_grid.h"
#include "ui/views/inside/layer_strip.h"
#include "ui/views/library/show_library.h"
#include "ui/views/panels/answer_panel.h"
#include "ui/views/panels/input_panel.h"
#include "ui/views/picture/compare_view.h"
#include "ui/views/picture/picture_view.h"
#include "ui/views/window/keys_dialog.h"
#include "ui/views/window/main_window.h"

namespace rex::ui {
namespace {

bool Appearance::*switched_by(const std::string& key) {
  for (const AppearanceField& field : appearance_fields()) {
    if (field.key == key) return std::get<bool Appearance::*>(field.member);
  }
  throw_fault("a field of the appearance is called " + key, std::source_location::current());
}

}  // namespace

std::vector<ActionRecord> MainWindow::action_table() {
  const auto explained = [this] { return session_->explanation() != nullptr; };
  const auto opened = [this] { return session_->model() != nullptr; };
  const auto reads_regions = [this] { return session_->model() && session_->model()->description.sees_regions(); };
  const auto explains_features = [this] {
    return session_->model() && session_->model()->description.explains_features();
  };
  const auto finds_objects = [this] { return session_->answered() && !session_->answered()->query_boxes.empty(); };
  const auto has_boxes = [this, finds_objects] {
    return finds_objects() || (session_->answered() && !session_->answered()->input.regions.empty());
  };
  const auto hides_objects = [this] { return !(session_->selection().visibility() == QueryVisibility()); };
  const auto has_pins = [this] { return !session_->pins().empty(); };
  const auto is_on = [this](const char* field) {
    return [this, member = switched_by(field)] { return session_->appearance().*member; };
  };
  const auto is_off = [this](const char* field) {
    return [this, member = switched_by(field)] { return !(session_->appearance().*member); };
  };
  const auto switches = [this](const char* field) { return [this, key = std::string(field)] { switch_field(key); }; };
  const auto has_scheme = [this](Scheme scheme) { return [this, scheme] { return scheme_ == scheme; }; };
  std::vector<ActionRecord> records = {
      // What goes in.
      {.id = "openPicture",
       .text = tr("Picture…"),
       .tip = tr("Open a picture"),
       .icon = "picture",
       .keys = {Qt::Key_O, QKeySequence::Open},
       .places = {Place::open_menu},
       .run = [this] { choose_picture(); }},
      {.id = "openFolder",
       .text = tr("Picture folder…"),
       .tip = tr("Open a folder of pictures in the gallery"),
       .icon = "open",
       .keys = {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_O)},
       .places = {Place::open_menu},
       .run = [this] { choose_folder(); }},
      {.id = "pastePicture",
       .text = tr("Paste picture"),
       .tip = tr("Paste a picture"),
       .icon = "paste",
       .keys = {QKeySequence::Paste},
       .places = {Place::open_menu},
       .run = [this] { paste_picture(); }},
      {.id = "openSecondPicture",
       .text = tr("Second picture…"),
       .tip = tr("Open a second picture, for models without a head: which parts make the two alike"),
       .icon = "compare",
       .places = {Place::open_menu},
       .run = [this] { choose_second_picture(); },
       .enabled = explains_features},
      {.id = "models",
       .text = tr("Models…"),
       .tip = tr("Fetch, check and remove models"),
       .icon = "model",
       .places = {Place::model_menu},
       .run = [this] { show_library(*this); }},
      {.id = "openModel",
       .text = tr("Model folder…"),
       .tip = tr("Open a model folder"),
       .icon = "model",
       .places = {Place::open_menu, Place::model_menu},
       .run = [this] { choose_model(); }},
      {.id = "openRegions",
       .text = tr("Region features…"),
       .tip = tr("Open a file of region features, for models that read regions"),
       .icon = "boxes",
       .places = {Place::open_menu},
       .run = [this] { choose_regions(); },
       .enabled = reads_regions},
      {.id = "openSession",
       .text = tr("Session…"),
       .tip = tr("Open a session"),
       .icon = "session",
       .places = {Place::open_menu},
       .run = [this] { choose_session(); }},
      {.id = "run",
       .text = tr("Run"),
       .tip = tr("Run with these words"),
       .keys = {QKeySequence(Qt::CTRL | Qt::Key_Return)},
       .run = [this] { input_->run_now(); },
       .gesture = tr("Enter")},

      // Back and forth, and everything by name.
      {.id = "undo",
       .text = tr("Undo"),
       .tip = tr("Back to the view before"),
       .keys = {QKeySequence::Undo, QKeySequence(Qt::ALT | Qt::Key_Left)},
       .run = [this] { history_->undo(); },
       .enabled = [this] { return history_->can_undo(); }},
      {.id = "redo",
       .text = tr("Redo"),
       .tip = tr("Forward to the view after"),
       .keys = {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z), QKeySequence(Qt::ALT | Qt::Key_Right)},
       .run = [this] { history_->redo(); },
       .enabled = [this] { return history_->can_redo(); }},
      {.id = "palette",
       .text = tr("Everything by name…"),
       .tip = tr("Find any action, model, picture, method, answer, word or head by its name"),
       .keys = {QKeySequence(Qt::CTRL | Qt::Key_K), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_P)},
       .places = {Place::help_menu},
       .run = [this] { show_palette(); }},

      // What is explained.
      {.id = "previousAnswer",
       .text = tr("Previous answer"),
       .tip = tr("Previous answer or object query"),
       .keys = {Qt::Key_Up},
       .run = [this] { answer_->step(-1); }},
      {.id = "nextAnswer",
       .text = tr("Next answer"),
       .tip = tr("Next answer or object query"),
       .keys = {Qt::Key_Down},
       .run = [this] { answer_->step(1); }},
      {.id = "searchClass",
       .text = tr("Search…"),
       .tip = tr("Search a class"),
       .keys = {QKeySequence::Find},
       .places = {Place::target_menu},
       .run = [this] { answer_->focus_search(); },
       .apart = true},
      {.id = "nextRegion",
       .text = tr("Next region under the pointer"),
       .tip = tr("Of regions that lie over each other, the next larger"),
       .keys = {Qt::Key_Tab},
       .run = [this] { picture_->canvas().next_place(1); },
       .enabled = [this] { return picture_->canvas().has_more_places(); }},
      {.id = "showQuery",
       .text = tr("Show on the picture"),
       .tip = tr("Show or hide the object query"),
       .keys = {Qt::Key_V},
       .places = {Place::query_menu},
       .run = [this] { answer_->toggle_visible(); },
       .checked = [this] { return answer_->query_is_visible(); }},
      {.id = "showQueryAlone",
       .text = tr("Show alone"),
       .tip = tr("Show the object query alone, or all again"),
       .keys = {QKeySequence(Qt::SHIFT | Qt::Key_V)},
       .places = {Place::query_menu},
       .run = [this] { answer_->toggle_solo(); },
       .checked = [this] { return answer_->query_is_solo(); },
       .gesture = tr("Alt+click")},
      {.id = "showAllQueries",
       .text = tr("Show all"),
       .tip = tr("Show all object queries"),
       .places = {Place::query_menu},
       .run = [this] { session_->selection().set_visibility({}); },
       .enabled = hides_objects,
       .apart = true},

      // Layers and heads.
      {.id = "previousLayer",
       .text = tr("Previous layer"),
       .tip = tr("Previous layer"),
       .keys = {Qt::Key_Left},
       .run = [this] { layers_->step(-1); }},
      {.id = "nextLayer",
       .text = tr("Next layer"),
       .tip = tr("Next layer"),
       .keys = {Qt::Key_Right},
       .run = [this] { layers_->step(1); }},
      {.id = "playLayers",
       .text = tr("Play the layers"),
       .tip = tr("Play the layers"),
       .icon = "play",
       .keys = {Qt::Key_Space},
       .run = [this] { layers_->toggle_play(); },
       .enabled = [this] { return layers_->can_play(); },
       .checked = [this] { return layers_->playing(); }},
      {.id = "previousHead",
       .text = tr("Previous head"),
       .tip = tr("Previous head"),
       .keys = {Qt::Key_BracketLeft},
       .run = [this] { heads_->step_head(-1); }},
      {.id = "nextHead",
       .text = tr("Next head"),
       .tip = tr("Next head"),
       .keys = {Qt::Key_BracketRight},
       .run = [this] { heads_->step_head(1); }},

      // How it is drawn.
      {.id = "showHeat",
       .text = tr("Heat"),
       .tip = tr("Heat"),
       .icon = "heat",
       .keys = {Qt::Key_H},
       .places = {Place::appearance_bar},
       .run = switches("heat"),
       .checked = is_on("heat"),
       .field = "heat"},
      {.id = "thresholdKind",
       .text = tr("Keep the strongest patches"),
       .tip = tr("Leave out what is below a share of the maximum, or keep the strongest patches: click to switch"),
       .places = {Place::appearance_bar},
       .run = switches("top"),
       .checked = is_on("top"),
       .field = "top"},
      {.id = "exactPatches",
       .text = tr("Exact patches"),
       .tip = tr("Exact patches instead of smooth heat"),
       .icon = "exact",
       .keys = {Qt::Key_E},
       .places = {Place::appearance_bar},
       .run = switches("smooth"),
       .checked = is_off("smooth"),
       .field = "smooth"},
      {.id = "showContours",
       .text = tr("Contours"),
       .tip = tr("Contours"),
       .icon = "contours",
       .keys = {Qt::Key_L},
       .places = {Place::appearance_bar},
       .run = switches("contours"),
       .checked = is_on("contours"),
       .field = "contours"},
      {.id = "showGrid",
       .text = tr("Patch grid"),
       .tip = tr("Patch grid"),
       .icon = "grid",
       .keys = {Qt::Key_G},
       .places = {Place::appearance_bar},
       .run = switches("grid"),
       .checked = is_on("grid"),
       .field = "grid"},
      {.id = "showBoxes",
       .text = tr("Boxes"),
       .tip = tr("Boxes"),
       .icon = "boxes",
       .keys = {Qt::Key_B},
       .places = {Place::appearance_bar},
       .run = switches("boxes"),
       .enabled = has_boxes,
       .checked = is_on("boxes"),
       .field = "boxes"},
      {.id = "showMasks",
       .text = tr("Masks"),
       .tip = tr("Masks"),
       .icon = "mask",
       .keys = {Qt::Key_M},
       .places = {Place::appearance_bar},
       .run = switches("masks"),
       .enabled = finds_objects,
       .checked = is_on("masks"),
       .field = "masks"},
      {.id = "allQueries",
       .text = tr("All masks"),
       .tip = tr("Masks of all confident queries"),
       .icon = "queries",
       .keys = {Qt::Key_A},
       .places = {Place::appearance_bar},
       .run = switches("all_queries"),
       .enabled = finds_objects,
       .checked = is_on("all_queries"),
       .field = "all_queries"},
      {.id = "fitPicture",
       .text = tr("Fit the picture"),
       .tip = tr("Fit the picture"),
       .keys = {Qt::Key_F},
       .run = [this] { fit_picture(); }},
      {.id = "actualSize",
       .text = tr("100 %"),
       .tip = tr("Show the picture at 100 %"),
       .keys = {Qt::Key_1},
       .run = [this] { show_at(1); }},

      // Comparing.
      {.id = "pin",
       .text = tr("Pin"),
       .tip = tr("Keep this explanation for comparing"),
       .icon = "pin",
       .keys = {Qt::Key_P},
       .places = {Place::toolbar},
       .run = [this] { pin(); },
       .enabled = explained},
      {.id = "compare",
       .text = tr("Compare"),
       .tip = tr("Explanations side by side"),
       .icon = "compare",
       .keys = {Qt::Key_C},
       .places = {Place::toolbar},
       .run = [this] { toggle_comparing(); },
       .checked = [this] { return comparing(); }},
      {.id = "compareShared",
       .text = tr("Shared scale"),
       .tip = tr("One colour scale for all panels instead of one each"),
       .places = {Place::compare_bar},
       .run = switches("shared_scale"),
       .checked = is_on("shared_scale"),
       .field = "shared_scale"},
      {.id = "unpinAll",
       .text = tr("Unpin all"),
       .tip = tr("Unpin all explanations"),
       .places = {Place::compare_bar},
       .run = [this] { session_->unpin_all(); },
       .enabled = has_pins},

      // What is kept.
      {.id = "save",
       .text = tr("Save figure…"),
       .tip = tr("Save a figure"),
       .icon = "save",
       .keys = {Qt::Key_S},
       .places = {Place::toolbar, Place::save_menu},
       .run = [this] { save_figure(); }},
      {.id = "copyFigure",
       .text = tr("Copy figure"),
       .tip = tr("Copy the figure as a picture"),
       .keys = {QKeySequence::Copy},
       .places = {Place::save_menu},
       .run = [this] { copy_figure(); },
       .enabled = explained},
      {.id = "exportNumbers",
       .text = tr("Export numbers…"),
       .tip = tr("Save the relevancies as numbers"),
       .keys = {QKeySequence(Qt::CTRL | Qt::Key_E)},
       .places = {Place::save_menu},
       .run = [this] { export_numbers(); },
       .enabled = explained},
      {.id = "copyCommand",
       .text = tr("Copy as rex command"),
       .tip = tr("Copy the rex command that makes this figure"),
       .keys = {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C)},
       .places = {Place::save_menu},
       .run = [this] { copy_command(); },
       .enabled = opened},
      {.id = "saveSession",
       .text = tr("Save session"),
       .tip = tr("Save the session to the file that it came from"),
       .keys = {QKeySequence::Save},
       .places = {Place::save_menu},
       .run = [this] { save_session(); },
       .apart = true},

      // The window.
      {.id = "followSystem",
       .text = tr("Follow the system"),
       .tip = tr("Colours as the system has them"),
       .places = {Place::colours_menu},
       .run = [this] { set_scheme(Scheme::system); },
       .checked = has_scheme(Scheme::system)},
      {.id = "light",
       .text = tr("Light"),
       .tip = tr("Light colours"),
       .places = {Place::colours_menu},
       .run = [this] { set_scheme(Scheme::light); },
       .checked = has_scheme(Scheme::light)},
      {.id = "dark",
       .text = tr("Dark"),
       .tip = tr("Dark colours"),
       .places = {Place::colours_menu},
       .run = [this] { set_scheme(Scheme::dark); },
       .checked = has_scheme(Scheme::dark)},
      {.id = "highContrast",
       .text = tr("High contrast"),
       .tip = tr("Black and white, with every edge drawn"),
       .places = {Place::colours_menu},
       .run = [this] { set_scheme(Scheme::contrast); },
       .checked = has_scheme(Scheme::contrast)},
      {.id = "keys",
       .text = tr("Keys"),
       .tip = tr("These keys"),
       .icon = "keys",
       .keys = {Qt::Key_Question},
       .places = {Place::help_menu},
       .run = [this] { show_keys(); }},
      {.id = "letGo",
       .text = tr("Let go"),
       .tip = tr("Cancel what runs, clear the selection"),
       .keys = {Qt::Key_Escape},
       .run = [this] { let_go(); }},
      {.id = "cancel",
       .text = tr("Cancel"),
       .tip = tr("Stop what runs"),
       .run = [this] { session_->cancel(); },
       .enabled = [this] { return session_->busy(); },
       .gesture = tr("Esc")},
  };
  const std::map<std::string, QString> scales = {{"paper", tr("as in the model’s paper")},
                                                 {"0-max", tr("0 to maximum")},
                                                 {"min-max", tr("minimum to maximum")},
                                                 {"share", tr("share of the sum")},
                                                 {"signed", tr("signed, zero in the middle")}};
  const auto choose = [&](Place place, std::string Appearance::*field, const std::vector<std::string>& names,
                          const std::map<std::string, QString>& titles, const QString& id, const QString& text,
                          const QString& tip) {
    for (const std::string& name : names) {
      const QString title = titles.at(name);
      records.push_back({.id = id + QString::fromStdString(name),
                         .text = text.arg(title),
                         .tip = tip.arg(title),
                         .places = {place},
                         .run = [this, field, name] { choose_field(field, name); },
                         .checked = [this, field, name] { return session_->appearance().*field == name; }});
    }
  };
  choose(Place::picture_scale_menu, &Appearance::picture_scale, scale_names(), scales, "heatScale-", tr("Heat: %1"),
         tr("Scale of the heat: %1"));
  choose(Place::word_scale_menu, &Appearance::word_scale, scale_names(), scales, "wordsScale-", tr("Words: %1"),
         tr("Scale of the words: %1"));
  choose(Place::opacity_menu, &Appearance::opacity_by, opacity_names(),
         {{"colours", tr("as the colours do")},
          {"relevance", tr("clear where little matters")},
          {"constant", tr("alike everywhere")}},
         "opacityBy-", tr("Opacity: %1"), tr("Where the heat lets the picture through: %1"));
  for (const auto& more : {trust_actions(), scale_actions(), moving_actions(), window_actions()})
    records.insert(records.end(), more.begin(), more.end());
  return records;
}

void MainWindow::choose_field(std::string Appearance::*field, const std::string& name) {
  Appearance appearance = session_->appearance();
  appearance.*field = name;
  session_->set_appearance(appearance);
}

void MainWindow::switch_field(const std::string& key) {
  Appearance appearance = session_->appearance();
  bool& field = appearance.*switched_by(key);
  field = !field;
  session_->set_appearance(appearance);
}

bool MainWindow::comparing() const { return session_->comparing(); }

void MainWindow::toggle_comparing() { session_->set_comparing(!comparing()); }

void MainWindow::show_keys() {
  auto* dialog = new KeysDialog(*actions_, this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->show();
}

void MainWindow::set_scheme(Scheme scheme) {
  scheme_ = scheme;
  QSettings().setValue(QStringLiteral("scheme"), static_cast<int>(scheme));
  apply_scheme(*static_cast<QApplication*>(QApplication::instance()), scheme);
}

}  // namespace rex::ui
