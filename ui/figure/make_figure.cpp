#include "ui/figure/make_figure.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <numeric>

#include "core/base/float_values.h"
#include "core/explain/method.h"
#include "core/explain/shown_part.h"
#include "ui/figure/caption.h"
#include "ui/figure/save_figure.h"

namespace rex::figure {

namespace {

constexpr std::size_t outlined_regions = 3;

/// The pixels that the model was fed, for people: min–max scaled.
std::shared_ptr<const Picture> picture_of(const Subject& subject) {
  if (subject.picture) return subject.picture;
  const auto pixels = subject.input.tensors.find("pixel_values");
  if (pixels == subject.input.tensors.end() || pixels->second.dim() != 4 || pixels->second.size(1) != 3) return nullptr;
  const at::Tensor values = pixels->second[0].detach().to(at::kCPU, at::kFloat);
  const at::Tensor range = (values.max() - values.min()).clamp_min(1e-12);
  const at::Tensor bytes = ((values - values.min()) / range * 255).permute({1, 2, 0}).to(at::kByte).contiguous();
  Picture picture(bytes.size(1), bytes.size(0));
  std::copy(bytes.data_ptr<std::uint8_t>(), bytes.data_ptr<std::uint8_t>() + bytes.numel(), picture.pixels.begin());
  return std::make_shared<const Picture>(std::move(picture));
}

/// The rectangle of the picture that the model saw, where it saw not all.
std::optional<Box> seen_of(const Subject& subject) {
  if (!subject.picture || !subject.input.geometry) return std::nullopt;
  const PictureGeometry& geometry = *subject.input.geometry;
  return Box{geometry.x, geometry.y, geometry.x + geometry.width, geometry.y + geometry.height};
}

/// DETR's box of QUERY; centre, width and height are shares of the picture.
std::optional<Box> query_box(const Subject& subject, std::int64_t query, const Picture& picture) {
  at::Tensor boxes = subject.predicted_boxes;
  if (boxes.defined() && boxes.dim() == 3) boxes = boxes[0];
  if (!boxes.defined() || boxes.dim() != 2 || boxes.size(1) != 4 || query < 0 || query >= boxes.size(0)) {
    return std::nullopt;
  }
  const at::Tensor row = boxes[query].detach().to(at::kCPU, at::kDouble).contiguous();
  const double* part = row.data_ptr<double>();
  const auto width = static_cast<double>(picture.width), height = static_cast<double>(picture.height);
  return Box{(part[0] - part[2] / 2) * width, (part[1] - part[3] / 2) * height, (part[0] + part[2] / 2) * width,
             (part[1] + part[3] / 2) * height};
}

/// Boxes and masks of object queries: the panel's own, on top, and the others that are wanted.
void add_queries(const Subject& subject, const Explanation& explanation, const FigureOptions& options, Panel& panel) {
  if (!explanation.target.query || !panel.picture) return;
  const std::int64_t own = *explanation.target.query;
  const std::vector<std::int64_t> drawn = options.queries.value_or(std::vector<std::int64_t>{own});
  const auto is_drawn = [&](std::int64_t query) { return std::find(drawn.begin(), drawn.end(), query) != drawn.end(); };
  const Box whole{0, 0, static_cast<double>(panel.picture->width), static_cast<double>(panel.picture->height)};
  std::map<std::int64_t, std::string> names;
  const auto add = [&](const Explanation& one, const HeatMap& heat) {
    const std::int64_t query = one.target.query.value_or(-1);
    if (!is_drawn(query)) return;
    names[query] = box_label(one);
    if (!options.masks || heat.empty()) return;
    panel.masks.push_back({mask_outlines(heat, options.mask_style, whole), distinct_colour(static_cast<int>(query))});
  };
  for (const auto& detection : subject.detections) add(*detection, heat_of(subject, *detection));
  if (subject.detections.empty()) add(explanation, panel.heat);
  if (is_drawn(own)) names[own] = box_label(explanation);
  if (!options.boxes) return;
  for (auto query = drawn.rbegin(); query != drawn.rend(); ++query) {  // the best last, on top
    const auto box = query_box(subject, *query, *panel.picture);
    if (!box || *query == own) continue;
    panel.boxes.push_back({*box, names[*query], distinct_colour(static_cast<int>(*query)), subject.detections.empty()});
  }
  const auto box = query_box(subject, own, *panel.picture);
  if (box && is_drawn(own)) panel.boxes.push_back({*box, names[own], distinct_colour(static_cast<int>(own))});
}

/// Frames round the most relevant regions.
void add_regions(Panel& panel) {
  const std::vector<float>& values = panel.heat.box_values;
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const std::size_t count = std::min(outlined_regions, order.size());
  std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(count), order.end(),
                    [&](std::size_t a, std::size_t b) { return values[a] > values[b]; });
  for (std::size_t i = count; i-- > 0;) {  // the most relevant last, on top
    const float share = panel.scale.share(values[order[i]]);
    if (share <= 0) continue;
    panel.boxes.push_back(
        {panel.heat.boxes[order[i]], std::to_string(std::lround(share * 100)) + " %", Colour{255, 255, 255}});
  }
}

/// A caption that is explained is called by its words, anything else by its label.
std::string title_of(const Subject& subject, const Explanation& explanation) {
  const auto text = static_cast<std::size_t>(explanation.target.text.value_or(-1));
  if (!explanation.target.text || text >= subject.texts.size() || subject.texts[text].empty())
    return shown_label(explanation);
  return "“" + subject.texts[text] + "”" + (explanation.part.empty() ? "" : " · " + explanation.part);
}

/// INDEX is the explanation's place among those of the figure.
Panel make_panel(const Subject& subject, const std::shared_ptr<const Picture>& picture, const Explanation& explanation,
                 const FigureOptions& options, std::size_t index) {
  Panel panel;
  panel.title = title_of(subject, explanation);
  panel.subtitle = probability_title(explanation) + " · " + explanation_method(explanation.method).title();
  panel.appearance = options.appearance;
  panel.heat = heat_of(subject, explanation);
  if (!panel.heat.empty()) {
    panel.picture = picture;
    const bool scaled = index < options.scaled_by.size() && options.scaled_by[index].defined();
    panel.scale = scaled ? scale_of(float_values(options.scaled_by[index]), options.scaling)
                         : scale_of(panel.heat.values(), options.scaling);
    if (options.appearance.opacity > 0)
      panel.scale_name = scale_title(explanation, options.scaling, options.shared_scale);
    panel.grid = options.grid;
    panel.seen = seen_of(subject);
    add_queries(subject, explanation, options, panel);
    if (options.boxes && !panel.heat.boxes.empty()) add_regions(panel);
  }
  if (options.words) {
    panel.words = words_of(subject, explanation);
    panel.word_scale = scale_of(panel.words, options.scaling);
    panel.word_scale_name = panel.words.empty() ? "" : scale_title(explanation, options.scaling, options.shared_scale);
  }
  return panel;
}

void share_scales(std::vector<Panel>& panels) {
  std::vector<Scale> heat, words;
  for (const Panel& panel : panels) {
    if (!panel.heat.empty()) heat.push_back(panel.scale);
    if (!panel.words.empty()) words.push_back(panel.word_scale);
  }
  for (Panel& panel : panels) {
    panel.scale = shared_scale(heat);
    panel.word_scale = shared_scale(words);
  }
}

/// Titles that say what differs between the panels; what all share is in the caption.
void choose_titles(const std::vector<Explanation>& explanations, std::vector<Panel>& panels) {
  const auto alike = [&](const std::function<bool(const Explanation&)>& same) {
    return explanations.size() > 1 && std::all_of(explanations.begin(), explanations.end(), same);
  };
  const bool one_target = alike([&](const Explanation& e) { return e.target == explanations.front().target; });
  const bool one_method = alike([&](const Explanation& e) { return e.method == explanations.front().method; });
  for (std::size_t i = 0; i < panels.size(); ++i) {
    if (one_target && !one_method) {
      panels[i].title = explanation_method(explanations[i].method).title();
      panels[i].subtitle.clear();
    } else if (one_method) {
      panels[i].subtitle = probability_title(explanations[i]);
    }
  }
}

}  // namespace

