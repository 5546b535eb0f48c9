// Words of other scripts: from right to left, without spaces, with combining marks; in the window and in figures.
#include "tests/ui/explained.h"
#include "ui/figure/words_layout.h"
#include "ui/views/picture/token_strip.h"

using namespace rex::ui::test;
using namespace rex::ui;

namespace {

std::vector<rex::Word> words_of(const std::vector<std::string>& texts, bool spaces) {
  std::vector<rex::Word> words;
  for (const std::string& text : texts) {
    rex::Word word;
    word.text = text;
    word.value = 1;
    word.space_before = spaces;
    words.push_back(word);
  }
  return words;
}

std::vector<rex::figure::Chip> laid_out(const std::vector<rex::Word>& words, double width) {
  rex::figure::Panel panel;
  panel.words = words;
  std::vector<rex::figure::Chip> chips;
  rex::figure::lay_out_words(panel, QPointF(10, 5), width, 9, chips);
  return chips;
}

}  // namespace

TEST_CASE("the first word with a direction says how words are read") {
  using rex::figure::reads_right_to_left;
  CHECK(reads_right_to_left(words_of({"القط", "على", "السجادة"}, true)));
  CHECK(reads_right_to_left(words_of({"1", "חתול", "cat"}, true)));
  CHECK_FALSE(reads_right_to_left(words_of({"cat", "חתול"}, true)));
  CHECK_FALSE(reads_right_to_left(words_of({"猫", "が"}, false)));
  CHECK_FALSE(reads_right_to_left({}));
  std::vector<rex::Word> special = words_of({"[CLS]", "חתול"}, true);
  special.front().special = true;
  CHECK(reads_right_to_left(special));
}

TEST_CASE("figures begin words that are read from right to left at the right, and wrap them there") {
  const auto chips = laid_out(words_of({"القط", "الأسود", "على", "السجادة", "القديمة"}, true), 1200);
  REQUIRE(chips.size() == 5);
  CHECK(chips[0].box.right() == Approx(1210));
  CHECK(chips[1].box.right() < chips[0].box.left() + 0.1);
  CHECK(chips.back().box.top() > chips.front().box.top());
  for (std::size_t i = 1; i < chips.size(); ++i) {
    if (chips[i].box.top() > chips[i - 1].box.top()) CHECK(chips[i].box.right() == Approx(1210));
  }
  for (const auto& chip : chips) {
    CHECK(chip.box.left() >= 10 - 0.1);
    CHECK(chip.run.baseline.x() > chip.box.left());
  }
}

TEST_CASE("words without spaces wrap between any two, combining marks stay with their letters") {
  const auto chips = laid_out(words_of({"黒", "い", "猫", "が", "古", "い", "絨", "毯", "の", "上", "に"}, false), 600);
  CHECK(chips.back().box.top() > chips.front().box.top());
  for (const auto& chip : chips) CHECK(chip.box.right() <= 610 + 0.1);
  const std::string combined = "e\u0301le\u0300ve";
  const auto marked = laid_out(words_of({combined}, true), 2000);
  REQUIRE(marked.size() == 1);
  CHECK(marked.front().run.text == QString::fromStdString(combined));
}

TEST_CASE("the strip of words begins at the right where they are read so, and arrows go as the eye does") {
  Explained explained("bert", "beach", {"القط على السجادة"});
  auto* words = explained.find<TokenStrip>("tokenStrip");
  int first = 0;
  while (words->spoken_value(first).startsWith("special")) ++first;
  REQUIRE(first + 1 < words->spoken_count());
  CHECK(words->word_rect(first).left() > words->word_rect(first + 1).left());
  CHECK(words->word_rect(0).right() > words->width() - 40);
  words->setFocus(Qt::TabFocusReason);
  REQUIRE(wait_for([&] { return words->hasFocus(); }));
  const int begin = words->spoken_current();
  QTest::keyClick(words, Qt::Key_Left);
  CHECK(words->spoken_current() == begin + 1);
}
