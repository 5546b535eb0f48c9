#include "ui/views/window/remembered_keys.h"

#include <QSettings>

#include "ui/views/widgets/action_registry.h"

namespace rex::ui {
namespace {

QString settings_key(const QString& id) { return QStringLiteral("keys/") + id; }

void remember_keys(ActionRegistry& actions, const QString& id, const QList<QKeySequence>& keys) {
  actions.set_keys(id, keys);
  QStringList texts;
  for (const QKeySequence& key : keys) texts << key.toString(QKeySequence::PortableText);
  QSettings().setValue(settings_key(id), texts);
}

}  // namespace

void apply_remembered_keys(ActionRegistry& actions) {
  const QSettings settings;
  for (const ActionRecord& record : actions.records()) {
    if (!settings.contains(settings_key(record.id))) continue;
    QList<QKeySequence> keys;
    for (const QString& text : settings.value(settings_key(record.id)).toStringList()) {
      const QKeySequence key(text, QKeySequence::PortableText);
      if (!key.isEmpty() && key[0].key() != Qt::Key_unknown) keys << key;
    }
    actions.set_keys(record.id, keys);
  }
}

QString owner_of_key(const ActionRegistry& actions, const QKeySequence& key, const QString& id) {
  for (const ActionRecord& record : actions.records()) {
    if (record.id != id && !key.isEmpty() && record.keys.contains(key)) return record.id;
  }
  return {};
}

void choose_key(ActionRegistry& actions, const QString& id, const QKeySequence& key) {
  if (const QString owner = owner_of_key(actions, key, id); !owner.isEmpty()) {
    QList<QKeySequence> left = actions.action(owner).shortcuts();
    left.removeAll(key);
    remember_keys(actions, owner, left);
  }
  remember_keys(actions, id, key.isEmpty() ? QList<QKeySequence>() : QList<QKeySequence>{key});
}

void reset_keys(ActionRegistry& actions, const QString& id) {
  for (const ActionRecord& record : actions.records()) {
    if (!id.isEmpty() && record.id != id) continue;
    QSettings().remove(settings_key(record.id));
    actions.set_keys(record.id, actions.own_keys(record.id));
  }
}

}  // namespace rex::ui
