#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "core/checkpoint/element_type.h"
#include "core/checkpoint/storage.h"

namespace rex {

struct TensorInfo {
  ElementType type = ElementType::f32;
  std::vector<std::int64_t> shape;
  std::uint64_t bytes = 0;  // of the contiguous tensor: elements × element size

  std::uint64_t elements() const { return bytes / element_size(type); }
};

/// Elements × element size; throws Error (WHERE, WHAT) for negative extents, more than 64 of them, or a product that
/// does not fit.
std::uint64_t checked_bytes(const std::string& where, const std::string& what, ElementType type,
                            const std::vector<std::int64_t>& shape);

/// A tensor as it lies in a file: a checked strided view of a storage. Making one touches no data.
class StoredTensor {
 public:
  /// Row-major elements that fill STORAGE exactly. NAME is for messages.
  StoredTensor(const std::string& name, std::shared_ptr<const Storage> storage, ElementType type,
               std::vector<std::int64_t> shape);

  /// A strided view; OFFSET and STRIDES in elements. Throws Error where it leaves the storage.
  StoredTensor(const std::string& name, std::shared_ptr<const Storage> storage, ElementType type,
               std::vector<std::int64_t> shape, std::vector<std::int64_t> strides, std::int64_t offset);

  const TensorInfo& info() const { return info_; }
  const Storage& storage() const { return *storage_; }

  /// Contiguous CPU tensor of the file's own element type. It views the file where alignment, strides and byte order
  /// allow (and keeps the mapping alive), else it is a copy. Throws Error naming NAME where LibTorch has no such type.
  at::Tensor tensor(const std::string& name) const;

  /// Writes the elements row-major, little-endian, whatever their type.
  void write(std::ostream& stream) const;

 private:
  bool is_plain() const;  // contiguous and of this machine's byte order
  const char* data() const { return storage_->bytes().data() + offset_; }
  void copy_to(char* target) const;

  TensorInfo info_;
  std::shared_ptr<const Storage> storage_;
  std::vector<std::int64_t> strides_;  // in bytes
  std::uint64_t offset_ = 0;           // of the first element, in bytes
};

}  // namespace rex
