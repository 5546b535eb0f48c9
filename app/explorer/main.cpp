// The desktop program: wiring only.
#include <QApplication>
#include <QCommandLineParser>
#include <QIcon>
#include <QMessageBox>
#include <QSet>
#include <QSettings>
#include <QStandardPaths>
#include <algorithm>
#include <iostream>
#include <memory>
#include <optional>
#include <string_view>

#include "core/base/error.h"
#include "core/base/foreign_errors.h"
#include "core/base/threads.h"
#include "core/models/open/find_models.h"
#include "ui/state/language.h"
#include "ui/state/pictures_beside.h"
#include "ui/state/preferences.h"
#include "ui/theme/theme.h"
#include "ui/views/window/main_window.h"
#include "ui/views/window/single_instance.h"

namespace {

/// The folder of a model that `rex models` lists; any other NAME stands for a path, about which the window speaks.
std::filesystem::path named_model(const std::string& name) {
  try {
    return rex::locate_model(name);
  } catch (const rex::Error&) {
    return name;
  }
}

/// Qt lets no exception through its event loop. One that no view expected is said, once, and the window stays.
class Explorer : public QApplication {
 public:
  using QApplication::QApplication;

  bool notify(QObject* receiver, QEvent* event) override {
    try {
      return QApplication::notify(receiver, event);
    } catch (const rex::Cancelled&) {
    } catch (const std::exception& error) {
      say(rex::as_error(error));
    }
    return false;
  }

 private:
  void say(const rex::Error& error) {
    const QString text = QString::fromUtf8(error.what());
    if (said_.contains(text)) return;  // a fault in painting comes back with every frame
    said_.insert(text);
    std::cerr << "relevance-explorer: " << error.what() << '\n';
    // Later: what failed may be in the middle of painting.
    const auto show = [text] {
      auto* box = new QMessageBox(QMessageBox::Warning, QApplication::applicationDisplayName(), text, QMessageBox::Ok,
                                  QApplication::activeWindow());
      box->setAttribute(Qt::WA_DeleteOnClose);
      box->open();
    };
    QMetaObject::invokeMethod(this, show, Qt::QueuedConnection);
  }

  QSet<QString> said_;
};

/// Whether it is only to print help or the version, for which no display is needed.
bool only_prints(int argc, char** argv) {
  return std::any_of(argv + 1, argv + argc, [](const char* argument) {
    const std::string_view word = argument;
    return word == "-h" || word == "--help" || word == "--help-all" || word == "-v" || word == "--version";
  });
}

/// The codes of the languages that were built in, for messages: "de, en, fr".
QStringList language_codes() {
  QStringList codes;
  for (const rex::ui::Language& language : rex::ui::languages()) codes << language.code;
  codes.sort();
  return codes;
}

}  // namespace

/// Runs the window; the launcher finds it by this name.
extern "C" int rex_explore(int argc, char** argv) {
  const auto application =
      only_prints(argc, argv) ? std::make_unique<QCoreApplication>(argc, argv) : std::make_unique<Explorer>(argc, argv);
  QApplication::setApplicationName(QStringLiteral("relevance-explorer"));
  QApplication::setOrganizationName(QStringLiteral("relevance-explorer"));
  QApplication::setApplicationDisplayName(QStringLiteral("Relevance Explorer"));
  QApplication::setApplicationVersion(QStringLiteral(REX_VERSION));
  QApplication::setDesktopFileName(QStringLiteral("relevance-explorer"));
  rex::ui::speak(*application, rex::ui::preferred_language());
  QCommandLineParser parser;
  parser.setApplicationDescription(QCoreApplication::translate("main", "A visual explorer of Transformer decisions"));
  parser.addHelpOption();
  parser.addVersionOption();
  parser.addPositionalArgument(
      QStringLiteral("file"),
      QCoreApplication::translate("main", "A picture, a folder of pictures, a model folder or a session file"),
      QStringLiteral("[file]"));
  const QCommandLineOption model(
      QStringLiteral("model"),
      QCoreApplication::translate("main", "Model to begin with: a folder, or a name that rex models lists"),
      QStringLiteral("model"));
  const QCommandLineOption text(QStringLiteral("text"),
                                QCoreApplication::translate("main", "Question, caption or text; repeatable"),
                                QStringLiteral("text"));
  const QCommandLineOption threads(QStringLiteral("threads"),
                                   QCoreApplication::translate("main", "How many threads compute (else REX_THREADS)"),
                                   QStringLiteral("number"));
  const QCommandLineOption new_window(
      QStringLiteral("new-window"),
      QCoreApplication::translate("main", "A window of its own, also where one is open, which else opens the file"));
  const QCommandLineOption language(
      QStringLiteral("language"),
      QCoreApplication::translate("main", "Language of the window: %1 (else what Preferences say, else LANG)")
          .arg(language_codes().join(QStringLiteral(", "))),
      QStringLiteral("code"));
  parser.addOptions({model, text, threads, new_window, language});
  parser.process(*application);
  if (parser.isSet(language)) {
    if (rex::ui::language_for({parser.value(language)}).isEmpty()) {
      std::cerr << "relevance-explorer: no language is called " << parser.value(language).toStdString()
                << "; there are " << language_codes().join(QStringLiteral(", ")).toStdString() << '\n';
      return 2;
    }
    rex::ui::speak(*application, parser.value(language));
  }

  rex::ui::StartWith start;
  if (parser.isSet(model)) start.model = named_model(parser.value(model).toStdString());
  start.texts = parser.values(text);
  const QStringList files = parser.positionalArguments();
  if (!files.isEmpty()) {
    const std::filesystem::path file = files.constFirst().toStdString();
    std::error_code ignored;
    const bool folder = std::filesystem::is_directory(file, ignored);
    (file.extension() == ".rexsession"             ? start.session
     : folder && !rex::ui::is_picture_folder(file) ? start.model
                                                   : start.picture) = file;
  }
  constexpr int patience = 1500;  // milliseconds; an open window that hangs is not waited for
  const QString folder = rex::ui::meeting_folder();
  rex::ui::SingleInstance instance(folder);
  const bool alone = parser.isSet(new_window) || parser.isSet(threads) || parser.isSet(language) || folder.isEmpty() ||
                     instance.begin();
  if (!alone && instance.hand_over(start, patience)) {
    std::cout << "relevance-explorer: the window that is open takes it (--new-window opens another)\n";
    return 0;
  }

  rex::ui::apply_cache_preferences();
  const int wanted_threads = parser.value(threads).toInt();
  const int preferred = qEnvironmentVariableIsSet("REX_THREADS") ? 0 : rex::ui::preferred_threads();
  const int chosen = wanted_threads > 0 ? wanted_threads : preferred;
  rex::choose_threads(chosen > 0 ? std::optional<int>(chosen) : std::nullopt);
  rex::ui::apply_scheme(*static_cast<QApplication*>(application.get()),
                        static_cast<rex::ui::Scheme>(QSettings().value(QStringLiteral("scheme"), 0).toInt()));
  QApplication::setWindowIcon(QIcon(QStringLiteral(":/relevance-explorer.svg")));
  start.recovery_folder =
      QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation).toStdString() + "/recovery";
  try {
    rex::ui::MainWindow window(start);
    QObject::connect(&instance, &rex::ui::SingleInstance::received, &window, &rex::ui::MainWindow::take);
    window.show();
    return QApplication::exec();
  } catch (const std::exception& error) {
    std::cerr << "relevance-explorer: " << rex::as_error(error).what() << '\n';
    return 1;
  }
}
