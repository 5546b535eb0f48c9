#pragma once

#include <QWidget>
#include <memory>

#include "core/evaluate/protocols/input_removal.h"
#include "ui/state/selection.h"
#include "ui/views/panels/details_panel.h"
#include "ui/views/picture/canvas.h"

class QLabel;
class QTimer;

namespace rex {
struct Explanation;
}

namespace rex::ui {

class ActionRegistry;
class AppearanceBar;
class BrushBar;
class Session;
class TokenStrip;

/// The centre of the window: canvas, floating appearance strip, words. It turns session, selection and appearance into
/// what the canvas draws, and the canvas's pointer into the selection.
class PictureView : public QWidget {
  Q_OBJECT

 public:
  PictureView(Session& session, const ActionRegistry& actions, QWidget* parent = nullptr);

  Canvas& canvas() { return *canvas_; }
  TokenStrip& words() { return *words_; }

  /// "What if this were not there?": whether the pointer takes patches, regions and words away.
  void set_brushing(bool on);
  bool brushing() const { return canvas_->brushing(); }
  /// Whether a pointer that rests on a patch or region shows what that relates to.
  void set_previewing(bool on);
  bool previewing() const { return previews_; }
  /// Takes away what the selection holds, or puts it back.
  void toggle_held();
  /// Takes away the SHARE that is marked most in what is shown, beside what is gone; OTHERS: all else instead.
  void take_marked(double share, bool others);

 Q_SIGNALS:
  /// What is under the pointer or held, for the details panel: empty where there is nothing.
  void pointed(const rex::ui::DetailRows& rows);

 protected:
  void resizeEvent(QResizeEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void refresh();
  struct Pointer {
    QPointF point;  ///< in the picture
    int place = -1, box = -1;
  };
  void show_place(QPointF point, int place, int box);
  void show_details();
  void toggle_token(int place, bool more);
  void wait_with_preview();
  void take_away(evaluate::Part part, const std::vector<std::int64_t>& places, bool restore);
  std::vector<BrushPlace> brush_places() const;
  DetailRows place_rows(const Pointer& pointer) const;
  DetailRows value_rows(const TokenPlace& token, const ShownPart& part) const;  ///< value and rank in what PART shows
  DetailRows token_rows(const TokenPlace& token) const;                         ///< what it relates to
  CanvasOutline contour(const HeatMap& heat, const Scale& scale);
  void place_appearance();
  std::vector<CanvasBox> boxes() const;
  const std::vector<CanvasOutline>& outlines();

  Session& session_;
  Canvas* canvas_;
  TokenStrip* words_;
  AppearanceBar* appearance_;
  BrushBar* brush_;
  QLabel* title_;
  QTimer *dim_, *rest_;
  bool previews_ = true;
  std::optional<Pointer> pointer_;  ///< over the picture
  /// Outlines are kept, so that a change of opacity draws no mask anew.
  struct Outlined {
    std::vector<std::shared_ptr<const Explanation>> masks;
    std::vector<CanvasOutline> outlines;
  } outlined_;
  struct Contoured {
    std::vector<float> values;
    Scale scale;
    Interpolation interpolation = Interpolation::smooth;
    std::vector<Outline> lines;
  } contoured_;
};

}  // namespace rex::ui
