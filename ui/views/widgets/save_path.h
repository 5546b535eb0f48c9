#pragma once

#include <QWidget>
#include <filesystem>

class QLineEdit;

namespace rex::ui {

/// The file that a figure goes to: typed, or chosen with Browse. It replaces none that a person did not agree to.
class SavePath : public QWidget {
  Q_OBJECT

 public:
  /// FILE is what is suggested; TITLE and FILTER are the file dialog's. FIELD is the object name of the line.
  SavePath(const QString& file, const QString& title, const QString& filter, const QString& field,
           QWidget* parent = nullptr);

  std::filesystem::path path() const;
  /// Whether the file may be written now, its ending added where none was typed: it is not there, or a person agreed to
  /// its being replaced. Where it is there, asking once more agrees.
  bool agree(const QString& ending);
  QString file_name() const;

 Q_SIGNALS:
  void changed();

 private:
  QLineEdit* line_;
  QString replaced_;  ///< the file that may be replaced
};

/// The file called NAME with ENDING in the folder of the figure that was saved last, or NAME-2, … where that is there.
QString suggested_figure(const QString& name, const QString& ending);

/// Remembers where FILE is, for the next suggestion.
void remember_figure_folder(const std::filesystem::path& file);

}  // namespace rex::ui
