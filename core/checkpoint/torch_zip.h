// The zip archives that torch.save has written since 1.6: TOP/data.pkl and one record TOP/data/KEY for each storage.
#pragma once

#include <memory>

#include "core/checkpoint/contents.h"

namespace rex {

/// Reads data.pkl and checks every storage that it refers to. Takes TorchScript archives, too. Throws Error for
/// whatever is not a sound archive.
Contents read_torch_zip(std::shared_ptr<const MappedFile> file);

}  // namespace rex
