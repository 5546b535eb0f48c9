#pragma once

namespace rex {

/// A rectangle in a picture's pixels: left, top, right, bottom.
struct Box {
  double left = 0, top = 0, right = 0, bottom = 0;
};

}  // namespace rex
