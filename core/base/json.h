#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace rex {

/// What a JSON file of one kind may hold. More is refused before memory is spent on it, and nothing deep is ever built:
/// what walks through a document may recurse.
struct JsonLimits {
  std::uintmax_t bytes = 16u << 20;
  std::size_t values = 400'000;  ///< objects, lists, texts, numbers, truth values and nulls of all levels together
  std::size_t depth = 64;        ///< levels of objects and lists
};

/// config.json and its like, label files, indexes of weights. The largest in use number the tensors of models of
/// hundreds of layers and experts, or name some 20,000 classes twice.
inline constexpr JsonLimits description_limits{};
/// tokenizer.json and vocab.json: 256,000 pieces and 514,000 merges, each of them a list of two, have been published.
inline constexpr JsonLimits vocabulary_limits{64u << 20, 4'000'000, 64};
/// Files that this program writes itself: sessions, and a line of `rex tokenize`.
inline constexpr JsonLimits session_limits{1u << 20, 20'000, 16};
/// A session that carries its pictures.
inline constexpr JsonLimits carrying_limits{256u << 20, 20'000, 16};

/// The JSON document TEXT. WHERE names it in messages. Throws Error saying line and column for what is not JSON (RFC
/// 8259), for a key that occurs twice in one object, for a number beyond the range of a double, and for what passes
/// LIMITS. Whole numbers beyond 64 bits become doubles.
nlohmann::json parse_json(std::string_view text, const std::string& where, const JsonLimits& limits = {});

/// The same for a regular file.
nlohmann::json read_json(const std::filesystem::path& path, const JsonLimits& limits = {});

/// The same where only an object makes sense.
nlohmann::json read_json_object(const std::filesystem::path& path, const JsonLimits& limits = {});

/// NUMBER, or null where there is none.
nlohmann::json json_or_null(std::optional<double> number);

}  // namespace rex
