#include "core/text/post_processors.h"

#include <limits>
#include <map>

#include "core/text/by_type.h"

namespace rex::text {
namespace {

using Step = PostProcessor::Step;
using Steps = PostProcessor::Steps;

constexpr int64_t largest_id = std::numeric_limits<int32_t>::max();

/// ["[SEP]", 102]: a token's spelling and id.
std::pair<int64_t, std::string> token_of(const DescriptionPart& part) {
  const std::vector<DescriptionPart> pair = part.elements();
  if (pair.size() != 2) part.refuse("is not a token with its id");
  return {pair[1].number(largest_id), pair[0].text()};
}

Step special_step(const DescriptionPart& piece, const DescriptionPart& special_tokens) {
  const auto token = special_tokens.find(piece.at("id").text());
  if (!token) piece.at("id").refuse("is not among its special_tokens");
  Step step;
  const std::vector<DescriptionPart> ids = token->at("ids").elements();
  const std::vector<DescriptionPart> spellings = token->at("tokens").elements();
  if (ids.size() != spellings.size()) token->refuse("has another number of ids than of tokens");
  for (std::size_t i = 0; i < ids.size(); ++i) {
    step.tokens.emplace_back(ids[i].number(largest_id), spellings[i].text());
  }
  return step;
}

Step sequence_step(const DescriptionPart& piece, bool may_be_pair) {
  const std::string id = piece.at("id").text();
  if (id != "A" && !(id == "B" && may_be_pair)) piece.at("id").refuse("is no sequence that there is here");
  Step step;
  step.sequence = id == "A" ? 0 : 1;
  return step;
}

Steps steps_of(const DescriptionPart& list, const DescriptionPart& special_tokens, bool for_pairs) {
  constexpr int64_t most_types = 1000;
  constexpr std::size_t most = 1000;
  std::size_t count = 0;
  Steps steps;
  for (const DescriptionPart& element : list.elements()) {
    const auto special = element.find("SpecialToken");
    const auto sequence = element.find("Sequence");
    if (!special && !sequence) element.refuse("is neither a SpecialToken nor a Sequence");
    steps.push_back(special ? special_step(*special, special_tokens) : sequence_step(*sequence, for_pairs));
    count += 1 + steps.back().tokens.size();
    if (count > most) list.refuse("puts more than 1000 tokens round a text");
    steps.back().type = static_cast<int>((special ? *special : *sequence).number("type_id", 0, most_types));
  }
  return steps;
}

PostProcessor template_processing(const DescriptionPart& part) {
  PostProcessor result;
  const DescriptionPart special_tokens = part.at("special_tokens");
  result.single = steps_of(part.at("single"), special_tokens, false);
  const auto pair = part.find("pair");
  result.both = pair ? steps_of(*pair, special_tokens, true) : Steps();
  return result;
}

PostProcessor bert_processing(const DescriptionPart& part) {
  const auto [end_id, end] = token_of(part.at("sep"));
  const auto [start_id, start] = token_of(part.at("cls"));
  return bert_template(start_id, start, end_id, end);
}

PostProcessor roberta_processing(const DescriptionPart& part) {
  const auto [end_id, end] = token_of(part.at("sep"));
  const auto [start_id, start] = token_of(part.at("cls"));
  PostProcessor result = roberta_template(start_id, start, end_id, end);
  const bool add_prefix_space = part.flag("add_prefix_space", true);
  if (part.flag("trim_offsets", true)) result.trims.push_back(add_prefix_space);
  return result;
}

PostProcessor byte_level(const DescriptionPart& part) {
  PostProcessor result;
  const bool add_prefix_space = part.flag("add_prefix_space", true);
  part.flag("use_regex", true);
  if (part.flag("trim_offsets", true)) result.trims.push_back(add_prefix_space);
  return result;
}

/// Trims add up; one step alone may put tokens round the text.
PostProcessor several_post_processors(const DescriptionPart& part) {
  PostProcessor result;
  bool has_template = false;
  for (const DescriptionPart& element : part.at("processors").elements()) {
    PostProcessor step = read_post_processor(element);
    result.trims.insert(result.trims.end(), step.trims.begin(), step.trims.end());
    if (element.type() == "ByteLevel") continue;
    if (has_template) part.refuse("puts special tokens round the text twice, which is not known here");
    has_template = true;
    result.single = std::move(step.single);
    result.both = std::move(step.both);
  }
  return result;
}

using PostProcessorReader = PostProcessor (*)(const DescriptionPart&);

const std::map<std::string, PostProcessorReader, std::less<>>& post_processor_readers() {
  static const std::map<std::string, PostProcessorReader, std::less<>> known = {
      {"BertProcessing", bert_processing},
      {"ByteLevel", byte_level},
      {"RobertaProcessing", roberta_processing},
      {"Sequence", several_post_processors},
      {"TemplateProcessing", template_processing}};
  return known;
}

}  // namespace

PostProcessor read_post_processor(const DescriptionPart& part) {
  return read_by_type(post_processor_readers(), "post-processors", part, part.type());
}

}  // namespace rex::text
