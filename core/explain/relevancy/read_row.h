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

/// Where READ_OUT is a mean, writes the row of the first token of KEY_DOMAIN as well, for comparison.
void read_class_row(const Evidence& evidence, const ReadOut& read_out, int key_domain, const RowReader& reader,
                    Relevancies& relevancies);

/// "R_tt", "R_qi"; "R_image" where one domain's symbol is a word.
std::string matrix_key(const Evidence& evidence, int query_domain, int key_domain);

/// Stores the matrix R^{sq} in RESULT under its key.
void store_matrix(const Evidence& evidence, const std::vector<ReadOut>& read_outs, int query_domain, int key_domain,
                  const at::Tensor& matrix, Explanation& result);

/// Adds TEXT to the notes unless it is there.
void add_note(Explanation& result, const std::string& text);

}  // namespace rex
