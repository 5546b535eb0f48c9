#pragma once

#include <QString>
#include <QStringList>
#include <vector>

class QCoreApplication;

namespace rex::ui {

/// A language that the window can speak. Errors, notes and names of methods are core's and stay English, as do figures.
struct Language {
  QString code;  ///< as its file has it: "de", "zh_CN"
  QString name;  ///< in the language itself
};

/// English, and those whose translations were built into the program.
std::vector<Language> languages();

/// The code of the language that fits WANTED best: codes as "de", "de_AT" or "zh-Hans-CN", the most wished for first.
/// Empty where none fits.
QString language_for(const QStringList& wanted);

/// What a person chose in Preferences; empty: the system's.
QString preferred_language();
void set_preferred_language(const QString& code);

/// From now on what is made speaks the language CODE (empty: the system's), with Qt's own words where Qt's translations
/// are installed; English where there is no such language. Takes the place of an earlier call.
void speak(QCoreApplication& application, const QString& code);

}  // namespace rex::ui
