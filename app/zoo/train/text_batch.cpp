#include "app/zoo/train/text_batch.h"

#include <ATen/ATen.h>

#include <algorithm>

namespace rex::zoo {

std::map<std::string, at::Tensor> text_batch(const Tokenizer& tokenizer, const std::vector<std::string>& texts,
                                             std::int64_t most_tokens) {
  std::vector<std::vector<std::int64_t>> rows;
  std::size_t longest = 0;
  for (const std::string& text : texts) {
    rows.push_back(tokenizer.encode(text, {true, most_tokens}).ids());
    longest = std::max(longest, rows.back().size());
  }
  const at::Tensor ids = at::full({static_cast<std::int64_t>(rows.size()), static_cast<std::int64_t>(longest)},
                                  tokenizer.pad_id(), at::kLong);
  const at::Tensor mask = at::zeros_like(ids);
  for (std::size_t row = 0; row < rows.size(); ++row) {
    std::copy(rows[row].begin(), rows[row].end(), ids.data_ptr<std::int64_t>() + row * longest);
    std::fill_n(mask.data_ptr<std::int64_t>() + row * longest, rows[row].size(), 1);
  }
  return {{"input_ids", ids}, {"attention_mask", mask}};
}

}  // namespace rex::zoo
