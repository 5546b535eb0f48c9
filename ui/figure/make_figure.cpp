#include "ui/figure/make_figure.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <numeric>

#include "core/base/error.h"
#include "core/base/float_values.h"
#include "core/evaluate/protocols/faithfulness.h"
#include "core/explain/method.h"
#include "core/explain/shown/shown_part.h"
#include "ui/figure/caption.h"
#include "ui/figure/save_figure.h"

namespace rex::figure {

namespace {

constexpr std::size_t outlined_regions = 3;

/// The rectangle of the picture that the model saw, where it saw not all.
std::optional<Box> seen_of(const Answered& answered) {
  if (!answered.question.picture || !answered.input.geometry || answered.question.tensors) return std::nullopt;
  const PictureGeometry& geometry = *answered.input.geometry;
  return Box{geometry.x, geometry.y, geometry.x + geometry.width, geometry.y + geometry.height};
}

/// DETR's box of QUERY, in pixels of the picture.
std::optional<Box> query_box(const Answered& answered, std::int64_t query) {
  const auto index = static_cast<std::size_t>(query);
  if (query < 0 || index >= answered.query_boxes.size()) return std::nullopt;
  return answered.query_boxes[index];
}

/// Boxes and masks of object queries: the panel's own, on top, and the others that are wanted.
void add_queries(const Answered& answered, const Explanation& explanation, const FigureOptions& options, Panel& panel) {
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
    if (!options.appearance.masks || heat.empty()) return;
    panel.masks.push_back(
        {mask_outlines(heat, options.appearance.mask_style, whole), distinct_colour(static_cast<int>(query))});
  };
  for (const auto& detection : options.detections) add(*detection, heat_of(answered, *detection));
  if (options.detections.empty()) add(explanation, panel.heat);
  if (is_drawn(own)) names[own] = box_label(explanation);
  if (!options.appearance.boxes) return;
  for (auto query = drawn.rbegin(); query != drawn.rend(); ++query) {  // the best last, on top
    const auto box = query_box(answered, *query);
    if (!box || *query == own) continue;
    panel.boxes.push_back({*box, names[*query], distinct_colour(static_cast<int>(*query)), options.detections.empty()});
  }
  const auto box = query_box(answered, own);
  if (box && is_drawn(own)) panel.boxes.push_back({*box, names[own], distinct_colour(static_cast<int>(own))});
}

/// Frames round the most relevant regions.
void add_regions(Panel& panel) {
  const std::vector<float>& values = panel.heat.box_values;
  const std::vector<std::size_t> order = strongest(values, outlined_regions);
  for (auto region = order.rbegin(); region != order.rend(); ++region) {  // the most relevant last, on top
    const float share = panel.scale.share(values[*region]);
    if (share <= 0) continue;
    panel.boxes.push_back(
        {panel.heat.boxes[*region], std::to_string(std::lround(share * 100)) + " %", Colour{255, 255, 255}});
  }
}

/// A caption that is explained is called by its words, anything else by its label.
std::string title_of(const Answered& answered, const Explanation& explanation) {
  const std::string caption = caption_of_target(answered, explanation.target);
  if (caption.empty()) return shown_label(explanation);
  return "“" + caption + "”" + (explanation.part.empty() ? "" : " · " + explanation.part);
}

/// INDEX is the explanation's place among those of the figure.
Panel make_panel(const Answered& answered, const std::shared_ptr<const Picture>& picture,
                 const Explanation& explanation, const FigureOptions& options, std::size_t index) {
  Panel panel;
  panel.title = title_of(answered, explanation);
  panel.subtitle = score_title(explanation) + " · " + explanation_method(explanation.method).title();
  const Appearance appearance = drawn_as(options.appearance, explanation);
  panel.appearance = appearance;
  panel.heat = heat_of(answered, explanation);
  if (!panel.heat.empty()) {
    panel.picture = picture;
    const bool scaled = index < options.scaled_by.size() && options.scaled_by[index].defined();
    const Scaling scaling = picture_scaling(appearance, answered.model->description);
    panel.scale =
        scaled ? scale_of(float_values(options.scaled_by[index]), scaling) : scale_of(panel.heat.values(), scaling);
    panel.scale = drawn_scale(panel.scale, appearance);
    if (options.appearance.heat && options.appearance.opacity > 0)
      panel.scale_name = scale_title(explanation, scaling, options.appearance.shared_scale);
    panel.grid = options.appearance.grid;
    panel.seen = seen_of(answered);
    panel.removed = removed_boxes(answered);
    add_queries(answered, explanation, options, panel);
    if (options.appearance.boxes && !panel.heat.boxes.empty()) add_regions(panel);
  }
  if (options.words) {
    const Scaling scaling = word_scaling(appearance, answered.model->description);
    panel.words = words_of(answered, explanation);
    panel.word_scale = drawn_word_scale(panel.words, appearance, answered.model->description);
    panel.word_scale_name =
        panel.words.empty() ? "" : scale_title(explanation, scaling, options.appearance.shared_scale);
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
      panels[i].subtitle = score_title(explanations[i]);
    }
  }
}

}  // namespace

