#include "tests/fuzz/readers.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/checkpoint/checkpoint.h"
#include "core/checkpoint/npz.h"
#include "core/models/families/image_processors.h"
#include "core/models/open/find_models.h"
#include "core/models/open/labels.h"
#include "core/models/open/open_model.h"
#include "core/models/open/regions.h"
#include "core/models/regions/faster_rcnn_settings.h"
#include "core/picture/picture.h"
#include "core/picture/preprocessor.h"
#include "core/text/tokenizer.h"
#include "tests/core/checkpoint/made_files.h"

namespace rex::fuzz {
namespace fs = std::filesystem;

namespace {

constexpr std::uintmax_t largest_seed = 256 << 10;  // bytes

std::string bytes_of(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

Format format_of(const std::string& bytes, const std::string& extension) {
  if (bytes.starts_with("PK\3\4")) return Format::zip;
  if (bytes.starts_with("\x89PNG")) return Format::png;
  if (extension == ".json" || extension == ".jsonl") return Format::json;
  return extension == ".txt" || extension == ".yaml" ? Format::text : Format::bytes;
}

/// The reader of weights or pictures that a file's first bytes belong to; empty for others.
std::string kind_of(const std::string& bytes, const std::string& extension) {
  const auto begins = [&](std::string_view magic) { return bytes.starts_with(magic); };
  if (begins("\x89PNG")) return "png";
  if (begins("\xff\xd8\xff")) return "jpeg";
  if (begins("BM") && extension == ".bmp") return "bmp";
  if (begins("GIF8")) return "gif";
  if (begins("RIFF")) return "webp";
  if (begins("II*") || begins("MM")) return "tiff";
  if (extension == ".npz") return "npz";
  if (extension == ".safetensors") return "safetensors";
  const bool torch = extension == ".pt" || extension == ".pth" || extension == ".bin";
  if (torch && begins("PK")) return "torch zip";
  return torch && begins("\x80") ? "torch legacy" : "";
}

void use_weights(const fs::path& file) {
  const Checkpoint checkpoint = Checkpoint::open(file);
  for (const std::string& name : checkpoint.names()) {
    try {
      const at::Tensor tensor = checkpoint.tensor(name);
      if (tensor.numel() > 0) tensor.view(-1)[-1].item();
    } catch (const Error&) {  // one tensor that cannot be had does not hide the others
    }
  }
}

void use_picture(const fs::path& file) { (void)load_picture(file); }

void use_tokenizer(const fs::path& file) {
  const auto tokenizer = Tokenizer::open(file.parent_path());
  TokenizeOptions options;
  options.max_length = 12;
  options.pad_to = 12;
  for (const char* text : {"", "What is it?", "Ünïcodé 漢字 [MASK] <|endoftext|> ##a\xf0\x9f\x90\x88\tend"}) {
    (void)tokenizer->encode(text);
    try {
      (void)tokenizer->encode_pair(text, "a cat", options);
    } catch (const Error&) {  // no padding token, or no pairs
    }
  }
}

void use_preprocessor(const fs::path& file) {
  const Preprocessor preprocessor = Preprocessor::from_file(file, image_processors(), image_processor_of("vit"));
  const PreprocessorSettings& settings = preprocessor.settings();
  constexpr std::int64_t most = 1000;  // a picture of 20,000 pixels a side is what the file asks for, not an accident
  for (const std::int64_t side : {settings.width, settings.height, settings.shortest_edge, settings.longest_edge,
                                  settings.crop_width, settings.crop_height, settings.pad_width, settings.pad_height}) {
    if (side > most) return;
  }
  (void)preprocessor.run(Picture(31, 17));
}

void use_labels(const fs::path& file) {
  std::vector<std::string> notes;
  (void)labels_beside(file.parent_path(), 3, notes);
}

void use_model(const fs::path& file) {
  (void)find_models({file.parent_path()});
  (void)open_model(file.parent_path());
}

class Collection {
 public:
  Collection(fs::path goldens, fs::path scratch) : goldens_(std::move(goldens)), scratch_(std::move(scratch)) {}

  void add(const std::string& reader, const std::string& name, const std::string& bytes, const fs::path& folder = {}) {
    if (bytes.empty() || bytes.size() > largest_seed) return;
    const Format format = format_of(bytes, fs::path(name).extension().string());
    seeds_[reader].push_back({{name, bytes, format}, folder});
  }

  /// Weights and pictures of a folder and those below it, by what they are.
  void add_by_kind(const fs::path& folder) {
    std::vector<fs::path> files;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
      if (entry.is_regular_file() && entry.file_size() <= largest_seed) files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    for (const fs::path& file : files) {
      const std::string bytes = bytes_of(file);
      const std::string kind = kind_of(bytes, file.extension().string());
      if (!kind.empty()) add(kind, "seed" + file.extension().string(), bytes);
    }
  }

  /// Files of a folder that belong together: each of NAMES that is there is a seed among the others.
  void add_among(const std::string& reader, const fs::path& folder, const std::vector<std::string>& names) {
    for (const std::string& name : names) {
      if (fs::is_regular_file(folder / name)) add(reader, name, bytes_of(folder / name), folder);
    }
  }

  void add_goldens() {
    add_by_kind(goldens_);
    for (const auto& folder : folders_of(goldens_)) add_model_folder(folder);
    for (const auto& folder : folders_of(goldens_ / "checkpoints-1")) {
      add_among("sharded index", folder, {"model.safetensors.index.json", "pytorch_model.bin.index.json"});
    }
    if (!fs::is_directory(goldens_ / "preprocess-1")) return;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(goldens_ / "preprocess-1")) {
      const bool settings = entry.path().filename().string().find("config") != std::string::npos;
      if (settings && entry.path().extension() == ".json") {
        add("preprocessor", "preprocessor_config.json", bytes_of(entry.path()));
      }
    }
  }

  void add_model_folder(const fs::path& folder) {
    add_among("tokenizer", folder,
              {"tokenizer.json", "tokenizer_config.json", "special_tokens_map.json", "added_tokens.json", "vocab.txt",
               "vocab.json", "merges.txt"});
    add_among("preprocessor", folder, {"preprocessor_config.json", "processor_config.json"});
    if (!fs::is_regular_file(folder / "model.safetensors")) return;
    constexpr std::uintmax_t cheap = 2 << 20;  // bytes of weights, all of which opening hashes
    if (fs::file_size(folder / "model.safetensors") > cheap) return;
    add_among("config", folder, {"config.json"});
    add_among("model weights", folder, {"model.safetensors"});
  }

  /// What no golden case holds.
  void add_made() {
    const std::map<std::string, at::Tensor> regions = {{"features", at::arange(24).view({3, 8}).to(at::kFloat)},
                                                       {"boxes", at::ones({3, 4})},
                                                       {"scores", at::ones({3})}};
    save_npz(scratch_ / "regions.npz", regions);
    for (const char* name : {"npz", "regions"}) add(name, "regions.npz", bytes_of(scratch_ / "regions.npz"));
    const auto array = [](const std::string& type, const std::string& shape, const std::string& elements) {
      const std::string header = "{'descr': '" + type + "', 'fortran_order': True, 'shape': " + shape + ", }\n";
      return std::string("\x93NUMPY\1\0", 8) + static_cast<char>(header.size()) + std::string(1, '\0') + header +
             elements;
    };
    test::ZipOptions deflated;
    deflated.deflate = true;
    add("npz", "odd.npz",
        test::zip_of({{"big.npy", array(">i2", "(2, 3)", std::string(12, '\1'))},
                      {"unsigned.npy", array(">u4", "(3,)", std::string(12, '\1'))},
                      {"truth.npy", array("|b1", "(2,)", "\1\1")},
                      {"text.npy", array("<U1", "(1,)", "aaaa")}},
                     deflated));
    for (const char* list : {R"(["yes", "no", "maybe"])", R"({"0": "yes", "1": "no", "2": "maybe"})",
                             R"({"yes": 0, "no": 1, "maybe": 2})"}) {
      add("labels", "labels.json", list);
    }
    add("detector settings", "config.yaml",
        "model: {max_pool: true, pixel_mean: [102.9, 115.9, 122.8]}\nresnets: &network\n  depth: 101\n"
        "anchor_generator:\n  sizes:\n  - [32, 64]\nroi_heads:\n  num_classes: 12\n  nms_thresh_test: [0.5, 0.7]\n"
        "roi_box_head: {attr: yes, num_attrs: 9}\nother: *network\nmax_detections: 36\n");
    add("labels", "answers.txt", "yes\nno\r\nmaybe\n");
    add("session JSON", "a.rexsession",
        R"({"relevance_explorer_session": 1, "model": "/models/demo-vit", "texts": ["a", "b"], "method": "generic",)"
        R"( "target": {"class": 3}, "layers": [0, -1], "appearance": {"heat": true, "opacity": 0.5}})");
  }

  std::vector<Reader> readers() {
    const std::map<std::string, std::function<void(const fs::path&)>> reads = {
        {"safetensors", use_weights},
        {"torch zip", use_weights},
        {"torch legacy", use_weights},
        {"sharded index", use_weights},
        {"npz", [](const fs::path& file) { (void)load_npz(file); }},
        {"regions", [](const fs::path& file) { (void)load_regions(file); }},
        {"png", use_picture},
        {"jpeg", use_picture},
        {"bmp", use_picture},
        {"gif", use_picture},
        {"webp", use_picture},
        {"tiff", use_picture},
        {"tokenizer", use_tokenizer},
        {"preprocessor", use_preprocessor},
        {"labels", use_labels},
        {"detector settings", [](const fs::path& file) { (void)read_faster_rcnn_settings(file.parent_path()); }},
        {"config", use_model},
        {"model weights", use_model},
        {"session JSON", [](const fs::path& file) { (void)read_json_object(file, session_limits).dump(); }},
    };
    std::vector<Reader> readers;
    for (auto& [name, read] : reads) {
      auto& seeds = seeds_[name];
      if (!seeds.empty()) readers.push_back({name, std::move(seeds), read});
    }
    return readers;
  }

 private:
  static std::vector<fs::path> folders_of(const fs::path& folder) {
    std::vector<fs::path> folders;
    std::error_code absent;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder, absent)) {
      if (entry.is_directory()) folders.push_back(entry.path());
    }
    std::sort(folders.begin(), folders.end());
    return folders;
  }

  fs::path goldens_;
  fs::path scratch_;
  std::map<std::string, std::vector<SeedFile>> seeds_;
};

}  // namespace

std::vector<Reader> all_readers(const fs::path& goldens, const std::vector<fs::path>& more, const fs::path& scratch) {
  Collection collection(goldens, scratch);
  collection.add_goldens();
  collection.add_made();
  for (const fs::path& folder : more) {
    collection.add_by_kind(folder);
    collection.add_model_folder(folder);
  }
  return collection.readers();
}

}  // namespace rex::fuzz
