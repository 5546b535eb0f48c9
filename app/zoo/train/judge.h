#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace rex::zoo {

/// How well one way to explain finds the objects that an answer rests on, on average over scenes.
struct GroundTruthScore {
  std::string method;  ///< registry name, or "random map", "centre prior"
  int explained = 0;   ///< how many answers were explained
  /// Share of maps whose maximum lies in the object, or within half a patch of it (pointing game, Zhang et al. 2018).
  double pointing = 0;
  double energy = 0;  ///< share of the positive relevance that lies on the object's visible pixels
  double iou = 0;     ///< of Otsu's mask of the map with the object's visible pixels
};

/// Explains right answers of the demo model in FOLDER (ViT, DETR or LXMERT) on COUNT held-out scenes with every method
/// that is no ablation: a class's main object, one detection a scene, the objects that a question's answer rests on.
/// A random map and one that only knows the picture's centre stand at the end. Throws Error for other models.
std::vector<GroundTruthScore> judge(const std::filesystem::path& folder, int count);

}  // namespace rex::zoo
