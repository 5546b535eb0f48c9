#pragma once

#include <QKeySequence>
#include <QList>
#include <QObject>
#include <QString>
#include <QStringList>
#include <functional>
#include <map>
#include <string>
#include <vector>

class QAction;
class QMenu;
class QToolButton;
class QWidget;

namespace rex::ui {

/// Where an action is offered beside its keys. Menus and bars show the actions of their place in the table's order.
enum class Place {
  toolbar,
  open_menu,
  model_menu,
  target_menu,
  save_menu,
  colours_menu,
  picture_scale_menu,
  word_scale_menu,
  opacity_menu,
  help_menu,
  query_menu,  ///< of an object query, where the pointer is
  appearance_bar,
  brush_bar,
  compare_bar
};

/// One thing that a person can do: a row of the window's table of actions.
struct ActionRecord {
  QString id = {};                     ///< also the name of its QAction
  QString text = {};                   ///< as menus and buttons show it
  QString tip = {};                    ///< what it does: for tooltips and the list of keys
  QString icon = {};                   ///< of resources/icons; empty: none
  QList<QKeySequence> keys = {};       ///< the one that menus show first
  std::vector<Place> places = {};      ///< may be empty
  std::function<void()> run = {};      ///< does it
  std::function<bool()> enabled = {};  ///< whether it can be done now; empty: always
  std::function<bool()> checked = {};  ///< whether it is on; empty: it is no switch
  QString gesture = {};                ///< what does it beside the keys, in words: "Alt+click"
  std::string field = {};              ///< key of the field of the appearance that it switches, if any
  bool apart = false;                  ///< menus draw a line above it
};

/// The actions of one window, made of their table: from here come shortcuts, buttons, menus, tooltips and the list of
/// keys. It knows no window: what an action does, and when it can be done, its record says.
class ActionRegistry : public QObject {
  Q_OBJECT

 public:
  /// WINDOW, which becomes the parent, gets the keys.
  ActionRegistry(std::vector<ActionRecord> records, QWidget* window);

  const std::vector<ActionRecord>& records() const { return records_; }
  /// The action called ID, which must be in the table.
  QAction& action(const QString& id) const;
  /// The first of the keys of the action called ID, for running text: "O". Empty where it has none.
  QString key(const QString& id) const;
  /// Keys and gesture of the action called ID, as people read them: "O, Ctrl+O". Empty where it has none.
  QString keys(const QString& id) const;
  /// TEXT and in brackets the keys of the action called ID.
  QString with_keys(const QString& text, const QString& id) const;

  /// A button for the action called ID, with its icon, text, tooltip and state. OBJECT is the button's name.
  QToolButton* make_button(const QString& id, const QString& object) const;
  /// The actions that PLACE shows.
  std::vector<const ActionRecord*> at(Place place) const;
  /// Adds them to MENU.
  void add_to(QMenu& menu, Place place) const;
  /// Adds the actions called IDS to MENU; an empty one is a line.
  void add_to(QMenu& menu, const QStringList& ids) const;
  /// Gives the action called ID other keys than its record has, wherever keys are shown.
  void set_keys(const QString& id, const QList<QKeySequence>& keys);
  /// Those of the table.
  const QList<QKeySequence>& own_keys(const QString& id) const;

  /// Asks every record anew whether its action can be done and is on.
  void refresh();

 Q_SIGNALS:
  void refreshed();

 private:
  std::vector<ActionRecord> records_;
  std::map<QString, QAction*> actions_;
  std::map<QString, QList<QKeySequence>> own_keys_;
};

/// KEYS as people read them, in English: "Ctrl+Enter", "←".
QString key_text(const QKeySequence& keys);

}  // namespace rex::ui
