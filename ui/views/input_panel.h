#pragma once

#include <QTimer>
#include <QWidget>

class QLabel;
class QListView;
class QPlainTextEdit;
class QVBoxLayout;

namespace rex::ui {

class GalleryModel;
class Session;

/// What goes in: the gallery of pictures, and the question, captions or text, with samples to click. Enter or a pause
/// in typing runs the model.
class InputPanel : public QWidget {
  Q_OBJECT

 public:
  InputPanel(Session& session, GalleryModel& gallery, QWidget* parent = nullptr);

  /// Runs with what is typed, at once.
  void run_now();
  /// Fills in words for a model that needs some and has none: the scene's first question or captions.
  void offer_words();

 Q_SIGNALS:
  void openPictureRequested();

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void show_model();
  void show_samples();
  void use(const QString& text);

  Session& session_;
  GalleryModel& gallery_;
  QWidget* pictures_;
  QListView* list_;
  QWidget* words_;
  QLabel* words_heading_;
  QPlainTextEdit* text_;
  QLabel* hint_;
  QVBoxLayout* samples_;
  QTimer pause_;
  bool showing_ = false;
};

}  // namespace rex::ui
