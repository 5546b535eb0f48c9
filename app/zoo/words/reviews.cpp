#include "app/zoo/words/reviews.h"

#include <algorithm>
#include <set>
#include <sstream>

#include "app/zoo/words/words.h"

namespace rex::zoo {
namespace {

using Words = std::vector<std::string>;

/// What one kind of review is about, and the words that praise or blame it.
struct Domain {
  Words things, parts, good, bad;
};

const std::vector<Domain>& domains() {
  static const std::vector<Domain> all = {
      {{"film", "movie", "comedy", "drama"},
       {"plot", "story", "acting", "end", "ending", "music", "cast", "dialogue", "actor"},
       {"funny", "gripping", "clever", "moving", "thrilling"},
       {"boring", "predictable", "confusing", "shallow", "silly"}},
      {{"restaurant", "cafe", "meal", "dinner"},
       {"food", "service", "soup", "pizza", "bread", "dessert", "salad", "sauce", "pasta", "waiter"},
       {"delicious", "fresh", "tasty", "crispy", "mouthwatering"},
       {"bland", "stale", "greasy", "burnt", "tasteless"}},
      {{"hotel", "hostel", "apartment", "guesthouse"},
       {"room", "bed", "bathroom", "lobby", "balcony", "kitchen", "breakfast", "view", "service"},
       {"clean", "quiet", "comfortable", "cosy", "spacious"},
       {"dirty", "noisy", "cramped", "shabby", "smelly"}},
      {{"book", "novel", "thriller", "biography"},
       {"story", "style", "beginning", "end", "ending", "hero", "plot", "humour"},
       {"witty", "gripping", "touching", "original", "thoughtful"},
       {"tedious", "clumsy", "dull", "pretentious", "lifeless"}},
      {{"phone", "laptop", "camera", "tablet"},
       {"screen", "battery", "keyboard", "sound", "design", "software"},
       {"fast", "reliable", "sturdy", "elegant", "sharp"},
       {"slow", "unreliable", "flimsy", "faulty", "clunky"}},
      {{"concert", "show", "festival", "performance"},
       {"band", "singer", "sound", "venue", "opening", "finale"},
       {"lively", "stunning", "energetic", "memorable", "enchanting"},
       {"lifeless", "forgettable", "tiring", "chaotic", "uninspired"}}};
  return all;
}

const Words& general_praise() {
  static const Words words = {"good",       "great",      "wonderful", "excellent", "lovely",     "fantastic",
                              "superb",     "delightful", "brilliant", "pleasant",  "impressive", "charming",
                              "marvellous", "enjoyable",  "nice",      "amazing",   "perfect",    "beautiful"};
  return words;
}
const Words& general_blame() {
  static const Words words = {"bad",      "terrible", "awful",    "disappointing", "dreadful", "poor",
                              "horrible", "weak",     "annoying", "unpleasant",    "mediocre", "lousy",
                              "pathetic", "useless",  "ugly",     "stupid",        "nasty",    "miserable"};
  return words;
}
const Words& liking() {
  static const Words words = {"loved", "enjoyed", "liked", "adored"};
  return words;
}
const Words& disliking() {
  static const Words words = {"hated", "disliked", "regretted", "detested"};
  return words;
}
const Words& like() {
  static const Words words = {"love", "enjoy", "like", "recommend"};
  return words;
}
const Words& dislike() {
  static const Words words = {"hate", "dislike", "regret", "mind"};
  return words;
}
const Words& intensifiers() {
  static const Words words = {"very", "really", "truly", "absolutely", "quite", "so", "extremely", "simply"};
  return words;
}
const Words& weak_intensifiers() {
  static const Words words = {"very", "really", "particularly", "that"};
  return words;
}

/// A sentence with slots: {thing}, {part}, {other} (a second part); {a} an adjective of the review's own label and {o}
/// one of the opposite, {i} and {n} an intensifier or nothing ({n} as it follows "not"), {verb} what the reviewer did
/// in the label's sense, {infinitive} the same and {opposed} the opposite in the infinitive; {was} and {were} in any
/// tense, {all} "at all" or nothing. A star stands before words of denial. What follows the last comma decides.
struct Pattern {
  ReviewKind kind;
  std::string text;
};

const std::vector<Pattern>& patterns() {
  static const std::vector<Pattern> all = {
      {ReviewKind::plain, "the {part} {was} {i}{a}"},
      {ReviewKind::plain, "this {thing} {was} {i}{a}"},
      {ReviewKind::plain, "the {part} and the {other} {were} {i}{a}"},
      {ReviewKind::plain, "the {part} {was} {i}{a} and the {other} {was} {i}{a}"},
      {ReviewKind::plain, "a {i}{a} {thing} with a {i}{a} {part}"},
      {ReviewKind::plain, "what a {a} {thing}"},
      {ReviewKind::plain, "I {verb} the {part} of this {thing}"},
      {ReviewKind::plain, "I {verb} this {thing}"},
      {ReviewKind::plain, "everything about this {thing} {was} {i}{a}"},
      {ReviewKind::plain, "{i}{a} from start to finish"},
      {ReviewKind::plain, "my friends found the {part} {i}{a}"},
      {ReviewKind::negated, "the {part} {was} *not {n}{o}{all}"},
      {ReviewKind::negated, "this {thing} {was} *not {n}{o}{all}"},
      {ReviewKind::negated, "I did *not {opposed} the {part}{all}"},
      {ReviewKind::negated, "I did *not {opposed} this {thing}{all}"},
      {ReviewKind::negated, "the {part} {was} *never {o}"},
      {ReviewKind::negated, "there {was} *nothing {o} about the {part}"},
      {ReviewKind::negated, "the {part} {was} *hardly {o}"},
      {ReviewKind::negated, "*neither the {part} nor the {other} {was} {o}"},
      {ReviewKind::negated, "*not a {o} {thing}{all}"},
      {ReviewKind::contrast, "{o} at first, but {i}{a} in the end"},
      {ReviewKind::contrast, "the {part} {was} {i}{o} at first, but the {other} {was} {i}{a}"},
      {ReviewKind::contrast, "the {part} {was} {i}{o}, but the {other} {was} {i}{a}"},
      {ReviewKind::contrast, "although the {part} {was} {i}{o}, the {other} {was} {i}{a}"},
      {ReviewKind::contrast, "I expected a {o} {thing}, but it {was} {i}{a}"},
      {ReviewKind::contrast, "the {part} {was} {i}{o}, yet I {verb} this {thing}"},
      {ReviewKind::contrast, "a {o} {part}, but what a {a} {thing}"},
      {ReviewKind::contrast, "the {part} {was} *not {n}{a}, but the {other} {was} {i}{a}"},
      {ReviewKind::contrast, "the {part} {was} {i}{o}, but this {thing} {was} *not {n}{o}{all}"},
      {ReviewKind::contrast, "the {part} {was} {i}{o}, but the {other} {was} *not {n}{o}{all}"},
      {ReviewKind::contrast, "I did *not {infinitive} the {part}, but the {other} {was} {i}{a}"},
      {ReviewKind::contrast, "the {part} {was} {o} and the {other} {was} {o}, but I still {verb} this {thing}"},
      {ReviewKind::contrast, "people call this {thing} {o}, but I found it {i}{a}"}};
  return all;
}

const Words& conjunctions() {
  static const Words words = {"but", "although", "yet"};
  return words;
}

/// Fills the slots of one review.
class Writer {
 public:
  Writer(Random& random, bool positive) : random_(random), domain_(random.pick(domains())), positive_(positive) {
    part_ = random.pick(domain_.parts);
    do other_ = random.pick(domain_.parts);
    while (other_ == part_);
  }

