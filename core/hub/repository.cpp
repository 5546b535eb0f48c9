#include "core/hub/repository.h"

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <thread>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/printable.h"
#include "core/base/text_file.h"
#include "core/base/whole_number.h"

namespace rex::hub {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using std::chrono::milliseconds;

constexpr std::size_t largest_description = 16u << 20;  // bytes of one of the hub's documents
constexpr std::size_t most_files = 10'000;
constexpr int most_pages = 50;
constexpr std::uint64_t largest_file = std::uint64_t{1} << 40;
constexpr std::size_t longest_token = 4096;

std::string variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

std::string trimmed(const std::string& text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n"), last = text.find_last_not_of(" \t\r\n");
  return first == std::string::npos ? "" : text.substr(first, last - first + 1);
}

/// A token goes into a header: no line break may come with it.
std::string checked_token(const std::string& token) {
  const bool sound = std::all_of(token.begin(), token.end(), [](unsigned char c) { return c > 32 && c < 127; });
  if (!sound || token.size() > longest_token) {
    throw Error("HF_TOKEN", "is no token", "Take the one that the hub shows, without anything before or after it.");
  }
  return token;
}

std::string token_from_environment() {
  for (const char* name : {"HF_TOKEN", "HUGGING_FACE_HUB_TOKEN"}) {
    if (const std::string token = trimmed(variable(name)); !token.empty()) return checked_token(token);
  }
  fs::path file = variable("HF_TOKEN_PATH");
  if (file.empty() && !variable("HF_HOME").empty()) file = fs::path(variable("HF_HOME")) / "token";
  if (file.empty() && !variable("HOME").empty()) file = fs::path(variable("HOME")) / ".cache/huggingface/token";
  std::error_code problem;
  if (file.empty() || !fs::is_regular_file(file, problem)) return {};
  return checked_token(trimmed(read_text_file(file, longest_token)));
}

bool is_name(const std::string& text) {
  const auto sound = [](unsigned char c) { return std::isalnum(c) != 0 || c == '-' || c == '_' || c == '.'; };
  return !text.empty() && text.size() <= 96 && text.front() != '.' && text.find("..") == std::string::npos &&
         text.find("--") == std::string::npos && std::all_of(text.begin(), text.end(), sound);
}

bool is_revision(const std::string& text) {
  const auto sound = [](unsigned char c) {
    return std::isalnum(c) != 0 || c == '-' || c == '_' || c == '.' || c == '/';
  };
  return !text.empty() && text.size() <= 200 && text.find("..") == std::string::npos && text.front() != '/' &&
         std::all_of(text.begin(), text.end(), sound);
}

std::vector<std::string> split(const std::string& text) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('/', begin), text.size());
    if (end > begin) parts.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

