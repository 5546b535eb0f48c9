#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace rex::text {

/// Reads the fields of one message of Protocol Buffers' wire format in their order. Borrows the bytes.
class ProtobufReader {
 public:
  struct Field {
    uint64_t number = 0;
    uint64_t value = 0;      ///< of a varint, or the bits of a fixed number
    std::string_view bytes;  ///< of a text or a message
  };

  explicit ProtobufReader(std::string_view message) : rest_(message) {}

  /// The next field; nothing at the end, and where the message is broken (then is_broken()).
  std::optional<Field> next();

  bool is_broken() const { return broken_; }

 private:
  std::optional<uint64_t> varint();
  std::string_view take(uint64_t count);

  std::string_view rest_;
  bool broken_ = false;
};

}  // namespace rex::text
