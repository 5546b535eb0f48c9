#include "core/explain/shown/shown_part.h"

#include <ATen/ATen.h>

#include "core/base/error.h"
#include "tests/support/catch.h"

using namespace rex;

namespace {

/// Two words, four patches in a grid and a class token in one sequence; two layers of two heads.
Explanation small_explanation() {
  Explanation explanation;
  explanation.method = "generic";
  TokenDomain tokens;
  tokens.symbol = "s";
  tokens.append(TokenKind::special, 1);
  tokens.append(TokenKind::word, 2);
  tokens.append(TokenKind::patch, 4);
  tokens.grid_rows = tokens.grid_columns = 2;
  explanation.domains = {tokens};
  explanation.read_outs = {{0, 0, false}};
  explanation.relevancies.image = at::tensor({1.0F, 2.0F, 3.0F, 4.0F});
  explanation.relevancies.text = at::tensor({5.0F, 6.0F});
  explanation.matrices["R_ss"] = at::arange(49, at::kFloat).reshape({7, 7});
  for (int layer = 0; layer < 2; ++layer) {
    HeadMaps maps;
    maps.stack = "encoder.self";
    maps.layer = layer;
    maps.attention = at::arange(98, at::kFloat).reshape({2, 7, 7}) + 100 * layer;
    maps.weighted = maps.attention * 2;
    explanation.head_maps.push_back(maps);
    Relevancies step;
    step.image = at::full({4}, layer + 1.0F);
    explanation.steps.push_back({"encoder.self", layer, step});
  }
  return explanation;
}

std::vector<float> numbers(const at::Tensor& tensor) {
  return {tensor.data_ptr<float>(), tensor.data_ptr<float>() + tensor.numel()};
}

}  // namespace

TEST_CASE("a part is the whole, a step, a token's row or a head's row") {
  const Explanation explanation = small_explanation();
  const auto image = [&](const ShownPart& part) { return numbers(relevancies_of(explanation, part).image); };
  CHECK(image({}) == std::vector<float>{1, 2, 3, 4});
  CHECK_FALSE(shows_part(explanation, {}));
  ShownPart part;
  part.step = 1;
  CHECK(image(part) == std::vector<float>{2, 2, 2, 2});
  CHECK(numbers(relevancies_of(explanation, part).text) == std::vector<float>{0, 0});  // the step says nothing of it
  CHECK(shows_step(explanation, part));
  part.token = TokenPlace{0, 4};                            // the second patch
  CHECK(image(part) == std::vector<float>{31, 0, 33, 34});  // without its own
  CHECK_FALSE(shows_step(explanation, part));
  part.token.reset();
  part.head = HeadPlace{1, 1, false};
  CHECK(image(part) == std::vector<float>{2 * 152, 2 * 153, 2 * 154, 2 * 155});  // of the class token
  part.head_values = HeadValues::attention;
  CHECK(image(part) == std::vector<float>{152, 153, 154, 155});
  part.head->all_layers = true;
  CHECK(image(part) == std::vector<float>{102, 103, 104, 105});
  part.head->head = -1;
  CHECK(image(part)[0] == Approx(77.5));
  part.token = TokenPlace{0, 1};
  CHECK(image(part)[0] == Approx(84.5));
  const Explanation shown = with_part(explanation, part);
  CHECK_THAT(shown_label(shown), ContainsSubstring("mean of the layers, mean of the heads: raw attention of text:0"));
  CHECK(shown.notes.size() == 1);
  CHECK(shown.is_attention);
  CHECK(shown_label(shown).ends_with(shown.part));
  CHECK(shown.target_label == explanation.target_label);
  CHECK(with_part(explanation, {}).part.empty());
}

