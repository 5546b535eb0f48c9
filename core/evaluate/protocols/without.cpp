#include "core/evaluate/protocols/without.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "core/base/error.h"
#include "core/base/printable.h"
#include "core/base/whole_number.h"
#include "core/evaluate/model_picture.h"
#include "core/evaluate/order.h"
#include "core/evaluate/protocols/faithfulness.h"
#include "core/evaluate/protocols/ranking.h"
#include "core/explain/shown/shown_part.h"

namespace rex::evaluate {
namespace {

using Places = std::vector<std::int64_t>;

bool holds(const Places& places, std::int64_t place) { return std::binary_search(places.begin(), places.end(), place); }

/// The tokens of DOMAIN, of the whole input, that are left without REMOVED: as InputRemoval leaves them, which lets
/// padding go with the first word.
Places left_tokens(const TokenDomain& domain, const RemovedPart& removed) {
  Places left;
  for (std::int64_t token = 0; token < domain.size(); ++token) {
    const auto at = static_cast<std::size_t>(token);
    const bool word = domain.kinds[at] == TokenKind::word, region = domain.kinds[at] == TokenKind::region;
    const bool gone =
        (word && !removed.words.empty() && (domain.padded[at] || holds(removed.words, domain.places[at]))) ||
        (region && holds(removed.regions, domain.places[at]));
    if (!gone) left.push_back(token);
  }
  return left;
}

std::vector<Places> left_tokens(const std::vector<TokenDomain>& domains, const RemovedPart& removed) {
  std::vector<Places> left;
  for (const TokenDomain& domain : domains) left.push_back(left_tokens(domain, removed));
  return left;
}

std::int64_t count_of(const Answered& answered, TokenKind kind) {
  std::int64_t count = 0;
  for (const TokenDomain& domain : answered.domains) count = std::max(count, domain.count(kind));
  return count;
}

void check_places(const Places& places, std::int64_t count, const char* what) {
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (places[i] >= 0 && places[i] < count && (i == 0 || places[i] > places[i - 1])) continue;
    throw Error("removal", "there is no " + std::string(what) + " " + std::to_string(places[i]),
                count == 0 ? "The model reads none." : "They are 0 to " + std::to_string(count - 1) + ".");
  }
}

template <class Value>
void drop(std::vector<Value>& values, const Places& places) {
  for (auto place = places.rbegin(); place != places.rend(); ++place) {
    if (*place < static_cast<std::int64_t>(values.size())) values.erase(values.begin() + *place);
  }
}

/// VALUES [..., tokens left, ...] spread over SIZE tokens along DIMENSION; tokens that fill a row up are left out.
at::Tensor spread(const at::Tensor& values, std::int64_t dimension, const Places& left, std::int64_t size) {
  if (!values.defined()) return values;
  const std::int64_t count = std::min(values.size(dimension), static_cast<std::int64_t>(left.size()));
  std::vector<std::int64_t> shape = values.sizes().vec();
  shape[static_cast<std::size_t>(dimension)] = size;
  const at::Tensor places = at::tensor(Places(left.begin(), left.begin() + count), at::kLong);
  return at::zeros(shape, values.options()).index_copy_(dimension, places, values.narrow(dimension, 0, count));
}

/// From the numbering of what is left to that of the whole.
class Numbering {
 public:
  Numbering(const std::vector<TokenDomain>& domains, const RemovedPart& removed) : domains_(domains) {
    left_ = left_tokens(domains, removed);
    for (std::size_t domain = 0; domain < domains.size(); ++domain) {
      for (const std::int64_t token : left_[domain]) {
        const auto at = static_cast<std::size_t>(token);
        if (domains[domain].kinds[at] == TokenKind::word) words_.push_back(domains[domain].places[at]);
        if (domains[domain].kinds[at] == TokenKind::region) regions_.push_back(domains[domain].places[at]);
      }
      word_count_ = std::max(word_count_, domains[domain].count(TokenKind::word));
      region_count_ = std::max(region_count_, domains[domain].count(TokenKind::region));
    }
  }

  at::Tensor matrix(const at::Tensor& values, std::int64_t first_dimension, std::size_t query, std::size_t key) const {
    return spread(spread(values, first_dimension, left_[query], domains_[query].size()), first_dimension + 1,
                  left_[key], domains_[key].size());
  }

