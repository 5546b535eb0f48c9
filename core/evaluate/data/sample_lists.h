// Many inputs for `rex explain`: a folder, a pattern, a list, or JSON lines.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/explain/inquiry.h"

namespace rex::evaluate {

/// One input of many.
struct ListedSample {
  std::string id;  ///< a relative path, fit for the name of an output
  std::filesystem::path picture;
  std::vector<std::string> texts;
  std::optional<std::string> pair;
  std::filesystem::path regions;
  std::string target;  ///< as parse_target() reads it; empty: the command's
};

/// Whether TEXT means many pictures: a folder, a pattern with * ? or [, or @FILE.
bool means_many(const std::string& text);

/// The pictures that TEXT means, by ids: paths with their endings, relative to the folder, to the pattern's part
/// without wildcards, or to the folder that all files of the list share. A list has a path a line, relative to the
/// present folder or to the list's. Throws Error where there is none, or one occurs twice.
std::vector<ListedSample> list_pictures(const std::string& text);

/// JSON lines {"id", "image", "text" or ["text", …], "pair", "regions", "target"}, all optional; paths relative to the
/// present folder or to the file's. Without an id the image's path is it, or "line-000012". Throws Error naming file
/// and line for fields of another type or unknown ones, an id that occurs twice or leaves the output folder.
std::vector<ListedSample> read_sample_lines(const std::filesystem::path& file);

/// The question that SAMPLE asks; the picture is read. Throws Error naming the file that is missing or damaged, and for
/// a pair where the model reads none.
Question question_of(const ListedSample& sample);

}  // namespace rex::evaluate
