#include "core/evaluate/data/vqa_file.h"

#include <algorithm>
#include <cstdio>
#include <set>

#include "core/base/error.h"
#include "core/evaluate/data/json_lists.h"

namespace rex::evaluate {

namespace {

/// Calls READ for each element of the list NAME; throws Error where there is none.
template <class Read>
void read_list(const std::filesystem::path& path, const std::string& name, const Read& read) {
  std::int64_t number = 0;
  read_lists(path, [&](const std::string& list, const nlohmann::json& element) {
    if (list != name) return;
    ++number;
    read(Record(element, path.string() + ", " + (name.empty() ? "record" : name) + " " + std::to_string(number)));
  });
  if (number > 0) return;
  throw Error(path.string(), name.empty() ? "is no list of records" : "has no list \"" + name + "\"",
              "Check that the file is of the kind that was asked for.");
}

/// A file's ids, each of which may occur once.
class Ids {
 public:
  std::int64_t next(const Record& record) {
    const std::int64_t id = record.integer("question_id");
    if (!ids_.insert(id).second) record.fail("question_id", "occurs twice");
    return id;
  }

 private:
  std::set<std::int64_t> ids_;
};

template <class Sample>
void sort_by_question(std::vector<Sample>& samples) {
  std::sort(samples.begin(), samples.end(), [](const Sample& a, const Sample& b) { return a.question < b.question; });
}

std::string id_text(const Record& record, const std::string& field) {
  return record.value(field).is_string() ? record.text(field) : std::to_string(record.integer(field));
}

}  // namespace

std::vector<VqaSample> read_vqa_questions(const std::filesystem::path& path) {
  std::vector<VqaSample> samples;
  Ids ids;
  read_list(path, "questions", [&](const Record& record) {
    samples.push_back({ids.next(record), id_text(record, "image_id"), record.text("question"), {}});
  });
  sort_by_question(samples);
  return samples;
}

std::vector<VqaTruth> read_vqa_annotations(const std::filesystem::path& path) {
  std::vector<VqaTruth> truths;
  Ids ids;
  read_list(path, "annotations", [&](const Record& record) {
    VqaTruth truth{ids.next(record), record.text_or("question_type", ""), record.text_or("answer_type", ""), {}};
    if (!record.value("answers").is_array() || record.value("answers").empty())
      record.fail("answers", "is no list of answers");
    for (const nlohmann::json& answer : record.value("answers"))
      truth.answers.push_back(Record(answer, record.where()).text("answer"));
    truths.push_back(std::move(truth));
  });
  sort_by_question(truths);
  return truths;
}

std::map<std::int64_t, std::string> read_vqa_answers(const std::filesystem::path& path, const std::string& list) {
  std::map<std::int64_t, std::string> answers;
  Ids ids;
  read_list(path, list, [&](const Record& record) { answers[ids.next(record)] = record.text("answer"); });
  return answers;
}

std::vector<VqaSample> read_lxmert_questions(const std::filesystem::path& path) {
  std::vector<VqaSample> samples;
  Ids ids;
  read_list(path, "", [&](const Record& record) {
    VqaSample sample{ids.next(record), id_text(record, "img_id"), record.text("sent"), {}};
    if (record.has("label")) {
      const Record label(record.value("label"), record.where());
      for (const auto& [answer, value] : record.value("label").items()) sample.labels[answer] = label.number(answer);
    }
    samples.push_back(std::move(sample));
  });
  return samples;
}

std::string coco_file_name(const std::string& prefix, std::int64_t image) {
  char digits[32];
  std::snprintf(digits, sizeof digits, "%012lld", static_cast<long long>(image));
  return prefix + digits + ".jpg";
}

}  // namespace rex::evaluate
