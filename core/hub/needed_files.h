// Which files of a repository opening a model needs.
#pragma once

#include <string>
#include <vector>

#include "core/hub/repository.h"

namespace rex::hub {

/// The files of REPOSITORY that opening a model needs: its settings, vocabularies and names, and the weights in one
/// format: safetensors before torch files, one file before several. Throws Error where it holds no weights.
std::vector<HubFile> needed_files(const Repository& repository);

/// The file of REPOSITORY at PATH; null where there is none.
const HubFile* find_file(const Repository& repository, const std::string& path);

/// Whether NAME is one part of a path and no hidden file: nothing can leave the folder, whatever the hub lists.
bool is_plain_name(const std::string& name);

}  // namespace rex::hub
