#include "core/checkpoint/checkpoint.h"

#include <array>
#include <nlohmann/json.hpp>
#include <utility>

#include "core/base/error.h"
#include "core/base/printable.h"
#include "core/checkpoint/contents.h"
#include "core/checkpoint/sharded_index.h"
#include "core/checkpoint/state_dict.h"

namespace rex {
namespace fs = std::filesystem;

namespace {

// In this order: what needs no pickle first.
constexpr std::array<const char*, 4> weights_names{"model.safetensors", "model.safetensors.index.json",
                                                   "pytorch_model.bin", "pytorch_model.bin.index.json"};

// Tied and expanded tensors may add up to more than their file, but not without bound.
constexpr std::uint64_t free_expansion = 64 << 20;
constexpr std::uint64_t most_expansion = 8;

fs::path weights_in(const fs::path& folder) {
  for (const char* name : weights_names) {
    std::error_code failure;
    if (fs::exists(folder / name, failure)) return folder / name;
  }
  const std::string where = printable(folder.string(), 1000);
  for (const char* name : weights_names) {
    std::error_code failure;
    if (!fs::is_symlink(folder / name, failure)) continue;
    throw Error(printable((folder / name).string(), 1000), "is a link to a file that is not there",
                "The download did not end, or its cache was tidied: download the model again.");
  }
  std::error_code none;
  if (fs::exists(folder / "adapter_config.json", none)) {
    throw Error(where, "holds only an adapter, which changes the weights of another model",
                "Merge the two first: merge_and_unload() of the peft package, then save_pretrained().");
  }
  for (const char* foreign : {"tf_model.h5", "flax_model.msgpack", "model.onnx"}) {
    std::error_code failure;
    if (fs::exists(folder / foreign, failure)) {
      throw Error(where, std::string("holds weights only as ") + foreign, "Get the PyTorch or safetensors version.");
    }
  }
  throw Error(where, "holds no weights: neither model.safetensors nor pytorch_model.bin, nor an index of them",
              "Give the weights file itself if it has another name.");
}

void check_expansion(const std::string& where, const Contents& contents) {
  std::uint64_t stored = 0;
  for (const auto& file : contents.files) stored += file->bytes().size();
  std::uint64_t limit = 0;
  if (__builtin_mul_overflow(stored, most_expansion, &limit) || __builtin_add_overflow(limit, free_expansion, &limit)) {
    limit = UINT64_MAX;
  }
  std::uint64_t total = 0;
  for (const auto& [name, tensor] : contents.tensors) {
    if (__builtin_add_overflow(total, tensor.info().bytes, &total) || total > limit) {
      throw Error(where,
                  "its tensors repeat so few bytes that they would fill more than " + std::to_string(limit >> 20) +
                      " MB, from a file of " + std::to_string(stored) + " bytes",
                  "The file is damaged or was tampered with: download or save it again.");
    }
  }
}

}  // namespace

Checkpoint::Checkpoint(fs::path path, Contents contents)
    : path_(std::move(path)), contents_(std::make_shared<const Contents>(std::move(contents))) {}

Checkpoint Checkpoint::open(const fs::path& file_or_folder, std::uint64_t hold_up_to) {
  std::error_code failure;
  const bool folder = fs::is_directory(file_or_folder, failure);
  const fs::path path = folder ? weights_in(file_or_folder) : file_or_folder;
  Contents contents = path.extension() == ".json" ? read_sharded_index(path) : read_weights_file(path);
  check_expansion(printable(path.string(), 1000), contents);
  hold_or_check(contents.files, hold_up_to);
  strip_module_prefix(contents.tensors);
  return Checkpoint(path, std::move(contents));
}

std::vector<std::string> Checkpoint::names() const {
  std::vector<std::string> names;
  names.reserve(contents_->tensors.size());
  for (const auto& [name, tensor] : contents_->tensors) names.push_back(name);
  return names;
}

bool Checkpoint::contains(const std::string& name) const { return contents_->tensors.count(name) != 0; }

const StoredTensor& Checkpoint::find(const std::string& name) const {
  const auto found = contents_->tensors.find(name);
  if (found == contents_->tensors.end()) {
    throw Error(printable(path_.string(), 1000), "has no tensor \"" + printable(name) + "\"",
                "See what it has with rex inspect.");
  }
  return found->second;
}

const TensorInfo& Checkpoint::info(const std::string& name) const { return find(name).info(); }

at::Tensor Checkpoint::tensor(const std::string& name) const { return find(name).tensor(name); }

const std::string& Checkpoint::format() const { return contents_->format; }

const std::map<std::string, std::string>& Checkpoint::metadata() const { return contents_->metadata; }

const nlohmann::json& Checkpoint::arguments() const {
  static const nlohmann::json none = nlohmann::json::object();
  return contents_->arguments == nullptr ? none : *contents_->arguments;
}

const std::string& Checkpoint::choice() const { return contents_->choice; }

const std::vector<std::string>& Checkpoint::foreign_globals() const { return contents_->foreign_globals; }

std::size_t Checkpoint::file_count() const { return contents_->files.size(); }

std::uint64_t Checkpoint::file_bytes() const {
  std::uint64_t bytes = 0;
  for (const auto& file : contents_->files) bytes += file->bytes().size();
  return bytes;
}

WatchedFiles Checkpoint::watched() const { return WatchedFiles(contents_->files); }

void Checkpoint::save(const fs::path& path) const {
  std::vector<TensorSource> sources;
  sources.reserve(contents_->tensors.size());
  for (const auto& [name, tensor] : contents_->tensors) {
    sources.push_back({name, tensor.info(), [&tensor = tensor](std::ostream& stream) { tensor.write(stream); }});
  }
  std::map<std::string, std::string> metadata = contents_->metadata;
  metadata.emplace("format", "pt");  // Hugging Face's loader insists on it
  write_safetensors(path, std::move(sources), metadata, [&] {
    for (const auto& file : contents_->files) file->check();
  });
}

}  // namespace rex
