#include "core/models/open/hub_cache.h"

#include <chrono>
#include <cstdlib>

#include "core/models/open/find_models.h"
#include "core/models/open/open_model.h"
#include "tests/support/catch.h"
#include "tests/support/model_folders.h"
#include "tests/support/paths.h"

using namespace rex;
namespace fs = std::filesystem;

namespace {

/// An empty snapshot of REPOSITORY, last changed HOURS ago.
fs::path snapshot(const fs::path& repository, const std::string& revision, int hours) {
  const fs::path folder = repository / "snapshots" / revision;
  fs::create_directories(folder);
  fs::last_write_time(folder, fs::file_time_type::clock::now() - std::chrono::hours(hours));
  return folder;
}

}  // namespace

TEST_CASE("a repository of the download cache is known by its name, and so are its snapshots") {
  const test::TemporaryFolder cache;
  const fs::path folder = cache.path() / "models--x--demo-2";
  CHECK(hub_name(folder).empty());  // has no snapshots
  const fs::path revision = snapshot(folder, "abc123", 0);
  CHECK(hub_name(folder) == "x/demo-2");
  CHECK(hub_name(folder.string() + "/") == "x/demo-2");
  CHECK(hub_name(revision) == "x/demo-2");
  CHECK(hub_name(cache.path()).empty());
  CHECK(hub_name(snapshot(cache.path() / "models--bert", "1", 0)) == "bert");
  CHECK(hub_name(snapshot(cache.path() / "datasets--x--y", "1", 0)).empty());
}

TEST_CASE("the snapshot is that of refs/main, else the newest, of equally new ones the first by name") {
  const test::TemporaryFolder cache;
  const fs::path folder = cache.path() / "models--x--demo";
  fs::create_directories(folder / "refs");
  CHECK(hub_snapshot(folder) == folder);
  CHECK(hub_snapshot(cache.path()) == cache.path());
  const fs::path old = snapshot(folder, "a", 9), newer = snapshot(folder, "c", 1), newest = snapshot(folder, "b", 0);
  CHECK(hub_snapshot(folder) == newest);
  for (const std::string text : {"a", "a\n"}) {
    test::write_file(folder / "refs" / "main", text);
    CHECK(hub_snapshot(folder) == old);
  }
  for (const std::string text : {"", "gone", "../snapshots/a", "/etc", "\n"}) {
    test::write_file(folder / "refs" / "main", text);
    CHECK(hub_snapshot(folder) == newest);
  }
  fs::last_write_time(newer, fs::last_write_time(newest));
  CHECK(hub_snapshot(folder) == newest);
  fs::last_write_time(old, fs::last_write_time(newest));
  CHECK(hub_snapshot(folder) == old);
  test::write_file(newer / "model.safetensors", "");  // the others hold what was asked of later revisions
  fs::last_write_time(newer, fs::last_write_time(old) - std::chrono::hours(9));
  CHECK(hub_snapshot(folder) == newer);
}

TEST_CASE("a link to weights that are not there is called so") {
  const test::TemporaryFolder cache;
  const fs::path folder = snapshot(cache.path() / "models--x--demo", "a", 0);
  test::copy_golden("bert-1", folder, {"config.json"});
  fs::create_symlink("../../blobs/gone", folder / "model.safetensors");
  CHECK_THROWS_WITH(open_model(cache.path() / "models--x--demo"),
                    ContainsSubstring("model.safetensors") && ContainsSubstring("link to a file that is not there"));
}

TEST_CASE("models of the download cache are listed and opened by the repository's name") {
  const test::TemporaryFolder cache;
  const fs::path folder = cache.path() / "models--x--demo";
  const fs::path old = snapshot(folder, "old", 0), wanted = snapshot(folder, "wanted", 5);
  fs::create_directories(folder / "refs");
  test::write_file(folder / "refs" / "main", "wanted");
  test::copy_golden("bert-1", wanted, {"config.json", "model.safetensors"});
  fs::create_directories(cache.path() / "models--y--unfinished" / "snapshots");
  fs::create_directories(cache.path() / ".locks");
  for (const fs::path& place : {cache.path(), folder}) {
    const auto found = find_models({place});
    REQUIRE(found.size() == 1);
    CHECK(found[0].name == "x/demo");
    CHECK(found[0].folder == fs::canonical(wanted));
    CHECK(found[0].problem.empty());
  }
  CHECK(locate_model(folder.string()) == wanted);
  CHECK(open_model(folder).model->description().name == "x/demo");
  CHECK(open_model(wanted).model->description().name == "x/demo");
  CHECK(open_model(folder).folder == wanted);
}
