#include "ui/figure/hatch.h"

#include <algorithm>
#include <cmath>

namespace rex::figure {

std::vector<QLineF> hatch(const QRectF& box, double gap) {
  std::vector<QLineF> lines;
  if (box.isEmpty() || !(gap > 0)) return lines;
  // Lines x + y = k · gap.
  const double last = box.right() + box.bottom();
  for (double sum = std::ceil((box.left() + box.top()) / gap) * gap; sum < last; sum += gap) {
    const double left = std::max(box.left(), sum - box.bottom()), right = std::min(box.right(), sum - box.top());
    if (right > left) lines.emplace_back(left, sum - left, right, sum - right);
  }
  return lines;
}

}  // namespace rex::figure
