#include "core/checkpoint/torch_objects.h"

#include <algorithm>
#include <array>

#include "core/base/error.h"
#include "core/base/printable.h"

namespace rex {
namespace {

using Kind = PickleValue::Kind;

constexpr std::size_t longest_key = 1000;  // torch counts the storages, or takes their addresses

constexpr std::string_view rebuild_tensor = "torch._utils._rebuild_tensor";
constexpr std::string_view rebuild_tensor_v2 = "torch._utils._rebuild_tensor_v2";
constexpr std::string_view rebuild_tensor_v3 = "torch._utils._rebuild_tensor_v3";
constexpr std::string_view rebuild_parameter = "torch._utils._rebuild_parameter";
constexpr std::string_view rebuild_parameter_with_state = "torch._utils._rebuild_parameter_with_state";
constexpr std::string_view rebuild_from_type = "torch._tensor._rebuild_from_type_v2";

constexpr std::array rebuilders{
    rebuild_tensor,   rebuild_tensor_v2, rebuild_tensor_v3, rebuild_parameter, rebuild_parameter_with_state,
    rebuild_from_type};

// Makers of containers and plain values, under the names of Python 2 and 3.
constexpr std::array<std::string_view, 13> plain_makers{"collections.OrderedDict",
                                                        "collections.defaultdict",
                                                        "collections.Counter",
                                                        "collections.deque",
                                                        "torch.Size",
                                                        "torch.device",
                                                        "torch.serialization._get_layout",
                                                        "_codecs.encode",
                                                        "set",
                                                        "frozenset",
                                                        "complex",
                                                        "bytearray",
                                                        "bytes"};

// Settings that training scripts save beside the weights. They stay written-down calls that nobody reads.
constexpr std::array<std::string_view, 13> inert_makers{"argparse.Namespace",
                                                        "pathlib.PosixPath",
                                                        "pathlib.PurePosixPath",
                                                        "pathlib.WindowsPath",
                                                        "pathlib.PureWindowsPath",
                                                        "numpy.core.multiarray.scalar",
                                                        "numpy._core.multiarray.scalar",
                                                        "numpy.core.multiarray._reconstruct",
                                                        "numpy._core.multiarray._reconstruct",
                                                        "numpy.dtype",
                                                        "datetime.datetime",
                                                        "datetime.timedelta",
                                                        "types.SimpleNamespace"};

constexpr std::array<std::string_view, 8> plain_types{
    "torch.Tensor", "torch._tensor.Tensor", "torch.nn.parameter.Parameter", "numpy.ndarray", "list", "dict", "int",
    "float"};

// Python's own ways out of a pickle into the system. Nothing that is named could happen, as nothing is ever called; but
// whoever made a file that tries should not be trusted with the rest of it.
constexpr std::array<std::string_view, 22> ways_out{
    "os",        "posix",  "nt",         "sys",     "subprocess", "shutil",  "socket",          "ctypes",
    "importlib", "runpy",  "pty",        "pickle",  "pip",        "_pickle", "multiprocessing", "marshal",
    "pydoc",     "timeit", "webbrowser", "cPickle", "commands",   "pdb"};

// The other builtins make values or call what they are given.
constexpr std::array<std::string_view, 9> harmless_builtins{"getattr", "object", "slice", "range",   "type",
                                                            "bool",    "str",    "tuple", "Ellipsis"};

template <class Names>
bool is_among(const Names& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// Without "builtins." or Python 2's "__builtin__.".
std::string_view without_builtins(std::string_view name) {
  for (const std::string_view module : {std::string_view("builtins."), std::string_view("__builtin__.")}) {
    if (name.substr(0, module.size()) == module) return name.substr(module.size());
  }
  return name;
}

bool is_untyped_storage(std::string_view name) {
  return name == "torch.storage.UntypedStorage" || name == "torch.UntypedStorage";
}

/// NAME without "torch."; empty where it does not begin so.
std::string_view of_torch(std::string_view name) {
  return name.substr(0, 6) == "torch." ? name.substr(6) : std::string_view();
}

}  // namespace

GlobalUse torch_global(std::string_view name) {
  const std::string_view plain = without_builtins(name);
  if (is_among(rebuilders, name) || is_among(inert_makers, name)) return GlobalUse::callable;
  // A builtin must be named as one: a bare "set" is somebody else's.
  const bool builtin = plain.size() != name.size();
  const bool dotted = plain.find('.') != std::string_view::npos;
  if (is_among(plain_makers, plain) && builtin != dotted) return GlobalUse::callable;
  if (is_among(plain_types, plain) && builtin != dotted) return GlobalUse::value;
  const std::string_view torch_name = of_torch(name);
  const bool data = is_untyped_storage(name) || name == "torch.storage.TypedStorage" ||
                    element_type_by_storage(torch_name) || element_type_by_dtype(torch_name) || torch_name == "strided";
  if (data) return GlobalUse::value;
  if (builtin) return is_among(harmless_builtins, plain) ? GlobalUse::foreign : GlobalUse::refused;
  return is_among(ways_out, name.substr(0, name.find('.'))) ? GlobalUse::refused : GlobalUse::foreign;
}

void TorchObjects::refuse(const std::string& what) const {
  throw Error(where_, what, "The file is damaged or was tampered with: download or save it again.");
}

std::int64_t TorchObjects::integer(const std::string& what, const PickleValue* value) const {
  if (!value->is(Kind::integer)) refuse(what + " is not a whole number");
  return value->integer;
}

std::vector<std::int64_t> TorchObjects::integers(const std::string& what, const PickleValue* value) const {
  if (value->made_by("torch.Size") && value->arguments->items.size() == 1) value = value->arguments->items[0];
  if (!value->is(Kind::tuple) && !value->is(Kind::list)) refuse(what + " is not a list of whole numbers");
  if (value->items.size() > 64) refuse(what + " is longer than 64");  // before a list shared by many tensors is copied
  std::vector<std::int64_t> numbers;
  numbers.reserve(value->items.size());
  for (const PickleValue* item : value->items) numbers.push_back(integer(what, item));
  return numbers;
}

StorageId TorchObjects::storage_id(const PickleValue& persistent) const {
  static const std::vector<const PickleValue*> nothing;
  const PickleValue* about = persistent.is(Kind::persistent) ? persistent.arguments : nullptr;
  const auto& id = about != nullptr && about->is(Kind::tuple) ? about->items : nothing;
  if (id.size() < 5 || !id[0]->is_text("storage")) {
    const std::string kind = !id.empty() && id[0]->is(Kind::text) ? " \"" + printable(id[0]->text) + "\"" : "";
    refuse("its pickle refers to something" + kind + " that is not a tensor storage");
  }
  const PickleValue& type = *id[1];
  if (!type.is(Kind::global) || !id[2]->is(Kind::text)) refuse("its pickle has a damaged storage reference");
  // Before it is copied for every tensor that refers to it.
  if (id[2]->text.size() > longest_key) refuse("its pickle has a storage whose name is too long");
  StorageId storage;
  storage.key = std::string(id[2]->text);
  storage.type = element_type_by_storage(of_torch(type.text));
  if (!storage.type && !is_untyped_storage(type.text))
    refuse("its pickle has a storage of type " + printable(type.text));
  const std::string what = "the size of storage \"" + printable(storage.key) + "\"";
  storage.elements = integer(what, id[4]);
  if (storage.elements < 0) refuse(what + " is negative");
  if (id.size() > 5 && id[5]->is(Kind::tuple) && id[5]->items.size() == 3) {
    storage.part_offset =
        integer("the offset of a part of storage \"" + printable(storage.key) + "\"", id[5]->items[1]);
    storage.part_elements =
        integer("the size of a part of storage \"" + printable(storage.key) + "\"", id[5]->items[2]);
  }
  return storage;
}

std::vector<StorageId> TorchObjects::storage_ids(const Pickle& pickle) const {
  std::vector<StorageId> ids;
  for (const PickleValue& value : pickle.values()) {
    if (value.is(Kind::persistent)) ids.push_back(storage_id(value));
  }
  return ids;
}

bool TorchObjects::is_tensor(const PickleValue& value) {
  return value.is(Kind::object) && is_among(rebuilders, value.callee->text);
}

StoredTensor TorchObjects::tensor(const std::string& name, const PickleValue& value) const {
  const std::string what = "tensor \"" + printable(name) + "\"";
  const PickleValue* maker = &value;
  // A parameter wraps a tensor, and a subclass's tensor the call that makes a plain one.
  std::string_view callee = maker->callee->text;
  const std::vector<const PickleValue*>* arguments = &maker->arguments->items;
  for (int wrapped = 0; wrapped < 8; ++wrapped) {
    if (callee == rebuild_from_type) {
      if (arguments->size() < 3 || !(*arguments)[0]->is(Kind::global) || !(*arguments)[2]->is(Kind::tuple)) {
        refuse(what + " is rebuilt in an unknown way");
      }
      const PickleValue& type = *(*arguments)[1];
      if (type.foreign) refuse(what + " is of the unknown class " + printable(type.text));
      callee = (*arguments)[0]->text;
      arguments = &(*arguments)[2]->items;
    } else if (callee == rebuild_parameter || callee == rebuild_parameter_with_state) {
      if (arguments->empty() || !is_tensor(*(*arguments)[0])) refuse(what + " is a parameter without a tensor");
      maker = (*arguments)[0];
      callee = maker->callee->text;
      arguments = &maker->arguments->items;
    }
  }
  const bool typed = callee == rebuild_tensor || callee == rebuild_tensor_v2;
  if ((!typed && callee != rebuild_tensor_v3) || arguments->size() < (typed ? 4 : 7)) {
    refuse(what + " is rebuilt in an unknown way");
  }
  const StorageId id = storage_id(*(*arguments)[0]);
  std::optional<ElementType> type = id.type;
  if (!typed) {  // the element type is an argument of its own
    const PickleValue& dtype = *(*arguments)[6];
    type = dtype.is(Kind::global) ? element_type_by_dtype(of_torch(dtype.text)) : std::nullopt;
  }
  if (!type) refuse(what + " has an unknown element type");
  const std::size_t metadata = typed ? 6 : 7;
  if (arguments->size() > metadata) {
    const std::vector<const PickleValue*>& flags = (*arguments)[metadata]->items;
    for (std::size_t i = 0; i + 1 < flags.size(); i += 2) {
      const bool lazily_changed = flags[i]->is_text("conj") || flags[i]->is_text("neg");
      if (lazily_changed && flags[i + 1]->integer != 0) refuse(what + " is conjugated or negated lazily");
    }
  }
  return StoredTensor(name, find_storage_(id), *type, integers("the shape of " + what, (*arguments)[2]),
                      integers("the strides of " + what, (*arguments)[3]),
                      integer("the offset of " + what, (*arguments)[1]));
}

}  // namespace rex
