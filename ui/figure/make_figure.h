// From explanations to a figure.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/render/explained.h"
#include "core/render/otsu.h"
#include "ui/figure/figure_spec.h"

namespace rex::figure {

struct FigureOptions {
  Appearance appearance;
  bool picture_alone = true;  ///< the first panel is the picture without heat
  /// DETR: the object queries that are drawn, best first, whether they are a panel's own or not; unset: only that one.
  std::optional<std::vector<std::int64_t>> queries;
  /// DETR: the explanations of the object queries whose masks and named boxes are drawn in every panel; empty: the
  /// panel's own.
  std::vector<std::shared_ptr<const Explanation>> detections = {};
  /// Beside the explanations: image relevancies whose scale the heat has, a step's those of the whole; empty: their
  /// own.
  std::vector<at::Tensor> scaled_by = {};
  /// The faithfulness of the first explanation, as a further panel; null: none.
  std::shared_ptr<const evaluate::Faithfulness> curves = {};
  bool difference = false;  ///< of two explanations, as a last panel
  bool with_curves = true;  ///< whether the window's curves come in, where they are there
  bool words = true;
  bool caption = true;
  bool letters = true;
  bool transparent = false;
  double dpi = 300;
  double width = 0;                    ///< inches; 0: as fits a paper
  double text_size = usual_text_size;  ///< points
};

/// A figure without panels, as OPTIONS draw it.
FigureSpec empty_figure(const FigureOptions& options);

/// A figure of EXPLANATIONS of one answer, one panel each, with what a paper must say of them. Throws Error where
/// relevancies do not fit the answer, or a difference is wanted that there is not.
FigureSpec make_figure(const Answered& answered, const std::vector<Explanation>& explanations,
                       const FigureOptions& options = {});

/// The panel of one explanation with a scale of its own: for views that arrange panels themselves.
Panel make_panel(const Answered& answered, const Explanation& explanation, const FigureOptions& options = {});

/// First − second, each over its largest magnitude; nothing where the two are not of one picture and one grid.
std::optional<Panel> difference_panel(const Answered& first_answer, const Explanation& first,
                                      const Answered& second_answer, const Explanation& second,
                                      const Appearance& appearance);

/// The curves of MEASURED, likewise.
Panel curves_panel(const evaluate::Faithfulness& measured);

/// A figure of the curves alone, with how they were measured in its caption.
FigureSpec curves_figure(const Answered& answered, const Explanation& explanation,
                         const evaluate::Faithfulness& measured, const FigureOptions& options = {});

/// make_figure() and save_figure() in one.
void save_explanations(const std::filesystem::path& path, const Answered& answered,
                       const std::vector<Explanation>& explanations, const FigureOptions& options = {});

}  // namespace rex::figure
