// Data sets as samples, and what is said of those that do not fit a model or are damaged.
#include "core/base/error.h"
#include "core/evaluate/data/sets/data_set.h"
#include "core/evaluate/runs/answers.h"
#include "core/picture/picture.h"
#include "tests/support/catch.h"
#include "tests/support/paths.h"

using namespace rex;
using namespace rex::evaluate;
namespace fs = std::filesystem;

namespace {

ModelDescription model_of(PictureInput picture, TextInput text, AnswerKind answers = AnswerKind::classes) {
  ModelDescription model;
  model.picture = picture;
  model.text = text;
  model.answers = answers;
  model.name = "the model";
  model.labels = {"cat", "dog"};
  return model;
}

const ModelDescription classifier = model_of(PictureInput::pixels, TextInput::none);
const ModelDescription answering = model_of(PictureInput::regions, TextInput::one);
const ModelDescription reader = model_of(PictureInput::none, TextInput::one);

constexpr const char* annotations =
    R"({"images":[{"id":1,"file_name":"a.png","width":8,"height":6},{"id":2,"file_name":"b.png","width":8,"height":6}],
"categories":[{"id":3,"name":"cat"},{"id":4,"name":"dog"}],
"annotations":[
{"id":1,"image_id":1,"category_id":3,"iscrowd":0,"area":12,"bbox":[1,1,4,3],"segmentation":[[1,1,5,1,5,4,1,4]],"main":true},
{"id":2,"image_id":2,"category_id":4,"iscrowd":0,"area":12,"bbox":[1,1,4,3],"segmentation":[[1,1,5,1,5,4,1,4]],"main":true}]})";

/// FOLDER with annotations.json and its two pictures.
void save_scenes(const fs::path& folder, const std::string& json = annotations) {
  fs::create_directories(folder);
  test::write_file(folder / "annotations.json", json);
  test::write_file(
      folder / "questions.jsonl",
      R"({"image_id":1,"file_name":"a.png","question":"What?","answer":"cat","kind":"class","evidence":[1]})"
      "\n"
      R"({"image_id":1,"file_name":"a.png","question":"Who?","answer":"dog","kind":"class","evidence":[]})"
      "\n");
  save_picture(folder / "a.png", Picture(8, 6));
  save_picture(folder / "b.png", Picture(8, 6));
}

DataOptions data_at(const fs::path& path) {
  DataOptions options;
  options.path = path;
  return options;
}

std::string replaced(std::string text, const std::string& what, const std::string& with) {
  return text.replace(text.find(what), what.size(), with);
}

}  // namespace

TEST_CASE("scenes are asked as the model can be asked") {
  const test::TemporaryFolder folder;
  save_scenes(folder.path());
  const auto mains = open_data_set(data_at(folder.path()), classifier);
  CHECK(mains->kind() == "scenes");
  CHECK(mains->ids() == std::vector<std::string>{"a.png", "b.png"});
  const Sample cat = mains->load(0);
  CHECK(cat.truth.labels.at("cat") == 1);
  CHECK(cat.truth.objects.at(0).mask.area() == 12);
  CHECK(std::count(cat.truth.foreground.begin(), cat.truth.foreground.end(), 1) == 12);
  CHECK(right_target(classifier, cat.truth).value().class_index == 0);
  CHECK(worth_of(classifier, cat.truth, 1) == 0);

  const auto questions = open_data_set(data_at(folder.path()), answering);
  REQUIRE(questions->ids() == std::vector<std::string>{"a.png#01", "a.png#02"});
  CHECK(questions->load(0).question.texts.at(0) == "What?");
  CHECK(questions->load(0).truth.objects.size() == 1);
  CHECK(questions->load(1).truth.objects.empty());

  const auto objects =
      open_data_set(data_at(folder.path()), model_of(PictureInput::pixels, TextInput::none, AnswerKind::objects));
  CHECK(objects->load(1).truth.masks.at(0).category == 4);
  CHECK(objects->categories().at(3) == "cat");

  DataOptions one = data_at(folder.path());
  one.most = 1;
  CHECK(open_data_set(one, classifier)->ids().size() == 1);
}

