#pragma once

namespace rex {

/// What to do about a file that is not what its format says.
inline constexpr const char* save_file_again = "The file is damaged or incomplete: download or save it again.";

}  // namespace rex
