#include "core/hub/http.h"

#include <curl/curl.h>

#include <algorithm>
#include <cctype>
#include <exception>
#include <memory>

#include "core/base/printable.h"

namespace rex::hub {
namespace {

constexpr int most_redirections = 5;
constexpr int poll_milliseconds = 100;
constexpr std::size_t most_headers = 200;
constexpr std::size_t longest_header = 8192;
constexpr const char* try_again = "Check the connection, and try again: what has arrived is kept.";

struct FreeUrl {
  void operator()(CURLU* url) const { curl_url_cleanup(url); }
};
struct FreeEasy {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct FreeMulti {
  void operator()(CURLM* handle) const { curl_multi_cleanup(handle); }
};
struct FreeList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using Url = std::unique_ptr<CURLU, FreeUrl>;

std::string part_of(CURLU* url, CURLUPart part) {
  char* text = nullptr;
  if (curl_url_get(url, part, &text, CURLU_DEFAULT_PORT) != CURLUE_OK || text == nullptr) return {};
  const std::string result = text;
  curl_free(text);
  return result;
}

Url parsed(const std::string& address) {
  Url url(curl_url());
  if (url == nullptr || curl_url_set(url.get(), CURLUPART_URL, address.c_str(), 0) != CURLUE_OK) {
    throw Error(printable(address), "is no address", "Give one that begins with https://.");
  }
  return url;
}

bool is_this_machine(const std::string& host) {
  return host == "localhost" || host == "::1" || host == "[::1]" || host.rfind("127.", 0) == 0;
}

/// Scheme, host and port: whom a token may be shown to.
std::string origin(const std::string& address) {
  const Url url = parsed(address);
  return part_of(url.get(), CURLUPART_SCHEME) + "://" + part_of(url.get(), CURLUPART_HOST) + ":" +
         part_of(url.get(), CURLUPART_PORT);
}

/// Where LOCATION leads from ADDRESS.
std::string resolved(const std::string& address, const std::string& location) {
  const Url url = parsed(address);
  if (curl_url_set(url.get(), CURLUPART_URL, location.c_str(), 0) != CURLUE_OK) {
    throw Error(printable(address), "leads to '" + printable(location) + "', which is no address",
                "Report it to the hub.");
  }
  return part_of(url.get(), CURLUPART_URL);
}

/// One exchange, on its way.
struct Exchange {
  CURL* handle = nullptr;
  HttpAnswer answer;
  const BodySink* sink = nullptr;
  std::exception_ptr failure;  ///< what the sink threw, kept while libcurl's C code is left
  std::chrono::steady_clock::time_point last_byte = std::chrono::steady_clock::now();

