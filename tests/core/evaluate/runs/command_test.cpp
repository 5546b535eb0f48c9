// `rex explain` over many inputs, `rex evaluate` and `rex merge`, as processes.
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <nlohmann/json.hpp>
#include <sstream>
#include <thread>

#include "core/picture/picture.h"
#include "tests/support/catch.h"
#include "tests/support/family_models.h"
#include "tests/support/paths.h"

using namespace rex;
namespace fs = std::filesystem;

namespace {

/// A picture whose colours SEED chooses.
Picture painted(int seed) {
  Picture picture(96, 80);
  for (std::int64_t y = 0; y < picture.height; ++y) {
    for (std::int64_t x = 0; x < picture.width * 3; ++x) {
      picture.row(y)[x] = static_cast<std::uint8_t>((x * (seed + 3) + y * 7 + (x / 30) * (y / 20) * 29 * seed) % 256);
    }
  }
  return picture;
}

/// FOLDER/cat, FOLDER/dog with COUNT pictures each.
void save_pictures(const fs::path& folder, int count) {
  for (const char* name : {"cat", "dog"}) {
    fs::create_directories(folder / name);
    for (int i = 0; i < count; ++i)
      save_picture(folder / name / ("p" + std::to_string(i) + ".png"), painted(i + name[0]));
  }
}

std::vector<nlohmann::json> rows_of(const fs::path& file) {
  std::vector<nlohmann::json> rows;
  std::istringstream text(test::read_file(file));
  for (std::string line; std::getline(text, line);) rows.push_back(nlohmann::json::parse(line));
  return rows;
}

/// Starts the built `rex` with ARGUMENTS, which a shell splits.
pid_t start_rex(const std::string& arguments) {
  const fs::path program = fs::read_symlink("/proc/self/exe").parent_path() / "rex";
  const pid_t child = fork();
  if (child == 0) {
    const int nothing = open("/dev/null", O_RDWR);
    dup2(nothing, STDOUT_FILENO);
    dup2(nothing, STDERR_FILENO);
    const std::string command = "exec " + program.string() + " " + arguments;
    execl("/bin/sh", "sh", "-c", command.c_str(), nullptr);
    _exit(127);
  }
  return child;
}

}  // namespace

