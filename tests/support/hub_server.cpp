#include "tests/support/hub_server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "core/base/digest.h"
#include "tests/support/sha256.h"

namespace rex::test {
namespace {

constexpr std::size_t part_size = 1000;

bool send_all(int connection, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = send(connection, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

std::string header_of(const std::string& request, const std::string& name) {
  const std::size_t begin = request.find("\r\n" + name + ": ");
  if (begin == std::string::npos) return {};
  const std::size_t value = begin + name.size() + 4;
  return request.substr(value, request.find("\r\n", value) - value);
}

/// What git calls a file of BYTES.
std::string git_sha(const std::string& bytes) {
  Digest digest(Digest::Kind::sha1);
  digest.add("blob " + std::to_string(bytes.size()) + std::string(1, '\0'));
  digest.add(bytes);
  return digest.hexadecimal();
}

}  // namespace

HubServer::HubServer() {
  socket_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  if (socket_ < 0 || bind(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0 ||
      listen(socket_, 16) != 0 || getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size) != 0) {
    throw std::runtime_error("no server on this machine");
  }
  port_ = ntohs(address.sin_port);
  accepting_ = std::thread([this] { accept_all(); });
}

HubServer::~HubServer() {
  stop_ = true;
  accepting_.join();
  for (std::thread& worker : workers_) worker.join();
  close(socket_);
}

std::string HubServer::address() const {
  const std::lock_guard lock(mutex_);  // what was set before is seen by who asks at this address: see serve()
  return "http://127.0.0.1:" + std::to_string(port_);
}

std::vector<std::string> HubServer::requests() const {
  const std::lock_guard lock(mutex_);
  return requests_;
}

void HubServer::accept_all() {
  while (!stop_) {
    pollfd waiting{socket_, POLLIN, 0};
    if (poll(&waiting, 1, 20) <= 0) continue;
    const int connection = accept4(socket_, nullptr, nullptr, SOCK_CLOEXEC);
    if (connection < 0) continue;
    workers_.emplace_back([this, connection] {
      serve(connection);
      shutdown(connection, SHUT_WR);
      close(connection);
    });
  }
}

std::string HubServer::tree_json() const {
  if (!tree.empty()) return tree;
  nlohmann::json list = nlohmann::json::array({{{"type", "directory"}, {"path", "onnx"}, {"size", 0}}});
  for (const auto& [path, bytes] : files) {
    const auto size = listed_size.find(path);
    const std::uint64_t told = size == listed_size.end() ? bytes.size() : size->second;
    nlohmann::json entry = {{"type", "file"}, {"path", path}, {"size", told}, {"oid", git_sha(bytes)}};
    if (bytes.size() > 100) {
      const auto sha = listed_sha256.find(path);
      entry["lfs"] = {{"oid", sha == listed_sha256.end() ? sha256(bytes) : sha->second}, {"size", told}};
    }
    list.push_back(entry);
  }
  return list.dump();
}

void HubServer::serve(int connection) {
  { const std::lock_guard set(mutex_); }
  std::string request;
  char buffer[4096];
  while (request.find("\r\n\r\n") == std::string::npos) {
    const ssize_t count = recv(connection, buffer, sizeof buffer, 0);
    if (count <= 0 || request.size() > 65536) return;
    request.append(buffer, static_cast<std::size_t>(count));
  }
  const std::size_t space = request.find(' ');
  std::string path = request.substr(space + 1, request.find(' ', space + 1) - space - 1);
  path = path.substr(0, path.find('?'));
  const std::string range = header_of(request, "Range"), token = header_of(request, "Authorization");
  const std::string api = "/api/models/" + repository + "/", resolve = "/" + repository + "/resolve/" + commit + "/";
  const std::string content = "/content/";
  const bool is_api = path.rfind(api, 0) == 0;
  std::string name = is_api                        ? "api"
                     : path.rfind(resolve, 0) == 0 ? path.substr(resolve.size())
                     : path.rfind(content, 0) == 0 ? path.substr(content.size())
                                                   : "";
  Fault fault;
  bool fails = false;
  {
    const std::lock_guard lock(mutex_);
    requests_.push_back("GET " + path + (range.empty() ? "" : " range") + (token.empty() ? "" : " token"));
    const bool at_content = !redirects || is_api || path.rfind(content, 0) == 0;
    if (const auto found = faults.find(name); found != faults.end() && found->second.times > 0 && at_content) {
      fault = found->second;
      fails = true;
      --found->second.times;
    }
  }
  const auto answer = [&](int status, const std::string& headers, const std::string& body) {
    send_all(connection, "HTTP/1.1 " + std::to_string(status) + " X\r\n" + headers +
                             "Content-Length: " + std::to_string(body.size()) + "\r\nConnection: close\r\n\r\n" + body);
  };
  if (!needs_token.empty() && path.rfind(content, 0) != 0 && token != "Bearer " + needs_token)
    return answer(401, "", "");
  if (fails && fault.status != 0) {
    return answer(fault.status, fault.retry_after.empty() ? "" : "Retry-After: " + fault.retry_after + "\r\n", "sorry");
  }
  if (fails && fault.redirects_on) return answer(302, "Location: " + path + "\r\n", "");
  if (fails && !fault.redirect.empty()) return answer(302, "Location: " + fault.redirect + "\r\n", "");
  if (is_api && path.find("/revision/") != std::string::npos) {
    return answer(200, "", nlohmann::json({{"sha", commit}, {"cardData", {{"license", "mit"}}}}).dump());
  }
  std::string body;
  if (is_api) {
    body = tree_json();
  } else {
    const auto found = files.find(name);
    if (found == files.end()) return answer(404, "", "");
    if (redirects && path.rfind(resolve, 0) == 0) return answer(302, "Location: " + content + name + "\r\n", "");
    body = found->second;
  }
  std::size_t from = 0;
  std::string headers;
  int status = 200;
  if (!range.empty() && !fault.ignores_ranges && !is_api) {
    from = std::stoul(range.substr(range.find('=') + 1));
    if (from >= body.size()) return answer(416, "", "");
    status = 206;
    const std::size_t told = fault.wrong_range ? from + 1 : from;
    headers = "Content-Range: bytes " + std::to_string(told) + "-" + std::to_string(body.size() - 1) + "/" +
              std::to_string(body.size()) + "\r\n";
  }
  const std::string_view rest = std::string_view(body).substr(from);
  if (!fault.endless) {
    const auto length = fault.claims >= 0 ? static_cast<std::uint64_t>(fault.claims) : rest.size();
    headers += "Content-Length: " + std::to_string(length) + "\r\n";
  }
  if (!send_all(connection, "HTTP/1.1 " + std::to_string(status) + " X\r\n" + headers + "Connection: close\r\n\r\n"))
    return;
  std::size_t done = 0;
  while (!stop_ && (done < rest.size() || fault.endless)) {
    std::size_t count = fault.drip > 0 || fault.cut_after >= 0 ? part_size : std::size_t{1} << 16;
    if (fault.cut_after >= 0) {
      if (done >= static_cast<std::size_t>(fault.cut_after)) return;
      count = std::min(count, static_cast<std::size_t>(fault.cut_after) - done);
    }
    const std::string_view part =
        done < rest.size() ? rest.substr(done, count) : std::string_view(body).substr(0, count);
    if (part.empty() || !send_all(connection, part)) return;
    done += part.size();
    sent_ += part.size();
    if (fault.drip > 0) std::this_thread::sleep_for(std::chrono::milliseconds(fault.drip));
  }
}

}  // namespace rex::test
