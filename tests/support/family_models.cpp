#include "tests/support/family_models.h"

#include <cctype>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <stdexcept>

#include "tests/support/model_folders.h"
#include "tests/support/paths.h"

namespace rex::test {

namespace fs = std::filesystem;
using nlohmann::json;

namespace {

json labels(const std::vector<std::string>& names) {
  json result = json::object();
  for (std::size_t i = 0; i < names.size(); ++i) result[std::to_string(i)] = names[i];
  return result;
}

const std::vector<std::string> classes = {"cat",     "dog",    "fish", "balloon", "tree",   "car",
                                          "bicycle", "guitar", "book", "ball",    "rabbit", "boat"};
const std::vector<std::string> answers = {"yes", "no", "1", "2", "3", "red", "blue", "cat", "dog", "left", "right"};

json vit_config() {
  return {{"model_type", "vit"},    {"hidden_size", 48},        {"num_hidden_layers", 4},
          {"image_size", 96},       {"num_attention_heads", 4}, {"intermediate_size", 96},
          {"patch_size", 12},       {"num_channels", 3},        {"hidden_act", "gelu"},
          {"layer_norm_eps", 1e-6}, {"qkv_bias", true},         {"id2label", labels(classes)}};
}

json detr_config(int width) {
  json config = tiny_detr_config();
  config["d_model"] = width;
  config["encoder_layers"] = 2;
  config["num_queries"] = 8;
  config["id2label"] = labels({classes.begin(), classes.begin() + 6});
  return config;
}

json bert_config(const char* type, std::size_t words, const std::vector<std::string>& names) {
  return {{"model_type", type},       {"hidden_size", 32},        {"num_hidden_layers", 3},
          {"num_attention_heads", 4}, {"intermediate_size", 64},  {"max_position_embeddings", 40},
          {"vocab_size", words},      {"type_vocab_size", 2},     {"hidden_act", "gelu"},
          {"layer_norm_eps", 1e-12},  {"id2label", labels(names)}};
}

json clip_config() {
  return {{"model_type", "clip"},
          {"projection_dim", 24},
          {"logit_scale_init_value", 2.6592},
          {"text_config",
           {{"model_type", "clip_text_model"},
            {"hidden_size", 32},
            {"num_attention_heads", 2},
            {"num_hidden_layers", 3},
            {"intermediate_size", 64},
            {"max_position_embeddings", 40},
            {"vocab_size", 549},
            {"bos_token_id", 547},
            {"eos_token_id", 548},
            {"projection_dim", 24}}},
          {"vision_config",
           {{"model_type", "clip_vision_model"},
            {"hidden_size", 32},
            {"num_attention_heads", 2},
            {"num_hidden_layers", 3},
            {"intermediate_size", 64},
            {"image_size", 96},
            {"patch_size", 12},
            {"projection_dim", 24}}}};
}

/// Every word of the scenes' questions, and some of reviews.
std::vector<std::string> vocabulary() {
  std::set<std::string> words = {"the", "plot", "was",  "boring", "at",    "first", "but",        "end",  "wonderful",
                                 "a",   "not",  "good", "food",   "truly", "movie", "delightful", "cast", "great"};
  std::ifstream stream(source_folder() / "resources/pictures/scenes.json");
  const json scenes = json::parse(stream);
  for (const auto& scene : scenes.at("scenes")) {
    for (const auto& question : scene.at("questions")) {
      std::string word;
      for (const char letter : question.at("question").get<std::string>() + " ") {
        if (std::isalnum(static_cast<unsigned char>(letter)) != 0) {
          word += static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
        } else if (!word.empty()) {
          words.insert(std::exchange(word, {}));
        }
      }
    }
  }
  std::vector<std::string> pieces = {"[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "?", ".", ",", "'", "##s", "##ing"};
  pieces.insert(pieces.end(), words.begin(), words.end());
  return pieces;
}

/// Returns the number of pieces.
std::size_t save_vocabulary(const fs::path& folder) {
  std::string file;
  const std::vector<std::string> pieces = vocabulary();
  for (const std::string& piece : pieces) file += piece + "\n";
  fs::create_directories(folder);
  write_file(folder / "vocab.txt", file);
  return pieces.size();
}

}  // namespace

const std::vector<std::string>& families() {
  static const std::vector<std::string> names = {"vit", "detr", "bert", "clip", "visual_bert", "lxmert", "vilt"};
  return names;
}

fs::path save_family_model(const fs::path& folder, const std::string& family) {
  constexpr int region_size = 24;
  const fs::path model = folder / family;
  if (family == "vit") {
    save_random_model(model, vit_config());
  } else if (family == "detr") {
    save_random_model(model, detr_config(16));
  } else if (family == "bert") {
    save_random_model(model, bert_config("bert", save_vocabulary(model), {"negative", "positive"}));
  } else if (family == "vilt") {
    json config = bert_config("vilt", save_vocabulary(model), answers);
    config.update({{"image_size", 96}, {"patch_size", 16}});
    save_random_model(model, config);
  } else if (family == "clip") {
    copy_golden("tokenizer-clip-own", model, {"vocab.json", "merges.txt", "tokenizer_config.json"});
    save_random_model(model, clip_config());
  } else if (family == "visual_bert" || family == "lxmert") {
    json config = bert_config(family.c_str(), save_vocabulary(model), answers);
    if (family == "visual_bert") {
      config["visual_embedding_dim"] = region_size;
    } else {
      config.update({{"visual_feat_dim", region_size},
                     {"visual_pos_dim", 4},
                     {"l_layers", 3},
                     {"r_layers", 2},
                     {"x_layers", 2},
                     {"num_qa_labels", answers.size()}});
    }
    save_random_model(model, config);
    save_random_model(model / "regions", detr_config(region_size));
  } else {
    throw std::invalid_argument("no such family: " + family);
  }
  return model;
}

}  // namespace rex::test
