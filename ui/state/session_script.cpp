#include "ui/state/session_script.h"

#include "ui/state/export.h"
#include "ui/state/session.h"
#include "ui/state/view_history.h"

namespace rex::ui {
namespace {

constexpr qsizetype most_commands = 2000;
const char* const one_figure = "--save figure.pdf";  // as the copied command has it

}  // namespace

SessionScript::SessionScript(const Session& session, const ViewHistory& history, QObject* parent) : QObject(parent) {
  connect(&history, &ViewHistory::changed, this, [this, &session] {
    const bool pasted = session.picture() && session.picture_file().empty();  // no command opens it
    if (pasted || !session.explanation() || !session.model() || commands_.size() >= most_commands) return;
    const QString command = rex_command(session, false);
    if (!commands_.contains(command)) commands_ << command;
  });
}

QString SessionScript::text() const {
  QString text = QStringLiteral("#!/bin/sh\n# The figures of a session of Relevance Explorer, in order.\nset -e\n");
  int number = 0;
  for (QString command : commands_) {
    const QString name = QStringLiteral("--save figure-%1.pdf").arg(++number, 3, 10, QLatin1Char('0'));
    text += command.replace(QLatin1String(one_figure), name) + '\n';
  }
  return text;
}

}  // namespace rex::ui
