// Data sets as the protocols see them: samples with an id, a question and what is known of the right answer.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/evaluate/mask.h"
#include "core/evaluate/mask_ap.h"
#include "core/evaluate/rationale.h"
#include "core/explain/inquiry.h"

namespace rex::evaluate {

/// An object that is seen in a picture.
struct SeenObject {
  std::string name;  ///< its class
  Mask mask;         ///< as large as the picture
};

/// What is known of a sample. Fields that a data set does not tell are empty.
struct Truth {
  std::map<std::string, double> labels;  ///< classes or answers and what each is worth, 0…1
  std::optional<std::int64_t> text;      ///< the right one of the question's texts
  std::vector<SeenObject> objects;       ///< what the answer rests on
  std::vector<std::int64_t> foreground;  ///< [height, width] of the picture: 1 inside, 0 outside, −1 ignored
  std::vector<MaskTruth> masks;          ///< every object of the picture, by category
  std::vector<std::string> words;        ///< of the document
  std::set<Span> rationale;              ///< of words
};

struct Sample {
  std::string id;
  Question question;
  Truth truth;
};

/// How a data set is opened.
struct DataOptions {
  std::filesystem::path path;  ///< a folder or a file
  std::string kind;            ///< of data_kinds(); empty: told by what PATH holds
  std::string split;           ///< empty: the set's usual one
  std::filesystem::path
      classes;  ///< image folders: a file with the class folders' names in order of the model's classes
  std::filesystem::path regions;   ///< a folder with NAME.npz or NAME.safetensors for a picture NAME.jpg
  std::filesystem::path pictures;  ///< a folder of pictures, where they do not lie where the set has them
  std::int64_t most = 0;           ///< so many samples, evenly spread over the ids; 0: all
};

/// "scenes", "imagenet", "imagenet-segmentation", "voc", "coco", "vqa", "eraser".
const std::vector<std::string>& data_kinds();

class DataSet {
 public:
  virtual ~DataSet() = default;

  /// Sorted, each once.
  const std::vector<std::string>& ids() const { return ids_; }
  const std::string& kind() const { return kind_; }
  /// COCO's categories by id, where the set has objects.
  const std::map<std::int64_t, std::string>& categories() const { return categories_; }

  /// The sample at INDEX of ids(). Safe from several threads. Throws Error naming the file where something of it is
  /// missing or damaged.
  virtual Sample load(std::size_t index) const = 0;

 protected:
  std::vector<std::string> ids_;
  std::string kind_;
  std::map<std::int64_t, std::string> categories_;

 private:
  friend std::unique_ptr<DataSet> open_data_set(const DataOptions&, const ModelDescription&);
};

/// Opens OPTIONS.path for MODEL, which decides what is asked of each picture. Throws Error naming what is missing, an
/// id that occurs twice, a class that MODEL does not know, a set that the model cannot read.
std::unique_ptr<DataSet> open_data_set(const DataOptions& options, const ModelDescription& model);

/// At most MOST of COUNT places, evenly spread; 0: all.
std::vector<std::size_t> spread(std::size_t count, std::int64_t most);

/// The file of the regions of PICTURE in FOLDER. Throws Error naming what was looked for.
std::filesystem::path regions_of(const std::filesystem::path& folder, const std::filesystem::path& picture);

}  // namespace rex::evaluate
