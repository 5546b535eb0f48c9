#include "app/zoo/words/reviews.h"

#include <algorithm>
#include <map>
#include <set>

#include "tests/support/catch.h"
#include "tests/zoo/judge.h"

using namespace rex::zoo;
using namespace rex::test;

namespace {

// Words of praise and blame as a reader knows them, written down here a second time.
const std::set<std::string> praise = {
    "good",       "great",     "wonderful",   "excellent", "lovely",     "fantastic", "superb",   "delightful",
    "brilliant",  "pleasant",  "impressive",  "charming",  "marvellous", "enjoyable", "funny",    "gripping",
    "clever",     "moving",    "thrilling",   "delicious", "fresh",      "tasty",     "crispy",   "mouthwatering",
    "clean",      "quiet",     "comfortable", "cosy",      "spacious",   "witty",     "touching", "original",
    "thoughtful", "fast",      "reliable",    "sturdy",    "elegant",    "sharp",     "lively",   "stunning",
    "energetic",  "memorable", "enchanting",  "loved",     "enjoyed",    "liked",     "adored",   "love",
    "enjoy",      "like",      "recommend",   "nice",      "amazing",    "perfect",   "beautiful"};
const std::set<std::string> blame = {
    "bad",         "terrible",   "awful",      "disappointing", "dreadful", "poor",      "horrible", "weak",
    "annoying",    "unpleasant", "mediocre",   "lousy",         "pathetic", "useless",   "boring",   "predictable",
    "confusing",   "shallow",    "silly",      "bland",         "stale",    "greasy",    "burnt",    "tasteless",
    "dirty",       "noisy",      "cramped",    "shabby",        "smelly",   "tedious",   "clumsy",   "dull",
    "pretentious", "lifeless",   "slow",       "unreliable",    "flimsy",   "faulty",    "clunky",   "forgettable",
    "tiring",      "chaotic",    "uninspired", "hated",         "disliked", "regretted", "detested", "hate",
    "dislike",     "regret",     "mind",       "ugly",          "stupid",   "nasty",     "miserable"};
const std::set<std::string> denial = {"not", "never", "nothing", "hardly", "neither"};

/// +1, −1, or 0 where the clause does not say: the words' common sign, turned round by a denial.
int judged(const std::string& clause) {
  int sign = 0;
  bool denied = false;
  for (const std::string& word : words_of(clause)) {
    denied = denied || denial.count(word);
    const int own = praise.count(word) ? 1 : blame.count(word) ? -1 : 0;
    if (own != 0 && sign != 0 && own != sign) return 0;
    if (own != 0) sign = own;
  }
  return denied ? -sign : sign;
}

std::string words_with(const Review& review, const std::set<ReviewWord::Role>& roles) {
  std::string words;
  for (const ReviewWord& word : review.words)
    if (roles.count(word.role)) words += word.text + " ";
  return words;
}

}  // namespace

TEST_CASE("a review's label follows from its deciding clause", "[zoo]") {
  const std::vector<std::string> list = review_words();
  const std::set<std::string> known(list.begin(), list.end());
  std::set<std::string> distinct;
  std::map<ReviewKind, int> kinds;
  int positive = 0;
  constexpr int reviews = 6000;
  for (uint64_t seed = 0; seed < reviews; ++seed) {
    Random random(seed);
    const Review review = make_review(random);
    const std::string text = review.text();
    INFO(text);
    const size_t comma = text.rfind(',');
    const std::string last = comma == std::string::npos ? text : text.substr(comma + 1);
    CHECK(judged(last) == (review.positive ? 1 : -1));
    CHECK(judged(words_with(review, {ReviewWord::Role::decides})) == (review.positive ? 1 : -1));
    CHECK(judged(words_with(review, {ReviewWord::Role::other})) == 0);
    CHECK((comma != std::string::npos) == (review.kind == ReviewKind::contrast));
    const std::vector<std::string> words = words_of(text);
    const bool denied =
        std::any_of(words.begin(), words.end(), [](const std::string& w) { return denial.count(w) > 0; });
    if (review.kind != ReviewKind::contrast) CHECK(denied == (review.kind == ReviewKind::negated));
    for (const std::string& word : words) CHECK(known.count(word) == 1);
    distinct.insert(text);
    ++kinds[review.kind];
    positive += review.positive;
  }
  CHECK(distinct.size() > 4000);
  CHECK(std::abs(positive - reviews / 2) < reviews / 25);
  for (const auto& [kind, times] : kinds) CHECK(times > reviews / 4);
}

TEST_CASE("reviews use the right article", "[zoo]") {
  for (uint64_t seed = 0; seed < 3000; ++seed) {
    Random random(seed);
    const std::vector<std::string> words = words_of(make_review(random).text());
    for (size_t i = 0; i + 1 < words.size(); ++i) {
      const bool vowel = std::string("aeiou").find(words[i + 1].front()) != std::string::npos;
      INFO(words[i] << " " << words[i + 1]);
      if (words[i] == "a") CHECK_FALSE(vowel);
      if (words[i] == "an") CHECK(vowel);
    }
  }
}
