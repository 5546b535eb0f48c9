#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <opencv2/core/types.hpp>
#include <vector>

#include "app/zoo/train/scene_batch.h"
#include "app/zoo/train/train_loop.h"
#include "core/models/open/open_model.h"

namespace rex::zoo {

/// Detecting every object of a scene: demo-detr. Trained as in Carion et al. 2020 with auxiliary decoder losses and a
/// dense class loss on the encoder's input tokens.
std::unique_ptr<TrainTask> detr_task();

/// The second half of demo-detr's training: a new decoder for the backbone and encoder of the demo-detr in SIBLINGS,
/// which stay as they are. What they make of many scenes is computed once, so that the decoder can see ten times as
/// many a second: a decoder needs long to learn not to find an object twice.
std::unique_ptr<TrainTask> detr_decoder_task(const std::filesystem::path& siblings);

/// The third part: the decoder of the demo-detr in SIBLINGS learns to look at the whole of each object, by the masks
/// that attention and relevancy make (query_masks.h), while what its queries say is held where it was.
std::unique_ptr<TrainTask> detr_masks_task(const std::filesystem::path& siblings);

/// The demo-detr in SIBLINGS, for tasks that build on it. Throws Error saying how to train it where it is missing.
OpenModel open_demo_detr(const std::filesystem::path& siblings);

/// What is to be found: `classes` [scenes, 6] int64 (-1: none) and `boxes` [scenes, 6, 4] centre x, centre y, width,
/// height in 0…1.
TrainTask::Batch detection_targets(const std::vector<Scene>& scenes);

/// Sizes of the batches that demo-detr knows: mostly square, some wide, some high, as pictures are. SMALL: of the first
/// part of its training.
cv::Size detection_size(std::uint64_t batch, bool small = false);

/// COUNT scenes of the seeds FIRST_SEED, … in the size of their batch of BATCH scenes.
std::vector<Scene> detection_scenes(const SceneSource& source, std::uint64_t first_seed, int count, int batch,
                                    bool small = false);

}  // namespace rex::zoo
