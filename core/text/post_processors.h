#pragma once

#include "core/text/description_part.h"
#include "core/text/post_processor.h"

namespace rex::text {

/// The post-processor of tokenizer.json that PART describes. Throws Error for kinds that are not known, and for
/// settings that are no such.
PostProcessor read_post_processor(const DescriptionPart& part);

}  // namespace rex::text
