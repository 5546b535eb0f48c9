#pragma once

#include <QObject>
#include <QTimer>
#include <memory>
#include <optional>
#include <vector>

#include "core/render/appearance.h"
#include "ui/state/asked.h"
#include "ui/state/selection.h"

namespace rex::ui {

class Session;

/// All that a person sees, as finished values: to go back to it, nothing runs.
struct SeenView {
  Asked asked;
  std::shared_ptr<const ModelInfo> model;
  std::shared_ptr<const Answered> answered;
  std::shared_ptr<const Explanation> explanation;
  std::vector<std::shared_ptr<const Explanation>> compared, detections;
  bool comparing = false;  ///< whether they stand side by side
  double explain_seconds = 0;
  Appearance appearance;
  HeadValues head_values = HeadValues::weighted;
  std::optional<int> step;  ///< what is held of the explanation
  std::vector<TokenPlace> tokens;
  std::optional<HeadPlace> head;
  QueryVisibility visibility;

  /// Whether a person sees the same: explanations by identity.
  bool operator==(const SeenView& other) const;
};

/// The views that a person had, in order: undo and redo of every change of model, picture, words, target, method,
/// layers, comparison, appearance and of what is held. Changes within a moment, a slider's, are one.
class ViewHistory : public QObject {
  Q_OBJECT

 public:
  explicit ViewHistory(Session& session, QObject* parent = nullptr);

  bool can_undo() const;
  bool can_redo() const { return now_ + 1 < static_cast<int>(views_.size()); }
  void undo();
  void redo();

 Q_SIGNALS:
  void changed();  ///< can_undo() or can_redo() may be others

 private:
  void remember();
  void go_to(int index);

  Session& session_;
  std::vector<SeenView> views_;  ///< oldest first
  int now_ = -1;
  QTimer pause_;
};

}  // namespace rex::ui
