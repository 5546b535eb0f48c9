#pragma once

#include <QImage>
#include <QWidget>
#include <vector>

class QLabel;
class QPushButton;
class QScrollArea;

namespace rex {
struct Explanation;
}

namespace rex::ui {

class Session;

/// The maps of a sanity check in a row: the trained model's first, then one more layer random in each, with how alike
/// they are to the first.
class SanityStrip : public QWidget {
  Q_OBJECT

 public:
  explicit SanityStrip(Session& session, QWidget* parent = nullptr);

  int frames() const { return static_cast<int>(frames_.size()); }
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override { return sizeHint(); }
  void rebuild();
  void set_room(int height);  ///< for the maps and what stands under them

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  struct Frame {
    QImage picture;
    std::vector<float> words;  ///< shares 0…1, where there is no picture
    QString title, likeness;
  };
  Frame frame_of(const Explanation& explanation) const;

  Session& session_;
  std::vector<Frame> frames_;
  QSize frame_ = QSize(96, 72);
};

/// "Does the map follow what the model learnt?": makes the map again while the model forgets, layer by layer from the
/// output down, behind whatever a person asks, and says whether it changes as it should.
class SanityPanel : public QWidget {
  Q_OBJECT

 public:
  explicit SanityPanel(Session& session, QWidget* parent = nullptr);

 Q_SIGNALS:
  void saveRequested();  ///< as a table or a figure

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void refresh();

  Session& session_;
  QLabel* sentence_;
  QPushButton *check_, *save_;
  SanityStrip* strip_;
  QScrollArea* scroll_;
};

}  // namespace rex::ui
