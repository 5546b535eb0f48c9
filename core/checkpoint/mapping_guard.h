#pragma once

#include <cstddef>

namespace rex {

/// Keeps the program alive when somebody cuts a file that is mapped into memory. Touching a page behind the file's new
/// end raises SIGBUS; for addresses inside guarded mappings a handler puts zeros from that page to the mapping's end
/// and sets damaged(). Whoever reads a mapping asks for it afterwards and throws its results away. Any other SIGBUS
/// goes where it would have gone without us.
class MappingGuard {
 public:
  /// Guards SIZE bytes from BEGIN, which lies on a page's start. Throws Error where more than a thousand are guarded.
  MappingGuard(const void* begin, std::size_t size);
  /// To be called before the mapping goes.
  ~MappingGuard();
  MappingGuard(const MappingGuard&) = delete;
  MappingGuard& operator=(const MappingGuard&) = delete;

  bool damaged() const;

 private:
  std::size_t slot_;
};

}  // namespace rex
