// SHA-256 (FIPS 180-4), for golden data that pin a whole array by its digest.
#pragma once

#include <string>
#include <string_view>

namespace rex::test {

/// The digest of BYTES in lower-case hexadecimal.
std::string sha256(std::string_view bytes);

}  // namespace rex::test