TEST_CASE("several tokens are summed, in matrices and in rows of heads") {
  const Explanation explanation = small_explanation();
  const auto image = [&](const ShownPart& part) { return numbers(relevancies_of(explanation, part).image); };
  ShownPart first, second, both;
  first.token = both.token = TokenPlace{0, 4};
  second.token = TokenPlace{0, 1};
  both.more = {*second.token};
  for (const auto& head : {std::optional<HeadPlace>(), std::optional(HeadPlace{1, 1, false})}) {
    first.head = second.head = both.head = head;
    const auto a = image(first), b = image(second), sum = image(both);
    for (std::size_t i = 0; i < sum.size(); ++i) CHECK(sum[i] == Approx(a[i] + b[i]));
    CHECK_THAT(part_title(explanation, both), ContainsSubstring("image:1 + text:0 (summed)"));
  }
  both.head.reset();
  CHECK(shows_part(explanation, both));
  both.more = {TokenPlace{7, 0}};  // there is none
  CHECK_FALSE(shows_part(explanation, both));
}

TEST_CASE("what an explanation does not hold shows the whole") {
  Explanation explanation = small_explanation();
  explanation.matrices.clear();
  ShownPart part;
  part.token = TokenPlace{0, 4};
  part.step = 7;
  part.head = HeadPlace{9, 0, false};
  CHECK_FALSE(shows_part(explanation, part));
  CHECK(numbers(relevancies_of(explanation, part).image) == std::vector<float>{1, 2, 3, 4});
  CHECK(with_part(explanation, part).notes.empty());
}

TEST_CASE("parts are spelled and read back") {
  const Explanation explanation = small_explanation();
  const std::vector<std::string> words = {"cat", "##s"};
  CHECK(parse_step(2, explanation) == 1);
  for (const char* text : {"image:0", "image:3", "text:1"}) {
    CHECK(spelled(explanation, parse_token(text, explanation, words)) == text);
  }
  CHECK(spelled(explanation, parse_token("word:s", explanation, words)) == "text:1");
  for (const char* text :
       {"encoder.self:0:1", "encoder.self:1:mean", "encoder.self:mean:0", "encoder.self:mean:mean"}) {
    CHECK(spelled(explanation, parse_head(text, explanation)) == text);
  }
  CHECK(spelled(explanation, TokenPlace{0, 0}).empty());  // the class token has no name
}

TEST_CASE("what is misspelled is told what there is") {
  Explanation explanation = small_explanation();
  CHECK_THROWS_WITH(parse_step(0, explanation), ContainsSubstring("1 to 2"));
  CHECK_THROWS_WITH(parse_step(3, explanation), ContainsSubstring("1 to 2"));
  for (const char* text : {"image:4", "image:-1", "image:", "image", "patch:1", "", "text:x"}) {
    CHECK_THROWS_WITH(parse_token(text, explanation, {}), ContainsSubstring("image:0 to 3, text:0 to 1"));
  }
  CHECK_THROWS_WITH(parse_token("word:dog", explanation, {"cat", "hat"}), ContainsSubstring("cat, hat"));
  CHECK_THROWS_WITH(parse_token("word:cat", explanation, {"cat", "cat"}), ContainsSubstring("text:0, text:1"));
  CHECK_THROWS_WITH(parse_head("decoder:0:0", explanation), ContainsSubstring("encoder.self"));
  CHECK_THROWS_WITH(parse_head("encoder.self:2:0", explanation), ContainsSubstring("Layers are 0 to 1"));
  CHECK_THROWS_WITH(parse_head("encoder.self:0:2", explanation), ContainsSubstring("Heads are 0 to 1"));
  for (const char* text : {"", ":", "::", "encoder.self", "encoder.self:0"})
    CHECK_THROWS_AS(parse_head(text, explanation), Error);
  explanation.head_maps[1].attention = at::zeros({2, 7, 8});
  CHECK_THROWS_WITH(parse_head("encoder.self:mean:0", explanation), ContainsSubstring("different shapes"));
  explanation.head_maps.clear();
  explanation.steps.clear();
  explanation.matrices.clear();
  CHECK_THROWS_WITH(parse_step(1, explanation), ContainsSubstring("no layer steps"));
  CHECK_THROWS_WITH(parse_token("image:0", explanation, {}), ContainsSubstring("relates no tokens"));
}
