// How faithful one explanation is: the answer's probability while what it marks goes, beside raw attention and random
// orders. Runs in small parts, so that a window shows the curves as they arrive.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/evaluate/curve.h"
#include "core/evaluate/protocols/input_removal.h"
#include "core/evaluate/protocols/perturbation.h"
#include "core/evaluate/protocols/removal_plan.h"
#include "core/evaluate/protocols/scene_truth.h"
#include "core/explain/inquiry.h"

namespace rex::evaluate {

struct FaithfulnessOptions {
  std::optional<Part> part = {};  ///< unset: patches, regions or words, the first that the model reads
  Replacement replacement = Replacement::mean;
  int random_orders = 5;
  std::uint32_t seed = 1;

  bool operator==(const FaithfulnessOptions&) const = default;
};

/// Fractions of the part that are removed: 0 is the clean input.
const std::vector<double>& faithfulness_fractions();

/// One order's curve of the probability of the target; shorter than the fractions while it runs.
struct OrderCurve {
  std::string name;  ///< "generic, most relevant first"
  First first = First::most_relevant;
  Curve curve;
  std::string method = {};  ///< whose map is ranked
  std::string title = {};   ///< of a map that is compared: in what it differs from the one at hand, "Rollout", "dog"
  bool pinned = false;      ///< compared as what was pinned, not as a further method or target
};

/// The curves so far, as finished values.
struct Faithfulness {
  Part part = Part::patches;
  FaithfulnessOptions options;
  std::string target;             ///< "cat"
  double clean = 0;               ///< the probability before anything goes
  OrderCurve most, least;         ///< of the explanation
  std::optional<OrderCurve> raw;  ///< raw attention, most relevant first
  std::vector<Curve> random;      ///< of random orders
  /// Of other maps, most relevant first: by other methods, of other targets (whose probability it is) or inputs.
  std::vector<OrderCurve> compared = {};
  Curve random_mean;  ///< over those that are there; empty without
  std::optional<double>
      area;  ///< between least and most relevant first, 0…1 (symmetric relevance gain); when both are whole
  bool complete = false;
  std::optional<SceneScore> truth;  ///< where the picture comes with annotations: the map beside them

  /// "Removing the 20 % that it marks lowers cat from 0.98 to 0.31; random removal to 0.93." Empty until that is known.
  std::string sentence() const;
};

/// The part of KIND's input that is removed where none is chosen. Throws Error where the model reads none.
Part usual_part(const ModelKind& kind);

/// The run of one explanation. Not for several threads.
class FaithfulnessRun {
 public:
  /// MODEL answered ANSWERED; EXPLANATION is ranked, and RAW, raw attention for the same target, beside it (null: left
  /// out). ALONE: the most relevant first and no other order. MODEL must outlive this. Throws Error where the part
  /// cannot be ranked. step() throws Cancelled once STOP is asked for.
  FaithfulnessRun(const OpenModel& model, std::shared_ptr<const Answered> answered,
                  std::shared_ptr<const Explanation> explanation, std::shared_ptr<const Explanation> raw,
                  const FaithfulnessOptions& options, const std::stop_token& stop = {}, bool alone = false);
  ~FaithfulnessRun();

  /// Also measures OTHER, of the same input by another method or of another target, whose probability its curve is,
  /// most relevant first: after all that was added before. Throws Error where the part cannot be ranked by it, or its
  /// target has other words that go.
  void compare(const std::shared_ptr<const Explanation>& other);

  /// Runs the next few removals; false where all are done.
  bool step();

  Faithfulness result() const;

 private:
  struct Order;
  void add(Order order, const Ranking& ranking, First first);
  std::vector<double> probabilities(const Order& order) const;

  std::shared_ptr<const Answered> answered_;
  std::shared_ptr<const Explanation> explanation_;
  FaithfulnessOptions options_;
  Part part_;
  std::unique_ptr<InputRemoval> removal_;
  std::unique_ptr<PlainScores> scores_;
  std::unique_ptr<RemovalPlan> plan_;
  std::vector<std::int64_t> places_;  // that can be removed
  std::vector<Order> orders_;         // in the order in which they run
  std::size_t done_ = 0;              // removals of all orders, one after the other
};

/// The name and title, still without values, of OTHER beside EXPLANATION, of which Faithfulness::most is; INPUT says
/// what else it looked at, empty where it is the same input.
OrderCurve curve_beside(const Explanation& explanation, const Explanation& other, const std::string& input = {});

/// "order,fraction,probability" with a head line, as RFC 4180 writes it.
std::string to_csv(const Faithfulness& faithfulness);

}  // namespace rex::evaluate
