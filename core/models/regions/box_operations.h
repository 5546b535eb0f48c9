// What detectors compute on boxes. A box is four numbers: left, top, right, bottom.
#pragma once

#include <ATen/core/Tensor.h>

#include <array>
#include <cstdint>
#include <vector>

namespace rex {

/// Anchors of every SIZE and RATIO (height over width; sizes outermost) centred on every cell of a ROWS × COLUMNS
/// feature map whose cells are STRIDE pixels apart, the first OFFSET cells from the corner:
/// [rows · columns · sizes · ratios, 4] float32. Faster R-CNN (Ren et al. 2015, arXiv 1506.01497, section 3.1.1).
at::Tensor anchor_boxes(const std::vector<double>& sizes, const std::vector<double>& ratios, std::int64_t rows,
                        std::int64_t columns, double stride, double offset);

/// BOXES [n, 4] moved and grown by DELTAS [n, 4 · k] (x, y, width, height; divided by WEIGHTS): [n, 4 · k]. Growth is
/// limited to 1000 / 16 (Girshick et al. 2014, arXiv 1311.2524, appendix C).
at::Tensor decoded_boxes(const at::Tensor& boxes, const at::Tensor& deltas, const std::array<double, 4>& weights);

/// BOXES [n, 4] cut to a picture of WIDTH × HEIGHT pixels.
at::Tensor clipped_boxes(const at::Tensor& boxes, std::int64_t width, std::int64_t height);

/// Non-maximum suppression: the rows of BOXES [n, 4] float32 that stay, by falling SCORES [n] (of equal ones the
/// earlier first), where no box overlaps a better one that stays by an intersection over union above OVERLAP; at most
/// MOST of them. Scores that are no numbers come last.
std::vector<std::int64_t> suppress(const at::Tensor& boxes, const at::Tensor& scores, double overlap,
                                   std::int64_t most);

}  // namespace rex