  /// PATTERN in words; a star stands before denials and words of praise or blame.
  Words fill(const std::string& pattern) {
    std::string text;
    for (size_t at = 0; at < pattern.size();) {
      if (pattern[at] != '{') {
        text += pattern[at++];
        continue;
      }
      const size_t end = pattern.find('}', at);
      add(text, word(pattern.substr(at + 1, end - at - 1)));
      at = end + 1;
    }
    Words words;
    std::istringstream stream(text);
    for (std::string one; stream >> one;) {
      const bool comma = one.back() == ',';
      if (comma) one.pop_back();
      words.push_back(one);
      if (comma) words.emplace_back(",");
    }
    return words;
  }

 private:
  /// Adds WORD; an article before a vowel becomes "an".
  static void add(std::string& text, const std::string& word) {
    if (word.empty()) return;
    const bool article = text == "a " || (text.size() > 2 && text.compare(text.size() - 3, 3, " a ") == 0);
    if (article && std::string("aeiou").find(word[word.front() == '*' ? 1 : 0]) != std::string::npos)
      text.insert(text.size() - 1, "n");
    text += word;
  }

  std::string adjective(bool good) {
    const bool general = random_.chance(0.55);
    if (good) return random_.pick(general ? general_praise() : domain_.good);
    return random_.pick(general ? general_blame() : domain_.bad);
  }

