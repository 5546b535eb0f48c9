#pragma once

#include <ATen/core/Tensor.h>

#include <filesystem>
#include <map>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "core/checkpoint/safetensors.h"
#include "core/checkpoint/stored_tensor.h"
#include "core/checkpoint/watched_files.h"

namespace rex {

struct Contents;

/// A model's weights on disk: names → tensors. Opening checks names and shapes.
/// Cheap to copy; may be used from several threads. Reads safetensors, torch.save zip and legacy files, TorchScript
/// archives, and Hugging Face's indexes of several files; nothing that a file holds is ever run.
class Checkpoint {
 public:
  /// Opens a file of any of these formats, or a model folder: its model.safetensors, model.safetensors.index.json,
  /// pytorch_model.bin or pytorch_model.bin.index.json, the first that is there. Wrappers (`state_dict`, `model`,
  /// `model_state_dict`) are opened, and "module." is taken off where all names have it. Files of at most HOLD_UP_TO
  /// bytes together are read into memory, so that nobody can change what was opened; larger ones are watched: see
  /// watched(). Throws Error naming file, reason and remedy.
  static Checkpoint open(const std::filesystem::path& file_or_folder, std::uint64_t hold_up_to = cheap_to_hold);

  /// Sorted.
  std::vector<std::string> names() const;
  bool contains(const std::string& name) const;

  /// Element type, shape, bytes. Throws Error where there is no such tensor, as do the others.
  const TensorInfo& info(const std::string& name) const;

  /// Contiguous, on the CPU, of the file's element type. Views the file's memory where that is possible (and
  /// keeps it alive), else a copy: treat it as read-only, since tensors that share a storage share its memory.
  at::Tensor tensor(const std::string& name) const;

  /// Such as "safetensors", "torch zip", "torch legacy", "TorchScript archive", "sharded safetensors".
  const std::string& format() const;
  /// The __metadata__ of safetensors; numbers and short texts that stood beside the weights in a torch file.
  const std::map<std::string, std::string>& metadata() const;
  /// The settings of the training that a torch file was saved by (`args`, Lightning's `hyper_parameters`), as an object
  /// of plain values; empty where it has none.
  const nlohmann::json& arguments() const;
  /// Which of several sets of weights in a torch file was read, for people ("of its weights `model` is read, not
  /// `model_ema`"); empty where there is one.
  const std::string& choice() const;
  /// Classes and functions of other programs that a torch file names beside its weights
  /// ("omegaconf.dictconfig.DictConfig"), sorted. Nothing was done with them.
  const std::vector<std::string>& foreign_globals() const;

  /// The file or index that was opened.
  const std::filesystem::path& path() const { return path_; }
  /// How many files the tensors lie in, and their bytes on disk.
  std::size_t file_count() const;
  std::uint64_t file_bytes() const;

  /// Tells later whether the files are still what was opened.
  WatchedFiles watched() const;

  /// Writes everything to one safetensors file, bit for bit, element types kept, strided tensors row-major. Throws
  /// Error, and writes nothing, where the files changed meanwhile.
  void save(const std::filesystem::path& path) const;

 private:
  Checkpoint(std::filesystem::path path, Contents contents);
  const StoredTensor& find(const std::string& name) const;

  std::filesystem::path path_;
  std::shared_ptr<const Contents> contents_;
};

}  // namespace rex
