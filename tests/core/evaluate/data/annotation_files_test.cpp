// COCO, scenes, VQA and ERASER files, sound and broken.
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/evaluate/data/coco_file.h"
#include "core/evaluate/data/eraser.h"
#include "core/evaluate/data/json_lists.h"
#include "core/evaluate/data/scenes.h"
#include "core/evaluate/data/vqa_file.h"
#include "tests/support/catch.h"
#include "tests/support/paths.h"

using namespace rex;
using namespace rex::evaluate;
using nlohmann::json;

namespace {

json sound_coco() {
  return {{"categories", {{{"id", 3}, {"name", "bird"}}}},
          {"annotations",
           {{{"id", 7},
             {"image_id", 2},
             {"category_id", 3},
             {"bbox", {1, 1, 2, 2}},
             {"area", 4},
             {"iscrowd", 0},
             {"segmentation", {{1, 1, 3, 1, 3, 3, 1, 3}}}}}},
          {"images", {{{"id", 2}, {"file_name", "b.png"}, {"height", 5}, {"width", 6}}}}};
}

/// The message of the Error that READ throws; empty where it throws none.
template <class Read>
std::string message(const Read& read) {
  try {
    read();
  } catch (const Error& error) {
    return error.what();
  }
  return {};
}

}  // namespace

TEST_CASE("a COCO file is read whichever way its masks are written and its lists are ordered") {
  const test::TemporaryFolder folder;
  const auto path = folder.path() / "coco.json";
  json coco = sound_coco();
  const std::vector<json> masks{{{1, 1, 3, 1, 3, 3, 1, 3}},
                                json{{"size", {5, 6}}, {"counts", {6, 2, 3, 2, 17}}},
                                json{{"size", {5, 6}}, {"counts", "62300o0"}},
                                {{1, 1, 2, 2}}};
  for (std::size_t i = 0; i < masks.size(); ++i) {
    INFO(masks[i].dump());
    coco["annotations"][0]["segmentation"] = masks[i];
    if (i == 2) coco["annotations"][0]["segmentation"]["counts"] = compressed({5, 6, {6, 2, 3, 2, 17}});
    test::write_file(path, coco.dump());
    const CocoFile file = read_coco(path);
    REQUIRE(file.annotations.size() == 1);
    CHECK(file.categories.at(3) == "bird");
    CHECK(mask_of(file.annotations[0], file.image(2)).counts == std::vector<std::int64_t>{6, 2, 3, 2, 17});
    CHECK(file.annotations[0].box.right == 3);
  }
}

TEST_CASE("broken COCO files say which record and field") {
  const test::TemporaryFolder folder;
  const auto path = folder.path() / "coco.json";
  struct Case {
    const char* pointer;  // what is replaced; removed where the value is null
    json value;
    const char* said;
  };
  const std::vector<Case> cases{
      {"/images", json::array(), "no image"},
      {"/images/0/id", nullptr, "\"id\""},
      {"/images/0/height", 0, "\"height\""},
      {"/images/0/width", "6", "\"width\""},
      {"/images/0/id", 9, "no image 2"},
      {"/categories/0/id", 4, "category 3"},
      {"/annotations/0/id", 0, "below 1"},
      {"/annotations/0/id", 1.5, "\"id\""},
      {"/annotations/0/bbox", {1, 2, 3}, "\"bbox\""},
      {"/annotations/0/bbox", {1, 2, 3, "4"}, "\"bbox\""},
      {"/annotations/0/area", "big", "\"area\""},
      {"/annotations/0/segmentation", nullptr, "\"segmentation\""},
      {"/annotations/0/segmentation", "none", "JSON object"},
      {"/annotations/0/segmentation", {{1, 2, 3}}, "corners"},
      {"/annotations/0/segmentation", json{{"size", {5, 6}}, {"counts", {6, 2}}}, "do not fill"},
      {"/annotations/0/segmentation", json{{"size", {5, 6}}, {"counts", {-6, 36}}}, "do not fill"},
      {"/annotations/0/segmentation", json{{"size", {5}}, {"counts", {30}}}, "\"size\""},
      {"/annotations/0/segmentation", json{{"size", {1e9, 1e9}}, {"counts", {30}}}, "\"size\""},
      {"/annotations/0/segmentation", json{{"size", {6, 5}}, {"counts", {30}}}, "another size"},
      {"/annotations/0/segmentation", json{{"size", {5, 6}}, {"counts", "\x01"}}, "run-length text"},
  };
  for (const Case& broken : cases) {
    INFO(broken.pointer << " " << broken.value.dump());
    json coco = sound_coco();
    const json::json_pointer pointer(broken.pointer);
    if (broken.value.is_null()) {
      coco[pointer.parent_pointer()].erase(pointer.back());
    } else {
      coco[pointer] = broken.value;
    }
    test::write_file(path, coco.dump());
    CHECK_THAT(message([&] { mask_truths(read_coco(path)); }), ContainsSubstring(broken.said));
  }
  json twice = sound_coco();
  twice["annotations"].push_back(twice["annotations"][0]);
  test::write_file(path, twice.dump());
  CHECK_THAT(message([&] { read_coco(path); }), ContainsSubstring("occurs twice"));
  twice = sound_coco();
  twice["images"].push_back(twice["images"][0]);
  test::write_file(path, twice.dump());
  CHECK_THAT(message([&] { read_coco(path); }), ContainsSubstring("twice"));
}

