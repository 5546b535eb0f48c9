#include "core/hub/needed_files.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "core/base/error.h"

namespace rex::hub {
namespace {

/// Whether NAME is a shard of the weights whose index is INDEX: "model-00001-of-00002.safetensors" of
/// "model.safetensors.index.json".
bool is_shard(const std::string& name, const std::string& stem, const std::string& ending) {
  return name.rfind(stem + "-", 0) == 0 && name.ends_with(ending) && name.find("-of-") != std::string::npos;
}

}  // namespace

bool is_plain_name(const std::string& name) {
  const auto sound = [](unsigned char c) { return std::isalnum(c) != 0 || c == '-' || c == '_' || c == '.'; };
  return !name.empty() && name.size() <= 200 && name.front() != '.' && !name.ends_with(".part") &&
         std::all_of(name.begin(), name.end(), sound);
}

const HubFile* find_file(const Repository& repository, const std::string& name) {
  const auto found = std::find_if(repository.files.begin(), repository.files.end(),
                                  [&](const HubFile& file) { return file.path == name; });
  return found == repository.files.end() ? nullptr : &*found;
}

std::vector<HubFile> needed_files(const Repository& repository) {
  constexpr std::array settings = {"config.json",
                                   "config.yaml",
                                   "preprocessor_config.json",
                                   "processor_config.json",
                                   "tokenizer.json",
                                   "tokenizer_config.json",
                                   "vocab.txt",
                                   "vocab.json",
                                   "merges.txt",
                                   "added_tokens.json",
                                   "special_tokens_map.json",
                                   "spiece.model",
                                   "sentencepiece.bpe.model",
                                   "tokenizer.model",
                                   "generation_config.json",
                                   "chat_template.json",
                                   "chat_template.jinja",
                                   "open_clip_config.json",
                                   "objects_vocab.txt",
                                   "attributes_vocab.txt",
                                   "LICENSE"};
  std::vector<HubFile> files;
  for (const char* name : settings) {
    if (const HubFile* file = find_file(repository, name)) files.push_back(*file);
  }
  struct Format {
    const char *stem, *ending;
  };
  for (const Format& format : {Format{"model", ".safetensors"}, Format{"pytorch_model", ".bin"}}) {
    const std::string whole = std::string(format.stem) + format.ending;
    if (const HubFile* file = find_file(repository, whole)) {
      files.push_back(*file);
      return files;
    }
    const HubFile* index = find_file(repository, whole + ".index.json");
    if (index == nullptr) continue;
    const std::size_t before = files.size();
    for (const HubFile& file : repository.files) {
      if (is_plain_name(file.path) && is_shard(file.path, format.stem, format.ending)) files.push_back(file);
    }
    if (files.size() == before) continue;
    files.push_back(*index);
    return files;
  }
  for (const char* ending : {".safetensors", ".bin", ".pt", ".pth"}) {  // one file of any name
    std::vector<const HubFile*> found;
    for (const HubFile& file : repository.files) {
      const bool weights = is_plain_name(file.path) && file.path.ends_with(ending);
      if (weights && file.path.find("training_args") == std::string::npos) found.push_back(&file);
    }
    if (found.size() != 1) continue;
    files.push_back(*found.front());
    return files;
  }
  throw Error(repository.name, "holds no weights that can be read here",
              "Look at its page for safetensors or PyTorch weights.");
}

}  // namespace rex::hub
