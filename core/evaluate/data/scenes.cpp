#include "core/evaluate/data/scenes.h"

#include <set>

#include "core/evaluate/data/json_lists.h"

namespace rex::evaluate {
namespace fs = std::filesystem;

namespace {

/// Calls READ for each line of PATH, if there is such a file.
template <class Read>
void read_lines(const fs::path& path, const CocoFile& annotations, const Read& read) {
  if (!fs::exists(path)) return;
  read_json_lines(path, [&](std::int64_t number, const nlohmann::json& line) {
    const Record record(line, path.string() + ", line " + std::to_string(number));
    if (record.text("file_name") != annotations.image(record.integer("image_id")).file_name)
      record.fail("file_name", "is another than in annotations.json");
    read(record);
  });
}

}  // namespace

Scenes read_scenes(const fs::path& folder) {
  Scenes scenes;
  scenes.folder = folder;
  scenes.annotations = read_coco(folder / "annotations.json");
  std::set<std::int64_t> objects;
  for (const CocoAnnotation& annotation : scenes.annotations.annotations) objects.insert(annotation.id);
  read_lines(folder / "questions.jsonl", scenes.annotations, [&](const Record& record) {
    SceneQuestion question{record.integer("image_id"), record.text("file_name"),   record.text("question"),
                           record.text("answer"),      record.text_or("kind", ""), {}};
    if (record.has("evidence")) {
      for (const double id : record.numbers("evidence")) {
        question.evidence.push_back(static_cast<std::int64_t>(id));
        if (objects.count(question.evidence.back()) == 0) record.fail("evidence", "names an object that is not there");
      }
    }
    scenes.questions.push_back(std::move(question));
  });
  read_lines(folder / "captions.jsonl", scenes.annotations, [&](const Record& record) {
    SceneCaption caption{record.integer("image_id"), record.text("file_name"), record.text("caption"), {}};
    if (record.has("wrong")) {
      for (const nlohmann::json& wrong : record.value("wrong"))
        caption.wrong.push_back(Record(wrong, record.where()).text("caption"));
    }
    scenes.captions.push_back(std::move(caption));
  });
  return scenes;
}

}  // namespace rex::evaluate
