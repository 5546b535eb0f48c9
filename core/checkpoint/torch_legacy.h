// What torch.save wrote before 1.6: five pickles end to end (magic number, protocol, system, object, storage keys),
// then for each key an int64 count of elements and the raw elements.
#pragma once

#include <memory>

#include "core/checkpoint/contents.h"

namespace rex {

/// Reads the pickles and checks that every storage lies in the file. Throws Error for whatever is not a sound file.
Contents read_torch_legacy(std::shared_ptr<const MappedFile> file);

}  // namespace rex
