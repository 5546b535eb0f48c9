// A server on this machine that speaks the hub's scheme, and can do everything wrong that a server can.
#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace rex::test {

/// One repository, served at HubServer::address().
class HubServer {
 public:
  /// What goes wrong with a file's address.
  struct Fault {
    int status = 0;               ///< answers so in place of the file
    int times = 1;                ///< so often; then all is well
    std::string retry_after;      ///< header
    std::int64_t cut_after = -1;  ///< bytes of the body, then the connection breaks
    bool endless = false;         ///< the body never ends
    bool ignores_ranges = false;  ///< sends the whole file for every range
    bool wrong_range = false;     ///< sends another part than asked
    std::int64_t claims = -1;     ///< Content-Length in place of the true one
    int drip = 0;                 ///< milliseconds between parts of 1000 bytes
    bool redirects_on = false;    ///< leads to itself, on and on
    std::string redirect;         ///< leads here
  };

  HubServer();
  ~HubServer();
  HubServer(const HubServer&) = delete;
  HubServer& operator=(const HubServer&) = delete;

  /// "http://127.0.0.1:PORT"
  std::string address() const;

  std::string repository = "owner/model";
  std::string commit = std::string(40, 'a');
  std::map<std::string, std::string> files;          ///< path → bytes
  std::map<std::string, Fault> faults;               ///< by path; "api" for the list of files
  std::map<std::string, std::string> listed_sha256;  ///< in place of the true ones
  std::map<std::string, std::uint64_t> listed_size;
  std::string tree;         ///< in place of the true list of files, if not empty
  std::string needs_token;  ///< answers 401 without it
  bool redirects = true;    ///< files lie at a second address, as on a content network

  std::vector<std::string> requests() const;    ///< "GET /path", with "range" and "token" where they were sent
  std::uint64_t sent() const { return sent_; }  ///< bytes of bodies

 private:
  void accept_all();
  void serve(int connection);
  std::string tree_json() const;

  int socket_ = -1;
  int port_ = 0;
  std::atomic<bool> stop_{false};
  std::atomic<std::uint64_t> sent_{0};
  mutable std::mutex mutex_;
  std::vector<std::string> requests_;
  std::vector<std::thread> workers_;
  std::thread accepting_;
};

}  // namespace rex::test
