#pragma once

#include <string>
#include <string_view>

namespace rex::text {

/// A regular expression in Oniguruma's syntax (the one of Ruby, which tokenizer.json uses) as ICU spells it, to be
/// compiled with UREGEX_MULTILINE and UREGEX_UNIX_LINES. Throws std::invalid_argument, saying what ICU cannot do or
/// what is malformed; some malformed expressions are left for ICU to find.
std::string to_icu_syntax(std::string_view expression);

}  // namespace rex::text
