#pragma once

#include <QMap>
#include <QTimer>
#include <QWidget>
#include <filesystem>

class QLabel;
class QLineEdit;
class QListView;
class QPlainTextEdit;
class QSlider;
class QVBoxLayout;

namespace rex::ui {

class ActionRegistry;
class GalleryModel;
class Session;

/// What goes in: the gallery of pictures, and the question, captions or text, with samples to click. Enter or a pause
/// in typing runs the model.
class InputPanel : public QWidget {
  Q_OBJECT

 public:
  InputPanel(Session& session, GalleryModel& gallery, const ActionRegistry& actions, QWidget* parent = nullptr);

  /// Runs with what is typed, at once.
  void run_now();
  /// Fills in words for a model that needs some, where a person wrote none: the scene's first question or captions.
  void offer_words();
  void focus_words();

 Q_SIGNALS:
  /// Of the gallery, to be opened.
  void pictureChosen(const std::filesystem::path& file);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  void show_model();
  void show_words();
  void show_samples();
  void use(const QString& text);
  QStringList samples() const;  ///< what may be clicked, and the first is offered by itself
  QString offer() const;
  void fit_gallery();
  void search_gallery();
  void show_folder();
  void note_answer();
  void switch_kind(const QString& kind);

  Session& session_;
  GalleryModel& gallery_;
  QWidget* pictures_;
  QWidget* folder_;  ///< which folder the gallery shows, while it shows one
  QLabel* folder_name_;
  QListView* list_;
  QLineEdit* search_;
  QSlider* size_;    ///< of the thumbnails; a double click gives the usual one back
  QWidget* second_;  ///< a second picture, for models that explain features
  QWidget* words_;
  QLabel* words_heading_;
  QPlainTextEdit* text_;
  QPlainTextEdit* pair_;  ///< a second sentence, for models that read pairs
  QLabel* hint_;
  QVBoxLayout* samples_;
  QWidget* space_;
  QTimer pause_;
  QString answers_to_;       ///< model and words that the gallery's answers belong to
  QStringList shown_texts_;  ///< the session's words that were shown last
  QString shown_pair_;
  QString offered_;                 ///< what was filled in last
  QString kind_;                    ///< what the words are now: captions, a question, a text
  QMap<QString, QString> written_;  ///< kind → what was last written, so that a model switch loses nothing
  bool showing_ = false;
};

}  // namespace rex::ui
