#include "app/rex/part_options.h"

#include "core/base/error.h"
#include "core/base/fault.h"

namespace rex::command {

void PartOptions::ask(ExplainOptions& options) const {
  options.steps = options.steps || step;
  options.whole_matrices = options.whole_matrices || (!tokens.empty() && head.empty());
  options.head_maps = options.head_maps || !head.empty();
}

ShownPart PartOptions::read(const Explanation& explanation, const std::vector<std::string>& words) const {
  ShownPart part;
  if (step) part.step = parse_step(*step, explanation);
  for (const std::string& token : tokens) {
    const TokenPlace place = parse_token(token, explanation, words);
    if (part.token) {
      part.more.push_back(place);
    } else {
      part.token = place;
    }
  }
  if (!head.empty()) part.head = parse_head(head, explanation);
  for (std::size_t i = 0; part.head && i < tokens.size(); ++i) {
    const HeadMaps& maps = required_at(explanation.head_maps, static_cast<std::size_t>(part.head->map));
    if (maps.query_domain != tokens_of(part)[i].domain) {
      throw Error("--of " + tokens[i], "is no row of the maps of " + maps.stack,
                  "Name a token that this stack updates.");
    }
  }
  part.head_values = head_values == "raw" ? HeadValues::attention : HeadValues::weighted;
  return part;
}

std::shared_ptr<PartOptions> add_part_options(CLI::App& command) {
  const auto options = std::make_shared<PartOptions>();
  const std::string group = "A part of the explanation, in all that is written";
  CLI::Option* step = command
                          .add_option_function<int>(
                              "--step", [options](int layers) { options->step = layers; },
                              "The relevance after this many layers of the fold, from 1, as the window's film strip")
                          ->group(group);
  command
      .add_option("--of", options->tokens,
                  "The relevance of a token in place of the answer's: image:37 (patch, row by row, or region), text:3, "
                  "query:4, all from 0, or word:cat; with --head the row of its map; repeated, their sum")
      ->allow_extra_args(false)
      ->excludes(step)
      ->group(group);
  CLI::Option* head = command
                          .add_option("--head", options->head,
                                      "What a head looks at: STACK:LAYER:HEAD from 0, as encoder.self:3:0; layer and "
                                      "head may be 'mean'")
                          ->excludes(step)
                          ->group(group);
  command.add_option("--head-values", options->head_values, "Attention itself, or weighted by its gradient")
      ->check(CLI::IsMember({"raw", "weighted"}))
      ->needs(head)
      ->group(group);
  return options;
}

}  // namespace rex::command
