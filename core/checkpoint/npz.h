// NumPy's .npz: a zip file of .npy arrays, as region features are published.
// https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
#pragma once

#include <ATen/core/Tensor.h>

#include <filesystem>
#include <map>
#include <string>

namespace rex {

/// Arrays of numbers by name, contiguous, on the CPU. Types that LibTorch lacks are widened without loss (uint16 →
/// int32, uint32 → int64; uint64 → int64 where the values fit). Arrays of texts or Python objects are left out: nothing
/// in the file is run. Throws Error for whatever is not a sound npz file.
std::map<std::string, at::Tensor> load_npz(const std::filesystem::path& path);

/// Writes ARRAYS uncompressed and atomically, readable by numpy.load; bfloat16 as float32. The same arrays give the
/// same bytes. Throws Error where the path cannot be written or a name or an element type has no place in the format.
void save_npz(const std::filesystem::path& path, const std::map<std::string, at::Tensor>& arrays);

}  // namespace rex
