#pragma once

#include <QKeySequence>
#include <QString>

namespace rex::ui {

class ActionRegistry;

/// Gives ACTIONS the keys that a person chose, from QSettings; what is damaged there is left out.
void apply_remembered_keys(ActionRegistry& actions);

/// The action that has KEY already, other than the one called ID; empty where it is free.
QString owner_of_key(const ActionRegistry& actions, const QKeySequence& key, const QString& id);

/// Gives the action called ID the one KEY (an empty one: none) and remembers it. Whoever had it loses it.
void choose_key(ActionRegistry& actions, const QString& id, const QKeySequence& key);

/// Gives the action called ID the keys of the program again; with an empty ID all actions.
void reset_keys(ActionRegistry& actions, const QString& id);

}  // namespace rex::ui
