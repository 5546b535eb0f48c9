#pragma once

#include <nlohmann/json_fwd.hpp>
#include <ostream>
#include <string>

#include "app/zoo/scene/scene.h"
#include "app/zoo/words/captions.h"
#include "app/zoo/words/questions.h"

namespace rex::zoo {

/// Writes a data set's annotations in COCO's format as the scenes come, so that its size is not limited by memory.
/// Boxes and masks are of the visible pixels; masks are uncompressed run lengths, column by column. Beside COCO's
/// fields an annotation has `colour`, `visible_fraction`, `depth` (0: farthest back) and, in main-object scenes,
/// `main`.
class CocoWriter {
 public:
  /// Writes the head of the file; OUT must outlive the writer.
  explicit CocoWriter(std::ostream& out);

  /// Adds a scene whose picture is FILE_NAME. Returns the image's id. Object i gets annotation_id(image, i).
  int add(const Scene& scene, const std::string& file_name);
  int annotation_id(int object) const { return first_annotation_ + object; }

  /// Writes the rest. Nothing may be added afterwards.
  void finish();

 private:
  std::ostream& out_;
  std::string images_;
  int image_ = 0;
  int first_annotation_ = 1;  // id of the latest scene's first object
  int next_annotation_ = 1;
};

/// COCO's run lengths of a mask that covers EXTENT of a picture: zeros first, down the columns.
std::vector<int> run_lengths(const cv::Mat& mask, cv::Rect extent, cv::Size picture);

/// {"question", "answer", "kind", "evidence"}; evidence as object indices plus FIRST_ID.
nlohmann::ordered_json to_json(const Question& question, int first_id);

/// {"caption", "wrong": [{"caption", "change"}]}.
nlohmann::ordered_json to_json(const Claim& truth, const std::vector<WrongCaption>& wrong);

}  // namespace rex::zoo