TEST_CASE("rex explain takes folders, patterns, lists and JSON lines, and goes on where it stopped") {
  const test::TemporaryFolder folder;
  const fs::path model = test::save_family_model(folder.path(), "vit"), pictures = folder.path() / "pictures";
  save_pictures(pictures, 2);
  fs::copy(pictures / "cat/p0.png", pictures / "cat/p0.b.png");
  test::write_file(pictures / "cat/broken.png", "no picture");
  const std::string start = "explain --model " + model.string() + " --method generic,raw_attention --out ";

  const fs::path out = folder.path() / "out";
  const test::CommandResult first =
      test::run_rex(start + out.string() + " --image " + pictures.string() + " --figures png");
  INFO(first.errors);
  REQUIRE(first.status == 0);
  CHECK(first.output.find("6 samples") != std::string::npos);
  CHECK(first.output.find("1 failed") != std::string::npos);
  const auto rows = rows_of(out / "results.jsonl");
  REQUIRE(rows.size() == 6);
  CHECK(rows[0].at("id") == "cat/broken.png");
  CHECK(rows[0].at("error").at("where").get<std::string>().find("broken.png") != std::string::npos);
  CHECK(rows[1].at("id") == "cat/p0.b.png");
  CHECK(rows[1].at("explained").at(0).at("relevancies") == "relevancies/cat/p0.b.png.safetensors");
  CHECK(fs::exists(out / "relevancies/cat/p0.b.png.safetensors"));
  CHECK(fs::exists(out / rows[1].at("figure").get<std::string>()));
  const nlohmann::json summary = nlohmann::json::parse(test::read_file(out / "summary.json"));
  CHECK(summary.at("failed") == 1);
  CHECK(summary.at("failures").at(0).at("id") == "cat/broken.png");

  save_picture(pictures / "cat/broken.png", painted(5));  // mended
  const test::CommandResult again =
      test::run_rex(start + out.string() + " --image " + pictures.string() + " --figures png");
  CHECK(again.status == 0);
  CHECK(again.output.find("1 computed now") != std::string::npos);
  CHECK(again.output.find("0 failed") != std::string::npos);

  const test::CommandResult pattern =
      test::run_rex(start + (folder.path() / "pattern").string() + " --image '" + pictures.string() + "/*/p0.png'");
  CHECK(pattern.status == 0);
  CHECK(rows_of(folder.path() / "pattern/results.jsonl").at(1).at("id") == "dog/p0.png");

  test::write_file(folder.path() / "list",
                   (pictures / "cat/p1.png").string() + "\n\n" + (pictures / "dog/p1.png").string() + "\n");
  const test::CommandResult list =
      test::run_rex(start + (folder.path() / "listed").string() + " --image @" + (folder.path() / "list").string());
  CHECK(list.status == 0);
  CHECK(rows_of(folder.path() / "listed/results.jsonl").at(0).at("id") == "cat/p1.png");

  test::write_file(
      folder.path() / "samples.jsonl",
      "{\"id\":\"one\",\"image\":\"pictures/cat/p0.png\",\"target\":\"dog\"}\n{\"image\":\"pictures/dog/p1.png\"}\n");
  const std::string samples = " --samples " + (folder.path() / "samples.jsonl").string();
  const fs::path lines_out = folder.path() / "lines";
  for (int index = 1; index <= 2; ++index) {
    CHECK(test::run_rex(start + lines_out.string() + samples + " --shard " + std::to_string(index) + "/2").status == 0);
  }
  CHECK(test::run_rex("merge " + lines_out.string()).status == 0);
  const auto lines = rows_of(lines_out / "results.jsonl");
  REQUIRE(lines.size() == 2);
  CHECK(lines[0].at("id") == "one");
  CHECK(lines[0].at("explained").at(0).at("label") == "dog");
}

TEST_CASE("rex explain makes a contact sheet of a folder") {
  const test::TemporaryFolder folder;
  const fs::path model = test::save_family_model(folder.path(), "vit"), pictures = folder.path() / "pictures";
  save_pictures(pictures, 2);
  test::write_file(pictures / "cat/broken.png", "no picture");
  const std::string start = "explain --model " + model.string() + " --image " + pictures.string();
  const fs::path sheet = folder.path() / "sheet.svg";
  const std::string made = start + " --contact-sheet " + sheet.string();
  const test::CommandResult result = test::run_rex(made + " --columns 3 --target dog");
  INFO(result.errors);
  REQUIRE(result.status == 0);
  CHECK(result.output.find("4 of 5 pictures") != std::string::npos);
  CHECK(result.errors.find("cat/broken.png: ") != std::string::npos);
  const std::string svg = test::read_file(sheet);
  for (const char* name : {">cat/p0.png<", ">dog/p1.png<", "cat/broken.png ("})
    CHECK(svg.find(name) != std::string::npos);
  CHECK(test::run_rex(made + " --out " + (folder.path() / "out").string()).status == 2);
  CHECK(test::run_rex(made + " --method generic,rollout").status == 2);
  CHECK(test::run_rex(start + " --contact-sheet sheet.gif").status == 1);
  CHECK(test::run_rex(start + " --columns 3 --out " + (folder.path() / "out").string()).status == 2);
  const std::string one = "explain --model " + model.string() + " --image " + (pictures / "cat/p0.png").string();
  CHECK(test::run_rex(one + " --contact-sheet " + sheet.string()).status == 2);
}

