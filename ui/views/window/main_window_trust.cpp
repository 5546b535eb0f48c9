// Whether a map can be trusted: what if this were not there, the sanity check, negative evidence. Rows of the table of
// actions, with what they do.
#include "core/explain/method.h"
#include "ui/state/session.h"
#include "ui/state/view_history.h"
#include "ui/views/picture/picture_view.h"
#include "ui/views/window/main_window.h"

namespace rex::ui {
namespace {

constexpr double marked_share = 0.2;  // as the sentence under the faithfulness curves has it

}  // namespace

std::vector<ActionRecord> MainWindow::trust_actions() {
  const auto explained = [this] { return session_->explanation() != nullptr; };
  const auto takes_away = [this] { return session_->explanation() && !session_->without().empty(); };
  return {{.id = "brush",
           .text = tr("What if this were not there?"),
           .tip = tr("Take patches, regions or words away and see what the answer becomes"),
           .icon = "brush",
           .keys = {Qt::Key_R},
           .places = {Place::appearance_bar},
           .run = [this] { picture_->set_brushing(!picture_->brushing()); },
           .enabled = explained,
           .checked = [this] { return picture_->brushing(); }},
          {.id = "takeHeld",
           .text = tr("Take away what is held"),
           .tip = tr("Take the patch, region or word that is held away, or put it back"),
           .keys = {Qt::Key_Delete},
           .run = [this] { picture_->toggle_held(); },
           .enabled = explained},
          {.id = "takeMarked",
           .text = tr("Drop top 20 %"),
           .tip = tr("Take away the 20 % that the map marks most"),
           .places = {Place::brush_bar},
           .run = [this] { attempt([this] { picture_->take_marked(marked_share, false); }); },
           .enabled = explained},
          {.id = "keepMarked",
           .text = tr("Only top 20 %"),
           .tip = tr("Take away all but the 20 % that the map marks most"),
           .places = {Place::brush_bar},
           .run = [this] { attempt([this] { picture_->take_marked(marked_share, true); }); },
           .enabled = explained},
          {.id = "keepBrushed",
           .text = tr("Keep"),
           .tip = tr("Keep this view for comparing, as Pin does"),
           .places = {Place::brush_bar},
           .run = [this] { pin(); },
           .enabled = takes_away},
          {.id = "undoBrush",
           .text = tr("Step back"),
           .tip = tr("Back to the view before the last change"),
           .places = {Place::brush_bar},
           .run = [this] { history_->undo(); },
           .enabled = [this] { return history_->can_undo(); }},
          {.id = "putBack",
           .text = tr("Put back"),
           .tip = tr("Put everything back that was taken away"),
           .keys = {QKeySequence(Qt::SHIFT | Qt::Key_R)},
           .places = {Place::brush_bar},
           .run = [this] { session_->set_without({}); },
           .enabled = takes_away},
          {.id = "checkSanity",
           .text = tr("Check the map"),
           .tip = tr("Make the map again while the model forgets, layer by layer: it should change"),
           .run =
               [this] {
                 bring_up("sanityDock");
                 session_->check_sanity();
               },
           .enabled = explained},
          {.id = "negativeEvidence",
           .text = tr("Negative evidence"),
           .tip = tr("Show also what speaks against the answer, which the papers clamp to 0"),
           .icon = "signed",
           .keys = {Qt::Key_N},
           .places = {Place::appearance_bar},
           .run = [this] { session_->set_negative_evidence(!session_->asked().negative_evidence); },
           .enabled =
               [this] {
                 return session_->explanation() != nullptr &&
                        explanation_method(session_->method().toStdString()).clamps();
               },
           .checked = [this] { return session_->asked().negative_evidence; }}};
}

}  // namespace rex::ui
