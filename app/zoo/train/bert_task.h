#pragma once

#include <memory>

#include "app/zoo/train/train_loop.h"

namespace rex::zoo {

/// Whether a short review from a templated grammar, with negation and contrast, is positive: demo-bert.
std::unique_ptr<TrainTask> bert_task();

}  // namespace rex::zoo
