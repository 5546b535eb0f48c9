#include <array>

#include "core/base/error.h"
#include "core/base/printable.h"
#include "core/checkpoint/safetensors.h"
#include "core/checkpoint/sharded_index.h"
#include "core/checkpoint/torch_legacy.h"
#include "core/checkpoint/torch_zip.h"
#include "core/checkpoint/zip_archive.h"

namespace rex {
namespace {

/// What people end up with in place of weights.
struct Mistake {
  std::string_view start;
  std::size_t at;
  const char* what;
  const char* remedy;
};

constexpr std::array mistakes{
    Mistake{"version https://git-lfs", 0, "is a Git LFS pointer, not the weights themselves",
            "Fetch the real file: git lfs pull, or download it from the model's page."},
    Mistake{"<!DOCTYPE", 0, "is a web page, not weights", "The download went wrong: fetch the file itself."},
    Mistake{"<!doctype", 0, "is a web page, not weights", "The download went wrong: fetch the file itself."},
    Mistake{"<html", 0, "is a web page, not weights", "The download went wrong: fetch the file itself."},
    Mistake{"<?xml", 0, "is an XML document, not weights", "The download went wrong: fetch the file itself."},
    Mistake{"\x89HDF", 0, "is an HDF5 file (TensorFlow or Keras weights)",
            "Use the PyTorch or safetensors version of the model."},
    Mistake{"\x1f\x8b", 0, "is compressed with gzip", "Unpack it first."},
    Mistake{"BZh", 0, "is compressed with bzip2", "Unpack it first."},
    Mistake{"\xfd"
            "7zXZ",
            0, "is compressed with xz", "Unpack it first."},
    Mistake{"7z\xbc\xaf", 0, "is a 7-Zip archive", "Unpack it first."},
    Mistake{"GGUF", 0, "is a GGUF file", "Use the PyTorch or safetensors version of the model."},
    Mistake{"\x93NUMPY", 0, "is a NumPy array", "Use the PyTorch or safetensors version of the model."},
    Mistake{"ustar", 257, "is a tar archive (also what torch.save wrote before 0.1.10)",
            "Unpack it, or load and save it with a newer PyTorch."},
};

Contents read_known_format(const std::shared_ptr<const MappedFile>& file) {
  const std::string_view bytes = file->bytes();
  if (looks_like_zip(bytes)) return read_torch_zip(file);
  if (looks_like_safetensors(bytes) || file->path().extension() == ".safetensors") return read_safetensors(file);
  if (bytes[0] == '\x80') return read_torch_legacy(file);
  throw Error(printable(file->path().string(), 1000), "is neither a safetensors nor a torch.save file",
              "Give a weights file, an index or the model's folder.");
}

}  // namespace

Contents read_weights_file(const std::filesystem::path& path) {
  const auto file = MappedFile::open(path);
  const std::string where = printable(path.string(), 1000);
  const std::string_view bytes = file->bytes();
  for (const Mistake& mistake : mistakes) {
    if (bytes.size() > mistake.at && bytes.substr(mistake.at, mistake.start.size()) == mistake.start) {
      throw Error(where, mistake.what, mistake.remedy);
    }
  }
  try {
    Contents contents = read_known_format(file);
    contents.files = {file};
    return contents;
  } catch (const Error&) {
    file->check();  // a file that somebody is writing looks damaged
    throw;
  }
}

}  // namespace rex
