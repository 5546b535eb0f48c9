#include "core/checkpoint/stored_tensor.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>

#include "core/base/error.h"
#include "core/base/printable.h"

namespace rex {
namespace {

static_assert(std::endian::native == std::endian::little, "the formats are little-endian and so is this reader");

constexpr std::size_t most_dimensions = 64;  // what ATen's iterators can hold
constexpr const char* damaged_tensor = "The file is damaged or was tampered with: download or save it again.";

std::string about(const std::string& name) { return "tensor \"" + printable(name) + "\""; }

std::string describe(const std::vector<std::int64_t>& shape) {
  std::string text = "[";
  for (std::size_t i = 0; i < shape.size() && i < 8; ++i) text += (i ? ", " : "") + std::to_string(shape[i]);
  return text + (shape.size() > 8 ? ", …]" : "]");
}

std::vector<std::int64_t> row_major(const std::vector<std::int64_t>& shape) {
  std::vector<std::int64_t> strides(shape.size());
  std::int64_t step = 1;
  for (std::size_t i = shape.size(); i-- > 0;) {
    strides[i] = step;
    step *= std::max<std::int64_t>(shape[i], 1);
  }
  return strides;
}

std::string file_of(const Storage& storage) { return printable(storage.file().path().string(), 1000); }

}  // namespace

std::uint64_t checked_bytes(const std::string& where, const std::string& what, ElementType type,
                            const std::vector<std::int64_t>& shape) {
  if (shape.size() > most_dimensions) {
    throw Error(where, what + " has " + std::to_string(shape.size()) + " dimensions, more than 64", damaged_tensor);
  }
  // The product over max(extent, 1) must fit too: LibTorch computes strides from it even for an empty tensor.
  auto spread = static_cast<std::int64_t>(element_size(type));
  bool empty = false;
  for (const std::int64_t extent : shape) {
    if (extent < 0) throw Error(where, what + " has the negative extent " + std::to_string(extent), damaged_tensor);
    empty = empty || extent == 0;
    if (__builtin_mul_overflow(spread, std::max<std::int64_t>(extent, 1), &spread)) {
      throw Error(where, what + " claims the shape " + describe(shape) + ", more than any memory holds",
                  damaged_tensor);
    }
  }
  return empty ? 0 : static_cast<std::uint64_t>(spread);
}

StoredTensor::StoredTensor(const std::string& name, std::shared_ptr<const Storage> storage, ElementType type,
                           std::vector<std::int64_t> shape)
    : info_{type, std::move(shape), 0}, storage_(std::move(storage)) {
  const std::string where = file_of(*storage_);
  info_.bytes = checked_bytes(where, about(name), type, info_.shape);
  if (info_.bytes != storage_->bytes().size()) {
    throw Error(where,
                about(name) + " has " + std::to_string(storage_->bytes().size()) + " bytes where its shape " +
                    describe(info_.shape) + " of " + element_type_name(type) + " needs " + std::to_string(info_.bytes),
                damaged_tensor);
  }
  strides_ = row_major(info_.shape);
  for (std::int64_t& stride : strides_) stride *= static_cast<std::int64_t>(element_size(type));
}

StoredTensor::StoredTensor(const std::string& name, std::shared_ptr<const Storage> storage, ElementType type,
                           std::vector<std::int64_t> shape, std::vector<std::int64_t> strides, std::int64_t offset)
    : info_{type, std::move(shape), 0}, storage_(std::move(storage)), strides_(std::move(strides)) {
  const std::string where = file_of(*storage_);
  info_.bytes = checked_bytes(where, about(name), type, info_.shape);
  if (strides_.size() != info_.shape.size()) {
    throw Error(where, about(name) + " has a shape and strides of different lengths", damaged_tensor);
  }
  if (offset < 0) throw Error(where, about(name) + " starts before its storage", damaged_tensor);
  if (info_.bytes == 0) {  // no element is read, whatever offset and strides say
    strides_ = row_major(info_.shape);
    return;
  }
  const auto size = static_cast<std::int64_t>(element_size(type));
  const auto available = static_cast<std::int64_t>(storage_->bytes().size());
  std::int64_t end = 0;  // byte behind the last element
  bool fits = !__builtin_add_overflow(offset, 1, &end) && !__builtin_mul_overflow(end, size, &end);
  for (std::size_t i = 0; i < strides_.size() && fits; ++i) {
    if (strides_[i] < 0) throw Error(where, about(name) + " has a negative stride", damaged_tensor);
    if (info_.shape[i] == 1) strides_[i] = 0;  // never stepped along
    std::int64_t reach = 0;
    fits = !__builtin_mul_overflow(strides_[i], size, &strides_[i]) &&
           !__builtin_mul_overflow(strides_[i], info_.shape[i] - 1, &reach) &&
           !__builtin_add_overflow(end, reach, &end);
  }
  if (!fits || end > available) {
    throw Error(where,
                about(name) + " of shape " + describe(info_.shape) + " reaches past the end of its storage of " +
                    std::to_string(available) + " bytes",
                damaged_tensor);
  }
  offset_ = static_cast<std::uint64_t>(offset) * static_cast<std::uint64_t>(size);
}

bool StoredTensor::is_plain() const {
  if (storage_->big_endian() && component_size(info_.type) > 1) return false;
  const std::vector<std::int64_t> dense = row_major(info_.shape);
  const auto size = static_cast<std::int64_t>(element_size(info_.type));
  for (std::size_t i = 0; i < dense.size(); ++i) {
    if (info_.shape[i] > 1 && strides_[i] != dense[i] * size) return false;
  }
  return true;
}

void StoredTensor::copy_to(char* target) const {
  if (info_.bytes == 0) return;
  const std::size_t size = element_size(info_.type);
  if (is_plain()) {
    std::memcpy(target, data(), info_.bytes);
  } else {
    // An odometer over all dimensions; the last turns fastest.
    std::vector<std::int64_t> index(info_.shape.size(), 0);
    std::int64_t source = 0;
    for (std::uint64_t i = 0; i < info_.elements(); ++i) {
      std::memcpy(target + i * size, data() + source, size);
      for (std::size_t d = index.size(); d-- > 0;) {
        source += strides_[d];
        if (++index[d] < info_.shape[d]) break;
        source -= strides_[d] * info_.shape[d];
        index[d] = 0;
      }
    }
  }
  if (storage_->big_endian()) {
    const std::size_t part = component_size(info_.type);
    for (std::uint64_t at = 0; at < info_.bytes; at += part) std::reverse(target + at, target + at + part);
  }
}

at::Tensor StoredTensor::tensor(const std::string& name) const {
  const auto scalar = scalar_type(info_.type);
  if (!scalar) {
    throw Error(
        file_of(*storage_),
        about(name) + " has the element type " + element_type_name(info_.type) + ", which LibTorch does not know",
        "Save it as F32, F16 or BF16.");
  }
  const auto options = at::TensorOptions().dtype(*scalar);
  storage_->verify();
  const std::size_t alignment = component_size(info_.type);
  if (info_.bytes == 0) return at::empty(info_.shape, options);
  if (is_plain() && reinterpret_cast<std::uintptr_t>(data()) % alignment == 0) {
    // The mapping is private and writable, so a constant view of it may be handed out as a tensor's memory.
    return at::from_blob(
        const_cast<char*>(data()), info_.shape, [keep = storage_](void*) {}, options);
  }
  at::Tensor copy = at::empty(info_.shape, options);
  copy_to(static_cast<char*>(copy.data_ptr()));
  return copy;
}

void StoredTensor::write(std::ostream& stream) const {
  storage_->verify();
  if (is_plain()) {
    stream.write(data(), static_cast<std::streamsize>(info_.bytes));
    return;
  }
  std::string copy(info_.bytes, '\0');
  copy_to(copy.data());
  stream.write(copy.data(), static_cast<std::streamsize>(copy.size()));
}

}  // namespace rex
