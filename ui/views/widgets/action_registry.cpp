#include "ui/views/widgets/action_registry.h"

#include <QAction>
#include <QMenu>
#include <QStringList>
#include <QToolButton>
#include <QWidget>
#include <algorithm>
#include <utility>

#include "core/base/fault.h"
#include "ui/theme/theme.h"

namespace rex::ui {
namespace {

QString keys_of(const ActionRecord& record) {
  QStringList keys;
  for (const QKeySequence& one : record.keys) keys << key_text(one);
  if (!record.gesture.isEmpty()) keys << record.gesture;
  return keys.join(QStringLiteral(", "));
}

QString in_brackets(const QString& text, const QString& keys) {
  return keys.isEmpty() ? text : QStringLiteral("%1 (%2)").arg(text, keys);
}

}  // namespace

ActionRegistry::ActionRegistry(std::vector<ActionRecord> records, QWidget* window)
    : QObject(window), records_(std::move(records)) {
  for (const ActionRecord& record : records_) {
    auto* action = new QAction(record.text, this);
    action->setObjectName(record.id);
    action->setIconText(QString(record.text).remove(QStringLiteral("…")));  // buttons go without
    if (!record.icon.isEmpty()) action->setIcon(icon(record.icon));
    action->setToolTip(in_brackets(record.tip, keys_of(record)));
    action->setShortcuts(record.keys);
    action->setCheckable(record.checked != nullptr);
    connect(action, &QAction::triggered, this, [this, run = record.run] {
      run();
      refresh();  // a click has switched the action itself, whether its work did the same or not
    });
    window->addAction(action);
    actions_.emplace(record.id, action);
    own_keys_.emplace(record.id, record.keys);
  }
}

QAction& ActionRegistry::action(const QString& id) const { return *required_at(actions_, id); }

QString ActionRegistry::key(const QString& id) const { return key_text(action(id).shortcut()); }

QString ActionRegistry::keys(const QString& id) const {
  const auto found =
      std::find_if(records_.begin(), records_.end(), [&](const ActionRecord& record) { return record.id == id; });
  return found == records_.end() ? QString() : keys_of(*found);
}

QString ActionRegistry::with_keys(const QString& text, const QString& id) const { return in_brackets(text, keys(id)); }

QToolButton* ActionRegistry::make_button(const QString& id, const QString& object) const {
  auto* button = new QToolButton;
  button->setObjectName(object);
  button->setDefaultAction(&action(id));
  button->setAccessibleName(action(id).iconText());
  return button;
}

std::vector<const ActionRecord*> ActionRegistry::at(Place place) const {
  std::vector<const ActionRecord*> found;
  for (const ActionRecord& record : records_) {
    if (std::find(record.places.begin(), record.places.end(), place) != record.places.end()) found.push_back(&record);
  }
  return found;
}

void ActionRegistry::add_to(QMenu& menu, Place place) const {
  for (const ActionRecord* record : at(place)) {
    if (record->apart && !menu.isEmpty()) menu.addSeparator();
    menu.addAction(&action(record->id));
  }
}

void ActionRegistry::add_to(QMenu& menu, const QStringList& ids) const {
  for (const QString& id : ids) {
    if (id.isEmpty()) {
      menu.addSeparator();
    } else {
      menu.addAction(&action(id));
    }
  }
}

const QList<QKeySequence>& ActionRegistry::own_keys(const QString& id) const { return required_at(own_keys_, id); }

void ActionRegistry::set_keys(const QString& id, const QList<QKeySequence>& keys) {
  for (ActionRecord& record : records_) {
    if (record.id != id) continue;
    record.keys = keys;
    action(id).setShortcuts(keys);
    action(id).setToolTip(in_brackets(record.tip, keys_of(record)));
  }
}

void ActionRegistry::refresh() {
  for (const ActionRecord& record : records_) {
    QAction& one = action(record.id);
    if (record.enabled) one.setEnabled(record.enabled());
    if (record.checked) one.setChecked(record.checked());
  }
  Q_EMIT refreshed();
}

QString key_text(const QKeySequence& keys) {
  const QKeySequence::SequenceFormat format = QKeySequence::NativeText;  // as the language of the window names them
  QString text = keys.toString(format);
  for (const auto& [key, shown] : {std::pair(Qt::Key_Left, QStringLiteral("←")),
                                   {Qt::Key_Right, QStringLiteral("→")},
                                   {Qt::Key_Up, QStringLiteral("↑")},
                                   {Qt::Key_Down, QStringLiteral("↓")},
                                   {Qt::Key_Return, QKeySequence(Qt::Key_Enter).toString(format)}}) {
    const QString name = QKeySequence(key).toString(format);
    if (text.endsWith(name)) text = text.chopped(name.size()) + shown;
  }
  return text;
}

}  // namespace rex::ui
