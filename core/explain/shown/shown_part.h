// What a person looks at inside an explanation: a layer step, a token, a head. The window's selection and `rex
// explain`'s options mean the same by it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/explain/explanation.h"

namespace rex {

/// One token of an explanation: which domain (index into Explanation::domains) and which position in it.
struct TokenPlace {
  int domain = 0;
  std::int64_t token = 0;

  bool operator==(const TokenPlace&) const = default;
};

/// One head of one attention map (index into Explanation::head_maps).
struct HeadPlace {
  int map = 0;
  int head = -1;            ///< -1: the mean of the heads
  bool all_layers = false;  ///< the mean over the layers of the map's stack; the map is then the stack's last

  bool operator==(const HeadPlace&) const = default;
};

/// Which maps of heads are looked at.
enum class HeadValues { attention, weighted };

/// A part of an explanation. A head comes before a token, which then chooses the head's row; a token before a step.
struct ShownPart {
  std::optional<int> step;  ///< index into Explanation::steps
  std::optional<TokenPlace> token;
  std::optional<HeadPlace> head;
  HeadValues head_values = HeadValues::weighted;
  std::vector<TokenPlace> more = {};  ///< tokens whose rows are summed with that of the token

  bool operator==(const ShownPart&) const = default;
};

/// The relevancies of PART; those of the whole EXPLANATION where it does not hold what PART asks for. What PART says
/// nothing about is zeros.
Relevancies relevancies_of(const Explanation& explanation, const ShownPart& part);

/// Whether EXPLANATION holds what PART asks for, and PART asks for something.
bool shows_part(const Explanation& explanation, const ShownPart& part);

/// Whether a layer step is what is shown. Steps are drawn on the scale of the whole, so that growth is seen.
bool shows_step(const Explanation& explanation, const ShownPart& part);

/// PART for a caption: "after encoder.self layer 2 (3 of 6)"; empty for the whole explanation.
std::string part_title(const Explanation& explanation, const ShownPart& part);

/// EXPLANATION as a figure shows it: with PART in place of its relevancies, and named in its notes.
Explanation with_part(const Explanation& explanation, const ShownPart& part);

/// The target's label with what is shown in place of the whole: "dog · after encoder.self layer 2 (3 of 6)".
std::string shown_label(const Explanation& explanation);

/// Whether values below zero mean something: a diverging colour map fits.
bool has_signed_values(const Relevancies& relevancies);

/// The token of PART and those that are summed with it.
std::vector<TokenPlace> tokens_of(const ShownPart& part);

/// What TOKEN relates to: its rows of the matrices; empty where EXPLANATION holds none.
std::optional<Relevancies> relevancies_of_token(const Explanation& explanation, const TokenPlace& token);

/// The row TOKEN of a head's map, the row that is read out where TOKEN is -1; the mean of all rows where none is read
/// out. [key tokens]
std::vector<float> head_row(const Explanation& explanation, const HeadPlace& place, std::int64_t token,
                            HeadValues values);

/// The rows of those of TOKENS that are rows of the map, summed; as head_row() of -1 where none is. [key tokens]
std::vector<float> head_rows(const Explanation& explanation, const HeadPlace& place,
                             const std::vector<TokenPlace>& tokens, HeadValues values);

/// Whether the maps of PLACE's stack have one shape, so that their mean over the layers means something.
bool layers_agree(const Explanation& explanation, int map);

/// The row that is read out in DOMAIN, or -1 where no read-out lies in it.
std::int64_t read_out_row(const Explanation& explanation, int domain);

/// Reads the number of layers of the fold after which it stops, 1…steps. Throws Error with the range.
int parse_step(int layers, const Explanation& explanation);

/// Reads "image:37" (patch, row-major, or region), "text:3", "query:4", all from 0, or "word:cat", where WORDS are the
/// tokens of the explained text. Throws Error with what there is.
TokenPlace find_token(const std::string& text, const Explanation& explanation, const std::vector<std::string>& words);

/// The same for a token whose relevancies are to be seen: throws Error where EXPLANATION holds none of single tokens.
TokenPlace parse_token(const std::string& text, const Explanation& explanation, const std::vector<std::string>& words);

/// Reads "STACK:LAYER:HEAD", layer and head from 0 or "mean". Throws Error with the stacks and ranges.
HeadPlace parse_head(const std::string& text, const Explanation& explanation);

/// The spellings that the functions above read; empty for a token that has none.
std::string spelled(const Explanation& explanation, const TokenPlace& token);
std::string spelled(const Explanation& explanation, const HeadPlace& place);

}  // namespace rex
