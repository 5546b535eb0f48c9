#include <ATen/ATen.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/printable.h"
#include "core/checkpoint/safetensors.h"

namespace rex {
namespace {

constexpr std::size_t data_alignment = 8;

std::string header(const std::string& where, const std::vector<TensorSource>& tensors,
                   const std::map<std::string, std::string>& metadata) {
  nlohmann::ordered_json root = nlohmann::ordered_json::object();
  if (!metadata.empty()) root[safetensors_metadata] = metadata;
  std::uint64_t offset = 0;
  for (const TensorSource& tensor : tensors) {
    const std::string what = "tensor \"" + printable(tensor.name) + "\"";
    if (!in_safetensors(tensor.info.type)) {
      throw Error(where,
                  what + " has the element type " + element_type_name(tensor.info.type) +
                      ", which a safetensors file cannot hold",
                  "Convert it to C64 first.");
    }
    if (!is_utf8(tensor.name) || tensor.name == safetensors_metadata) {
      throw Error(where, what + " has a name that a safetensors file cannot hold", "Rename the tensor.");
    }
    nlohmann::ordered_json entry;
    entry["dtype"] = element_type_name(tensor.info.type);
    entry["shape"] = tensor.info.shape;
    entry["data_offsets"] = {offset, offset + tensor.info.bytes};
    // Not operator[], which searches an ordered object from its start for every name.
    root.get_ref<nlohmann::ordered_json::object_t&>().emplace_back(tensor.name, std::move(entry));
    offset += tensor.info.bytes;
  }
  std::string text = root.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  text.resize((text.size() + data_alignment - 1) / data_alignment * data_alignment, ' ');
  return text;
}

}  // namespace

void write_safetensors(const std::filesystem::path& path, std::vector<TensorSource> tensors,
                       const std::map<std::string, std::string>& metadata, const std::function<void()>& finally) {
  // Large element types first, so that every tensor is aligned and can be viewed in a mapped file.
  std::sort(tensors.begin(), tensors.end(), [](const TensorSource& a, const TensorSource& b) {
    const std::size_t left = element_size(a.info.type);
    const std::size_t right = element_size(b.info.type);
    return left != right ? left > right : a.name < b.name;
  });
  const std::string text = header(printable(path.string(), 1000), tensors, metadata);
  write_atomically(path, [&](std::ostream& stream) {
    const std::uint64_t length = text.size();
    stream.write(reinterpret_cast<const char*>(&length), sizeof(length));
    stream.write(text.data(), static_cast<std::streamsize>(text.size()));
    for (const TensorSource& tensor : tensors) tensor.write(stream);
    if (finally) finally();
  });
}

void save_safetensors(const std::filesystem::path& path, const std::map<std::string, at::Tensor>& tensors,
                      const std::map<std::string, std::string>& metadata) {
  std::vector<TensorSource> sources;
  for (const auto& [name, tensor] : tensors) {
    const auto refuse = [&, &name = name](const std::string& what) {
      return Error(printable(path.string(), 1000), "tensor \"" + printable(name) + "\" " + what);
    };
    if (!tensor.defined()) throw refuse("is undefined");
    const auto type = element_type(tensor.scalar_type());
    if (!type) throw refuse(std::string("has the element type ") + c10::toString(tensor.scalar_type()));
    if (tensor.layout() != at::kStrided) throw refuse("is sparse");
    const TensorInfo info{*type, tensor.sizes().vec(), tensor.numel() * element_size(*type)};
    sources.push_back({name, info, [&tensor = tensor](std::ostream& stream) {
                         const at::Tensor plain = tensor.detach().cpu().contiguous().resolve_conj().resolve_neg();
                         stream.write(static_cast<const char*>(plain.data_ptr()),
                                      static_cast<std::streamsize>(plain.nbytes()));
                       }});
  }
  write_safetensors(path, std::move(sources), metadata);
}

}  // namespace rex
