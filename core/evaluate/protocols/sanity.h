// Does a map follow what the model learnt? It is made again while the model forgets, layer by layer from the output
// down (Adebayo et al. 2018), and compared with what it was. Runs in small parts, so that a window shows it as it goes.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/explain/inquiry.h"

namespace rex::evaluate {

class RandomisedModel;

/// The map after one more layer became random.
struct SanityStep {
  std::string layer;           ///< by its parameters: "vit.encoder.layer.3"
  double spearman = 0;         ///< rank correlation of |map| with the trained model's, −1…1
  std::optional<double> ssim;  ///< structural similarity, Gaussian 11 × 11, range 1; unset for grids smaller than that
  std::shared_ptr<const Explanation> explanation;  ///< of the random model, without steps, matrices and maps of heads
};

/// What is known so far, as a finished value.
struct Sanity {
  std::string method, target;
  std::size_t layers = 0;         ///< that there are; steps has as many when complete
  std::vector<SanityStep> steps;  ///< the first: the layer next to the output is random
  bool complete = false;

  /// "The map changes as the model forgets, as it should: with all 8 layers random its rank correlation with the
  /// trained model's is 0.12." Empty while it runs.
  std::string sentence() const;
};

/// Below this rank correlation (ours) a map of a wholly random model counts as another one.
inline constexpr double sane_correlation = 0.5;

/// The run of one explanation. Not for several threads; MODEL is random between step() and the end of this.
class SanityRun {
 public:
  /// MODEL answered ANSWERED, and EXPLANATION explains it. MODEL must outlive this, and nobody else may use it. Throws
  /// Cancelled when STOP is asked for, Error where the explanation ranks nothing.
  SanityRun(const OpenModel& model, std::shared_ptr<const Answered> answered,
            std::shared_ptr<const Explanation> explanation, std::uint32_t seed, const std::stop_token& stop);
  ~SanityRun();

  /// Makes the next layer random and explains again; false where all are. Throws Cancelled.
  bool step(const std::stop_token& stop);

  const Sanity& result() const { return result_; }

 private:
  std::shared_ptr<const Answered> answered_;
  std::shared_ptr<const Explanation> explanation_;
  Model& model_;
  std::unique_ptr<RandomisedModel> randomised_;
  Sanity result_;
};

/// "layers_random,layer,spearman,ssim" with a head line, as RFC 4180 writes it.
std::string to_csv(const Sanity& sanity);

}  // namespace rex::evaluate
