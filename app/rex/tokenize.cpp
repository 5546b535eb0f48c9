#include <CLI/CLI.hpp>
#include <iomanip>
#include <iostream>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>

#include "app/rex/commands.h"
#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/printable.h"
#include "core/models/open/find_models.h"
#include "core/text/tokenizer.h"

namespace rex::command {
namespace {

using nlohmann::json;

struct Arguments {
  std::string model;
  std::string text;
  std::string pair;
  std::string truncation = "longest_first";
  int64_t max_length = 0;
  bool no_special = false;
  bool pad = false;
  bool as_json = false;
  bool lines = false;
};

/// One text to tokenize, and how.
struct Request {
  std::string text;
  std::optional<std::string> pair;
  TokenizeOptions options;
  bool masks = false;     ///< write the masks that a model wants beside the ids
  std::string tokenizer;  ///< a file of the model's folder in place of tokenizer.json; empty: as the folder says
};

const std::map<std::string, Truncation> truncations = {{"longest_first", Truncation::longest_first},
                                                       {"only_first", Truncation::only_first},
                                                       {"only_second", Truncation::only_second}};

TokenizedText tokenize(const Tokenizer& tokenizer, const Request& request) {
  return request.pair ? tokenizer.encode_pair(request.text, *request.pair, request.options)
                      : tokenizer.encode(request.text, request.options);
}

/// `"NAME": [...]` with what VALUE writes for each token.
template <typename Value>
void append_list(std::string& line, const char* name, const TokenizedText& text, const Value& value) {
  line += line.size() > 1 ? ", \"" : "\"";
  line += name;
  line += "\": [";
  bool first = true;
  for (const Token& token : text.tokens) {
    if (!first) line += ", ";
    first = false;
    value(token);
  }
  line += "]";
}

/// One line of JSON, ASCII alone (some programs take U+2028 for the end of a line). Written by hand: a tree of a
/// million small values would cost more than the tokens.
std::string json_line(const Tokenizer& tokenizer, const TokenizedText& text, bool masks) {
  std::string line = "{";
  append_list(line, "ids", text, [&](const Token& token) { line += std::to_string(token.id); });
  append_list(line, "tokens", text, [&](const Token& token) { line += json(token.text).dump(-1, ' ', true); });
  append_list(line, "offsets", text, [&](const Token& token) {
    line += "[" + std::to_string(token.begin) + ", " + std::to_string(token.end) + "]";
  });
  if (masks) {
    if (tokenizer.has_segments()) {
      append_list(line, "token_type_ids", text, [&](const Token& token) { line += std::to_string(token.type); });
      append_list(line, "special_tokens_mask", text, [&](const Token& token) { line += token.special ? "1" : "0"; });
    }
    std::size_t index = 0;
    append_list(line, "attention_mask", text, [&](const Token&) { line += text.is_attended(index++) ? "1" : "0"; });
  }
  return line + "}";
}

/// A line of --jsonl. Beside "text" it may say what the command line says for all lines: "pair", "max_length",
/// "truncation", "padding" and "add_special_tokens", as Hugging Face names them; and "tokenizer", a file of the folder.
Request request_of(const json& line, const Request& usual) {
  Request request = usual;
  const auto has = [&](const char* key) { return line.contains(key) && !line[key].is_null(); };
  request.text = line.at("text").get<std::string>();
  if (has("tokenizer")) request.tokenizer = line["tokenizer"].get<std::string>();
  if (has("pair")) request.pair = line["pair"].get<std::string>();
  if (has("add_special_tokens")) request.options.special_tokens = line["add_special_tokens"].get<bool>();
  const int64_t max_length = has("max_length") ? line["max_length"].get<int64_t>() : 0;
  if (has("truncation") && line["truncation"] != false && line["truncation"] != "do_not_truncate") {
    request.options.max_length = max_length;
    if (line["truncation"].is_string()) {
      request.options.truncation = truncations.at(line["truncation"].get<std::string>());
    }
  }
  if (has("padding") && line["padding"] == "max_length") request.options.pad_to = max_length;
  for (const char* key : {"pair", "max_length", "padding", "add_special_tokens"}) request.masks |= has(key);
  return request;
}

/// The tokenizers of a folder by the names of their files; the folder's own by no name.
class Tokenizers {
 public:
  explicit Tokenizers(std::filesystem::path folder) : folder_(std::move(folder)) {}

  /// Throws Error where NAME leads out of the folder, or to no tokenizer.
  const Tokenizer& named(const std::string& name) {
    if (std::filesystem::path(name).has_parent_path()) {
      throw Error("tokenizer " + printable(name, 100), "is not the name of a file of the model's folder");
    }
    std::unique_ptr<Tokenizer>& tokenizer = open_[name];
    if (tokenizer == nullptr) tokenizer = Tokenizer::open(name.empty() ? folder_ : folder_ / name);
    return *tokenizer;
  }

