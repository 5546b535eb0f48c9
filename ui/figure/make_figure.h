// From explanations to a figure.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/explain/explanation.h"
#include "core/models/open_model.h"
#include "core/render/otsu.h"
#include "ui/figure/figure_spec.h"

namespace rex::figure {

/// What was explained, beside the explanations themselves. The references must live as long as make_figure() runs.
struct Subject {
  const ModelDescription& model;
  const PreparedInput& input;
  std::shared_ptr<const Picture> picture;  ///< null where there is none; then the model's pixels are shown, if any
  std::vector<std::string> texts;          ///< as they were given, beside input.texts; may be empty
  at::Tensor predicted_boxes;              ///< DETR's `pred_boxes` [1, queries, 4]; else undefined
  /// DETR: the object queries whose masks and named boxes are drawn in every panel; empty: the panel's own.
  std::vector<std::shared_ptr<const Explanation>> detections = {};
};

struct FigureOptions {
  Appearance appearance;
  Scaling scaling = Scaling::zero_to_max;
  bool shared_scale = false;  ///< one scale for all panels
  bool picture_alone = true;  ///< the first panel is the picture without heat
  bool boxes = true;          ///< DETR: the query's box; regions: the most relevant ones
  bool masks = true;          ///< DETR: the query's Otsu mask
  /// DETR: the object queries that are drawn, best first, whether they are a panel's own or not; unset: only that one.
  std::optional<std::vector<std::int64_t>> queries;
  MaskStyle mask_style = MaskStyle::reference;
  bool grid = false;  ///< the lines between the patches
  /// Beside the explanations: image relevancies whose scale the heat has, a step's those of the whole; empty: their
  /// own.
  std::vector<at::Tensor> scaled_by = {};
  bool words = true;
  bool caption = true;
  bool letters = true;
  bool transparent = false;
  double dpi = 300;
  double width = 0;  ///< inches; 0: as fits a paper
};

/// A figure of EXPLANATIONS of one subject, one panel each, with what a paper must say of them. Throws Error where
/// relevancies do not fit the subject.
FigureSpec make_figure(const Subject& subject, const std::vector<Explanation>& explanations,
                       const FigureOptions& options = {});

/// The panel of one explanation with a scale of its own: for views that arrange panels themselves.
Panel make_panel(const Subject& subject, const Explanation& explanation, const FigureOptions& options = {});

/// The heat that EXPLANATION lays over the picture; empty where it has none.
HeatMap heat_of(const Subject& subject, const Explanation& explanation);

/// The words of EXPLANATION's text; empty where it has none.
std::vector<Word> words_of(const Subject& subject, const Explanation& explanation);

/// make_figure() and save_figure() in one.
void save_explanations(const std::filesystem::path& path, const Subject& subject,
                       const std::vector<Explanation>& explanations, const FigureOptions& options = {});

}  // namespace rex::figure