  Relevancies relevancies(Relevancies values) const {
    values.text = spread(values.text, 0, words_, word_count_);
    values.text_class_row = spread(values.text_class_row, 0, words_, word_count_);
    if (region_count_ > 0) values.image = spread(values.image, 0, regions_, region_count_);
    return values;
  }

  std::int64_t token(int domain, std::int64_t token) const {
    const Places& left = left_[static_cast<std::size_t>(domain)];
    return token >= 0 && token < static_cast<std::int64_t>(left.size()) ? left[static_cast<std::size_t>(token)] : token;
  }

  /// The whole domains, with what is gone as padding.
  std::vector<TokenDomain> domains() const {
    std::vector<TokenDomain> result = domains_;
    for (std::size_t domain = 0; domain < result.size(); ++domain) {
      for (std::int64_t token = 0; token < result[domain].size(); ++token) {
        if (!holds(left_[domain], token)) result[domain].padded[static_cast<std::size_t>(token)] = true;
      }
    }
    return result;
  }

 private:
  const std::vector<TokenDomain>& domains_;
  std::vector<Places> left_;
  Places words_, regions_;
  std::int64_t word_count_ = 0, region_count_ = 0;
};

/// Of the matrix KEY ("R_tt", "R_image"), its rows' and columns' domains.
std::optional<std::pair<std::size_t, std::size_t>> domains_of(const std::string& key,
                                                              const std::vector<TokenDomain>& domains) {
  for (std::size_t s = 0; s < domains.size(); ++s) {
    for (std::size_t q = 0; q < domains.size(); ++q) {
      const std::string& symbol = domains[s].symbol;
      if (key == (symbol.size() > 1 && s == q ? "R_" + symbol : "R_" + symbol + domains[q].symbol))
        return std::pair(s, q);
    }
  }
  return std::nullopt;
}

/// The probabilities of what every object query may be: [queries, classes + 1].
at::Tensor object_probabilities(const Answered& answered) {
  const at::Tensor logits = answered.outputs.at("logits");
  return probabilities(logits.squeeze(0).to(at::kDouble), answered.model->description.probabilities);
}

void name_objects(const Answered& whole, Answered& result) {
  const at::Tensor before = object_probabilities(whole), now = object_probabilities(result);
  std::map<std::int64_t, const Prediction*> known;
  for (const Prediction& prediction : whole.predictions) known[prediction.target.query.value_or(-1)] = &prediction;
  for (Prediction& prediction : result.predictions) {
    const std::int64_t query = prediction.target.query.value_or(0);
    const auto old = known.find(query);
    if (old != known.end() && old->second->probability.value_or(0) >= prediction.probability.value_or(0)) {
      prediction.target = old->second->target;
      prediction.label = old->second->label;
    }
    const std::int64_t index = prediction.target.class_index.value_or(0);
    prediction.probability = now[query][index].item<double>();
    prediction.score = result.outputs.at("logits").squeeze(0)[query][index].item<double>();
    prediction.before = before[query][index].item<double>();
  }
  std::stable_sort(result.predictions.begin(), result.predictions.end(),
                   [](const Prediction& a, const Prediction& b) { return a.probability > b.probability; });
}

std::int64_t percentage(const std::string& text, const std::string& whole) {
  const auto value = whole_number(text);
  if (value && *value >= 0 && *value <= 100) return *value;
  throw Error(printable(whole), "is no percentage", "Write marked:20 or unmarked:20.");
}

void merge(Places& into, const Places& more) {
  std::set<std::int64_t> all(into.begin(), into.end());
  all.insert(more.begin(), more.end());
  into.assign(all.begin(), all.end());
}

std::string counted(std::size_t count, const char* one, const char* many) {
  return std::to_string(count) + " " + (count == 1 ? one : many);
}

std::string fill_title(const std::string& fill) {
  if (fill == "mean") return "the mean colour";
  if (fill == "linear") return "what their neighbours show";
  if (fill == "road") return "what their neighbours show, with noise (ROAD),";
  return fill == "blur" ? "a blur" : fill;
}

}  // namespace

