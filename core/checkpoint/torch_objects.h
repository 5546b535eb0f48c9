// What torch.save puts into pickles: how tensors are rebuilt, which names may occur, where storages are.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/checkpoint/pickle.h"
#include "core/checkpoint/stored_tensor.h"

namespace rex {

/// What the names of a torch.save pickle may do. Tensor rebuilding, storages, element types, containers and a few
/// settings objects are known. Classes of other programs are foreign: what the pickle wants made of them is data that
/// is read past. Names that only a file which wants to run something would hold are refused.
GlobalUse torch_global(std::string_view name);

/// A persistent id: the storage that a tensor views.
struct StorageId {
  std::string key;
  std::optional<ElementType> type;  // none for untyped storages, whose elements are bytes
  std::int64_t elements = 0;

  // Legacy files: the storage may be a part of the one called `key`.
  std::int64_t part_offset = 0;  // in elements
  std::optional<std::int64_t> part_elements;

  std::uint64_t element_bytes() const { return type ? element_size(*type) : 1; }
};

/// Makes checked tensors of a pickle's inert objects.
class TorchObjects {
 public:
  /// The bytes of a storage; throws Error where the file does not hold them.
  using FindStorage = std::function<std::shared_ptr<const Storage>(const StorageId& id)>;

  TorchObjects(std::string where, FindStorage find_storage)
      : where_(std::move(where)), find_storage_(std::move(find_storage)) {}

  /// The persistent id's fields; throws Error where it is not a storage's.
  StorageId storage_id(const PickleValue& persistent) const;

  /// All storages that PICKLE refers to, each checked.
  std::vector<StorageId> storage_ids(const Pickle& pickle) const;

  /// Whether VALUE rebuilds a tensor or parameter.
  static bool is_tensor(const PickleValue& value);

  /// That tensor; NAME is for messages. Throws Error where its arguments are odd or leave the storage.
  StoredTensor tensor(const std::string& name, const PickleValue& value) const;

 private:
  [[noreturn]] void refuse(const std::string& what) const;
  std::int64_t integer(const std::string& what, const PickleValue* value) const;
  std::vector<std::int64_t> integers(const std::string& what, const PickleValue* value) const;

  std::string where_;
  FindStorage find_storage_;
};

}  // namespace rex
