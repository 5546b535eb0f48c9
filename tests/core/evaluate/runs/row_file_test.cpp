#include "core/evaluate/runs/row_file.h"

#include <sys/wait.h>
#include <unistd.h>

#include "core/base/error.h"
#include "core/evaluate/runs/run.h"
#include "core/evaluate/runs/summary.h"
#include "tests/support/catch.h"
#include "tests/support/paths.h"

using namespace rex;
using namespace rex::evaluate;

namespace {

std::set<std::string> names(std::initializer_list<const char*> ids) { return {ids.begin(), ids.end()}; }

}  // namespace

TEST_CASE("a results file goes on behind what was written whole, whatever its end looks like") {
  struct Found {
    const char* text;
    std::set<std::string> done;
    std::size_t notes;
  };
  const std::vector<Found> table{
      {"", {}, 0},
      {"{\"id\":\"a\"}\n", names({"a"}), 0},
      {"{\"id\":\"a\"}\n{\"id\":\"b\"", names({"a"}), 1},                           // killed while it wrote
      {"{\"id\":\"a\"}\n{\"id\":\"b\"}", names({"a"}), 1},                          // whole, but for its end
      {"{\"id\":\"a\"}\n\x01\x02garbage\n{\"id\":\"c\"}\n", names({"a", "c"}), 1},  // a bad sector
      {"{\"id\":7}\n{\"id\":\"c\"}\n[1]\n", names({"c"}), 2},
      {"{\"id\":\"a\",\"error\":{}}\n", {}, 0},                            // failed: tried again
      {"{\"id\":\"a\",\"error\":{}}\n{\"id\":\"a\"}\n", names({"a"}), 0},  // failed, then not
      {"{\"id\":\"a\"}\n{\"id\":\"a\",\"error\":{}}\n", {}, 0}};
  for (const Found& found : table) {
    INFO(found.text);
    const test::TemporaryFolder folder;
    const auto path = folder.path() / "results.jsonl";
    test::write_file(path, found.text);
    RowFile file(path);
    CHECK(file.done() == found.done);
    CHECK(file.notes().size() == found.notes);
    file.append({{"id", "z"}, {"x", 1.5}});
    file.sort();
    const RowIndex index({path});
    CHECK(index.notes().empty());
    CHECK(index.row("z").at("x") == 1.5);
    const std::vector<std::string> ids = index.ids();
    CHECK(std::is_sorted(ids.begin(), ids.end()));
  }
}

TEST_CASE("a results file belongs to one process at a time") {
  const test::TemporaryFolder folder;
  const auto path = folder.path() / "results.jsonl";
  {
    const RowFile mine(path);
    CHECK_THROWS_WITH(RowFile(path),
                      ContainsSubstring("another process writes its results there") && ContainsSubstring("--shard"));
    const pid_t child = fork();
    if (child == 0) {
      try {
        const RowFile theirs(path);
      } catch (const Error&) {
        _exit(7);
      }
      _exit(0);
    }
    int status = 0;
    waitpid(child, &status, 0);
    CHECK(WEXITSTATUS(status) == 7);
  }
  CHECK_NOTHROW(RowFile(path));
}

TEST_CASE("shards that are missing or are of different runs are named") {
  const test::TemporaryFolder folder;
  CHECK_THROWS_WITH(result_files(folder.path()), ContainsSubstring("holds no results"));
  test::write_file(folder.path() / "results.1-of-3.jsonl", "{\"id\":\"a\"}\n");
  test::write_file(folder.path() / "results.3-of-3.jsonl", "{\"id\":\"a\"}\n");
  CHECK_THROWS_WITH(result_files(folder.path()), ContainsSubstring("lacks the shards 2/3"));
  test::write_file(folder.path() / "results.2-of-3.jsonl", "{\"id\":\"b\"}\n");
  const auto files = result_files(folder.path());
  CHECK(files.size() == 3);
  CHECK_THROWS_WITH(RowIndex(files), ContainsSubstring("holds the sample \"a\""));
  test::write_file(folder.path() / "results.1-of-2.jsonl", "");
  CHECK_THROWS_WITH(result_files(folder.path()), ContainsSubstring("different numbers of shards"));
}

TEST_CASE("a folder belongs to one run") {
  const test::TemporaryFolder folder;
  const nlohmann::json identity = {{"seed", 1}, {"model", "m"}};
  claim_folder(folder.path() / "new", identity);
  CHECK_NOTHROW(claim_folder(folder.path() / "new", identity));
  CHECK_THROWS_WITH(claim_folder(folder.path() / "new", {{"seed", 2}, {"model", "m"}}),
                    ContainsSubstring("another \"seed\": 1, not 2"));
  test::write_file(folder.path() / "file", "");
  CHECK_THROWS_AS(claim_folder(folder.path() / "file" / "below", identity), Error);
  CHECK_THROWS_WITH(sorted_ids({"b", "a", "b"}, "list"), ContainsSubstring("the id \"b\" twice"));
}