PreparedQuestion without(const OpenModel& model, const Answered& whole, const RemovedPart& removed) {
  const auto fill = replacement_of(removed.fill);
  if (!fill) {
    throw Error("fill", "there is no '" + printable(removed.fill) + "'", "Choose " + replacement_names() + ".");
  }
  check_places(removed.patches, count_of(whole, TokenKind::patch), "patch");
  check_places(removed.regions, count_of(whole, TokenKind::region), "region");
  check_places(removed.words, count_of(whole, TokenKind::word), "word");
  PreparedQuestion reduced = whole;
  reduced.question.without = removed;
  ModelInputs& inputs = reduced.input.tensors;
  std::optional<PixelScale> scale;
  if (!removed.patches.empty()) {
    const at::Tensor picture = model_picture(inputs);
    if (!picture.defined() || !model.preprocessor) {
      throw Error("removal", "the model sees no pixels that something else could show", "Strike words instead.");
    }
    scale = pixel_scale(model.preprocessor->settings(), picture);
  }
  // Patches first, which leave every token where it is; words and regions lie in tensors of their own.
  for (const Part part : {Part::patches, Part::regions, Part::words}) {
    const Places& places = places_of(removed, part);
    if (places.empty()) continue;
    inputs = InputRemoval(*model.model, inputs, whole.domains, scale, *fill, 1, removed.text).without(part, places);
  }
  drop(reduced.input.regions, removed.regions);
  drop(reduced.input.region_labels, removed.regions);
  if (const auto text = static_cast<std::size_t>(removed.text); text < reduced.input.texts.size()) {
    std::vector<Token>& tokens = reduced.input.texts[text].tokens;
    const std::size_t length = tokens.size();
    drop(tokens, removed.words);
    if (whole.model->description.full_rows_of_text && !tokens.empty()) tokens.resize(length, tokens.back());
  }
  return reduced;
}

Answered in_whole(const Answered& whole, const Answered& reduced) {
  Answered result = reduced;
  result.input = whole.input;
  result.domains = whole.domains;
  if (result.model->description.finds_objects()) {
    name_objects(whole, result);
    return result;
  }
  for (Prediction& prediction : result.predictions) {
    const auto old = std::find_if(whole.predictions.begin(), whole.predictions.end(),
                                  [&](const Prediction& other) { return other.target == prediction.target; });
    if (old != whole.predictions.end()) prediction.before = old->probability ? old->probability : old->score;
  }
  return result;
}

std::shared_ptr<const Explanation> in_whole(const Answered& whole, const RemovedPart& removed,
                                            std::shared_ptr<const Explanation> explanation) {
  RemovedPart of_this = removed;
  // Of several texts the one that is explained may not be the one that lost words.
  if (whole.model->description.reads_several_texts() && explanation->target.text.value_or(0) != removed.text) {
    of_this.words.clear();
  }
  if (of_this.words.empty() && of_this.regions.empty()) return explanation;
  const Numbering numbering(whole.domains, of_this);
  auto result = std::make_shared<Explanation>(*explanation);
  result->relevancies = numbering.relevancies(result->relevancies);
  for (LayerStep& step : result->steps) step.relevancies = numbering.relevancies(step.relevancies);
  for (HeadMaps& maps : result->head_maps) {
    for (at::Tensor* values : {&maps.attention, &maps.gradient, &maps.weighted, &maps.relevance}) {
      *values = numbering.matrix(*values, 1, static_cast<std::size_t>(maps.query_domain),
                                 static_cast<std::size_t>(maps.key_domain));
    }
  }
  for (auto& [key, matrix] : result->matrices) {
    if (const auto sides = domains_of(key, whole.domains)) {
      matrix = numbering.matrix(matrix, 0, sides->first, sides->second);
    }
  }
  for (ReadOut& read_out : result->read_outs) {
    read_out.row = numbering.token(read_out.domain, read_out.row);
    if (read_out.words_to == 0) continue;
    read_out.words_from = numbering.token(read_out.domain, read_out.words_from);
    read_out.words_to = numbering.token(read_out.domain, read_out.words_to - 1) + 1;
  }
  result->domains = numbering.domains();
  return result;
}

std::vector<std::int64_t>& places_of(RemovedPart& removed, Part part) {
  return part == Part::words ? removed.words : part == Part::regions ? removed.regions : removed.patches;
}

const std::vector<std::int64_t>& places_of(const RemovedPart& removed, Part part) {
  return part == Part::words ? removed.words : part == Part::regions ? removed.regions : removed.patches;
}

RemovedPart changed(RemovedPart removed, Part part, const std::vector<std::int64_t>& places,
                    const std::vector<std::int64_t>& may_go, bool restore) {
  Places& now = places_of(removed, part);
  std::set<std::int64_t> all(now.begin(), now.end());
  for (const std::int64_t place : places) {
    if (restore) {
      all.erase(place);
    } else if (holds(may_go, place)) {
      all.insert(place);
    }
  }
  now.assign(all.begin(), all.end());
  return removed;
}

