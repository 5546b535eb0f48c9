// The project's own data sets, as `rex-zoo scene` writes them: pictures, annotations.json in COCO's format,
// questions.jsonl and captions.jsonl.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/evaluate/data/coco_file.h"

namespace rex::evaluate {

struct SceneQuestion {
  std::int64_t image = 0;  ///< id
  std::string file_name;
  std::string text, answer;
  std::string kind;                    ///< of question
  std::vector<std::int64_t> evidence;  ///< ids of the annotations that decide the answer
};

struct SceneCaption {
  std::int64_t image = 0;  ///< id
  std::string file_name;
  std::string text;
  std::vector<std::string> wrong;  ///< captions that do not fit
};

struct Scenes {
  std::filesystem::path folder;
  CocoFile annotations;
  std::vector<SceneQuestion> questions;  ///< as they stand in the file; none where it is absent
  std::vector<SceneCaption> captions;    ///< likewise
};

/// Throws Error naming file and line for fields that are missing and for images and evidence that are not there.
Scenes read_scenes(const std::filesystem::path& folder);

}  // namespace rex::evaluate
