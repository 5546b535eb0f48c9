#include "core/text/model.h"

#include <limits>
#include <map>
#include <nlohmann/json.hpp>

#include "core/base/printable.h"
#include "core/text/bpe.h"
#include "core/text/by_type.h"
#include "core/text/unigram.h"
#include "core/text/wordpiece_model.h"

namespace rex::text {
namespace {

using ModelReader = std::unique_ptr<const Model> (*)(const DescriptionPart&, const Vocabulary&);

const std::map<std::string, ModelReader, std::less<>>& model_readers() {
  static const std::map<std::string, ModelReader, std::less<>> known = {
      {"BPE", read_bpe},
      {"Unigram",
       [](const DescriptionPart& part, const Vocabulary& vocabulary) -> std::unique_ptr<const Model> {
         return std::make_unique<Unigram>(part, vocabulary);
       }},
      {"WordLevel", read_word_level},
      {"WordPiece", read_wordpiece}};
  return known;
}

/// Files from before models had a type are told apart by what they hold.
std::string type_of(const DescriptionPart& part) {
  const DescriptionPart vocabulary = part.at("vocab");
  const std::string guess = part.find("merges") ? "BPE" : vocabulary.is_list() ? "Unigram" : "WordPiece";
  return part.text("type", guess);
}

}  // namespace

Vocabulary read_vocabulary(const DescriptionPart& part) {
  const DescriptionPart pieces = part.at("vocab");
  Vocabulary vocabulary;
  if (type_of(part) == "Unigram") {
    if (!pieces.is_list()) pieces.refuse("is not a list of pieces and scores");
    int64_t id = 0;
    for (const auto& entry : pieces.value()) {
      if (!entry.is_array() || entry.size() != 2 || !entry[0].is_string()) {
        DescriptionPart(entry, part.file(), "model.vocab[" + std::to_string(id) + "]")
            .refuse("is not a piece with its score");
      }
      vocabulary.add(entry[0].get_ref<const std::string&>(), id++);
    }
  } else {
    if (!pieces.is_object()) pieces.refuse("is not an object of pieces and ids");
    constexpr auto largest = std::numeric_limits<int32_t>::max();
    for (const auto& [piece, id] : pieces.value().items()) {
      const bool fits = id.is_number_unsigned() && id.get<uint64_t>() <= static_cast<uint64_t>(largest);
      const int64_t number =
          fits ? id.get<int64_t>()
               : DescriptionPart(id, part.file(), "model.vocab[\"" + printable(piece, 60) + "\"]").number(largest);
      vocabulary.add(piece, number);
    }
  }
  if (vocabulary.pieces().empty()) part.refuse("holds no pieces");
  return vocabulary;
}

std::unique_ptr<const Model> read_model(const DescriptionPart& part, const Vocabulary& vocabulary) {
  return read_by_type(model_readers(), "models", part, type_of(part), vocabulary);
}

}  // namespace rex::text
