#include "core/checkpoint/torch_zip.h"

#include <map>
#include <string>

#include "core/base/error.h"
#include "core/base/printable.h"
#include "core/checkpoint/state_dict.h"
#include "core/checkpoint/torch_objects.h"
#include "core/checkpoint/torchscript.h"
#include "core/checkpoint/zip_archive.h"

namespace rex {
namespace {

// Up to this size all checksums are verified on opening, which takes hundredths of a second. Those of larger files are
// verified storage by storage, when a tensor is first used.
constexpr std::size_t verified_at_once = 64 << 20;
constexpr const char* tampered_with = "The file is damaged or was tampered with: download or save it again.";

class TorchArchive {
 public:
  explicit TorchArchive(std::shared_ptr<const MappedFile> file)
      : where_(printable(file->path().string(), 1000)), zip_(std::move(file)), top_(find_top()) {
    if (const ZipEntry* order = zip_.find(top_ + "byteorder")) {
      if (order->bytes != "little" && order->bytes != "big") refuse("has an unknown byte order");
      big_endian_ = order->bytes == "big";
    }
  }

  Contents read() {
    const bool script = is_script();
    const std::string_view bytes = record(top_ + "data.pkl").bytes;
    const Pickle pickle = Pickle::read(bytes, where_, script ? torchscript_global : torch_global);
    const TorchObjects objects(where_, [this](const StorageId& id) { return storage(id); });
    for (const StorageId& id : objects.storage_ids(pickle)) storage(id);
    Contents contents;
    contents.foreign_globals = pickle.foreign_globals();
    if (script) {
      contents.format = "TorchScript archive";
      read_torchscript(where_, pickle.root(), objects, contents);
    } else {
      contents.format = "torch zip";
      read_state_dict(where_, pickle.root(), objects, contents);
    }
    return contents;
  }

 private:
  [[noreturn]] void refuse(const std::string& what) const { throw Error(where_, what, tampered_with); }

  /// The archive's one top folder, which torch names after the file, with a slash.
  std::string find_top() const {
    std::string top;
    for (const auto& [name, entry] : zip_.entries()) {
      const std::size_t slash = name.find('/');
      if (slash == std::string::npos || name.substr(slash) != "/data.pkl") continue;
      if (!top.empty()) refuse("has more than one data.pkl");
      top = name.substr(0, slash + 1);
    }
    if (top.empty()) {
      throw Error(where_, "is a zip file, but not one that torch.save wrote: it has no data.pkl",
                  "If the weights are packed inside, unpack them first.");
    }
    return top;
  }

  bool is_script() const {
    if (zip_.find(top_ + "constants.pkl") != nullptr) return true;
    const auto code = zip_.entries().lower_bound(top_ + "code/");
    return code != zip_.entries().end() && code->first.compare(0, top_.size() + 5, top_ + "code/") == 0;
  }

  const ZipEntry& record(const std::string& name) const {
    const ZipEntry* entry = zip_.find(name);
    if (entry == nullptr) refuse("lacks the record \"" + printable(name) + "\"");
    if (entry->deflated) {
      throw Error(where_, "its record \"" + printable(name) + "\" is compressed, which torch.save never does",
                  "Save the weights again with torch.save.");
    }
    const bool now = name == top_ + "data.pkl" || zip_.file()->bytes().size() <= verified_at_once;
    if (now) Storage(zip_.file(), entry->bytes, false, entry->crc).verify();
    return *entry;
  }

  std::shared_ptr<const Storage> storage(const StorageId& id) {
    std::shared_ptr<const Storage>& found = storages_[id.key];
    if (!found) {
      const ZipEntry& entry = record(top_ + "data/" + id.key);
      found = std::make_shared<const Storage>(zip_.file(), entry.bytes, big_endian_, entry.crc);
    }
    std::uint64_t claimed = 0;
    if (__builtin_mul_overflow(static_cast<std::uint64_t>(id.elements), id.element_bytes(), &claimed) ||
        claimed != found->bytes().size()) {
      refuse("storage \"" + printable(id.key) + "\" has " + std::to_string(found->bytes().size()) + " bytes where " +
             std::to_string(id.elements) + " elements are claimed");
    }
    if (id.part_elements)
      refuse("storage \"" + printable(id.key) + "\" is a part of another, as only legacy files have");
    return found;
  }

  std::string where_;
  ZipArchive zip_;
  std::string top_;  // with its slash
  bool big_endian_ = false;
  std::map<std::string, std::shared_ptr<const Storage>> storages_;
};

}  // namespace

Contents read_torch_zip(std::shared_ptr<const MappedFile> file) { return TorchArchive(std::move(file)).read(); }

}  // namespace rex
