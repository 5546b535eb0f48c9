#include "tests/support/golden_evidence.h"

#include <ATen/ATen.h>

namespace rex::test {
namespace {

/// Adds maps as the golden case holds them.
class Builder {
 public:
  Builder(const GoldenCase& golden, const GoldenTarget& target, bool original_rules)
      : golden_(golden), target_(target), original_rules_(original_rules) {}

  Evidence evidence;

  int add_domain(const std::string& symbol, const std::vector<std::pair<TokenKind, std::int64_t>>& parts,
                 const at::Tensor& mask = {}) {
    TokenDomain domain;
    domain.symbol = symbol;
    for (const auto& [kind, count] : parts) domain.append(kind, count, parts.size() == 1 ? mask : at::Tensor());
    evidence.domains.push_back(domain);
    return static_cast<int>(evidence.domains.size()) - 1;
  }

  int layers(const std::string& stack) const {
    int layer = 0;
    while (golden_.has("attention/" + stack + "/" + std::to_string(layer))) ++layer;
    return layer;
  }

  void add_map(const std::string& stack, int layer, int queries, int keys, int simultaneous = -1) {
    const std::string place = stack + "/" + std::to_string(layer);
    AttentionMap map;
    map.weights = one_text(golden_.expected("attention/" + place));
    map.stack = stack;
    map.layer = layer;
    map.query_domain = queries;
    map.key_domain = keys;
    map.simultaneous = simultaneous;
    evidence.gradients.push_back(one_text(golden_.expected(target_.prefix + "gradient/" + place + target_.suffix)));
    const at::Tensor relevance = find_relevance(place, layer);
    if (relevance.defined()) evidence.relevances.push_back(relevance);
    evidence.maps.push_back(std::move(map));
  }

  void add_stack(const std::string& stack, int domain) {
    for (int layer = 0; layer < layers(stack); ++layer) add_map(stack, layer, domain, domain);
  }

 private:
  at::Tensor one_text(const at::Tensor& tensor) const {
    return target_.text < 0 ? tensor : tensor[target_.text].contiguous();
  }

  /// Under the original rules where the case has them.
  at::Tensor find_relevance(const std::string& place, int layer) const {
    std::vector<std::string> keys = {
        target_.prefix + "relevance/transformer_attribution/attn_cam/" + std::to_string(layer),
        "attention_lrp/" + place, "lrp_attention/" + place + target_.suffix};
    if (original_rules_) {
      keys.insert(keys.begin(),
                  {target_.prefix + "relevance/lrp/attn_cam/" + std::to_string(layer), "attention_lrp_orig/" + place});
    }
    for (const std::string& key : keys) {
      if (golden_.has(key)) return golden_.expected(key);
    }
    return {};
  }

  const GoldenCase& golden_;
  const GoldenTarget& target_;
  bool original_rules_;
};

}  // namespace

Evidence golden_evidence(const GoldenCase& golden, const GoldenTarget& target, bool original_rules) {
  Builder builder(golden, target, original_rules);
  Evidence& evidence = builder.evidence;
  const std::string family = golden.description()["model"];
  evidence.conventions = method_conventions(family == "visualbert" ? "visual_bert" : family);
  const auto words = [&] { return golden.inputs().at("input_ids").size(-1); };
  if (family == "vit") {
    const std::int64_t tokens = golden.expected("attention/encoder.self/0").size(-1);
    builder.add_stack("encoder.self",
                      builder.add_domain("s", {{TokenKind::special, 1}, {TokenKind::patch, tokens - 1}}));
    evidence.read_outs = {{0, 0, false}};
  } else if (family == "bert") {
    builder.add_stack("encoder.self",
                      builder.add_domain("t", {{TokenKind::word, words()}}, golden.inputs().at("attention_mask")));
    evidence.read_outs = {{0, 0, true}};
  } else if (family == "clip") {
    const std::int64_t tokens = golden.expected("attention/vision.self/0").size(-1);
    builder.add_stack("vision.self",
                      builder.add_domain("image", {{TokenKind::special, 1}, {TokenKind::patch, tokens - 1}}));
    builder.add_stack("text.self", builder.add_domain("text", {{TokenKind::word, words()}}));
    const at::Tensor ids = golden.inputs().at("input_ids")[target.text];
    evidence.read_outs = {{0, 0, false}, {1, ids.argmax().item<std::int64_t>(), false}};
  } else if (family == "visualbert") {
    const std::int64_t regions = golden.description()["regions"], text = golden.description()["text_tokens"];
    builder.add_stack("encoder.self", builder.add_domain("s", {{TokenKind::word, text}, {TokenKind::region, regions}}));
    evidence.read_outs = {{0, golden.description()["row"], true}};
  } else if (family == "lxmert") {
    const int text = builder.add_domain("t", {{TokenKind::word, words()}}, golden.inputs().at("attention_mask"));
    const int image = builder.add_domain("i", {{TokenKind::region, golden.inputs().at("visual_feats").size(1)}});
    builder.add_stack("language.self", text);
    builder.add_stack("vision.self", image);
    for (int layer = 0; layer < builder.layers("cross.language_self"); ++layer) {
      builder.add_map("cross.language_from_vision", layer, text, image, layer);
      builder.add_map("cross.vision_from_language", layer, image, text, layer);
      builder.add_map("cross.language_self", layer, text, text);
      builder.add_map("cross.vision_self", layer, image, image);
    }
    evidence.read_outs = {{text, 0, true}};
  } else {
    const at::Tensor cross = golden.expected("attention/decoder.cross/0");
    const int image = builder.add_domain("i", {{TokenKind::patch, cross.size(2)}});
    const int queries = builder.add_domain("q", {{TokenKind::query, cross.size(1)}});
    builder.add_stack("encoder.self", image);
    for (int layer = 0; layer < builder.layers("decoder.self"); ++layer) {
      builder.add_map("decoder.self", layer, queries, queries);
      builder.add_map("decoder.cross", layer, queries, image);
    }
    evidence.read_outs = {{queries, target.query, false}};
  }
  return evidence;
}

}  // namespace rex::test
