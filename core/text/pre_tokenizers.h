// The pre-tokenizers of tokenizer.json: how a normalised text is cut into words.
#pragma once

#include <memory>

#include "core/text/description_part.h"
#include "core/text/pieces.h"

namespace rex::text {

/// One step, or a sequence of steps. Immutable; serves many threads.
class PreTokenizer {
 public:
  virtual ~PreTokenizer() = default;

  /// Cuts each piece further, and may change its characters.
  virtual Pieces apply(Pieces pieces) const = 0;
};

/// The pre-tokenizer that PART describes. Throws Error for kinds that are not known, and for settings that are no such.
std::unique_ptr<const PreTokenizer> read_pre_tokenizer(const DescriptionPart& part);

}  // namespace rex::text
