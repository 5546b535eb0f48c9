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

struct ReviewsArguments {
  std::uint64_t seed = 0;
  int count = 1;
  std::filesystem::path out;
};

void write_reviews(const ReviewsArguments& arguments) {
  make_folder(arguments.out);
  make_folder(arguments.out / "docs");
  std::ostringstream lines;
  for (int i = 0; i < arguments.count; ++i) {
    Random random = Random(arguments.seed + static_cast<std::uint64_t>(i)).fork("review");
    const Review review = make_review(random);
    char id[40];
    std::snprintf(id, sizeof id, "review-%06d", i);
    std::string document;
    nlohmann::ordered_json evidence = nlohmann::ordered_json::array();
    for (std::size_t word = 0; word < review.words.size(); ++word) {
      const std::string& text = review.words[word].text;
      document += (document.empty() ? "" : " ") + text;
      if (review.words[word].role != ReviewWord::Role::decides) continue;
      evidence.push_back({{"docid", id},
                          {"start_token", word},
                          {"end_token", word + 1},
                          {"start_sentence", 0},
                          {"end_sentence", 1},
                          {"text", text}});
    }
    write_atomically(arguments.out / "docs" / id, document + "\n");
    const nlohmann::ordered_json line = {{"annotation_id", id},
                                         {"classification", review.positive ? "positive" : "negative"},
                                         {"docids", {id}},
                                         {"evidences", {evidence}},
                                         {"query", "What is the sentiment of this review?"},
                                         {"query_type", name(review.kind)}};
    lines << line.dump() << '\n';
  }
  write_atomically(arguments.out / "test.jsonl", lines.str());
  std::cout << "wrote " << arguments.count << " reviews to " << arguments.out.string() << "\n";
}

}  // namespace

void add_reviews(CLI::App& zoo) {
  const auto arguments = std::make_shared<ReviewsArguments>();
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
