#include "core/text/protobuf.h"

namespace rex::text {

std::optional<uint64_t> ProtobufReader::varint() {
  uint64_t value = 0;
  for (int shift = 0; shift < 64; shift += 7) {
    if (rest_.empty()) break;
    const auto byte = static_cast<unsigned char>(rest_.front());
    rest_.remove_prefix(1);
    value |= static_cast<uint64_t>(byte & 0x7F) << shift;
    if (byte < 0x80) return value;
  }
  broken_ = true;
  return {};
}

std::string_view ProtobufReader::take(uint64_t count) {
  if (count > rest_.size()) {
    broken_ = true;
    return {};
  }
  const std::string_view taken = rest_.substr(0, count);
  rest_.remove_prefix(count);
  return taken;
}

std::optional<ProtobufReader::Field> ProtobufReader::next() {
  if (rest_.empty() || broken_) return {};
  const auto key = varint();
  if (!key) return {};
  Field field;
  field.number = *key >> 3;
  switch (*key & 7) {
    case 0:
      field.value = varint().value_or(0);
      break;
    case 1:
    case 5: {
      const std::string_view bytes = take((*key & 7) == 1 ? 8 : 4);
      for (std::size_t i = bytes.size(); i > 0; --i) {
        field.value = field.value << 8 | static_cast<unsigned char>(bytes[i - 1]);
      }
      break;
    }
    case 2:
      if (const auto length = varint()) field.bytes = take(*length);
      break;
    default:
      broken_ = true;  // groups, which nobody writes any more
  }
  if (broken_) return {};
  return field;
}

}  // namespace rex::text
