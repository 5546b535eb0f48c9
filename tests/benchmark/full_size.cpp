// full_size FOLDER: models of the published sizes with seeded random weights, as Hugging Face's folders, to feel how
// the programs are with them where there is no network.
#include <ATen/ATen.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>

#include "tests/support/family_models.h"
#include "tests/support/model_folders.h"
#include "tests/support/paths.h"
#include "tests/support/small_detector.h"

namespace fs = std::filesystem;
using nlohmann::json;

namespace {

/// The settings of the published extractor of LXMERT's demo; what is left out is as there.
json published_detector() {
  return {{"roi_heads", {{"num_classes", 1600}, {"nms_thresh_test", {0.5, 1.0, 0.05}}}},
          {"roi_box_head", {{"num_attrs", 400}, {"attr", true}}}};
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "full_size FOLDER\n";
    return 2;
  }
  const fs::path folder = argv[1], configs = rex::test::source_folder() / "tests/benchmark/configs";
  const rex::test::TemporaryFolder small;  // for vocabularies
  for (const auto& [name, config_name, family] :
       {std::tuple("vit-base-patch16-224", "vit-b16", "vit"), std::tuple("clip-vit-base-patch32", "clip-b32", "clip"),
        std::tuple("detr-resnet-50", "detr-r50", "detr"), std::tuple("lxmert-base", "lxmert-base", "lxmert"),
        std::tuple("bert-base", "bert-base", "bert")}) {
    json config = json::parse(rex::test::read_file(configs / (std::string(config_name) + ".json")));
    const fs::path words = rex::test::save_family_model(small.path(), family), model = folder / name;
    if (config.contains("text_config")) {  // the small vocabulary's marks
      config["text_config"]["bos_token_id"] = 547;
      config["text_config"]["eos_token_id"] = 548;
    }
    rex::test::save_random_model(model, config);
    for (const char* file : {"vocab.txt", "vocab.json", "merges.txt", "tokenizer_config.json"}) {
      if (fs::exists(words / file)) fs::copy_file(words / file, model / file, fs::copy_options::overwrite_existing);
    }
    std::cout << model.string() << std::endl;
  }
  rex::test::save_random_detector(folder / "lxmert-base" / "regions", published_detector());
  std::cout << (folder / "lxmert-base" / "regions").string() << std::endl;
  return 0;
}
