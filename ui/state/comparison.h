#pragma once

#include <QString>
#include <memory>
#include <optional>
#include <vector>

#include "core/render/heat_map.h"
#include "ui/state/asked.h"

namespace rex {
struct Answered;
struct Explanation;
}  // namespace rex

namespace rex::ui {

class Session;

/// One panel of the comparison.
struct Compared {
  std::shared_ptr<const Answered> answered;
  std::shared_ptr<const Explanation> explanation;  ///< null: the difference of two
  int pin = -1;                                    ///< index into Session::pins(), or -1
  Asked asked;                                     ///< what makes it, compared with nothing
  QString title;                                   ///< what differs between the panels: method, target or words
  QString subtitle;                                ///< the rest
};

/// What SESSION compares, at most six: what is pinned, then the current explanation and the further methods and
/// targets that were asked for.
std::vector<Compared> comparison(const Session& session);

/// Which of PANELS shows the explanation at hand, of which the curves are that stand beside those of the others; unset
/// where none does.
std::optional<std::size_t> panel_at_hand(const Session& session, const std::vector<Compared>& panels);

/// First − second, each over its largest magnitude, where exactly two of one picture and one grid are compared.
std::optional<HeatMap> difference(const std::vector<Compared>& panels);

}  // namespace rex::ui
