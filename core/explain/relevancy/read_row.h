#pragma once

#include <ATen/core/Tensor.h>

#include <functional>
#include <string>

#include "core/explain/evidence.h"
#include "core/explain/explanation.h"

namespace rex {

/// What becomes of a read-out token's relevance for itself where ReadOut::zero_own_entry says that it is not shown.
enum class OwnEntry {
  zero,
  row_minimum  ///< transformer attribution on BERT
};

/// Writes ROW, the relevancies of READ_OUT's token for KEY_DOMAIN's tokens, to the places of the input that they stand
/// for, in float64 and finite or not: explain() makes finished values of them (finish.h). Padding is 0 by the
/// equations, because its attention is; only where a published baseline min–max scales its matrix (partial LRP) does it
/// show the value to which 0 is scaled.
void read_row(const Evidence& evidence, const ReadOut& read_out, int key_domain, const at::Tensor& row,
              Relevancies& relevancies, OwnEntry own_entry = OwnEntry::zero);

/// The row that a read-out reads: [key].
using RowReader = std::function<at::Tensor(const ReadOut& read_out)>;

/// Writes the parts of which READ_OUT's row consists, the class token's and the patches', where it has such parts and
/// reads its own domain; of a mean of tokens the first token's row, for comparison. ROWS_ADD_UP: the patches' part
/// makes sense by itself.
void read_parts(const Evidence& evidence, const ReadOut& read_out, int key_domain, const RowReader& reader,
                Relevancies& relevancies, bool rows_add_up = true);

/// Whether a row of DOMAIN divides its relevance between a picture and tokens that are no part of it.
bool has_special_and_patches(const TokenDomain& domain);

/// Says in RESULT how much of ROW [tokens of READ_OUT's domain] lies on special tokens. IDENTITY is what the method
/// started this row from, undefined where it started from nothing.
void store_special_share(const Evidence& evidence, const ReadOut& read_out, const at::Tensor& row,
                         const at::Tensor& identity, Explanation& result);

/// "R_tt", "R_qi"; "R_image" where one domain's symbol is a word.
std::string matrix_key(const Evidence& evidence, int query_domain, int key_domain);

/// Stores the matrix R^{sq} in RESULT under its key.
void store_matrix(const Evidence& evidence, const std::vector<ReadOut>& read_outs, int query_domain, int key_domain,
                  const at::Tensor& matrix, Explanation& result);

/// Adds TEXT to the notes unless it is there.
void add_note(Explanation& result, const std::string& text);

}  // namespace rex
