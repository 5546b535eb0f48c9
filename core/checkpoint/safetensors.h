// The safetensors format: an eight-byte little-endian header length, a JSON header, the tensors' bytes.
// https://github.com/huggingface/safetensors#format
#pragma once

#include <ATen/core/Tensor.h>

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "core/checkpoint/contents.h"

namespace rex {

/// What stands in the header for the file itself, where no tensor may.
inline constexpr const char* safetensors_metadata = "__metadata__";

/// Tensors by name, each of the file's own element type, contiguous, on the CPU. They view the file's bytes (read into
/// memory up to cheap_to_hold, else mapped) and keep them alive; changing one in place changes neither the file nor a
/// later load. Throws Error for whatever is not a sound safetensors file, and for element types that LibTorch does not
/// know.
std::map<std::string, at::Tensor> load_safetensors(const std::filesystem::path& path);

/// Writes TENSORS (any device, any strides) row-major with their element types kept, atomically. The same tensors give
/// the same bytes. Throws Error where the path cannot be written or an element type or name has no place in the format.
void save_safetensors(const std::filesystem::path& path, const std::map<std::string, at::Tensor>& tensors,
                      const std::map<std::string, std::string>& metadata = {});

/// Whether the file could be meant as safetensors: a header length and then a "{".
bool looks_like_safetensors(std::string_view bytes);

/// Reads the header; no tensor data is touched.
Contents read_safetensors(std::shared_ptr<const MappedFile> file);

/// What save_safetensors needs to know of a tensor, wherever its elements come from.
struct TensorSource {
  std::string name;
  TensorInfo info;
  std::function<void(std::ostream&)> write;  // exactly info.bytes, row-major and little-endian
};

/// FINALLY is called when all is written and may still throw to leave PATH untouched.
void write_safetensors(const std::filesystem::path& path, std::vector<TensorSource> tensors,
                       const std::map<std::string, std::string>& metadata, const std::function<void()>& finally = {});

}  // namespace rex
