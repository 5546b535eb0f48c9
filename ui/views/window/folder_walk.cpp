#include "ui/views/window/folder_walk.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "ui/state/pictures_beside.h"
#include "ui/state/session.h"

namespace rex::ui {
namespace fs = std::filesystem;

FolderWalk::FolderWalk(Session& session, std::function<Canvas&()> canvas, QObject* parent)
    : QObject(parent), session_(session), canvas_(std::move(canvas)) {
  connect(&session_, &Session::explanationChanged, this, &FolderWalk::keep_what_is_asked);
}

bool FolderWalk::can_go() const { return session_.picture() && !session_.picture_file().empty(); }

void FolderWalk::go(int by) {
  if (!can_go()) return;
  const fs::path now = kept_ ? kept_->file : session_.picture_file();  // quick presses go on from where they lead
  const std::vector<fs::path> files = pictures_beside(now);
  const auto at = std::find(files.begin(), files.end(), now);
  if (files.size() < 2 || at == files.end()) return;
  const auto count = static_cast<int>(files.size());
  const auto next = ((static_cast<int>(at - files.begin()) + by) % count + count) % count;
  open(files[static_cast<std::size_t>(next)]);
}

void FolderWalk::open(const fs::path& file) {
  if (!kept_) kept_ = {{}, session_.explanation() ? session_.explanation()->target_label : "", canvas_().linked_view()};
  kept_->file = file;
  session_.open_picture(file);
}

void FolderWalk::keep_what_is_asked() {
  if (!kept_ || !session_.explanation() || !session_.answered()) return;
  if (session_.answered()->question.picture_file != kept_->file) return;
  const Kept kept = *std::exchange(kept_, std::nullopt);
  canvas_().set_linked_view(kept.view);
  if (session_.explanation()->target_label == kept.label) return;
  for (const Prediction& prediction : session_.answered()->predictions) {
    if (prediction.label == kept.label) return session_.set_target(prediction.target);
  }
}

}  // namespace rex::ui