TEST_CASE("what is wrong with many inputs is said with its place and a remedy") {
  const test::TemporaryFolder folder;
  const fs::path model = test::save_family_model(folder.path(), "vit"), pictures = folder.path() / "pictures";
  save_pictures(pictures, 1);
  const std::string start = "explain --model " + model.string() + " ";
  int files = 0;
  const auto lines = [&](const std::string& text) {
    const fs::path file = folder.path() / ("s" + std::to_string(++files) + ".jsonl");
    test::write_file(file, text);
    return "--out " + (folder.path() / "o").string() + " --samples " + file.string();
  };
  struct Wrong {
    std::string arguments, said;
    int status = 1;
  };
  const std::vector<Wrong> table{
      {"--image " + pictures.string(), "--out DIR", 2},
      {"--out " + (folder.path() / "o").string() + " --image " + (pictures / "cat/p0.png").string(), "many inputs", 2},
      {"--out " + (folder.path() / "o").string() + " --image '" + pictures.string() + "/*.gif'", "matches no file"},
      {"--out " + (folder.path() / "o").string() + " --image " + model.string(), "holds no PNG"},
      {"--out " + (folder.path() / "o").string() + " --image " + pictures.string() + " --shard 3/2", "is no share"},
      {"--out " + (folder.path() / "o").string() + " --image " + pictures.string() + " --save x.png", "for one input",
       2},
      {"--out " + (folder.path() / "o").string() + " --image " + pictures.string() + " --step 1", "for one input", 2},
      {"--out " + (folder.path() / "o").string() + " --image " + pictures.string() + " --like " +
           (pictures / "cat/p0.png").string(),
       "for one input", 2},
      {"--out /proc/nowhere --image " + pictures.string(), "/proc/nowhere"},
      {lines("{\"image\":\"a.png\"}\n{\"image\""), "line 2"},
      {lines("{\"id\":\"a\",\"image\":\"a.png\"}\n{\"id\":\"a\"}\n"), "\"a\" occurs twice"},
      {lines("{\"id\":\"../a\"}\n"), "no name for an output"},
      {lines("{\"id\":\"a\",\"picture\":\"a.png\"}\n"), "no field of a sample"},
      {lines("{\"id\":\"a\",\"text\":7}\n"), "line 1"},
      {lines("\n"), "holds no sample"},
      {lines("{\"id\":\"a\",\"text\":\"b\",\"pair\":\"\"}\n"), "pair: is empty"}};
  for (const Wrong& wrong : table) {
    INFO(wrong.arguments);
    const test::CommandResult result = test::run_rex(start + wrong.arguments);
    CHECK(result.status == wrong.status);
    CHECK_THAT(result.errors, ContainsSubstring(wrong.said));
  }
}

