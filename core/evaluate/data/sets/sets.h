// The makers of the data sets, one file each; data_set.cpp lists them.
#pragma once

#include <memory>

#include "core/evaluate/data/sets/data_set.h"

namespace rex::evaluate {

std::unique_ptr<DataSet> open_scenes(const DataOptions& options, const ModelDescription& model);
std::unique_ptr<DataSet> open_image_folders(const DataOptions& options, const ModelDescription& model);
std::unique_ptr<DataSet> open_segmentation_mat(const DataOptions& options, const ModelDescription& model);
std::unique_ptr<DataSet> open_voc(const DataOptions& options, const ModelDescription& model);
std::unique_ptr<DataSet> open_coco(const DataOptions& options, const ModelDescription& model);
std::unique_ptr<DataSet> open_vqa(const DataOptions& options, const ModelDescription& model);
std::unique_ptr<DataSet> open_eraser(const DataOptions& options, const ModelDescription& model);

/// The picture of FILE. Throws Error naming it where it is missing or damaged.
std::shared_ptr<const Picture> picture_of(const std::filesystem::path& file);

/// Puts the picture FILE into QUESTION, and the regions of FOLDER beside it where that is not empty.
void set_picture(Question& question, const std::filesystem::path& file, const std::filesystem::path& regions);

/// NAMES that MODEL has no label for, "a, b, c, … (12)"; empty where it knows all, or tells no labels at all.
std::string unknown_labels(const std::vector<std::string>& names, const ModelDescription& model);

}  // namespace rex::evaluate
