#include "core/models/open/check_model.h"

#include <ATen/ATen.h>

#include <optional>

#include "core/base/error.h"
#include "core/hub/model_list.h"
#include "core/models/families/family.h"
#include "core/models/open/faster_rcnn_regions.h"
#include "core/models/open/open_model.h"
#include "core/models/open/prepare.h"
#include "core/models/regions/faster_rcnn_settings.h"

namespace rex {
namespace {

namespace fs = std::filesystem;

/// Colours that run across and down.
Picture made_up_picture() {
  Picture picture(64, 48);
  for (std::int64_t y = 0; y < picture.height; ++y) {
    for (std::int64_t x = 0; x < picture.width; ++x) {
      std::uint8_t* pixel = picture.row(y) + 3 * x;
      pixel[0] = static_cast<std::uint8_t>(4 * x);
      pixel[1] = static_cast<std::uint8_t>(5 * y);
      pixel[2] = static_cast<std::uint8_t>(255 - 4 * x);
    }
  }
  return picture;
}

Regions made_up_regions(std::int64_t size) {
  constexpr std::int64_t count = 3;
  Regions regions;
  regions.features = at::linspace(0, 1, count * size, at::kFloat).view({count, size});
  for (std::int64_t region = 0; region < count; ++region) {
    const auto left = static_cast<double>(8 * region);
    regions.boxes.push_back({left, 4, left + 24, 36});
  }
  return regions;
}

/// A detector that is known to be worth fetching.
std::string listed_detector() {
  for (const hub::ListedModel& model : hub::model_list()) {
    if (model.family == "faster_rcnn") return model.name;
  }
  return {};
}

void require_an_answer(const OpenModel& opened, const Progress& progress) {
  const ModelDescription& description = opened.model->description();
  const Picture picture = made_up_picture();
  const std::vector<std::string> texts =
      description.reads_text() ? std::vector<std::string>{"a picture"} : std::vector<std::string>{};
  std::optional<Regions> regions;
  if (description.sees_regions()) regions = made_up_regions(description.region_size);
  const PreparedInput input = prepare(opened, description.sees_picture() ? &picture : nullptr, texts,
                                      regions ? &*regions : nullptr, {}, progress);
  nn::ForwardContext context;
  context.stop = progress.stop();
  const at::Tensor scores = opened.model->forward(input.tensors, context).scores;
  if (!scores.isfinite().all().item<bool>()) {
    throw Error(opened.folder.string(), "answers with what is no number: its weights are damaged, or of another model",
                "Fetch it again, or take another one.");
  }
}

}  // namespace

CheckedModel check_model(const fs::path& folder, const Progress& progress) {
  CheckedModel checked;
  if (is_faster_rcnn(folder)) {
    checked.family = "Faster R-CNN";
    checked.finds_regions = true;
    checked.facts = {"finds regions for LXMERT and VisualBERT"};
    checked.notes = faster_rcnn_region_source(folder)->notes();
    return checked;
  }
  const OpenModel opened = open_model(folder, progress.part(0, 0.5));
  const ModelDescription& description = opened.model->description();
  checked.family = family_title(description.family);
  checked.facts = description.summary;
  checked.notes = opened.notes;
  if (description.reads_text() && opened.tokenizer == nullptr) {
    checked.missing = "a vocabulary";
    return checked;
  }
  progress.report(0.5, "letting it answer once");
  require_an_answer(opened, progress.part(0.5, 1));
  if (description.sees_regions() && opened.regions == nullptr) {
    checked.missing = "a region detector";
    checked.missing_model = listed_detector();
  }
  return checked;
}

}  // namespace rex