TEST_CASE("an evaluation has the same bytes at any number of threads and shards, and after kill -9") {
  const test::TemporaryFolder folder;
  const fs::path model = test::save_family_model(folder.path(), "vit"), pictures = folder.path() / "pictures";
  save_pictures(pictures, 3);
  const std::string start = "evaluate perturbation --figures 1 --model " + model.string() + " --data " +
                            pictures.string() + " --method generic --random-maps 2 --explained predicted --out ";
  const auto out = [&](const char* name) { return folder.path() / name; };
  const test::CommandResult one = test::run_rex(start + out("one").string() + " --threads 1");
  INFO(one.errors);
  REQUIRE(one.status == 0);
  const std::string rows = test::read_file(out("one") / "results.jsonl"),
                    summary = test::read_file(out("one") / "summary.json");
  CHECK(rows_of(out("one") / "results.jsonl").size() == 6);
  CHECK(fs::exists(out("one") / "report.html"));
  CHECK(one.output.find("positive_auc") != std::string::npos);

  CHECK(test::run_rex(start + out("three").string() + " --threads 3").status == 0);
  CHECK(test::read_file(out("three") / "results.jsonl") == rows);
  CHECK(test::read_file(out("three") / "summary.json") == summary);

  std::vector<pid_t> shards;
  for (int index = 1; index <= 4; ++index) {
    shards.push_back(start_rex(start + out("four").string() + " --threads 1 --shard " + std::to_string(index) + "/4"));
  }
  for (const pid_t shard : shards) {
    int status = 0;
    waitpid(shard, &status, 0);
    CHECK(status == 0);
  }
  CHECK(test::run_rex("merge --figures 0 " + out("four").string()).status == 0);
  CHECK(test::read_file(out("four") / "results.jsonl") == rows);
  CHECK(test::read_file(out("four") / "summary.json") == summary);

  const pid_t killed = start_rex(start + out("killed").string() + " --threads 1");
  std::error_code ignored;
  for (int i = 0; i < 600 && fs::file_size(out("killed") / "results.jsonl", ignored) < 1000; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  kill(killed, SIGKILL);
  waitpid(killed, nullptr, 0);
  CHECK(test::run_rex(start + out("killed").string()).status == 0);
  CHECK(test::read_file(out("killed") / "results.jsonl") == rows);
  CHECK(test::read_file(out("killed") / "summary.json") == summary);
}

TEST_CASE("a data set that does not fit is refused with what is wrong") {
  const test::TemporaryFolder folder;
  const fs::path vit = test::save_family_model(folder.path(), "vit"),
                 bert = test::save_family_model(folder.path(), "bert");
  const fs::path pictures = folder.path() / "pictures", unknown = folder.path() / "unknown";
  save_pictures(pictures, 1);
  save_pictures(unknown, 1);
  fs::rename(unknown / "dog", unknown / "unicorn");
  fs::create_directories(folder.path() / "empty");
  const std::string out = " --out " + (folder.path() / "out").string();
  struct Wrong {
    std::string arguments, said;
    int status = 1;
  };
  const std::vector<Wrong> table{
      {"perturbation --model " + vit.string() + " --data " + (folder.path() / "none").string() + out, "is not there"},
      {"perturbation --model " + vit.string() + " --data " + (folder.path() / "empty").string() + out, "holds no PNG"},
      {"perturbation --model " + vit.string() + " --data " + unknown.string() + out, "unicorn"},
      {"perturbation --model " + vit.string() + " --data " + pictures.string(), "--out", 2},
      {"perturbation --model " + vit.string() + " --data " + pictures.string() + out + " --method nothing", "nothing"},
      {"perturbation --model " + vit.string() + " --data " + pictures.string() + out + " --replacement grey", "grey"},
      {"perturbation --model " + vit.string() + " --data " + pictures.string() + out + " --steps 0,0.5,0.2",
       "do not rise"},
      {"perturbation --model " + bert.string() + " --data " + pictures.string() + out, "is asked in words"},
      {"segmentation --model " + vit.string() + " --data " + pictures.string() + out, "tells no pixels"},
      {"detr-masks --model " + vit.string() + " --data " + pictures.string() + out, "finds no objects"},
      {"rationales --model " + vit.string() + " --data " + pictures.string() + out, "marks no words"},
      {"guessing --model " + vit.string() + " --data " + pictures.string() + out, "guessing", 2}};
  for (const Wrong& wrong : table) {
    INFO(wrong.arguments);
    const test::CommandResult result = test::run_rex("evaluate " + wrong.arguments);
    CHECK(result.status == wrong.status);
    CHECK_THAT(result.errors, ContainsSubstring(wrong.said));
  }
  // Another question about the same folder of results.
  const std::string fine = "evaluate randomisation --figures 0 --variants efficient --model " + vit.string() +
                           " --data " + pictures.string() + out;
  const test::CommandResult first = test::run_rex(fine);
  INFO(first.errors);
  CHECK(first.status == 0);
  const test::CommandResult other = test::run_rex(fine + " --seed 9");
  CHECK(other.status == 1);
  CHECK_THAT(other.errors, ContainsSubstring("choose another --out"));
  const test::CommandResult merged = test::run_rex("merge " + (folder.path() / "empty").string());
  CHECK(merged.status == 1);
}
