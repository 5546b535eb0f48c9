#include "core/checkpoint/torchscript.h"

#include "core/base/error.h"
#include "core/base/printable.h"

namespace rex {
namespace {

using Kind = PickleValue::Kind;

constexpr std::string_view own_classes = "__torch__.";
constexpr std::string_view typed_values = "torch.jit._pickle.";
constexpr int deepest_module = 64;
constexpr std::size_t most_modules = 100'000;  // a module may be shared, so the tree can be larger than the file
constexpr std::size_t most_name_bytes = 32 << 20;

bool begins_with(std::string_view text, std::string_view start) { return text.substr(0, start.size()) == start; }

bool is_module(const PickleValue& value) {
  return value.is(Kind::object) && begins_with(value.callee->text, own_classes) && value.state != nullptr &&
         value.state->is(Kind::dict);
}

class ModuleTree {
 public:
  ModuleTree(const std::string& where, const TorchObjects& objects, Contents& contents)
      : where_(where), objects_(objects), contents_(contents) {}

  void read(const PickleValue& module, const std::string& prefix, int depth) {
    if (depth > deepest_module || ++modules_ > most_modules) refuse("has modules nested without end");
    const std::vector<const PickleValue*>& fields = module.state->items;
    for (std::size_t i = 0; i + 1 < fields.size(); i += 2) {
      const PickleValue& value = *fields[i + 1];
      const bool tensor = TorchObjects::is_tensor(value);
      if (!tensor && !is_module(value)) continue;
      if (!fields[i]->is(Kind::text) || !is_utf8(fields[i]->text))
        refuse("has a module or tensor whose name is no text");
      const std::string name = prefix + std::string(fields[i]->text);
      name_bytes_ += name.size();
      if (name_bytes_ > most_name_bytes) refuse("has modules nested without end");
      if (!tensor) {
        read(value, name + ".", depth + 1);
      } else if (!contents_.tensors.emplace(name, objects_.tensor(name, value)).second) {
        refuse("has two tensors named \"" + printable(name) + "\"");
      }
    }
  }

 private:
  [[noreturn]] void refuse(const std::string& what) const {
    throw Error(where_, what, "The file is damaged or was tampered with: download or save it again.");
  }

  const std::string& where_;
  const TorchObjects& objects_;
  Contents& contents_;
  std::size_t modules_ = 0;
  std::size_t name_bytes_ = 0;
};

}  // namespace

GlobalUse torchscript_global(std::string_view name) {
  const bool own = begins_with(name, own_classes) || begins_with(name, typed_values);
  return own ? GlobalUse::callable : torch_global(name);
}

void read_torchscript(const std::string& where, const PickleValue& root, const TorchObjects& objects,
                      Contents& contents) {
  if (!is_module(root)) throw Error(where, "is a TorchScript archive that holds no module");
  ModuleTree(where, objects, contents).read(root, "", 0);
  if (contents.tensors.empty()) throw Error(where, "is a TorchScript archive that holds no tensors");
}

}  // namespace rex
