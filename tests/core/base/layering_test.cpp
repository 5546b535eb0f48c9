// Which folder may include which: arrows point one way.
#include <map>
#include <regex>
#include <set>
#include <sstream>

#include "tests/support/catch.h"
#include "tests/support/paths.h"

namespace fs = std::filesystem;

namespace {

/// Whose headers a folder may include beside its own.
const std::map<std::string, std::set<std::string>>& allowed() {
  static const std::map<std::string, std::set<std::string>> table = [] {
    std::map<std::string, std::set<std::string>> rooms;
    rooms["core/base"] = {};
    for (const char* ground : {"core/checkpoint", "core/text", "core/picture", "core/nn", "core/hub"}) {
      rooms[ground] = {"core/base"};
    }
    rooms["core/models"] = {"core/base", "core/checkpoint", "core/text", "core/picture", "core/nn"};
    rooms["core/explain"] = rooms["core/models"];
    rooms["core/explain"].insert("core/models");
    rooms["core/models"].insert("core/hub");  // what is worth fetching
    rooms["core/render"] = rooms["core/explain"];
    rooms["core/render"].insert("core/explain");
    rooms["core/evaluate"] = rooms["core/render"];
    rooms["core/evaluate"].insert("core/render");
    std::set<std::string> core = rooms["core/evaluate"];
    core.insert({"core/evaluate", "core/hub"});
    for (const char* room : {"ui/convert", "ui/theme", "ui/jobs", "ui/figure"}) rooms[room] = core;
    rooms["ui/state"] = core;
    rooms["ui/state"].insert({"ui/convert", "ui/jobs", "ui/figure"});
    rooms["ui/items"] = rooms["ui/state"];
    rooms["ui/items"].insert("ui/state");
    rooms["ui/views"] = rooms["ui/items"];
    rooms["ui/views"].insert({"ui/items", "ui/theme", "ui/convert"});
    rooms["app/zoo"] = core;
    rooms["app/rex"] = core;
    rooms["app/rex"].insert("ui/figure");
    rooms["app/mat"] = {};
    rooms["app/launcher"] = {"core/base"};  // process_start.h alone: it links no library of ours
    rooms["app/explorer"] = rooms["ui/views"];
    rooms["app/explorer"].insert("ui/views");
    return rooms;
  }();
  return table;
}

/// "core/base" of "core/base/error.h".
std::string room_of(const std::string& path) {
  const std::size_t first = path.find('/');
  return path.substr(0, path.find('/', first + 1));
}

/// CALL with the path and the text of every header and source below the top-level FOLDER.
template <class Call>
void for_each_file(const std::string& folder, Call call) {
  const fs::path source = rex::test::source_folder();
  for (const auto& entry : fs::recursive_directory_iterator(source / folder)) {
    const std::string extension = entry.path().extension().string();
    if (!entry.is_regular_file() || (extension != ".h" && extension != ".cpp")) continue;
    call(fs::relative(entry.path(), source).generic_string(), rex::test::read_file(entry.path()));
  }
}

}  // namespace

TEST_CASE("core includes no Qt header") {
  const std::regex qt("#include *[<\"](Q[A-Z]|Qt)");
  for_each_file("core", [&](const std::string& path, const std::string& text) {
    INFO(path);
    CHECK_FALSE(std::regex_search(text, qt));
  });
}

TEST_CASE("folders include only what lies below them") {
  const std::regex include("#include \"([^\"]+)\"");
  int arrows = 0;
  for (const char* top : {"core", "ui", "app"}) {
    for_each_file(top, [&](const std::string& path, const std::string& text) {
      const std::string room = room_of(path);
      INFO(path);
      REQUIRE(allowed().contains(room));  // a new folder has a line in the table
      for (std::sregex_iterator match(text.begin(), text.end(), include), end; match != end; ++match) {
        const std::string target = room_of((*match)[1]);
        if (target == room || (*match)[1].str().find('/') == std::string::npos) continue;
        INFO("includes " << (*match)[1]);
        CHECK(allowed().at(room).contains(target));
        ++arrows;
      }
    });
  }
  CHECK(arrows > 100);
}

TEST_CASE("pictures and tokenizers know no family of models") {
  const std::regex family("model_type|[^_a-z]family[^_a-z]", std::regex::icase);
  for (const char* folder : {"core/picture", "core/text"}) {
    for_each_file(folder, [&](const std::string& path, const std::string& text) {
      std::istringstream lines(text);
      for (std::string line; std::getline(lines, line);) {
        INFO(path << ": " << line);
        CHECK_FALSE(std::regex_search(line.substr(0, line.find("//")), family));
      }
    });
  }
}
