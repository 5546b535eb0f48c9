#include "ui/state/language.h"

#include <QCoreApplication>
#include <QFile>
#include <QLibraryInfo>
#include <QLocale>
#include <QSettings>
#include <QTranslator>
#include <memory>

// The resources are linked statically; the macro must stand outside any namespace.
#ifdef REX_TRANSLATED
static void load_translations() { Q_INIT_RESOURCE(translations); }
#else
static void load_translations() {}
#endif

namespace rex::ui {
namespace {

constexpr auto language_key = "language", translator_name = "relevance-explorer-language";
constexpr auto english = "en";

QString file_of(const QString& code) { return QStringLiteral(":/translations/relevance-explorer_%1.qm").arg(code); }

/// Installs the words in FILE (below FOLDER), where there are any.
void install(QCoreApplication& application, const QString& file, const QString& folder = {}) {
  auto translator = std::make_unique<QTranslator>();
  if (!translator->load(file, folder)) return;
  translator->setObjectName(translator_name);
  translator->setParent(&application);
  QCoreApplication::installTranslator(translator.release());
}

}  // namespace

std::vector<Language> languages() {
  load_translations();
  std::vector<Language> found{{QString::fromLatin1(english), QStringLiteral("English")}};
  for (const Language& language :
       {Language{"de", "Deutsch"}, {"fr", "Français"}, {"zh_CN", "简体中文"}, {"ja", "日本語"}}) {
    if (QFile::exists(file_of(language.code))) found.push_back(language);
  }
  return found;
}

QString language_for(const QStringList& wanted) {
  const std::vector<Language> known = languages();
  for (QString code : wanted) {
    code.replace('-', '_');
    code.remove(QStringLiteral("_Hans"));
    const QString base = code.section('_', 0, 0);
    for (const Language& language : known) {
      if (language.code == code) return language.code;
    }
    if (code.contains(QStringLiteral("_Hant")) || code == "zh_TW" || code == "zh_HK") continue;  // other characters
    for (const Language& language : known) {
      if (language.code.section('_', 0, 0) == base) return language.code;
    }
  }
  return {};
}

QString preferred_language() { return QSettings().value(language_key).toString(); }

void set_preferred_language(const QString& code) { QSettings().setValue(language_key, code); }

void speak(QCoreApplication& application, const QString& code) {
  qDeleteAll(application.findChildren<QTranslator*>(translator_name));
  const QString fitting = language_for(code.isEmpty() ? QLocale::system().uiLanguages() : QStringList(code));
  const QString spoken = fitting.isEmpty() ? QString::fromLatin1(english) : fitting;
  // Qt's words first: what is installed later is asked first.
  if (spoken != QLatin1String(english))
    install(application, QStringLiteral("qtbase_") + spoken, QLibraryInfo::path(QLibraryInfo::TranslationsPath));
  install(application, file_of(spoken));
}

}  // namespace rex::ui
