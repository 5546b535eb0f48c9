// The one door to the network: GET over libcurl. Nothing else of the program opens a connection.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "core/base/error.h"
#include "core/base/progress.h"

namespace rex::hub {

/// How long a connection may be silent, and how often what failed for a while is tried again.
struct Patience {
  std::chrono::milliseconds connecting{20'000};
  std::chrono::milliseconds silence{60'000};     ///< without a single byte
  std::chrono::milliseconds first_pause{1'000};  ///< before a second try; each later one waits twice as long
  std::chrono::milliseconds longest_pause{60'000};
  int tries = 5;  ///< of one request that brought nothing new
};

/// The connection is to blame, and another try may help.
class Interrupted : public Error {
 public:
  using Error::Error;
};

struct HttpRequest {
  std::string url;
  std::string token;  ///< sent as a bearer's to the host of URL alone, never where a redirection leads; may be empty
  std::uint64_t from = 0;  ///< asks for the bytes from here on
};

struct HttpAnswer {
  int status = 0;
  std::map<std::string, std::string> headers;  ///< names in lower case, of the last answer
  std::string url;                             ///< that answered in the end
};

/// Takes a part of a body of a 200 or 206. Throws to stop.
using BodySink = std::function<void(const HttpAnswer& answer, std::string_view part)>;

/// Throws Error where URL is no https address, or http to another machine than this one: what is fetched must not be
/// changed on the way, and a token not be read.
void require_safe(const std::string& url);

/// GETs REQUEST; follows up to five redirections, each to a safe address. Bodies of other answers are read past.
/// PROGRESS is asked ten times a second, whether bytes come or not. Honours https_proxy, http_proxy, all_proxy and
/// no_proxy. Throws Interrupted where no answer comes or it breaks off, Cancelled, and whatever SINK throws.
HttpAnswer http_get(const HttpRequest& request, const BodySink& sink, const Progress& progress,
                    const Patience& patience = {});

}  // namespace rex::hub