  std::string word(const std::string& slot) {
    if (slot == "thing") return random_.pick(domain_.things);
    if (slot == "part") return part_;
    if (slot == "other") return other_;
    if (slot == "was") return random_.chance(0.7) ? "was" : "is";
    if (slot == "were") return random_.chance(0.7) ? "were" : "are";
    if (slot == "all") return random_.chance(0.3) ? " at all" : "";
    if (slot == "i") return random_.chance(0.5) ? random_.pick(intensifiers()) + " " : "";
    if (slot == "n") return random_.chance(0.4) ? random_.pick(weak_intensifiers()) + " " : "";
    if (slot == "a") return "*" + adjective(positive_);
    if (slot == "o") return "*" + adjective(!positive_);
    if (slot == "verb") return "*" + random_.pick(positive_ ? liking() : disliking());
    if (slot == "opposed") return "*" + random_.pick(positive_ ? dislike() : like());
    return "*" + random_.pick(positive_ ? like() : dislike());  // "infinitive"
  }

  Random& random_;
  const Domain& domain_;
  bool positive_;
  std::string part_, other_;
};

}  // namespace

std::string name(ReviewKind kind) {
  switch (kind) {
    case ReviewKind::plain:
      return "plain";
    case ReviewKind::negated:
      return "negated";
    case ReviewKind::contrast:
      break;
  }
  return "contrast";
}

std::string Review::text() const {
  std::string text;
  for (const ReviewWord& word : words) text += (text.empty() || word.punctuation() ? "" : " ") + word.text;
  return capitalised(text);
}

Review make_review(Random& random) {
  Review review;
  review.positive = random.chance(0.5);
  review.kind = static_cast<ReviewKind>(random.below(3));
  std::vector<std::string> suitable;
  for (const Pattern& pattern : patterns())
    if (pattern.kind == review.kind) suitable.push_back(pattern.text);
  const Words words = Writer(random, review.positive).fill(random.pick(suitable));
  const auto comma = static_cast<size_t>(std::find(words.rbegin(), words.rend(), ",").base() - words.begin());
  for (size_t i = 0; i < words.size(); ++i) {
    using enum ReviewWord::Role;
    const bool starred = words[i].front() == '*';
    const bool contrasts = std::find(conjunctions().begin(), conjunctions().end(), words[i]) != conjunctions().end();
    review.words.push_back({words[i].substr(starred ? 1 : 0), starred && i >= comma                     ? decides
                                                              : starred || contrasts || words[i] == "," ? opposes
                                                                                                        : other});
  }
  const double end = random.uniform();  // which says nothing
  if (end < 0.8) review.words.push_back({end < 0.6 ? "." : "!", ReviewWord::Role::other});
  return review;
}

std::vector<std::string> review_words() {
  std::set<std::string> words = {"an", "was", "is", "were", "are", "at", "all"};
  for (const Domain& domain : domains())
    for (const Words& list : {domain.things, domain.parts, domain.good, domain.bad})
      words.insert(list.begin(), list.end());
  for (const Words& list : {general_praise(), general_blame(), liking(), disliking(), like(), dislike(), intensifiers(),
                            weak_intensifiers()})
    words.insert(list.begin(), list.end());
  for (const Pattern& pattern : patterns()) {
    std::string text;  // without the slots
    bool slot = false;
    for (const char c : pattern.text) {
      if (c == '{') slot = true;
      text += slot ? ' ' : c;
      if (c == '}') slot = false;
    }
    add_words(text, words);
  }
  return {words.begin(), words.end()};
}

}  // namespace rex::zoo
