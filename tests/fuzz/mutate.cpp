#include "tests/fuzz/mutate.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <string_view>

#include "tests/core/checkpoint/made_files.h"

namespace rex::fuzz {
namespace {

using nlohmann::json;

constexpr std::size_t largest_case = 1 << 20;  // bytes: "small files"

constexpr std::array<std::uint64_t, 20> odd_numbers = {
    0,          1,          2,          0x7f,       0x80,       0xff,       0x7fff,     0x8000,    0xffff, 0x10000,
    0x7fffffff, 0x80000000, 0xffffffff, 1ull << 32, 1ull << 40, ~0ull >> 1, 1ull << 63, ~0ull - 7, ~0ull,  1000003};

const std::vector<std::string>& odd_texts() {
  static const std::vector<std::string> texts = {"0",
                                                 "-1",
                                                 "1",
                                                 "1e308",
                                                 "1e999",
                                                 "-0.0",
                                                 "0.1",
                                                 "2147483648",
                                                 "9223372036854775807",
                                                 "9223372036854775808",
                                                 "-9223372036854775808",
                                                 "18446744073709551615",
                                                 "1e-320",
                                                 "NaN",
                                                 "Infinity",
                                                 "null",
                                                 "true",
                                                 "false",
                                                 "[]",
                                                 "{}",
                                                 "\"\"",
                                                 "\"\\u0000\"",
                                                 "\"\\ud83d\\ude00\"",
                                                 "\"../x\"",
                                                 "\"/dev/zero\"",
                                                 "[[[[",
                                                 "{\"a\":",
                                                 ",",
                                                 ":",
                                                 "\"",
                                                 "\xff",
                                                 "\xef\xbb\xbf",
                                                 "\xe2\x80\xae",
                                                 "</w>",
                                                 "##",
                                                 "\n",
                                                 "\r\n",
                                                 "//",
                                                 "(",
                                                 ")"};
  return texts;
}

/// Mostly near the ends, where headers and directories stand.
std::size_t place_in(const std::string& bytes, Random& random) {
  const std::size_t near = std::min<std::size_t>(bytes.size(), 200);
  switch (random.below(4)) {
    case 0:
      return random.below(near);
    case 1:
      return bytes.size() - std::min(bytes.size(), random.below(near) + 1);
    default:
      return random.below(bytes.size());
  }
}

std::size_t length_at(const std::string& bytes, std::size_t at, Random& random) {
  const std::size_t rest = bytes.size() - at;
  return std::min(rest, random.chance(70) ? random.below(16) + 1 : random.below(rest + 1));
}

void put_number(std::string& bytes, Random& random) {
  const std::size_t at = place_in(bytes, random);
  const std::size_t width = std::min<std::size_t>(std::size_t{1} << random.below(4), bytes.size() - at);
  std::uint64_t value = random.pick(odd_numbers);
  if (random.chance(20)) value = bytes.size() + random.below(3) - 1;
  const bool big = random.chance(50);
  for (std::size_t i = 0; i < width; ++i) {
    bytes[at + (big ? width - 1 - i : i)] = static_cast<char>(value >> (8 * i));
  }
}

/// Replaces a run of digits by another number.
void change_digits(std::string& bytes, Random& random) {
  const std::size_t begin = bytes.find_first_of("0123456789", place_in(bytes, random));
  if (begin == std::string::npos) return;
  const std::size_t end = std::min(bytes.find_first_not_of("0123456789", begin), bytes.size());
  bytes.replace(begin, end - begin,
                random.chance(50) ? std::to_string(random.pick(odd_numbers)) : random.pick(odd_texts()));
}

void change(std::string& bytes, const std::string& other, Random& random) {
  if (bytes.empty()) {
    bytes = random.pick(odd_texts());
    return;
  }
  const std::size_t at = place_in(bytes, random);
  switch (random.below(12)) {
    case 0:
      bytes[at] = static_cast<char>(bytes[at] ^ (1 << random.below(8)));
      break;
    case 1:
      bytes[at] = static_cast<char>(random.next());
      break;
    case 2:
    case 3:
      put_number(bytes, random);
      break;
    case 4:
      bytes.erase(at, length_at(bytes, at, random));
      break;
    case 5:
      bytes.insert(at, bytes.substr(at, length_at(bytes, at, random)));
      break;
    case 6:
      bytes.resize(at);
      break;
    case 7: {
      const std::size_t from = random.below(other.size());
      bytes.insert(at, other.substr(from, length_at(other, from, random)));
      break;
    }
    case 8:
      bytes.insert(at, random.pick(odd_texts()));
      break;
    case 9:
    case 10:
      change_digits(bytes, random);
      break;
    default: {  // the same piece many times
      const std::string piece = random.chance(50) ? random.pick(odd_texts()) : bytes.substr(at, random.below(8) + 1);
      const std::size_t times = std::size_t{1} << random.below(random.chance(10) ? 18 : 8);
      std::string many;
      for (std::size_t i = 0; i < times && many.size() < largest_case; ++i) many += piece;
      bytes.insert(at, many);
    }
  }
  if (bytes.size() > largest_case) bytes.resize(largest_case);
}

std::string changed_bytes(std::string bytes, const std::string& other, Random& random) {
  std::size_t times = 1;
  while (times < 8 && random.chance(45)) ++times;
  for (; times > 0; --times) change(bytes, other, random);
  return bytes;
}

json odd_value(Random& random) {
  switch (random.below(9)) {
    case 0:
      return random.pick(odd_numbers);
    case 1:
      return -static_cast<std::int64_t>(random.pick(odd_numbers) >> 1);
    case 2:
      return static_cast<double>(random.pick(odd_numbers)) * (random.chance(50) ? 1.5 : -1e300);
    case 3:
      return random.chance(50) ? json(nullptr) : json(random.chance(50));
    case 4:
      return random.chance(50) ? json::array() : json::object();
    case 5:
      return std::string(random.below(random.chance(10) ? 100'000 : 40), 'a');
    case 6:
      return json::array({random.below(100), 0.5, "text", nullptr});
    case 7: {
      json nested = 1;
      for (std::size_t depth = random.below(80); depth > 0; --depth) {
        nested = random.chance(50) ? json::array({nested}) : json{{"a", nested}};
      }
      return nested;
    }
    default:
      return random.pick(odd_texts());
  }
}

/// A random value of DOCUMENT, the document itself seldom.
json& value_in(json& document, Random& random) {
  json* value = &document;
  while (value->is_structured() && !value->empty() && random.chance(value == &document ? 98 : 75)) {
    auto child = value->begin();
    std::advance(child, random.below(value->size()));
    value = &*child;
  }
  return *value;
}

void change_document(json& document, const json& other, Random& random) {
  json& value = value_in(document, random);
  switch (random.below(8)) {
    case 0:
      if (value.is_object() && !value.empty()) {
        auto child = value.begin();
        std::advance(child, random.below(value.size()));
        if (random.chance(50)) value[child.key() + "x"] = *child;
        value.erase(child);
      } else if (value.is_array() && !value.empty()) {
        value.erase(value.begin() + static_cast<std::ptrdiff_t>(random.below(value.size())));
      } else {
        value = nullptr;
      }
      break;
    case 1:
      if (value.is_array() && !value.empty()) {
        const json element = random.pick(value);
        for (std::size_t times = random.below(300); times > 0; --times) value.push_back(element);
      } else {
        value = json::array({value, value});
      }
      break;
    case 2: {
      json source = other;
      value = json(value_in(source, random));
      break;
    }
    case 3:
    case 4:
      if (value.is_number_integer()) {
        const auto number = value.get<std::int64_t>();
        if (number > INT32_MAX || number < INT32_MIN) {
          value = 0;
          break;
        }
        const std::array<std::int64_t, 6> near = {number + 1, number - 1, -number, number / 2, 0, 1};
        value = random.pick(near);
        break;
      }
      [[fallthrough]];
    default:
      value = odd_value(random);
  }
}

std::string changed_json(const Seed& seed, const Seed& other, Random& random) {
  json document = json::parse(seed.bytes, nullptr, false);
  json second = json::parse(other.bytes, nullptr, false);
  if (document.is_discarded()) return changed_bytes(seed.bytes, other.bytes, random);
  if (second.is_discarded()) second = json::object();
  do {
    change_document(document, second, random);
  } while (random.chance(40));
  std::string bytes = document.dump(random.chance(50) ? -1 : 1, ' ', false, json::error_handler_t::replace);
  return bytes.size() > largest_case ? bytes.substr(0, largest_case) : bytes;
}

std::uint32_t number_at(std::string_view bytes, std::size_t at, int width) {
  std::uint32_t value = 0;
  for (int i = 0; i < width; ++i) {
    value |= static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[at + static_cast<std::size_t>(i)])) << (8 * i);
  }
  return value;
}

/// The stored or deflated entries of a zip file that is sound, by its central directory.
std::vector<std::pair<std::string, std::string>> zip_entries(std::string_view bytes) {
  std::vector<std::pair<std::string, std::string>> entries;
  for (std::size_t at = bytes.find("PK\1\2"); at != std::string_view::npos; at = bytes.find("PK\1\2", at + 4)) {
    if (at + 46 > bytes.size()) break;
    const std::size_t compressed = number_at(bytes, at + 20, 4), size = number_at(bytes, at + 24, 4);
    const std::size_t name_length = number_at(bytes, at + 28, 2), local = number_at(bytes, at + 42, 4);
    if (at + 46 + name_length > bytes.size() || local + 30 > bytes.size()) continue;
    const std::size_t start = local + 30 + number_at(bytes, local + 26, 2) + number_at(bytes, local + 28, 2);
    if (start > bytes.size() || compressed > bytes.size() - start || size > largest_case) continue;
    std::string content(bytes.substr(start, compressed));
    if (number_at(bytes, at + 10, 2) != 0) {
      std::string inflated(size, '\0');
      z_stream stream = {};
      if (inflateInit2(&stream, -MAX_WBITS) != Z_OK) continue;
      stream.next_in = reinterpret_cast<Bytef*>(content.data());
      stream.avail_in = static_cast<uInt>(content.size());
      stream.next_out = reinterpret_cast<Bytef*>(inflated.data());
      stream.avail_out = static_cast<uInt>(inflated.size());
      ::inflate(&stream, Z_FINISH);
      inflateEnd(&stream);
      content = std::move(inflated);
    }
    entries.emplace_back(std::string(bytes.substr(at + 46, name_length)), std::move(content));
  }
  return entries;
}

std::string changed_zip(const Seed& seed, const Seed& other, Random& random) {
  auto entries = zip_entries(seed.bytes);
  if (entries.empty()) return changed_bytes(seed.bytes, other.bytes, random);
  std::size_t which = random.below(entries.size());
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const std::string& name = entries[i].first;
    if ((name.ends_with(".pkl") || name.ends_with(".npy")) && random.chance(70)) which = i;
  }
  const std::string from = random.pick(entries).second;
  entries[which].second = changed_bytes(entries[which].second, from.empty() ? "x" : from, random);
  test::ZipOptions options;
  options.deflate = random.chance(20);
  options.zip64 = random.chance(20);
  return test::zip_of(entries, options);
}

/// Gives each chunk of a PNG file its checksum, as far as the chunks can be followed.
void mend_png(std::string& bytes) {
  const auto big_endian = [&](std::size_t at) { return __builtin_bswap32(number_at(bytes, at, 4)); };
  for (std::size_t at = 8; at + 12 <= bytes.size();) {
    const std::size_t length = big_endian(at);
    if (length > bytes.size() - at - 12) return;
    const auto sum = static_cast<std::uint32_t>(
        crc32(0, reinterpret_cast<const Bytef*>(bytes.data()) + at + 4, static_cast<uInt>(length + 4)));
    for (std::size_t i = 0; i < 4; ++i) bytes[at + 8 + length + i] = static_cast<char>(sum >> (24 - 8 * i));
    at += length + 12;
  }
}

}  // namespace

std::uint64_t Random::next() {
  std::uint64_t value = (state_ += 0x9e3779b97f4a7c15u);
  value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9u;
  value = (value ^ (value >> 27)) * 0x94d049bb133111ebu;
  return value ^ (value >> 31);
}

std::string mutated(const Seed& seed, const Seed& other, Random& random) {
  if (seed.format == Format::json && random.chance(70)) return changed_json(seed, other, random);
  if (seed.format == Format::zip && random.chance(60)) return changed_zip(seed, other, random);
  std::string bytes = changed_bytes(seed.bytes, other.bytes, random);
  if (seed.format == Format::png && random.chance(70)) mend_png(bytes);
  return bytes;
}

}  // namespace rex::fuzz
