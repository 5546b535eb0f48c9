// VQA v2's files of questions, annotations and answers, and LXMERT's own form of them.
// https://visualqa.org/download.html
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "core/evaluate/vqa.h"

namespace rex::evaluate {

/// A question with all that is known of its answer.
struct VqaSample {
  std::int64_t question = 0;  ///< id
  std::string image;          ///< id as text: "262148", or LXMERT's "COCO_val2014_000000262148"
  std::string text;
  std::map<std::string, double> labels;  ///< what each answer is worth, 0…1; LXMERT's files only
};

/// {"questions": [{question_id, image_id, question}]}, by question id. Throws Error naming file and record for fields
/// that are missing, and for an id that occurs twice; so do the others.
std::vector<VqaSample> read_vqa_questions(const std::filesystem::path& path);

/// {"annotations": [{question_id, question_type, answer_type, answers: [{answer}]}]}, by question id.
std::vector<VqaTruth> read_vqa_annotations(const std::filesystem::path& path);

/// A results file, [{question_id, answer}], or {LIST: [the same]}.
std::map<std::int64_t, std::string> read_vqa_answers(const std::filesystem::path& path, const std::string& list = {});

/// LXMERT's train.json or valid.json: [{img_id, sent, question_id, label: {answer: value}}], in the file's order, which
/// the published sampling shuffles.
std::vector<VqaSample> read_lxmert_questions(const std::filesystem::path& path);

/// COCO's file of an image: "COCO_val2014_000000262148.jpg" for PREFIX "COCO_val2014_".
std::string coco_file_name(const std::string& prefix, std::int64_t image);

}  // namespace rex::evaluate
