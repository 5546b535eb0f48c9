#pragma once

#include <QByteArray>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/evaluate/protocols/faithfulness.h"
#include "core/explain/shown/shown_part.h"
#include "core/render/appearance.h"
#include "core/render/overlay.h"
#include "ui/state/asked.h"
#include "ui/state/selection.h"

namespace rex::ui {

/// What is held of an explanation, spelled: it is looked up when the explanation is there.
struct SavedSelection {
  std::optional<int> step;             ///< index into Explanation::steps
  std::string token, head;             ///< as parse_token() and parse_head() read them; empty: none
  std::vector<std::string> more = {};  ///< tokens that are held beside that one, and summed with it
  HeadValues head_values = HeadValues::weighted;
  QueryVisibility visibility;
};

/// What a session file holds; a finished value that threads may pass on.
struct SavedSession {
  Asked asked;              ///< with the pictures themselves, which the file names
  std::vector<Asked> pins;  ///< what is pinned, likewise
  std::string model_hash;   ///< of the weights that it was saved with
  std::string model_name;   ///< looked for where its folder is gone
  bool carries = false;     ///< whether the file holds pictures and regions themselves, for other machines
  QByteArray preview;       ///< a small PNG of what was on screen, for file managers; may be empty
  /// What has changed since: of the files, when it was read. Before it is written: what cannot be kept. Not in the
  /// file.
  QStringList warnings;
  std::shared_ptr<const PicturePyramid> pyramid;  ///< of the picture; null where there is none. Not in the file
  Appearance appearance;
  SavedSelection selection;
  std::optional<evaluate::FaithfulnessOptions> faithfulness;  ///< whether and how it was measured
  bool comparing = false;                                     ///< whether what is compared stood side by side
};

}  // namespace rex::ui
