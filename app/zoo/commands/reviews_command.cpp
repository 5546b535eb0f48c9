#include <CLI/CLI.hpp>
#include <cstdio>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <sstream>

#include "app/zoo/commands/commands.h"
#include "app/zoo/paint/picture_file.h"
#include "app/zoo/words/reviews.h"
#include "core/base/atomic_file.h"

namespace rex::zoo {
namespace {

/// Words and punctuation apart, as ERASER's documents have them; FIRST and END become the words within bytes [FROM,
/// TO).
std::vector<std::string> split(const std::string& text, std::size_t from, std::size_t to, std::int64_t& first,
                               std::int64_t& end) {
  std::vector<std::string> words;
  first = end = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const auto is_word = [](char letter) {
      return std::isalnum(static_cast<unsigned char>(letter)) != 0 || letter == '\'';
    };
    if (text[begin] == ' ') {
      ++begin;
      continue;
    }
    std::size_t stop = begin + 1;
    while (is_word(text[begin]) && stop < text.size() && is_word(text[stop])) ++stop;
    if (begin < from) first = static_cast<std::int64_t>(words.size()) + 1;
    if (begin < to) end = static_cast<std::int64_t>(words.size()) + 1;
    words.push_back(text.substr(begin, stop - begin));
    begin = stop;
  }
  return words;
}

struct Arguments {
  std::uint64_t seed = 0;
  int count = 1;
  std::filesystem::path out;
};

void write_reviews(const Arguments& arguments) {
  make_folder(arguments.out);
  make_folder(arguments.out / "docs");
  std::ostringstream lines;
  for (int i = 0; i < arguments.count; ++i) {
    Random random = Random(arguments.seed + static_cast<std::uint64_t>(i)).fork("review");
    const Review review = make_review(random);
    std::int64_t first = 0, end = 0;
    std::string document, evidence;
    std::int64_t number = 0;
    for (const std::string& word : split(review.text, review.decides_from, review.decides_to, first, end)) {
      document += (document.empty() ? "" : " ") + word;
      if (number >= first && number < end) evidence += (evidence.empty() ? "" : " ") + word;
      ++number;
    }
    char id[40];
    std::snprintf(id, sizeof id, "review-%06d", i);
    write_atomically(arguments.out / "docs" / id, document + "\n");
    const nlohmann::ordered_json line = {{"annotation_id", id},
                                         {"classification", review.positive ? "positive" : "negative"},
                                         {"docids", {id}},
                                         {"evidences",
                                          {{{{"docid", id},
                                             {"start_token", first},
                                             {"end_token", end},
                                             {"start_sentence", 0},
                                             {"end_sentence", 1},
                                             {"text", evidence}}}}},
                                         {"query", "What is the sentiment of this review?"},
                                         {"query_type", name(review.kind)}};
    lines << line.dump() << '\n';
  }
  write_atomically(arguments.out / "test.jsonl", lines.str());
  std::cout << "wrote " << arguments.count << " reviews to " << arguments.out.string() << "\n";
}

}  // namespace

void add_reviews(CLI::App& zoo) {
  const auto arguments = std::make_shared<Arguments>();
  CLI::App* command = zoo.add_subcommand(
      "reviews", "Write reviews with the words that decide them, in the layout of the ERASER benchmark");
  command->add_option("--seed", arguments->seed, "Seed of the first review; the next ones follow")
      ->capture_default_str();
  command->add_option("--count", arguments->count, "Number of reviews")
      ->check(CLI::Range(1, 10'000'000))
      ->capture_default_str();
  command->add_option("--out", arguments->out, "Folder to write into")->required();
  command->callback([arguments] { write_reviews(*arguments); });
}

}  // namespace rex::zoo
