#include "core/models/open/faster_rcnn_regions.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <utility>
#include <vector>

#include "core/base/digest.h"
#include "core/base/error.h"
#include "core/base/printable.h"
#include "core/base/text_file.h"
#include "core/checkpoint/checkpoint.h"
#include "core/models/open/model_files.h"
#include "core/models/open/weights_hash.h"
#include "core/picture/picture.h"

namespace rex {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t largest_vocabulary = 4u << 20;  // bytes

/// The names in FILE, in lower case; empty, with a note, where there are not COUNT.
std::vector<std::string> read_names(const fs::path& file, std::int64_t count, std::vector<std::string>& notes) {
  std::error_code problem;
  const std::string name = file.filename().string(), folder = file.parent_path().string();
  if (!fs::is_regular_file(file, problem)) {
    notes.push_back("No " + name + " in " + folder + ": numbers are shown in place of names.");
    return {};
  }
  const std::string text = read_text_file(file, largest_vocabulary);
  std::vector<std::string> names;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    std::string line = text.substr(begin, end - begin);
    line.erase(std::min(line.find(','), line.size()));
    const std::size_t first = line.find_first_not_of(" \t\r"), last = line.find_last_not_of(" \t\r");
    line = first == std::string::npos ? "" : printable(line.substr(first, last - first + 1));
    std::transform(line.begin(), line.end(), line.begin(), [](char letter) {
      return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
    });
    names.push_back(std::move(line));
    begin = end + 1;
  }
  if (static_cast<std::int64_t>(names.size()) == count) return names;
  notes.push_back(name + " in " + folder + " holds " + std::to_string(names.size()) + " names for " +
                  std::to_string(count) + " classes: numbers are shown in place of names.");
  return {};
}

Regions::Names named(const at::Tensor& ids, const at::Tensor& probabilities, const std::vector<std::string>& names) {
  Regions::Names result;
  if (!ids.defined()) return result;
  const at::Tensor numbers = ids.contiguous(), shares = probabilities.to(at::kDouble).contiguous();
  result.ids.assign(numbers.data_ptr<std::int64_t>(), numbers.data_ptr<std::int64_t>() + numbers.numel());
  result.probabilities.assign(shares.data_ptr<double>(), shares.data_ptr<double>() + shares.numel());
  if (names.empty()) return result;
  for (const std::int64_t id : result.ids) result.names.push_back(names.at(static_cast<std::size_t>(id)));
  return result;
}

class FasterRcnnRegionSource : public KeyedRegionSource {
 public:
  FasterRcnnRegionSource(const fs::path& folder, ChannelOrder order, nn::Arithmetic arithmetic)
      : order_(order), name_("Faster R-CNN in " + folder.lexically_normal().filename().string()) {
    const Checkpoint checkpoint = Checkpoint::open(find_weights(folder));
    ParameterSource source(folder.string(), checkpoint.names(), [&](const std::string& name) {
      return checkpoint.contains(name) ? checkpoint.tensor(name) : at::Tensor();
    });
    nn::require_arithmetic(arithmetic);
    FasterRcnnSettings settings = read_faster_rcnn_settings(folder);
    settings.arithmetic = arithmetic;
    detector_ = std::make_unique<FasterRcnn>(settings, source);
    source.finish("They are not those of the Faster R-CNN that its settings describe.");
    objects_ = read_names(folder / "objects_vocab.txt", settings.classes, notes_);
    if (settings.attributes > 0) {
      attributes_ = read_names(folder / "attributes_vocab.txt", settings.attributes, notes_);
    }
    Digest key;
    key.add("1 " + weights_hash(source.taken()) + (order == ChannelOrder::rgb ? " rgb " : " bgr "));
    if (arithmetic != nn::Arithmetic::float32) key.add(nn::name(arithmetic));
    const fs::path file = folder / (fs::is_regular_file(folder / "config.yaml") ? "config.yaml" : "config.json");
    key.add(read_text_file(file, largest_vocabulary));
    for (const auto* names : {&objects_, &attributes_}) {
      for (const std::string& one : *names) key.add(one + "\n");
    }
    key_ = key.hexadecimal();
    checkpoint.watched().check();
  }

  std::string name() const override { return name_; }
  std::int64_t feature_size() const override { return detector_->settings().feature_size(); }
  std::vector<std::string> notes() const override { return notes_; }
  std::string key() const override { return key_; }

  Regions find(const Picture& picture, const Progress& progress) const override {
    const Detections found = detector_->detect(picture, order_, progress);
    Regions regions;
    regions.features = found.features.contiguous();
    const at::Tensor boxes = found.boxes.to(at::kDouble).contiguous();
    for (std::int64_t i = 0; i < boxes.size(0); ++i) {
      const double* box = boxes.data_ptr<double>() + 4 * i;
      regions.boxes.push_back({box[0], box[1], box[2], box[3]});
    }
    regions.objects = named(found.classes, found.probabilities, objects_);
    regions.attributes = named(found.attributes, found.attribute_probabilities, attributes_);
    regions.label();
    return regions;
  }

 private:
  ChannelOrder order_;
  std::string name_, key_;
  std::unique_ptr<FasterRcnn> detector_;
  std::vector<std::string> objects_, attributes_, notes_;
};

}  // namespace

std::unique_ptr<KeyedRegionSource> faster_rcnn_region_source(const fs::path& folder, ChannelOrder order,
                                                             nn::Arithmetic arithmetic) {
  return std::make_unique<FasterRcnnRegionSource>(folder, order, arithmetic);
}

}  // namespace rex