  void ask_status() {
    long status = 0;
    curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
    answer.status = static_cast<int>(status);
  }
};

std::size_t take_header(char* bytes, std::size_t size, std::size_t count, void* user) {
  auto& exchange = *static_cast<Exchange*>(user);
  exchange.last_byte = std::chrono::steady_clock::now();
  std::string_view line(bytes, size * count);
  if (line.rfind("HTTP/", 0) == 0) exchange.answer.headers.clear();  // an answer after "100 Continue" or a proxy's
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || line.size() > longest_header ||
      exchange.answer.headers.size() >= most_headers) {
    return size * count;
  }
  std::string name(line.substr(0, colon));
  std::transform(name.begin(), name.end(), name.begin(), [](unsigned char letter) { return std::tolower(letter); });
  line.remove_prefix(std::min(line.find_first_not_of(" \t", colon + 1), line.size()));
  line = line.substr(0, line.find_last_not_of(" \t\r\n") + 1);
  exchange.answer.headers[name] = std::string(line);
  return size * count;
}

std::size_t take_body(char* bytes, std::size_t size, std::size_t count, void* user) {
  auto& exchange = *static_cast<Exchange*>(user);
  exchange.last_byte = std::chrono::steady_clock::now();
  exchange.ask_status();
  if (exchange.answer.status != 200 && exchange.answer.status != 206) return size * count;
  try {
    (*exchange.sink)(exchange.answer, {bytes, size * count});
    return size * count;
  } catch (...) {
    exchange.failure = std::current_exception();
    return 0;  // stops the transfer
  }
}

/// One request and its answer, whatever it is.
HttpAnswer answer_to(const std::string& url, const HttpRequest& request, bool with_token, const BodySink& sink,
                     const Progress& progress, const Patience& patience) {
  static const CURLcode ready = curl_global_init(CURL_GLOBAL_DEFAULT);
  const std::unique_ptr<CURL, FreeEasy> easy(curl_easy_init());
  const std::unique_ptr<CURLM, FreeMulti> multi(curl_multi_init());
  if (ready != CURLE_OK || easy == nullptr || multi == nullptr) throw Error("network", "libcurl cannot be used");
  Exchange exchange;
  exchange.handle = easy.get();
  exchange.sink = &sink;
  std::unique_ptr<curl_slist, FreeList> headers(curl_slist_append(nullptr, "Accept-Encoding: identity"));
  if (with_token && !request.token.empty()) {
    headers.reset(curl_slist_append(headers.release(), ("Authorization: Bearer " + request.token).c_str()));
  }
  const std::string range = std::to_string(request.from) + "-";
  CURL* const handle = easy.get();
  curl_easy_setopt(handle, CURLOPT_URL, url.c_str());
  curl_easy_setopt(handle, CURLOPT_USERAGENT, "relevance-explorer/" REX_VERSION);
  curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers.get());
  curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(patience.connecting.count()));
  curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, take_body);
  curl_easy_setopt(handle, CURLOPT_WRITEDATA, &exchange);
  curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, take_header);
  curl_easy_setopt(handle, CURLOPT_HEADERDATA, &exchange);
  if (request.from > 0) curl_easy_setopt(handle, CURLOPT_RANGE, range.c_str());

  curl_multi_add_handle(multi.get(), handle);
  struct Detach {
    CURLM* multi;
    CURL* easy;
    ~Detach() { curl_multi_remove_handle(multi, easy); }
  } const detach{multi.get(), handle};
  CURLcode outcome = CURLE_OK;
  for (int running = 1; running > 0;) {
    progress.check();
    if (curl_multi_perform(multi.get(), &running) != CURLM_OK) outcome = CURLE_FAILED_INIT;
    if (exchange.failure) std::rethrow_exception(exchange.failure);
    if (outcome != CURLE_OK) break;
    if (running > 0) curl_multi_poll(multi.get(), nullptr, 0, poll_milliseconds, nullptr);
    if (std::chrono::steady_clock::now() - exchange.last_byte > patience.silence) {
      throw Interrupted(printable(url), "nothing comes any more", try_again);
    }
  }
  int left = 0;
  while (const CURLMsg* message = curl_multi_info_read(multi.get(), &left)) {
    if (message->msg == CURLMSG_DONE) outcome = message->data.result;
  }
  if (outcome != CURLE_OK) throw Interrupted(printable(url), curl_easy_strerror(outcome), try_again);
  exchange.ask_status();
  exchange.answer.url = url;
  return std::move(exchange.answer);
}

}  // namespace

void require_safe(const std::string& address) {
  const Url url = parsed(address);
  const std::string scheme = part_of(url.get(), CURLUPART_SCHEME);
  if (scheme == "https" || (scheme == "http" && is_this_machine(part_of(url.get(), CURLUPART_HOST)))) return;
  throw Error(printable(address), "is no https address", "Files are fetched by https alone; http serves this machine.");
}

HttpAnswer http_get(const HttpRequest& request, const BodySink& sink, const Progress& progress,
                    const Patience& patience) {
  std::string url = request.url;
  const std::string first = origin(url);
  for (int redirection = 0; redirection <= most_redirections; ++redirection) {
    require_safe(url);
    HttpAnswer answer = answer_to(url, request, origin(url) == first, sink, progress, patience);
    const auto location = answer.headers.find("location");
    if (answer.status < 301 || answer.status > 308 || location == answer.headers.end()) return answer;
    const bool secure = url.rfind("https:", 0) == 0;
    url = resolved(url, location->second);
    if (secure && url.rfind("https:", 0) != 0) {
      throw Error(printable(request.url), "leads to an address without https", "Report it to the hub.");
    }
  }
  throw Error(printable(request.url), "leads on and on", "Report it to the hub.");
}

}  // namespace rex::hub
