#include "core/checkpoint/torch_legacy.h"

#include <map>
#include <string>

#include "core/base/error.h"
#include "core/base/printable.h"
#include "core/checkpoint/bytes.h"
#include "core/checkpoint/remedies.h"
#include "core/checkpoint/state_dict.h"
#include "core/checkpoint/torch_objects.h"

namespace rex {
namespace {

using Kind = PickleValue::Kind;

constexpr std::string_view legacy_magic{"\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19", 10};  // 0x1950a86a20f9469cfc6c
constexpr std::int64_t known_protocol = 1001;
constexpr std::size_t preamble_limit = 100'000;  // bytes that the values of one pickle may take
constexpr std::size_t keys_limit = 20'000'000;

class LegacyFile {
 public:
  explicit LegacyFile(std::shared_ptr<const MappedFile> file)
      : file_(std::move(file)), where_(printable(file_->path().string(), 1000)), rest_(file_->bytes()) {}

  Contents read() {
    const Pickle first = next(preamble_limit);
    if (!first.root().is(Kind::big_integer) || first.root().text != legacy_magic) {
      throw Error(where_, "is a Python pickle, but not one that torch.save wrote",
                  "Save the weights with torch.save(model.state_dict(), …).");
    }
    const Pickle protocol = next(preamble_limit);
    if (!protocol.root().is(Kind::integer) || protocol.root().integer != known_protocol) {
      refuse("is of an unknown torch.save protocol");
    }
    next(preamble_limit);  // the writer's integer sizes and byte order, which change nothing: the elements are
                           // little-endian
    const Pickle object = next(Pickle::usual_limit);
    const Pickle keys = next(keys_limit);
    const TorchObjects objects(where_, [this](const StorageId& id) { return storage(id); });
    read_storages(keys.root(), objects.storage_ids(object));

    Contents contents;
    contents.format = "torch legacy";
    contents.foreign_globals = object.foreign_globals();
    read_state_dict(where_, object.root(), objects, contents);
    return contents;
  }

 private:
  [[noreturn]] void refuse(const std::string& what) const { throw Error(where_, what, save_file_again); }

  Pickle next(std::size_t limit) {
    Pickle pickle = Pickle::read(rest_, where_, torch_global, limit);
    rest_.remove_prefix(pickle.length());
    return pickle;
  }

  /// Finds each storage's bytes, in the order of KEYS. How long an element is only the references say.
  void read_storages(const PickleValue& keys, const std::vector<StorageId>& references) {
    if (!keys.is(Kind::list)) refuse("lacks the list of its storages");
    std::map<std::string, std::uint64_t> element_bytes;
    for (const StorageId& id : references) {
      const auto [known, added] = element_bytes.emplace(id.key, id.element_bytes());
      if (!added && known->second != id.element_bytes()) refuse("storage \"" + printable(id.key) + "\" has two types");
    }
    for (const PickleValue* key : keys.items) {
      if (!key->is(Kind::text)) refuse("has a storage whose name is no text");
      const std::string name(key->text);
      const std::string what = "storage \"" + printable(name) + "\" ";
      const auto size = element_bytes.find(name);
      if (size == element_bytes.end()) refuse(what + "belongs to no tensor");
      if (rest_.size() < sizeof(std::int64_t)) refuse(what + "lies behind the end of the file");
      const auto count = little_endian<std::int64_t>(rest_);
      rest_.remove_prefix(sizeof(count));
      std::uint64_t bytes = 0;
      if (count < 0 || __builtin_mul_overflow(static_cast<std::uint64_t>(count), size->second, &bytes) ||
          bytes > rest_.size()) {
        refuse(what + "claims " + std::to_string(count) + " elements, more than the file holds");
      }
      auto storage = std::make_shared<const Storage>(file_, rest_.substr(0, bytes));
      if (!storages_.emplace(name, std::move(storage)).second) refuse(what + "occurs twice");
      rest_.remove_prefix(bytes);
    }
    for (const StorageId& id : references) storage(id);
  }

  std::shared_ptr<const Storage> storage(const StorageId& id) const {
    const std::string what = "storage \"" + printable(id.key) + "\" ";
    const auto found = storages_.find(id.key);
    if (found == storages_.end()) refuse(what + "is missing");
    const std::string_view bytes = found->second->bytes();
    const std::uint64_t count = bytes.size() / id.element_bytes();
    if (static_cast<std::uint64_t>(id.elements) != count) {
      refuse(what + "has " + std::to_string(count) + " elements where " + std::to_string(id.elements) + " are claimed");
    }
    if (!id.part_elements) return found->second;
    const auto offset = static_cast<std::uint64_t>(id.part_offset);
    const auto length = static_cast<std::uint64_t>(*id.part_elements);
    if (id.part_offset < 0 || *id.part_elements < 0 || offset > count || length > count - offset) {
      refuse("a part of " + what + "reaches past its end");
    }
    return std::make_shared<const Storage>(file_,
                                           bytes.substr(offset * id.element_bytes(), length * id.element_bytes()));
  }

  std::shared_ptr<const MappedFile> file_;
  std::string where_;
  std::string_view rest_;
  std::map<std::string, std::shared_ptr<const Storage>> storages_;
};

}  // namespace

Contents read_torch_legacy(std::shared_ptr<const MappedFile> file) { return LegacyFile(std::move(file)).read(); }

}  // namespace rex