Panel make_panel(const Subject& subject, const Explanation& explanation, const FigureOptions& options) {
  return make_panel(subject, picture_of(subject), explanation, options, 0);
}

FigureSpec make_figure(const Subject& subject, const std::vector<Explanation>& explanations,
                       const FigureOptions& options) {
  FigureSpec spec;
  spec.letters = options.letters;
  spec.transparent = options.transparent;
  spec.dpi = options.dpi;
  spec.width = options.width;
  const std::shared_ptr<const Picture> picture = picture_of(subject);
  for (std::size_t i = 0; i < explanations.size(); ++i) {
    spec.panels.push_back(make_panel(subject, picture, explanations[i], options, i));
  }
  if (options.shared_scale) share_scales(spec.panels);
  choose_titles(explanations, spec.panels);
  const bool shows_picture =
      std::any_of(spec.panels.begin(), spec.panels.end(), [](const Panel& panel) { return panel.picture != nullptr; });
  const bool alone = options.picture_alone && shows_picture;
  if (options.caption) spec.caption = caption_of(subject, explanations, options, alone ? 1 : 0);
  if (alone) {
    Panel panel;
    panel.title = "picture";
    panel.picture = picture;
    panel.seen = seen_of(subject);
    spec.panels.insert(spec.panels.begin(), std::move(panel));
  }
  return spec;
}

void save_explanations(const std::filesystem::path& path, const Subject& subject,
                       const std::vector<Explanation>& explanations, const FigureOptions& options) {
  save_figure(path, make_figure(subject, explanations, options));
}

}  // namespace rex::figure
