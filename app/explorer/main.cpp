// The desktop program: wiring only.
#include <QApplication>
#include <QCommandLineParser>
#include <QSettings>

#include "core/base/machine.h"
#include "ui/theme/theme.h"
#include "ui/views/main_window.h"

int main(int argc, char** argv) {
  QApplication application(argc, argv);
  QApplication::setApplicationName(QStringLiteral("relevance-explorer"));
  QApplication::setOrganizationName(QStringLiteral("relevance-explorer"));
  QApplication::setApplicationDisplayName(QStringLiteral("Relevance Explorer"));
  QApplication::setApplicationVersion(QStringLiteral(REX_VERSION));
  QCommandLineParser parser;
  parser.setApplicationDescription(QCoreApplication::translate("main", "A visual explorer of Transformer decisions"));
  parser.addHelpOption();
  parser.addVersionOption();
  parser.addPositionalArgument(QStringLiteral("file"),
                               QCoreApplication::translate("main", "A picture or a session file"),
                               QStringLiteral("[file]"));
  const QCommandLineOption model(QStringLiteral("model"),
                                 QCoreApplication::translate("main", "Model folder to begin with"),
                                 QStringLiteral("folder"));
  const QCommandLineOption text(QStringLiteral("text"),
                                QCoreApplication::translate("main", "Question, caption or text; repeatable"),
                                QStringLiteral("text"));
  parser.addOptions({model, text});
  parser.process(application);

  rex::use_all_cores();
  rex::ui::apply_scheme(application,
                        static_cast<rex::ui::Scheme>(QSettings().value(QStringLiteral("scheme"), 0).toInt()));
  rex::ui::StartWith start;
  start.model = parser.value(model).toStdString();
  start.texts = parser.values(text);
  const QStringList files = parser.positionalArguments();
  if (!files.isEmpty()) {
    const std::filesystem::path file = files.constFirst().toStdString();
    (file.extension() == ".rexsession" ? start.session : start.picture) = file;
  }
  rex::ui::MainWindow window(start);
  window.show();
  return QApplication::exec();
}
