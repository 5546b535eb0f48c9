// Fetching models from a server on this machine that does everything wrong.
#include "core/hub/download.h"

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <functional>
#include <nlohmann/json.hpp>
#include <thread>

#include "core/base/error.h"
#include "core/hub/downloaded.h"
#include "core/hub/model_list.h"
#include "core/models/open/find_models.h"
#include "core/models/open/hub_cache.h"
#include "core/models/open/open_model.h"
#include "tests/support/catch.h"
#include "tests/support/hub_server.h"
#include "tests/support/model_folders.h"
#include "tests/support/paths.h"

using namespace rex;
using namespace std::chrono_literals;
using test::HubServer;
namespace fs = std::filesystem;

namespace {

std::string noise(std::size_t size) {
  std::string bytes(size, '\0');
  std::uint32_t state = 1;
  for (char& byte : bytes) byte = static_cast<char>((state = state * 1664525u + 1013904223u) >> 24);
  return bytes;
}

/// A server with a small repository, and a folder to fetch it to.
struct Fetching {
  test::TemporaryFolder folder;
  HubServer server;

  Fetching() {
    server.files = {{"config.json", "{}"},
                    {"model.safetensors", noise(300'000)},
                    {"README.md", "words"},
                    {"onnx/model.onnx", noise(1000)}};
  }
  hub::Hub hub() const {
    hub::Hub hub;
    hub.address = server.address();
    hub.patience = {2000ms, 1000ms, 10ms, 2000ms, 3};
    return hub;
  }
  hub::DownloadOptions options() const {
    hub::DownloadOptions options;
    options.folder = folder.path();
    return options;
  }
  hub::Downloaded fetch(const Progress& progress = {}) const {
    return hub::download(hub(), server.repository, options(), progress);
  }
  fs::path snapshot() const { return folder.path() / "models--owner--model/snapshots" / server.commit; }
  bool is_whole() const {
    return fs::exists(snapshot()) &&
           test::read_file(snapshot() / "model.safetensors") == server.files.at("model.safetensors") &&
           test::read_file(snapshot() / "config.json") == "{}";
  }
  /// After what failed: no model folder, and nothing outside the repository's.
  void check_nothing_wrong() const {
    CHECK_FALSE(fs::exists(snapshot()));
    for (const auto& entry : fs::directory_iterator(folder.path())) {
      CHECK(entry.path().filename() == "models--owner--model");
    }
    CHECK(find_models({folder.path()}).empty());
  }
};

using Fault = HubServer::Fault;

Fault status(int number, int times = 1, const std::string& retry_after = "") {
  Fault fault;
  fault.status = number;
  fault.times = times;
  fault.retry_after = retry_after;
  return fault;
}

constexpr int always = 1000;

}  // namespace

TEST_CASE("a repository becomes a model folder with what the model needs, checked") {
  const Fetching fetching;
  double last = 0;
  const hub::Downloaded got = fetching.fetch(Progress([&](double fraction, const std::string&) { last = fraction; }));
  CHECK(fetching.is_whole());
  CHECK(got.folder == fetching.snapshot());
  CHECK(got.fetched == 300'002);
  CHECK(got.licence == "mit");
  CHECK(last == 1);
  CHECK_FALSE(fs::exists(fetching.snapshot() / "README.md"));
  CHECK_FALSE(fs::exists(fetching.snapshot() / "onnx"));
  CHECK(hub_snapshot(fetching.folder.path() / "models--owner--model") == fetching.snapshot());
  CHECK(fetching.fetch().fetched == 0);  // is there already

  CHECK(hub::remove_download(fetching.folder.path(), "owner/model") >= 300'002);
  CHECK(fs::is_empty(fetching.folder.path()));
  CHECK_THROWS_AS(hub::remove_download(fetching.folder.path(), "owner/model"), Error);
  fs::create_directories(fetching.folder.path() / "models--a--b");
  CHECK_THROWS_WITH(hub::remove_download(fetching.folder.path(), "a/b"), ContainsSubstring("not fetched by this"));
}

TEST_CASE("another commit takes the old one's place in one step") {
  Fetching fetching;
  fetching.fetch();
  const fs::path old = fetching.snapshot();
  fetching.server.commit = std::string(40, 'b');
  fetching.server.files["model.safetensors"] = noise(400'000);
  fetching.server.faults["model.safetensors"] = status(404, always);
  CHECK_THROWS_AS(fetching.fetch(), Error);
  CHECK(fs::exists(old));  // what fails leaves what was there
  fetching.server.faults.clear();
  fetching.fetch();
  CHECK(fetching.is_whole());
  CHECK_FALSE(fs::exists(old));
}

TEST_CASE("what passes by itself is waited for") {
  for (const auto& [name, fault] : {std::pair("429", status(429, 2, "0")), std::pair("500", status(500, 2)),
                                    std::pair("503", status(503, 1, "1")), std::pair("504", status(504, 1))}) {
    INFO(name);
    Fetching fetching;
    fetching.server.faults["model.safetensors"] = fault;
    fetching.server.faults["api"] = fault;
    fetching.fetch();
    CHECK(fetching.is_whole());
  }
}

TEST_CASE("a broken connection goes on where it broke") {
  Fetching fetching;
  Fault cut;
  cut.cut_after = 100'000;
  cut.times = 2;
  fetching.server.faults["model.safetensors"] = cut;
  fetching.fetch();
  CHECK(fetching.is_whole());
  CHECK(fetching.server.sent() < 310'000);  // nothing came twice

  SECTION("a server without ranges costs time, and nothing is mixed") {
    Fetching other;
    cut.ignores_ranges = true;
    cut.times = 2;
    other.server.faults["model.safetensors"] = cut;
    other.fetch();
    CHECK(other.is_whole());
  }
  SECTION("what was kept of another file is thrown away") {
    Fetching other;
    const fs::path incoming = other.folder.path() / "models--owner--model/incoming";
    fs::create_directories(incoming);
    test::write_file(incoming / "model.safetensors.part", std::string(1000, 'x'));
    test::write_file(incoming / "config.json", "[]");  // of the same size
    other.fetch();
    CHECK(other.is_whole());
  }
  SECTION("a part that is longer than the file is begun anew") {
    Fetching other;
    const fs::path incoming = other.folder.path() / "models--owner--model/incoming";
    fs::create_directories(incoming);
    test::write_file(incoming / "model.safetensors.part", std::string(400'000, 'x'));
    other.fetch();
    CHECK(other.is_whole());
  }
}

TEST_CASE("what the hub refuses, or does wrong, leaves no wrong file") {
  struct Wrong {
    const char* name;
    std::function<void(HubServer&)> make;
    std::string reason;
  };
  const auto file = [](const Fault& fault) {
    return [fault](HubServer& server) { server.faults["model.safetensors"] = fault; };
  };
  const auto with = [](auto set) {
    Fault fault;
    fault.times = always;
    set(fault);
    return fault;
  };
  const std::vector<Wrong> all = {
      {"401", [](HubServer& server) { server.needs_token = "secret"; }, "401"},
      {"403", file(status(403, always)), "403"},
      {"404", file(status(404, always)), "404"},
      {"416", file(status(416, always)), "416"},
      {"429 for an hour", file(status(429, always, "3000")), "429"},
      {"500 for ever", file(status(500, always)), "500"},
      {"cut for ever", file(with([](Fault& fault) { fault.cut_after = 0; })), ""},
      {"endless", file(with([](Fault& fault) { fault.endless = true; })), "more comes"},
      {"an endless list",
       [&](HubServer& server) { server.faults["api"] = with([](Fault& fault) { fault.endless = true; }); }, ""},
      {"longer than said", [](HubServer& server) { server.listed_size["model.safetensors"] = 1000; }, "another size"},
      {"shorter than said", [](HubServer& server) { server.listed_size["model.safetensors"] = 400'000; },
       "another size"},
      {"claims too much", file(with([](Fault& fault) { fault.claims = 500'000; })), "another size"},
      {"claims too little", file(with([](Fault& fault) { fault.claims = 5; })), "another size"},
      {"another part",
       [&](HubServer& server) {
         Fault fault = with([](Fault& f) {
           f.cut_after = 1000;
           f.wrong_range = true;
         });
         server.faults["model.safetensors"] = fault;
       },
       "another part"},
      {"wrong checksum", [](HubServer& server) { server.listed_sha256["model.safetensors"] = std::string(64, '0'); },
       "checksum"},
      {"silence", file(with([](Fault& fault) { fault.drip = 3000; })), "nothing comes"},
      {"in circles", file(with([](Fault& fault) { fault.redirects_on = true; })), "on and on"},
      {"to plain http", file(with([](Fault& fault) { fault.redirect = "http://example.invalid/x"; })), "no https"},
      {"to a file", file(with([](Fault& fault) { fault.redirect = "file:///etc/passwd"; })), ""},
      {"no JSON", [](HubServer& server) { server.tree = "<html>"; }, "JSON"},
      {"no list", [](HubServer& server) { server.tree = "{}"; }, "none"},
      {"no weights", [](HubServer& server) { server.files.erase("model.safetensors"); }, "no weights"},
      {"negative size",
       [](HubServer& server) { server.tree = R"([{"type":"file","path":"model.safetensors","size":-1}])"; },
       "no sense"},
      {"a huge size", [](HubServer& server) { server.listed_size["model.safetensors"] = std::uint64_t{1} << 50; },
       "larger than any"},
      {"no commit", [](HubServer& server) { server.commit = "../../etc"; }, "commit"},
      {"renamed shards",
       [](HubServer& server) {
         server.files.erase("model.safetensors");
         server.files["model.safetensors.index.json"] = "{}";
         server.files["other-00001-of-00002.safetensors"] = noise(200);
         server.files["third.safetensors"] = noise(200);
       },
       "no weights"},
      {"path tricks",
       [](HubServer& server) {
         server.files.erase("model.safetensors");
         server.files["../../escaped.safetensors"] = noise(200);
         server.files["/etc/escaped.bin"] = noise(200);
         server.files["..\\escaped.bin"] = noise(200);
       },
       "no weights"},
  };
  for (const Wrong& wrong : all) {
    INFO(wrong.name);
    Fetching fetching;
    wrong.make(fetching.server);
    CHECK_THROWS_WITH(fetching.fetch(), ContainsSubstring(wrong.reason));
    fetching.check_nothing_wrong();
  }
}

TEST_CASE("the token goes to the hub's host alone") {
  Fetching fetching;
  HubServer elsewhere;
  elsewhere.redirects = false;
  elsewhere.files = fetching.server.files;
  fetching.server.needs_token = "secret";
  Fault away;
  away.redirect = elsewhere.address() + "/content/model.safetensors";
  fetching.server.redirects = false;
  fetching.server.faults["model.safetensors"] = away;
  hub::Hub hub = fetching.hub();
  hub.token = "secret";
  hub::download(hub, fetching.server.repository, fetching.options());
  CHECK(fetching.is_whole());
  for (const std::string& request : fetching.server.requests()) CHECK_THAT(request, ContainsSubstring(" token"));
  REQUIRE(elsewhere.requests().size() == 1);
  CHECK(elsewhere.requests()[0] == "GET /content/model.safetensors");  // another port is another host

  for (const char* address : {"http://example.com", "ftp://127.0.0.1", "file:///etc", "huggingface.co", ""}) {
    INFO(address);
    CHECK_THROWS_AS(hub::require_safe(address), Error);
  }
  for (const char* address : {"https://example.com", "http://127.0.0.1:8080", "http://localhost", "http://[::1]:1"}) {
    INFO(address);
    CHECK_NOTHROW(hub::require_safe(address));
  }
}

TEST_CASE("space is asked for before anything is fetched, and models have a largest size") {
  Fetching fetching;
  hub::DownloadOptions options = fetching.options();
  options.free_bytes = [](const fs::path&) { return std::uint64_t{1'000'000}; };
  CHECK_THROWS_WITH(hub::download(fetching.hub(), "owner/model", options), ContainsSubstring("are needed"));
  options.free_bytes = {};
  options.most_bytes = 1000;
  CHECK_THROWS_WITH(hub::download(fetching.hub(), "owner/model", options), ContainsSubstring("large"));
  for (const std::string& request : fetching.server.requests()) CHECK_THAT(request, ContainsSubstring("/api/"));
  fetching.check_nothing_wrong();
}

TEST_CASE("a slow server can be left within a third of a second") {
  Fetching fetching;
  Fault drip;
  drip.drip = 200;
  drip.times = always;
  fetching.server.faults["model.safetensors"] = drip;
  std::stop_source source;
  std::chrono::steady_clock::time_point asked;
  std::jthread impatient([&] {
    std::this_thread::sleep_for(500ms);
    asked = std::chrono::steady_clock::now();
    source.request_stop();
  });
  CHECK_THROWS_AS(fetching.fetch(Progress({}, source.get_token())), Cancelled);
  impatient.join();
  CHECK(std::chrono::steady_clock::now() - asked < 300ms);
  fetching.check_nothing_wrong();
  fetching.server.faults.clear();
  const std::uint64_t before = fetching.server.sent();
  fetching.fetch();
  CHECK(fetching.is_whole());
  CHECK(fetching.server.sent() - before < 300'000);  // what had arrived was kept
}

TEST_CASE("names and addresses of repositories") {
  CHECK(hub::parse_repository("facebook/detr-resnet-50").repository == "facebook/detr-resnet-50");
  CHECK(hub::parse_repository("bert-base-uncased").repository == "bert-base-uncased");
  const auto named = hub::parse_repository("https://huggingface.co/openai/clip-vit-base-patch32/tree/v2?x=y");
  CHECK(named.repository == "openai/clip-vit-base-patch32");
  CHECK(named.revision == "v2");
  for (const char* text : {"", "a/b/c", "../etc", "a/..", "a b/c", ".hidden/x", "a/b--c", "https://huggingface.co/"}) {
    INFO(text);
    CHECK_THROWS_AS(hub::parse_repository(text), Error);
  }
}

TEST_CASE("the list of models that are worth fetching is sound") {
  const auto models = hub::model_list();
  CHECK(models.size() > 10);
  for (const hub::ListedModel& model : models) {
    INFO(model.name);
    CHECK(hub::parse_repository(model.name).repository == model.name);
    for (const auto& need : model.needs) {
      CHECK(std::any_of(models.begin(), models.end(), [&](const auto& other) { return other.name == need.name; }));
    }
  }
}

TEST_CASE("rex get fetches and opens; kill -9 and a full disk in the middle cost only time") {
  Fetching fetching;
  const test::TemporaryFolder made;
  nlohmann::json config = test::tiny_detr_config();
  test::save_random_model(made.path(), config);
  fetching.server.files = {{"config.json", test::read_file(made.path() / "config.json")},
                           {"model.safetensors", test::read_file(made.path() / "model.safetensors")}};
  const std::string& weights = fetching.server.files.at("model.safetensors");
  REQUIRE(weights.size() > 30'000);
  setenv("HF_ENDPOINT", fetching.server.address().c_str(), 1);
  const std::string command = "get owner/model --folder " + fetching.folder.path().string();

  Fault drip;
  drip.drip = 100;  // at least three seconds for all of it
  fetching.server.faults["model.safetensors"] = drip;
  const std::string program = (fs::read_symlink("/proc/self/exe").parent_path() / "rex").string();
  const std::string folder = fetching.folder.path().string();
  const pid_t child = fork();
  if (child == 0) {
    execl(program.c_str(), program.c_str(), "get", "owner/model", "--folder", folder.c_str(), nullptr);
    _exit(127);
  }
  while (fetching.server.sent() < 5000 + fetching.server.files.at("config.json").size())
    std::this_thread::sleep_for(5ms);
  kill(child, SIGKILL);
  int ended = 0;
  waitpid(child, &ended, 0);
  CHECK(WIFSIGNALED(ended));
  fetching.check_nothing_wrong();

  // Files of this process's children end at 20,000 bytes, as on a full disk.
  fetching.server.faults.clear();
  rlimit before{};
  getrlimit(RLIMIT_FSIZE, &before);
  const rlimit small{20'000, before.rlim_max};
  std::signal(SIGXFSZ, SIG_IGN);
  setrlimit(RLIMIT_FSIZE, &small);
  const test::CommandResult full = test::run_rex(command);
  setrlimit(RLIMIT_FSIZE, &before);
  std::signal(SIGXFSZ, SIG_DFL);
  CHECK(full.status == 1);
  CHECK_THAT(full.errors, ContainsSubstring("cannot be written"));
  fetching.check_nothing_wrong();

  const std::uint64_t sent = fetching.server.sent();
  const test::CommandResult whole = test::run_rex(command);
  CHECK(whole.status == 0);
  CHECK_THAT(whole.output, ContainsSubstring("DETR"));
  CHECK(fetching.server.sent() - sent < weights.size() - 10'000);  // what had arrived was kept
  CHECK(test::read_file(fetching.snapshot() / "model.safetensors") == weights);
  CHECK(find_models({fetching.folder.path()}).at(0).name == "owner/model");
  CHECK(test::run_rex("remove owner/model --folder " + fetching.folder.path().string()).status == 0);
  CHECK(fs::is_empty(fetching.folder.path()));
  CHECK_THAT(test::run_rex("get").output, ContainsSubstring("facebook/detr-resnet-50"));
  unsetenv("HF_ENDPOINT");
}
