#pragma once

#include <cstdint>
#include <memory>
#include <vector>

namespace rex {
struct Explanation;
struct Prediction;
}  // namespace rex

namespace rex::ui {

class Session;

/// Object queries of at least this probability are drawn without being chosen.
inline constexpr double confident_query = 0.5;

/// The object queries whose boxes are drawn: the confident ones, the target's and the one that is shown alone, without
/// what is hidden. HOVERED adds the one under the pointer. Best first; they point into the session's answered.
std::vector<const Prediction*> drawn_queries(const Session& session, bool hovered);

/// The numbers of the object queries that a figure draws, best first: as above without the pointer, or where boxes are
/// off the masks' ones.
std::vector<std::int64_t> figure_queries(const Session& session);

/// The explanations whose masks are drawn: the target's, or those of all confident queries; none while a head or a
/// token is looked at. Without what is hidden.
std::vector<std::shared_ptr<const Explanation>> drawn_masks(const Session& session);

}  // namespace rex::ui