RemovedPart marked(const Answered& answered, const Explanation& explanation, double share, bool others) {
  RemovedPart result;
  result.text = explanation.target.text.value_or(0);
  const Part part = usual_part(answered.model->description);
  const Places may_go = removable(part, answered, explanation);
  const auto native = native_relevance(part, explanation);
  if (!native || explanation.relevancies.image.dim() > 1) {
    throw Error("removal", "the method ranks no " + std::string(name(part)), "Choose another method.");
  }
  const Ranking ranked = ranking(part, may_go, *native, 0, 0, 0, 0);
  const Places by_rank = order(ranked.relevance, First::most_relevant);
  const Places first = first_of(by_rank, removed_count(static_cast<std::int64_t>(may_go.size()), share));
  Places& places = places_of(result, part);
  for (std::int64_t i = 0; i < static_cast<std::int64_t>(may_go.size()); ++i) {
    if (holds(first, i) != others) places.push_back(may_go[static_cast<std::size_t>(i)]);
  }
  return result;
}

RemovedPart parse_removed(const std::vector<std::string>& texts, const std::string& fill, const Answered& whole,
                          const Explanation& explanation) {
  RemovedPart removed;
  removed.fill = fill;
  removed.text = explanation.target.text.value_or(0);
  std::vector<std::string> words;
  if (const auto text = static_cast<std::size_t>(removed.text); text < whole.input.texts.size()) {
    for (const Token& token : whole.input.texts[text].tokens) words.push_back(token.text);
  }
  for (const std::string& text : texts) {
    const std::size_t colon = std::min(text.find(':'), text.size());
    const std::string kind = text.substr(0, colon);
    if (kind == "marked" || kind == "unmarked") {
      const double share = static_cast<double>(percentage(text.substr(std::min(colon + 1, text.size())), text)) / 100;
      const RemovedPart more = marked(whole, explanation, share, kind == "unmarked");
      for (const Part part : {Part::patches, Part::regions, Part::words}) {
        merge(places_of(removed, part), places_of(more, part));
      }
      continue;
    }
    const TokenPlace token = find_token(text, explanation, words);
    const TokenDomain& domain = explanation.domains[static_cast<std::size_t>(token.domain)];
    const auto at = static_cast<std::size_t>(token.token);
    const Part part = domain.kinds[at] == TokenKind::word     ? Part::words
                      : domain.kinds[at] == TokenKind::region ? Part::regions
                                                              : Part::patches;
    const bool goes = domain.kinds[at] != TokenKind::query && domain.kinds[at] != TokenKind::special &&
                      holds(removable(part, whole, explanation), domain.places[at]);
    if (!goes) throw Error(printable(text), "must stay: the model needs it to answer", "Name another patch or word.");
    merge(places_of(removed, part), {domain.places[at]});
  }
  return removed;
}

std::string spelled(const RemovedPart& removed, const Answered& whole) {
  std::string text;
  const auto add = [&](const Places& places, const char* kind) {
    for (const std::int64_t place : places)
      text += (text.empty() ? "" : ",") + std::string(kind) + std::to_string(place);
  };
  add(whole.model->description.sees_regions() ? removed.regions : removed.patches, "image:");
  add(removed.words, "text:");
  return text;
}

std::string to_string(const RemovedPart& removed, const std::vector<std::string>& words) {
  constexpr std::size_t most_named = 3;
  std::vector<std::string> parts;
  if (!removed.patches.empty()) {
    parts.push_back(counted(removed.patches.size(), "patch", "patches") + " (" + fill_title(removed.fill) +
                    (removed.patches.size() == 1 ? " in its place)" : " in their place)"));
  }
  if (!removed.regions.empty()) parts.push_back(counted(removed.regions.size(), "region", "regions"));
  if (!words.empty() && words.size() <= most_named) {
    std::string names = words.size() == 1 ? "the word " : "the words ";
    for (std::size_t i = 0; i < words.size(); ++i) {
      names += (i == 0 ? "" : i + 1 == words.size() ? " and " : ", ") + ("“" + words[i] + "”");
    }
    parts.push_back(names);
  } else if (!removed.words.empty()) {
    const std::size_t count = words.empty() ? removed.words.size() : words.size();
    parts.push_back(counted(count, "word", "words"));
  }
  std::string text;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    text += (i == 0 ? "" : i + 1 == parts.size() ? " and " : ", ") + parts[i];
  }
  return text;
}

}  // namespace rex::evaluate
