#include "core/text/described_tokenizer.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "core/base/printable.h"
#include "core/text/post_processors.h"
#include "core/text/special_tokens.h"
#include "core/text/tokenizer_descriptions.h"

namespace rex::text {
namespace fs = std::filesystem;
using nlohmann::json;

namespace {

constexpr int64_t longest_length = 1 << 30;

DescriptionPart whole(const TokenizerDescriptions& descriptions) {
  return {descriptions.tokenizer, descriptions.tokenizer_path.string(), ""};
}

TokenizerFiles files_of(const TokenizerDescriptions& descriptions) {
  const auto model = whole(descriptions).find("model");
  if (!model) whole(descriptions).refuse("has no model with a vocabulary", "Fetch the file again.");
  TokenizerFiles files;
  files.kind = TokenizerFiles::Kind::described;
  files.vocabulary_file = descriptions.tokenizer_path.string();
  files.vocabulary = read_vocabulary(*model);
  read_special_tokens(descriptions, files);
  files.model_max_length = descriptions.longest_input();
  return files;
}

/// The normalizer with what transformers' BERT classes take from tokenizer_config.json.
json configured_normalizer(const TokenizerDescriptions& descriptions) {
  json normalizer = descriptions.tokenizer.value("normalizer", json());
  const json& config = descriptions.config;
  const bool is_bert = normalizer.is_object() && normalizer.value("type", json()) == "BertNormalizer";
  if (!is_bert || !is_bert_class(tokenizer_class(config))) return normalizer;
  for (const auto& [ours, theirs] :
       {std::pair("do_lower_case", "lowercase"), std::pair("strip_accents", "strip_accents"),
        std::pair("tokenize_chinese_chars", "handle_chinese_chars")}) {
    if (const auto value = config.find(ours); value != config.end() && value->is_boolean()) normalizer[theirs] = *value;
  }
  return normalizer;
}

/// Whether the model is told types. transformers says it by the names of the inputs, or by the class.
bool is_told_types(const json& config) {
  const auto inputs = config.find("model_input_names");
  if (inputs != config.end() && inputs->is_array()) {
    return std::find(inputs->begin(), inputs->end(), json("token_type_ids")) != inputs->end();
  }
  const std::string name = tokenizer_class(config);
  for (const char* without :
       {"RobertaTokenizer", "XLMRobertaTokenizer", "DistilBertTokenizer", "CLIPTokenizer", "GPT2Tokenizer",
        "LlamaTokenizer", "GemmaTokenizer", "Qwen2Tokenizer", "T5Tokenizer", "SiglipTokenizer", "Siglip2Tokenizer"}) {
    if (name == without) return false;
  }
  return true;
}

bool is_left(const DescriptionPart& settings) {
  const std::string direction = settings.text("direction", "Right");
  if (direction != "Left" && direction != "Right") {
    settings.at("direction").refuse("is " + printable(direction, 60) + ", neither Left nor Right");
  }
  return direction == "Left";
}

Truncation strategy_of(const DescriptionPart& settings) {
  static const std::map<std::string, Truncation, std::less<>> strategies = {{"LongestFirst", Truncation::longest_first},
                                                                            {"OnlyFirst", Truncation::only_first},
                                                                            {"OnlySecond", Truncation::only_second}};
  const auto found = strategies.find(settings.text("strategy", "LongestFirst"));
  if (found != strategies.end()) return found->second;
  settings.at("strategy").refuse("is not known", "Known are LongestFirst, OnlyFirst and OnlySecond.");
}

/// "BatchLongest" pads nothing where texts come one by one; {"Fixed": 64} does.
int64_t padded_length(const DescriptionPart& settings) {
  const auto strategy = settings.find("strategy");
  if (!strategy || strategy->value() == "BatchLongest") return 0;
  if (strategy->is_object()) return strategy->at("Fixed").number(longest_length);
  strategy->refuse("is not known", "Known are BatchLongest and Fixed.");
}

}  // namespace

DescribedTokenizer::DescribedTokenizer(const TokenizerDescriptions& descriptions)
    : DescribedTokenizer(descriptions, files_of(descriptions)) {}

DescribedTokenizer::DescribedTokenizer(const TokenizerDescriptions& descriptions, TokenizerFiles files)
    : PipelineTokenizer(files) {
  const DescriptionPart description = whole(descriptions);
  const json normalizer = configured_normalizer(descriptions);
  if (!normalizer.is_null()) {
    normalizer_ = read_normalizer(DescriptionPart(normalizer, description.file(), "normalizer"));
  }
  if (const auto part = description.find("pre_tokenizer")) pre_tokenizer_ = read_pre_tokenizer(*part);
  if (const auto part = description.find("post_processor")) post_processor_ = read_post_processor(*part);
  model_ = read_model(description.at("model"), vocabulary_);
  has_segments_ = is_told_types(descriptions.config);
  spelling_ = spelling_of_words();
  read_lengths(descriptions);
  find_special_ids(files);
  find_added_tokens(files.added_tokens);
}

Characters DescribedTokenizer::normalize(Characters characters) const {
  return normalizer_ == nullptr ? characters : normalizer_->apply(std::move(characters));
}

void DescribedTokenizer::append_pieces(std::span<const Character> characters, std::vector<Token>& tokens,
                                       int64_t& word) const {
  if (pre_tokenizer_ == nullptr) return append_word(*model_, characters, tokens, word);
  Pieces pieces{Characters(characters.begin(), characters.end()), {{0, characters.size()}}};
  pieces = pre_tokenizer_->apply(std::move(pieces));
  for (const Pieces::Range& range : pieces.ranges) append_word(*model_, pieces[range], tokens, word);
}

void DescribedTokenizer::find_special_ids(const TokenizerFiles& files) {
  const auto id_of_role = [&](const char* role, std::initializer_list<const char*> usual) -> int64_t {
    const auto named = files.special_tokens.find(role);
    if (named != files.special_tokens.end()) return id_of(named->second);
    for (const char* spelling : usual) {
      if (const int64_t id = id_of(spelling); id >= 0) return id;
    }
    return -1;
  };
  bool is_before = true;
  for (const PostProcessor::Step& step : post_processor_.single) {
    is_before = is_before && step.sequence < 0;
    if (step.tokens.empty()) continue;
    if (is_before && start_id_ < 0) start_id_ = step.tokens.front().first;
    if (!is_before) end_id_ = step.tokens.back().first;
  }
  unknown_id_ = model_->unknown_id();
  mask_id_ = id_of_role("mask_token", {"[MASK]", "<mask>"});
  if (pad_id_ < 0) pad_id_ = id_of_role("pad_token", {"[PAD]", "<pad>"});
}

void DescribedTokenizer::read_lengths(const TokenizerDescriptions& descriptions) {
  const DescriptionPart description = whole(descriptions);
  // Where transformers wraps the tokenizer, it cuts and pads only on demand.
  const bool by_itself = !fs::exists(descriptions.config_path);
  if (const auto truncation = description.find("truncation")) {
    lengths_.cuts_front = is_left(*truncation);
    const int64_t length = truncation->at("max_length").number(longest_length);
    const Truncation strategy = strategy_of(*truncation);
    if (by_itself) {
      lengths_.max_length = length;
      lengths_.truncation = strategy;
    }
    if (model_max_length_ == 0) model_max_length_ = length;
  }
  if (const auto padding = description.find("padding")) {
    lengths_.pads_front = is_left(*padding);
    lengths_.pad_type = static_cast<int>(padding->number("pad_type_id", 0, 1000));
    pad_id_ = padding->number("pad_id", -1, longest_length);
    const int64_t length = padded_length(*padding);
    const int64_t multiple = padding->number("pad_to_multiple_of", 0, longest_length);
    if (by_itself) {
      lengths_.pad_to = length;
      lengths_.pad_multiple = multiple;
    }
  }
  if (const json side = descriptions.config.value("truncation_side", json()); side.is_string()) {
    lengths_.cuts_front = side == "left";
  }
  if (const json side = descriptions.config.value("padding_side", json()); side.is_string()) {
    lengths_.pads_front = side == "left";
  }
}

Tokenizer::WordSpelling DescribedTokenizer::spelling_of_words() const {
  const auto any = [&](auto belongs) {
    return std::any_of(vocabulary_.pieces().begin(), vocabulary_.pieces().end(),
                       [&](const auto& entry) { return belongs(entry.first); });
  };
  if (any([](const std::string& piece) { return piece.ends_with("</w>"); })) return WordSpelling::ends;
  const auto begins = [](const std::string& piece) {
    return piece.starts_with("\u0120") || piece.starts_with("\u2581");
  };
  return any(begins) ? WordSpelling::begins : WordSpelling::continues;
}

}  // namespace rex::text
