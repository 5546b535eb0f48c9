// What the window says, in each of its languages.
#include <QCoreApplication>
#include <QDialog>
#include <QDockWidget>
#include <QFile>
#include <QRegularExpression>
#include <QSettings>
#include <QTabWidget>
#include <QTranslator>
#include <QXmlStreamReader>
#include <mutex>
#include <set>

#include "core/explain/method.h"
#include "core/render/colour_map.h"
#include "tests/ui/explained.h"
#include "tests/ui/shown_words.h"
#include "ui/state/language.h"
#include "ui/state/preferences.h"
#include "ui/views/library/library_dialog.h"
#include "ui/views/widgets/action_registry.h"

using namespace rex::ui::test;
using namespace rex::ui;

namespace {

constexpr const char* translated_codes[] = {"de", "fr", "zh_CN", "ja"};
constexpr QSize smallest(1024, 700);

/// One entry of a file of translations; several forms where it counts something.
struct Entry {
  QString context, source;
  QStringList forms;
  bool counts = false, finished = true;
};

std::vector<Entry> entries_of(const std::string& code) {
  QFile file(QString::fromStdString(
      (rex::test::source_folder() / ("resources/translations/relevance-explorer_" + code + ".ts")).string()));
  REQUIRE(file.open(QIODevice::ReadOnly));
  QXmlStreamReader xml(&file);
  std::vector<Entry> entries;
  QString context;
  while (!xml.atEnd()) {
    if (xml.readNext() != QXmlStreamReader::StartElement) continue;
    const auto name = xml.name();
    if (name == QLatin1String("name")) context = xml.readElementText();
    if (name == QLatin1String("message")) {
      entries.push_back({context, {}, {}, xml.attributes().value("numerus") == QLatin1String("yes")});
    }
    if (name == QLatin1String("source")) entries.back().source = xml.readElementText();
    if (name == QLatin1String("translation")) {
      entries.back().finished = !xml.attributes().hasAttribute("type");
      if (!entries.back().counts) entries.back().forms << xml.readElementText();
    }
    if (name == QLatin1String("numerusform")) entries.back().forms << xml.readElementText();
  }
  REQUIRE_FALSE(xml.hasError());
  return entries;
}

/// The places that TEXT leaves for values, sorted: %1, %L2; not %n, which a form for one may write as a word.
QStringList places_in(const QString& text) {
  static const QRegularExpression place("%L?[1-9]");
  QStringList found;
  for (auto match = place.globalMatch(text); match.hasNext();) found << match.next().captured();
  found.sort();
  return found;
}

qsizetype mnemonics_in(QString text) {
  static const QRegularExpression mnemonic("&\\S");
  return text.remove("&&").count(mnemonic);
}

/// Marks every word that is looked up, and keeps what was.
class Marker : public QTranslator {
 public:
  QString translate(const char* context, const char* source, const char*, int) const override {
    const std::lock_guard lock(mutex);  // jobs say things, too
    asked.emplace(QString::fromUtf8(context), QString::fromUtf8(source));
    return QStringLiteral("⟦%1⟧").arg(QString::fromUtf8(source));
  }
  bool isEmpty() const override { return false; }

  mutable std::mutex mutex;
  mutable std::set<std::pair<QString, QString>> asked;
};

/// TEXT without what was looked up, which may hold what was looked up in turn.
QString unmarked(QString text) {
  static const QRegularExpression marked("⟦[^⟦⟧]*⟧"), tags("<[^>]*>|&nbsp;|&quot;");
  text.remove(tags);
  while (text.contains(marked)) text.remove(marked);
  return text;
}

/// What stays as it is in every language: names, units, and what core says in English.
bool stays(const QString& text) {
  static const QRegularExpression word("\\p{L}{2,}");
  QString left = text;
  for (const char* name : {"Relevance Explorer", "Deutsch", "Français", "简体中文", "日本語", "English", "demo-vit",
                           "demo-detr", "demo-lxmert", "demo-clip", "demo-bert", "demo-visualbert", "beach.jpg"})
    left.remove(QString::fromUtf8(name));
  for (const auto& method : rex::explanation_methods()) left.remove(QString::fromStdString(method->title()));
  for (const auto& map : rex::colour_maps()) left.remove(QString::fromStdString(map.name), Qt::CaseInsensitive);
  static const QRegularExpression keys("\\b(F[0-9]+|Del|PgUp|PgDown|Shift|Ctrl|Alt)\\b"), files("[~/][^ ]*");
  left.remove(keys).remove(files);
  return !left.contains(word);
}

/// Every panel of the window and every dialog of it in front once; LOOK sees each.
void walk(MainWindow& window, const std::function<void(const QWidget&)>& look) {
  for (const PanelRecord& panel : window.panels()) {
    auto* dock = window.findChild<QDockWidget*>(panel.id);
    dock->show();
    dock->raise();
    QTest::qWait(20);
    look(window);
  }
  for (const char* action : {"preferences", "contactSheet", "editScale", "keys", "about", "models", "save"}) {
    window.actions().action(action).trigger();
    QTest::qWait(50);
    for (auto* dialog : window.findChildren<QDialog*>()) {
      if (!dialog->isVisible()) continue;
      auto* pages = dialog->findChild<QTabWidget*>();
      for (int page = 0; page < (pages == nullptr ? 1 : pages->count()); ++page) {
        if (pages != nullptr) pages->setCurrentIndex(page);
        QTest::qWait(20);
        look(*dialog);
      }
      dialog->close();
    }
  }
  QTest::qWait(20);
}

/// Speaks CODE while it is there.
class Speaking {
 public:
  explicit Speaking(const char* code) { speak(*QCoreApplication::instance(), QString::fromLatin1(code)); }
  ~Speaking() { speak(*QCoreApplication::instance(), QStringLiteral("en")); }
  Speaking(const Speaking&) = delete;
  Speaking& operator=(const Speaking&) = delete;
};

const std::pair<const char*, const char*> walked[] = {{"vit", "beach"}, {"detr", "traffic"}, {"lxmert", "beach"}};

QStringList words_for(const std::string& family) {
  return family == "lxmert" ? QStringList{"Is there a ball?"} : QStringList();
}

}  // namespace

