#include "core/models/open/find_models.h"

#include <cstdlib>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "tests/support/catch.h"
#include "tests/support/model_folders.h"
#include "tests/support/paths.h"

using namespace rex;

namespace {

/// Sets an environment variable for as long as it lives.
class ScopedVariable {
 public:
  ScopedVariable(const char* name, const std::string& value) : name_(name) {
    const char* before = std::getenv(name);
    before_ = before == nullptr ? "" : before;
    setenv(name, value.c_str(), 1);
  }
  ~ScopedVariable() { setenv(name_, before_.c_str(), 1); }
  ScopedVariable(const ScopedVariable&) = delete;
  ScopedVariable& operator=(const ScopedVariable&) = delete;

 private:
  const char* name_;
  std::string before_;
};

}  // namespace

TEST_CASE("model folders are found with family and size") {
  const test::TemporaryFolder folder;
  test::copy_golden("bert-1", folder.path() / "b-bert", {"config.json", "model.safetensors"});
  test::copy_golden("vit-1", folder.path() / "a-vit", {"config.json"});
  test::copy_golden("vit-1", folder.path() / "no-config", {"model.safetensors"});
  test::write_file(folder.path() / "stray.txt", "x");
  const auto found = find_models({folder.path(), folder.path() / "none", folder.path()});
  REQUIRE(found.size() == 2);
  CHECK(found[0].name == "a-vit");
  CHECK(found[0].family == "vit");
  CHECK(found[0].problem == "holds no weights");
  CHECK(found[1].name == "b-bert");
  CHECK(found[1].family == "bert");
  CHECK(found[1].problem.empty());
  CHECK(found[1].bytes == std::filesystem::file_size(folder.path() / "b-bert" / "model.safetensors"));
  CHECK_FALSE(found[1].demo);

  test::write_file(folder.path() / "b-bert" / "config.json", "{");
  CHECK(find_models({folder.path()})[1].problem.find("JSON") != std::string::npos);
}

TEST_CASE("models are named by folder or by name") {
  const test::TemporaryFolder folder;
  test::copy_golden("bert-1", folder.path() / "my-own-bert", {"config.json", "model.safetensors"});
  const ScopedVariable models("REX_MODELS", "/nowhere:" + folder.path().string());
  CHECK(locate_model("my-own-bert") == std::filesystem::canonical(folder.path() / "my-own-bert"));
  CHECK(locate_model(folder.path().string()) == folder.path());
  CHECK_THROWS_WITH(locate_model("your-bert"), ContainsSubstring("my-own-bert"));
  CHECK_THROWS_AS(locate_model(""), Error);

  SECTION("rex models lists them") {
    const auto table = test::run_rex("models");
    CHECK(table.status == 0);
    CHECK(table.output.find("my-own-bert") != std::string::npos);
    const auto json = nlohmann::json::parse(test::run_rex("models --json").output);
    bool listed = false;
    for (const auto& model : json) listed = listed || (model["name"] == "my-own-bert" && model["family"] == "bert");
    CHECK(listed);
  }
}
