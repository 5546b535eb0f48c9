// What was fetched: looked up before, unfinished, checked again.
#include "core/hub/downloaded.h"

#include <chrono>
#include <filesystem>

#include "core/base/error.h"
#include "core/hub/download.h"
#include "tests/support/catch.h"
#include "tests/support/hub_server.h"
#include "tests/support/paths.h"
#include "tests/support/sha256.h"

using namespace rex;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

struct SmallHub {
  test::TemporaryFolder folder;
  test::HubServer server;

  SmallHub() { server.files = {{"config.json", "{}"}, {"model.safetensors", std::string(50'000, 'w')}}; }
  hub::Hub hub() const {
    hub::Hub hub;
    hub.address = server.address();
    hub.patience = {2000ms, 1000ms, 10ms, 2000ms, 2};
    return hub;
  }
  hub::DownloadOptions options() const {
    hub::DownloadOptions options;
    options.folder = folder.path();
    return options;
  }
  fs::path home() const { return folder.path() / "models--owner--model"; }
};

}  // namespace

TEST_CASE("the hub is asked for size and licence, and nothing is fetched") {
  const SmallHub small;
  const hub::Offer offer = hub::look_up(small.hub(), "owner/model", small.options());
  CHECK(offer.bytes == 50'002);
  CHECK(offer.files == 2);
  CHECK(offer.licence == "mit");
  CHECK(offer.commit == small.server.commit);
  CHECK(fs::is_empty(small.folder.path()));
  for (const std::string& request : small.server.requests()) {
    INFO(request);
    CHECK(request.find("/api/") != std::string::npos);
  }
}

TEST_CASE("what was fetched is compared with what the hub promised") {
  const SmallHub small;
  const fs::path snapshot = hub::download(small.hub(), "owner/model", small.options()).folder;
  const hub::Verified whole = hub::verify_model(snapshot);
  CHECK(whole.files == 2);
  CHECK(whole.bytes == 50'002);
  CHECK(whole.damaged.empty());
  std::string other(50'000, 'w');
  other[49'999] = 'x';
  test::write_file(snapshot / "model.safetensors", other);
  CHECK(hub::verify_model(snapshot).damaged == std::vector<std::string>{"model.safetensors"});
  fs::remove(snapshot / "config.json");
  CHECK(hub::verify_model(snapshot).damaged.size() == 2);
  test::write_file(small.home() / "checksums.json", "{\"commit\": 7}");
  CHECK_THROWS_AS(hub::verify_model(snapshot), Error);
}

TEST_CASE("the names of Hugging Face's cache are checksums, too") {
  const test::TemporaryFolder folder;
  const fs::path home = folder.path() / "models--a--b", snapshot = home / "snapshots" / std::string(40, 'c');
  fs::create_directories(snapshot);
  fs::create_directories(home / "blobs");
  const std::string bytes = "weights";
  const fs::path blob = home / "blobs" / test::sha256(bytes);
  test::write_file(blob, bytes);
  fs::create_symlink(fs::path("../../blobs") / blob.filename(), snapshot / "model.safetensors");
  CHECK(hub::verify_model(snapshot).damaged.empty());
  test::write_file(blob, "wrights");
  CHECK(hub::verify_model(snapshot).damaged == std::vector<std::string>{"model.safetensors"});
  fs::remove(blob);
  CHECK(hub::verify_model(snapshot).damaged.size() == 1);
  CHECK_THROWS_AS(hub::verify_model(folder.path()), Error);  // nothing was promised of it
}

TEST_CASE("what is unfinished is listed, and forgotten without touching what is whole") {
  SmallHub small;
  test::HubServer::Fault cut;
  cut.cut_after = 20'000;
  cut.times = 1000;
  cut.ignores_ranges = true;
  small.server.faults["model.safetensors"] = cut;
  CHECK_THROWS(hub::download(small.hub(), "owner/model", small.options()));
  const std::vector<hub::Unfinished> found = hub::unfinished_downloads(small.folder.path());
  REQUIRE(found.size() == 1);
  CHECK(found[0].name == "owner/model");
  CHECK(found[0].bytes > 0);
  hub::forget_unfinished(small.folder.path(), "owner/model");
  CHECK(fs::is_empty(small.folder.path()));
  hub::forget_unfinished(small.folder.path(), "owner/model");  // none is no mistake

  small.server.faults.clear();
  const fs::path snapshot = hub::download(small.hub(), "owner/model", small.options()).folder;
  fs::create_directories(small.home() / "incoming");
  hub::forget_unfinished(small.folder.path(), "owner/model");
  CHECK(fs::is_regular_file(snapshot / "config.json"));
  CHECK_FALSE(fs::exists(small.home() / "incoming"));
  CHECK(hub::unfinished_downloads(small.folder.path()).empty());
  fs::create_directories(small.folder.path() / "models--not--ours/incoming");
  hub::forget_unfinished(small.folder.path(), "not/ours");
  CHECK(fs::exists(small.folder.path() / "models--not--ours/incoming"));
}
