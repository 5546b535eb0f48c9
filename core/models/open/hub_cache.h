// Hugging Face's download cache: a folder models--OWNER--NAME for each repository, with blobs/, snapshots/REVISION/ and
// refs/BRANCH, which holds a revision. https://huggingface.co/docs/huggingface_hub/guides/manage-cache
#pragma once

#include <filesystem>
#include <string>

namespace rex {

/// The repository ("owner/name") that FOLDER or one of its snapshots belongs to; empty for every other folder.
std::string hub_name(const std::filesystem::path& folder);

/// The snapshot of the repository in FOLDER: that which refs/main names, else the newest with weights; of equally new
/// ones the first by name. FOLDER itself where it is no repository of the cache, or has no snapshot.
std::filesystem::path hub_snapshot(const std::filesystem::path& folder);

}  // namespace rex