TEST_CASE("results of another picture, category or size are refused") {
  const test::TemporaryFolder folder;
  test::write_file(folder.path() / "coco.json", sound_coco().dump());
  const CocoFile file = read_coco(folder.path() / "coco.json");
  const json sound{{"image_id", 2},
                   {"category_id", 3},
                   {"score", .5},
                   {"segmentation", {{"size", {5, 6}}, {"counts", {6, 2, 3, 2, 17}}}}};
  const auto read = [&](const json& results) {
    test::write_file(folder.path() / "results.json", results.dump());
    return message([&] { read_coco_results(folder.path() / "results.json", file); });
  };
  CHECK(read({sound}).empty());
  for (const auto& [field, value] :
       std::vector<std::pair<std::string, json>>{{"image_id", 3},
                                                 {"category_id", 2},
                                                 {"score", nullptr},
                                                 {"segmentation", json{{"size", {6, 5}}, {"counts", {30}}}}}) {
    json broken = sound;
    broken[field] = value;
    INFO(field);
    CHECK_FALSE(read({sound, broken}).empty());
  }
}

TEST_CASE("files that are no JSON, or too deep, or cut short say where") {
  const test::TemporaryFolder folder;
  const auto path = folder.path() / "file.json";
  const auto ignore = [](const std::string&, const json&) {};
  const std::string deep = "{\"a\":[" + std::string(100000, '[') + std::string(100000, ']') + "]}";
  for (const std::string& text : {std::string(), std::string("{"), std::string("{\"a\": [1, 2"), std::string("5"),
                                  std::string("{\"a\": [\xff]}"), deep}) {
    test::write_file(path, text);
    CHECK_THROWS_AS(read_lists(path, ignore), Error);
    CHECK_THAT(message([&] { read_lists(path, ignore); }), ContainsSubstring("file.json"));
  }
  CHECK_THROWS_AS(read_lists(folder.path() / "absent.json", ignore), Error);
  CHECK_THROWS_AS(read_lists(folder.path(), ignore), Error);
  test::write_file(path, "{\"a\": 1}\n\n{\"a\": 2\n");
  int lines = 0;
  const std::string said = message([&] { read_json_lines(path, [&](std::int64_t, const json&) { ++lines; }); });
  CHECK(lines == 1);
  CHECK_THAT(said, ContainsSubstring("line 3"));
  test::write_file(path, "[1]\n");
  CHECK_THROWS_AS(read_json_lines(path, [](std::int64_t, const json&) {}), Error);
}

TEST_CASE("lists are read element by element, and what is no list is passed over") {
  const test::TemporaryFolder folder;
  const auto path = folder.path() / "file.json";
  test::write_file(path, R"({"info": {"list": [1, 2]}, "a": [{"x": [1, {"y": 2}]}, 5, [6]], "n": 3, "b": [{}]})");
  std::vector<std::string> seen;
  const auto note = [&](const std::string& list, const json& element) { seen.push_back(list + element.dump()); };
  read_lists(path, note);
  CHECK(seen == std::vector<std::string>{R"(a{"x":[1,{"y":2}]})", "a5", "a[6]", "b{}"});
  seen.clear();
  test::write_file(path, R"([{"x": [1]}, 2])");
  read_lists(path, note);
  CHECK(seen == std::vector<std::string>{R"({"x":[1]})", "2"});
}

TEST_CASE("scenes are read with their questions and captions") {
  const test::TemporaryFolder folder;
  test::write_file(folder.path() / "annotations.json", sound_coco().dump());
  CHECK(read_scenes(folder.path()).questions.empty());
  test::write_file(
      folder.path() / "questions.jsonl",
      R"({"image_id": 2, "file_name": "b.png", "question": "What?", "answer": "bird", "kind": "what", "evidence": [7]})");
  test::write_file(
      folder.path() / "captions.jsonl",
      R"({"image_id": 2, "file_name": "b.png", "caption": "A bird.", "wrong": [{"caption": "A cat.", "change": "object"}]})");
  const Scenes scenes = read_scenes(folder.path());
  REQUIRE(scenes.questions.size() == 1);
  CHECK(scenes.questions[0].evidence == std::vector<std::int64_t>{7});
  REQUIRE(scenes.captions.size() == 1);
  CHECK(scenes.captions[0].wrong == std::vector<std::string>{"A cat."});
  for (const std::string line :
       {R"({"image_id": 3, "file_name": "b.png", "question": "?", "answer": "a"})",
        R"({"image_id": 2, "file_name": "c.png", "question": "?", "answer": "a"})",
        R"({"image_id": 2, "file_name": "b.png", "question": "?", "answer": "a", "evidence": [8]})",
        R"({"image_id": 2, "file_name": "b.png", "answer": "a"})"}) {
    test::write_file(folder.path() / "questions.jsonl", line);
    INFO(line);
    CHECK_THROWS_AS(read_scenes(folder.path()), Error);
  }
}