bool is_hexadecimal(const std::string& text, std::size_t digits) {
  return text.size() == digits && text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

[[noreturn]] void refuse(const std::string& where, const std::string& what) {
  throw Error(where, what, "Try again later, or check the hub's address (HF_ENDPOINT).");
}

/// How long the hub asks to wait, in whole seconds; dates are not understood, which means the usual pause.
std::optional<milliseconds> asked_pause(const HttpAnswer& answer) {
  const auto header = answer.headers.find("retry-after");
  if (header == answer.headers.end()) return std::nullopt;
  const auto seconds = whole_number<std::int64_t>(header->second);
  if (!seconds || *seconds < 0) return std::nullopt;
  return milliseconds(std::min<std::int64_t>(*seconds, 3600) * 1000);
}

void wait(milliseconds pause, const Progress& progress) {
  const auto end = std::chrono::steady_clock::now() + pause;
  while (std::chrono::steady_clock::now() < end) {
    progress.check();
    std::this_thread::sleep_for(std::min(pause, milliseconds(50)));
  }
}

Error meaning(const std::string& what, int status) {
  switch (status) {
    case 401:
      return {what, "is not open to everyone, or is not there (401)",
              "Check its name. Where it asks for consent, give it on the hub's page and set HF_TOKEN to your token."};
    case 403:
      return {what, "may not be fetched with this token (403)", "Give your consent on the hub's page of it."};
    case 404:
      return {what, "is not there (404)", "Check its name and its revision."};
    case 429:
      return {what, "the hub has had too many requests (429)", "Try again in a while."};
    default:
      return {what, "the hub answers with status " + std::to_string(status), "Try again later."};
  }
}

struct Document {
  json content;
  std::string next;  ///< the address of the next page; empty on the last
};

Document fetch_json(const Hub& hub, const std::string& url, const std::string& what, const Progress& progress) {
  std::string body;
  const HttpAnswer answer = patiently(hub, what, progress, [&] {
    body.clear();
    return http_get(
        {url, hub.token},
        [&](const HttpAnswer&, std::string_view part) {
          if (body.size() + part.size() > largest_description) refuse(what, "the hub's answer does not end");
          body += part;
        },
        progress, hub.patience);
  });
  Document document{parse_json(body, url, {largest_description, 400'000, 32}), {}};
  if (const auto link = answer.headers.find("link"); link != answer.headers.end()) {
    const std::size_t begin = link->second.find('<'), end = link->second.find('>');
    const bool is_next = link->second.find("rel=\"next\"") != std::string::npos;
    if (is_next && begin != std::string::npos && end != std::string::npos && begin < end) {
      document.next = link->second.substr(begin + 1, end - begin - 1);
    }
  }
  return document;
}

std::string text_of(const json& object, const char* field) {
  const auto found = object.find(field);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

HubFile file_of(const json& entry, const std::string& where) {
  HubFile file;
  file.path = text_of(entry, "path");
  const auto size = entry.find("size");
  if (file.path.empty() || size == entry.end() || !size->is_number_unsigned()) {
    refuse(where, "the hub's list of files makes no sense");
  }
  file.bytes = size->get<std::uint64_t>();
  file.git_sha = text_of(entry, "oid");
  if (const auto large = entry.find("lfs"); large != entry.end() && large->is_object()) {
    file.sha256 = text_of(*large, "oid");
    file.git_sha.clear();
    if (!is_hexadecimal(file.sha256, 64)) refuse(where, "the hub tells no checksum of " + printable(file.path));
  } else if (!is_hexadecimal(file.git_sha, 40)) {
    file.git_sha.clear();
  }
  if (file.bytes > largest_file) refuse(where, printable(file.path) + " is said to be larger than any file");
  return file;
}

}  // namespace

Hub hub_from_environment() {
  Hub hub;
  if (std::string address = trimmed(variable("HF_ENDPOINT")); !address.empty()) {
    while (address.ends_with('/')) address.pop_back();
    hub.address = address;
  }
  require_safe(hub.address);
  hub.token = token_from_environment();
  return hub;
}

RepositoryName parse_repository(const std::string& text) {
  std::string rest = trimmed(text);
  if (const std::size_t scheme = rest.find("://"); scheme != std::string::npos) {
    const std::size_t path = rest.find('/', scheme + 3);
    rest = path == std::string::npos ? "" : rest.substr(path + 1, rest.find_first_of("?#", path) - path - 1);
  }
  RepositoryName name;
  std::vector<std::string> parts = split(rest);
  const auto tree = std::find_if(parts.begin(), parts.end(), [](const std::string& part) {
    return part == "tree" || part == "blob" || part == "resolve";
  });
  if (tree != parts.end() && tree + 1 != parts.end()) name.revision = *(tree + 1);
  parts.erase(tree, parts.end());
  const bool sound = (parts.size() == 1 || parts.size() == 2) && std::all_of(parts.begin(), parts.end(), is_name);
  if (!sound || (!name.revision.empty() && !is_revision(name.revision))) {
    throw Error(printable(text), "is no repository's name", "Names are as facebook/detr-resnet-50.");
  }
  name.repository = parts.size() == 1 ? parts[0] : parts[0] + "/" + parts[1];
  return name;
}

HttpAnswer patiently(const Hub& hub, const std::string& what, const Progress& progress,
                     const std::function<HttpAnswer()>& call) {
  milliseconds pause = hub.patience.first_pause;
  for (int attempt = 1;; ++attempt) {
    const bool last = attempt >= hub.patience.tries;
    milliseconds wanted = pause;
    try {
      HttpAnswer answer = call();
      if (answer.status == 200 || answer.status == 206) return answer;
      const bool passes = answer.status == 429 || answer.status >= 500;
      if (!passes || last) throw meaning(what, answer.status);
      if (const auto asked = asked_pause(answer)) wanted = *asked;
      if (wanted > hub.patience.longest_pause) throw meaning(what, answer.status);
    } catch (const Interrupted&) {
      if (last) throw;
    }
    progress.report(0, "waiting for the hub");
    wait(wanted, progress);
    pause = std::min(pause * 2, hub.patience.longest_pause);
  }
}

Repository ask_hub(const Hub& hub, const std::string& name, const std::string& revision, const Progress& progress) {
  const std::string wanted = revision.empty() ? "main" : revision;
  if (!is_revision(wanted)) throw Error(printable(wanted), "is no revision", "Give a branch, a tag or a commit.");
  std::string escaped;  // a branch may have slashes, which would be read as a path
  for (const char letter : wanted) escaped += letter == '/' ? std::string("%2F") : std::string(1, letter);
  progress.report(0, "asking the hub for " + name);
  const std::string models = hub.address + "/api/models/" + name;
  const json about = fetch_json(hub, models + "/revision/" + escaped, name, progress).content;
  Repository repository;
  repository.name = name;
  repository.commit = about.is_object() ? text_of(about, "sha") : "";
  if (!is_hexadecimal(repository.commit, 40)) refuse(name, "the hub tells no commit of it");
  if (const auto card = about.find("cardData"); card != about.end() && card->is_object()) {
    repository.licence = printable(text_of(*card, "license"));
  }
  std::string page = models + "/tree/" + repository.commit + "?recursive=true";
  for (int pages = 0; !page.empty(); ++pages) {
    if (pages >= most_pages) refuse(name, "the hub's list of files does not end");
    // The token goes with it, so a page of another host is not asked for.
    if (page.rfind(hub.address + "/", 0) != 0) refuse(name, "the hub's list of files goes on at another host");
    const Document listed = fetch_json(hub, page, name, progress);
    if (!listed.content.is_array()) refuse(name, "the hub's list of files is none");
    for (const json& entry : listed.content) {
      if (!entry.is_object() || text_of(entry, "type") != "file") continue;
      repository.files.push_back(file_of(entry, name));
      if (repository.files.size() > most_files) refuse(name, "it has more files than any model");
    }
    page = listed.next;
  }
  std::sort(repository.files.begin(), repository.files.end(),
            [](const HubFile& a, const HubFile& b) { return a.path < b.path; });
  return repository;
}

std::string address_of(const Hub& hub, const Repository& repository, const HubFile& file) {
  return hub.address + "/" + repository.name + "/resolve/" + repository.commit + "/" + file.path;
}

}  // namespace rex::hub
