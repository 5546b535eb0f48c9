#pragma once

#include "core/base/progress.h"

namespace rex::command {

/// One line on standard error that says how far long work is; silent where that is no terminal.
class ProgressLine {
 public:
  ProgressLine();
  ~ProgressLine() { clear(); }
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  const Progress& progress() const { return progress_; }

  /// Takes the line away again.
  void clear() const;

 private:
  bool shown_;
  Progress progress_;
};

}  // namespace rex::command