Panel make_panel(const Answered& answered, const Explanation& explanation, const FigureOptions& options) {
  return make_panel(answered, answered.question.picture, explanation, options, 0);
}

FigureSpec empty_figure(const FigureOptions& options) {
  FigureSpec spec;
  spec.letters = options.letters;
  spec.transparent = options.transparent;
  spec.dpi = options.dpi;
  spec.width = options.width;
  spec.text_size = options.text_size;
  return spec;
}

std::optional<Panel> difference_panel(const Answered& first_answer, const Explanation& first,
                                      const Answered& second_answer, const Explanation& second,
                                      const Appearance& appearance) {
  const auto heat = difference(first_answer, first, second_answer, second);
  if (!heat) return std::nullopt;
  Panel panel;
  panel.title = "difference";
  panel.subtitle = "first − second, each over its maximum";
  panel.picture = first_answer.question.picture;
  panel.heat = *heat;
  panel.scale = bent_scale(scale_of(heat->values(), Scaling::symmetric), appearance);
  panel.scale_name = "difference, ±max";
  panel.appearance = appearance;
  panel.appearance.colour_map = "difference";
  return panel;
}

Panel curves_panel(const evaluate::Faithfulness& measured) {
  Panel panel;
  panel.title = "faithfulness";
  panel.plot = plot_of(measured);
  return panel;
}

FigureSpec make_figure(const Answered& answered, const std::vector<Explanation>& explanations,
                       const FigureOptions& options) {
  FigureSpec spec = empty_figure(options);
  const std::shared_ptr<const Picture> picture = answered.question.picture;
  for (std::size_t i = 0; i < explanations.size(); ++i) {
    spec.panels.push_back(make_panel(answered, picture, explanations[i], options, i));
  }
  if (options.appearance.shared_scale) share_scales(spec.panels);
  choose_titles(explanations, spec.panels);
  const bool shows_picture =
      std::any_of(spec.panels.begin(), spec.panels.end(), [](const Panel& panel) { return panel.picture != nullptr; });
  const bool alone = options.picture_alone && shows_picture;
  if (options.curves) spec.panels.push_back(curves_panel(*options.curves));
  if (options.caption) spec.caption = caption_of(answered, explanations, options, alone ? 1 : 0);
  if (alone) {
    Panel panel;
    panel.title = "picture";
    panel.picture = picture;
    panel.seen = seen_of(answered);
    spec.panels.insert(spec.panels.begin(), std::move(panel));
  }
  if (options.difference) {
    auto panel = explanations.size() == 2
                     ? difference_panel(answered, explanations[0], answered, explanations[1], options.appearance)
                     : std::nullopt;
    if (!panel) {
      throw Error("difference", "it is that of two maps of one picture",
                  "Give two methods or two targets that say something of the picture.");
    }
    spec.panels.push_back(std::move(*panel));
  }
  return spec;
}

FigureSpec curves_figure(const Answered& answered, const Explanation& explanation,
                         const evaluate::Faithfulness& measured, const FigureOptions& options) {
  FigureSpec spec = empty_figure(options);
  spec.panels.push_back(curves_panel(measured));
  spec.panels.back().title.clear();
  if (options.caption) {
    FigureOptions own = options;
    own.curves = std::make_shared<const evaluate::Faithfulness>(measured);
    for (CaptionLine& line : caption_of(answered, {explanation}, own, 0)) {
      if (line.name != "Scale" && line.name != "Outline") spec.caption.push_back(std::move(line));  // there is no map
    }
  }
  return spec;
}

void save_explanations(const std::filesystem::path& path, const Answered& answered,
                       const std::vector<Explanation>& explanations, const FigureOptions& options) {
  save_figure(path, make_figure(answered, explanations, options));
}

}  // namespace rex::figure