TEST_CASE("every word of the window is translated, with the same places for values and the same mnemonics") {
  const auto english = entries_of("en");
  CHECK_FALSE(english.empty());
  for (const Entry& entry : english) CHECK(entry.counts);
  for (const char* code : {"en", "de", "fr", "zh_CN", "ja"}) {
    INFO(code);
    for (const Entry& entry : entries_of(code)) {
      INFO(entry.context.toStdString() << ": " << entry.source.toStdString());
      CHECK(entry.finished);
      CHECK(entry.forms.size() == (!entry.counts || entry.context.isEmpty() ? 1
                                   : code[0] == 'z' || code[0] == 'j'       ? 1
                                                                            : 2));
      for (const QString& form : entry.forms) {
        INFO(form.toStdString());
        CHECK_FALSE(form.isEmpty());
        CHECK(places_in(form) == places_in(entry.source));
        CHECK(mnemonics_in(form) == mnemonics_in(entry.source));
        CHECK((entry.counts || !form.contains("%n")));
      }
      if (entry.counts) CHECK(entry.forms.constLast().contains("%n") == entry.source.contains("%n"));
    }
  }
}

TEST_CASE("everything that the window says can be translated, and is in each file of translations") {
  Marker marker;
  QCoreApplication::installTranslator(&marker);
  for (const auto& [family, picture] : walked) {
    Explained explained(family, picture, words_for(family));
    explained.window->resize(smallest);
    std::set<QString> said;
    walk(*explained.window, [&](const QWidget& root) {
      for (const ShownWords& words : words_shown(root)) {
        if (!said.insert(words.where + words.text).second || stays(unmarked(words.text))) continue;
        UNSCOPED_INFO(family << ": " << words.where.toStdString() << ": " << words.text.toStdString());
        CHECK(unmarked(words.text).toStdString() == "");
      }
    });
  }
  QCoreApplication::removeTranslator(&marker);
  CHECK(marker.asked.size() > 300);
  for (const char* code : translated_codes) {
    std::set<std::pair<QString, QString>> known;
    for (const Entry& entry : entries_of(code)) known.emplace(entry.context, entry.source);
    for (const auto& [context, source] : marker.asked) {
      if (context.startsWith('Q')) continue;  // Qt's own
      INFO(code << " " << context.toStdString() << ": " << source.toStdString());
      CHECK(known.contains({context, source}));
    }
  }
}

TEST_CASE("nothing that the smallest window says is cut in any language") {
  for (const char* code : {"en", "de", "fr", "zh_CN", "ja"}) {
    if (language_for({code}).isEmpty()) continue;  // built without lrelease
    const Speaking speaking(code);
    for (const auto& [family, picture] : walked) {
      Explained explained(family, picture, words_for(family));
      explained.window->resize(smallest);
      QTest::qWait(50);
      std::set<QString> said;
      walk(*explained.window, [&](const QWidget& root) {
        INFO(code << ' ' << family << ' ' << root.objectName().toStdString());
        CHECK(root.width() <= smallest.width());
        CHECK(root.height() <= smallest.height());
        for (const ShownWords& words : words_cut(root)) {
          if (!said.insert(words.where + words.text).second) continue;
          UNSCOPED_INFO(code << " " << family << ": " << words.where.toStdString());
          CHECK(words.text.toStdString() == "");
        }
      });
    }
  }
}

TEST_CASE("a language is found by what systems call it, and English stands in for others") {
  CHECK(language_for({"en-GB"}) == "en");
  CHECK(language_for({"xx", "en"}) == "en");
  CHECK(language_for({"xx"}).isEmpty());
  CHECK(language_for({}).isEmpty());
  if (languages().size() == 1) return;  // built without lrelease
  CHECK(languages().size() == 5);
  CHECK(language_for({"de-AT", "en"}) == "de");
  CHECK(language_for({"fr"}) == "fr");
  CHECK(language_for({"zh-Hans-CN"}) == "zh_CN");
  CHECK(language_for({"zh"}) == "zh_CN");
  CHECK(language_for({"zh-Hant-TW", "ja-JP"}) == "ja");
}

TEST_CASE("the window speaks the language that was chosen, with its plural forms") {
  if (languages().size() == 1) return;  // built without lrelease
  CHECK(QCoreApplication::translate("CacheText", "%n file(s), %1 in %2", nullptr, 1).startsWith("1 file,"));
  CHECK(QCoreApplication::translate("CacheText", "%n file(s), %1 in %2", nullptr, 2).startsWith("2 files,"));
  {
    const Speaking german("de");
    CHECK(QCoreApplication::translate("Stack", "Text") == "Text");
    CHECK(MainWindow::tr("%n thread(s), CPU", nullptr, 1) == "1 Thread, CPU");
    CHECK(MainWindow::tr("%n thread(s), CPU", nullptr, 4) == "4 Threads, CPU");
    Explained explained("vit", "beach");
    CHECK(explained.window->actions().action("preferences").text() == "Einstellungen…");
  }
  CHECK(MainWindow::tr("Preferences…") == "Preferences…");
  set_preferred_language("fr");
  CHECK(preferred_language() == "fr");
  const Speaking preferred(preferred_language().toUtf8().constData());
  CHECK(MainWindow::tr("Preferences…") == "Préférences…");
  QSettings().remove("language");
}
