#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <map>
#include <string>

#include "app/zoo/words/questions.h"

namespace rex::zoo {

/// Which patches the answer to a question rests on: every patch tells it, long before the answer is known as a rule, so
/// that a small model learns to look where its answer stands. Helps training and is no part of the model.
class EvidencePatches {
 public:
  /// For patches of HIDDEN numbers.
  explicit EvidencePatches(std::int64_t hidden);

  std::map<std::string, at::Tensor> parameters() const {
    return {{"evidence.weight", weight_}, {"evidence.bias", bias_}};
  }

  /// The truth of QUESTION about SCENE on ROWS × COLUMNS patches, of which OBJECTS [ROWS · COLUMNS] tells what object
  /// each shows, as cell_objects() does: [2, ROWS · COLUMNS] int64, first what a patch shows (0: nothing that counts,
  /// 1: what the answer names or counts, 2: what a relation refers to), then 1 where the middle of what the answer
  /// names or counts lies.
  static at::Tensor truth(const Scene& scene, const Question& question, const at::Tensor& objects, std::int64_t rows,
                          std::int64_t columns);

  /// The loss of PATCHES [questions, patches, hidden], which should know TRUTH [questions, 2, patches].
  at::Tensor loss(const at::Tensor& patches, const at::Tensor& truth) const;

 private:
  at::Tensor weight_, bias_;
};

}  // namespace rex::zoo