TEST_CASE("VQA's files are read by question, and LXMERT's in their order") {
  const test::TemporaryFolder folder;
  const auto path = folder.path() / "vqa.json";
  test::write_file(path, R"({"info": {}, "questions": [{"question_id": 9, "image_id": 4, "question": "Where?"},
                             {"question_id": 2, "image_id": 4, "question": "Who?"}]})");
  CHECK(read_vqa_questions(path)[0].text == "Who?");
  CHECK_THAT(message([&] { read_vqa_annotations(path); }), ContainsSubstring("annotations"));
  test::write_file(
      path, R"([{"question_id": 9, "img_id": "COCO_val2014_000000000042", "sent": "Where?", "label": {"here": 0.9}},
                             {"question_id": 2, "img_id": "COCO_val2014_000000000042", "sent": "Who?"}])");
  const std::vector<VqaSample> samples = read_lxmert_questions(path);
  CHECK(samples[0].labels.at("here") == .9);
  CHECK(samples[1].question == 2);
  CHECK(coco_file_name("COCO_val2014_", 42) == "COCO_val2014_000000000042.jpg");
  for (const std::string text : {R"({"questions": [{"question_id": 1, "image_id": 1}]})", R"({"questions": [5]})",
                                 R"({"questions": [{"question_id": "1", "image_id": 1, "question": "?"}]})",
                                 R"({"questions": [{"question_id": 1, "image_id": 1, "question": "?"},
                                                   {"question_id": 1, "image_id": 1, "question": "?"}]})"}) {
    test::write_file(path, text);
    INFO(text);
    CHECK_THROWS_AS(read_vqa_questions(path), Error);
  }
  test::write_file(path, R"({"annotations": [{"question_id": 1, "answers": []}]})");
  CHECK_THROWS_AS(read_vqa_annotations(path), Error);
}

TEST_CASE("ERASER documents come from docs/ or docs.jsonl") {
  const test::TemporaryFolder folder;
  const std::string line = R"({"annotation_id": "d1", "classification": "NEG", "query": "?", "docids": null,
    "evidences": [[{"docid": "d1", "start_token": 1, "end_token": 3}]]})";
  std::string one_line = line;
  std::erase(one_line, '\n');
  test::write_file(folder.path() / "test.jsonl", one_line);
  CHECK_THAT(message([&] { read_eraser(folder.path(), "test"); }), ContainsSubstring("docs/"));
  test::write_file(folder.path() / "docs.jsonl", R"({"docid": "d1", "document": "a b\nc ."})");
  CHECK(read_eraser(folder.path(), "test").documents.at("d1").size() == 4);
  std::filesystem::remove(folder.path() / "docs.jsonl");
  std::filesystem::create_directory(folder.path() / "docs");
  test::write_file(folder.path() / "docs/d1", "a b c");
  const EraserSet set = read_eraser(folder.path(), "test");
  CHECK((set.rationales().at({"d1", "d1"}) == std::set<Span>{{1, 3}}));
  test::write_file(folder.path() / "docs/d1", "a b");
  CHECK_THAT(message([&] { read_eraser(folder.path(), "test"); }), ContainsSubstring("behind the document's end"));
  test::write_file(folder.path() / "docs/d1", "a b c");
  test::write_file(folder.path() / "test.jsonl", one_line + "\n" + one_line);
  CHECK_THAT(message([&] { read_eraser(folder.path(), "test"); }), ContainsSubstring("occurs twice"));
  for (const auto& [from, to] :
       std::vector<std::pair<std::string, std::string>>{{"\"d1\", \"start", "\"../test.jsonl\", \"start"},
                                                        {"\"start_token\": 1", "\"start_token\": 4"},
                                                        {"\"start_token\": 1", "\"start_token\": -1"},
                                                        {"[[{", "[{"},
                                                        {"\"NEG\"", "3"}}) {
    std::string broken = one_line;
    broken.replace(broken.find(from), from.size(), to);
    if (from == "[[{") broken.replace(broken.find("]]"), 2, "]");
    test::write_file(folder.path() / "test.jsonl", broken);
    INFO(broken);
    CHECK_THROWS_AS(read_eraser(folder.path(), "test"), Error);
  }
}