TEST_CASE("damaged or unfit data sets say what, where and what to do") {
  struct Wrong {
    std::string json;
    std::string said;  // when it is opened, or its first sample is read
  };
  const std::vector<Wrong> table{
      {replaced(annotations, "\"name\":\"dog\"", "\"name\":\"unicorn\""), "does not know: unicorn"},
      {replaced(annotations, "\"width\":8", "\"width\":9"), "8 × 6 pixels, annotations.json says 9 × 6"},
      {replaced(annotations, "\"a.png\"", "\"none.png\""), "another than in annotations.json"},
      {replaced(replaced(annotations, "\"main\":true", "\"main\":false"), "\"main\":true", "\"main\":false"),
       "marks no object"},
      {replaced(annotations, "\"id\":2,\"file_name\"", "\"id\":1,\"file_name\""), "image 1 twice"},
      {"{\"images\": [", "JSON"}};
  for (const Wrong& wrong : table) {
    INFO(wrong.said);
    const test::TemporaryFolder folder;
    save_scenes(folder.path(), wrong.json);
    const auto opened = [&] { open_data_set(data_at(folder.path()), classifier)->load(0); };
    CHECK_THROWS_WITH(opened(), ContainsSubstring(wrong.said));
  }
  const test::TemporaryFolder folder;
  save_scenes(folder.path());
  fs::remove(folder.path() / "a.png");
  const auto set = open_data_set(data_at(folder.path()), classifier);
  CHECK_THROWS_WITH(set->load(0), ContainsSubstring("a.png"));
  CHECK_NOTHROW(set->load(1));
  CHECK_THROWS_WITH(open_data_set(data_at(folder.path()), reader), ContainsSubstring("does not see"));
  DataOptions other = data_at(folder.path());
  other.kind = "voc";
  CHECK_THROWS_AS(open_data_set(other, classifier), Error);
  CHECK_THROWS_WITH(open_data_set(data_at(folder.path() / "none"), classifier), ContainsSubstring("is not there"));
}

TEST_CASE("image folders are classes by name, by a list, or by their number") {
  const test::TemporaryFolder folder;
  for (const char* name : {"n01", "n02"}) {
    fs::create_directories(folder.path() / name);
    save_picture(folder.path() / name / "p.png", Picture(8, 6));
  }
  CHECK(open_data_set(data_at(folder.path()), classifier)->load(1).truth.labels.count("dog") == 1);
  test::write_file(folder.path() / "classes.txt", "n02\nn01\n");
  DataOptions listed = data_at(folder.path());
  listed.classes = folder.path() / "classes.txt";
  CHECK(open_data_set(listed, classifier)->load(1).truth.labels.count("cat") == 1);
  test::write_file(folder.path() / "classes.txt", "n02\n");
  CHECK_THROWS_WITH(open_data_set(listed, classifier), ContainsSubstring("does not list the folder \"n01\""));
  fs::create_directories(folder.path() / "n03");
  save_picture(folder.path() / "n03" / "p.png", Picture(8, 6));
  CHECK_THROWS_WITH(open_data_set(data_at(folder.path()), classifier), ContainsSubstring("--classes FILE"));
}

TEST_CASE("documents of ERASER are asked whole, and their classes are the model's") {
  const test::TemporaryFolder folder;
  fs::create_directories(folder.path() / "docs");
  test::write_file(folder.path() / "docs/d1", "a good film .\n");
  const std::string line =
      R"({"annotation_id":"x","classification":"POS","query":"?","docids":["d1"],"evidences":[[{"docid":"d1","start_token":1,"end_token":2,"text":"good"}]]})";
  test::write_file(folder.path() / "test.jsonl", line + "\n");
  ModelDescription bert = reader;
  bert.labels = {"negative", "positive"};
  const Sample sample = open_data_set(data_at(folder.path()), bert)->load(0);
  CHECK(sample.question.texts.at(0) == "a good film .");
  CHECK(sample.truth.labels.at("positive") == 1);
  CHECK((sample.truth.rationale == std::set<Span>{{1, 2}}));
  CHECK_THROWS_WITH(open_data_set(data_at(folder.path()), reader), ContainsSubstring("\"POS\""));
  CHECK_THROWS_WITH(open_data_set(data_at(folder.path()), classifier), ContainsSubstring("texts alone"));
}

TEST_CASE("questions of VQA are worth what people answered, and want their regions") {
  const test::TemporaryFolder folder;
  fs::create_directories(folder.path() / "vqa");
  fs::create_directories(folder.path() / "regions");
  test::write_file(folder.path() / "vqa/v2_val2014_questions.json",
                   R"({"questions":[{"question_id":7,"image_id":42,"question":"What is it?"}]})");
  std::string answers;
  for (int i = 0; i < 10; ++i)
    answers += std::string(i == 0 ? "" : ",") + R"({"answer":")" + (i < 2 ? "dog" : "cat") + "\"}";
  test::write_file(folder.path() / "vqa/v2_val2014_annotations.json",
                   R"({"annotations":[{"question_id":7,"question_type":"what","answer_type":"other","answers":[)" +
                       answers + "]}]}");
  DataOptions options = data_at(folder.path() / "vqa");
  options.regions = folder.path() / "regions";
  const auto set = open_data_set(options, answering);
  CHECK(set->ids() == std::vector<std::string>{"000000000007"});
  CHECK_THROWS_WITH(set->load(0), ContainsSubstring("COCO_val2014_000000000042.npz"));
  test::write_file(folder.path() / "regions/COCO_val2014_000000000042.npz", "");
  const Sample sample = set->load(0);
  CHECK(sample.truth.labels.at("cat") == Approx(1));
  CHECK(sample.truth.labels.at("dog") == Approx(.6));
  CHECK(worth_of(answering, sample.truth, 1) == Approx(.6));
  CHECK(right_target(answering, sample.truth).value().class_index == 0);
  CHECK_THROWS_WITH(open_data_set(options, classifier), ContainsSubstring("asks questions"));
}