 private:
  std::filesystem::path folder_;
  std::map<std::string, std::unique_ptr<Tokenizer>> open_;
};

void run_lines(Tokenizers& tokenizers, const Request& usual) {
  std::string line;
  for (int64_t number = 1; std::getline(std::cin, line); ++number) {
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    const std::string where = "line " + std::to_string(number) + " of standard input";
    Request request;
    try {
      request = request_of(parse_json(line, where, session_limits), usual);
    } catch (const json::exception& error) {
      throw Error(where, "is not a JSON object with a \"text\": " + printable(error.what(), 200));
    } catch (const std::out_of_range&) {
      throw Error(where, "names an unknown way to truncate", "Known are longest_first, only_first and only_second.");
    }
    const Tokenizer& tokenizer = tokenizers.named(request.tokenizer);
    try {
      const TokenizedText text = tokenize(tokenizer, request);
      std::cout << json_line(tokenizer, text, request.masks) << '\n';
    } catch (const Error& error) {
      // What was asked for this line cannot be had; the lines after it still can.
      std::cout << json{{"error", printable(error.what(), 300)}}.dump() << '\n';
    }
  }
}

/// TEXT in a column of WIDTH code points.
std::string column(const std::string& text, int64_t width) {
  int64_t length = 0;
  for (const char byte : text) length += (byte & 0xC0) != 0x80 ? 1 : 0;
  return text + std::string(static_cast<std::size_t>(std::max<int64_t>(width - length, 0)), ' ');
}

void print_table(const Request& request, const TokenizedText& text) {
  std::cout << "      id  " << column("piece", 20) << "  " << column("code points", 13) << "  text\n";
  for (const Token& token : text.tokens) {
    std::cout << std::setw(8) << token.id << "  " << column(printable(token.text, 60), token.special ? 0 : 20);
    if (!token.special) {
      const std::string_view source = token.segment == 1 ? *request.pair : request.text;
      std::cout << "  " << column(std::to_string(token.begin) + "–" + std::to_string(token.end), 13) << "  "
                << printable(code_points(source, token.begin, token.end), 60);
    }
    std::cout << '\n';
  }
  if (text.truncated > 0) std::cout << text.truncated << " tokens of the text were cut to keep the limit\n";
}

void run(const Arguments& arguments, bool has_text, bool has_pair) {
  if (has_text == arguments.lines) {
    throw CLI::ValidationError("tokenize", "give a text, or --jsonl and lines on standard input");
  }
  Tokenizers tokenizers(locate_model(arguments.model));
  Request request;
  request.text = arguments.text;
  if (has_pair) request.pair = arguments.pair;
  request.options.special_tokens = !arguments.no_special;
  request.options.max_length = arguments.max_length;
  request.options.truncation = truncations.at(arguments.truncation);
  if (arguments.pad) {
    const int64_t longest = tokenizers.named("").model_max_length();
    request.options.pad_to = arguments.max_length > 0 ? arguments.max_length : longest;
  }
  request.masks = arguments.as_json || has_pair || arguments.pad;
  if (arguments.lines) return run_lines(tokenizers, request);
  const Tokenizer& tokenizer = tokenizers.named("");
  const TokenizedText text = tokenize(tokenizer, request);
  if (arguments.as_json) {
    std::cout << json_line(tokenizer, text, request.masks) << '\n';
  } else {
    print_table(request, text);
  }
}

}  // namespace

void add_tokenize(CLI::App& rex) {
  CLI::App* tokenize = rex.add_subcommand("tokenize", "Show the tokens that a model reads a text as");
  const auto arguments = std::make_shared<Arguments>();
  tokenize
      ->add_option(
          "-m,--model", arguments->model,
          "Model folder (its tokenizer files are enough), a tokenizer.json, or the name of one that `rex models` "
          "lists")
      ->required();
  const CLI::Option* text = tokenize->add_option("text", arguments->text, "The text");
  const CLI::Option* pair = tokenize->add_option("--pair", arguments->pair, "A second text, given together with it");
  tokenize->add_option("--max-length", arguments->max_length, "Cut to this many tokens, special ones included")
      ->check(CLI::PositiveNumber);
  tokenize->add_option("--truncation", arguments->truncation, "Which of two texts is cut")
      ->check(CLI::IsMember(truncations));
  tokenize->add_flag("--pad", arguments->pad, "Fill up to --max-length, or to what the model reads at most");
  tokenize->add_flag("--no-special", arguments->no_special, "Leave the special tokens round the text out");
  CLI::Option* as_json = tokenize->add_flag("--json", arguments->as_json, "Write one JSON object");
  tokenize
      ->add_flag(
          "--jsonl", arguments->lines,
          "Read lines {\"text\": …} and write lines {\"ids\", \"tokens\", \"offsets\"}; a line may also hold pair, "
          "max_length, truncation, padding, add_special_tokens and tokenizer (another file of the folder)")
      ->excludes(as_json);
  tokenize->callback([=] { run(*arguments, text->count() > 0, pair->count() > 0); });
}

}  // namespace rex::command
