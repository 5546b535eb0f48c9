// The normalizers of tokenizer.json: how a text is changed before it is cut into words.
#pragma once

#include <memory>

#include "core/text/description_part.h"
#include "core/text/unicode.h"

namespace rex::text {

/// One step, or a sequence of steps. Immutable; serves many threads.
class Normalizer {
 public:
  virtual ~Normalizer() = default;

  /// The changed CHARACTERS, each with its place in the text. A character that came in has the place of what it
  /// replaces or stands beside.
  virtual Characters apply(Characters characters) const = 0;
};

/// The normalizer that PART describes. Throws Error for kinds that are not known, and for settings that are no such.
std::unique_ptr<const Normalizer> read_normalizer(const DescriptionPart& part);

/// Appends each byte of the UTF-8 of CHARACTERS to BYTES, as the printable character that byte-level vocabularies spell
/// it by.
void append_spelled_bytes(std::span<const Character> characters, Characters& bytes);

}  // namespace rex::text
