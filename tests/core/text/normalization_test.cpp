#include "core/text/normalization.h"

#include <sstream>

#include "tests/support/catch.h"

using namespace rex::text;

namespace {

/// "code[begin,end) …" of normalised text, code points in hexadecimal.
std::string code_points(const Characters& characters) {
  std::ostringstream text;
  text << std::hex;
  for (const Character& each : characters) {
    text << static_cast<uint32_t>(each.code) << "[" << each.begin << "," << each.end << ") ";
  }
  return text.str();
}

std::string nfd(const std::string& utf8) { return code_points(decompose(decode(utf8))); }
std::string nfc(const std::string& utf8) { return code_points(compose(decode(utf8))); }

}  // namespace

TEST_CASE("the parts of a decomposed character keep its place") {
  CHECK(nfd("aéb") == "61[0,1) 65[1,2) 301[1,2) 62[2,3) ");
  CHECK(nfd("한") == "1112[0,1) 1161[0,1) 11ab[0,1) ");
}

TEST_CASE("marks are put in canonical order") {
  CHECK(nfd("e\u0301\u0323") == "65[0,1) 323[1,2) 301[2,3) ");
  CHECK(nfd("\u0301\u0323") == "323[0,1) 301[1,2) ");
}

TEST_CASE("a composed character has the place of its base") {
  CHECK(nfc("cafe\u0301!") == "63[0,1) 61[1,2) 66[2,3) e9[3,4) 21[5,6) ");
  CHECK(nfc("\u1100\u1161\u11a8") == "ac01[0,1) ");
  CHECK(nfc("e\u0323\u0301") == "1eb9[0,1) 301[2,3) ");
  CHECK(nfc("\u212b") == "c5[0,1) ");
}

TEST_CASE("compositions that are excluded, or younger than the reference's tables, are not made") {
  CHECK(nfc("\u0915\u093c") == "915[0,1) 93c[1,2) ");
  CHECK(nfc("\u0958") == "915[0,1) 93c[0,1) ");
  CHECK(nfc("\U00011935\U00011930") == "11935[0,1) 11930[1,2) ");  // U+11938 came with Unicode 13
}

TEST_CASE("a long run of marks costs no quadratic time") {
  std::string utf8 = "e";
  for (int at = 0; at < 200000; ++at) utf8 += at % 2 == 0 ? "\u0323" : "\u0302";
  const Characters composed = compose(decode(utf8));
  CHECK(composed.size() == 199999);
  CHECK(composed[0].code == 0x1EC7);
}

TEST_CASE("ill-formed UTF-8 is read as one U+FFFD for each maximal part") {
  CHECK(code_points(decode("a\xff"
                           "b")) == "61[0,1) fffd[1,2) 62[2,3) ");
  CHECK(decode("\xed\xa0\x80").size() == 3);  // a surrogate
  CHECK(decode("\xf0\x9f\x98").size() == 1);  // cut short
  CHECK(decode("\xc0\xaf").size() == 2);      // overlong
  CHECK(decode(std::string_view("\0", 1)).size() == 1);
}

TEST_CASE("lower case has no context") {
  Characters characters = decode("ΣΑΣ İẞ");
  to_lower(characters);
  CHECK(to_utf8(characters) == "σασ i\u0307ß");
}
